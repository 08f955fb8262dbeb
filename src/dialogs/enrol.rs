//! Enrolment: language, facility, name; what is known already is not asked.
//!
//! ```text
//! Ana:  A impressora não imprime
//! bot:  A mensagem está guardada. …  Escolha a língua. / Choose a language.     [Português] [English]
//! Ana:  [Português]
//! bot:  Qual é a sua Unidade Sanitária? Escreva o nome ou o código.
//! Ana:  ndlavela
//! bot:  Encontrei estas.                                    [CS Ndlavela] [CS Ndlavela II] [Outra]
//! Ana:  [CS Ndlavela]
//! bot:  Como se chama?
//! Ana:  Ana Macamo
//! bot:  Registo feito. …  Que sistema tem o problema?       (the first words are the report's description)
//! ```

mod actors;
mod begun;

pub use begun::{begun, kept};

use super::{
    appointed,
    choice::Choice,
    context,
    effect::Effect,
    line::{Line, Plain},
    misses, nearby,
    people::choice::PeopleChoice,
    report::{self, fields},
    state::{EnrolStep, State},
    turn::{Turn, home},
    typed,
    view::View,
};
use crate::{
    core::{invite, person::Role, policy::desk::Creation},
    text::{fold, lexicon::courtesy, locale::Locale, names},
};

/// How many facilities a question offers.
const OFFERED: usize = 3;

/// Asks where enrolment stands, from the language on.
pub fn begin(state: State, view: &View<'_>) -> Turn {
    if needs_code(view) {
        return Turn::to(State::Idle, "enrol").say(Plain::NeedCode, Vec::new());
    }
    if let Some(turn) = actors::redirected(view) {
        return turn;
    }
    let greets = state == State::Idle;
    let turn = ask(step_of(state), view);
    if greets { turn.led_by(Plain::Hello) } else { turn }
}

/// Where this desk takes only who was invited, and this is somebody else.
fn needs_code(view: &View<'_>) -> bool {
    view.desk.creation == Creation::Enrolled && view.actor.is_none()
}

fn step_of(state: State) -> EnrolStep {
    match state {
        State::Enrol(step) => step,
        State::Idle
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => EnrolStep::Language,
    }
}

/// Asks this step's question.
fn ask(step: EnrolStep, view: &View<'_>) -> Turn {
    let (line, choices) = asks(&step, view);
    Turn::to(State::Enrol(step), "enrol").say(line, choices)
}

/// What a step asks, with its choices.
pub fn asks(step: &EnrolStep, view: &View<'_>) -> (Line, Vec<Choice>) {
    match step {
        EnrolStep::Language => (Line::Plain(Plain::ChooseLanguage), Locale::ALL.map(Choice::Language).to_vec()),
        EnrolStep::Facility => match nearby::named(view) {
            Some((typed, found)) => {
                let found = found.into_iter().take(OFFERED).map(Choice::Facility);
                (Line::FacilityNamed { typed }, found.chain([Choice::FacilityAsTyped]).collect())
            }
            None => (Line::Plain(Plain::AskFacility), Vec::new()),
        },
        EnrolStep::FacilityFound { typed } => {
            let found = nearby::find(typed, OFFERED, view);
            let typed = typed.clone();
            let line = if found.is_empty() { Line::FacilityUnknown { typed } } else { Line::FacilityFound { typed } };
            let choices = found.iter().take(OFFERED).map(|facility| Choice::Facility(facility.id));
            (line, choices.chain([Choice::FacilityAsTyped]).collect())
        }
        EnrolStep::Name => (Line::Plain(Plain::AskName), Vec::new()),
        EnrolStep::Group => actors::group_question(view),
        EnrolStep::Field(at) => actors::field_question(*at, view),
    }
}

/// Something was written by somebody who is not enrolled.
pub fn said(state: State, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if needs_code(view) {
        return if looks_like_code(text) {
            Turn::to(state, "enrol").with(Effect::Redeem { code: text.trim().to_owned() })
        } else {
            begin(state, view)
        };
    }
    if let Some(turn) = actors::redirected_saying(text, view) {
        return turn;
    }
    // A form's own question may be answered by what looks like one.
    let is_asked_for_else = matches!(state, State::Enrol(EnrolStep::Name | EnrolStep::Field(_)));
    if view.is_private() && files.is_empty() && !is_asked_for_else && invite::is_code(text) {
        return Turn::to(state, "enrol").with(Effect::Redeem { code: text.trim().to_owned() });
    }
    match state {
        State::Enrol(step) if files.is_empty() && text.trim().is_empty() => {
            ask(step, view).led_by(Plain::NothingWritten)
        }
        State::Enrol(step) => answered(step, text, files, view),
        State::Idle
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => keep(EnrolStep::Language, text, files, view).led_by(Plain::Hello),
    }
}

/// The name was told in another way than by typing it.
pub fn named(name: String, view: &View<'_>) -> Turn {
    actors::after_name(name, view)
}

/// Words and files that answer nothing yet begin the report that follows enrolment. A greeting is only greeted.
fn keep(step: EnrolStep, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let greets = courtesy::is_greeting(text) || courtesy::is_thanks(text);
    if files.is_empty() && (greets || text.trim().is_empty()) {
        return ask(step, view);
    }
    let mut answers = view.answers();
    if !greets {
        fields::add_words(&mut answers, text);
    }
    fields::add_files(&mut answers, files, view);
    if view.draft.is_none() {
        // Told when the report goes on.
        let _told = context::fill(&mut answers, view);
    }
    ask(step, view).led_by(Plain::WordsKept).first(Effect::SaveDraft(answers))
}

fn answered(step: EnrolStep, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !files.is_empty() {
        return keep(step, text, files, view);
    }
    let (_, offered) = asks(&step, view);
    let offered = if view.pending.is_empty() { &offered } else { view.pending };
    // Where nothing but a way out is offered, a number is a name or a code.
    let digits = offered.iter().any(|choice| *choice != Choice::Person);
    let picked = typed::pick(text, offered, digits, view).or_else(|| agreed(&step, text, offered));
    if let Some(choice) = picked {
        return chose(State::Enrol(step), &choice, view);
    }
    match step {
        EnrolStep::Language => match language(text) {
            Some(locale) => chose(State::Enrol(EnrolStep::Language), &Choice::Language(locale), view),
            None => keep(EnrolStep::Language, text, files, view),
        },
        EnrolStep::Facility | EnrolStep::FacilityFound { .. } => facility(text, view),
        EnrolStep::Name => {
            let name = names::clean(text);
            if name.is_empty() {
                ask(EnrolStep::Name, view).led_by(Plain::NameUnreadable)
            } else {
                actors::after_name(name, view)
            }
        }
        EnrolStep::Group => keep(EnrolStep::Group, text, files, view),
        EnrolStep::Field(at) => actors::said_field(at, text, view),
    }
}

/// Yes or no, where the first words name one facility.
fn agreed(step: &EnrolStep, text: &str, offered: &[Choice]) -> Option<Choice> {
    match (step, offered, fold::yes_no(text)?) {
        (EnrolStep::Facility, [Choice::Facility(id), Choice::FacilityAsTyped], true) => Some(Choice::Facility(*id)),
        (EnrolStep::Facility, [.., Choice::FacilityAsTyped], false) => Some(Choice::FacilityAsTyped),
        (
            EnrolStep::Language
            | EnrolStep::Facility
            | EnrolStep::FacilityFound { .. }
            | EnrolStep::Name
            | EnrolStep::Group
            | EnrolStep::Field(_),
            _,
            true | false,
        ) => None,
    }
}

/// A facility was typed: taken where it can only be one, else offered with those that are near.
fn facility(text: &str, view: &View<'_>) -> Turn {
    let typed = names::clean(text);
    if typed.is_empty() {
        return ask(EnrolStep::Facility, view).led_by(Plain::NameUnreadable);
    }
    if view.directory.facilities.is_empty() {
        return after_facility(view).first(Effect::SetFacility { id: None, typed: Some(typed) });
    }
    match view.directory.exactly(&typed) {
        Some(facility) => after_facility(view).first(Effect::SetFacility { id: Some(facility.id), typed: None }),
        None => ask(EnrolStep::FacilityFound { typed }, view),
    }
}

/// A choice was made by somebody who is not enrolled; the language can be chosen at any time.
pub fn chose(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    if let Choice::Language(locale) = choice {
        let set = Effect::SetLocale(*locale);
        if view.member().is_some() {
            return super::outcomes::then_back(state, Line::Plain(Plain::LanguageSet), Vec::new(), "choice", view)
                .first(set);
        }
        if needs_code(view) {
            return begin(state, view);
        }
        if let Some(turn) = actors::redirected(view) {
            return turn.first(set);
        }
        return match state {
            State::Enrol(step) if step != EnrolStep::Language => ask(step, view).first(set),
            State::Enrol(_)
            | State::Idle
            | State::Report(_)
            | State::Writing { .. }
            | State::Giving { .. }
            | State::Talking { .. }
            | State::Holding { .. }
            | State::Parked { .. }
            | State::People(_)
            | State::Announcing(_)
            | State::Doing(_)
            | State::Notify(_) => after_language(view).first(set),
        };
    }
    match (state, choice) {
        (State::Enrol(EnrolStep::Facility | EnrolStep::FacilityFound { .. }), Choice::Facility(id))
            if view.directory.facility(*id).is_some() =>
        {
            after_facility(view).first(Effect::SetFacility { id: Some(*id), typed: None })
        }
        (State::Enrol(EnrolStep::FacilityFound { typed }), Choice::FacilityAsTyped) => {
            after_facility(view).first(Effect::SetFacility { id: None, typed: Some(typed) })
        }
        // None of those that were offered: its name is asked for.
        (State::Enrol(EnrolStep::Facility), Choice::FacilityAsTyped) => {
            Turn::to(State::Enrol(EnrolStep::Facility), "enrol").say(Plain::AskFacility, Vec::new())
        }
        (state, Choice::Person) => misses::to_person(state, view),
        (state, _) if view.member().is_some() => super::choosing::dead(state, view),
        (State::Enrol(EnrolStep::Group), Choice::StartOver) => actors::start_over(view),
        (State::Enrol(EnrolStep::Group), Choice::People(PeopleChoice::Group(key))) => actors::chose_group(key, view),
        (State::Enrol(EnrolStep::Field(at)), choice) => {
            actors::chose_field(at, choice, view).unwrap_or_else(|| ask(EnrolStep::Field(at), view))
        }
        (state, _) => begin(state, view),
    }
}

fn after_language(view: &View<'_>) -> Turn {
    if actors::asks_group(view) { ask(EnrolStep::Group, view) } else { after_group(view) }
}

fn after_group(view: &View<'_>) -> Turn {
    let knows = view.actor.is_some_and(|person| {
        person.facility_id.is_some()
            || person.facility_text.is_some()
            || matches!(person.role, Role::Agent | Role::Manager | Role::Admin)
    });
    match context::facility(view) {
        _ if knows => after_facility(view),
        Some(facility) => {
            let (set, name) = (Effect::SetFacility { id: Some(facility.id), typed: None }, facility.name.clone());
            after_facility(view).led_by(Line::FacilityFromPage { name }).first(set)
        }
        None => ask(EnrolStep::Facility, view),
    }
}

fn after_facility(view: &View<'_>) -> Turn {
    match view.actor.filter(|person| !person.name.is_empty()) {
        Some(person) => actors::after_name(person.name.clone(), view),
        None => ask(EnrolStep::Name, view),
    }
}

/// Goes on without an answer that was not understood: in the language of the platform, with the facility as it was
/// typed, by the name that the platform knows. `None` where the answer decides on access.
pub fn without(step: &EnrolStep, typed: &str, view: &View<'_>) -> Option<Turn> {
    match step {
        EnrolStep::Language => Some(after_language(view).first(Effect::SetLocale(view.locale))),
        EnrolStep::Group => None,
        EnrolStep::Facility | EnrolStep::FacilityFound { .. } => {
            let typed = names::clean(typed);
            let turn = after_facility(view);
            let set = Effect::SetFacility { id: None, typed: Some(typed.clone()) };
            Some(if typed.is_empty() { turn } else { turn.first(set) })
        }
        EnrolStep::Name => Some(actors::after_name(called(view), view)),
        EnrolStep::Field(at) => Some(actors::without_field(*at, view)),
    }
}

/// A person was asked for in the middle of it: enrolled with what there is, and what was written goes to triage.
pub fn at_once(state: State, words: &str, view: &View<'_>) -> Turn {
    if needs_code(view) {
        return begin(state, view);
    }
    if let Some(turn) = actors::redirected(view) {
        return turn;
    }
    if actors::asks_group(view) {
        return ask(EnrolStep::Group, view);
    }
    let mut answers = view.answers();
    fields::add_words(&mut answers, words);
    answers.incomplete = true;
    Turn::to(state, "enrol").with(Effect::SaveDraft(answers)).with(Effect::Enrol { name: called(view) })
}

/// Their name as far as anybody knows it.
fn called(view: &View<'_>) -> String {
    let given = view.actor.map(|person| person.name.clone()).filter(|name| !name.is_empty());
    given.or_else(|| Some(names::clean(view.sender)).filter(|name| !name.is_empty())).unwrap_or_else(|| "?".to_owned())
}

/// Enrolled: what was written first goes on as a report.
pub fn enrolled(view: &View<'_>) -> Turn {
    if let Some(turn) = view.draft.and_then(|draft| appointed::instead_of(&draft.answers, view)) {
        return turn.led_by(Plain::Enrolled);
    }
    match view.draft {
        Some(draft) if draft.answers.incomplete => report::ending::as_it_is(draft.answers.clone(), "", view),
        Some(draft) => report::begin_with(draft.answers.clone(), view).led_by(Plain::Enrolled),
        None => Turn::to(State::Idle, "enrol").say(Plain::Enrolled, home(view)),
    }
}

/// A code was redeemed: the rest of enrolment, or a new role.
pub fn redeemed(state: State, locale: Option<Locale>, view: &View<'_>) -> Turn {
    match (view.member(), locale) {
        (Some(person), _) => {
            let line = Line::RoleGiven { role: person.role };
            super::outcomes::then_back(state, line, home(view), "enrol", view)
        }
        (None, Some(_)) => after_language(view),
        (None, None) => ask(EnrolStep::Language, view),
    }
}

/// A language's name or code, typed.
pub fn language(text: &str) -> Option<Locale> {
    let folded = fold::fold(text);
    match folded.as_str() {
        "pt" | "portugues" | "portuguese" | "port" | "pt mz" | "pt pt" | "em portugues" => Some(Locale::Pt),
        "en" | "ingles" | "english" | "eng" | "ing" | "in english" | "em ingles" => Some(Locale::En),
        _ => None,
    }
}

/// One token with a digit, as invitations have it.
fn looks_like_code(text: &str) -> bool {
    let text = text.trim();
    (4..=64).contains(&text.len())
        && text.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
        && text.contains(|char: char| char.is_ascii_digit() || char.is_ascii_uppercase())
}
