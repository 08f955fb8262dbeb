//! A chat that takes nothing any more: the person blocked the bot, or the bot was removed from the room.
//!
//! What waits for it goes to another chat of the same person: the rows themselves move there, so that nothing is
//! doubled, and wait outside that lane as `deferred`; the desk releases them by `due_at` and knows whether the
//! other chat is a mailbox. They go as replies, so that they keep one order there, and as they were rendered: a
//! part of a split text must not become the whole again. What nobody can be sent is `blocked`: `unreached` where others
//! are to hear of it instead, `no_chat` where it was about no ticket, or for a room.

use std::collections::{BTreeMap, HashMap};

use sqlx::{Any, Row as _, Transaction};

use super::{conn, lock_lanes};
use crate::{
    core::{chat::Millis, db::Kind, rows},
    row,
};

/// A row that waits for the chat.
struct Waiting {
    id: i64,
    class: i64,
    person_id: Option<i64>,
    ticket_id: Option<i64>,
}

/// The platform says that a chat takes nothing any more, before anything was sent there. What waits goes elsewhere, as
/// after an attempt.
///
/// # Errors
/// The database's.
pub async fn shut_out(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    now: Millis,
    address: &str,
) -> Result<(), sqlx::Error> {
    lock_lanes(tx, kind, vec![address.to_owned()]).await?;
    mark_blocked(tx, now, address, None).await?;
    Ok(())
}

/// Empties the lanes of a chat, which are locked. Rows in flight come to their own
/// end. Returns how many rows are `unreached`.
pub(super) async fn mark_blocked(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    address: &str,
    person_id: Option<i64>,
) -> Result<usize, sqlx::Error> {
    mark_contact(tx, address, person_id).await?;
    let is_room = sqlx::query("select 1 from room where address = $1").bind(address).fetch_optional(conn(tx)).await?;
    if is_room.is_some() {
        tracing::error!("a room takes no messages any more; link another one");
    }
    let (mut moves, mut ends, mut unreached) = (Vec::new(), Vec::new(), 0);
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    let mut others: HashMap<i64, Option<String>> = HashMap::new();
    for (rank, row) in (0..).zip(waiting(tx, address).await?) {
        *counts.entry(row.class).or_insert(0) += 1;
        let person = row.person_id.filter(|_| is_room.is_none());
        let other = match person {
            Some(person) => other_chat(tx, &mut others, person, address).await?,
            None => None,
        };
        if let Some(other) = other {
            let platform = other.split(':').next().unwrap_or_default();
            moves.push(row![row.id, other.as_str(), platform, now + rank]);
        } else {
            // If the agents' own room were told of itself, that would reach nobody again, for ever.
            let is_missed = person.is_some() && row.ticket_id.is_some();
            unreached += usize::from(is_missed);
            ends.push(row![row.id, now, if is_missed { "unreached" } else { "no_chat" }]);
        }
    }
    rows::write(
        conn(tx),
        "update outbox set address = v.column2, platform = v.column3, class = 0, seq = 0, state = 'deferred',
         attempts = 0, outcome = null, as_is = 1, due_at = v.column4 from (values",
        moves,
        ") as v where outbox.id = v.column1",
    )
    .await?;
    rows::write(
        conn(tx),
        "update outbox set state = 'blocked', outcome = v.column3, settled_at = v.column2 from (values",
        ends,
        ") as v where outbox.id = v.column1",
    )
    .await?;
    rows::write(
        conn(tx),
        "update lane set pending = pending - v.column3 from (values",
        counts.into_iter().map(|(class, count)| row![address, class, count]).collect(),
        ") as v where lane.address = v.column1 and lane.class = v.column2",
    )
    .await?;
    Ok(unreached)
}

async fn mark_contact(
    tx: &mut Transaction<'static, Any>,
    address: &str,
    person_id: Option<i64>,
) -> Result<(), sqlx::Error> {
    let query = match person_id {
        Some(person) => sqlx::query("update contact set reachable = 0 where address = $1 and person_id = $2")
            .bind(address)
            .bind(person),
        None => sqlx::query("update contact set reachable = 0 where address = $1").bind(address),
    };
    query.execute(conn(tx)).await?;
    Ok(())
}

/// All classes of the chat. The first condition is the index's.
async fn waiting(tx: &mut Transaction<'static, Any>, address: &str) -> Result<Vec<Waiting>, sqlx::Error> {
    let found = sqlx::query(
        "select id, class, person_id, ticket_id from outbox
         where address = $1 and state in ('queued', 'sending') and state <> 'sending' order by class, seq",
    )
    .bind(address)
    .fetch_all(conn(tx))
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Waiting {
                id: row.try_get(0)?,
                class: row.try_get(1)?,
                person_id: row.try_get(2)?,
                ticket_id: row.try_get(3)?,
            })
        })
        .collect()
}

/// The chat that the person used last, other than this one and no room: what is for one reader stays so.
async fn other_chat(
    tx: &mut Transaction<'static, Any>,
    known: &mut HashMap<i64, Option<String>>,
    person: i64,
    address: &str,
) -> Result<Option<String>, sqlx::Error> {
    if let Some(other) = known.get(&person) {
        return Ok(other.clone());
    }
    let found = sqlx::query(
        "select address from contact where person_id = $1 and reachable = 1 and address <> $2
         and not exists (select 1 from room where room.address = contact.address)
         order by last_used_at desc limit 1",
    )
    .bind(person)
    .bind(address)
    .fetch_optional(conn(tx))
    .await?;
    let other: Option<String> = found.map(|row| row.try_get(0)).transpose()?;
    known.insert(person, other.clone());
    Ok(other)
}
