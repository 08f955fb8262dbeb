//! The matrix of urgency and impact. It may be written by rows of urgency or by rows of impact, since documents
//! do both (and one that does the former calls it the latter); the heading says which. Every cell has to be there.

use std::collections::BTreeMap;

use super::table::{Notes, Table, text};
use crate::core::policy::desk::{Named, Priority};

const BY_URGENCY: &str = "by_urgency";
const BY_IMPACT: &str = "by_impact";

/// One axis: what it is called, and its keys.
struct Axis<'a> {
    name: &'static str,
    keys: Vec<&'a str>,
}

impl<'a> Axis<'a> {
    fn of(name: &'static str, entries: &'a [Named]) -> Self {
        Self { name, keys: entries.iter().map(|named| named.key.as_str()).collect() }
    }
}

/// (urgency, impact) → priority.
pub(super) fn read(
    root: &Table<'_, '_>,
    urgencies: &[Named],
    impacts: &[Named],
    priorities: &[Priority],
    notes: &mut Notes<'_>,
) -> BTreeMap<(String, String), String> {
    let urgency = Axis::of("urgency", urgencies);
    let impact = Axis::of("impact", impacts);
    let priorities: Vec<&str> = priorities.iter().map(|priority| priority.named.key.as_str()).collect();
    let Some(matrix) = root.need("matrix", notes).and_then(|value| Table::of(value, "the matrix", notes)) else {
        return BTreeMap::new();
    };
    matrix.only(&[BY_URGENCY, BY_IMPACT], notes);
    match (matrix.field(BY_URGENCY), matrix.field(BY_IMPACT)) {
        (Some(rows), None) => Table::of(rows, "the matrix", notes)
            .map(|rows| cells(&rows, &urgency, &impact, &priorities, notes))
            .unwrap_or_default(),
        (None, Some(rows)) => Table::of(rows, "the matrix", notes)
            .map(|rows| cells(&rows, &impact, &urgency, &priorities, notes))
            .unwrap_or_default()
            .into_iter()
            .map(|((impact, urgency), priority)| ((urgency, impact), priority))
            .collect(),
        (Some(_), Some(second)) => {
            notes.wrong(
                Some(&second.span()),
                "the matrix is there twice",
                Some(format!("{BY_URGENCY} or {BY_IMPACT}")),
            );
            BTreeMap::new()
        }
        (None, None) => {
            notes.wrong(matrix.place.as_ref(), "the matrix has no rows", Some(format!("{BY_URGENCY} or {BY_IMPACT}")));
            BTreeMap::new()
        }
    }
}

/// (row, column) → priority.
fn cells(
    rows: &Table<'_, '_>,
    row_axis: &Axis<'_>,
    column_axis: &Axis<'_>,
    priorities: &[&str],
    notes: &mut Notes<'_>,
) -> BTreeMap<(String, String), String> {
    known(rows, row_axis, notes);
    let mut cells = BTreeMap::new();
    for row in &row_axis.keys {
        let Some(value) = rows.field(row) else {
            notes.wrong(rows.place.as_ref(), format!("the matrix has no row for the {} `{row}`", row_axis.name), None);
            continue;
        };
        let Some(columns) = Table::of(value, format!("the matrix's row `{row}`"), notes) else { continue };
        known(&columns, column_axis, notes);
        for column in &column_axis.keys {
            let Some(value) = columns.field(column) else {
                let problem = format!("{} has no cell for the {} `{column}`", columns.what, column_axis.name);
                notes.wrong(columns.place.as_ref(), problem, Some(priorities.join(", ")));
                continue;
            };
            let Some((priority, place)) = text(value, &format!("the cell of `{row}` and `{column}`"), notes) else {
                continue;
            };
            if !priorities.contains(&priority) {
                notes.wrong(Some(&place), format!("unknown priority `{priority}`"), Some(priorities.join(", ")));
            }
            cells.insert(((*row).to_owned(), (*column).to_owned()), priority.to_owned());
        }
    }
    cells
}

/// Notes the keys that the axis does not have.
fn known(table: &Table<'_, '_>, axis: &Axis<'_>, notes: &mut Notes<'_>) {
    for key in table.fields.keys().filter(|key| !axis.keys.contains(&&**key.get_ref())) {
        let problem = format!("unknown {} `{}` in {}", axis.name, key.get_ref(), table.what);
        notes.wrong(Some(&key.span()), problem, Some(axis.keys.join(", ")));
    }
}
