//! How the desk ranks and what it promises: its own policy, and those that single systems name. Both are written alike,
//! the latter under `[policy.NAME]`.

use std::collections::BTreeMap;

use super::{
    matrix,
    named::all_named,
    pairs, service,
    table::{Notes, Table},
};
use crate::core::policy::{
    desk::{Named, Priority},
    scheme::{Policy, Scheme},
};

/// The sections that make up a policy.
pub(super) const SECTIONS: [&str; 8] =
    ["urgency", "impact", "priority", "matrix", "severity", "manual", "service", "tier"];
const MANUAL: [&str; 1] = ["arrival"];

/// The policy whose sections stand in this table: the file itself, or one of its `[policy.NAME]`.
pub(super) fn read(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Policy {
    let priorities: Vec<Priority> = (1..)
        .zip(all_named(root, "priority", notes))
        .map(|(rank, named): (i64, Named)| Priority { named, rank })
        .collect();
    let service = service::read(root, &priorities, notes);
    one_way(root, notes);
    let (urgencies, impacts, scheme) = if root.field("severity").is_some() {
        (Vec::new(), Vec::new(), Scheme::Pairs(pairs::read(root, &priorities, &service.tiers, notes)))
    } else if root.field("manual").is_some() {
        (Vec::new(), Vec::new(), manual(root, &priorities, notes))
    } else {
        let (urgencies, impacts) = (all_named(root, "urgency", notes), all_named(root, "impact", notes));
        let cells = matrix::read(root, &urgencies, &impacts, &priorities, notes);
        (urgencies, impacts, Scheme::Matrix(cells))
    };
    Policy { scheme, urgencies, impacts, priorities, service }
}

/// A matrix, severities, or a person's word: what belongs to another way means nothing.
fn one_way(root: &Table<'_, '_>, notes: &mut Notes<'_>) {
    let (way, others): (&str, &[&str]) = if root.field("severity").is_some() {
        ("severity", &["urgency", "impact", "matrix", "manual"])
    } else if root.field("manual").is_some() {
        ("manual", &["urgency", "impact", "matrix"])
    } else {
        return;
    };
    for other in others {
        if let Some(value) = root.field(other) {
            let problem = format!("`{other}` means nothing where there is `{way}`");
            let allowed = "one of: urgency with impact and matrix; severity; manual";
            notes.wrong(Some(&value.span()), problem, Some(allowed.to_owned()));
        }
    }
}

/// Low on arrival, and then what the desk's people say.
fn manual(root: &Table<'_, '_>, priorities: &[Priority], notes: &mut Notes<'_>) -> Scheme {
    let nothing = Scheme::Manual { arrival: String::new() };
    let Some(table) = root.field("manual").and_then(|value| Table::of(value, "`manual`", notes)) else {
        return nothing;
    };
    table.only(&MANUAL, notes);
    let arrival = priority_of(&table, "arrival", priorities, notes);
    Scheme::Manual { arrival: arrival.unwrap_or_default() }
}

/// The key of a priority that has to be there.
pub(super) fn priority_of(
    table: &Table<'_, '_>,
    field: &str,
    priorities: &[Priority],
    notes: &mut Notes<'_>,
) -> Option<String> {
    let keys: Vec<(&str, &str)> =
        priorities.iter().map(|one| (one.named.key.as_str(), one.named.key.as_str())).collect();
    table.word(field, &keys, notes).map(str::to_owned)
}

/// Those of systems, by their names. What is said of a request is looked up by key alone, so that a key has one name.
pub(super) fn all(root: &Table<'_, '_>, own: &Policy, notes: &mut Notes<'_>) -> BTreeMap<String, Policy> {
    let Some(table) = root.field("policy").and_then(|value| Table::of(value, "`policy`", notes)) else {
        return BTreeMap::new();
    };
    let mut policies = BTreeMap::new();
    for (name, value) in table.fields {
        let name = name.get_ref().to_string();
        let Some(policy) = Table::of(value, format!("the policy `{name}`"), notes) else { continue };
        policy.only(&SECTIONS, notes);
        let read = read(&policy, notes);
        one_name(&policy, &read, ("the desk's own policy", own), notes);
        for (earlier, other) in &policies {
            one_name(&policy, &read, (&format!("the policy `{earlier}`"), other), notes);
        }
        policies.insert(name, read);
    }
    policies
}

/// Notes keys that another policy calls otherwise.
fn one_name(table: &Table<'_, '_>, policy: &Policy, (whose, other): (&str, &Policy), notes: &mut Notes<'_>) {
    let priorities = |policy: &Policy| policy.priorities.iter().map(|one| one.named.clone()).collect();
    let severities = |policy: &Policy| policy.pairs().map(|pairs| pairs.severities.clone()).unwrap_or_default();
    let lists: [(&str, Vec<Named>, Vec<Named>); 4] = [
        ("urgency", policy.urgencies.clone(), other.urgencies.clone()),
        ("impact", policy.impacts.clone(), other.impacts.clone()),
        ("priority", priorities(policy), priorities(other)),
        ("severity", severities(policy), severities(other)),
    ];
    for (what, own, others) in lists {
        for named in &own {
            let Some(known) = others.iter().find(|known| known.key == named.key) else { continue };
            if known.label != named.label {
                let place = table.field(what).map(toml::Spanned::span);
                let problem = format!("the {what} `{}` is called otherwise in {whose}", named.key);
                notes.wrong(place.as_ref(), problem, Some("the same label, or another key".to_owned()));
            }
        }
    }
}
