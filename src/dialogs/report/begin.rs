//! How a report begins: with words and files, or with answers that are known already.

use super::{again, ending, fields, filling, onward};
use crate::{
    core::draft::Answers,
    dialogs::{
        appointed,
        choice::Field,
        context,
        effect::Effect,
        line::{Line, Plain},
        state::ReportStep,
        turn::Turn,
        view::View,
    },
};

/// Begins a report, with words and files that came before it. A draft that lies there is offered instead.
pub fn begin(words: &str, files: &[i64], view: &View<'_>) -> Turn {
    if let Some(turn) = appointed::instead(words, files, view) {
        return turn;
    }
    let mut answers = view.answers();
    fields::add_words(&mut answers, words);
    fields::add_files(&mut answers, files, view);
    if view.draft.is_some() {
        let turn = ending::resume(&answers, view);
        return if words.trim().is_empty() && files.is_empty() {
            turn
        } else {
            turn.first(Effect::SaveDraft(answers)).led_by(Plain::WordsAdded)
        };
    }
    begin_with(answers, view)
}

/// The first question of a new draft.
pub fn begin_with(answers: Answers, view: &View<'_>) -> Turn {
    begin_asking(answers, None, view)
}

/// The same; what was put into this field and does not fit is asked again first, unless it is known by now.
pub fn begin_asking(mut answers: Answers, misfit: Option<(Field, Line)>, view: &View<'_>) -> Turn {
    if let Some(turn) = appointed::instead_of(&answers, view) {
        return turn;
    }
    filling::fill(&mut answers, view);
    let from_page = context::fill(&mut answers, view);
    let count = answers.photos.len();
    let asked = match misfit.filter(|(field, _)| !fields::is_answered(*field, &answers, view.desk)) {
        Some((field, why)) => again(&ReportStep::Fixing(field), &answers, view).led_by(why),
        None => onward(&answers, view),
    };
    let turn = asked.first(Effect::Remind { after: ending::REMIND_AFTER }).first(Effect::SaveDraft(answers));
    let turn = if let Some(line) = from_page { turn.led_by(line) } else { turn };
    if count == 0 { turn } else { turn.led_by(Line::PhotosKept { count }) }
}
