//! What another desk file changes in a desk, and for how many open requests: for whoever applies it, before they do.
//! Pure. What open requests cannot do without is refused. The rules that are told here:
//!
//! | of an open request | |
//! |---|---|
//! | priority, tier, category, answers | stay as they are: they were told to people |
//! | rank of its priority | follows the file: it is an order |
//! | clocks | keep the time that was used, and follow the new targets and hours |
//! | names, watchers | follow the file |

mod ranking;

use std::fmt;

use super::{
    customs::Unanswered,
    desk::{Category, Desk, Label, Named},
};
use crate::text::locale::Locale;

/// Requests that are not ended and have the same of a desk: keys, empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub system: String,
    pub category: String,
    pub department: String,
    pub urgency: String,
    pub impact: String,
    pub priority: String,
    pub tier: i64,
    pub count: i64,
}

/// What would change, each in a line; and what stands against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub lines: Vec<String>,
    /// Where there is any, the file is not to be applied.
    pub refused: Vec<String>,
}

impl Changes {
    /// Whether nothing at all would change.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.lines.is_empty() && self.refused.is_empty()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "  {line}")?;
        }
        for line in &self.refused {
            writeln!(f, "  refused: {line}")?;
        }
        Ok(())
    }
}

/// What the new desk changes in the old one, of which these requests are open.
#[must_use]
pub fn between(old: &Desk, new: &Desk, in_use: &[Group]) -> Changes {
    let mut told = Told { in_use, changes: Changes::default() };
    told.refuse(old, new);
    told.head(old, new);
    told.named("system", &old.systems, &new.systems, |group| &group.system);
    told.named(
        "department",
        &names(&old.departments, |one| &one.named),
        &names(&new.departments, |one| &one.named),
        |group| &group.department,
    );
    for department in &new.departments {
        let earlier = old.department(&department.named.key).filter(|earlier| earlier.private != department.private);
        if earlier.is_some() {
            let word = if department.private { "private" } else { "open to all" };
            told.say(format!("the department `{}` is {word}: for new requests", department.named.key));
        }
    }
    told.named(
        "category",
        &names(&old.categories, |one| &one.named),
        &names(&new.categories, |one| &one.named),
        |group| &group.category,
    );
    for category in &new.categories {
        if let Some(earlier) = old.category(&category.named.key) {
            told.category(earlier, category);
        }
    }
    told.unused("tag", &old.tags, &new.tags);
    told.unused("watcher", &old.watchers, &new.watchers);
    told.unused("group", &names(&old.actors.groups, |one| &one.named), &names(&new.actors.groups, |one| &one.named));
    ranking::policies(&mut told, old, new);
    told.rest(old, new);
    told.changes
}

fn names<T>(all: &[T], named: impl Fn(&T) -> &Named) -> Vec<Named> {
    all.iter().map(|one| named(one).clone()).collect()
}

/// What a request needs: its name, the request's key of it, and whether a desk has that.
type Need = (&'static str, fn(&Group) -> String, fn(&Desk, &Group) -> bool);

struct Told<'g> {
    in_use: &'g [Group],
    changes: Changes,
}

impl Told<'_> {
    fn say(&mut self, line: String) {
        self.changes.lines.push(line);
    }

    /// How many open requests these are.
    fn count(&self, which: impl Fn(&Group) -> bool) -> i64 {
        self.in_use.iter().filter(|group| which(group)).map(|group| group.count).sum()
    }

    /// What open requests have must stay.
    fn refuse(&mut self, old: &Desk, new: &Desk) {
        if old.key != new.key {
            self.changes.refused.push(format!("the file is of the desk `{}`, not of `{}`", new.key, old.key));
        }
        let needs: [Need; 5] = [
            ("system", |group| group.system.clone(), |desk, group| desk.system(&group.system).is_some()),
            ("category", |group| group.category.clone(), |desk, group| desk.category(&group.category).is_some()),
            (
                "department",
                |group| group.department.clone(),
                |desk, group| desk.department(&group.department).is_some(),
            ),
            (
                "priority",
                |group| group.priority.clone(),
                |desk, group| desk.policy_of(Some(&group.system)).priority(&group.priority).is_some(),
            ),
            (
                "tier",
                |group| group.tier.to_string(),
                |desk, group| {
                    let service = &desk.policy_of(Some(&group.system)).service;
                    service.tiers.is_empty() || service.tier(group.tier).is_some()
                },
            ),
        ];
        for (what, key, has) in needs {
            let lost = |group: &&Group| has(old, group) && !has(new, group);
            let mut keys: Vec<String> = self.in_use.iter().filter(lost).map(key).collect();
            keys.sort_unstable();
            keys.dedup();
            for lost_key in keys {
                let count = self.count(|group| key(group) == lost_key && has(old, group) && !has(new, group));
                let line = format!("the {what} `{lost_key}` is gone, but {} have it", requests(count));
                self.changes.refused.push(line);
            }
        }
    }

    fn head(&mut self, old: &Desk, new: &Desk) {
        let open = requests(self.count(|_| true));
        let label = |label: &Label| label.in_locale(Locale::En).to_owned();
        for (what, from, to) in [
            ("version", old.version.to_string(), new.version.to_string()),
            ("prefix", old.prefix.clone(), new.prefix.clone()),
            ("creation", format!("{:?}", old.creation).to_lowercase(), format!("{:?}", new.creation).to_lowercase()),
            ("take_back", span(old.take_back), span(new.take_back)),
            ("brief", old.brief.to_string(), new.brief.to_string()),
            ("phone", old.actors.phone.clone().unwrap_or_default(), new.actors.phone.clone().unwrap_or_default()),
            (
                "emergency",
                old.actors.emergency.clone().unwrap_or_default(),
                new.actors.emergency.clone().unwrap_or_default(),
            ),
            ("label", label(&old.label), label(&new.label)),
            ("closes", closes(old).to_owned(), closes(new).to_owned()),
            ("owner", owner(old).to_owned(), owner(new).to_owned()),
        ] {
            if from != to {
                self.say(format!("{what}: {from} → {to}"));
            }
        }
        if old.customs.unanswered != new.customs.unanswered {
            self.say(format!("unanswered: {} → {}; so it goes on with {open}", unanswered(old), unanswered(new)));
        }
        if old.timezone != new.timezone {
            let line = format!("timezone: {} → {}; {open} have other deadlines", old.timezone, new.timezone);
            self.say(line);
        } else if old.calendar != new.calendar {
            self.say(format!("the calendar changes; {open} may have other deadlines"));
        }
    }

    /// Entries that requests name.
    fn named(&mut self, what: &str, old: &[Named], new: &[Named], key: fn(&Group) -> &String) {
        for named in old.iter().filter(|named| !has(new, &named.key)) {
            let count = self.count(|group| *key(group) == named.key);
            self.say(format!("the {what} `{}` is gone; {} have it", named.key, requests(count)));
        }
        self.renamed(what, old, new);
    }

    /// Entries that no request names.
    fn unused(&mut self, what: &str, old: &[Named], new: &[Named]) {
        for named in old.iter().filter(|named| !has(new, &named.key)) {
            self.say(format!("the {what} `{}` is gone", named.key));
        }
        self.renamed(what, old, new);
    }

    fn renamed(&mut self, what: &str, old: &[Named], new: &[Named]) {
        for named in new {
            match old.iter().find(|earlier| earlier.key == named.key) {
                None => self.say(format!("the {what} `{}` is new", named.key)),
                Some(earlier) if earlier.label != named.label => {
                    let label = named.label.in_locale(Locale::En).to_owned();
                    self.say(format!("the {what} `{}` is called «{label}»", named.key));
                }
                Some(earlier) if earlier.words != named.words => {
                    self.say(format!("the {what} `{}` has other words", named.key));
                }
                Some(_) => {}
            }
        }
        let order = |all: &[Named], other: &[Named]| -> Vec<String> {
            all.iter().map(|named| named.key.clone()).filter(|key| has(other, key)).collect()
        };
        if order(old, new) != order(new, old) {
            self.say(format!("another order: {what}"));
        }
    }

    fn category(&mut self, old: &Category, new: &Category) {
        let key = &new.named.key;
        let open = requests(self.count(|group| group.category == *key));
        if old.questions != new.questions {
            self.say(format!("the category `{key}` asks otherwise: for new requests, and reports being written"));
        }
        if (old.approval, &old.department, &old.suggests) != (new.approval, &new.department, &new.suggests) {
            self.say(format!("the category `{key}` has another approval, department or suggestion: for new requests"));
        }
        if (old.first_tier, &old.floor) != (new.first_tier, &new.floor) {
            let line =
                format!("the category `{key}` begins in another tier or has another floor; {open} stay as they are");
            self.say(line);
        }
        if (&old.targets, &old.when) != (&new.targets, &new.when) {
            self.say(format!("the category `{key}` has other targets of its own; the clocks of {open} follow"));
        }
        if old.watchers != new.watchers {
            self.say(format!("the category `{key}` has other watchers: for the news of {open} too"));
        }
    }

    fn rest(&mut self, old: &Desk, new: &Desk) {
        for (what, differs) in [
            ("what is suggested where nobody says it", old.suggests != new.suggests),
            ("ready answers", old.canned != new.canned),
            ("names of statuses", old.statuses != new.statuses),
            (
                "groups with access, and fields of people",
                old.actors.groups != new.actors.groups || old.actors.fields != new.actors.fields,
            ),
        ] {
            if differs {
                self.say(format!("other: {what}"));
            }
        }
    }
}

/// The customs of a desk, as its file writes them.
fn closes(desk: &Desk) -> &'static str {
    if desk.customs.initiator_closes { "initiator" } else { "anyone" }
}

fn owner(desk: &Desk) -> &'static str {
    if desk.customs.head_owns { "head" } else { "nobody" }
}

fn unanswered(desk: &Desk) -> &'static str {
    match desk.customs.unanswered {
        Unanswered::Closes => "closes",
        Unanswered::Stays => "stays",
    }
}

fn has(named: &[Named], key: &str) -> bool {
    named.iter().any(|named| named.key == key)
}

/// `1 open request`, `7 open requests`.
fn requests(count: i64) -> String {
    if count == 1 { "1 open request".to_owned() } else { format!("{count} open requests") }
}

/// `16h`, `90m`, `10s`, as a desk file writes it.
fn span(millis: i64) -> String {
    match millis / 1000 {
        seconds if seconds % 3600 == 0 => format!("{}h", seconds / 3600),
        seconds if seconds % 60 == 0 => format!("{}m", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}
