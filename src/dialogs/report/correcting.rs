//! Words of a report that are edited while it is being written: the answer that they gave is corrected. What was chosen
//! is not: the message that chose says nothing of its own.
//!
//! ```text
//! bot:  Resumo do pedido: … O sevidor parou                    [Enviar pedido] [Corrigir] [Cancelar]
//! Ana:  (edits) O servidor parou
//! bot:  Corrigi no pedido que está a escrever.
//!       Resumo do pedido: … O servidor parou                   [Enviar pedido] [Corrigir] [Cancelar]
//! ```

use super::{answers as typed_answers, fields, next, placed};
use crate::{
    core::{
        draft::{Answers, reworded, without},
        policy::desk::{Question, QuestionKind},
    },
    dialogs::{
        choice::Field,
        effect::Effect,
        line::{Plain, RouteLine},
        open,
        state::State,
        turn::Turn,
        view::View,
    },
};

/// Whether these effects put the message's own words into the draft, so that an edit of it can find them there.
pub fn fills(effects: &[Effect], words: &str, view: &View<'_>) -> bool {
    let before = view.answers();
    effects.iter().any(|effect| {
        let Effect::SaveDraft(after) = effect else { return false };
        let is_new = |field: &Field| match *field {
            Field::Description => before.description != after.description,
            Field::Question(at) => fields::question(at, after, view.desk)
                .is_some_and(|question| before.form.get(&question.key) != after.form.get(&question.key)),
            Field::Facility
            | Field::System
            | Field::Category
            | Field::Urgency
            | Field::Impact
            | Field::Severity
            | Field::Priority
            | Field::Photo => false,
        };
        !words.trim().is_empty() && holding(after, words, view).iter().any(is_new)
    })
}

/// Puts words in the place of earlier ones. `None` where the draft does not have those, or has them more than once: then
/// nobody can tell which are meant.
pub fn corrected(state: State, earlier: &str, words: &str, view: &View<'_>) -> Option<Turn> {
    let mut answers = view.draft?.answers.clone();
    let [field] = holding(&answers, earlier, view)[..] else { return None };
    let value = match field {
        Field::Description => reworded(answers.description.as_deref()?, earlier, words)?,
        Field::Question(at) => read(fields::question(at, &answers, view.desk)?, words, view)?,
        Field::Facility
        | Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Photo => {
            return None;
        }
    };
    let state = standing(state, &answers, view);
    fields::fit_form(&mut answers, view.desk);
    fields::set(&mut answers, field, value, view.desk);
    let turn = match open::again(&state, &answers, view) {
        Some(asked) => asked.led_by(Plain::DraftCorrected),
        None => Turn::to(state, "edit").say(Plain::DraftCorrected, Vec::new()),
    };
    Some(turn.placed("edit").first(Effect::SaveDraft(answers)))
}

/// Takes the words and files of a deleted message out of the report; what it answered is asked again. `None` where the
/// report has none of them.
pub fn taken_out(state: State, earlier: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let mut answers = view.draft?.answers.clone();
    let photos = answers.photos.len();
    answers.photos.retain(|photo| !files.contains(photo));
    let mut is_open = false;
    if let [field] = holding(&answers, earlier, view)[..] {
        is_open = take(&mut answers, field, earlier, view);
    } else if photos == answers.photos.len() {
        return None;
    }
    fields::fit_form(&mut answers, view.desk);
    let state = match (is_open, state) {
        (true, State::Report(_)) => State::Report(next(&answers, view)),
        (_, state) => standing(state, &answers, view),
    };
    let turn = match open::again(&state, &answers, view) {
        Some(asked) => asked.led_by(RouteLine::DraftDeleted),
        None => Turn::to(state, "deletion").say(RouteLine::DraftDeleted, Vec::new()),
    };
    Some(turn.placed("deletion").first(Effect::SaveDraft(answers)))
}

/// Takes words out of a field. Returns whether nothing is left in it.
fn take(answers: &mut Answers, field: Field, earlier: &str, view: &View<'_>) -> bool {
    match field {
        Field::Description => {
            let stands = answers.description.as_deref().unwrap_or_default();
            answers.description = without(stands, earlier).filter(|left| !left.is_empty());
            answers.description.is_none()
        }
        Field::Question(at) => {
            let key = fields::question(at, answers, view.desk).map(|question| question.key.clone());
            key.is_some_and(|key| answers.form.remove(&key).is_some())
        }
        Field::Facility
        | Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Photo => false,
    }
}

/// The same step in the form as it is now, before the answers are fitted to that form.
fn standing(state: State, answers: &Answers, view: &View<'_>) -> State {
    let State::Report(step) = state else { return state };
    State::Report(placed(step, answers, view).unwrap_or_else(|| next(answers, view)))
}

/// The fields that these words answer.
fn holding(answers: &Answers, words: &str, view: &View<'_>) -> Vec<Field> {
    let holds = |field: &Field| match *field {
        Field::Description => {
            answers.description.as_deref().is_some_and(|stands| reworded(stands, words, words).is_some())
        }
        Field::Question(at) => fields::question(at, answers, view.desk).is_some_and(|question| {
            let given = answers.form.get(&question.key).filter(|given| !given.is_empty());
            given.is_some() && given == read(question, words, view).as_ref()
        }),
        Field::Facility
        | Field::System
        | Field::Category
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Photo => false,
    };
    fields::order(answers, view.desk).into_iter().filter(holds).collect()
}

/// Words as the answer to a question that takes words of one's own.
fn read(question: &Question, words: &str, view: &View<'_>) -> Option<String> {
    match question.kind {
        QuestionKind::Text | QuestionKind::Number { .. } | QuestionKind::Date | QuestionKind::Person => {
            typed_answers::read(question, words, view).ok()
        }
        QuestionKind::Choice(_) | QuestionKind::YesNo | QuestionKind::Facility | QuestionKind::Attachment => None,
    }
}
