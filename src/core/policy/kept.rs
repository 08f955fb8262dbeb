//! Desk files in the database: what a desk was started with, and what was applied to it since. The last one counts; one
//! that was applied counts from start to start, and the file that the program is started with only where none was.

use sqlx::{Any, AnyConnection, Row as _, Transaction};

use super::{changes::Group, desk::Desk};
use crate::{
    closed_set,
    core::{chat::Millis, rows, ticket::open_statuses},
    row,
};

closed_set! {
    /// How a desk file came here.
    How { Started = "started", Applied = "applied" }
}

/// A desk file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Of the desk, from 1.
    pub version: i64,
    pub how: How,
    pub kept_at: Millis,
    /// The file's text.
    pub body: String,
    /// The desk's own terms, in the place of its labels; empty where it has none.
    pub terms: String,
}

/// The file that counts for a desk.
///
/// # Errors
/// The database's.
pub async fn last(conn: &mut AnyConnection, key: &str) -> Result<Option<Kept>, sqlx::Error> {
    let last = version(conn, key).await?;
    earlier(conn, key, last).await
}

/// A file by its version.
///
/// # Errors
/// The database's.
pub async fn earlier(conn: &mut AnyConnection, key: &str, version: i64) -> Result<Option<Kept>, sqlx::Error> {
    let sql = "select version, how, kept_at, body, terms from desk_file where desk_key = $1 and version = $2";
    let Some(row) = sqlx::query(sql).bind(key).bind(version).fetch_optional(conn).await? else { return Ok(None) };
    let how: String = row.try_get(1)?;
    Ok(Some(Kept {
        version: row.try_get(0)?,
        how: How::from_word(&how).unwrap_or(How::Started),
        kept_at: row.try_get(2)?,
        body: row.try_get(3)?,
        terms: row.try_get(4)?,
    }))
}

/// The version that counts for a desk; 0 where none is kept. While it stays, so does the file.
///
/// # Errors
/// The database's.
pub async fn version(conn: &mut AnyConnection, key: &str) -> Result<i64, sqlx::Error> {
    let sql = "select coalesce(max(version), 0) from desk_file where desk_key = $1";
    sqlx::query(sql).bind(key).fetch_one(conn).await?.try_get(0)
}

/// Keeps a file, with the desk's own terms, as the one that counts, and returns its version. Two at the same time: one of them fails.
///
/// # Errors
/// The database's; the transaction is then to be dropped.
pub async fn keep(
    tx: &mut Transaction<'_, Any>,
    id: i64,
    desk: &Desk,
    how: How,
    (body, terms): (&str, &str),
    now: Millis,
) -> Result<i64, sqlx::Error> {
    let version = version(tx, &desk.key).await? + 1;
    let row = row![id, desk.key.as_str(), version, desk.version, how.word(), now, body, terms];
    let into = "insert into desk_file (id, desk_key, version, file_version, how, kept_at, body, terms) values";
    rows::write(tx, into, vec![row], "").await?;
    Ok(version)
}

/// What the requests that are not ended have of a desk: each combination, and how many have it. Practice does not count.
///
/// # Errors
/// The database's.
pub async fn in_use(conn: &mut AnyConnection) -> Result<Vec<Group>, sqlx::Error> {
    let found = sqlx::query(concat!(
        "select system_key, category_key, coalesce(department, ''), urgency_key, impact_key, priority_key, tier, count(*)
         from ticket where is_practice = 0 and status in ",
        open_statuses!(", 'resolved'"),
        " group by system_key, category_key, coalesce(department, ''), urgency_key, impact_key, priority_key, tier"
    ))
    .fetch_all(conn)
    .await?;
    found
        .iter()
        .map(|row| {
            Ok(Group {
                system: row.try_get(0)?,
                category: row.try_get(1)?,
                department: row.try_get(2)?,
                urgency: row.try_get(3)?,
                impact: row.try_get(4)?,
                priority: row.try_get(5)?,
                tier: row.try_get(6)?,
                count: row.try_get(7)?,
            })
        })
        .collect()
}

/// Gives the requests that are not ended the ranks that their priorities have now: a rank is an order, not a promise.
///
/// # Errors
/// The database's; the transaction is then to be dropped.
pub async fn rank_anew(tx: &mut Transaction<'_, Any>, desk: &Desk) -> Result<(), sqlx::Error> {
    let found = sqlx::query(concat!(
        "select distinct system_key, priority_key, priority_rank from ticket where is_practice = 0 and status in ",
        open_statuses!(", 'resolved'")
    ))
    .fetch_all(&mut **tx)
    .await?;
    for row in found {
        let (system, priority, rank): (String, String, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let Some(now) = desk.policy_of(Some(&system)).priority(&priority).filter(|now| now.rank != rank) else {
            continue;
        };
        // Whoever works on one at this moment begins again.
        sqlx::query(concat!(
            "update ticket set priority_rank = $1, version = version + 1
             where system_key = $2 and priority_key = $3 and is_practice = 0 and status in ",
            open_statuses!(", 'resolved'")
        ))
        .bind(now.rank)
        .bind(system)
        .bind(priority)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Has each open request looked at again, by its own timer: its clocks follow other targets and hours.
///
/// # Errors
/// The database's; the transaction is then to be dropped.
pub async fn look_again(tx: &mut Transaction<'_, Any>, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(concat!(
        "insert into timer (id, address, user_key, kind, subject_id, due_at)
         select -id, reporter_address, 'desk', 'ticket', id, $1 from ticket where is_practice = 0 and status in ",
        open_statuses!(),
        " on conflict (kind, subject_id) do update set due_at = excluded.due_at"
    ))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
