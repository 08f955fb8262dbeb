//! What happened to a ticket, as far as its clocks are concerned: rows that are only ever added.

use sqlx::AnyConnection;

use crate::{
    closed_set,
    core::{chat::Millis, rows},
    row,
};

closed_set! {
    /// What happened.
    Kind {
        /// It came to a tier.
        Entered = "entered",
        /// A person acknowledged it (EP-07).
        Answered = "answered",
        WaitsForReporter = "waits_for_reporter",
        WaitsOutside = "waits_outside",
        /// It waits for nobody any more.
        Resumed = "resumed",
        Priority = "priority",
        /// A day was promised; its word is that day, in days since 1970, or nothing where it was taken out again.
        Promised = "promised",
        Resolved = "resolved",
        Reopened = "reopened",
        Ended = "ended",
        /// The act that its word names was taken back.
        TakenBack = "taken_back",
    }
}

/// One thing that happened. Tier and priority are those after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub ticket_id: i64,
    /// The version of the ticket that it made, and its place among what made that version.
    pub version: i64,
    pub step: i64,
    /// By the platform's time.
    pub at: Millis,
    /// By the desk's time: when it was written down.
    pub noted_at: Millis,
    pub kind: Kind,
    pub tier: i64,
    /// A key.
    pub priority: String,
    pub word: String,
    /// The act that it is of, where that can be taken back.
    pub act_id: Option<i64>,
}

/// Adds events.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, events: &[Event]) -> Result<(), sqlx::Error> {
    let rows = events
        .iter()
        .map(|event| {
            row![
                event.ticket_id,
                event.version,
                event.step,
                event.at,
                event.noted_at,
                event.kind.word(),
                event.tier,
                event.priority.as_str(),
                event.word.as_str(),
                event.act_id
            ]
        })
        .collect();
    saving
        .write(
            "insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word, act_id)
         values",
            rows,
            "",
        )
        .await?;
    Ok(())
}

/// The events of tickets, those of each in their order.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, tickets: &[i64]) -> Result<Vec<Event>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select ticket_id, version, step, at, noted_at, kind, tier, priority_key, word, act_id from clock_event
         where ticket_id in",
        tickets,
        "order by ticket_id, version, step",
    )
    .await?;
    let read = |row: rows::Found| {
        let kind: String = row.try_get(5)?;
        Ok(Event {
            ticket_id: row.try_get(0)?,
            version: row.try_get(1)?,
            step: row.try_get(2)?,
            at: row.try_get(3)?,
            noted_at: row.try_get(4)?,
            kind: Kind::from_word(&kind).ok_or_else(|| sqlx::Error::Decode(format!("clock event {kind}").into()))?,
            tier: row.try_get(6)?,
            priority: row.try_get(7)?,
            word: row.try_get(8)?,
            act_id: row.try_get(9)?,
        })
    };
    found.into_iter().map(read).collect()
}
