//! What the relay asks and keeps of a ticket's thread in a room, and of the files of a message.

use sqlx::Row as _;

use crate::core::{
    chat::{Address, Message},
    db::Store,
    slot,
    vault::Sha,
};

/// Keeps the thread that was opened for a ticket in a room, and its title; returns the one that counts, if another was
/// first.
///
/// # Errors
/// The database's.
pub async fn remember_thread(
    store: &Store,
    ticket_id: i64,
    address: &str,
    external_id: &str,
    title: &str,
) -> Result<String, sqlx::Error> {
    let mut tx = store.begin().await?;
    sqlx::query(
        "insert into thread (ticket_id, address, external_id, title) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(ticket_id)
    .bind(address)
    .bind(external_id)
    .bind(title)
    .execute(&mut *tx)
    .await?;
    let kept = sqlx::query("select external_id from thread where ticket_id = $1 and address = $2")
        .bind(ticket_id)
        .bind(address)
        .fetch_one(&mut *tx)
        .await?
        .try_get(0)?;
    tx.commit().await?;
    Ok(kept)
}

/// Keeps what a thread is called now.
///
/// # Errors
/// The database's.
pub async fn remember_title(store: &Store, ticket_id: i64, address: &str, title: &str) -> Result<(), sqlx::Error> {
    let mut tx = store.begin().await?;
    sqlx::query("update thread set title = $3 where ticket_id = $1 and address = $2")
        .bind(ticket_id)
        .bind(address)
        .bind(title)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// A ticket's card as it was written last for its thread in a room, whether it was sent or not.
///
/// # Errors
/// The database's.
pub async fn newest_card(
    store: &Store,
    ticket_id: i64,
    address: &str,
) -> Result<Option<(String, Message)>, sqlx::Error> {
    let found = sqlx::query(
        "select slot, body from outbox where address = $1 and class = 1 and seq > 0
         and (slot = $2 or (slot = $3 and in_thread = 1)) order by seq desc limit 1",
    )
    .bind(address)
    .bind(slot::topic(ticket_id))
    .bind(slot::card(ticket_id))
    .fetch_optional(store.reader())
    .await?;
    let Some(row) = found else { return Ok(None) };
    let slot: String = row.try_get(0)?;
    Ok(serde_json::from_str(&row.try_get::<String, _>(1)?).ok().map(|message| (slot, message)))
}

/// Keeps which message stands for a ticket's card in its thread.
///
/// # Errors
/// The database's.
pub async fn remember_card(store: &Store, slot: &str, address: &str, external_id: &str) -> Result<(), sqlx::Error> {
    let mut tx = store.begin().await?;
    sqlx::query(
        "insert into living (address, slot, external_id) values ($1, $2, $3)
         on conflict (address, slot) do update set external_id = excluded.external_id",
    )
    .bind(address)
    .bind(slot)
    .bind(external_id)
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// Where a file's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Still at the platform that it came from.
    Waiting,
    Kept(Sha),
    Lost,
}

/// A file that a message carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrying {
    /// What the platform that it came from knows it by; only this account's chats may name it.
    pub source: String,
    pub from: Address,
    pub whereabouts: Whereabouts,
}

/// Looks a file up; `None` where there is none, or nobody can tell where it came from.
///
/// # Errors
/// The database's.
pub async fn carrying(store: &Store, attachment: i64) -> Result<Option<Carrying>, sqlx::Error> {
    let found = sqlx::query("select state, source, sha256, uploaded_from from attachment where id = $1")
        .bind(attachment)
        .fetch_optional(store.reader())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let (state, sha): (String, Option<String>) = (row.try_get(0)?, row.try_get(2)?);
    let whereabouts = match (state.as_str(), sha.and_then(|sha| sha.parse().ok())) {
        ("kept", Some(sha)) => Whereabouts::Kept(sha),
        ("waiting", _) => Whereabouts::Waiting,
        _ => Whereabouts::Lost,
    };
    let from: String = row.try_get(3)?;
    Ok(from.parse().ok().map(|from| Carrying { source: row.try_get(1).unwrap_or_default(), from, whereabouts }))
}
