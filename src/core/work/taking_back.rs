//! Taking back: what somebody at the desk has just done, undone. It tells nobody outside, since nobody was told yet.

use crate::core::{
    act::{self, Taken},
    clock, contact, entry,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket_rows,
    unit::Unit,
};

/// Takes an act of one's own back. Returns its ticket.
///
/// # Errors
/// The database's. [`Refusal::TooLate`] when its time is over, what it told has gone, or the ticket has changed since;
/// [`Refusal::NotAllowed`] when it is somebody else's.
pub async fn take_back(unit: &mut Unit<'_>, grant: Grant, taken: &Taken) -> Result<Result<i64, Refusal>, sqlx::Error> {
    let id = taken.ticket_id;
    if taken.actor_id != grant.actor() {
        return Ok(Err(Refusal::NotAllowed));
    }
    ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
    let stands = unit.tickets.read(&id).is_some_and(|ticket| ticket.version == taken.version);
    if taken.taken_back || !stands || unit.now >= taken.until {
        return Ok(Err(Refusal::TooLate));
    }
    if unit.take_back_unsaved(taken.id).is_none() && !take_back_saved(unit, taken).await? {
        return Ok(Err(Refusal::TooLate));
    }
    restore(unit, grant, taken).await?;
    Ok(Ok(id))
}

/// Of an act that was committed: the messages that wait are withdrawn, unless some have gone.
async fn take_back_saved(unit: &mut Unit<'_>, taken: &Taken) -> Result<bool, sqlx::Error> {
    if act::has_gone(&mut unit.conn, taken.id).await? || !act::take_back(&mut unit.conn, taken.id, unit.now).await? {
        return Ok(false);
    }
    if let Some(entry) = taken.entry_id {
        entry::withdraw(&mut unit.conn, entry, unit.now).await?;
    }
    Ok(true)
}

/// The ticket as it was; its version and its audit go on.
async fn restore(unit: &mut Unit<'_>, grant: Grant, taken: &Taken) -> Result<(), sqlx::Error> {
    let (id, now) = (taken.ticket_id, unit.now);
    let first = unit.tickets.read(&id).and_then(|ticket| ticket.duplicate_of);
    let Some(ticket) = unit.tickets.change(&id) else { return Ok(()) };
    let (from, version, base_version) = (ticket.status, ticket.version, ticket.base_version);
    ticket.clone_from(&taken.before);
    ticket.base_version = base_version;
    ticket.version = version + 1;
    ticket.updated_at = now;
    unit.waits.push(id);
    follow(unit, id, taken.before.version, version + 1).await?;
    clock::taken_back(unit, id, taken.id);
    withdraw_files(unit, taken).await?;
    let Some(ticket) = unit.tickets.read(&id) else { return Ok(()) };
    let (to, reporter) = (ticket.status, ticket.reporter_id);
    let first = first.filter(|first| ticket.duplicate_of != Some(*first));
    contact::load_people(&mut unit.conn, &[reporter], &mut unit.people).await?;
    unit.audit(id, Some(grant.actor()), "take_back", from.word(), to.word());
    unit.tell(id, Audience::Agents, News::Card);
    if from != to || taken.verb == "private" {
        unit.tell(id, Audience::Partner, News::PartnerLine);
    }
    if let Some(first) = first {
        no_repetition_of(unit, taken, first).await?;
    }
    Ok(())
}

/// The acts that had left the ticket as it is now again are its last ones: they can be taken back too.
async fn follow(unit: &mut Unit<'_>, ticket: i64, before: i64, after: i64) -> Result<(), sqlx::Error> {
    super::acts_follow(unit, ticket, before, after);
    act::follow(&mut unit.conn, ticket, before, after).await
}

/// What came with the words goes with them.
async fn withdraw_files(unit: &mut Unit<'_>, taken: &Taken) -> Result<(), sqlx::Error> {
    let Some(entry) = taken.entry_id else { return Ok(()) };
    for file in unit.files_of(taken.ticket_id).await? {
        let came_with_it = unit.attachments.read(&file).is_some_and(|file| file.entry_id == Some(entry));
        if came_with_it && let Some(file) = unit.attachments.change(&file) {
            file.ticket_id = None;
        }
    }
    Ok(())
}

/// What repeated this ticket before does so again, and the other ticket counts neither of them.
async fn no_repetition_of(unit: &mut Unit<'_>, taken: &Taken, first: i64) -> Result<(), sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &taken.moved, &mut unit.tickets).await?;
    for moved in &taken.moved {
        // Unless somebody has decided otherwise since.
        if unit.tickets.read(moved).is_some_and(|ticket| ticket.duplicate_of == Some(first)) {
            super::alter(unit, *moved, |ticket| ticket.duplicate_of = Some(taken.ticket_id));
        }
    }
    ticket_rows::load(&mut unit.conn, &[first], &mut unit.tickets).await?;
    unit.tell(first, Audience::Agents, News::Card);
    Ok(())
}
