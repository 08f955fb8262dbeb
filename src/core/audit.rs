//! What happened to a ticket, append-only. Each row's hash covers the row and the hash before it, so that a
//! change in the middle shows. Only enumerations are kept as from and to, never words.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, rows};
use crate::row;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub ticket_id: i64,
    pub at: Millis,
    pub actor_id: Option<i64>,
    pub verb: &'static str,
    /// An enumeration's word, a key of the desk file, or an id.
    pub from: String,
    pub to: String,
    pub inbox_key: String,
}

/// The end of a ticket's chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tail {
    seq: i64,
    hash: String,
}

/// Appends events to their tickets' chains, in order. `fresh` names tickets that were made in this transaction.
///
/// # Errors
/// The database's.
pub async fn append(
    saving: &mut rows::Saving<'_>,
    events: &[Event],
    is_fresh: impl Fn(i64) -> bool,
) -> Result<(), sqlx::Error> {
    if events.is_empty() {
        return Ok(());
    }
    let mut tails = load_tails(saving.conn(), events, is_fresh).await?;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let tail = tails.entry(event.ticket_id).or_default();
        let (seq, prev) = (tail.seq + 1, std::mem::take(&mut tail.hash));
        let hash = hash(&prev, seq, event);
        rows.push(row![
            event.ticket_id,
            seq,
            event.at,
            event.actor_id,
            event.verb,
            event.from.as_str(),
            event.to.as_str(),
            event.inbox_key.as_str(),
            prev,
            hash.as_str()
        ]);
        *tail = Tail { seq, hash };
    }
    saving
        .write(
            "insert into audit (ticket_id, seq, at, actor_id, verb, from_state, to_state, inbox_key, prev_hash, hash)
         values",
            rows,
            "",
        )
        .await?;
    Ok(())
}

async fn load_tails(
    conn: &mut AnyConnection,
    events: &[Event],
    is_fresh: impl Fn(i64) -> bool,
) -> Result<HashMap<i64, Tail>, sqlx::Error> {
    let mut tickets: Vec<i64> = events.iter().map(|event| event.ticket_id).filter(|id| !is_fresh(*id)).collect();
    tickets.sort_unstable();
    tickets.dedup();
    let found = rows::read_in(
        conn,
        "select a.ticket_id, a.seq, a.hash from audit a
         where a.seq = (select max(b.seq) from audit b where b.ticket_id = a.ticket_id) and a.ticket_id in",
        &tickets,
        "",
    )
    .await?;
    found.into_iter().map(|row| Ok((row.try_get(0)?, Tail { seq: row.try_get(1)?, hash: row.try_get(2)? }))).collect()
}

fn hash(prev: &str, seq: i64, event: &Event) -> String {
    let mut digest = Sha256::new();
    digest.update(prev);
    digest.update(format!(
        "|{}|{seq}|{}|{}|{}|{}|{}|{}",
        event.ticket_id,
        event.at,
        event.actor_id.unwrap_or(0),
        event.verb,
        event.from,
        event.to,
        event.inbox_key
    ));
    crate::text::hex(&digest.finalize())
}

/// What is wrong with a ticket's chain, if anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub ticket_id: i64,
    pub seq: i64,
}

/// Follows every chain from its start and names the first row of each that does not fit.
///
/// # Errors
/// The database's.
pub async fn verify(conn: &mut AnyConnection) -> Result<Vec<Broken>, sqlx::Error> {
    let rows = sqlx::query(
        "select ticket_id, seq, at, actor_id, verb, from_state, to_state, inbox_key, prev_hash, hash
         from audit order by ticket_id, seq",
    )
    .fetch_all(conn)
    .await?;
    let mut broken: Vec<Broken> = Vec::new();
    let mut tail = (0, Tail::default());
    for row in rows {
        let (ticket_id, seq): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        if tail.0 != ticket_id {
            tail = (ticket_id, Tail::default());
        }
        let (prev, stored): (String, String) = (row.try_get(8)?, row.try_get(9)?);
        let text = format!(
            "|{ticket_id}|{seq}|{}|{}|{}|{}|{}|{}",
            row.try_get::<i64, _>(2)?,
            row.try_get::<Option<i64>, _>(3)?.unwrap_or(0),
            row.try_get::<String, _>(4)?,
            row.try_get::<String, _>(5)?,
            row.try_get::<String, _>(6)?,
            row.try_get::<String, _>(7)?
        );
        let computed = crate::text::hex(&Sha256::new().chain_update(&prev).chain_update(text).finalize());
        let fits = seq == tail.1.seq + 1 && prev == tail.1.hash && computed == stored;
        if !fits && broken.last().is_none_or(|last| last.ticket_id != ticket_id) {
            broken.push(Broken { ticket_id, seq });
        }
        tail.1 = Tail { seq, hash: stored };
    }
    Ok(broken)
}

/// The states before and after an answer that was given at that time.
///
/// # Errors
/// The database's.
pub async fn states_of_answer(
    conn: &mut AnyConnection,
    ticket: i64,
    at: Millis,
) -> Result<Option<(String, String)>, sqlx::Error> {
    let found = sqlx::query(
        "select from_state, to_state from audit where ticket_id = $1 and verb = 'answer' and at = $2 order by seq limit 1",
    )
    .bind(ticket)
    .bind(at)
    .fetch_optional(conn)
    .await?;
    found.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// Who did one of two verbs last on a ticket.
///
/// # Errors
/// The database's.
pub async fn last_actor(
    conn: &mut AnyConnection,
    ticket: i64,
    [one, other]: [&str; 2],
) -> Result<Option<i64>, sqlx::Error> {
    let found =
        sqlx::query("select actor_id from audit where ticket_id = $1 and verb in ($2, $3) order by seq desc limit 1")
            .bind(ticket)
            .bind(one)
            .bind(other)
            .fetch_optional(conn)
            .await?;
    found.map_or(Ok(None), |row| row.try_get(0))
}
