//! Reporting a problem: one question a message, everything kept after each, nothing asked twice.
//!
//! ```text
//! Ana:  A impressora não imprime          (or [Novo pedido])
//! bot:  Que sistema tem o problema?       [OpenMRS] [iDART] [Cancelar]
//! Ana:  [OpenMRS]
//! bot:  Que tipo de problema é?           [Rede] [Relatórios] … [Voltar] [Cancelar]
//!       … the category's own questions, urgency, impact, description, photo …
//! bot:  Resumo do pedido: …               [Enviar pedido] [Corrigir] [Cancelar]
//! Ana:  [Enviar pedido]
//! bot:  Pedido BL-10429 recebido. Prioridade: Alta. …
//! ```
//!
//! A photo is kept whenever it comes. What fits nothing is explained, and the question comes again.

pub mod ending;
pub mod fields;

use super::{
    choice::{Choice, Field},
    effect::Effect,
    line::{Line, Plain},
    state::{ReportStep, State},
    turn::Turn,
    typed,
    view::View,
};
use crate::{core::draft::Answers, text::fold};

/// How long a draft may lie idle before it is mentioned, in milliseconds.
const REMIND_AFTER: i64 = 30 * 60 * 1000;

/// Begins a report, with words and files that came before it. A draft that lies there is offered instead.
pub fn begin(words: &str, files: &[i64], view: &View<'_>) -> Turn {
    let mut answers = view.answers();
    fields::add_words(&mut answers, words);
    answers.photos.extend(files);
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
    let count = answers.photos.len();
    let turn = onward(&answers, view).first(Effect::Remind { after: REMIND_AFTER }).first(Effect::SaveDraft(answers));
    if count == 0 { turn } else { turn.led_by(Line::PhotosKept { count }) }
}

/// The next question, or the summary when there is none.
pub fn onward(answers: &Answers, view: &View<'_>) -> Turn {
    match fields::next(answers, view.desk) {
        Some(field) => again(&ReportStep::Field(field), answers, view),
        None => again(&ReportStep::Summary, answers, view),
    }
}

/// Asks again what this step asks.
pub fn again(step: &ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    let (line, choices) = asks(*step, answers, view);
    Turn::to(State::Report(*step), "draft").say(line, choices)
}

/// What a step asks, with its choices.
pub fn asks(step: ReportStep, answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    match step {
        ReportStep::Field(field) => fields::ask(field, answers, view.desk),
        ReportStep::Fixing(field) => {
            let (line, mut choices) = fields::ask(field, answers, view.desk);
            if field == Field::System {
                choices.insert(choices.len() - 1, Choice::Back);
            }
            (line, choices)
        }
        ReportStep::Summary => {
            (Line::Summary(ending::summary(answers)), vec![Choice::Send, Choice::Correct, Choice::Cancel])
        }
        ReportStep::ChooseField => {
            let fields = fields::order(answers, view.desk).into_iter().map(Choice::CorrectField);
            (Line::ChooseField { category: answers.category.clone() }, fields.chain([Choice::Back]).collect())
        }
        ReportStep::Resume => ending::resume_asks(answers, view),
        ReportStep::ConfirmCancel => (Line::Plain(Plain::ConfirmCancel), vec![Choice::Discard, Choice::Continue]),
    }
}

/// Something was written or sent in the middle of a report.
pub fn said(step: ReportStep, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let mut answers = view.answers();
    if !files.is_empty() {
        answers.photos.extend(files);
        answers.photos_done |= field_asked(step, &answers, view) == Some(Field::Photo);
        let kept = Line::PhotosKept { count: answers.photos.len() };
        let turn = if text.trim().is_empty() {
            keep_photo(step, &answers, view)
        } else {
            words(step, text, answers.clone(), view)
        };
        let saves = turn.effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_) | Effect::CancelDraft));
        let turn = if saves { turn } else { turn.first(Effect::SaveDraft(answers)) };
        return turn.led_by(kept);
    }
    words(step, text, answers, view)
}

/// After a photo: the next step where a photo was asked for, else the same question again.
fn keep_photo(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    match step {
        ReportStep::Field(Field::Photo) | ReportStep::Fixing(Field::Photo) => onward(answers, view),
        ReportStep::Field(_)
        | ReportStep::Fixing(_)
        | ReportStep::Summary
        | ReportStep::ChooseField
        | ReportStep::Resume
        | ReportStep::ConfirmCancel => again(&step, answers, view),
    }
}

/// Words in the middle of a report: a choice that was typed, or the answer itself.
fn words(step: ReportStep, text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    if text.trim().is_empty() {
        return again(&step, &answers, view).led_by(Plain::NothingWritten);
    }
    let (_, offered) = asks(step, &answers, view);
    let field = field_asked(step, &answers, view);
    if let Some(choice) = typed::pick(text, &offered, !takes_words(step, view), view) {
        return chose_with(step, &choice, answers, view);
    }
    match (step, field) {
        (ReportStep::ConfirmCancel | ReportStep::ChooseField, _) => not_understood(step, &answers, view),
        (_, Some(field)) if fields::takes_words(field, &answers, view.desk) => {
            fields::set(&mut answers, field, text.trim().to_owned(), view.desk);
            onward(&answers, view).first(Effect::SaveDraft(answers))
        }
        (_, Some(Field::Photo)) if fold::yes_no(text) == Some(false) => chose_with(step, &Choice::Skip, answers, view),
        (_, Some(Field::Photo) | None) => {
            fields::add_words(&mut answers, text);
            let turn = again(&step, &answers, view).led_by(Plain::WordsAdded);
            turn.first(Effect::SaveDraft(answers))
        }
        (_, Some(_)) => resumed_choice(step, text, answers, view),
    }
}

/// Whether this step is answered in free words, so that a digit is no choice.
pub fn takes_words(step: ReportStep, view: &View<'_>) -> bool {
    match step {
        ReportStep::Field(field) | ReportStep::Fixing(field) => fields::takes_words(field, &view.answers(), view.desk),
        ReportStep::Summary | ReportStep::ChooseField | ReportStep::Resume | ReportStep::ConfirmCancel => false,
    }
}

/// From this many words on, what fits nothing on an offered draft is taken for more of its description.
const A_SENTENCE: usize = 3;

/// On an offered draft, an answer to the question that was open continues, and a sentence is kept; anything else
/// is not understood.
fn resumed_choice(step: ReportStep, text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let field = field_asked(step, &answers, view).filter(|_| step == ReportStep::Resume);
    let found = field.and_then(|field| {
        let (_, offered) = fields::ask(field, &answers, view.desk);
        typed::pick(text, &offered, false, view)
    });
    match found {
        Some(choice) => chose_with(step, &choice, answers, view),
        None if step == ReportStep::Resume && text.split_whitespace().count() >= A_SENTENCE => {
            fields::add_words(&mut answers, text);
            again(&step, &answers, view).led_by(Plain::WordsAdded).first(Effect::SaveDraft(answers))
        }
        None => not_understood(step, &answers, view),
    }
}

fn not_understood(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    again(&step, answers, view).led_by(Plain::NotUnderstood)
}

/// The field that words would answer now; none at the summary and where a choice is due.
fn field_asked(step: ReportStep, answers: &Answers, view: &View<'_>) -> Option<Field> {
    match step {
        ReportStep::Field(field) | ReportStep::Fixing(field) => Some(field),
        ReportStep::Resume => fields::next(answers, view.desk),
        ReportStep::Summary | ReportStep::ChooseField | ReportStep::ConfirmCancel => None,
    }
}

/// A choice of a report was made.
pub fn chose(step: ReportStep, choice: &Choice, view: &View<'_>) -> Turn {
    chose_with(step, choice, view.answers(), view)
}

fn chose_with(step: ReportStep, choice: &Choice, answers: Answers, view: &View<'_>) -> Turn {
    match choice {
        Choice::System(value) | Choice::Category(value) | Choice::Urgency(value) | Choice::Impact(value) => {
            answer(step, choice, value, answers, view)
        }
        Choice::Option { option, .. } => answer(step, choice, option, answers, view),
        Choice::Skip => skip(step, answers, view),
        Choice::Back => back(step, &answers, view),
        Choice::Cancel => ending::cancel(&answers, view),
        Choice::Send => ending::send(&answers, view),
        Choice::Correct => again(&ReportStep::ChooseField, &answers, view),
        Choice::CorrectField(field) => match fields::field_of(choice, &answers, view.desk) {
            Some(_) => again(&ReportStep::Fixing(*field), &answers, view),
            None => not_understood(step, &answers, view),
        },
        Choice::Continue => match step {
            ReportStep::Field(_) | ReportStep::Fixing(_) | ReportStep::Summary => again(&step, &answers, view),
            ReportStep::ChooseField | ReportStep::Resume | ReportStep::ConfirmCancel => onward(&answers, view),
        },
        Choice::StartOver => begin_with(Answers::default(), view),
        Choice::Discard => ending::discard(),
        Choice::NewReport => ending::resume(&answers, view),
        Choice::Language(_)
        | Choice::Facility(_)
        | Choice::FacilityAsTyped
        | Choice::MyTickets
        | Choice::Help
        | Choice::Show { .. }
        | Choice::Act { .. }
        | Choice::With { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::People(_)
        | Choice::About { .. } => not_understood(step, &answers, view),
    }
}

/// A choice answers its own field, also one that was asked before.
fn answer(step: ReportStep, choice: &Choice, value: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let Some(field) = fields::field_of(choice, &answers, view.desk) else {
        return not_understood(step, &answers, view);
    };
    fields::set(&mut answers, field, value.to_owned(), view.desk);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

fn skip(step: ReportStep, mut answers: Answers, view: &View<'_>) -> Turn {
    let Some(field) = field_asked(step, &answers, view) else {
        return not_understood(step, &answers, view);
    };
    if !fields::ask(field, &answers, view.desk).1.contains(&Choice::Skip) {
        return not_understood(step, &answers, view);
    }
    fields::set(&mut answers, field, String::new(), view.desk);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

fn back(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    let to = match step {
        ReportStep::Field(field) => {
            ReportStep::Field(fields::before(field, answers, view.desk).unwrap_or(Field::System))
        }
        ReportStep::Fixing(_) | ReportStep::ChooseField => ReportStep::Summary,
        ReportStep::Summary => ReportStep::ChooseField,
        ReportStep::Resume | ReportStep::ConfirmCancel => return onward(answers, view),
    };
    again(&to, answers, view)
}
