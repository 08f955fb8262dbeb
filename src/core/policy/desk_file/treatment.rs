//! How requests of a category are treated: where they begin, the priority that they have at least, targets of their own,
//! and who is told of each (EP-10, WS-2, WS-8, WS-f).

use super::{
    condition::when,
    policy::priority_of,
    service::{targets, tier_of},
    table::{Notes, Table, list, text},
};
use crate::core::policy::{
    desk::{Category, Named, Priority},
    scheme::Policy,
    service::{Tier, TypeTargets},
};

/// The fields of a category that are read here.
pub(super) const FIELDS: [&str; 6] = ["tier", "floor", "response", "resolution", "when", "watchers"];

/// Those of each category, which were read in the same order.
pub(super) fn of_categories(
    root: &Table<'_, '_>,
    categories: &mut [Category],
    policies: &[&Policy],
    watchers: &[Named],
    notes: &mut Notes<'_>,
) {
    let (priorities, tiers) = of_all(policies);
    let mut unheard = Notes::on("");
    for (table, category) in root.tables("category", &mut unheard).iter().zip(categories) {
        category.first_tier = tier_of(table, "tier", &tiers, notes);
        if table.field("floor").is_some() {
            category.floor = priority_of(table, "floor", &priorities, notes);
        }
        let own = TypeTargets {
            response: targets(table, "response", &priorities, false, notes),
            resolution: targets(table, "resolution", &priorities, false, notes),
        };
        category.targets = Some(own).filter(|own| *own != TypeTargets::default());
        category.when = when(table, &category.questions, notes);
        if let Some(value) = table.field("when").filter(|_| category.floor.is_none() && category.targets.is_none()) {
            let allowed = "floor, response or resolution".to_owned();
            notes.wrong(Some(&value.span()), "`when` means nothing without what it is about", Some(allowed));
        }
        category.watchers = watchers_of(table, watchers, notes);
    }
}

/// Priorities and tiers of the desk and of its systems: a category's requests may be of any. What a system's policy does
/// not know does not count there.
fn of_all(policies: &[&Policy]) -> (Vec<Priority>, Vec<Tier>) {
    let (mut priorities, mut tiers): (Vec<Priority>, Vec<Tier>) = (Vec::new(), Vec::new());
    for policy in policies {
        let is_new = |one: &&Priority| !priorities.iter().any(|known| known.named.key == one.named.key);
        let more: Vec<Priority> = policy.priorities.iter().filter(is_new).cloned().collect();
        priorities.extend(more);
        let is_new = |one: &&Tier| !tiers.iter().any(|known| known.number == one.number);
        let more: Vec<Tier> = policy.service.tiers.iter().filter(is_new).cloned().collect();
        tiers.extend(more);
    }
    (priorities, tiers)
}

fn watchers_of(category: &Table<'_, '_>, watchers: &[Named], notes: &mut Notes<'_>) -> Vec<String> {
    let Some(value) = category.field("watchers") else { return Vec::new() };
    let mut keys = Vec::new();
    for value in list(value, "`watchers` of a category", notes) {
        let Some((key, place)) = text(value, "a watcher of a category", notes) else { continue };
        if !watchers.iter().any(|watcher| watcher.key == key) {
            let known: Vec<&str> = watchers.iter().map(|watcher| watcher.key.as_str()).collect();
            let allowed = if known.is_empty() { "a [[watcher]] of this file".to_owned() } else { known.join(", ") };
            notes.wrong(Some(&place), format!("unknown watcher `{key}`"), Some(allowed));
        }
        keys.push(key.to_owned());
    }
    keys
}
