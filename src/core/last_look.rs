//! When the desk last looked at its clock, by its own time: what a machine's clock is held against after a start. What
//! the machine had counted then tells more, as long as it was not started anew: a clock that was set to another hour
//! while the desk did not run is seen by that.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// The last look at a clock that was trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastLook {
    /// The desk's time.
    pub told: Millis,
    /// Which run of the machine it was, and what that had counted, in milliseconds. Unknown where the machine has no name
    /// for its runs.
    pub counted: Option<(String, Millis)>,
    /// Whether the clock was not trusted any more after it, and people were told so.
    pub is_held: bool,
}

/// The last look; none on a new desk.
///
/// # Errors
/// The database's.
pub async fn read(conn: &mut AnyConnection) -> Result<Option<LastLook>, sqlx::Error> {
    let facts = "select fact_value from fact where name = 'clock_looked_at'
         union all select 'counted ' || fact_value from fact where name = 'clock_counted'
         union all select 'held' from fact where name = 'clock_held_since'";
    let mut last = LastLook::default();
    let mut is_known = false;
    for row in sqlx::query(facts).fetch_all(conn).await? {
        let fact: String = row.try_get(0)?;
        if let Some(counted) = fact.strip_prefix("counted ") {
            last.counted = counted.rsplit_once(' ').and_then(|(run, up)| Some((run.to_owned(), up.parse().ok()?)));
        } else if fact == "held" {
            last.is_held = true;
        } else if let Ok(told) = fact.parse() {
            (last.told, is_known) = (told, true);
        }
    }
    Ok(is_known.then_some(last))
}

/// Notes a look at a clock that is trusted: the desk's time, and what a run of the machine has counted; no run where it
/// has no name.
///
/// # Errors
/// The database's.
pub async fn write(conn: &mut AnyConnection, told: Millis, (run, up): (&str, Millis)) -> Result<(), sqlx::Error> {
    set(conn, "clock_looked_at", told.to_string()).await?;
    if run.is_empty() {
        remove(conn, "clock_counted").await
    } else {
        set(conn, "clock_counted", format!("{run} {up}")).await
    }
}

/// Notes since when the clock is not trusted, by the desk's time; `None` where it is again.
///
/// # Errors
/// The database's.
pub async fn hold(conn: &mut AnyConnection, since: Option<Millis>) -> Result<(), sqlx::Error> {
    match since {
        Some(since) => set(conn, "clock_held_since", since.to_string()).await,
        None => remove(conn, "clock_held_since").await,
    }
}

/// Notes that somebody has looked at the machine's clock, which tells this time, and found it right.
///
/// # Errors
/// The database's.
pub async fn vouch(conn: &mut AnyConnection, told: Millis) -> Result<(), sqlx::Error> {
    set(conn, "clock_vouched_at", told.to_string()).await
}

/// The time that the machine told when somebody last found it right.
///
/// # Errors
/// The database's.
pub async fn vouched(conn: &mut AnyConnection) -> Result<Option<Millis>, sqlx::Error> {
    let found = sqlx::query("select fact_value from fact where name = 'clock_vouched_at'").fetch_optional(conn).await?;
    let Some(row) = found else { return Ok(None) };
    Ok(row.try_get::<String, _>(0)?.parse().ok())
}

async fn set(conn: &mut AnyConnection, name: &str, value: String) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into fact (name, fact_value) values ($1, $2)
         on conflict (name) do update set fact_value = excluded.fact_value",
    )
    .bind(name)
    .bind(value)
    .execute(conn)
    .await?;
    Ok(())
}

async fn remove(conn: &mut AnyConnection, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from fact where name = $1").bind(name).execute(conn).await?;
    Ok(())
}
