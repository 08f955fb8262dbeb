//! Every inbound message, once. What waits or could not be handled keeps its body, and a command or a report's answer its
//! text, for edits; the rest keeps only its key and where it found its place.

use std::collections::HashSet;

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{
    chat::{Inbound, Millis},
    rows,
};
use crate::row;

/// The key under which a delivery is known.
#[must_use]
pub fn key(inbound: &Inbound) -> String {
    key_in(&inbound.address.platform, &inbound.address.account, &inbound.key)
}

/// The same, of what an account of a platform delivered.
#[must_use]
pub fn key_in(platform: &str, account: &str, delivery: &str) -> String {
    format!("{platform}:{account}|{delivery}")
}

/// How an inbound stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    Waiting,
    Quarantined,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Waiting => "waiting",
            Self::Quarantined => "quarantined",
        }
    }
}

/// A row to be written.
#[derive(Clone, Debug)]
pub struct Record {
    pub key: String,
    pub address: String,
    pub user_key: String,
    pub arrival: i64,
    pub received_at: Millis,
    pub sent_at: Millis,
    pub state: State,
    pub place: String,
    pub body: Option<String>,
    pub error: Option<String>,
}

impl Record {
    /// The record of an inbound that found its place. `text` is kept where an edit has to know what stood there.
    #[must_use]
    pub fn done(inbound: &Inbound, arrival: i64, now: Millis, place: String, text: Option<String>) -> Self {
        Self {
            key: key(inbound),
            address: inbound.address.to_string(),
            user_key: inbound.sender.user_key.clone(),
            arrival,
            received_at: now,
            sent_at: inbound.sent_at,
            state: State::Done,
            place,
            body: text,
            error: None,
        }
    }

    /// The record of an inbound that is kept whole, to be handled later or to be looked at.
    #[must_use]
    pub fn kept(inbound: &Inbound, arrival: i64, now: Millis, state: State, error: Option<String>) -> Self {
        let body = serde_json::to_string(inbound).unwrap_or_default();
        let place = state.word().to_owned();
        Self { state, body: Some(body), error, ..Self::done(inbound, arrival, now, place, None) }
    }
}

/// The key of another message of the same account.
#[must_use]
pub fn key_of(inbound: &Inbound, message: &str) -> String {
    key_in(&inbound.address.platform, &inbound.address.account, message)
}

/// A message as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    pub address: String,
    pub user_key: String,
    /// Where it was kept.
    pub text: Option<String>,
    pub received_at: Millis,
}

/// A message that was handled before.
///
/// # Errors
/// The database's.
pub async fn original(conn: &mut AnyConnection, key: &str) -> Result<Option<Original>, sqlx::Error> {
    let row =
        sqlx::query("select address, user_key, body, received_at from inbox where inbox_key = $1 and state = 'done'")
            .bind(key)
            .fetch_optional(conn)
            .await?;
    let read = |row: AnyRow| {
        let (address, user_key, text) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(Original { address, user_key, text, received_at: row.try_get(3)? })
    };
    row.map(read).transpose()
}

/// Who sent what came under a key, however that stands.
///
/// # Errors
/// The database's.
pub async fn sender(conn: &mut AnyConnection, key: &str) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query("select user_key from inbox where inbox_key = $1").bind(key).fetch_optional(conn).await?;
    row.map(|row| row.try_get(0)).transpose()
}

/// The key of the message itself, where it is known under another one.
///
/// # Errors
/// The database's.
pub async fn stands_for(conn: &mut AnyConnection, key: &str) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query("select stands_for from inbox_alias where inbox_key = $1").bind(key);
    row.fetch_optional(conn).await?.map(|row| row.try_get(0)).transpose()
}

/// Notes another key of a message.
///
/// # Errors
/// The database's.
pub async fn also_known_as(conn: &mut AnyConnection, key: &str, alias: &str) -> Result<(), sqlx::Error> {
    sqlx::query("insert into inbox_alias (inbox_key, stands_for) values ($1, $2) on conflict (inbox_key) do nothing")
        .bind(alias)
        .bind(key)
        .execute(conn)
        .await?;
    Ok(())
}

/// Replaces the text of a message, where one was kept: what is edited again is compared with what stands there now.
///
/// # Errors
/// The database's.
pub async fn keep(conn: &mut AnyConnection, key: &str, text: &str) -> Result<(), sqlx::Error> {
    sqlx::query("update inbox set body = $2 where inbox_key = $1 and state = 'done' and body is not null")
        .bind(key)
        .bind(text)
        .execute(conn)
        .await?;
    Ok(())
}

/// Asks which of these keys were received before.
pub fn ask(keys: Vec<String>) -> rows::Ask {
    rows::Ask::by("select inbox_key from inbox where inbox_key in", keys)
}

/// The keys that [`ask`] has found.
///
/// # Errors
/// The database's.
pub fn seen(found: Vec<rows::Found>) -> Result<HashSet<String>, sqlx::Error> {
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// Writes first records; a key that somebody else wrote meanwhile fails the transaction.
///
/// # Errors
/// The database's.
pub async fn insert(saving: &mut rows::Saving<'_>, records: Vec<Record>) -> Result<(), sqlx::Error> {
    saving.write(INSERT, to_rows(records), "").await
}

/// Writes records unless there is one of their key.
///
/// # Errors
/// The database's.
pub async fn insert_once(saving: &mut rows::Saving<'_>, records: Vec<Record>) -> Result<(), sqlx::Error> {
    saving.write(INSERT, to_rows(records), "on conflict (inbox_key) do nothing").await
}

/// Which of these wait no more: another process has handled them.
///
/// # Errors
/// The database's.
pub async fn handled(conn: &mut AnyConnection, keys: &[String]) -> Result<HashSet<String>, sqlx::Error> {
    let sql = "select inbox_key from inbox where state <> 'waiting' and inbox_key in";
    let found = rows::read_in(conn, sql, keys, "").await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// Writes over the records of what had waited.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when one of them was handled by another process meanwhile.
pub async fn replace(saving: &mut rows::Saving<'_>, records: Vec<Record>) -> Result<(), sqlx::Error> {
    let replaced = "on conflict (inbox_key) do update set state = excluded.state, place = excluded.place,
         body = excluded.body, error = excluded.error where inbox.state = 'waiting'";
    saving.write_each(INSERT, to_rows(records), replaced).await
}

const INSERT: &str =
    "insert into inbox (inbox_key, address, user_key, arrival, received_at, sent_at, state, place, body, error) values";

fn to_rows(records: Vec<Record>) -> Vec<rows::Row> {
    let row = |record: Record| {
        row![
            record.key,
            record.address,
            record.user_key,
            record.arrival,
            record.received_at,
            record.sent_at,
            record.state.word(),
            record.place,
            record.body,
            record.error
        ]
    };
    records.into_iter().map(row).collect()
}

/// The addresses of which something waits.
///
/// # Errors
/// The database's.
pub async fn backlog(conn: &mut AnyConnection) -> Result<Vec<String>, sqlx::Error> {
    let found = sqlx::query("select distinct address from inbox where state = 'waiting'").fetch_all(conn).await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// What has waited longest in a chat.
///
/// # Errors
/// The database's. A body that cannot be read is left out (it stays where it is).
pub async fn waiting(conn: &mut AnyConnection, address: &str, most: i64) -> Result<Vec<(Inbound, i64)>, sqlx::Error> {
    let found = sqlx::query(
        "select body, arrival from inbox where state = 'waiting' and address = $1 order by arrival limit $2",
    )
    .bind(address)
    .bind(most)
    .fetch_all(conn)
    .await?;
    let mut waiting = Vec::with_capacity(found.len());
    for row in found {
        let body: String = row.try_get(0)?;
        if let Ok(inbound) = serde_json::from_str(&body) {
            waiting.push((inbound, row.try_get(1)?));
        }
    }
    Ok(waiting)
}
