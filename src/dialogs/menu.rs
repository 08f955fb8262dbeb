//! The menu of commands that a platform shows beside a chat, made from the table of verbs: what a role may type there,
//! the few of its short help first.

use super::{catalog::Catalog, choice::Choice, render, values};
use crate::{
    core::{
        directory::Directory,
        person::Role,
        policy::desk::Desk,
        verb::{Place, Row, TABLE, Takes, Verb},
    },
    text::locale::Locale,
};

/// The longest description, in characters.
const LONGEST: usize = 256;

/// The commands of a role in a place, as they are typed in a language, each with what it does.
#[must_use]
pub fn commands(catalog: &Catalog, desk: &Desk, role: Role, place: Place, locale: Locale) -> Vec<(String, String)> {
    let is_offered = |row: &&Row| row.allows(role, place) && row.verb != Verb::Start;
    let (first, rest): (Vec<&Row>, Vec<&Row>) = TABLE.iter().filter(is_offered).partition(|row| row.helps(role));
    let named = first.into_iter().chain(rest).filter_map(|row| Some((row.verb, name(row, locale)?)));
    named.map(|(verb, name)| (name.to_owned(), described(catalog, desk, verb, locale))).collect()
}

/// All commands, as they are typed in a language, each with what it does.
#[must_use]
pub fn all(catalog: &Catalog, desk: &Desk, locale: Locale) -> Vec<(Verb, String, String)> {
    let named =
        TABLE.iter().filter(|row| row.verb != Verb::Start).filter_map(|row| Some((row.verb, name(row, locale)?)));
    named.map(|(verb, name)| (verb, name.to_owned(), described(catalog, desk, verb, locale))).collect()
}

/// What is typed after a command, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Request,
    Value,
    Words,
    System,
    Category,
    /// One of the desk's ready answers.
    Answer,
}

impl Part {
    /// As a platform names it beside the command: like the commands themselves, in one word.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        let (pt, en) = match self {
            Self::Request => ("pedido", "request"),
            Self::Value => ("valor", "value"),
            Self::Words => ("palavras", "words"),
            Self::System => ("sistema", "system"),
            Self::Category => ("categoria", "category"),
            Self::Answer => ("resposta", "answer"),
        };
        match locale {
            Locale::Pt => pt,
            Locale::En => en,
        }
    }

    /// Whether it is named so, in any language.
    #[must_use]
    pub fn is_called(self, name: &str) -> bool {
        Locale::ALL.into_iter().any(|locale| self.name(locale) == name)
    }

    /// Whether something can be offered for it while it is typed.
    #[must_use]
    pub fn completes(self) -> bool {
        match self {
            Self::Request | Self::Value | Self::System | Self::Category | Self::Answer => true,
            Self::Words => false,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Request => "part-request",
            Self::Value => "part-value",
            Self::Words => "part-words",
            Self::System => "part-system",
            Self::Category => "part-category",
            Self::Answer => "part-answer",
        }
    }
}

/// What a part is, in one line.
#[must_use]
pub fn part_described(part: Part, catalog: &Catalog, locale: Locale) -> String {
    let mut line = String::new();
    catalog.write(part.key(), &[], locale, &mut line);
    line
}

/// The parts that a command takes, in their order; each may be left out, and is asked for then.
#[must_use]
pub fn parts(verb: Verb) -> &'static [Part] {
    match (verb.row().takes, verb) {
        (Takes::Own, Verb::Report) => &[Part::System, Part::Category],
        (Takes::Own, Verb::Guide) => &[Part::Category],
        (Takes::Own, Verb::Canned) => &[Part::Request, Part::Answer],
        (Takes::Own, _) => &[Part::Words],
        (Takes::Ticket, _) => &[Part::Request],
        (Takes::Words | Takes::MayWords, _) => &[Part::Request, Part::Words],
        (Takes::Value(_), _) => &[Part::Request, Part::Value],
        (Takes::Reason(_), _) => &[Part::Request, Part::Value, Part::Words],
    }
}

/// The names of the values that a verb takes, where they are few; of a system's policy, if it is known.
#[must_use]
pub fn values(verb: Verb, system: Option<&str>, catalog: &Catalog, desk: &Desk, locale: Locale) -> Vec<String> {
    let Some(what) = verb.takes_value() else { return Vec::new() };
    let name = |to: String| {
        let choice = Choice::With { verb, ticket: 0, to, name: None };
        catalog.label(&choice, locale, desk, &Directory::default())
    };
    values::keys(what, system, desk).into_iter().map(name).collect()
}

/// As it is typed in a language. What has no other name is called the same in all.
fn name(row: &Row, locale: Locale) -> Option<&'static str> {
    match locale {
        Locale::Pt => row.names.first(),
        Locale::En => row.names.get(1).or(row.names.first()),
    }
    .copied()
}

/// What it does: its line of help without the example, with a capital.
fn described(catalog: &Catalog, desk: &Desk, verb: Verb, locale: Locale) -> String {
    let mut line = String::new();
    render::usage(&mut render::Page { catalog, locale, desk, out: &mut line }, verb);
    let does = line.split_once(": ").map_or(line.as_str(), |(_, does)| does);
    let mut letters = does.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).take(LONGEST).collect()
}
