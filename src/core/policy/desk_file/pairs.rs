//! Severities, each with the priorities that it allows (SV 4.2).

use super::{
    named::{NAMED, named, tell_apart},
    table::{Notes, Table, list, text},
};
use crate::core::policy::{
    desk::{Named, Priority},
    scheme::Pairs,
    service::Tier,
};

const FIELDS: [&str; 4] = [NAMED[0], NAMED[1], NAMED[2], "priorities"];
const LOWERED_BY: &str = "lowered_by";

/// The severities in the file's order, with what each allows.
pub(super) fn read(root: &Table<'_, '_>, priorities: &[Priority], tiers: &[Tier], notes: &mut Notes<'_>) -> Pairs {
    let tables = root.tables("severity", notes);
    let mut pairs = Pairs { lowered_by: lowered_by(root, tiers, notes), ..Pairs::default() };
    for table in &tables {
        table.only(&FIELDS, notes);
        let severity = named(table, notes);
        let mut allowed = allowed(table, priorities, notes);
        allowed.sort_by_key(|key| priorities.iter().position(|priority| priority.named.key == *key));
        pairs.allowed.insert(severity.key.clone(), allowed);
        pairs.severities.push(severity);
    }
    let names: Vec<Named> = pairs.severities.clone();
    tell_apart(&tables, &names, notes);
    pairs
}

/// The keys of priorities that a severity names.
fn allowed(severity: &Table<'_, '_>, priorities: &[Priority], notes: &mut Notes<'_>) -> Vec<String> {
    let Some(value) = severity.need("priorities", notes) else { return Vec::new() };
    let known: Vec<&str> = priorities.iter().map(|priority| priority.named.key.as_str()).collect();
    let mut keys = Vec::new();
    for value in list(value, "`priorities` of a severity", notes) {
        let Some((key, place)) = text(value, "a priority of a severity", notes) else { continue };
        if known.contains(&key) && !keys.iter().any(|known| known == key) {
            keys.push(key.to_owned());
        } else {
            let problem = if known.contains(&key) { "is there already" } else { "is unknown" };
            notes.wrong(Some(&place), format!("the priority `{key}` {problem}"), Some(known.join(", ")));
        }
    }
    keys
}

/// `lowered_by` of `[service]`: the number of a tier.
fn lowered_by(root: &Table<'_, '_>, tiers: &[Tier], notes: &mut Notes<'_>) -> Option<i64> {
    // What is wrong with the section itself was told where it is read.
    let service = root.field("service").and_then(|value| Table::of(value, "the service", &mut Notes::on("")))?;
    super::service::tier_of(&service, LOWERED_BY, tiers, notes)
}
