//! Quiet hours: reminders wait for the morning, notices for the end of somebody's own hours or for their digest. What
//! somebody waits for in a chat at hand (an answer, a question) never does.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;

use super::chat::Millis;

/// No reminders from this hour on …
const FROM: u32 = 20;
/// … until this one, local time.
const UNTIL: u32 = 7;

/// When a digest comes, local time.
const DIGEST: (u32, u32) = (7, 30);

/// `at`, or the end of the desk's quiet hours that it falls into. An unknown zone has none.
#[must_use]
pub fn after_quiet_hours(at: Millis, timezone: &str) -> Millis {
    after_hours(at, timezone, (FROM, UNTIL))
}

/// `at`, or the end of somebody's quiet hours that it falls into: from one local hour until another, perhaps over
/// midnight.
#[must_use]
pub fn after_hours(at: Millis, timezone: &str, (from, until): (u32, u32)) -> Millis {
    let (Ok(zone), Some(utc)) = (timezone.parse::<Tz>(), DateTime::from_timestamp_millis(at)) else { return at };
    let local = utc.with_timezone(&zone);
    let hour = local.hour();
    let over_midnight = from > until;
    let day = if over_midnight && hour >= from {
        local.date_naive().checked_add_days(Days::new(1))
    } else if hour < until && (over_midnight || hour >= from) {
        Some(local.date_naive())
    } else {
        return at;
    };
    day.and_then(|day| at_time(zone, day, (until, 0))).unwrap_or(at)
}

/// The next time that a digest goes, after `at`.
#[must_use]
pub fn next_digest(at: Millis, timezone: &str) -> Millis {
    let (Ok(zone), Some(utc)) = (timezone.parse::<Tz>(), DateTime::from_timestamp_millis(at)) else { return at };
    let today = utc.with_timezone(&zone).date_naive();
    let days = [Some(today), today.checked_add_days(Days::new(1))];
    let mut times = days.into_iter().flatten().filter_map(|day| at_time(zone, day, DIGEST));
    times.find(|time| *time > at).unwrap_or(at)
}

fn at_time(zone: Tz, day: NaiveDate, (hour, minute): (u32, u32)) -> Option<Millis> {
    let time = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?);
    zone.from_local_datetime(&time).earliest().map(|local| local.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Millis {
        DateTime::parse_from_rfc3339(text).expect("a time").timestamp_millis()
    }

    #[test]
    fn nights_are_quiet_in_maputo() {
        let zone = "Africa/Maputo";
        assert_eq!(after_quiet_hours(at("2026-11-20T10:00:00+02:00"), zone), at("2026-11-20T10:00:00+02:00"));
        assert_eq!(after_quiet_hours(at("2026-11-20T20:00:00+02:00"), zone), at("2026-11-21T07:00:00+02:00"));
        assert_eq!(after_quiet_hours(at("2026-12-31T23:59:00+02:00"), zone), at("2027-01-01T07:00:00+02:00"));
        assert_eq!(after_quiet_hours(at("2026-11-20T06:59:00+02:00"), zone), at("2026-11-20T07:00:00+02:00"));
        assert_eq!(after_quiet_hours(5, "Nowhere/Atall"), 5);
    }

    #[test]
    fn somebodys_own_hours_and_the_digest() {
        let zone = "Africa/Maputo";
        let noon = (at("2026-11-20T12:30:00+02:00"), at("2026-11-20T14:00:00+02:00"));
        assert_eq!(after_hours(noon.0, zone, (12, 14)), noon.1);
        assert_eq!(after_hours(noon.1, zone, (12, 14)), noon.1);
        assert_eq!(after_hours(at("2026-11-20T22:00:00+02:00"), zone, (22, 6)), at("2026-11-21T06:00:00+02:00"));
        assert_eq!(next_digest(at("2026-11-20T07:29:00+02:00"), zone), at("2026-11-20T07:30:00+02:00"));
        assert_eq!(next_digest(at("2026-11-20T07:30:00+02:00"), zone), at("2026-11-21T07:30:00+02:00"));
    }
}
