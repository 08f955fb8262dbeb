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

mod alike;
pub mod answers;
mod begin;
pub mod correcting;
pub mod ending;
pub mod fields;
pub mod filled;
mod filling;
pub mod form;
mod more;
mod pairs;
mod place;
pub mod privacy;
mod ways;

pub use begin::{begin, begin_asking, begin_with};
pub use more::{is_sentence, more};

use super::{
    choice::{Choice, Field},
    effect::Effect,
    line::{Line, Plain},
    state::{ReportStep, State},
    turn::Turn,
    typed,
    view::View,
};
use crate::{
    core::draft::Answers,
    text::{fold, lexicon::courtesy},
};

/// The next question, or the summary when there is none.
pub fn onward(answers: &Answers, view: &View<'_>) -> Turn {
    again(&next(answers, view), answers, view)
}

/// What is asked next.
pub fn next(answers: &Answers, view: &View<'_>) -> ReportStep {
    if !alike::offers(answers, view).is_empty() {
        return ReportStep::Alike;
    }
    fields::next(answers, view.desk).map_or(ReportStep::Summary, ReportStep::Field)
}

/// Asks again what this step asks. The draft remembers of which form that was.
pub fn again(step: &ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    let step = &alike::standing(*step, answers, view);
    if !fields::form_changed(answers, view.desk) {
        let (line, choices) = asks(*step, answers, view);
        return Turn::to(State::Report(*step), "draft").say(line, choices);
    }
    // Where the question stands now is only known by the form as it was.
    let step = placed(*step, answers, view).unwrap_or_else(|| next(answers, view));
    let mut fitting = answers.clone();
    fields::fit_form(&mut fitting, view.desk);
    let (line, choices) = asks(step, &fitting, view);
    let turn = Turn::to(State::Report(step), "draft");
    turn.with(Effect::SaveDraft(fitting)).say(line, choices)
}

/// What a step asks, with its choices.
pub fn asks(step: ReportStep, answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    match placed(step, answers, view).unwrap_or_else(|| next(answers, view)) {
        ReportStep::Field(field) => fields::ask(field, answers, view),
        ReportStep::Fixing(field) => {
            let (line, mut choices) = fields::ask(field, answers, view);
            if field == Field::System {
                choices.insert(choices.len() - 1, Choice::Back);
            }
            (line, choices)
        }
        ReportStep::Summary => {
            let more = fields::has_more(answers, view.desk).then_some(Choice::Details);
            let choices = [Choice::Send].into_iter().chain(more).chain([Choice::Correct, Choice::Cancel]);
            (Line::Summary(ending::summary(answers, view)), choices.collect())
        }
        ReportStep::ChooseField => {
            let fields =
                [Field::Facility].into_iter().chain(fields::order(answers, view.desk)).map(Choice::CorrectField);
            let (category, asked) = (answers.category.clone(), fields::asked(answers, view.desk));
            let own = filling::is_guessed(answers).then_some(Choice::ForOneself);
            (Line::ChooseField { category, asked }, fields.chain(own).chain([Choice::Back]).collect())
        }
        ReportStep::Alike => alike::asks(answers, view),
        ReportStep::Resume => ending::resume_asks(answers, view),
        ReportStep::ConfirmCancel => (Line::Plain(Plain::ConfirmCancel), vec![Choice::Discard, Choice::Continue]),
        ReportStep::ShowsPatient => privacy::asks(view),
    }
}

/// Something was written or sent in the middle of a report.
pub fn said(step: ReportStep, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let mut answers = view.answers();
    let step = if ending::has_rested(step, view) { ReportStep::Resume } else { alike::standing(step, &answers, view) };
    if step == ReportStep::Resume && files.is_empty() && courtesy::is_greeting(text) {
        return ending::resume(&answers, view);
    }
    fields::add_files(&mut answers, files, view);
    let kept = Line::PhotosKept { count: answers.photos.len() };
    let Some(step) = placed(step, &answers, view) else {
        let turn = renewed(text, answers, view);
        return if files.is_empty() { turn } else { turn.led_by(kept) };
    };
    fields::fit_form(&mut answers, view.desk);
    if files.is_empty() {
        return words(step, text, answers, view);
    }
    answers.photos_done |= field_asked(step, &answers, view) == Some(Field::Photo);
    let turn = match more::attachment_asked(step, &answers, view) {
        Some(field) => {
            fields::set(&mut answers, field, answers::of_files(files), view.desk);
            fields::add_words(&mut answers, text);
            let turn = onward(&answers, view);
            if text.trim().is_empty() { turn } else { turn.led_by(Plain::WordsAdded) }
        }
        None if text.trim().is_empty() => more::keep_photo(step, &answers, view),
        None => words(step, text, answers.clone(), view),
    };
    let saves = turn.effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(_) | Effect::CancelDraft));
    let turn = if saves { turn } else { turn.first(Effect::SaveDraft(answers)) };
    turn.led_by(kept)
}

/// The same step in the form as it is now; none where its question is asked no more.
fn placed(step: ReportStep, answers: &Answers, view: &View<'_>) -> Option<ReportStep> {
    match step {
        ReportStep::Field(field) => fields::placed(field, answers, view.desk).map(ReportStep::Field),
        ReportStep::Fixing(field) => fields::placed(field, answers, view.desk).map(ReportStep::Fixing),
        ReportStep::Summary
        | ReportStep::Alike
        | ReportStep::ChooseField
        | ReportStep::Resume
        | ReportStep::ConfirmCancel
        | ReportStep::ShowsPatient => Some(step),
    }
}

/// The question that was open is asked no more, since the form has changed: answers that still fit stay, a sentence is kept, the rest is asked.
fn renewed(text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let keeps = is_sentence(text);
    if keeps {
        fields::add_words(&mut answers, text);
    }
    fields::fit_form(&mut answers, view.desk);
    let turn = onward(&answers, view).led_by(Plain::FormChanged);
    let turn = if keeps { turn.led_by(Plain::WordsAdded) } else { turn };
    turn.first(Effect::SaveDraft(answers))
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
    if courtesy::is_all(text) && step != ReportStep::ConfirmCancel {
        return ending::that_is_all(answers, view);
    }
    if let Some(turn) = ways::typed(step, text, &answers, view) {
        return turn;
    }
    match (step, field) {
        (ReportStep::Field(_) | ReportStep::Fixing(_), Some(Field::Facility)) => place::said(step, text, answers, view),
        (ReportStep::ConfirmCancel | ReportStep::ChooseField | ReportStep::ShowsPatient, _) => {
            not_understood(step, &answers, view)
        }
        (_, Some(Field::Priority)) if pairs::names_another(text, &answers, view) => {
            pairs::refused(step, &answers, view)
        }
        (_, Some(Field::Question(at))) => answered(step, at, text, answers, view),
        (_, Some(field)) if fields::takes_words(field, &answers, view.desk) => {
            fields::set(&mut answers, field, text.trim().to_owned(), view.desk);
            filling::fill(&mut answers, view);
            onward(&answers, view).first(Effect::SaveDraft(answers))
        }
        (_, Some(Field::Photo)) if fold::yes_no(text) == Some(false) => chose_with(step, &Choice::Skip, answers, view),
        (_, Some(Field::Photo) | None) => {
            fields::add_words(&mut answers, text);
            let turn = again(&step, &answers, view).led_by(Plain::WordsAdded);
            turn.first(Effect::SaveDraft(answers))
        }
        (_, Some(_)) => filling::by_sentence(step, text, &answers, view)
            .unwrap_or_else(|| resumed_choice(step, text, answers, view)),
    }
}

/// Words that answer a question of the form, or do not.
fn answered(step: ReportStep, at: usize, text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let Some(question) = fields::question(at, &answers, view.desk) else { return renewed(text, answers, view) };
    match answers::read(question, text, view) {
        Ok(value) => {
            fields::set(&mut answers, Field::Question(at), value, view.desk);
            onward(&answers, view).first(Effect::SaveDraft(answers))
        }
        Err(_) if step == ReportStep::Resume => resumed_choice(step, text, answers, view),
        Err(why) => again(&step, &answers, view).led_by(*why),
    }
}

/// Whether this step is answered in free words, so that a digit is no choice.
pub fn takes_words(step: ReportStep, view: &View<'_>) -> bool {
    match step {
        ReportStep::Field(field) | ReportStep::Fixing(field) => {
            let answers = view.answers();
            let field = fields::placed(field, &answers, view.desk).unwrap_or(field);
            fields::takes_words(field, &answers, view.desk)
        }
        ReportStep::Summary
        | ReportStep::Alike
        | ReportStep::ChooseField
        | ReportStep::Resume
        | ReportStep::ConfirmCancel
        | ReportStep::ShowsPatient => false,
    }
}

/// On an offered draft, an answer to the question that was open continues, and a sentence is kept; anything else
/// is not understood.
fn resumed_choice(step: ReportStep, text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let field = field_asked(step, &answers, view).filter(|_| step == ReportStep::Resume);
    let found = field.and_then(|field| {
        let (_, offered) = fields::ask(field, &answers, view);
        typed::pick(text, &offered, false, view)
    });
    match found {
        Some(choice) => chose_with(step, &choice, answers, view),
        None if step == ReportStep::Resume && is_sentence(text) => {
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
        ReportStep::Summary
        | ReportStep::Alike
        | ReportStep::ChooseField
        | ReportStep::ConfirmCancel
        | ReportStep::ShowsPatient => None,
    }
}

/// A choice of a report was made.
pub fn chose(step: ReportStep, choice: &Choice, view: &View<'_>) -> Turn {
    let mut answers = view.answers();
    let step = placed(step, &answers, view);
    fields::fit_form(&mut answers, view.desk);
    let of_the_question = match choice {
        Choice::Skip | Choice::Back | Choice::Facility(_) | Choice::FacilityAsTyped => true,
        choice => matches!(choice, Choice::Option { .. }) && fields::field_of(choice, &answers, view.desk).is_none(),
    };
    match step {
        None if of_the_question => renewed("", answers, view),
        step => chose_with(step.unwrap_or_else(|| next(&answers, view)), choice, answers, view),
    }
}

fn chose_with(step: ReportStep, choice: &Choice, answers: Answers, view: &View<'_>) -> Turn {
    match choice {
        Choice::Priority(value) if !fields::allowed(&answers, view.desk).contains(value) => {
            pairs::refused(step, &answers, view)
        }
        Choice::System(value)
        | Choice::Category(value)
        | Choice::Urgency(value)
        | Choice::Impact(value)
        | Choice::Severity(value)
        | Choice::Priority(value) => answer(step, choice, value, answers, view),
        Choice::Option { option, .. } => answer(step, choice, option, answers, view),
        Choice::Facility(_) | Choice::FacilityAsTyped => place::chose(step, choice, answers, view),
        Choice::Problem(of) => alike::chose(of, answers, view),
        Choice::Skip => ways::skip(step, answers, view),
        Choice::Back => ways::back(step, &answers, view),
        Choice::Cancel => ending::cancel(&answers, view),
        Choice::Send => ending::send(&answers, view),
        Choice::ShowsPatient(yes) => privacy::answered(answers, *yes, view),
        Choice::Correct => again(&ReportStep::ChooseField, &answers, view),
        Choice::ForOneself => filling::for_oneself(answers, view),
        Choice::Details => {
            let answers = Answers { details: true, ..answers };
            onward(&answers, view).first(Effect::SaveDraft(answers))
        }
        Choice::CorrectField(field) | Choice::Change(field) => match fields::field_of(choice, &answers, view.desk) {
            Some(_) => again(&ReportStep::Fixing(*field), &answers, view),
            None => not_understood(step, &answers, view),
        },
        Choice::Continue => match step {
            ReportStep::Field(_) | ReportStep::Fixing(_) | ReportStep::Summary | ReportStep::ShowsPatient => {
                again(&step, &answers, view)
            }
            ReportStep::Alike | ReportStep::ChooseField | ReportStep::Resume | ReportStep::ConfirmCancel => {
                onward(&answers, view)
            }
        },
        // What was begun can be taken up again for a day.
        Choice::StartOver => begin_with(Answers::default(), view).first(Effect::CancelDraft),
        Choice::Discard => ending::discard(step, &answers, view),
        Choice::NewReport => ending::resume(&answers, view),
        Choice::Announce(_)
        | Choice::Language(_)
        | Choice::Recover
        | Choice::Person
        | Choice::MyTickets
        | Choice::Help
        | Choice::EndPractice
        | Choice::ReadAlone { .. }
        | Choice::TicketShows { .. }
        | Choice::Guide(_)
        | Choice::Show { .. }
        | Choice::TakeThis { .. }
        | Choice::Act { .. }
        | Choice::AtGate { .. }
        | Choice::PassTo { .. }
        | Choice::Surely { .. }
        | Choice::With { .. }
        | Choice::More(_)
        | Choice::TakeBack(_)
        | Choice::EndTalk(_)
        | Choice::People(_)
        | Choice::Notify(_)
        | Choice::Canned { .. }
        | Choice::Queue(_)
        | Choice::NotThis { .. }
        | Choice::About { .. } => not_understood(step, &answers, view),
    }
}

/// A choice answers its own field, also one that was asked before.
fn answer(step: ReportStep, choice: &Choice, value: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let Some(field) = fields::field_of(choice, &answers, view.desk) else {
        return not_understood(step, &answers, view);
    };
    fields::set(&mut answers, field, value.to_owned(), view.desk);
    filling::suggest_anew(field, &mut answers, view);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}
