//! Quiet hours: reminders wait for the morning. What somebody waits for (an answer, a question) never does.

use chrono::{DateTime, Days, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;

use super::chat::Millis;

/// No reminders from this hour on …
const FROM: u32 = 20;
/// … until this one, local time.
const UNTIL: u32 = 7;

/// `at`, or the end of the quiet hours that it falls into. An unknown zone has none.
#[must_use]
pub fn after_quiet_hours(at: Millis, timezone: &str) -> Millis {
    let (Ok(zone), Some(utc)) = (timezone.parse::<Tz>(), DateTime::from_timestamp_millis(at)) else { return at };
    let local = utc.with_timezone(&zone);
    let day = match local.hour() {
        hour if hour >= FROM => local.date_naive().checked_add_days(Days::new(1)),
        hour if hour < UNTIL => Some(local.date_naive()),
        _ => return at,
    };
    let morning = day.zip(NaiveTime::from_hms_opt(UNTIL, 0, 0)).map(|(day, time)| day.and_time(time));
    morning
        .and_then(|morning| zone.from_local_datetime(&morning).earliest())
        .map_or(at, |local| local.timestamp_millis())
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
}
