//! What a desk promises: `[service]` and its tiers. Targets are business hours; a business day has eight of them, so
//! that days are written as hours.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    duration::{self, duration},
    named::{HELP, NAMED, QUESTION, in_each_language, named, tell_apart},
    table::{Notes, Table, Value, list, text},
};
use crate::core::{
    chat::Millis,
    policy::{
        desk::{Label, Named, Priority},
        service::{Gate, Service, Target, Targets, Tier},
    },
};

const SERVICE: [&str; 8] =
    ["first_tier", "round_the_clock", "warn_percent", "silent", "gate", "gate_reminders", "gate_all", "lowered_by"];
const TIER: [&str; 9] =
    [NAMED[0], NAMED[1], NAMED[2], "number", "duties", "response", "resolution", "checklist", "optional"];
/// So long an owner may say nothing, where the file of a desk with clocks does not say.
const SILENT_MS: Millis = 4 * 3600 * 1000;
const NEVER: &str = "never";
const TO_BE_SET: &str = "to_be_set";
/// The highest number of a tier: a person's and a room's fit as well.
const MOST_TIERS: i64 = 9;
/// More than these nobody ticks.
const MOST_CHECKS: usize = 8;
/// A year of business hours: nobody promises later.
const LONGEST_MS: Millis = 2080 * 3600 * 1000;
const TARGETS: &str = "hours or minutes in which the desk is open, such as \"30m\" or \"16h\" (a business day has 8 hours), or \"to_be_set\"";

/// The service whose sections stand in this table.
pub(super) fn read(root: &Table<'_, '_>, priorities: &[Priority], notes: &mut Notes<'_>) -> Service {
    let tiers = tiers(root, priorities, notes);
    let usual = Service::default();
    let first = tiers.first().map_or(usual.first_tier, |tier| tier.number);
    // A desk without clocks measures nobody's silence either.
    let silent = if tiers.iter().any(Tier::has_clocks) { SILENT_MS } else { 0 };
    let Some(table) = root.field("service").and_then(|value| Table::of(value, "the service", notes)) else {
        return Service { first_tier: first, silent, tiers, ..usual };
    };
    table.only(&SERVICE, notes);
    let first_tier = tier_of(&table, "first_tier", &tiers, notes).unwrap_or(first);
    Service {
        first_tier,
        round_the_clock: round_the_clock(&table, priorities, notes),
        warn_percent: warn_percent(&table, notes).unwrap_or(usual.warn_percent),
        silent: self::silent(&table, silent, notes),
        gate: gate(&table, notes),
        gate_all: gate_all(&table, notes),
        tiers,
    }
}

/// The tiers by their numbers; a desk need not have any.
fn tiers(root: &Table<'_, '_>, priorities: &[Priority], notes: &mut Notes<'_>) -> Vec<Tier> {
    if root.field("tier").is_none() {
        return Vec::new();
    }
    let tables = root.tables("tier", notes);
    let mut tiers: Vec<Tier> = Vec::with_capacity(tables.len());
    for table in &tables {
        table.only(&TIER, notes);
        let number = whole(table, "number", 1..=MOST_TIERS, notes).unwrap_or_default();
        if number > 0 && tiers.iter().any(|tier| tier.number == number) {
            let place = table.field("number").map(toml::Spanned::span);
            notes.wrong(place.as_ref(), format!("the tier {number} is there already"), None);
        }
        let targets = |field, notes: &mut Notes<'_>| targets(table, field, priorities, true, notes);
        tiers.push(Tier {
            number,
            named: named(table, notes),
            duties: table.field("duties").map(|value| in_each_language(value, "the duties of a tier", HELP, notes)),
            response: targets("response", notes),
            targets: targets("resolution", notes),
            checklist: checklist(table, notes),
            optional: table.flag("optional", notes),
        });
    }
    let names: Vec<Named> = tiers.iter().map(|tier| tier.named.clone()).collect();
    tell_apart(&tables, &names, notes);
    tiers.sort_by_key(|tier| tier.number);
    tiers
}

/// One target for all priorities, or one for each; with `complete` none may be missing then. None at all where the field
/// is missing.
pub(super) fn targets(
    table: &Table<'_, '_>,
    field: &str,
    priorities: &[Priority],
    complete: bool,
    notes: &mut Notes<'_>,
) -> Targets {
    let Some(value) = table.field(field) else { return Targets::new() };
    let what = format!("`{field}` of {}", table.what);
    if value.get_ref().as_table().is_none() {
        let all = target(value, &what, notes);
        return all.map_or_else(Targets::new, |all| {
            priorities.iter().map(|priority| (priority.named.key.clone(), all)).collect()
        });
    }
    let Some(each) = Table::of(value, what, notes) else { return Targets::new() };
    let keys: Vec<&str> = priorities.iter().map(|priority| priority.named.key.as_str()).collect();
    for key in each.fields.keys().filter(|key| !keys.contains(&&**key.get_ref())) {
        let problem = format!("unknown priority `{}` in {}", key.get_ref(), each.what);
        notes.wrong(Some(&key.span()), problem, Some(keys.join(", ")));
    }
    let mut targets = BTreeMap::new();
    for key in keys {
        match each.field(key) {
            Some(value) => {
                if let Some(target) = target(value, &format!("`{key}` in {}", each.what), notes) {
                    targets.insert(key.to_owned(), target);
                }
            }
            None if complete => {
                let problem = format!("{} has no target for the priority `{key}`", each.what);
                notes.wrong(each.place.as_ref(), problem, Some(TARGETS.to_owned()));
            }
            None => {}
        }
    }
    targets
}

fn target(value: &Value<'_>, what: &str, notes: &mut Notes<'_>) -> Option<Target> {
    let (written, place) = text(value, what, notes)?;
    if written == TO_BE_SET {
        return Some(Target::ToBeSet);
    }
    let hours = duration::parse(written).filter(|millis| (1..=LONGEST_MS).contains(millis) && !written.ends_with('d'));
    if hours.is_none() {
        notes.wrong(Some(&place), format!("`{written}` is no target"), Some(TARGETS.to_owned()));
    }
    hours.map(Target::Within)
}

/// What has to be ticked before passing on.
fn checklist(tier: &Table<'_, '_>, notes: &mut Notes<'_>) -> Vec<Label> {
    let Some(value) = tier.field("checklist") else { return Vec::new() };
    let checks = list(value, "`checklist` of a tier", notes);
    if let Some(one_too_many) = checks.get(MOST_CHECKS) {
        let problem = format!("{} checks are too many for one tier", checks.len());
        notes.wrong(Some(&one_too_many.span()), problem, Some(format!("at most {MOST_CHECKS}")));
    }
    checks.iter().map(|check| in_each_language(check, "a check of a tier", QUESTION, notes)).collect()
}

fn round_the_clock(service: &Table<'_, '_>, priorities: &[Priority], notes: &mut Notes<'_>) -> BTreeSet<String> {
    let Some(value) = service.field("round_the_clock") else { return BTreeSet::new() };
    // An empty list says that there is none.
    if value.get_ref().as_array().is_some_and(|values| values.is_empty()) {
        return BTreeSet::new();
    }
    let known: Vec<&str> = priorities.iter().map(|priority| priority.named.key.as_str()).collect();
    let mut keys = BTreeSet::new();
    for value in list(value, "`round_the_clock` of the service", notes) {
        let Some((key, place)) = text(value, "a priority of `round_the_clock`", notes) else { continue };
        if !known.contains(&key) {
            notes.wrong(Some(&place), format!("unknown priority `{key}`"), Some(known.join(", ")));
        }
        keys.insert(key.to_owned());
    }
    keys
}

/// How long an owner may be silent: as the file says, or as is usual, which is never where no clock runs.
fn silent(service: &Table<'_, '_>, usual: Millis, notes: &mut Notes<'_>) -> Millis {
    let Some(value) = service.field("silent") else { return usual };
    if usual == 0 {
        let problem = "`silent` means nothing where no tier has targets";
        notes.wrong(Some(&value.span()), problem, Some("with `response` or `resolution` of a [[tier]]".to_owned()));
        return 0;
    }
    if value.get_ref().as_str() == Some(NEVER) {
        return 0;
    }
    duration(service, "silent", LONGEST_MS, notes).unwrap_or(usual)
}

fn warn_percent(service: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<u32> {
    service.field("warn_percent")?;
    whole(service, "warn_percent", 1..=99, notes).and_then(|percent| u32::try_from(percent).ok())
}

/// The focal point's own clock; its reminders come before its end, in their order.
fn gate(service: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<Gate> {
    let written = service.field("gate_reminders");
    let Some(passes_on) = duration(service, "gate", LONGEST_MS, notes) else {
        if let Some(value) = written.filter(|_| service.field("gate").is_none()) {
            notes.wrong(Some(&value.span()), "`gate_reminders` means nothing without `gate`", None);
        }
        return None;
    };
    let mut reminders = Vec::new();
    for value in written.map(|value| list(value, "`gate_reminders` of the service", notes)).unwrap_or_default() {
        let Some((written, place)) = text(value, "a reminder of the gate", notes) else { continue };
        let last = reminders.last().copied().unwrap_or_default();
        match duration::parse(written).filter(|millis| last < *millis && *millis < passes_on) {
            Some(millis) => reminders.push(millis),
            None => {
                let allowed = "hours in their order, before the gate's end, such as [\"2h\", \"4h\"]".to_owned();
                notes.wrong(Some(&place), format!("`{written}` is no reminder"), Some(allowed));
            }
        }
    }
    Some(Gate { reminders, passes_on })
}

/// Whether each request of a partner waits at the gate first; that needs its time.
fn gate_all(service: &Table<'_, '_>, notes: &mut Notes<'_>) -> bool {
    let all = service.flag("gate_all", notes);
    if let Some(value) = service.field("gate_all").filter(|_| all && service.field("gate").is_none()) {
        notes.wrong(Some(&value.span()), "`gate_all` means nothing without `gate`", None);
    }
    all
}

/// The number of a tier of this service; the field may be missing.
pub(super) fn tier_of(table: &Table<'_, '_>, field: &str, tiers: &[Tier], notes: &mut Notes<'_>) -> Option<i64> {
    let value = table.field(field)?;
    let number = whole(table, field, 1..=MOST_TIERS, notes)?;
    if !tiers.iter().any(|tier| tier.number == number) {
        let numbers: Vec<String> = tiers.iter().map(|tier| tier.number.to_string()).collect();
        let allowed = if numbers.is_empty() { "a [[tier]] of this file".to_owned() } else { numbers.join(", ") };
        notes.wrong(
            Some(&value.span()),
            format!("unknown tier {number} in `{field}` of {}", table.what),
            Some(allowed),
        );
    }
    Some(number)
}

/// A whole number within these bounds that has to be there.
pub(super) fn whole(
    table: &Table<'_, '_>,
    field: &str,
    bounds: std::ops::RangeInclusive<i64>,
    notes: &mut Notes<'_>,
) -> Option<i64> {
    let value = table.need(field, notes)?;
    let number = value
        .get_ref()
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|number| bounds.contains(number));
    if number.is_none() {
        let problem = format!("`{field}` of {} is no whole number within its bounds", table.what);
        notes.wrong(Some(&value.span()), problem, Some(format!("{} to {}", bounds.start(), bounds.end())));
    }
    number
}
