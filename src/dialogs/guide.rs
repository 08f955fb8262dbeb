//! `/guia`, `/guide`: what a category's form asks, to be read before reporting or to be printed and hung up. The
//! words are made from the desk file, for the chat and for paper alike.
//!
//! ```text
//! Ana:  /guia
//! bot:  De que formulário?                          [Entrada ou senha] [Conta de utilizador] …
//! Ana:  [Conta de utilizador]
//! bot:  Guia: Conta de utilizador
//!       1. O que pretende?
//!       Escolha: Criar conta · Alterar conta · Fechar conta. Obrigatória.
//!       …
//! ```

use super::{
    catalog::{Arg, Catalog},
    choice::{Choice, Field},
    label,
    line::{Line, Plain},
    outcomes::then_back,
    state::State,
    turn::Turn,
    typed,
    view::View,
};
use crate::{
    core::policy::{
        answer,
        desk::{Category, Desk, Named, OnlyIf, Question, QuestionKind},
        scheme::Scheme,
    },
    text::locale::Locale,
};

/// A category's form in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The category's name.
    pub category: String,
    /// What is to be known before: that somebody has to agree.
    pub notes: Vec<String>,
    pub questions: Vec<Asked>,
}

/// A question in words; its number is its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub label: String,
    /// After which answers it is asked.
    pub only_if: Option<String>,
    pub help: Option<String>,
    /// How it is answered, and whether it may be skipped.
    pub how: String,
}

/// The guide of the whole desk, for paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub title: String,
    pub desk: String,
    /// Heads what every request asks.
    pub always: String,
    /// Name and choices of each field that every request asks; some have no choices.
    pub fields: Vec<(String, Vec<String>)>,
    pub guides: Vec<Guide>,
}

/// `/guia`, perhaps with a category after it. Within a report it means the report's own.
pub(super) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    let offered: Vec<Choice> =
        view.desk.categories.iter().map(|category| Choice::Guide(category.named.key.clone())).collect();
    let named = typed::pick(rest, &offered, false, view);
    let in_report = matches!(state, State::Report(_)) && rest.trim().is_empty();
    let of_report = view.draft.filter(|_| in_report).and_then(|draft| draft.answers.category.clone());
    let meant = if let Some(Choice::Guide(category)) = named { Some(category) } else { of_report };
    match meant.filter(|key| view.desk.category(key).is_some()) {
        Some(category) => show(state, &category, view),
        None => Turn::to(state, "help").say(Plain::WhichGuide, offered),
    }
}

/// The guide of a category, and then the question again that was open.
pub(super) fn show(state: State, category: &str, view: &View<'_>) -> Turn {
    if view.desk.category(category).is_none() {
        return super::choosing::dead(state, view);
    }
    then_back(state, Line::Guide { category: category.to_owned() }, Vec::new(), "help", view)
}

/// The guide of the whole desk in a language.
#[must_use]
pub fn sheet(catalog: &Catalog, desk: &Desk, locale: Locale) -> Sheet {
    let words = Words { catalog, locale };
    let names = |all: &[Named]| all.iter().map(|named| named.label.in_locale(locale).to_owned()).collect();
    let field = |field: Field, choices: Vec<String>| (words.plain(label::field_key(field)), choices);
    Sheet {
        title: words.plain("guide-sheet"),
        desk: desk.label.in_locale(locale).to_owned(),
        always: words.plain("guide-always"),
        fields: vec![field(Field::System, names(&desk.systems))]
            .into_iter()
            .chain(ranked(&words, desk))
            .chain([field(Field::Description, Vec::new()), field(Field::Photo, Vec::new())])
            .collect(),
        guides: desk.categories.iter().map(|category| of(catalog, category, locale)).collect(),
    }
}

/// What ranks a request; where systems rank in different ways, with the systems of each.
fn ranked(words: &Words<'_>, desk: &Desk) -> Vec<(String, Vec<String>)> {
    let name = |named: &Named| named.label.in_locale(words.locale).to_owned();
    let policies = desk.policies_in_use();
    let mut fields = Vec::new();
    for (policy, systems) in &policies {
        let asked: Vec<(Field, &[Named])> = match &policy.scheme {
            Scheme::Matrix(_) => vec![(Field::Urgency, &policy.urgencies), (Field::Impact, &policy.impacts)],
            Scheme::Pairs(pairs) => vec![(Field::Severity, &pairs.severities)],
            Scheme::Manual { .. } => Vec::new(),
        };
        for (field, choices) in asked {
            let systems = systems.iter().map(|system| name(system)).collect::<Vec<_>>().join(", ");
            let of = if policies.len() > 1 { format!(" ({systems})") } else { String::new() };
            let title = format!("{}{of}", words.plain(label::field_key(field)));
            fields.push((title, choices.iter().map(name).collect()));
        }
    }
    fields
}

/// The guide of a category in a language.
#[must_use]
pub fn of(catalog: &Catalog, category: &Category, locale: Locale) -> Guide {
    let words = Words { catalog, locale };
    let mut notes = Vec::new();
    if category.approval {
        notes.push(words.plain("guide-approval"));
    }
    if category.questions.is_empty() {
        notes.push(words.plain("guide-no-questions"));
    }
    Guide {
        category: category.named.label.in_locale(locale).to_owned(),
        notes,
        questions: category.questions.iter().map(|question| asked(&words, category, question)).collect(),
    }
}

fn asked(words: &Words<'_>, category: &Category, question: &Question) -> Asked {
    let need = words.plain(if question.required { "guide-required" } else { "guide-optional" });
    let how = if tells_the_way(question) { need } else { format!("{} {need}", way(words, &question.kind)) };
    Asked {
        label: question.label.in_locale(words.locale).to_owned(),
        only_if: question.only_if.as_ref().and_then(|condition| only_if(words, category, condition)),
        help: question.help.as_ref().map(|help| help.in_locale(words.locale).to_owned()),
        how,
    }
}

/// A desk's own help says what to send or to write; ours would say it twice.
fn tells_the_way(question: &Question) -> bool {
    let by_help = match question.kind {
        QuestionKind::Attachment | QuestionKind::Facility | QuestionKind::Person => true,
        QuestionKind::Choice(_)
        | QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::YesNo => false,
    };
    by_help && question.help.is_some()
}

/// How a question of a kind is answered.
fn way(words: &Words<'_>, kind: &QuestionKind) -> String {
    let bound = |bound: i64| Arg::Own(bound.to_string());
    match kind {
        QuestionKind::Choice(options) => {
            let options: Vec<&str> = options.iter().map(|named| named.label.in_locale(words.locale)).collect();
            words.say("guide-choice", &[("options", Arg::Own(options.join(" · ")))])
        }
        QuestionKind::Text => words.plain("guide-text"),
        QuestionKind::Number { least: None, most: None } => words.plain("guide-number"),
        QuestionKind::Number { least: Some(least), most: None } => {
            words.say("guide-number-least", &[("least", bound(*least))])
        }
        QuestionKind::Number { least: None, most: Some(most) } => {
            words.say("guide-number-most", &[("most", bound(*most))])
        }
        QuestionKind::Number { least: Some(least), most: Some(most) } => {
            words.say("guide-number-between", &[("least", bound(*least)), ("most", bound(*most))])
        }
        QuestionKind::Date => words.plain("guide-date"),
        QuestionKind::YesNo => words.plain("guide-yes-no"),
        QuestionKind::Attachment => words.plain("guide-attachment"),
        QuestionKind::Facility => words.plain("guide-facility"),
        QuestionKind::Person => words.plain("guide-person"),
    }
}

/// After which answers it is asked, with the earlier question's number.
fn only_if(words: &Words<'_>, category: &Category, condition: &OnlyIf) -> Option<String> {
    let at = category.questions.iter().position(|earlier| earlier.key == condition.question)?;
    let earlier = &category.questions[at];
    let name = |key: &String| match &earlier.kind {
        QuestionKind::Choice(options) => options
            .iter()
            .find(|named| named.key == *key)
            .map_or_else(|| key.clone(), |named| named.label.in_locale(words.locale).to_owned()),
        QuestionKind::YesNo => words.plain(if key == answer::YES { "choice-yes" } else { "choice-no" }),
        QuestionKind::Text
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Attachment
        | QuestionKind::Facility
        | QuestionKind::Person => key.clone(),
    };
    let answers: Vec<String> = condition.is.iter().map(name).collect();
    Some(words.say("guide-only-if", &[("number", Arg::Count(at + 1)), ("answers", Arg::Own(answers.join(" / ")))]))
}

/// A language's words.
struct Words<'a> {
    catalog: &'a Catalog,
    locale: Locale,
}

impl Words<'_> {
    fn plain(&self, key: &str) -> String {
        self.say(key, &[])
    }

    fn say(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut out = String::new();
        self.catalog.write(key, args, self.locale, &mut out);
        out
    }
}
