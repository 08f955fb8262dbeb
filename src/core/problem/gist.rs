//! What requests tell, kept for comparing: so that requests that are like a new one are found among those of its system
//! that came lately, and never among all there are.

use sqlx::{AnyConnection, Row as _};

use super::rows::place;
use crate::{
    core::{chat::Millis, rows, ticket::open_statuses},
    row,
    text::alike::Gist,
};

/// So many of the newest requests of a system are compared with a new one.
pub const COMPARED: i64 = 200;

/// What a request tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub ticket: i64,
    pub system: String,
    pub created_at: Millis,
    pub words: String,
}

/// Keeps what new requests tell.
///
/// # Errors
/// The database's.
pub(super) async fn save(saving: &mut rows::Saving<'_>, kept: &[Kept]) -> Result<(), sqlx::Error> {
    let rows =
        kept.iter().map(|one| row![one.ticket, one.system.as_str(), one.created_at, one.words.as_str()]).collect();
    let head = "insert into gist (ticket_id, system_key, created_at, words) values";
    saving.write(head, rows, "on conflict (ticket_id) do nothing").await?;
    Ok(())
}

/// Requests of which nobody has looked yet whether others are like them, the oldest first.
///
/// # Errors
/// The database's.
pub async fn unlooked(conn: &mut AnyConnection, most: i64) -> Result<Vec<Kept>, sqlx::Error> {
    let found = sqlx::query(
        "select ticket_id, system_key, created_at, words from gist where is_looked = 0 order by created_at limit $1",
    )
    .bind(most)
    .fetch_all(conn)
    .await?;
    let read = |row: sqlx::any::AnyRow| {
        Ok(Kept {
            ticket: row.try_get(0)?,
            system: row.try_get(1)?,
            created_at: row.try_get(2)?,
            words: row.try_get(3)?,
        })
    };
    found.into_iter().map(read).collect()
}

/// What a request tells, where that was kept.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut AnyConnection, ticket: i64) -> Result<Option<Kept>, sqlx::Error> {
    let found = sqlx::query("select system_key, created_at, words from gist where ticket_id = $1").bind(ticket);
    let Some(row) = found.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Kept { ticket, system: row.try_get(0)?, created_at: row.try_get(1)?, words: row.try_get(2)? }))
}

/// The chat that a request's reporter used last for it.
///
/// # Errors
/// The database's.
pub async fn address(conn: &mut AnyConnection, ticket: i64) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("select reporter_address from ticket where id = $1").bind(ticket).fetch_optional(conn).await
}

/// It was looked whether others are like these.
///
/// # Errors
/// The database's.
pub async fn looked(conn: &mut AnyConnection, tickets: &[i64]) -> Result<(), sqlx::Error> {
    rows::write_in(conn, "update gist set is_looked = 1 where ticket_id in", tickets).await
}

/// Claims requests for a cluster, which is proposed with its first one. Returns how many nobody had claimed before.
///
/// # Errors
/// The database's.
pub async fn claim(conn: &mut AnyConnection, cluster: i64, tickets: &[i64]) -> Result<u64, sqlx::Error> {
    let mut claimed = 0;
    for ticket in tickets {
        let sql = "update gist set cluster_id = $1 where ticket_id = $2 and cluster_id is null";
        claimed += sqlx::query(sql).bind(cluster).bind(*ticket).execute(&mut *conn).await?.rows_affected();
    }
    Ok(claimed)
}

/// A request that came lately, to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    pub ticket: i64,
    pub gist: Gist,
    pub cluster: Option<i64>,
    /// What its facility is counted by.
    pub place: Option<String>,
    pub partner: Option<i64>,
}

/// The open requests of a system since a time, of no problem yet and not private; the newest of them.
///
/// # Errors
/// The database's.
pub async fn recent(conn: &mut AnyConnection, system: &str, since: Millis) -> Result<Vec<Recent>, sqlx::Error> {
    let found = sqlx::query(concat!(
        "select g.ticket_id, g.words, g.cluster_id, t.facility_id, t.facility_text, t.partner_id
         from (select ticket_id, words, cluster_id from gist where system_key = $1 and created_at >= $2
               order by created_at desc limit $3) g
         join ticket t on t.id = g.ticket_id left join problem_ticket p on p.ticket_id = g.ticket_id
         where t.is_private = 0 and p.problem_id is null and t.status in ",
        open_statuses!()
    ))
    .bind(system)
    .bind(since)
    .bind(COMPARED)
    .fetch_all(conn)
    .await?;
    let read = |row: sqlx::any::AnyRow| {
        let words: String = row.try_get(1)?;
        Ok(Recent {
            ticket: row.try_get(0)?,
            gist: Gist::from_kept(&words),
            cluster: row.try_get(2)?,
            place: place(row.try_get(3)?, row.try_get(4)?),
            partner: row.try_get(5)?,
        })
    };
    found.into_iter().map(read).collect()
}
