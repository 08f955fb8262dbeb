//! When similar requests are a common problem, in `[common]`, and how far one reaches, in `[[common.raise]]`.

use super::{
    duration::duration,
    service::whole,
    table::{Notes, Table},
};
use crate::core::policy::{
    common::{Common, Raise},
    desk::Named,
};

/// So many similar requests at most are waited for.
const MOST: i64 = 100;
/// Requests of longer ago are of another problem.
const LONGEST_MS: i64 = 14 * 24 * 3600 * 1000;

/// Reads the terms; the usual ones where the file says nothing.
pub(super) fn read(root: &Table<'_, '_>, impacts: &[&Named], notes: &mut Notes<'_>) -> Common {
    let usual = Common::default();
    let Some(table) = root.field("common").and_then(|value| Table::of(value, "`common`", notes)) else { return usual };
    table.only(&["requests", "places", "within", "raise"], notes);
    let count = |field: &str, usual: usize, notes: &mut Notes<'_>| {
        table
            .field(field)
            .and_then(|_| whole(&table, field, 0..=MOST, notes))
            .map_or(usual, |count| usize::try_from(count).unwrap_or(usual))
    };
    Common {
        requests: count("requests", usual.requests, notes),
        places: count("places", usual.places, notes),
        within: duration(&table, "within", LONGEST_MS, notes).unwrap_or(usual.within),
        raises: raises(&table, impacts, notes),
    }
}

fn raises(table: &Table<'_, '_>, impacts: &[&Named], notes: &mut Notes<'_>) -> Vec<Raise> {
    let mut raises = Vec::new();
    if table.field("raise").is_none() {
        return raises;
    }
    for raise in table.tables("raise", notes) {
        raise.only(&["facilities", "impact"], notes);
        let facilities = whole(&raise, "facilities", 2..=100_000, notes).unwrap_or(2);
        let Some((key, place)) = raise.text("impact", notes) else { continue };
        if !impacts.iter().any(|named| named.key == key) {
            let allowed: Vec<&str> = impacts.iter().map(|named| named.key.as_str()).collect();
            notes.wrong(Some(&place), format!("unknown `impact` `{key}` in {}", raise.what), Some(allowed.join(", ")));
        }
        raises.push(Raise { facilities: usize::try_from(facilities).unwrap_or(2), impact: key.to_owned() });
    }
    raises
}
