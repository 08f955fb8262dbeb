//! The question that is open in a dialog, asked once more.

use super::{enrol, notify, report, state::State, turn::Turn, view::View};
use crate::core::draft::Answers;

/// Asks again what a report, or somebody's enrolment, asks with these answers; `None` where nothing is asked.
pub fn again(state: &State, answers: &Answers, view: &View<'_>) -> Option<Turn> {
    match state {
        State::Report(step) => Some(report::again(step, answers, view)),
        State::Enrol(step) if view.member().is_none() => {
            let (line, choices) = enrol::asks(step, view);
            Some(Turn::to(state.clone(), "enrol").say(line, choices))
        }
        State::Notify(step) if view.member().is_some() => Some(notify::behalf::again(step, view)),
        State::Idle
        | State::Enrol(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => None,
    }
}
