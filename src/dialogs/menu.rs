//! The menu of commands that a platform shows beside a chat, made from the table of verbs: what a role may type there,
//! the few of its short help first.

use super::{catalog::Catalog, render};
use crate::{
    core::{
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
}

impl Part {
    /// As a platform names it beside the command: like the commands themselves, in one word.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Request, Locale::Pt) => "pedido",
            (Self::Request, Locale::En) => "request",
            (Self::Value, Locale::Pt) => "valor",
            (Self::Value, Locale::En) => "value",
            (Self::Words, Locale::Pt) => "palavras",
            (Self::Words, Locale::En) => "words",
        }
    }
}

/// The parts that a command takes, in their order; each may be left out, and is asked for then.
#[must_use]
pub fn parts(verb: Verb) -> &'static [Part] {
    match verb.row().takes {
        Takes::Own => &[Part::Words],
        Takes::Ticket => &[Part::Request],
        Takes::Words | Takes::MayWords => &[Part::Request, Part::Words],
        Takes::Value(_) => &[Part::Request, Part::Value],
        Takes::Reason(_) => &[Part::Request, Part::Value, Part::Words],
    }
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
