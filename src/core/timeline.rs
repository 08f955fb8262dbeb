//! The history of a ticket: its audit and its words, in one order, as far as a reader may know them.

use std::collections::HashMap;

use sqlx::Row as _;

use super::{
    chat::Millis,
    entry::{self, Entry, Kind},
    unit::Unit,
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
const VALUES: [&str; 10] =
    ["assign", "priority", "category", "tag", "kind", "origin", "department", "environment", "private", "deadline"];

/// Verbs that only the desk knows of.
const INTERNAL: [&str; 2] = ["note", "tag"];

/// What happened to a ticket, the oldest first. What was taken back is told to the desk alone.
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
    let mut moments = Vec::with_capacity(events.len());
    for event in events {
        let (at, what): (Millis, String) = (event.try_get(0)?, event.try_get(2)?);
        let entry = known(&what).and_then(|verb| {
            let list = words.get_mut(&(at, verb))?;
            (!list.is_empty()).then(|| list.remove(0))
        });
        let is_internal = INTERNAL.contains(&what.as_str()) || entry.as_ref().is_some_and(|e| e.kind.is_internal());
        let taken_back = entry.as_ref().is_some_and(|entry| entry.withdrawn_at.is_some());
        if sight != Sight::All && (is_internal || taken_back || what == "take_back") {
            continue;
        }
        let (keeps, shows) = (VALUES.contains(&what.as_str()), sight != Sight::NoWords);
        let earlier = entry.as_ref().and_then(|entry| versions.get(&entry.id)).filter(|_| shows);
        moments.push(Moment {
            at,
            actor: event.try_get(1)?,
            from: if keeps { event.try_get(3)? } else { String::new() },
            to: if keeps { event.try_get(4)? } else { String::new() },
            words: entry.as_ref().filter(|_| shows).map(|entry| entry.words.clone()).unwrap_or_default(),
            earlier: earlier.map(|list| list.iter().map(|one| one.words.clone()).collect()).unwrap_or_default(),
            taken_back,
            what,
        });
    }
    Ok(moments)
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
        "priority" | "category" => "reason",
        "refuse" => "reject",
        "approve" | "close" | "wait" => "note",
        other => Kind::ALL.iter().map(|kind| verb_of(*kind)).find(|verb| *verb == other)?,
    })
}
