//! What a desk, or one of its categories, suggests where nobody said it: keys of its urgencies, impacts and systems. Where
//! systems have policies of their own, a list has one key for each policy.

use super::table::{Notes, Table, list, text};
use crate::core::policy::desk::{Category, Named, Suggests};

/// What can be suggested; urgencies and impacts are those of all policies.
pub(super) struct Known<'n> {
    pub systems: &'n [Named],
    pub urgencies: Vec<&'n Named>,
    pub impacts: Vec<&'n Named>,
}

/// The desk's own suggestions, in `[desk]`.
pub(super) fn of_desk(root: &Table<'_, '_>, known: &Known<'_>, notes: &mut Notes<'_>) -> Suggests {
    // A missing head is noted where the head is read.
    let mut unheard = Notes::on("");
    let Some(head) = root.field("desk").and_then(|value| Table::of(value, "the desk", &mut unheard)) else {
        return Suggests::default();
    };
    Suggests {
        system: None,
        urgency: keys_of(&head, "urgency", &known.urgencies, notes),
        impact: keys_of(&head, "impact", &known.impacts, notes),
    }
}

/// Those of each category, which were read in the same order.
pub(super) fn of_categories(
    root: &Table<'_, '_>,
    categories: &mut [Category],
    known: &Known<'_>,
    notes: &mut Notes<'_>,
) {
    let mut unheard = Notes::on("");
    for (table, category) in root.tables("category", &mut unheard).iter().zip(categories) {
        category.suggests = Suggests {
            system: key_of(table, "system", known.systems, notes),
            urgency: keys_of(table, "urgency", &known.urgencies, notes),
            impact: keys_of(table, "impact", &known.impacts, notes),
        };
    }
}

/// The key of one of these; the field may be missing.
fn key_of(table: &Table<'_, '_>, field: &str, known: &[Named], notes: &mut Notes<'_>) -> Option<String> {
    table.field(field)?;
    let words: Vec<(&str, &str)> = known.iter().map(|named| (named.key.as_str(), named.key.as_str())).collect();
    table.word(field, &words, notes).map(str::to_owned)
}

/// A key, or a list of them; the field may be missing.
fn keys_of(table: &Table<'_, '_>, field: &str, known: &[&Named], notes: &mut Notes<'_>) -> Vec<String> {
    let Some(value) = table.field(field) else { return Vec::new() };
    let what = format!("`{field}` of {}", table.what);
    let values =
        if value.get_ref().as_array().is_some() { list(value, &what, notes) } else { std::slice::from_ref(value) };
    let mut keys = Vec::new();
    for value in values {
        let Some((key, place)) = text(value, &what, notes) else { continue };
        if !known.iter().any(|named| named.key == key) {
            let allowed: Vec<&str> = known.iter().map(|named| named.key.as_str()).collect();
            notes.wrong(Some(&place), format!("unknown `{field}` `{key}` in {}", table.what), Some(allowed.join(", ")));
        }
        keys.push(key.to_owned());
    }
    keys
}
