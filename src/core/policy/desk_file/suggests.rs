//! What a desk, or one of its categories, suggests where nobody said it: keys of its urgencies, impacts and systems.

use super::table::{Notes, Table};
use crate::core::policy::desk::{Category, Named, Suggests};

/// The desk's own suggestions, in `[desk]`.
pub(super) fn of_desk(root: &Table<'_, '_>, urgencies: &[Named], impacts: &[Named], notes: &mut Notes<'_>) -> Suggests {
    // A missing head is noted where the head is read.
    let mut unheard = Notes::on("");
    let Some(head) = root.field("desk").and_then(|value| Table::of(value, "the desk", &mut unheard)) else {
        return Suggests::default();
    };
    Suggests {
        system: None,
        urgency: key_of(&head, "urgency", urgencies, notes),
        impact: key_of(&head, "impact", impacts, notes),
    }
}

/// Those of each category, which were read in the same order.
pub(super) fn of_categories(
    root: &Table<'_, '_>,
    categories: &mut [Category],
    (systems, urgencies, impacts): (&[Named], &[Named], &[Named]),
    notes: &mut Notes<'_>,
) {
    let mut unheard = Notes::on("");
    for (table, category) in root.tables("category", &mut unheard).iter().zip(categories) {
        category.suggests = Suggests {
            system: key_of(table, "system", systems, notes),
            urgency: key_of(table, "urgency", urgencies, notes),
            impact: key_of(table, "impact", impacts, notes),
        };
    }
}

/// The key of one of these; the field may be missing.
fn key_of(table: &Table<'_, '_>, field: &str, known: &[Named], notes: &mut Notes<'_>) -> Option<String> {
    table.field(field)?;
    let words: Vec<(&str, &str)> = known.iter().map(|named| (named.key.as_str(), named.key.as_str())).collect();
    table.word(field, &words, notes).map(str::to_owned)
}
