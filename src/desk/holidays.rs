//! A day off was declared, or taken out again: the agents' rooms and the focal points of its place hear of it, once their
//! quiet hours are over, and how many requests have other times by it.

use std::{collections::BTreeSet, sync::Arc};

use super::{audience::Target, calendars, clocks, post, turn::Turn};
use crate::{
    core::{
        chat::Millis,
        circle, contact,
        day_off::{self, DayOff},
        quiet,
        unit::Unit,
    },
    dialogs::{clock::line::ClockLine, line::Line},
    text::{day, fold},
};

const DAY_MS: Millis = 24 * 3600 * 1000;
/// More than these are not worked out at once: their times are counted anew all the same, each by its own timer.
const MOST: i64 = 2_000;

/// A day was declared or taken out: it counts from the next message on, in this transaction too. Returns how many open
/// tickets have other times by it.
pub(super) async fn moved(turn: &Turn<'_>, unit: &mut Unit<'_>, off: &DayOff) -> Result<usize, sqlx::Error> {
    let calendar = calendars::load(&mut unit.conn, &turn.policy).await?;
    unit.calendar = Some(Arc::clone(&calendar));
    let midnight = off.day * DAY_MS;
    let begins = midnight - Millis::from(day::offset_minutes(midnight, &turn.policy.timezone)) * 60_000;
    let ids = day_off::touched(&mut unit.conn, off, begins, MOST).await?;
    clocks::moved(turn, unit, &ids, &calendar).await
}

/// Tells whom it concerns; whoever did it, and the chat in which they did, know it.
pub(super) async fn announce(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    off: &DayOff,
    (actor, taken): (i64, bool),
    moved: usize,
) -> Result<(), sqlx::Error> {
    let by = unit.people.read(&actor).map(|person| person.name.clone()).unwrap_or_default();
    let told: Line = ClockLine::HolidayTold { day: off.into(), by, taken }.into();
    let for_desk = Line::Many(vec![told.clone(), ClockLine::HolidayMoved { count: moved }.into()]);
    let at = quiet::after_quiet_hours(unit.now, &turn.policy.timezone);
    let rooms: Vec<Target> = unit
        .audiences()
        .await?
        .iter()
        .filter(|room| room.purpose == "agents" && room.address != turn.address)
        .map(|room| Target::of_room(at, room))
        .collect();
    for target in rooms {
        post::offer(turn.shared, unit, &target, &for_desk, &[]);
    }
    let focal: Vec<i64> = focal_points(turn, unit, off).await?.into_iter().filter(|id| *id != actor).collect();
    contact::load_people(&mut unit.conn, &focal, &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, &focal).await?;
    for id in focal {
        let person = unit.people.read(&id).filter(|person| person.is_here()).cloned();
        let Some((address, person)) = addresses.get(&id).zip(person) else { continue };
        let due_at = person.profile.quiet.map_or(at, |hours| quiet::after_hours(at, &turn.policy.timezone, hours));
        let target = Target::of_person(due_at, address, &person);
        post::offer(turn.shared, unit, &target, &told, &[]);
    }
    Ok(())
}

/// The focal points of the partners who have a facility at the day's place on it.
async fn focal_points(turn: &Turn<'_>, unit: &mut Unit<'_>, off: &DayOff) -> Result<Vec<i64>, sqlx::Error> {
    let is_there = |place: &str| off.place.is_empty() || fold::fold(place) == off.place;
    let facilities = turn.directory.facilities.iter();
    let there = facilities.filter(|one| is_there(&one.province) || is_there(&one.district));
    let partners: BTreeSet<i64> = there.filter_map(|one| turn.directory.partner_on(one.id, off.day)).collect();
    let mut found = Vec::new();
    for partner in partners {
        found.extend(circle::focal_points(&mut unit.conn, partner).await?);
    }
    Ok(found)
}
