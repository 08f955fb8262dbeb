//! What every entry of a desk file has: a key, a label in each language, and words by which it may be typed.
//! Labels fit the narrowest button there is.

use std::{collections::BTreeMap, ops::Range};

use super::table::{Notes, Table, Value, list, text};
use crate::{
    core::policy::desk::{Label, Named},
    text::{fold::fold, locale::Locale},
};

/// The longest label that fits every platform's buttons, in characters.
pub(super) const BUTTON: usize = 20;
/// The longest question, in characters: it still reads at a glance.
pub(super) const QUESTION: usize = 100;
/// The longest help of a question, in characters: with its question it is still one short message.
pub(super) const HELP: usize = 160;
/// The longest key, in characters.
const KEY: usize = 32;

/// The fields that [`named`] reads.
pub(super) const NAMED: [&str; 3] = ["key", "label", "words"];

/// [`all_named`], where there need not be any.
pub(super) fn any_named(root: &Table<'_, '_>, name: &str, notes: &mut Notes<'_>) -> Vec<Named> {
    if root.field(name).is_some() { all_named(root, name, notes) } else { Vec::new() }
}

/// Entries that are listed under one heading; keys and typed words are told apart.
pub(super) fn all_named(root: &Table<'_, '_>, name: &str, notes: &mut Notes<'_>) -> Vec<Named> {
    let tables = root.tables(name, notes);
    let read: Vec<Named> = tables
        .iter()
        .map(|table| {
            table.only(&NAMED, notes);
            named(table, notes)
        })
        .collect();
    tell_apart(&tables, &read, notes);
    read
}

/// The key, the label and the words of an entry.
pub(super) fn named(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Named {
    Named::new(key(table, notes), label(table, BUTTON, notes), words(table, notes))
}

/// A key in ASCII snake case.
pub(super) fn key(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> String {
    let Some((key, place)) = table.text("key", notes) else { return String::new() };
    let fits = key.len() <= KEY
        && key.starts_with(|char: char| char.is_ascii_lowercase())
        && key.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_');
    if !fits {
        let allowed = format!("a-z, 0-9 and _, beginning with a letter, at most {KEY} characters");
        notes.wrong(Some(&place), format!("`{key}` is no key"), Some(allowed));
    }
    key.to_owned()
}

/// A label in every language, each of at most `longest` characters.
pub(super) fn label(table: &Table<'_, '_>, longest: usize, notes: &mut Notes<'_>) -> Label {
    let Some(value) = table.need("label", notes) else { return Label::default() };
    in_each_language(value, &format!("the label of {}", table.what), longest, notes)
}

/// The help of a question; the field may be missing.
pub(super) fn help(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<Label> {
    let value = table.field("help")?;
    Some(in_each_language(value, &format!("the help of {}", table.what), HELP, notes))
}

/// A text in every language, each of at most `longest` characters.
pub(super) fn in_each_language(value: &Value<'_>, what: &str, longest: usize, notes: &mut Notes<'_>) -> Label {
    let Some(label) = Table::of(value, what, notes) else { return Label::default() };
    label.only(&Locale::ALL.map(Locale::code), notes);
    let mut names = BTreeMap::new();
    for locale in Locale::ALL {
        if let Some((name, place)) = label.text(locale.code(), notes) {
            check_name(what, name, &place, longest, notes);
            names.insert(locale, name.to_owned());
        }
    }
    Label(names)
}

fn check_name(what: &str, name: &str, place: &Range<usize>, longest: usize, notes: &mut Notes<'_>) {
    let what = what.split(" of ").next().unwrap_or(what);
    let length = name.chars().count();
    if length > longest {
        let allowed = format!("at most {longest}");
        notes.wrong(Some(place), format!("{what} «{name}» has {length} characters"), Some(allowed));
    }
    if name.trim() != name || name.chars().any(char::is_control) {
        notes.wrong(Some(place), format!("{what} «{}» is not one clean line", name.escape_debug()), None);
    }
}

/// Further words, folded; the field may be missing.
fn words(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<String> {
    let Some(value) = table.field("words") else { return Vec::new() };
    let what = format!("`words` of {}", table.what);
    let mut words = Vec::new();
    for value in list(value, &what, notes) {
        let Some((word, place)) = text(value, &format!("a word in {what}"), notes) else { continue };
        let folded = fold(word);
        if folded.is_empty() {
            notes.wrong(Some(&place), format!("«{word}» has no letters or digits"), None);
        } else if !words.contains(&folded) {
            words.push(folded);
        }
    }
    words
}

/// Notes keys that are given twice, and typed words that would mean two entries.
pub(super) fn tell_apart(tables: &[Table<'_, '_>], read: &[Named], notes: &mut Notes<'_>) {
    let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
    let mut typed: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, (table, named)) in tables.iter().zip(read).enumerate() {
        let place = table.field("key").map(toml::Spanned::span).or_else(|| table.place.clone()).unwrap_or_default();
        let line = notes.line(&place);
        if !named.key.is_empty()
            && let Some(first) = keys.insert(&named.key, line)
        {
            notes.wrong(Some(&place), format!("the key `{}` is there already, on line {first}", named.key), None);
        }
        for word in named.label.0.values().map(|name| fold(name)).chain(named.words.iter().cloned()) {
            let (owner, first) = *typed.entry(word.clone()).or_insert((at, line));
            if owner != at {
                let problem = format!("«{word}» would mean two entries: `{}` and the one on line {first}", named.key);
                notes.wrong(Some(&place), problem, None);
            }
        }
    }
}
