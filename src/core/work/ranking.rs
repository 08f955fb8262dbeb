//! What decides how soon: the priority and the category. Both are changed with a reason, and the reporter is told what
//! changed from what to what (WS-11).

use super::{lapsing, mark, open, tell_reporter};
use crate::core::{
    entry::Kind,
    notice::News,
    nudge::CRITICAL,
    policy::desk::Desk,
    rights::{Grant, Refusal},
    ticket::Status,
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
    let priority = desk.priority(to).ok_or(Refusal::NotThat)?;
    let from = unit.tickets.read(&id).map(|ticket| ticket.priority.clone()).unwrap_or_default();
    if from == to {
        return Err(Refusal::AlreadySo);
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
    let waits = unit.tickets.read(&id).is_some_and(|ticket| ticket.status == Status::WaitingFocalPoint);
    if waits && rank == CRITICAL {
        lapsing::forward(unit, id);
    }
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
