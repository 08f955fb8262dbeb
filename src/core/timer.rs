//! Timers as rows. What is due becomes an inbound and goes through the same door as everything else; whether it
//! still means anything is checked there.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, rows};
use crate::row;

/// A timer; there is one of a kind for each subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub id: i64,
    pub address: String,
    pub user_key: String,
    pub kind: String,
    pub subject_id: i64,
    pub due_at: Millis,
}

/// Sets timers; one that is set already is moved, and of several that were set by one batch the last one counts.
///
/// # Errors
/// The database's.
pub async fn set(saving: &mut rows::Saving<'_>, timers: Vec<Timer>) -> Result<(), sqlx::Error> {
    // Of several in one transaction the last one counts; a statement sets a row only once.
    let mut last: BTreeMap<(String, i64), Timer> = BTreeMap::new();
    last.extend(timers.into_iter().map(|timer| ((timer.kind.clone(), timer.subject_id), timer)));
    let rows = last
        .into_values()
        .map(|timer| row![timer.id, timer.address, timer.user_key, timer.kind, timer.subject_id, timer.due_at])
        .collect();
    saving
        .write(
            "insert into timer (id, address, user_key, kind, subject_id, due_at) values",
            rows,
            "on conflict (kind, subject_id) do update set due_at = excluded.due_at, address = excluded.address,
         user_key = excluded.user_key",
        )
        .await?;
    Ok(())
}

/// Removes timers that have fired.
///
/// # Errors
/// The database's.
pub async fn remove(saving: &mut rows::Saving<'_>, ids: &[i64]) -> Result<(), sqlx::Error> {
    saving.write_in("delete from timer where id in", ids).await?;
    Ok(())
}

/// Claims that tickets are looked at because other days off or another desk file count. Returns whether nobody had before.
///
/// # Errors
/// The database's.
pub async fn claim_terms(conn: &mut AnyConnection, versions: &str) -> Result<bool, sqlx::Error> {
    let claimed = sqlx::query(
        "insert into fact (name, fact_value) values ('terms_seen', $1)
         on conflict (name) do update set fact_value = excluded.fact_value
         where fact.fact_value <> excluded.fact_value returning name",
    )
    .bind(versions)
    .fetch_optional(conn)
    .await?;
    Ok(claimed.is_some())
}

/// Has the tickets that were changed since then looked at, each by the timer that it has.
///
/// # Errors
/// The database's.
pub async fn look_again(conn: &mut AnyConnection, now: Millis, since: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update timer set due_at = $1 where kind = 'ticket' and due_at > $1
         and subject_id in (select id from ticket where is_practice = 0 and updated_at >= $2)",
    )
    .bind(now)
    .bind(since)
    .execute(conn)
    .await?;
    Ok(())
}

/// What is due, the oldest first; `held`: without what the clock would do to tickets.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut AnyConnection, now: Millis, most: i64, held: bool) -> Result<Vec<Timer>, sqlx::Error> {
    let found = sqlx::query(
        "select id, address, user_key, kind, subject_id, due_at from timer
         where due_at <= $1 and ($3 = 0 or kind <> 'ticket') order by due_at limit $2",
    )
    .bind(now)
    .bind(most)
    .bind(i64::from(held))
    .fetch_all(conn)
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(Timer {
                id: row.try_get(0)?,
                address: row.try_get(1)?,
                user_key: row.try_get(2)?,
                kind: row.try_get(3)?,
                subject_id: row.try_get(4)?,
                due_at: row.try_get(5)?,
            })
        })
        .collect()
}
