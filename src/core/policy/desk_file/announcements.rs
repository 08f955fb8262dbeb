//! How the desk announces, in `[announcements]`.

use super::{
    duration::duration,
    service::whole,
    table::{Notes, Table},
};
use crate::core::announce::bulletin::Terms;

/// More groups than these nobody has.
const MOST: i64 = 100_000;
/// A bulletin that waits for longer is a scheduled one.
const LONGEST_MS: i64 = 3600 * 1000;
/// Reminders come at most so long before.
const EARLIEST_MS: i64 = 24 * 3600 * 1000;

/// Reads the terms; the usual ones where the file says nothing.
pub(super) fn read(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Terms {
    let usual = Terms::default();
    let Some(table) = root.field("announcements").and_then(|value| Table::of(value, "`announcements`", notes)) else {
        return usual;
    };
    table.only(&["alone_up_to", "take_back", "remind", "pin"], notes);
    let alone = table.field("alone_up_to").and_then(|_| whole(&table, "alone_up_to", 0..=MOST, notes));
    Terms {
        alone_up_to: alone.and_then(|groups| usize::try_from(groups).ok()).unwrap_or(usual.alone_up_to),
        take_back: duration(&table, "take_back", LONGEST_MS, notes).unwrap_or(usual.take_back),
        remind: duration(&table, "remind", EARLIEST_MS, notes).unwrap_or(usual.remind),
        pin: if table.field("pin").is_some() { table.flag("pin", notes) } else { usual.pin },
    }
}
