//! What came of uploads in parts: the file that the last part made, so that the same part again finds it.

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, vault::Sha};

/// How long an outcome is remembered: longer than any phone tries.
const KEPT_MS: Millis = 30 * 24 * 3600 * 1000;

/// The file that an upload became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub attachment: i64,
    /// It was called a picture and is none.
    pub no_picture: bool,
}

/// The name of an upload: nobody else's key in whatever chat gives the same.
#[must_use]
pub fn name(address: &str, user_key: &str, key: &str) -> Sha {
    Sha::of(format!("balcao upload\0{address}\0{user_key}\0{key}").as_bytes())
}

/// The outcome of an upload that is complete.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut AnyConnection, upload: &Sha) -> Result<Option<Outcome>, sqlx::Error> {
    let row = sqlx::query("select attachment_id, no_picture from upload where upload_key = $1")
        .bind(upload.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(Outcome { attachment: row.try_get(0)?, no_picture: row.try_get::<i64, _>(1)? == 1 })).transpose()
}

/// Notes an outcome.
///
/// # Errors
/// The database's.
pub async fn note(conn: &mut AnyConnection, now: Millis, upload: &Sha, outcome: Outcome) -> Result<(), sqlx::Error> {
    sqlx::query("insert into upload (upload_key, attachment_id, no_picture, created_at) values ($1, $2, $3, $4)")
        .bind(upload.as_str())
        .bind(outcome.attachment)
        .bind(i64::from(outcome.no_picture))
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets outcomes that nobody asks for any more.
///
/// # Errors
/// The database's.
pub async fn forget(conn: &mut AnyConnection, now: Millis) -> Result<u64, sqlx::Error> {
    let gone = sqlx::query("delete from upload where created_at < $1").bind(now - KEPT_MS).execute(conn).await?;
    Ok(gone.rows_affected())
}
