//! Priorities that do not go with the severity that was told.

use super::{again, fields};
use crate::{
    core::draft::Answers,
    dialogs::{choice::Choice, line::RuleLine, state::ReportStep, turn::Turn, typed, view::View},
};

/// A priority that does not go with the severity is refused with the reason (SV 3.2).
pub(super) fn refused(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    let severity = answers.severity.clone().unwrap_or_default();
    let allowed = fields::allowed(answers, view.desk).to_vec();
    again(&step, answers, view).led_by(RuleLine::NotAPair { severity, allowed })
}

/// Whether the words name a priority of the desk's, though none that goes with the severity.
pub(super) fn names_another(text: &str, answers: &Answers, view: &View<'_>) -> bool {
    let priorities = &fields::policy(answers, view.desk).priorities;
    let all: Vec<Choice> = priorities.iter().map(|one| Choice::Priority(one.named.key.clone())).collect();
    typed::pick(text, &all, false, view).is_some()
}
