//! Joining a facility: somebody who says that they work there asks the focal points of its partner to be let in to the
//! facility's tickets. One of them decides, once; while a request waits, there is no second one.

use super::{circle, contact, directory::Directory, person::Role, rights::Grant, unit::Unit};
use crate::text::day;

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// These focal points are asked.
    Asks { facility: i64, focal_points: Vec<i64> },
    /// They are in already.
    In,
    /// They have asked, and wait.
    Waits,
    /// Their facility is not known to the directory.
    NoFacility,
    /// Its partner has no focal point here.
    Nobody,
}

/// What came of deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Decided now.
    Now { facility: i64 },
    /// Somebody has decided before; whether they are in.
    Before { is_in: bool },
    /// It is no facility of this focal point's.
    NotTheirs,
}

/// Asks to be let in to the facility that one has named.
///
/// # Errors
/// The database's.
pub async fn ask(unit: &mut Unit<'_>, grant: Grant, directory: &Directory) -> Result<Asked, sqlx::Error> {
    let Some(person) = unit.people.read(&grant.actor()).cloned() else { return Ok(Asked::NoFacility) };
    let Some(facility) = person.facility_id.filter(|id| directory.facility(*id).is_some()) else {
        return Ok(Asked::NoFacility);
    };
    if person.facility_proven {
        return Ok(Asked::In);
    }
    if person.profile.joining == Some(facility) {
        return Ok(Asked::Waits);
    }
    let Some(partner) = directory.partner_on(facility, day::of(unit.now)) else { return Ok(Asked::Nobody) };
    let mut focal_points = circle::focal_points(&mut unit.conn, partner).await?;
    let reached = contact::addresses(&mut unit.conn, &focal_points).await?;
    focal_points.retain(|id| reached.contains_key(id) && *id != person.id);
    if focal_points.is_empty() {
        return Ok(Asked::Nobody);
    }
    if let Some(person) = unit.people.change(&person.id) {
        person.profile.joining = Some(facility);
    }
    Ok(Asked::Asks { facility, focal_points })
}

/// Lets somebody in to their facility's tickets, or does not.
///
/// # Errors
/// The database's.
pub async fn decide(
    unit: &mut Unit<'_>,
    grant: Grant,
    directory: &Directory,
    person: i64,
    yes: bool,
) -> Result<Decided, sqlx::Error> {
    contact::load_people(&mut unit.conn, &[person], &mut unit.people).await?;
    let (Some(asker), Some(actor)) = (unit.people.read(&person).cloned(), unit.people.read(&grant.actor())) else {
        return Ok(Decided::NotTheirs);
    };
    let Some(facility) = asker.profile.joining.or(asker.facility_id) else { return Ok(Decided::NotTheirs) };
    let partner = directory.partner_on(facility, day::of(unit.now));
    let is_theirs = actor.role == Role::Admin || (partner.is_some() && actor.partner_id == partner);
    if !is_theirs {
        return Ok(Decided::NotTheirs);
    }
    // Another facility was named since, or somebody has decided.
    if asker.profile.joining != asker.facility_id || asker.profile.joining.is_none() {
        return Ok(Decided::Before { is_in: asker.facility_proven });
    }
    if let Some(asker) = unit.people.change(&person) {
        asker.profile.joining = None;
        asker.facility_proven |= yes;
    }
    Ok(Decided::Now { facility })
}
