//! A reporter whom no chat reaches is to be called (platforms B.8): the card and the queue say so until somebody has, or
//! until they are back.

use super::{acts_follow, alter, mark, waits_anew};
use crate::core::{
    entry::Kind,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::Status,
    unit::Unit,
};

/// So many messages for the reporter were lost: somebody is to call, once for all of them.
pub fn is_missed(unit: &mut Unit<'_>, id: i64, messages: i64) {
    let Some(ticket) = unit.tickets.read(&id) else { return };
    let (reporter, update) = (ticket.reporter_id, ticket.updated_at);
    // Nobody has to call about what is closed: that is read on return.
    let is_new = ticket.call_since.is_none() && ticket.status != Status::Closed;
    let now = unit.now;
    let before = ticket.version;
    alter(unit, id, |ticket| {
        if is_new {
            ticket.call_since = Some(now);
        }
        ticket.missed += messages;
        ticket.updated_at = update;
    });
    // What somebody has just done can be taken back all the same: it was lost on its way, and nobody has changed it.
    let after = unit.tickets.read(&id).map_or(before, |ticket| ticket.version);
    acts_follow(unit, id, before, after);
    if let Some(person) = unit.people.change(&reporter) {
        person.profile.missed = true;
    }
    if is_new {
        unit.tell(id, Audience::Agents, News::Card);
    }
}

/// The reporter is reached again, and knows where it stands.
pub fn is_reached(unit: &mut Unit<'_>, id: i64) {
    let Some(ticket) = unit.tickets.read(&id) else { return };
    let (update, was_to_call) = (ticket.updated_at, ticket.call_since.is_some());
    alter(unit, id, |ticket| {
        ticket.call_since = None;
        ticket.missed = 0;
        ticket.updated_at = update;
    });
    if was_to_call {
        unit.tell(id, Audience::Agents, News::Card);
    }
}

/// Somebody has called. What was said is a note; whatever waits for the reporter waits anew.
pub(super) fn called(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.call_since.is_none() {
        return Err(Refusal::AlreadySo);
    }
    if !words.is_empty() {
        unit.write_entry(id, Kind::Note, grant.actor(), words);
    }
    mark(unit, grant, id, (String::new(), String::new()), |ticket| ticket.call_since = None);
    waits_anew(unit, id);
    Ok(())
}
