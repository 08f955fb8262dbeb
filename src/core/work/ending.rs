//! How a ticket ends: resolved, closed, not for this desk, a repetition of another, needed no more.

use super::{approving, change, name, open, tell_reporter, workable};
use crate::core::{
    contact,
    entry::Kind,
    notice::{Audience, News},
    policy::desk::Desk,
    rights::{Grant, Refusal},
    ticket::{Status, WaitingOn},
    ticket_rows,
    unit::Unit,
};

/// Gives a resolution, in words (EP-02); the reporter is asked whether it works.
pub(super) async fn resolve(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    words: &str,
) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Err(why) = approving::may(unit, grant, id) {
        return Ok(Err(why));
    }
    if words.is_empty() {
        return Ok(Err(Refusal::NotThat));
    }
    unit.write_entry(id, Kind::Resolution, grant.actor(), words);
    approving::own_or_keep(unit, grant, id, Status::Resolved);
    let agent = name(unit, grant.actor());
    tell_reporter(
        unit,
        id,
        News::Resolved { agent: agent.clone(), words: words.to_owned(), by_focal: !grant.is_desk() },
    );
    unit.tell(id, Audience::Agents, News::ResolutionSent { agent, words: words.to_owned() });
    tell_repeated(unit, id).await?;
    Ok(Ok(()))
}

/// Whoever reported the same is told that it was resolved, in none of the other's words.
async fn tell_repeated(unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let public = unit.tickets.read(&id).filter(|ticket| !ticket.private);
    let Some(master) = public.map(|ticket| ticket.reference.clone()) else { return Ok(()) };
    for repetition in unit.repetitions(id).await? {
        unit.tell(repetition, Audience::Reporter, News::MasterResolved { master: master.clone() });
    }
    Ok(())
}

/// Closes what is resolved, where the reporter does not; refused where only they do.
pub(super) fn close(unit: &mut Unit<'_>, desk: &Desk, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    if workable(unit, id)? != Status::Resolved {
        return Err(Refusal::NotNow);
    }
    if desk.customs.initiator_closes {
        return Err(Refusal::OnlyInitiator);
    }
    if !words.is_empty() {
        unit.write_entry(id, Kind::Note, grant.actor(), words);
    }
    change(unit, grant, id, Status::Closed, WaitingOn::Nobody, |_| {});
    tell_reporter(unit, id, News::Closed);
    Ok(())
}

/// Out of this desk's scope (WS-5); the reporter is told why.
pub(super) fn reject(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    open(unit, id)?;
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Rejection, grant.actor(), words);
    change(unit, grant, id, Status::Rejected, WaitingOn::Nobody, |_| {});
    let agent = name(unit, grant.actor());
    tell_reporter(unit, id, News::Rejected { agent: agent.clone(), words: words.to_owned() });
    unit.tell(id, Audience::Agents, News::RejectionSent { agent, words: words.to_owned() });
    Ok(())
}

/// A repetition of another ticket: linked and counted, never dropped (WS-18). Both reporters are told, neither of the
/// other's words.
pub(super) async fn duplicate(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    to: &str,
) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Err(why) = workable(unit, id) {
        return Ok(Err(why));
    }
    let found = ticket_rows::load_by_reference(&mut unit.conn, &[to.to_owned()], &mut unit.tickets).await?;
    let Some(mut master) = found.first().map(|(_, id)| *id) else { return Ok(Err(Refusal::NotThat)) };
    // A repetition of a repetition is one of the first; a circle would have no first.
    if let Some(first) = unit.tickets.read(&master).and_then(|ticket| ticket.duplicate_of) {
        ticket_rows::load(&mut unit.conn, &[first], &mut unit.tickets).await?;
        master = first;
    }
    let is_private = |id: i64| unit.tickets.read(&id).is_some_and(|ticket| ticket.private);
    let is_practice = |id: i64| unit.tickets.read(&id).is_some_and(|ticket| ticket.practice);
    if master == id || (is_private(master) && !is_private(id)) || is_practice(master) != is_practice(id) {
        return Ok(Err(Refusal::NotThat));
    }
    let Some(reference) = unit.tickets.read(&master).map(|ticket| ticket.reference.clone()) else {
        return Ok(Err(Refusal::NotThat));
    };
    let reporter = unit.tickets.read(&master).map_or(0, |ticket| ticket.reporter_id);
    contact::load_people(&mut unit.conn, &[reporter], &mut unit.people).await?;
    change(unit, grant, id, Status::Duplicate, WaitingOn::Nobody, |ticket| ticket.duplicate_of = Some(master));
    // What repeats this one repeats the first.
    for repetition in unit.repetitions(id).await? {
        super::alter(unit, repetition, |ticket| ticket.duplicate_of = Some(master));
    }
    tell_reporter(unit, id, News::DuplicateOf { master: reference });
    unit.tell(master, Audience::Reporter, News::AlsoReported);
    unit.tell(master, Audience::Agents, News::Card);
    Ok(Ok(()))
}

/// The reporter needs it no more.
pub(super) fn withdraw(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    workable(unit, id)?;
    if !words.is_empty() {
        unit.write_entry(id, Kind::Withdrawal, grant.actor(), words);
    }
    change(unit, grant, id, Status::Cancelled, WaitingOn::Nobody, |_| {});
    let reporter = name(unit, grant.actor());
    let news = News::Withdrawn { reporter, words: words.to_owned() };
    unit.tell(id, Audience::Agents, news.clone());
    unit.tell(id, Audience::Owner, news.clone());
    unit.tell(id, Audience::Followers, news);
    Ok(())
}
