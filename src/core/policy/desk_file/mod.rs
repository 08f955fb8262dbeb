//! Reading a desk file: TOML in, a checked [`Desk`] out, or all mistakes with their lines. `docs/desk-file.md`
//! describes the format. What the file means for a request is not decided here.

mod actors;
mod announcements;
mod calendar;
mod canned;
mod common;
mod condition;
mod customs;
mod department;
mod duration;
mod form;
mod matrix;
mod named;
mod pairs;
mod policy;
mod service;
mod shipped;
mod statuses;
mod suggests;
mod system;
mod table;
mod terms;
mod treatment;

use toml::de::DeTable;

pub use self::shipped::{LoadError, Written, check, load, read_kept, shipped, shipped_names};
use self::{
    named::{any_named, key, label},
    table::{Notes, Table},
};
use super::{
    desk::{Creation, Desk, Label},
    scheme::Policy,
};
use crate::core::mistake::Mistake;

const SECTIONS: [&str; 13] = [
    "desk",
    "calendar",
    "common",
    "announcements",
    "system",
    "department",
    "tag",
    "category",
    "question",
    "canned",
    "policy",
    "watcher",
    "status",
];
const HEAD: [&str; 10] =
    ["key", "label", "prefix", "timezone", "creation", "take_back", "brief", "urgency", "impact", "version"];
/// The highest number that a file may give itself.
const LAST_VERSION: i64 = 1_000_000_000;
const CREATION: [(&str, Creation); 3] =
    [("open", Creation::Open), ("enrolled", Creation::Enrolled), ("appointed", Creation::Appointed)];
/// So long replies wait, and can be taken back, where the file does not say.
const TAKE_BACK_MS: i64 = 10_000;
/// Nobody wants to wait longer for a reply that was written already.
const LONGEST_TAKE_BACK_MS: i64 = 120_000;
/// The longest name of a desk, in characters.
const DESK_NAME: usize = 60;

/// Reads a desk file.
///
/// # Errors
/// All mistakes, in the order of their lines. Where the text is no TOML, only what TOML itself finds.
pub fn read(text: &str) -> Result<Desk, Vec<Mistake>> {
    let mut notes = Notes::on(text);
    let (parsed, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors {
            notes.wrong(error.span().as_ref(), format!("not TOML: {}", error.message()), None);
        }
        return Err(notes.mistakes);
    }
    let desk = desk(&Table::root(parsed.get_ref()), &mut notes);
    notes.mistakes.sort_by_key(|mistake| mistake.line);
    if notes.mistakes.is_empty() { Ok(desk) } else { Err(notes.mistakes) }
}

fn desk(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Desk {
    root.only(&[&SECTIONS[..], &policy::SECTIONS, &actors::SECTIONS].concat(), notes);
    let head = head(root, notes);
    let policy = policy::read(root, notes);
    let policies = policy::all(root, &policy, notes);
    let (systems, system_policies) = system::all(root, &policies, notes);
    let departments = department::all(root, notes);
    let tags = any_named(root, "tag", notes);
    let watchers = any_named(root, "watcher", notes);
    let mut categories = form::categories(root, &departments, notes);
    let all: Vec<&Policy> = std::iter::once(&policy).chain(policies.values()).collect();
    let known = suggests::Known {
        systems: &systems,
        urgencies: all.iter().flat_map(|policy| &policy.urgencies).collect(),
        impacts: all.iter().flat_map(|policy| &policy.impacts).collect(),
    };
    suggests::of_categories(root, &mut categories, &known, notes);
    treatment::of_categories(root, &mut categories, &all, &watchers, notes);
    let suggests = suggests::of_desk(root, &known, notes);
    let calendar = calendar::read(root, &head.timezone, notes);
    let common = common::read(root, &known.impacts, notes);
    Desk {
        key: head.key,
        version: head.version,
        label: head.label,
        prefix: head.prefix,
        timezone: head.timezone,
        calendar,
        creation: head.creation,
        take_back: head.take_back,
        brief: head.brief,
        suggests,
        canned: canned::all(root, &departments, notes),
        systems,
        categories,
        departments,
        tags,
        policy,
        policies,
        system_policies,
        watchers,
        statuses: statuses::read(root, notes),
        actors: actors::actors(root, notes),
        customs: customs::read(root, notes),
        common,
        announcements: announcements::read(root, notes),
    }
}

struct Head {
    key: String,
    version: i64,
    label: Label,
    prefix: String,
    timezone: String,
    creation: Creation,
    take_back: i64,
    brief: bool,
}

fn head(root: &Table<'_, '_>, notes: &mut Notes<'_>) -> Head {
    let empty = DeTable::new();
    let found = root.need("desk", notes).and_then(|value| Table::of(value, "the desk", notes));
    let is_missing = found.is_none();
    let table = found.unwrap_or_else(|| Table::root(&empty));
    let mut unheard = Notes::on("");
    // A desk without a head is one mistake, not six.
    let notes = if is_missing { &mut unheard } else { notes };
    table.only(&[&HEAD[..], &actors::HEAD, &customs::HEAD].concat(), notes);
    Head {
        key: key(&table, notes),
        version: version(&table, notes),
        label: label(&table, DESK_NAME, notes),
        prefix: prefix(&table, notes),
        timezone: timezone(&table, notes),
        creation: table.word("creation", &CREATION, notes).unwrap_or(Creation::Open),
        take_back: duration::duration(&table, "take_back", LONGEST_TAKE_BACK_MS, notes).unwrap_or(TAKE_BACK_MS),
        brief: table.field("brief").is_none() || table.flag("brief", notes),
    }
}

/// The file's own number, where it has one.
fn version(head: &Table<'_, '_>, notes: &mut Notes<'_>) -> i64 {
    if head.field("version").is_none() {
        return 0;
    }
    service::whole(head, "version", 1..=LAST_VERSION, notes).unwrap_or_default()
}

fn prefix(head: &Table<'_, '_>, notes: &mut Notes<'_>) -> String {
    let Some((prefix, place)) = head.text("prefix", notes) else { return String::new() };
    if !(2..=5).contains(&prefix.len()) || !prefix.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let allowed = "2 to 5 letters from A to Z".to_owned();
        notes.wrong(Some(&place), format!("`{prefix}` is no prefix"), Some(allowed));
    }
    prefix.to_owned()
}

fn timezone(head: &Table<'_, '_>, notes: &mut Notes<'_>) -> String {
    let Some((zone, place)) = head.text("timezone", notes) else { return String::new() };
    if zone.parse::<chrono_tz::Tz>().is_err() {
        let allowed = "a name of the IANA time zones, such as Africa/Maputo".to_owned();
        notes.wrong(Some(&place), format!("unknown time zone `{zone}`"), Some(allowed));
    }
    zone.to_owned()
}
