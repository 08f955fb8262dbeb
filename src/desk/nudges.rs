//! Timers of tickets that wait for somebody: set when the waiting begins, and looked at again when they fire. Reminders keep
//! the desk's hours, and its quiet ones; whoever wrote anything since is left in peace for the whole time again.

use super::{clocks, stages, turn::Turn};
use crate::core::{
    chat::Millis,
    circle, contact, entry,
    nudge::{self, REOPEN_MS, Step},
    policy::service::Gate,
    quiet,
    ticket::{Status, Ticket},
    timer::Timer,
    unit::Unit,
    work,
};
use crate::text::day;

/// Looks at a ticket whose time may have come: at what it waits for, and at its clocks.
pub(super) async fn fire(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let waiting = wait(turn, unit, id).await?;
    let staged = stages::look(turn, unit, id).await?;
    let again = [waiting, staged].into_iter().flatten().min();
    // The calendar may be another one.
    unit.clocked.push(id);
    // What has changed is set with all else that did.
    if let Some((due_at, ticket)) = again.zip(unit.tickets.read(&id).cloned()).filter(|_| !unit.waits.contains(&id)) {
        set(unit, &ticket, due_at);
    }
    Ok(())
}

/// Does the stage of its waiting that has come. Returns when to look again, where nothing changed.
async fn wait(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Option<Millis>, sqlx::Error> {
    let Some(ticket) = unit.tickets.read(&id).cloned() else { return Ok(None) };
    let stages = stages_of(turn, &ticket);
    let Some(stage) = nudge::next(&ticket, &stages) else { return Ok(None) };
    let Some(mut since) = ticket.waits_since else {
        // It has waited since before this was counted: from now on it is.
        begin(unit, id);
        return Ok(None);
    };
    if nudge::waits_for_reporter(ticket.status) && ticket.call_since.is_some() {
        // What reached nobody is neither repeated nor held against them: somebody calls first.
        let again = nudge::Stage { after: nudge::After::Days(1), ..stage };
        return Ok(Some(due(turn, &ticket, again, unit.now)));
    }
    if nudge::waits_for_reporter(ticket.status) {
        since = since.max(contact::last_used(unit, ticket.reporter_id).await?);
    }
    let due_at = due(turn, &ticket, stage, since);
    if due_at > unit.now {
        return Ok(Some(due_at));
    }
    let is_said = matches!(stage.step, Step::Remind | Step::LastCall) && nudge::waits_for_reporter(ticket.status);
    // Somebody has called since their messages were lost: what is said in the chat would be lost as well.
    if is_said && ticket.missed > 0 && !circle::is_reached(unit, ticket.reporter_id).await? {
        work::pass(unit, id);
        return Ok(None);
    }
    let question = match (stage.step, ticket.status) {
        (Step::Remind, Status::WaitingReporter) => entry::last_question(unit, id).await?,
        _ => String::new(),
    };
    let day = match (stage.step, stages.last()) {
        (Step::LastCall, Some(last)) => due(turn, &ticket, *last, unit.now),
        _ => unit.now + REOPEN_MS,
    };
    work::lapse(unit, id, stage.step, &question, day::local(day, &turn.policy.timezone));
    Ok(None)
}

/// What its waiting comes to at this desk, stage by stage.
fn stages_of(turn: &Turn<'_>, ticket: &Ticket) -> Vec<nudge::Stage> {
    nudge::stages(ticket.status, gate(turn, ticket), turn.policy.customs.unanswered)
}

/// The focal point's clock, where the desk has another one than is usual.
fn gate<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> Option<&'t Gate> {
    turn.policy.policy_of(Some(&ticket.system)).service.gate.as_ref()
}

/// Sets the timers of what changed in this message: of what waits, and of what has clocks.
pub(super) async fn arm(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let mut ids = std::mem::take(&mut unit.waits);
    ids.extend(&unit.clocked);
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice).cloned() else { continue };
        stages::tell_of_gap(turn, unit, id).await?;
        let stage = nudge::next(&ticket, &stages_of(turn, &ticket));
        let waiting = stage.zip(ticket.waits_since).map(|(stage, since)| due(turn, &ticket, stage, since));
        let staged = stages::next(turn, unit, id).await?;
        if let Some(due_at) = [waiting, staged].into_iter().flatten().min() {
            set(unit, &ticket, due_at);
        }
    }
    Ok(())
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
    let at = nudge::due(stage, since, &clocks::hours(turn, ticket));
    quiet::after_quiet_hours(at, &turn.policy.timezone)
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
