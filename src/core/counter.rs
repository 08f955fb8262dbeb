//! The running numbers of a desk's tickets, counted in the database.

use sqlx::{AnyConnection, Row as _};

use super::rows;
use crate::row;

/// The next number of a desk, whose row stays locked until the commit.
///
/// # Errors
/// The database's.
pub(super) async fn lock(conn: &mut AnyConnection, desk: &str) -> Result<i64, sqlx::Error> {
    let row = sqlx::query(
        "insert into counter (name, next_number) values ($1, 1000)
         on conflict (name) do update set next_number = counter.next_number returning next_number",
    )
    .bind(desk)
    .fetch_one(conn)
    .await?;
    row.try_get(0)
}

/// The next number of the desk's practice. It is counted for itself: a training leaves no gap in what is real.
///
/// # Errors
/// The database's.
pub(super) async fn of_practice(conn: &mut AnyConnection, desk: &str) -> Result<i64, sqlx::Error> {
    let row = sqlx::query(
        "insert into counter (name, next_number) values ($1, 101)
         on conflict (name) do update set next_number = counter.next_number + 1 returning next_number",
    )
    .bind(format!("{desk}:practice"))
    .fetch_one(conn)
    .await?;
    Ok(row.try_get::<i64, _>(0)? - 1)
}

/// Notes the last number that was used.
///
/// # Errors
/// The database's.
pub(super) async fn save(saving: &mut rows::Saving<'_>, desk: &str, used: i64) -> Result<(), sqlx::Error> {
    let head = "update counter set next_number = v.column2 from (values";
    saving.write(head, vec![row![desk, used + 1]], ") as v where counter.name = v.column1").await
}
