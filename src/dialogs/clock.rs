//! What is asked of the clocks: why a ticket is due when it is, and what the desk promises.
//!
//! ```text
//! Bo:   /porque BL-10429
//! bot:  Primeira resposta: prazo de 1 h.
//!       23/11 15:00 – 24/11 08:00: 1 h
//!       Soma: 1 h de 1 h. Fora do prazo desde 24/11 08:00.
//! ```

pub mod holiday;
pub mod line;

use super::{
    choice::Choice,
    effect::{Effect, Which},
    event::TicketView,
    line::Line,
    outcomes::then_back,
    queue::choice::QueueChoice,
    state::State,
    turn::Turn,
    view::View,
};
use crate::{
    core::{
        chat::Millis,
        clock::{self, Clock, Clocks},
        day_off::DayOff,
        outage::Outage,
        ticket::Ticket,
    },
    text::day,
};
use line::{ClockLine, Due, Holiday, Part, Why, WhyClock};

/// What the dialogs want of the clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// Answers `Why`.
    Why(Which),
    /// Answers `Targets`.
    Targets,
    /// Those that are to come; answers `DaysOff`.
    DaysOff,
    /// Declares a day; answers `DayOff`.
    DayOff(DayOff),
    /// A day counts no more; answers `NoDayOff`.
    NoDayOff(DayOff),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockOutcome {
    /// None where no clock runs.
    Why {
        ticket: Box<TicketView>,
        clocks: Option<Box<Clocks>>,
        /// When the desk did not run since it was written.
        outages: Vec<Outage>,
    },
    /// How many tickets are late, and how many soon are; none where the reader sees no queue.
    Targets {
        standing: Option<(usize, usize)>,
    },
    DaysOff {
        days: Vec<DayOff>,
    },
    /// With how many open tickets have other times by it.
    DayOff {
        day: DayOff,
        moved: usize,
    },
    /// Whether it counted.
    NoDayOff {
        day: DayOff,
        was: bool,
        moved: usize,
    },
}

/// `/sla`.
pub(super) fn targets(state: State) -> Turn {
    Turn::to(state, "command").with(Effect::Clock(ClockEffect::Targets))
}

/// What came of an effect.
pub(super) fn came(state: State, outcome: ClockOutcome, view: &View<'_>) -> Turn {
    match outcome {
        ClockOutcome::Why { ticket, clocks, outages } => {
            let line = clocks.and_then(|clocks| why(&ticket.ticket, &clocks, &outages, view.now));
            let line = line.unwrap_or_else(|| ClockLine::NoClock { reference: ticket.ticket.reference.clone() });
            then_back(state, line.into(), Vec::new(), "status", view)
        }
        ClockOutcome::Targets { standing } => {
            let choices = standing.map(|_| Choice::Queue(QueueChoice::Risk)).into_iter().collect();
            then_back(state, ClockLine::Targets { standing }.into(), choices, "command", view)
        }
        ClockOutcome::DaysOff { days } => {
            let days = days.iter().map(Holiday::from).collect();
            then_back(state, ClockLine::Holidays { days }.into(), Vec::new(), "command", view)
        }
        ClockOutcome::DayOff { day, moved } => {
            let line = with_moved(ClockLine::HolidaySet((&day).into()), moved);
            then_back(state, line, Vec::new(), "command", view)
        }
        ClockOutcome::NoDayOff { day, was, moved } => {
            let line = ClockLine::HolidayTaken { day: (&day).into(), was };
            let line = if was { with_moved(line, moved) } else { line.into() };
            then_back(state, line, Vec::new(), "command", view)
        }
    }
}

fn with_moved(line: ClockLine, moved: usize) -> Line {
    Line::Many(vec![line.into(), ClockLine::HolidayMoved { count: moved }.into()])
}

/// The arithmetic of a ticket's clocks; none where its tier promises nothing.
fn why(ticket: &Ticket, clocks: &Clocks, outages: &[Outage], now: Millis) -> Option<ClockLine> {
    if clocks.response.is_none() && clocks.resolution.is_none() {
        return None;
    }
    // What came late because the desk did not run is not the reporter's network.
    let came = clocks.opened_at + clocks.late_arrival;
    let own = outages.iter().map(|outage| outage.within(clocks.opened_at, came)).sum::<Millis>();
    Some(ClockLine::Why(Box::new(Why {
        reference: ticket.reference.clone(),
        tier: clocks.tier,
        priority: clocks.priority.clone(),
        late_arrival: clocks.late_arrival - own.min(clocks.late_arrival),
        outages: outages.iter().map(|outage| (outage.from, outage.until)).collect(),
        response: clocks.response.as_ref().map(|clock| arithmetic(clock, now)),
        resolution: clocks.resolution.as_ref().map(|clock| arithmetic(clock, now)),
    })))
}

fn arithmetic(clock: &Clock, now: Millis) -> WhyClock {
    let part =
        |line: clock::Line| Part { from: line.from, until: line.until, how: line.counted.into(), used: line.used };
    WhyClock {
        target: clock.target,
        promised_day: clock.promised_day,
        parts: clock::explain(clock).into_iter().map(part).collect(),
        used: clock.used,
        due: clock.due,
        stopped_at: clock.stopped_at,
        paused_since: clock.paused_since,
        late: clock.is_late(now),
    }
}

/// When an answer is to be expected, for the receipt of a report; nothing where that is over, since it came so late.
pub(super) fn answer_by(ticket: &Ticket, view: &View<'_>) -> Option<Due> {
    ticket.response_due.filter(|at| *at > view.now).map(|at| due(at, view))
}

/// Until when whoever has it at the gate may decide, before the desk does.
pub(super) fn passes_by(ticket: &Ticket, view: &View<'_>) -> Option<Due> {
    ticket.resolve_due.filter(|at| *at > view.now).map(|at| due(at, view))
}

fn due(at: Millis, view: &View<'_>) -> Due {
    Due { at, today: day::local(view.now, &view.desk.timezone) }
}

/// What is said of a report at a time at which the desk is closed; nothing where somebody answers all the same.
pub(super) fn closed(ticket: &Ticket, view: &View<'_>) -> Option<ClockLine> {
    let desk = view.desk;
    let service = &desk.policy_of(Some(&ticket.system)).service;
    if service.tiers.is_empty() || service.is_round_the_clock(&ticket.priority) {
        return None;
    }
    let facility = ticket.facility_id.and_then(|id| view.directory.facility(id));
    let places: Vec<&str> = facility.map(|one| vec![one.province.as_str(), one.district.as_str()]).unwrap_or_default();
    let hours = view.calendar.at(&places);
    let opens = hours.next_open(view.now);
    let is_said = view.memory.closed_until.is_some_and(|until| until >= opens);
    if opens <= view.now || is_said {
        return None;
    }
    Some(ClockLine::Closed { opens: due(opens, view), phone: desk.actors.emergency.clone() })
}
