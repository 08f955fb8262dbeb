//! The clocks of tickets, read anew when something has happened to them: the times at which they are over stand in the
//! tickets, for the queue's order and for whoever is told of them.

use super::turn::Turn;
use crate::core::{
    calendar::{Calendar, Hours},
    chat::Millis,
    clock::{self, Clock, Clocks, Event, Terms},
    ticket::Ticket,
    ticket_rows,
    unit::Unit,
};

/// Reads the clocks of the tickets that something has happened to in this message.
pub(super) async fn settle(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let mut ids = std::mem::take(&mut unit.clocked);
    if ids.is_empty() {
        return Ok(());
    }
    ids.sort_unstable();
    ids.dedup();
    // What comes next of them is another time now.
    unit.waits.extend(&ids);
    let events = events(unit, &ids).await?;
    for id in ids {
        let of_ticket: Vec<Event> = events.iter().filter(|event| event.ticket_id == id).cloned().collect();
        let Some(ticket) = unit.tickets.read(&id) else { continue };
        let clocks = clock::read(&of_ticket, &terms(turn, ticket), unit.now);
        let due = |clock: Option<&Clock>| clock.filter(|clock| clock.stopped_at.is_none())?.due;
        let response = due(clocks.as_ref().and_then(|clocks| clocks.response.as_ref()));
        let resolve = due(clocks.as_ref().and_then(|clocks| clocks.resolution.as_ref()));
        if (ticket.response_due, ticket.resolve_due) == (response, resolve) {
            continue;
        }
        if let Some(ticket) = unit.tickets.change(&id) {
            (ticket.response_due, ticket.resolve_due) = (response, resolve);
        }
    }
    Ok(())
}

/// A ticket's clocks as they stand; none where nothing is known of them.
pub(super) async fn of(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Option<Clocks>, sqlx::Error> {
    let events = events(unit, &[id]).await?;
    let Some(ticket) = unit.tickets.read(&id) else { return Ok(None) };
    Ok(clock::read(&events, &terms(turn, ticket), unit.now))
}

/// What has happened to tickets, in this transaction too.
async fn events(unit: &mut Unit<'_>, ids: &[i64]) -> Result<Vec<Event>, sqlx::Error> {
    let known: Vec<i64> = ids.iter().copied().filter(|id| !unit.tickets.is_new(id)).collect();
    let mut events = clock::load(&mut unit.conn, &known).await?;
    events.extend(unit.clock_events.iter().filter(|event| ids.contains(&event.ticket_id)).cloned());
    Ok(events)
}

/// What counts for a ticket: its system's policy, its category's targets, the hours at its facility.
pub(super) fn terms<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> Terms<'t> {
    let desk = &turn.policy;
    let own = desk.category(&ticket.category).and_then(|category| category.targets_of(&ticket.form));
    Terms::new(hours(turn, ticket), &desk.policy_of(Some(&ticket.system)).service, own)
}

/// When the desk is open for a ticket: as at its facility.
pub(super) fn hours<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> Hours<'t> {
    turn.calendar.at(&places(turn, ticket))
}

/// Where a ticket's facility lies.
fn places<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> Vec<&'t str> {
    let facility = ticket.facility_id.and_then(|id| turn.directory.facility(id));
    facility.map(|one| vec![one.province.as_str(), one.district.as_str()]).unwrap_or_default()
}

/// How many of these tickets have other times by another calendar.
pub(super) async fn moved(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ids: &[i64],
    calendar: &Calendar,
) -> Result<usize, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, ids, &mut unit.tickets).await?;
    let events = events(unit, ids).await?;
    let now = unit.now;
    let is_moved = |ticket: &&Ticket| {
        let of_ticket: Vec<Event> = events.iter().filter(|event| event.ticket_id == ticket.id).cloned().collect();
        let before = terms(turn, ticket);
        let after = Terms::new(calendar.at(&places(turn, ticket)), before.service, before.own);
        let due = |terms: &Terms<'_>| clock::read(&of_ticket, terms, now).map(|clocks| dues(&clocks));
        due(&before) != due(&after)
    };
    Ok(ids.iter().filter_map(|id| unit.tickets.read(id)).filter(is_moved).count())
}

/// When each of its clocks is over that is not stopped.
fn dues(clocks: &Clocks) -> [Option<Millis>; 2] {
    let due = |clock: &Option<Clock>| clock.as_ref().filter(|clock| clock.stopped_at.is_none())?.due;
    [due(&clocks.response), due(&clocks.resolution)]
}
