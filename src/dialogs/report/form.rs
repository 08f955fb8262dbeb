//! A report as one form, for platforms that can show several questions together: the most important of them, and the
//! dialog asks what is left. `filled` reads what comes back.

use super::fields;
use crate::{
    core::{
        chat::form::{self, Form, Kind, Room},
        directory::Directory,
        draft::Answers,
        policy::{
            answer,
            desk::{Desk, Named, Question, QuestionKind},
        },
    },
    dialogs::{
        catalog::Catalog,
        choice::{Choice, Field},
        line::{Line, Plain},
        typed,
    },
    text::locale::Locale,
};

pub const SYSTEM: &str = "system";
pub const CATEGORY: &str = "category";
pub const URGENCY: &str = "urgency";
pub const IMPACT: &str = "impact";
pub const SEVERITY: &str = "severity";
pub const PRIORITY: &str = "priority";
pub const DESCRIPTION: &str = "description";
pub const FILES: &str = "files";
/// Before the key of a category's question.
pub const QUESTION: &str = "question.";

/// What a form is made with.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub locale: Locale,
}

/// Whether a draft says anything yet, so that it is not to be passed over.
#[must_use]
pub fn is_begun(answers: &Answers) -> bool {
    let bare = Answers { shape: String::new(), practice: false, page: None, details: false, ..answers.clone() };
    bare != Answers::default()
}

/// What was told of a report before its form is opened, as far as the desk knows it; the rest comes back with the form.
#[must_use]
pub fn told(given: &[(String, String)], desk: &Desk) -> Answers {
    let said = |name: &str| given.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str());
    let system = said(SYSTEM).and_then(|text| called(&desk.systems, text));
    let mut answers = Answers { system, ..Answers::default() };
    if let Some(category) = said(CATEGORY).and_then(|text| category_called(desk, text)) {
        fields::set(&mut answers, Field::Category, category, desk);
    }
    answers
}

/// The form of a new report of which these answers are known.
#[must_use]
pub fn of(answers: &Answers, room: Room, hand: Hand<'_>) -> Form {
    let open = fields::order(answers, hand.desk).into_iter().filter(|field| !is_told(*field, answers));
    let mut ranked: Vec<(u8, usize, Field)> =
        open.enumerate().filter_map(|(at, field)| Some((rank(field, answers, hand.desk)?, at, field))).collect();
    ranked.sort_unstable_by_key(|(rank, at, _)| (*rank, *at));
    ranked.truncate(room.fields);
    ranked.sort_unstable_by_key(|(_, at, _)| *at);
    let given = [(SYSTEM, &answers.system), (CATEGORY, &answers.category)];
    Form {
        title: title(answers, hand),
        given: given.into_iter().filter_map(|(name, key)| Some((name.to_owned(), key.clone()?))).collect(),
        fields: ranked.into_iter().filter_map(|(_, _, field)| shown(field, answers, room, hand)).collect(),
    }
}

/// A desk's own thing by its key or any of its names.
pub(super) fn called(all: &[Named], text: &str) -> Option<String> {
    all.iter().find(|named| typed::is_called(named, text)).map(|named| named.key.clone())
}

pub(super) fn category_called(desk: &Desk, text: &str) -> Option<String> {
    let mut all = desk.categories.iter().map(|category| &category.named);
    all.find(|named| typed::is_called(named, text)).map(|named| named.key.clone())
}

fn title(answers: &Answers, hand: Hand<'_>) -> String {
    let new = hand.catalog.label(&Choice::NewReport, hand.locale, hand.desk, &Directory::default());
    match answers.category.as_deref().and_then(|key| hand.desk.category(key)) {
        Some(category) => format!("{new}: {}", category.named.label.in_locale(hand.locale)),
        None => new,
    }
}

fn is_told(field: Field, answers: &Answers) -> bool {
    match field {
        Field::System => answers.system.is_some(),
        Field::Category => answers.category.is_some(),
        Field::Facility
        | Field::Question(_)
        | Field::Urgency
        | Field::Impact
        | Field::Severity
        | Field::Priority
        | Field::Description
        | Field::Photo => false,
    }
}

/// What goes into a form first, where not all of it does: without the first nobody can help. Nothing where it cannot
/// be asked yet.
fn rank(field: Field, answers: &Answers, desk: &Desk) -> Option<u8> {
    match field {
        Field::Facility => None,
        Field::System | Field::Category | Field::Description => Some(0),
        Field::Question(at) => fields::question(at, answers, desk).map(|one| if one.required { 1 } else { 4 }),
        Field::Photo => Some(2),
        Field::Severity | Field::Urgency | Field::Impact | Field::Priority => Some(3),
    }
}

fn shown(field: Field, answers: &Answers, room: Room, hand: Hand<'_>) -> Option<form::Field> {
    let desk = hand.desk;
    let policy = fields::policy(answers, desk);
    let suggested = desk.suggested_for(answers);
    let choice = |all: &[Named]| choice(all.iter(), room, hand.locale);
    let asked = |plain: Plain| Some(hand.catalog.text(&Line::Plain(plain), hand.locale, desk));
    let (name, kind, required, help) = match field {
        Field::Facility => return None,
        Field::System => (SYSTEM, choice(&desk.systems), true, None),
        Field::Category => {
            let all = desk.categories.iter().map(|category| &category.named);
            (CATEGORY, self::choice(all, room, hand.locale), true, None)
        }
        Field::Question(at) => {
            let question = fields::question(at, answers, desk)?;
            return Some(of_question(question, room, hand));
        }
        Field::Urgency => {
            (URGENCY, choice(&policy.urgencies), !desk.brief || suggested.urgency.is_none(), asked(Plain::AskUrgency))
        }
        Field::Impact => (IMPACT, choice(&policy.impacts), !desk.brief || suggested.impact.is_none(), None),
        Field::Severity => (SEVERITY, choice(&policy.pairs()?.severities), true, asked(Plain::AskSeverity)),
        Field::Priority => {
            let allowed = fields::allowed(answers, desk);
            let all = policy.priorities.iter().map(|one| &one.named).filter(|one| allowed.contains(&one.key));
            (PRIORITY, self::choice(all, room, hand.locale), true, asked(Plain::AskPriority))
        }
        Field::Description => (DESCRIPTION, Kind::Words, !spares_words(answers, desk), asked(Plain::FormDescription)),
        Field::Photo => (FILES, Kind::Files, false, asked(Plain::FormFiles)),
    };
    let label = hand.catalog.label(&Choice::CorrectField(field), hand.locale, desk, &Directory::default());
    Some(form::Field { name: name.to_owned(), label, help, kind, required })
}

/// Whether an answer of this form tells what is the matter, so that no description is asked for.
fn spares_words(answers: &Answers, desk: &Desk) -> bool {
    let category = answers.category.as_deref().and_then(|key| desk.category(key));
    desk.brief && category.is_some_and(|one| one.questions.iter().any(|asked| asked.tells && asked.required))
}

fn of_question(question: &Question, room: Room, hand: Hand<'_>) -> form::Field {
    let kind = match &question.kind {
        QuestionKind::Choice(options) => choice(options.iter(), room, hand.locale),
        QuestionKind::YesNo => {
            let option = |key: &str| Choice::Option { question: question.key.clone(), option: key.to_owned() };
            let label = |key: &str| hand.catalog.label(&option(key), hand.locale, hand.desk, &Directory::default());
            Kind::Choice([answer::YES, answer::NO].map(|key| (key.to_owned(), label(key))).to_vec())
        }
        QuestionKind::Attachment => Kind::Files,
        QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Facility
        | QuestionKind::Person => Kind::Line,
    };
    form::Field {
        name: format!("{QUESTION}{}", question.key),
        label: question.label.in_locale(hand.locale).to_owned(),
        help: question.help.as_ref().map(|help| help.in_locale(hand.locale).to_owned()),
        kind,
        required: question.required,
    }
}

/// A list, where the platform has room for it: what is typed instead is understood by its names.
fn choice<'n>(all: impl Iterator<Item = &'n Named>, room: Room, locale: Locale) -> Kind {
    let choices: Vec<(String, String)> =
        all.map(|named| (named.key.clone(), named.label.in_locale(locale).to_owned())).collect();
    if (1..=room.choices).contains(&choices.len()) { Kind::Choice(choices) } else { Kind::Line }
}
