//! Who works at the desk, and how much each has to do.

use sqlx::{AnyConnection, Row as _};

use super::ticket::open_statuses;
use crate::text::fold;

/// Somebody at the desk, with the number of open tickets that they own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    pub id: i64,
    pub name: String,
    pub load: i64,
}

/// Everybody at the desk, the least burdened first.
///
/// # Errors
/// The database's.
pub async fn workloads(conn: &mut AnyConnection) -> Result<Vec<Workload>, sqlx::Error> {
    let found = sqlx::query(concat!(
        "select p.id, p.name, count(t.id) from person p
         left join ticket t on t.owner_id = p.id and t.is_practice = 0 and t.status in ",
        open_statuses!(),
        " where p.role <> 'reporter' and p.role in ('agent', 'admin') and p.enrolled_at is not null
               and p.blocked_at is null and p.left_at is null
         group by p.id, p.name order by count(t.id), p.name, p.id"
    ))
    .fetch_all(conn)
    .await?;
    found
        .into_iter()
        .map(|row| Ok(Workload { id: row.try_get(0)?, name: row.try_get(1)?, load: row.try_get(2)? }))
        .collect()
}

/// The one at the desk who is meant: by id, by the beginning of one of their names, or "me". `None` where it may be
/// nobody, or several.
///
/// # Errors
/// The database's.
pub async fn named(conn: &mut AnyConnection, typed: &str, me: i64) -> Result<Option<i64>, sqlx::Error> {
    if let Ok(id) = typed.trim().parse::<i64>() {
        return Ok(Some(id));
    }
    let folded = fold::fold_words(typed);
    if matches!(folded.as_str(), "eu" | "mim" | "me" | "a mim" | "myself") {
        return Ok(Some(me));
    }
    let staff = workloads(conn).await?;
    let mut found = staff.iter().filter(|one| fold::begins(&fold::fold_words(&one.name), &folded));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(Some(one.id)),
        (None | Some(_), _) => Ok(None),
    }
}
