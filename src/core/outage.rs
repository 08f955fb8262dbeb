//! When the desk itself did not run, so that nobody takes its outage for a reporter's network.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// A time in which the desk did not look at its clock for so long was an outage; a start takes less.
pub const LEAST: Millis = 5 * 60 * 1000;
/// The most that are told of one ticket.
const MOST: i64 = 5;

/// A time in which the desk did not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    pub from: Millis,
    pub until: Millis,
}

impl Outage {
    /// How much of it lies between two times.
    #[must_use]
    pub fn within(&self, from: Millis, until: Millis) -> Millis {
        (self.until.min(until) - self.from.max(from)).max(0)
    }
}

/// Notes an outage.
///
/// # Errors
/// The database's.
pub async fn note(conn: &mut AnyConnection, id: i64, outage: Outage) -> Result<(), sqlx::Error> {
    sqlx::query("insert into outage (id, from_at, until_at) values ($1, $2, $3)")
        .bind(id)
        .bind(outage.from)
        .bind(outage.until)
        .execute(conn)
        .await?;
    Ok(())
}

/// Those that fall between two times, the latest few in their order.
///
/// # Errors
/// The database's.
pub async fn between(conn: &mut AnyConnection, from: Millis, until: Millis) -> Result<Vec<Outage>, sqlx::Error> {
    let found = sqlx::query(
        "select from_at, until_at from outage where until_at > $1 and from_at < $2 order by until_at desc limit $3",
    )
    .bind(from)
    .bind(until)
    .bind(MOST)
    .fetch_all(conn)
    .await?;
    let read = |row: sqlx::any::AnyRow| Ok(Outage { from: row.try_get(0)?, until: row.try_get(1)? });
    found.into_iter().rev().map(read).collect()
}
