//! What agents do with a ticket: take it, note, reply, ask, resolve. Each verb needs a grant and tells whom it
//! concerns; a verb that the status does not allow is refused and changes nothing.

use super::{
    entry::Kind,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::{Status, Ticket, WaitingOn},
    unit::Unit,
};

/// Takes a ticket that nobody owns, and starts work on it.
///
/// # Errors
/// [`Refusal::NotNow`] when it is owned, or no longer open.
pub fn take(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.owner_id.is_some() || !ticket.status.is_open() {
        return Err(Refusal::NotNow);
    }
    let actor = grant.actor();
    change(unit, grant, id, "take", Status::InProgress, WaitingOn::Agent, |ticket| ticket.owner_id = Some(actor));
    let agent = name(unit, actor);
    unit.tell(id, Audience::Reporter, News::Taken { agent });
    Ok(())
}

/// Writes an internal note. It reaches the agents and nobody else.
///
/// # Errors
/// None so far; a note may be written at any time.
pub fn note(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    unit.write_entry(id, Kind::Note, grant.actor(), words);
    touch(unit, grant, id, "note");
    let author = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::NoteAdded { author, words: words.to_owned() });
    Ok(())
}

/// Writes to the reporter.
///
/// # Errors
/// [`Refusal::NotNow`] when the ticket has ended.
pub fn reply(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let status = workable(unit, id)?;
    unit.write_entry(id, Kind::Reply, grant.actor(), words);
    let status = if status == Status::New { Status::InProgress } else { status };
    own(unit, grant, id, "reply", status);
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Reporter, News::Reply { agent: agent.clone(), words: words.to_owned() });
    unit.tell(id, Audience::Agents, News::ReplySent { agent, words: words.to_owned() });
    Ok(())
}

/// Asks the reporter; the ticket waits for the answer.
///
/// # Errors
/// [`Refusal::NotNow`] when the ticket is resolved or has ended.
pub fn ask(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let status = workable(unit, id)?;
    if status == Status::Resolved {
        return Err(Refusal::NotNow);
    }
    unit.write_entry(id, Kind::Question, grant.actor(), words);
    own(unit, grant, id, "ask", Status::WaitingReporter);
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Reporter, News::Question { agent: agent.clone(), words: words.to_owned() });
    unit.tell(id, Audience::Agents, News::QuestionSent { agent, words: words.to_owned() });
    Ok(())
}

/// Gives a resolution; the reporter is asked whether it works.
///
/// # Errors
/// [`Refusal::NotNow`] when it is resolved already, or has ended.
pub fn resolve(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let status = workable(unit, id)?;
    if status == Status::Resolved {
        return Err(Refusal::NotNow);
    }
    unit.write_entry(id, Kind::Resolution, grant.actor(), words);
    own(unit, grant, id, "resolve", Status::Resolved);
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Reporter, News::Resolved { agent, words: words.to_owned() });
    Ok(())
}

/// The status of a ticket that can still be worked on.
fn workable(unit: &Unit<'_>, id: i64) -> Result<Status, Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.status.is_open() || ticket.status == Status::Resolved { Ok(ticket.status) } else { Err(Refusal::NotNow) }
}

/// A change by an agent; one that works on a ticket of nobody becomes its owner.
fn own(unit: &mut Unit<'_>, grant: Grant, id: i64, verb: &'static str, to: Status) {
    let waiting = match to {
        Status::WaitingReporter | Status::Resolved => WaitingOn::Reporter,
        Status::WaitingFocalPoint => WaitingOn::FocalPoint,
        Status::WaitingThirdParty => WaitingOn::ThirdParty,
        Status::New | Status::InProgress => WaitingOn::Agent,
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => WaitingOn::Nobody,
    };
    let actor = grant.actor();
    change(unit, grant, id, verb, to, waiting, |ticket| {
        ticket.owner_id.get_or_insert(actor);
    });
}

/// A change that leaves the status as it is.
pub(super) fn touch(unit: &mut Unit<'_>, grant: Grant, id: i64, verb: &'static str) {
    let Some((status, waiting)) = unit.tickets.read(&id).map(|ticket| (ticket.status, ticket.waiting_on)) else {
        return;
    };
    change(unit, grant, id, verb, status, waiting, |_| {});
}

/// Changes a ticket, writes the audit, and renews the card and the partner's line.
pub(super) fn change(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    verb: &'static str,
    to: Status,
    waiting_on: WaitingOn,
    more: impl FnOnce(&mut Ticket),
) {
    let now = unit.now;
    let by_reporter = unit.tickets.read(&id).is_some_and(|ticket| ticket.reporter_id == grant.actor());
    let Some(ticket) = unit.tickets.change(&id) else { return };
    let from = ticket.status;
    ticket.status = to;
    ticket.waiting_on = waiting_on;
    more(ticket);
    ticket.version += 1;
    ticket.updated_at = now;
    if !by_reporter && verb != "note" {
        // The first human acknowledgement; the bot's receipt is none (EP-07).
        ticket.acknowledged_at.get_or_insert(now);
    }
    match to {
        // A note or a reply afterwards moves neither time.
        _ if from == to => {}
        Status::Resolved => ticket.resolved_at = Some(now),
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => ticket.closed_at = Some(now),
        Status::WaitingFocalPoint
        | Status::New
        | Status::InProgress
        | Status::WaitingReporter
        | Status::WaitingThirdParty => ticket.closed_at = None,
    }
    unit.audit(id, Some(grant.actor()), verb, from.word(), to.word());
    unit.tell(id, Audience::Agents, News::Card);
    if from != to {
        unit.tell(id, Audience::Partner, News::PartnerLine);
    }
}

/// A person's name, as others see it.
pub(super) fn name(unit: &Unit<'_>, person: i64) -> String {
    unit.people.read(&person).map(|person| person.name.clone()).unwrap_or_default()
}
