//! When many tell the same: requests of a system that came lately and are alike, from several partners or facilities, are
//! proposed to the desk as a common problem, once.

use std::collections::BTreeSet;

use sqlx::AnyConnection;

use super::gist::{self, Kept, Recent};
use crate::{
    core::policy::common::Common,
    text::alike::{Gist, are_alike},
};

/// The requests that are like one, itself among them, the oldest first; none where they are too few, of too few, or
/// were proposed before.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut AnyConnection, of: &Kept, terms: &Common) -> Result<Option<Vec<i64>>, sqlx::Error> {
    let recent = gist::recent(conn, &of.system, of.created_at - terms.within).await?;
    Ok(among(of, &recent, terms))
}

/// The same among these.
#[must_use]
pub fn among(of: &Kept, recent: &[Recent], terms: &Common) -> Option<Vec<i64>> {
    if terms.requests == 0 {
        return None;
    }
    if !recent.iter().any(|one| one.ticket == of.ticket && one.cluster.is_none()) {
        return None;
    }
    let gist = Gist::from_kept(&of.words);
    let is_alike = |one: &&Recent| one.ticket == of.ticket || are_alike(&gist, &one.gist);
    let (proposed, others): (Vec<&Recent>, Vec<&Recent>) = recent.iter().partition(|one| one.cluster.is_some());
    // To compare is what costs. When very many tell the same, one that was proposed before is soon found; and where all
    // that came lately is not enough, what of it is alike is not either.
    if proposed.iter().any(is_alike) || !is_common(others.iter().copied(), terms) {
        return None;
    }
    let alike: Vec<&Recent> = others.into_iter().filter(is_alike).collect();
    let is_common = is_common(alike.iter().copied(), terms);
    let mut tickets: Vec<i64> = alike.iter().map(|one| one.ticket).collect();
    tickets.sort_unstable();
    is_common.then_some(tickets)
}

/// Whether these are enough, from enough partners or places.
fn is_common<'r>(requests: impl Iterator<Item = &'r Recent> + Clone, terms: &Common) -> bool {
    let partners: BTreeSet<i64> = requests.clone().filter_map(|one| one.partner).collect();
    let places: BTreeSet<&String> = requests.clone().filter_map(|one| one.place.as_ref()).collect();
    requests.count() >= terms.requests && partners.len().max(places.len()) >= terms.places
}

/// The requests that are like one, however few they are, the newest first; at most so many, and not itself.
///
/// # Errors
/// The database's.
pub async fn like(conn: &mut AnyConnection, of: &Kept, within: i64, most: usize) -> Result<Vec<i64>, sqlx::Error> {
    let gist = Gist::from_kept(&of.words);
    let recent = gist::recent(conn, &of.system, of.created_at - within).await?;
    let mut alike: Vec<i64> = recent
        .iter()
        .filter(|one| one.ticket != of.ticket && are_alike(&gist, &one.gist))
        .map(|one| one.ticket)
        .collect();
    alike.sort_unstable_by(|one, other| other.cmp(one));
    alike.truncate(most);
    Ok(alike)
}
