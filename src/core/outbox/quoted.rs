//! The messages that people answer, by how they name them.

use sqlx::{AnyConnection, Row as _};

use crate::core::prompt;

/// The line of a mailbox's letter; empty where there is none.
///
/// # Errors
/// The database's.
pub async fn line_of_letter(conn: &mut AnyConnection, address: &str, seq: i64) -> Result<String, sqlx::Error> {
    let found = sqlx::query("select line from outbox where address = $1 and class = 0 and seq = $2");
    let found = found.bind(address).bind(seq).fetch_optional(conn).await?;
    found.map_or_else(|| Ok(String::new()), |row| row.try_get(0))
}

/// The prompts whose buttons stand under a mailbox's letter.
///
/// # Errors
/// The database's.
pub async fn prompts_of_letter(conn: &mut AnyConnection, address: &str, seq: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query("select body from outbox where address = $1 and class = 0 and seq = $2");
    let found = found.bind(address).bind(seq).fetch_optional(conn).await?;
    found.map_or_else(|| Ok(Vec::new()), |row| Ok(prompt::of_body(&row.try_get::<String, _>(0)?)))
}
