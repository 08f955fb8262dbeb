//! The morning digest: on working days everybody at the desk is told in private what waits for them. Which day was
//! told last is a fact of the desk, claimed by whoever comes first; each person's digest is then a timer.

use chrono::{DateTime, Datelike, NaiveTime, Weekday};
use chrono_tz::Tz;
use sqlx::{AnyConnection, Row as _};

use super::{
    chat::Millis,
    ids::IdSource,
    person::{Notify, Profile},
    rows,
    timer::{self, Timer},
};

/// The kind of its timers; the subject is the person.
pub const DIGEST: &str = "digest";
/// A desk that comes back later than this, local time, has missed the morning.
const UNTIL_HOUR: u32 = 12;

/// The local day, as the program writes it, and whether it is the time of its digest: from 07:30 on, from Monday to
/// Friday. An unknown zone is UTC.
#[must_use]
pub fn day_of(now: Millis, timezone: &str) -> (String, bool) {
    let zone: Tz = timezone.parse().unwrap_or(Tz::UTC);
    let Some(utc) = DateTime::from_timestamp_millis(now) else { return (String::new(), false) };
    let local = utc.with_timezone(&zone);
    let from = NaiveTime::from_hms_opt(7, 30, 0).unwrap_or_default();
    let until = NaiveTime::from_hms_opt(UNTIL_HOUR, 0, 0).unwrap_or_default();
    let is_morning = (from..until).contains(&local.time());
    let is_weekend = matches!(local.weekday(), Weekday::Sat | Weekday::Sun);
    (local.date_naive().format("%Y-%m-%d").to_string(), is_morning && !is_weekend)
}

/// Claims a day. Returns whether nobody had before.
///
/// # Errors
/// The database's.
pub async fn claim(conn: &mut AnyConnection, day: &str) -> Result<bool, sqlx::Error> {
    let claimed = sqlx::query(
        "insert into fact (name, fact_value) values ('digest_day', $1)
         on conflict (name) do update set fact_value = excluded.fact_value
         where fact.fact_value < excluded.fact_value returning name",
    )
    .bind(day)
    .fetch_optional(conn)
    .await?;
    Ok(claimed.is_some())
}

/// Sets a timer for everybody at the desk who is here, has a private chat that reaches them, and has not asked to be
/// told of nothing.
///
/// # Errors
/// The database's.
pub async fn set_timers(conn: &mut AnyConnection, ids: &IdSource, now: Millis) -> Result<(), sqlx::Error> {
    // Of several chats the one used last: the later row of a person replaces the earlier.
    let found = sqlx::query(
        "select p.id, p.profile, c.address, c.contact_key from person p join contact c on c.person_id = p.id
         where p.role <> 'reporter' and p.role in ('agent', 'admin') and p.enrolled_at is not null
         and p.blocked_at is null
               and p.left_at is null and c.reachable = 1
               and not exists (select 1 from room r where r.address = c.address)
         order by p.id, c.last_used_at, c.address",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut timers: Vec<Timer> = Vec::new();
    for row in found {
        let (subject_id, profile, contact_key): (i64, String, String) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(3)?);
        let profile: Profile = serde_json::from_str(&profile).unwrap_or_default();
        let Some((_, user_key)) = contact_key.split_once('|').filter(|_| profile.notify != Some(Notify::None)) else {
            continue;
        };
        timers.retain(|timer| timer.subject_id != subject_id);
        timers.push(Timer {
            id: ids.one(),
            address: row.try_get(2)?,
            user_key: user_key.to_owned(),
            kind: DIGEST.to_owned(),
            subject_id,
            due_at: now,
        });
    }
    let mut saving = rows::Saving::new(conn);
    timer::set(&mut saving, timers).await?;
    saving.finish().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (String, bool) {
        let millis = DateTime::parse_from_rfc3339(text).expect("a time").timestamp_millis();
        day_of(millis, "Africa/Maputo")
    }

    #[test]
    fn mornings_are_those_of_working_days_in_maputo() {
        assert_eq!(at("2026-11-24T07:29:59+02:00"), ("2026-11-24".into(), false));
        assert_eq!(at("2026-11-24T07:30:00+02:00"), ("2026-11-24".into(), true));
        assert_eq!(at("2026-11-24T11:59:59+02:00"), ("2026-11-24".into(), true));
        assert_eq!(at("2026-11-24T12:00:00+02:00"), ("2026-11-24".into(), false));
        assert_eq!(at("2026-11-21T08:00:00+02:00"), ("2026-11-21".into(), false));
        assert_eq!(at("2026-11-22T08:00:00+02:00"), ("2026-11-22".into(), false));
        assert_eq!(at("2026-11-23T23:30:00Z"), ("2026-11-24".into(), false));
    }
}
