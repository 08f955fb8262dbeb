//! Who works on a ticket: taking it, assigning it to somebody, letting it go, handing it to the next tier.

use super::{change, mark, name, open, own, tell_reporter};
use crate::core::{
    contact,
    entry::Kind,
    handover,
    notice::{Audience, News},
    policy::desk::Desk,
    rights::{Grant, Refusal, is_desk},
    stage::Told,
    ticket::{Status, Ticket, WaitingOn},
    ticket_rows,
    unit::Unit,
};

/// The last tier (EPTS guide, 1.3).
const LAST_TIER: i64 = 4;

/// Takes a ticket that nobody owns, or that was assigned to oneself, and starts work on it.
pub(super) fn take(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    let actor = grant.actor();
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let is_free = match ticket.owner_id {
        None => true,
        // Assigning is no acknowledgement: whoever was given it still takes it (SV-11).
        Some(owner) => owner == actor && ticket.status == Status::New,
    };
    if !is_free || !ticket.status.is_open() || ticket.status == Status::WaitingFocalPoint {
        return Err(Refusal::NotNow);
    }
    change(unit, grant, id, Status::InProgress, WaitingOn::Agent, |ticket| ticket.owner_id = Some(actor));
    let agent = name(unit, actor);
    tell_reporter(unit, id, News::Taken { agent });
    Ok(())
}

/// Gives a ticket to somebody at the desk. The status stays as it is (SV-11).
pub(super) async fn assign(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    to: &str,
) -> Result<Result<(), Refusal>, sqlx::Error> {
    let Ok(person) = to.parse::<i64>() else { return Ok(Err(Refusal::NotThat)) };
    contact::load_people(&mut unit.conn, &[person], &mut unit.people).await?;
    if let Err(why) = open(unit, id) {
        return Ok(Err(why));
    }
    let Some(found) = unit.people.read(&person).filter(|found| is_desk(found.role) && found.is_here()) else {
        return Ok(Err(Refusal::NotThat));
    };
    let agent = found.name.clone();
    let before = unit.tickets.read(&id).and_then(|ticket| ticket.owner_id);
    if before == Some(person) {
        return Ok(Err(Refusal::AlreadySo));
    }
    let from = before.map(|owner| owner.to_string()).unwrap_or_default();
    mark(unit, grant, id, (from, person.to_string()), |ticket| ticket.owner_id = Some(person));
    let by = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Assigned { agent: agent.clone(), by: by.clone() });
    if person != grant.actor() {
        unit.tell(id, Audience::Person(person), News::Assigned { agent, by });
    }
    Ok(Ok(()))
}

/// Lets a ticket go: it is new again, for whoever takes it.
pub(super) fn release(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    let status = open(unit, id)?;
    if unit.tickets.read(&id).is_none_or(|ticket| ticket.owner_id.is_none()) {
        return Err(Refusal::AlreadySo);
    }
    let (to, waiting) = let_go(status);
    change(unit, grant, id, to, waiting, |ticket| ticket.owner_id = None);
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Released { agent });
    Ok(())
}

/// Somebody leaves the desk, or is no longer of it: what they own is free again, and the agents hear of it.
///
/// # Errors
/// The database's.
pub async fn leave_all(unit: &mut Unit<'_>, grant: Grant, owner: i64) -> Result<(), sqlx::Error> {
    ticket_rows::load_owned(&mut unit.conn, owner, &mut unit.tickets).await?;
    let is_theirs = |ticket: &&Ticket| ticket.owner_id == Some(owner) && ticket.status.is_open();
    let mut owned: Vec<i64> = unit.tickets.values().filter(is_theirs).map(|ticket| ticket.id).collect();
    owned.sort_unstable();
    let agent = name(unit, owner);
    for id in owned {
        let Ok(status) = open(unit, id) else { continue };
        let (to, waiting) = let_go(status);
        change(unit, grant, id, to, waiting, |ticket| ticket.owner_id = None);
        unit.tell(id, Audience::Agents, News::OwnerGone { agent: agent.clone() });
    }
    Ok(())
}

/// A ticket's status without its owner. Who is waited for does not change by it.
pub(super) fn let_go(status: Status) -> (Status, WaitingOn) {
    match status {
        Status::InProgress => (Status::New, WaitingOn::Agent),
        other => (other, super::waiting_on(other)),
    }
}

/// The ticket waits for somebody outside, with what for (OL-09); the reporter is told that it does, not for whom.
pub(super) fn wait(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    if open(unit, id)? == Status::WaitingThirdParty {
        return Err(Refusal::AlreadySo);
    }
    unit.write_entry(id, Kind::Note, grant.actor(), words);
    own(unit, grant, id, Status::WaitingThirdParty);
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::NoteAdded { author: agent, words: words.to_owned() });
    tell_reporter(unit, id, News::WaitsOutside);
    Ok(())
}

/// The ticket waits no more, for whomever it did.
pub(super) fn resume(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    if !matches!(open(unit, id)?, Status::WaitingThirdParty | Status::WaitingReporter) {
        return Err(Refusal::NotNow);
    }
    let is_at_gate = unit.tickets.read(&id).is_some_and(Ticket::is_at_gate);
    own(unit, grant, id, if is_at_gate { Status::WaitingFocalPoint } else { Status::InProgress });
    Ok(())
}

/// Hands a ticket to the next tier, or to one by its number, with what was tried (EP-16: a reason is required).
pub(super) async fn escalate(
    unit: &mut Unit<'_>,
    desk: &Desk,
    grant: Grant,
    id: i64,
    (to, words): (&str, &str),
) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Err(why) = open(unit, id) {
        return Ok(Err(why));
    }
    let Some(ticket) = unit.tickets.read(&id) else { return Ok(Err(Refusal::NoSuchRequest)) };
    let tier = match tier_named(desk, ticket, to) {
        Ok(tier) => tier,
        Err(why) => return Ok(Err(why)),
    };
    if words.is_empty() {
        return Ok(Err(Refusal::NotThat));
    }
    let before = handover::of_ticket(unit, id).await?;
    unit.write_entry(id, Kind::Escalation, grant.actor(), words);
    change(unit, grant, id, Status::New, super::waiting_on(Status::New), |ticket| {
        ticket.tier = tier;
        ticket.owner_id = None;
    });
    let agent = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Escalated { agent, tier, words: words.to_owned() });
    if !before.is_empty() {
        unit.tell(id, Audience::Agents, News::Stage(Told::Handover(before)));
    }
    tell_reporter(unit, id, News::PassedOn { tier });
    Ok(Ok(()))
}

/// The tier that a ticket is handed to: the one with this number, or the next. A desk whose file names none has those of
/// the guide.
///
/// # Errors
/// [`Refusal::NotNow`] above the last one, [`Refusal::NotThat`] where there is none of that number, and
/// [`Refusal::AlreadySo`].
pub fn tier_named(desk: &Desk, ticket: &Ticket, to: &str) -> Result<i64, Refusal> {
    let numbers = tiers(desk, &ticket.system);
    if to.is_empty() {
        return numbers.into_iter().find(|number| *number > ticket.tier).ok_or(Refusal::NotNow);
    }
    let named = to.parse().ok().filter(|number| numbers.contains(number)).ok_or(Refusal::NotThat)?;
    if named == ticket.tier { Err(Refusal::AlreadySo) } else { Ok(named) }
}

/// The numbers of the tiers that count for a system.
#[must_use]
pub fn tiers(desk: &Desk, system: &str) -> Vec<i64> {
    let tiers = &desk.policy_of(Some(system)).service.tiers;
    if tiers.is_empty() { (1..=LAST_TIER).collect() } else { tiers.iter().map(|tier| tier.number).collect() }
}
