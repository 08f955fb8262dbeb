//! Tables of a desk file with their places in the text. A read always gives a value, perhaps an empty one, and
//! notes what was wrong; whoever reads a whole file looks at the notes in the end.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::core::mistake::Mistake;

/// A value and where it stands.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The text that is read, and the mistakes found so far.
pub(super) struct Notes<'t> {
    text: &'t str,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'t> Notes<'t> {
    pub(super) fn on(text: &'t str) -> Self {
        Self { text, mistakes: Vec::new() }
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, place: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..place.start).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    pub(super) fn wrong(&mut self, place: Option<&Range<usize>>, problem: impl Into<String>, allowed: Option<String>) {
        let line = place.map(|place| self.line(place));
        self.mistakes.push(Mistake { line, problem: problem.into(), allowed });
    }
}

/// A table and what it is called in messages.
pub(super) struct Table<'a, 'i> {
    pub(super) what: String,
    /// The table's heading; the file as a whole has none.
    pub(super) place: Option<Range<usize>>,
    pub(super) fields: &'a DeTable<'i>,
}

impl<'a, 'i> Table<'a, 'i> {
    /// The file itself.
    pub(super) fn root(fields: &'a DeTable<'i>) -> Self {
        Self { what: "the desk file".to_owned(), place: None, fields }
    }

    /// A value as a table.
    pub(super) fn of(value: &'a Value<'i>, what: impl Into<String>, notes: &mut Notes<'_>) -> Option<Self> {
        let (what, place) = (what.into(), value.span());
        match value.get_ref().as_table() {
            Some(fields) => Some(Self { what, place: Some(place), fields }),
            None => {
                notes.wrong(
                    Some(&place),
                    format!("{what} is no table"),
                    Some("fields in { … } or under a heading".into()),
                );
                None
            }
        }
    }

    /// Notes the fields that do not belong here.
    pub(super) fn only(&self, known: &[&str], notes: &mut Notes<'_>) {
        for name in self.fields.keys().filter(|name| !known.contains(&&**name.get_ref())) {
            let problem = format!("unknown field `{}` in {}", name.get_ref(), self.what);
            notes.wrong(Some(&name.span()), problem, Some(known.join(", ")));
        }
    }

    pub(super) fn field(&self, name: &str) -> Option<&'a Value<'i>> {
        self.fields.get(name)
    }

    /// A field that has to be there.
    pub(super) fn need(&self, name: &str, notes: &mut Notes<'_>) -> Option<&'a Value<'i>> {
        let found = self.field(name);
        if found.is_none() {
            notes.wrong(self.place.as_ref(), format!("{} has no `{name}`", self.what), None);
        }
        found
    }

    /// A text that has to be there, with its place.
    pub(super) fn text(&self, name: &str, notes: &mut Notes<'_>) -> Option<(&'a str, Range<usize>)> {
        text(self.need(name, notes)?, &format!("`{name}` of {}", self.what), notes)
    }

    /// A yes or no; no where nothing is said.
    pub(super) fn flag(&self, name: &str, notes: &mut Notes<'_>) -> bool {
        let Some(value) = self.field(name) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let problem = format!("`{name}` of {} is no yes or no", self.what);
            notes.wrong(Some(&value.span()), problem, Some("true, false".into()));
            false
        })
    }

    /// One of a closed set of words that has to be there.
    pub(super) fn word<T: Copy>(&self, name: &str, words: &[(&str, T)], notes: &mut Notes<'_>) -> Option<T> {
        let (word, place) = self.text(name, notes)?;
        let found = words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let allowed = words.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            notes.wrong(Some(&place), format!("unknown `{name}` `{word}` in {}", self.what), Some(allowed));
        }
        found
    }

    /// The tables of a list that has to be there and have something in it.
    pub(super) fn tables(&self, name: &str, notes: &mut Notes<'_>) -> Vec<Table<'a, 'i>> {
        let Some(value) = self.field(name) else {
            notes.wrong(self.place.as_ref(), format!("{} has no `{name}`", self.what), Some("at least one".into()));
            return Vec::new();
        };
        let values = list(value, &format!("`{name}` of {}", self.what), notes);
        values.iter().filter_map(|value| Table::of(value, one(name), notes)).collect()
    }
}

/// `a system`, `an impact`.
fn one(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// A value as a text that is not empty.
pub(super) fn text<'a>(value: &'a Value<'_>, what: &str, notes: &mut Notes<'_>) -> Option<(&'a str, Range<usize>)> {
    let place = value.span();
    match value.get_ref().as_str() {
        Some(text) if !text.trim().is_empty() => return Some((text, place)),
        Some(_) => notes.wrong(Some(&place), format!("{what} is empty"), None),
        None => {
            let problem = format!("{what} is no text but of type {}", value.get_ref().type_str());
            notes.wrong(Some(&place), problem, Some("a text in quotation marks".into()));
        }
    }
    None
}

/// A value as a list that is not empty.
pub(super) fn list<'a, 'i>(value: &'a Value<'i>, what: &str, notes: &mut Notes<'_>) -> &'a [Value<'i>] {
    let place = value.span();
    match value.get_ref().as_array() {
        Some(values) => {
            if values.is_empty() {
                notes.wrong(Some(&place), format!("{what} is empty"), Some("at least one".into()));
            }
            values
        }
        None => {
            notes.wrong(
                Some(&place),
                format!("{what} is no list"),
                Some("a list in [ … ] or under [[headings]]".into()),
            );
            &[]
        }
    }
}
