//! Departments of a desk. A desk need not have any.

use super::{
    named::{NAMED, named, tell_apart},
    table::{Notes, Table},
};
use crate::core::policy::desk::{Department, Named};

const FIELDS: [&str; 4] = [NAMED[0], NAMED[1], NAMED[2], "private"];

/// The departments, in the file's order.
pub(super) fn all(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Department> {
    if root.field("department").is_none() {
        return Vec::new();
    }
    let tables = root.tables("department", notes);
    let read: Vec<Department> = tables
        .iter()
        .map(|table| {
            table.only(&FIELDS, notes);
            Department { named: named(table, notes), private: table.flag("private", notes) }
        })
        .collect();
    let names: Vec<Named> = read.iter().map(|department| department.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    read
}

/// The department of a category, if it names one; it has to be there.
pub(super) fn of_category(
    category: &Table<'_, '_>,
    departments: &[Department],
    notes: &mut Notes<'_>,
) -> Option<String> {
    category.field("department")?;
    let (key, place) = category.text("department", notes)?;
    if !departments.iter().any(|department| department.named.key == key) {
        let keys: Vec<&str> = departments.iter().map(|department| department.named.key.as_str()).collect();
        let allowed = if keys.is_empty() { "a [[department]] of this file".to_owned() } else { keys.join(", ") };
        notes.wrong(Some(&place), format!("unknown department `{key}`"), Some(allowed));
    }
    Some(key.to_owned())
}
