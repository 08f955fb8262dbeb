//! Words in the middle of a report that are meant for none of its questions.

use super::{again, field_asked, fields, onward, placed, renewed};
use crate::{
    core::{draft::Answers, policy::desk::QuestionKind},
    dialogs::{
        choice::Field,
        effect::Effect,
        line::{Line, Plain},
        state::ReportStep,
        turn::Turn,
        view::View,
    },
};

/// Words that answer nothing that was asked: they join the description.
pub fn more(step: ReportStep, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let mut answers = view.answers();
    fields::add_files(&mut answers, files, view);
    let kept = Line::PhotosKept { count: answers.photos.len() };
    let turn = match placed(step, &answers, view) {
        Some(step) => {
            fields::fit_form(&mut answers, view.desk);
            fields::add_words(&mut answers, text);
            let turn = match field_asked(step, &answers, view) {
                Some(Field::Description) => onward(&answers, view),
                Some(_) | None => again(&step, &answers, view),
            };
            let turn = if text.trim().is_empty() { turn } else { turn.led_by(Plain::WordsAdded) };
            turn.first(Effect::SaveDraft(answers))
        }
        None => renewed(text, answers, view),
    };
    if files.is_empty() { turn } else { turn.led_by(kept) }
}

/// After a photo: the next step where a photo was asked for, else the same question again.
pub(super) fn keep_photo(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    match step {
        ReportStep::Field(Field::Photo) | ReportStep::Fixing(Field::Photo) => onward(answers, view),
        ReportStep::Field(_)
        | ReportStep::Fixing(_)
        | ReportStep::Summary
        | ReportStep::Alike
        | ReportStep::ChooseField
        | ReportStep::Resume
        | ReportStep::ConfirmCancel
        | ReportStep::ShowsPatient => again(&step, answers, view),
    }
}

/// The open question of the form, where it asks for a file.
pub(super) fn attachment_asked(step: ReportStep, answers: &Answers, view: &View<'_>) -> Option<Field> {
    let (ReportStep::Field(field) | ReportStep::Fixing(field)) = step else { return None };
    let Field::Question(at) = field else { return None };
    let question = fields::question(at, answers, view.desk)?;
    (question.kind == QuestionKind::Attachment).then_some(field)
}

/// Enough words to be taken for more of the description, where they answer nothing that was asked.
pub fn is_sentence(text: &str) -> bool {
    const WORDS: usize = 3;
    text.split_whitespace().count() >= WORDS
}
