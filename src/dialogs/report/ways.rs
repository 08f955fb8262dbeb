//! The ways through a report that lead elsewhere than to the next question: back, past a question, to a correction.

use super::{again, chose_with, field_asked, fields, not_understood, onward, takes_words};
use crate::{
    core::draft::Answers,
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        line::Plain,
        state::ReportStep,
        turn::Turn,
        typed as words,
        view::View,
    },
};

/// Back, correct and skip are understood at each question, also where no button says so (platforms B.2).
pub fn typed(step: ReportStep, text: &str, answers: &Answers, view: &View<'_>) -> Option<Turn> {
    const WAYS: [Choice; 3] = [Choice::Back, Choice::Correct, Choice::Skip];
    if !matches!(step, ReportStep::Field(_) | ReportStep::Fixing(_)) {
        return None;
    }
    // «Não sei» is an answer where words are asked for.
    let ways = if takes_words(step, view) { &WAYS[..2] } else { &WAYS[..] };
    let way = words::pick(text, ways, false, view)?;
    // Where it can be skipped a button says so.
    if way == Choice::Skip {
        return Some(again(&step, answers, view).led_by(Plain::CannotSkip));
    }
    Some(chose_with(step, &way, answers.clone(), view))
}

/// Leaves a question out that need not be answered.
pub fn skip(step: ReportStep, mut answers: Answers, view: &View<'_>) -> Turn {
    let Some(field) = field_asked(step, &answers, view) else {
        return not_understood(step, &answers, view);
    };
    if !fields::ask(field, &answers, view).1.contains(&Choice::Skip) {
        return not_understood(step, &answers, view);
    }
    fields::set(&mut answers, field, String::new(), view.desk);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

/// To the question before, or out of a correction.
pub fn back(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    let to = match step {
        ReportStep::Field(field) => {
            ReportStep::Field(fields::before(field, answers, view.desk).unwrap_or(Field::System))
        }
        ReportStep::ShowsPatient => ReportStep::Summary,
        ReportStep::Summary => ReportStep::ChooseField,
        // What is still asked, or the summary.
        ReportStep::Alike
        | ReportStep::Fixing(_)
        | ReportStep::ChooseField
        | ReportStep::Resume
        | ReportStep::ConfirmCancel => {
            return onward(answers, view);
        }
    };
    again(&to, answers, view)
}
