//! Attachments whose bytes are still at the platform: which are due, and what became of them. SQL only.
//!
//! Taking a row pushes its next try back; so nobody else takes it meanwhile, and one that was cut off comes back.

use sqlx::Row as _;

use super::{
    chat::Millis,
    db::{Kind, Store},
    rows,
    vault::Sha,
};
use crate::row;

/// How long one try may take, in milliseconds.
const LEASE_MS: Millis = 10 * 60_000;

/// A file to be brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub id: i64,
    /// The platform's id of the file.
    pub source: String,
    /// As it was declared; not to be believed.
    pub mime: String,
    /// Tries with this one.
    pub attempts: i64,
    pub created_at: Millis,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// The bytes are in the vault.
    Kept { sha: Sha, mime: String, byte_count: i64 },
    /// Again at `due`.
    Retry { due: Millis },
    /// They will never come.
    Lost,
}

/// Takes up to `most` files of a platform that are due.
///
/// # Errors
/// The database's.
pub async fn take(store: &Store, platform: &str, now: Millis, most: i64) -> Result<Vec<Waiting>, sqlx::Error> {
    let mut tx = store.begin().await?;
    let sql = match store.kind {
        Kind::Sqlite => {
            "update attachment set attempts = attempts + 1, due_at = $3 where id in (
               select id from attachment where state = 'waiting' and due_at <= $2 and platform = $1
               order by due_at limit $4)
             returning id, source, mime, attempts, created_at"
        }
        Kind::Postgres => {
            "update attachment set attempts = attempts + 1, due_at = $3 where id in (
               select id from attachment where state = 'waiting' and due_at <= $2 and platform = $1
               order by due_at limit $4 for update skip locked)
             returning id, source, mime, attempts, created_at"
        }
    };
    let found = sqlx::query(sql).bind(platform).bind(now).bind(now + LEASE_MS).bind(most).fetch_all(&mut *tx).await?;
    tx.commit().await?;
    found
        .iter()
        .map(|row| {
            Ok(Waiting {
                id: row.try_get(0)?,
                source: row.try_get(1)?,
                mime: row.try_get(2)?,
                attempts: row.try_get(3)?,
                created_at: row.try_get(4)?,
            })
        })
        .collect()
}

/// Writes down what became of tries. A file that was kept or lost meanwhile stays so.
///
/// # Errors
/// The database's.
pub async fn settle(store: &Store, brought: Vec<(i64, Brought)>) -> Result<(), sqlx::Error> {
    if brought.is_empty() {
        return Ok(());
    }
    let writes = brought
        .into_iter()
        .map(|(id, brought)| match brought {
            Brought::Kept { sha, mime, byte_count } => {
                row![id, "kept", Some(sha.to_string()), Some(mime), Some(byte_count), None::<i64>]
            }
            Brought::Retry { due } => row![id, "waiting", None::<String>, None::<String>, None::<i64>, Some(due)],
            Brought::Lost => row![id, "lost", None::<String>, None::<String>, None::<i64>, None::<i64>],
        })
        .collect();
    let mut tx = store.begin().await?;
    rows::write(
        &mut tx,
        "update attachment set state = v.column2, sha256 = v.column3, mime = coalesce(v.column4, attachment.mime),
         byte_count = coalesce(v.column5, attachment.byte_count), due_at = coalesce(v.column6, attachment.due_at)
         from (values",
        writes,
        ") as v where attachment.id = v.column1 and attachment.state = 'waiting'",
    )
    .await?;
    tx.commit().await
}

/// When the next file of a platform is due.
///
/// # Errors
/// The database's.
pub async fn next_due(store: &Store, platform: &str) -> Result<Option<Millis>, sqlx::Error> {
    let found = sqlx::query("select min(due_at) from attachment where state = 'waiting' and platform = $1")
        .bind(platform)
        .fetch_one(store.reader())
        .await?;
    found.try_get(0)
}
