//! The messages that people answer, by how they name them.

use sqlx::{AnyConnection, Row as _};

/// The line of a mailbox's letter; empty where there is none.
///
/// # Errors
/// The database's.
pub async fn line_of_letter(conn: &mut AnyConnection, address: &str, seq: i64) -> Result<String, sqlx::Error> {
    let found = sqlx::query("select line from outbox where address = $1 and class = 0 and seq = $2");
    let found = found.bind(address).bind(seq).fetch_optional(conn).await?;
    found.map_or_else(|| Ok(String::new()), |row| row.try_get(0))
}
