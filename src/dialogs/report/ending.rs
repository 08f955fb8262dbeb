//! How a report ends: sent, cancelled, or left lying and offered again.
//!
//! ```text
//! bot:  Tem um pedido por terminar (3 de 7): «A impressora…»   [Continuar] [Começar de novo] [Apagar]
//! Ana:  [Cancelar]
//! bot:  Apagar este pedido?                                    [Apagar] [Continuar]
//! ```

use super::{again, fields, place, privacy};
use crate::{
    core::draft::Answers,
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        label,
        line::{Line, Plain, Summary},
        state::{ReportStep, State},
        turn::{Turn, home},
        view::View,
    },
};

/// How long a draft may lie idle before it is mentioned, in milliseconds.
pub const REMIND_AFTER: i64 = 30 * 60 * 1000;
/// How much of a description a summary shows, in characters.
const SHOWN: usize = 300;
/// How much of it a reminder shows.
const BEGUN: usize = 40;
/// From this many answers on, cancelling asks once more.
const WORTH_ASKING: usize = 2;

/// The answers for a summary, with the description's beginning alone.
pub fn summary(answers: &Answers, view: &View<'_>) -> Summary {
    let description = answers.description.as_deref().map(|words| beginning(words, SHOWN));
    let suggested = view.desk.suggested_for(answers);
    let answers = Answers { description, suggested, ..shallow(answers) };
    Summary { facility: place::shown(&answers, view), answers }
}

/// All but the description, which may be long.
fn shallow(answers: &Answers) -> Answers {
    Answers {
        system: answers.system.clone(),
        category: answers.category.clone(),
        form: answers.form.iter().map(|(key, answer)| (key.clone(), beginning(answer, SHOWN))).collect(),
        shape: String::new(),
        urgency: answers.urgency.clone(),
        impact: answers.impact.clone(),
        severity: answers.severity.clone(),
        priority: answers.priority.clone(),
        description: None,
        photos: answers.photos.clone(),
        photos_done: answers.photos_done,
        behalf: answers.behalf.clone(),
        for_oneself: answers.for_oneself,
        practice: answers.practice,
        shows_patient: answers.shows_patient,
        elsewhere: answers.elsewhere.clone(),
        page: answers.page.clone(),
        voice: answers.voice,
        incomplete: answers.incomplete,
        unsure: None,
        suggested: answers.suggested.clone(),
        details: answers.details,
        joins: answers.joins,
        is_none_of_known: answers.is_none_of_known,
        passed_over: answers.passed_over.clone(),
    }
}

/// The first characters of a text, with an ellipsis where there are more.
pub fn beginning(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Files the report, or asks for what is still missing.
pub fn send(answers: &Answers, view: &View<'_>) -> Turn {
    if view.draft.is_none() {
        return Turn::to(State::Idle, "draft").say(Plain::NothingToFile, home(view));
    }
    // Of what is known already, where it happens is enough.
    let is_missing = |field: &Field| *field != Field::Photo && (answers.joins.is_none() || *field == Field::Facility);
    match fields::next(answers, view.desk).filter(is_missing) {
        Some(field) => again(&ReportStep::Field(field), answers, view).led_by(Plain::StillMissing),
        None if privacy::is_open(answers, view) => privacy::ask(view),
        None => {
            let turn = Turn::to(State::Report(ReportStep::Summary), "draft").with(Effect::File);
            match described(answers, view) {
                Some(answers) => turn.first(Effect::SaveDraft(answers)),
                None => turn,
            }
        }
    }
}

/// What was chosen is the description, where nothing else was told: «Entrada ou senha: Esqueci a senha».
fn described(answers: &Answers, view: &View<'_>) -> Option<Answers> {
    if fields::is_answered(Field::Description, answers, view.desk) {
        return None;
    }
    let category = view.desk.category(answers.category.as_deref()?)?;
    let told = category.questions.iter().filter(|question| question.tells).find_map(|question| {
        let given = answers.form.get(&question.key)?;
        let named = label::option(view.desk, &question.key, given);
        Some(named.map_or(given.clone(), |named| named.label.in_locale(view.locale).to_owned()))
    })?;
    let description = Some(format!("{}: {told}", category.named.label.in_locale(view.locale)));
    Some(Answers { description, ..answers.clone() })
}

/// Files what there is, with the words that were not understood: triage asks for what is missing (platforms B.2).
pub fn as_it_is(mut answers: Answers, words: &str, view: &View<'_>) -> Turn {
    fields::add_words(&mut answers, words);
    if !fields::is_answered(Field::Description, &answers, view.desk) {
        let asked = view.catalog.label(&Choice::Person, view.locale, view.desk, view.directory);
        answers.description = Some(asked);
    }
    answers.incomplete = fields::next(&answers, view.desk).is_some_and(|field| field != Field::Photo);
    // Which facility was meant stays open: not that of whoever wrote.
    if let Some(unsure) = answers.unsure.take().filter(|unsure| !unsure.typed.is_empty()) {
        place::settle(&mut answers, None, unsure.typed, view);
    }
    // Whether the photos show somebody was not told: then nobody but the desk sees them.
    if privacy::is_open(&answers, view) {
        answers.shows_patient = Some(true);
    }
    Turn::to(State::Report(ReportStep::Summary), "draft").with(Effect::SaveDraft(answers)).with(Effect::File)
}

/// «Só isso»: what there is goes as it is, once it says anything at all (platforms B.2).
pub fn that_is_all(answers: Answers, view: &View<'_>) -> Turn {
    let says = |field| fields::is_answered(field, &answers, view.desk);
    if says(Field::Description) || says(Field::Category) {
        return as_it_is(answers, "", view);
    }
    again(&ReportStep::Field(Field::Description), &answers, view).led_by(Plain::StillMissing)
}

/// Gives the report up, after asking where much was answered.
pub fn cancel(answers: &Answers, view: &View<'_>) -> Turn {
    if fields::answered(answers, view.desk) >= WORTH_ASKING {
        again(&ReportStep::ConfirmCancel, answers, view)
    } else {
        given_up()
    }
}

/// It is given up: at once where that was asked, else as any other way of cancelling.
pub fn discard(step: ReportStep, answers: &Answers, view: &View<'_>) -> Turn {
    if step == ReportStep::ConfirmCancel { given_up() } else { cancel(answers, view) }
}

/// For a day it can be taken up again.
fn given_up() -> Turn {
    let choices = vec![Choice::Recover, Choice::NewReport, Choice::MyTickets];
    Turn::to(State::Idle, "draft").with(Effect::CancelDraft).say(Plain::Cancelled, choices)
}

/// Offers an unfinished draft again.
pub fn resume(answers: &Answers, view: &View<'_>) -> Turn {
    again(&ReportStep::Resume, answers, view)
}

pub fn resume_asks(answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let answered = fields::answered(answers, view.desk);
    let path = fields::path(answers, view.desk);
    let of = path.iter().filter(|field| **field != Field::Photo).count();
    let begun = beginning(answers.description.as_deref().unwrap_or_default(), BEGUN);
    (Line::Resume { begun, answered, of }, vec![Choice::Continue, Choice::StartOver, Choice::Discard])
}

/// Whether somebody comes back to what they left lying: an answer still counts, anything else is met with the offer to
/// go on (platforms B.2).
pub fn has_rested(step: ReportStep, view: &View<'_>) -> bool {
    let is_old = view.draft.is_some_and(|draft| draft.updated_at + REMIND_AFTER <= view.now);
    is_old && matches!(step, ReportStep::Field(_) | ReportStep::Summary)
}

/// The draft has lain idle: one reminder, and the next word continues.
pub fn idle(state: State, view: &View<'_>) -> Turn {
    let begun = |answers: &Answers| beginning(answers.description.as_deref().unwrap_or_default(), BEGUN);
    match (state, view.draft) {
        (State::Report(_) | State::Idle, Some(draft)) if view.is_private() => {
            Turn::to(State::Report(ReportStep::Resume), "timer")
                .say(Line::Idle { begun: begun(&draft.answers) }, vec![Choice::Continue, Choice::Discard])
        }
        (state, _) => Turn::to(state, "timer"),
    }
}

/// Nobody went on with the draft: nothing is said, and nothing is asked any more.
pub fn over(state: State) -> Turn {
    match state {
        State::Report(_) => Turn::to(State::Idle, "timer"),
        state => Turn::to(state, "timer"),
    }
}
