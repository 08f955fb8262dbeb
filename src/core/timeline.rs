//! The history of a ticket: its audit and its words, in one order, as far as a reader may know them.

use std::collections::HashMap;

use sqlx::Row as _;

use super::{
    act::{self, Done},
    chat::Millis,
    entry::{self, Entry, Kind},
    unit::Unit,
    work::UNREAD,
};

/// How much a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    All,
    /// What was said to the reporter, or by them.
    Theirs,
    NoWords,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Millis,
    pub actor: Option<i64>,
    /// The audit's word.
    pub what: String,
    /// Of a changed value; empty where only the status changed.
    pub from: String,
    pub to: String,
    pub words: String,
    pub earlier: Vec<String>,
    pub taken_back: bool,
}

impl Moment {
    /// The people whose names are needed.
    pub fn people(&self) -> impl Iterator<Item = i64> {
        let values = [&self.from, &self.to].into_iter().filter(|_| self.what == "assign");
        let ids: Vec<i64> = values.filter_map(|value| value.parse().ok()).chain(self.actor).collect();
        ids.into_iter()
    }

    /// A value as it is shown: people by name.
    pub fn value(&self, value: &str, name: impl Fn(i64) -> String) -> String {
        match value.parse() {
            Ok(id) if self.what == "assign" => name(id),
            Ok(_) | Err(_) => value.to_owned(),
        }
    }
}

/// Verbs whose audit keeps the value that changed; the others' keep the status.
const VALUES: [&str; 14] = [
    "assign",
    "priority",
    "severity",
    "category",
    "tag",
    "kind",
    "common",
    "impact",
    "origin",
    "department",
    "environment",
    "private",
    "deadline",
    "visit",
];

/// Verbs that only the desk knows of.
const INTERNAL: [&str; 3] = ["note", "tag", "called"];

/// What happened to a ticket, the oldest first. The desk alone is told what was taken back, or still can be, and what
/// words were before they went.
///
/// # Errors
/// The database's.
pub async fn of_ticket(unit: &mut Unit<'_>, id: i64, sight: Sight) -> Result<Vec<Moment>, sqlx::Error> {
    let mut entries = entry::of_ticket(&mut unit.conn, id).await?;
    entries.extend(unit.entries.iter().filter(|entry| entry.ticket_id == id).cloned());
    let ids: Vec<i64> = entries.iter().map(|entry| entry.id).collect();
    let versions = entry::versions(&mut unit.conn, &ids).await?;
    let events =
        sqlx::query("select at, actor_id, verb, from_state, to_state from audit where ticket_id = $1 order by seq")
            .bind(id)
            .fetch_all(&mut *unit.conn)
            .await?;
    // What was written in one message was written at one time, and what was edited on its way is the edit's.
    let mut words: HashMap<(Millis, &'static str), Vec<Entry>> = HashMap::new();
    for entry in entries {
        words.entry((entry.created_at, verb_of(entry.kind))).or_default().push(entry);
    }
    let mut acts = acts_of(unit, id).await?;
    let mut moments = Vec::with_capacity(events.len());
    for event in events {
        let (at, actor, what): (Millis, Option<i64>, String) =
            (event.try_get(0)?, event.try_get(1)?, event.try_get(2)?);
        let (mut from, mut to): (String, String) = (event.try_get(3)?, event.try_get(4)?);
        let entry = known(&what).and_then(|verb| {
            let list = words.get_mut(&(at, verb))?;
            (!list.is_empty()).then(|| list.remove(0))
        });
        let is_internal = INTERNAL.contains(&what.as_str())
            || entry.as_ref().is_some_and(|e| e.kind.is_internal())
            || (what == "edit" && is_unseen_edit(&from, &to));
        let taken_back = entry.as_ref().is_some_and(|entry| entry.withdrawn_at.is_some());
        let act = act_of(&mut acts, &what, actor, at);
        let is_open = act.as_ref().is_some_and(|(act, _)| act.taken_back || unit.now < act.until);
        if what == "tag" && from.is_empty() && to.is_empty() {
            (from, to) = act.map(|(_, tag)| tag).unwrap_or_default();
        }
        if sight != Sight::All && (is_internal || taken_back || is_open || what == "take_back") {
            continue;
        }
        let (keeps, shows) = (VALUES.contains(&what.as_str()), sight != Sight::NoWords);
        let earlier = entry.as_ref().and_then(|entry| versions.get(&entry.id)).filter(|_| shows);
        let earlier = earlier.into_iter().flatten().filter(|one| sight == Sight::All || !one.unread);
        moments.push(Moment {
            at: entry.as_ref().and_then(|entry| entry.written_at).unwrap_or(at),
            actor,
            from: if keeps { from } else { String::new() },
            to: if keeps { to } else { String::new() },
            words: entry.as_ref().filter(|_| shows).map(|entry| entry.words.clone()).unwrap_or_default(),
            earlier: earlier.map(|one| one.words.clone()).collect(),
            taken_back,
            what,
        });
    }
    Ok(moments)
}

/// An act, with the tag that it took off and the one that it added: the audit names only those of the desk's own.
type ActWithTag = (Done, (String, String));

async fn acts_of(unit: &mut Unit<'_>, ticket: i64) -> Result<Vec<ActWithTag>, sqlx::Error> {
    let acts = act::of_ticket(&mut unit.conn, ticket).await?;
    let mut after: Vec<Vec<String>> = acts.iter().skip(1).map(|act| act.tags.clone()).collect();
    after.push(unit.tickets.read(&ticket).map(|ticket| ticket.tags.clone()).unwrap_or_default());
    let missing = |of: &[String], other: &[String]| of.iter().find(|tag| !other.contains(tag)).cloned();
    let tagged = acts.into_iter().zip(after).map(|(act, after)| {
        let (off, on) = (missing(&act.tags, &after), missing(&after, &act.tags));
        (act, (off.unwrap_or_default(), on.unwrap_or_default()))
    });
    Ok(tagged.collect())
}

/// The act behind an event, each once: acts and events stand in one order.
fn act_of(acts: &mut Vec<ActWithTag>, what: &str, actor: Option<i64>, at: Millis) -> Option<ActWithTag> {
    let is_its = |(act, _): &ActWithTag| act.verb == what && Some(act.actor_id) == actor && act.created_at == at;
    let place = acts.iter().position(is_its)?;
    Some(acts.remove(place))
}

/// Whether an edit changed what only the desk reads, or what nobody had read. Edits from before their kind was kept may
/// have done either.
fn is_unseen_edit(kind: &str, to: &str) -> bool {
    to == UNREAD || Kind::from_word(kind).is_none_or(Kind::is_internal)
}

/// The verb that writes words of a kind.
fn verb_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Description => "file",
        Kind::Note => "note",
        Kind::Reply => "reply",
        Kind::Question => "ask",
        Kind::Answer => "answer",
        Kind::Resolution => "resolve",
        Kind::Reopening => "reopen",
        Kind::Reason => "reason",
        Kind::Rejection => "reject",
        Kind::Withdrawal => "withdraw",
        Kind::Escalation => "escalate",
    }
}

/// Under which verb the words of an event are kept.
fn known(what: &str) -> Option<&'static str> {
    Some(match what {
        "priority" | "severity" | "category" => "reason",
        "refuse" => "reject",
        "approve" | "close" | "wait" | "called" => "note",
        other => Kind::ALL.iter().map(|kind| verb_of(*kind)).find(|verb| *verb == other)?,
    })
}
