//! When the desk last looked at its clock, by its own time: what a machine's clock is held against after a start.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// The last look; none on a new desk.
///
/// # Errors
/// The database's.
pub async fn read(conn: &mut AnyConnection) -> Result<Option<Millis>, sqlx::Error> {
    let row = sqlx::query("select fact_value from fact where name = 'clock_looked_at'").fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(row.try_get::<String, _>(0)?.parse().ok())
}

/// Notes a look.
///
/// # Errors
/// The database's.
pub async fn write(conn: &mut AnyConnection, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into fact (name, fact_value) values ('clock_looked_at', $1)
         on conflict (name) do update set fact_value = excluded.fact_value",
    )
    .bind(now.to_string())
    .execute(conn)
    .await?;
    Ok(())
}
