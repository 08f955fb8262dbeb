//! What reached nobody: rows that stay `blocked` with the outcome `unreached` until somebody else was told instead. The
//! one who tells takes them in the same transaction, so that a crash between the two loses nothing.

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use crate::core::chat::Millis;

/// Somebody whom no chat of theirs reached, with what was for them about one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// The first of the rows.
    pub outbox_id: i64,
    /// The chat in which they were tried last.
    pub address: String,
    pub person_id: i64,
    pub ticket_id: i64,
}

/// One row that reached nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub person_id: i64,
    pub act_id: Option<i64>,
    /// The line as JSON.
    pub line: String,
}

/// Who was not reached, and of whom nobody was told yet, the first first.
///
/// # Errors
/// The database's.
pub async fn unreached(conn: &mut AnyConnection, most: i64) -> Result<Vec<Unreached>, sqlx::Error> {
    let found = sqlx::query(
        "select o.id, o.address, o.person_id, o.ticket_id from outbox o join (
             select min(id) as first_id from outbox where state = 'blocked' and outcome = 'unreached'
             group by person_id, ticket_id order by min(id) limit $1) as f on o.id = f.first_id
         where o.person_id is not null and o.ticket_id is not null order by o.id",
    )
    .bind(most)
    .fetch_all(conn)
    .await?;
    let read = |row: &AnyRow| {
        Ok(Unreached {
            outbox_id: row.try_get(0)?,
            address: row.try_get(1)?,
            person_id: row.try_get(2)?,
            ticket_id: row.try_get(3)?,
        })
    };
    found.iter().map(read).collect()
}

/// Takes all that was for the same person about the same ticket, the oldest first: it is told now.
///
/// # Errors
/// The database's.
pub async fn take_unreached(conn: &mut AnyConnection, outbox: i64) -> Result<Vec<Lost>, sqlx::Error> {
    let found = sqlx::query(
        "update outbox set outcome = 'told' where state = 'blocked' and outcome = 'unreached' and exists (
             select 1 from outbox f where f.id = $1 and f.person_id = outbox.person_id
             and f.ticket_id = outbox.ticket_id)
         returning created_at, id, person_id, act_id, line",
    )
    .bind(outbox)
    .fetch_all(conn)
    .await?;
    let mut lost: Vec<((Millis, i64), Lost)> = Vec::with_capacity(found.len());
    for row in found {
        let one = Lost { person_id: row.try_get(2)?, act_id: row.try_get(3)?, line: row.try_get(4)? };
        lost.push(((row.try_get(0)?, row.try_get(1)?), one));
    }
    lost.sort_by_key(|(age, _)| *age);
    Ok(lost.into_iter().map(|(_, one)| one).collect())
}
