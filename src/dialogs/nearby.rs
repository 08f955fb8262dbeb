//! Looking a facility up for somebody: their own province comes first (portuguese C.5). Whoever is not enrolled yet may
//! have named a facility in their first words, which are kept: it is offered before it is asked for.
//!
//! ```text
//! Ana:  o idart do cs 1 de maio em chimoio nao abre
//! …
//! bot:  A mensagem fala de «cs 1 de maio em chimoio». Qual é a sua Unidade Sanitária?  [CS 1º de Maio] [Outra]
//! ```

use std::collections::BTreeMap;

use super::{
    context,
    understand::{self, Reading},
    view::View,
};
use crate::{core::directory::Facility, text::day};

/// Facilities that a typed name or code may mean, at most `most`, those of their province before others as like.
pub fn find<'v>(typed: &str, most: usize, view: &View<'v>) -> Vec<&'v Facility> {
    view.directory.find_near(typed, most, province(view).as_deref())
}

/// The province of whoever writes, as far as anything tells it: where they work, what they answer for, the page that
/// they ask from, what their first words name.
pub fn province(view: &View<'_>) -> Option<String> {
    let of = |id: i64| view.directory.facility(id).map(|facility| facility.province.clone());
    let own = || view.actor?.facility_id.and_then(of);
    let agents = || match view.actor?.profile.provinces.as_slice() {
        [only] => Some(only.clone()),
        [] | [_, ..] => None,
    };
    let page = || context::facility(view).map(|facility| facility.province.clone());
    let said = || named(view).and_then(|(_, found)| of(*found.first()?));
    own().or_else(agents).or_else(|| partners(view)).or_else(page).or_else(said)
}

/// The province where most facilities of their partner lie.
fn partners(view: &View<'_>) -> Option<String> {
    let partner = view.actor?.partner_id?;
    let today = day::of(view.now);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let theirs = view.directory.facilities.iter();
    for facility in theirs.filter(|facility| view.directory.partner_on(facility.id, today) == Some(partner)) {
        *counts.entry(&facility.province).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(province, _)| province.to_owned())
}

/// The facilities that the words of somebody who is not enrolled yet name, by id, and those words.
pub fn named(view: &View<'_>) -> Option<(String, Vec<i64>)> {
    let draft = view.draft.filter(|_| view.member().is_none())?;
    let words = draft.answers.description.as_deref()?;
    let read = understand::read(words, view.desk, view.directory, None);
    match read.facility {
        Reading::Nothing => None,
        Reading::One(id) => Some((read.named, vec![id])),
        Reading::Several(ids) => Some((read.named, ids)),
    }
}
