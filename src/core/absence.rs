//! Absences of people at the desk: from one day to another, perhaps with a deputy who has their requests meanwhile.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// The kind of the timers; the subject is the absence.
pub const TIMER: &str = "absence";

/// Somebody is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: i64,
    pub person_id: i64,
    /// The first and the last day, since 1970.
    pub from_day: i64,
    pub until_day: i64,
    pub deputy_id: Option<i64>,
}

/// Notes an absence.
///
/// # Errors
/// The database's.
pub async fn add(conn: &mut AnyConnection, absence: &Absence) -> Result<(), sqlx::Error> {
    sqlx::query("insert into absence (id, person_id, from_day, until_day, deputy_id) values ($1, $2, $3, $4, $5)")
        .bind(absence.id)
        .bind(absence.person_id)
        .bind(absence.from_day)
        .bind(absence.until_day)
        .bind(absence.deputy_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Begins an absence that still counts: from now on what they had is handed over. `None` where it was before, or does
/// not count any more.
///
/// # Errors
/// The database's.
pub async fn begin(conn: &mut AnyConnection, id: i64) -> Result<Option<Absence>, sqlx::Error> {
    let found = sqlx::query(
        "update absence set handed_over = 1 where id = $1 and handed_over = 0 and ended_at is null
         returning person_id, from_day, until_day, deputy_id",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Absence {
        id,
        person_id: row.try_get(0)?,
        from_day: row.try_get(1)?,
        until_day: row.try_get(2)?,
        deputy_id: row.try_get(3)?,
    }))
}

/// Ends all absences of somebody. Returns whether there was one that counts today or later.
///
/// # Errors
/// The database's.
pub async fn end(conn: &mut AnyConnection, person: i64, today: i64, now: Millis) -> Result<bool, sqlx::Error> {
    let ended =
        sqlx::query("update absence set ended_at = $3 where person_id = $1 and until_day >= $2 and ended_at is null")
            .bind(person)
            .bind(today)
            .bind(now)
            .execute(conn)
            .await?;
    Ok(ended.rows_affected() > 0)
}
