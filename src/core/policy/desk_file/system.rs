//! Systems, each perhaps with the name of a policy of its own.

use std::collections::BTreeMap;

use super::{
    named::{NAMED, named, tell_apart},
    table::{Notes, Table},
};
use crate::core::policy::{desk::Named, scheme::Policy};

const FIELDS: [&str; 4] = [NAMED[0], NAMED[1], NAMED[2], "policy"];

/// The systems in the file's order, and which of them have which policy.
pub(super) fn all(
    root: &Table<'_, '_>,
    policies: &BTreeMap<String, Policy>,
    notes: &mut Notes<'_>,
) -> (Vec<Named>, BTreeMap<String, String>) {
    let tables = root.tables("system", notes);
    let (mut systems, mut named_policies) = (Vec::with_capacity(tables.len()), BTreeMap::new());
    for table in &tables {
        table.only(&FIELDS, notes);
        let system = named(table, notes);
        if let Some(policy) = policy_of(table, policies, notes) {
            named_policies.insert(system.key.clone(), policy);
        }
        systems.push(system);
    }
    tell_apart(&tables, &systems, notes);
    (systems, named_policies)
}

fn policy_of(system: &Table<'_, '_>, policies: &BTreeMap<String, Policy>, notes: &mut Notes<'_>) -> Option<String> {
    system.field("policy")?;
    let (name, place) = system.text("policy", notes)?;
    if !policies.contains_key(name) {
        let names: Vec<&str> = policies.keys().map(String::as_str).collect();
        let allowed = if names.is_empty() { "a [policy.NAME] of this file".to_owned() } else { names.join(", ") };
        notes.wrong(Some(&place), format!("unknown policy `{name}`"), Some(allowed));
    }
    Some(name.to_owned())
}
