//! What a look at the clock finds to do, in one statement: most looks find nothing, and cost the same however many
//! tickets there are.

use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// What there is to do.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Of the directory that was committed.
    pub directory_version: i64,
    /// Of the desk file that counts.
    pub desk_version: i64,
    /// Of the days off that were committed.
    pub day_off_version: i64,
    /// The day whose morning was told last; none on a new desk.
    pub digest_day: Option<String>,
    pub timers: bool,
    /// Messages that had to wait.
    pub deferred: bool,
    /// Acts of which it is not known yet how their words arrived.
    pub marks: bool,
    /// Somebody whom nothing reached.
    pub unreached: bool,
    /// Of the problems that may be offered.
    pub problem_version: i64,
    /// Of the announcements that go on.
    pub announcement_version: i64,
    /// Requests of which it was not looked yet whether others are like them.
    pub unlooked: bool,
}

/// Looks, at a time and for the desk of a key. `held`: what the clock would do to tickets does not count.
///
/// # Errors
/// The database's.
pub async fn look(conn: &mut AnyConnection, (now, desk): (Millis, &str), held: bool) -> Result<Glance, sqlx::Error> {
    let row = sqlx::query(
        "select (select fact_value from fact where name = 'directory_version'),
         (select fact_value from fact where name = 'digest_day'),
         (select fact_value from fact where name = 'day_off_version'),
         case when exists (select 1 from timer where due_at <= $1 and ($2 = 0 or kind <> 'ticket')) then 1 else 0 end,
         case when exists (select 1 from outbox where state = 'deferred' and due_at <= $1) then 1 else 0 end,
         case when exists (select 1 from act where mark = 'waiting') then 1 else 0 end,
         case when exists (select 1 from outbox where state = 'blocked' and outcome = 'unreached') then 1 else 0 end,
         (select coalesce(max(version), 0) from desk_file where desk_key = $3),
         (select fact_value from fact where name = 'problem_version'),
         case when exists (select 1 from gist where is_looked = 0) then 1 else 0 end,
         (select fact_value from fact where name = 'announcement_version')",
    )
    .bind(now)
    .bind(i64::from(held))
    .bind(desk)
    .fetch_one(conn)
    .await?;
    let is = |at: usize| -> Result<bool, sqlx::Error> { Ok(row.try_get::<i64, _>(at)? == 1) };
    let version = |at: usize| -> Result<i64, sqlx::Error> {
        Ok(row.try_get::<Option<String>, _>(at)?.and_then(|version| version.parse().ok()).unwrap_or(0))
    };
    Ok(Glance {
        directory_version: version(0)?,
        desk_version: row.try_get(7)?,
        digest_day: row.try_get(1)?,
        day_off_version: version(2)?,
        timers: is(3)?,
        deferred: is(4)?,
        marks: is(5)?,
        unreached: is(6)?,
        problem_version: version(8)?,
        unlooked: is(9)?,
        announcement_version: version(10)?,
    })
}
