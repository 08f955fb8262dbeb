//! What a desk calls its statuses, where not as everybody does (SV 4.3): `[status]`, by the status's own word.

use std::collections::BTreeMap;

use super::{
    named::in_each_language,
    table::{Notes, Table},
};
use crate::core::{policy::desk::Label, ticket::Status};

/// The longest name, in characters: it stands in a line of a list.
const LONGEST: usize = 24;

/// The names that the file gives; may be none.
pub(super) fn read(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> BTreeMap<Status, Label> {
    let Some(table) = root.field("status").and_then(|value| Table::of(value, "`status`", notes)) else {
        return BTreeMap::new();
    };
    table.only(&Status::ALL.map(Status::word), notes);
    let named = Status::ALL.into_iter().filter_map(|status| Some((status, table.field(status.word())?)));
    named.map(|(status, value)| (status, in_each_language(value, "the name of a status", LONGEST, notes))).collect()
}
