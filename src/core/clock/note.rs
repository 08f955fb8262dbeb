//! Events, noted where a ticket changes: whatever changes it, what concerns its clocks follows from how it was before
//! and after.

use super::{Event, GATE, Kind};
use crate::core::{
    ticket::{Status, Ticket},
    unit::Unit,
};

/// What concerns the clocks in a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    status: Status,
    tier: i64,
    priority: String,
    category: String,
    deadline_day: Option<i64>,
}

impl Mark {
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            status: ticket.status,
            tier: if ticket.is_at_gate() { GATE } else { ticket.tier },
            priority: ticket.priority.clone(),
            category: ticket.category.clone(),
            deadline_day: ticket.deadline_day,
        }
    }
}

/// What a ticket's clocks do in a status.
fn of_status(status: Status) -> Kind {
    match status {
        Status::WaitingFocalPoint | Status::New | Status::InProgress => Kind::Resumed,
        Status::WaitingReporter => Kind::WaitsForReporter,
        Status::WaitingThirdParty => Kind::WaitsOutside,
        Status::Resolved => Kind::Resolved,
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => Kind::Ended,
    }
}

/// A ticket was filed.
pub fn filed(unit: &mut Unit<'_>, id: i64) {
    write(unit, id, Kind::Entered, String::new());
}

/// A ticket was changed; `before` is how it was.
pub fn moved(unit: &mut Unit<'_>, id: i64, before: &Mark) {
    let Some(after) = unit.tickets.read(&id).map(Mark::of) else { return };
    if after == *before {
        return;
    }
    let (was, is) = (of_status(before.status), of_status(after.status));
    let runs_again = matches!(was, Kind::Resolved | Kind::Ended) && !matches!(is, Kind::Resolved | Kind::Ended);
    let enters = after.tier != before.tier;
    if enters {
        write(unit, id, Kind::Entered, String::new());
    } else if runs_again {
        write(unit, id, Kind::Reopened, String::new());
    }
    // A tier is entered with running clocks, and so is what was reopened.
    let runs = if enters || runs_again { Kind::Resumed } else { was };
    if is != runs {
        write(unit, id, is, String::new());
    }
    if after.priority != before.priority || after.category != before.category {
        write(unit, id, Kind::Priority, String::new());
    }
    if after.deadline_day != before.deadline_day {
        let day = after.deadline_day.map(|day| day.to_string()).unwrap_or_default();
        write(unit, id, Kind::Promised, day);
    }
}

/// A person has turned to a ticket.
pub fn answered(unit: &mut Unit<'_>, id: i64) {
    write(unit, id, Kind::Answered, String::new());
}

/// An act on a ticket never was.
pub fn taken_back(unit: &mut Unit<'_>, id: i64, act: i64) {
    write(unit, id, Kind::TakenBack, act.to_string());
}

fn write(unit: &mut Unit<'_>, id: i64, kind: Kind, word: String) {
    // No clock runs over practice.
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice) else { return };
    let Mark { tier, priority, .. } = Mark::of(ticket);
    let version = ticket.version;
    let is_same = |event: &&Event| event.ticket_id == id && event.version == version;
    let step = i64::try_from(unit.clock_events.iter().filter(is_same).count()).unwrap_or(i64::MAX);
    let at = if kind == Kind::TakenBack { unit.now } else { unit.at };
    let event = Event {
        ticket_id: id,
        version,
        step,
        at,
        noted_at: unit.now,
        kind,
        tier,
        priority,
        word,
        act_id: unit.act.filter(|_| kind != Kind::TakenBack),
    };
    unit.clock_events.push(event);
    if matches!(kind, Kind::Entered | Kind::Reopened) {
        unit.entered.push((id, unit.act));
    }
    unit.clocked.push(id);
}
