//! The stages that were done. A row is written in the transaction that does it; the key keeps another one from doing it
//! again.

use sqlx::AnyConnection;

use super::Kind;
use crate::{
    core::{chat::Millis, rows},
    row,
};

/// What was done in a stint of a ticket.
///
/// # Errors
/// The database's.
pub async fn done(conn: &mut AnyConnection, ticket: i64, stint: i64) -> Result<Vec<Kind>, sqlx::Error> {
    let found = sqlx::query_scalar("select kind from stage where ticket_id = $1 and stint = $2")
        .bind(ticket)
        .bind(stint)
        .fetch_all(conn)
        .await?;
    Ok(found.iter().filter_map(|word: &String| Kind::from_word(word)).collect())
}

/// Notes what is done now.
///
/// # Errors
/// The database's; one that was done already is an error too, and undoes the transaction.
pub async fn record(
    conn: &mut AnyConnection,
    ticket: i64,
    stint: i64,
    kinds: &[Kind],
    now: Millis,
) -> Result<(), sqlx::Error> {
    let rows = kinds.iter().map(|kind| row![ticket, stint, kind.word(), now]).collect();
    rows::write(conn, "insert into stage (ticket_id, stint, kind, done_at) values", rows, "").await?;
    Ok(())
}
