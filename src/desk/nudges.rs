//! Timers of tickets that wait for somebody: set when the waiting begins, and looked at again when they fire. Reminders keep
//! the desk's hours, and its quiet ones; whoever wrote anything since is left in peace for the whole time again.

use super::{clocks, stages, turn::Turn};
use crate::core::{
    chat::Millis,
    circle,
    clock::Clock,
    contact, entry, handover,
    notice::{Audience, News},
    nudge::{self, REOPEN_MS, Step},
    policy::service::Gate,
    quiet,
    stage::Told,
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
    // Whatever changes the ticket sets its timer too. Where that happens meanwhile, this is done again: a timer that has
    // fired would take the new one along.
    let _locked = unit.tickets.change(&id);
    // What has changed is set with all else that did.
    if let Some((due_at, ticket)) = again.zip(unit.tickets.read(&id).cloned()).filter(|_| !unit.waits.contains(&id)) {
        set(unit, &ticket, due_at);
    }
    Ok(())
}

/// Does the stage of its waiting that has come. Returns when to look again, where nothing changed.
async fn wait(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Option<Millis>, sqlx::Error> {
    let Some(ticket) = unit.tickets.read(&id).cloned() else { return Ok(None) };
    if let Some(coming) = at_gate(turn, unit, &ticket).await? {
        return pass_gate(unit, &ticket, coming).await;
    }
    let stages = stages_of(turn, &ticket);
    let Some(stage) = nudge::next(&ticket, &stages) else { return Ok(None) };
    let Some(due_at) = comes(turn, unit, &ticket, stage).await? else {
        // It has waited since before this was counted: from now on it is.
        begin(unit, id);
        return Ok(None);
    };
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
    if stage.step == Step::Forward {
        return forward(unit, id).await.map(|()| None);
    }
    let day = match (stage.step, stages.last()) {
        (Step::LastCall, Some(last)) => due(turn, &ticket, *last, unit.now),
        _ => unit.now + REOPEN_MS,
    };
    work::lapse(unit, id, stage.step, &question, day::local(day, &turn.policy.timezone));
    Ok(None)
}

/// When a stage of its waiting comes; `None` where nobody has counted since when it waits.
async fn comes(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    stage: nudge::Stage,
) -> Result<Option<Millis>, sqlx::Error> {
    let Some(since) = ticket.waits_since else { return Ok(None) };
    if !nudge::waits_for_reporter(ticket.status) {
        return Ok(Some(due(turn, ticket, stage, since)));
    }
    if ticket.call_since.is_some() {
        // What reached nobody is neither repeated nor held against them: somebody calls first.
        let again = nudge::Stage { after: nudge::After::Days(1), ..stage };
        return Ok(Some(due(turn, ticket, again, unit.now)));
    }
    let used = contact::last_used(unit, ticket.reporter_id).await?;
    Ok(Some(due(turn, ticket, stage, since.max(used))))
}

/// What its waiting comes to at this desk, stage by stage.
fn stages_of(turn: &Turn<'_>, ticket: &Ticket) -> Vec<nudge::Stage> {
    nudge::stages(ticket.status, gate(turn, ticket), turn.policy.customs.unanswered)
}

/// The focal point's clock, where the desk has another one than is usual.
fn gate<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> Option<&'t Gate> {
    turn.policy.policy_of(Some(&ticket.system)).service.gate.as_ref()
}

/// Tells whose shift it is of what this message brought to their tier: what an act brought there waits with all else that
/// the act tells, and is undone with it.
async fn tell_on_duty(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    for (id, act) in std::mem::take(&mut unit.entered) {
        if act.is_some_and(|act| unit.is_taken_back(act)) {
            continue;
        }
        unit.act = act;
        let told = stages::tell_on_duty(turn, unit, id).await;
        unit.act = None;
        told?;
    }
    Ok(())
}

/// Sets the timers of what changed in this message: of what waits, and of what has clocks.
pub(super) async fn arm(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    tell_on_duty(turn, unit).await?;
    let mut ids = std::mem::take(&mut unit.waits);
    ids.extend(&unit.clocked);
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice).cloned() else { continue };
        stages::tell_of_gap(turn, unit, id).await?;
        let waiting = match at_gate(turn, unit, &ticket).await? {
            Some(coming) => coming.due.map_or(coming.next, |_| Some(unit.now)),
            None => match nudge::next(&ticket, &stages_of(turn, &ticket)) {
                Some(stage) => comes(turn, unit, &ticket, stage).await?,
                None => None,
            },
        };
        let staged = stages::next(turn, unit, id).await?;
        if let Some(due_at) = [waiting, staged].into_iter().flatten().min() {
            set(unit, &ticket, due_at);
        }
    }
    Ok(())
}

/// What comes of the gate's clock.
struct Coming {
    due: Option<Step>,
    next: Option<Millis>,
}

/// What waits at the gate of a desk that names its time goes by the gate's own clock, which stands still while the focal
/// point has asked the reporter: what was used before is not given again.
async fn at_gate(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Option<Coming>, sqlx::Error> {
    let Some(gate) = gate(turn, ticket).filter(|_| ticket.status == Status::WaitingFocalPoint && !ticket.practice)
    else {
        return Ok(None);
    };
    let Some(since) = ticket.waits_since else { return Ok(None) };
    let clocks = clocks::of(turn, unit, ticket.id).await?;
    let Some(clock) = clocks.and_then(|clocks| clocks.resolution).filter(Clock::is_running) else { return Ok(None) };
    let terms = clocks::terms(turn, ticket);
    let zone = &turn.policy.timezone;
    let at = |amount: Millis| clock.reaches(amount, &terms).map(|at| quiet::after_quiet_hours(at, zone));
    let forward = at(gate.passes_on);
    // Those before it waited as now it does were told of, or passed while it waited for somebody else.
    let reminders: Vec<Millis> =
        gate.reminders.iter().filter_map(|reminder| at(*reminder)).filter(|at| *at > since).collect();
    let has_come = |at: &Millis| *at <= unit.now;
    let due = if forward.is_some_and(|at| has_come(&at)) {
        Some(Step::Forward)
    } else {
        reminders.iter().any(has_come).then_some(Step::Remind)
    };
    let next = reminders.into_iter().filter(|at| !has_come(at)).chain(forward).min();
    Ok(Some(Coming { due, next }))
}

async fn pass_gate(unit: &mut Unit<'_>, ticket: &Ticket, coming: Coming) -> Result<Option<Millis>, sqlx::Error> {
    match coming.due {
        None => return Ok(coming.next),
        Some(Step::Forward) => forward(unit, ticket.id).await?,
        Some(step) => work::lapse(unit, ticket.id, step, "", 0),
    }
    Ok(None)
}

/// The help desk has it, with what was asked and answered at the gate.
async fn forward(unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let before = handover::of_ticket(unit, id).await?.of_talk();
    work::lapse(unit, id, Step::Forward, "", 0);
    if !before.is_empty() {
        unit.tell(id, Audience::Agents, News::Stage(Told::Handover(before)));
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
