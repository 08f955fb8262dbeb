//! What decides how soon: the priority and the category. Both are changed with a reason, and the reporter is told what
//! changed from what to what (WS-11).

use super::{lapsing, mark, open, tell_reporter};
use crate::core::{
    entry::Kind,
    notice::{Audience, News},
    nudge::CRITICAL,
    policy::{desk::Desk, scheme::Pairs},
    rights::{Grant, Refusal},
    ticket::Ticket,
    unit::Unit,
};

pub(super) fn priority(
    unit: &mut Unit<'_>,
    desk: &Desk,
    grant: Grant,
    id: i64,
    to: &str,
    words: &str,
) -> Result<(), Refusal> {
    open(unit, id)?;
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let policy = desk.policy_of(Some(&ticket.system));
    let priority = policy.priority(to).ok_or(Refusal::NotThat)?;
    let from = ticket.priority.clone();
    if from == to {
        return Err(Refusal::AlreadySo);
    }
    if let Some(pairs) = policy.pairs() {
        policy.may_lower_to(pairs, &ticket.impact, &from, to)?;
        may_lower(unit, grant, pairs)?;
    }
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Reason, grant.actor(), words);
    let rank = priority.rank;
    mark(unit, grant, id, (from.clone(), to.to_owned()), |ticket| {
        to.clone_into(&mut ticket.priority);
        ticket.priority_rank = rank;
    });
    tell_reporter(unit, id, News::PriorityChanged { from, to: to.to_owned(), words: words.to_owned() });
    never_waits(unit, id);
    Ok(())
}

/// What patients' safety hangs on waits for no focal point.
fn never_waits(unit: &mut Unit<'_>, id: i64) {
    let waits = |ticket: &Ticket| ticket.is_at_gate() && ticket.status.is_open() && ticket.priority_rank == CRITICAL;
    if unit.tickets.read(&id).is_some_and(waits) {
        lapsing::forward(unit, id);
    }
}

/// Whoever works in the tier that lowers severity and priority; everybody where the desk names none (SV 3.2).
fn may_lower(unit: &Unit<'_>, grant: Grant, pairs: &Pairs) -> Result<(), Refusal> {
    let tier = unit.people.read(&grant.actor()).and_then(|person| person.tier);
    if pairs.lowered_by.is_none() || pairs.lowered_by == tier { Ok(()) } else { Err(Refusal::OnlyTier) }
}

/// How severe it is, where severities have pairs: the desk's people lower it, whoever reported it says what it is. The
/// priority follows where the old one does not go with it (SV 3.1, 4.4).
pub(super) fn severity(
    unit: &mut Unit<'_>,
    desk: &Desk,
    grant: Grant,
    id: i64,
    to: &str,
    words: &str,
) -> Result<(), Refusal> {
    open(unit, id)?;
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let policy = desk.policy_of(Some(&ticket.system));
    let pairs = policy.pairs().ok_or(Refusal::NotAllowed)?;
    pairs.severity(to).ok_or(Refusal::NotThat)?;
    let from = ticket.impact.clone();
    if from == to {
        return Err(Refusal::AlreadySo);
    }
    if grant.is_desk() {
        if !policy.is_less_severe(pairs, to, &from) {
            return Err(Refusal::OnlyLower);
        }
        may_lower(unit, grant, pairs)?;
    } else if ticket.reporter_id != grant.actor() && ticket.filed_by != Some(grant.actor()) {
        return Err(Refusal::OnlyInitiator);
    }
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    let fitting = pairs.fitting(to, &ticket.priority).and_then(|key| policy.priority(key)).ok_or(Refusal::NotThat)?;
    let (priority, rank) = (fitting.named.key.clone(), fitting.rank);
    unit.write_entry(id, Kind::Reason, grant.actor(), words);
    mark(unit, grant, id, (from.clone(), to.to_owned()), |ticket| {
        to.clone_into(&mut ticket.impact);
        ticket.priority.clone_from(&priority);
        ticket.priority_rank = rank;
    });
    let news = News::SeverityChanged { from, to: to.to_owned(), priority, words: words.to_owned() };
    if grant.is_desk() {
        tell_reporter(unit, id, news);
    } else {
        unit.tell(id, Audience::Agents, news.clone());
        unit.tell(id, Audience::Owner, news);
    }
    never_waits(unit, id);
    Ok(())
}

pub(super) fn category(
    unit: &mut Unit<'_>,
    desk: &Desk,
    grant: Grant,
    id: i64,
    to: &str,
    words: &str,
) -> Result<(), Refusal> {
    open(unit, id)?;
    desk.category(to).ok_or(Refusal::NotThat)?;
    let from = unit.tickets.read(&id).map(|ticket| ticket.category.clone()).unwrap_or_default();
    if from == to {
        return Err(Refusal::AlreadySo);
    }
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Reason, grant.actor(), words);
    // What was answered stays: it may still help, and taking it back brings the form along.
    mark(unit, grant, id, (from.clone(), to.to_owned()), |ticket| {
        to.clone_into(&mut ticket.category);
        ticket.incomplete = false;
    });
    tell_reporter(unit, id, News::CategoryChanged { from, to: to.to_owned(), words: words.to_owned() });
    Ok(())
}
