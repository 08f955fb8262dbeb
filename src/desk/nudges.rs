//! Timers of tickets that wait for somebody: set when the waiting begins, and looked at again when they fire. Reminders keep
//! the desk's hours, and its quiet ones; whoever wrote anything since is left in peace for the whole time again.

use super::turn::Turn;
use crate::core::{
    chat::Millis,
    circle, contact, entry,
    nudge::{self, REOPEN_MS, Step},
    quiet,
    ticket::{Status, Ticket},
    timer::Timer,
    unit::Unit,
    work,
};
use crate::text::day;

/// Looks at a ticket whose time may have come.
pub(super) async fn fire(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let Some(ticket) = unit.tickets.read(&id).cloned() else { return Ok(()) };
    let Some(stage) = nudge::next(&ticket) else { return Ok(()) };
    let Some(mut since) = ticket.waits_since else {
        // It has waited since before this was counted: from now on it is.
        begin(unit, id);
        return Ok(());
    };
    if nudge::waits_for_reporter(ticket.status) && ticket.call_since.is_some() {
        // What reached nobody is neither repeated nor held against them: somebody calls first.
        let again = nudge::Stage { after: nudge::After::Days(1), ..stage };
        set(unit, &ticket, due(turn, &ticket, again, unit.now));
        return Ok(());
    }
    if nudge::waits_for_reporter(ticket.status) {
        since = since.max(contact::last_used(unit, ticket.reporter_id).await?);
    }
    let due_at = due(turn, &ticket, stage, since);
    if due_at > unit.now {
        set(unit, &ticket, due_at);
        return Ok(());
    }
    let is_said = matches!(stage.step, Step::Remind | Step::LastCall) && nudge::waits_for_reporter(ticket.status);
    // Somebody has called since their messages were lost: what is said in the chat would be lost as well.
    if is_said && ticket.missed > 0 && !circle::is_reached(unit, ticket.reporter_id).await? {
        work::pass(unit, id);
        return Ok(());
    }
    let question = match (stage.step, ticket.status) {
        (Step::Remind, Status::WaitingReporter) => entry::last_question(unit, id).await?,
        _ => String::new(),
    };
    let day = match (stage.step, nudge::stages(ticket.status).last()) {
        (Step::LastCall, Some(last)) => due(turn, &ticket, *last, unit.now),
        _ => unit.now + REOPEN_MS,
    };
    work::lapse(unit, id, stage.step, &question, day::local(day, &turn.policy.timezone));
    Ok(())
}

/// Sets the timers of what has begun to wait in this message, or came to its next stage.
pub(super) fn arm(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let mut ids = std::mem::take(&mut unit.waits);
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice).cloned() else { continue };
        if let (Some(stage), Some(since)) = (nudge::next(&ticket), ticket.waits_since) {
            let due_at = due(turn, &ticket, stage, since);
            set(unit, &ticket, due_at);
        }
    }
}

fn begin(unit: &mut Unit<'_>, id: i64) {
    let now = unit.now;
    if let Some(ticket) = unit.tickets.change(&id) {
        ticket.waits_since = Some(now);
        ticket.version += 1;
    }
    unit.waits.push(id);
}

/// When a stage comes, by the hours at the ticket's facility.
fn due(turn: &Turn<'_>, ticket: &Ticket, stage: nudge::Stage, since: Millis) -> Millis {
    let policy = &turn.policy;
    let facility = ticket.facility_id.and_then(|id| turn.directory.facility(id));
    let places: Vec<&str> = facility.map(|one| vec![one.province.as_str(), one.district.as_str()]).unwrap_or_default();
    let at = nudge::due(stage, since, &policy.calendar.at(&places));
    quiet::after_quiet_hours(at, &policy.timezone)
}

fn set(unit: &mut Unit<'_>, ticket: &Ticket, due_at: Millis) {
    let id = unit.next_id();
    unit.timers.push(Timer {
        id,
        address: ticket.reporter_address.clone(),
        user_key: nudge::DESK.to_owned(),
        kind: nudge::TIMER.to_owned(),
        subject_id: ticket.id,
        due_at,
    });
}
