//! Days: counted from 1970, written as `2026-11-20` for the program and as `20/11/2026` for people.

use chrono::{DateTime, Datelike, NaiveDate, Offset as _};

const DAY_MS: i64 = 24 * 3600 * 1000;

/// The day of a time, in UTC.
#[must_use]
pub fn of(millis: i64) -> i64 {
    millis.div_euclid(DAY_MS)
}

/// The day of a time where a desk is; that of Greenwich where its zone is unknown.
#[must_use]
pub fn local(millis: i64, timezone: &str) -> i64 {
    of(millis + i64::from(offset_minutes(millis, timezone)) * 60_000)
}

/// A day written in full: `2026-11-20`, `20/11/2026`, `20-11-2026` or `20.11.2026`.
#[must_use]
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    let date = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
        .iter()
        .find_map(|pattern| NaiveDate::parse_from_str(text, pattern).ok())
        .filter(|date| (1970..=2200).contains(&date.year()))?;
    Some(i64::from(date.num_days_from_ce()) - EPOCH)
}

/// 1 January 1970, in days of the common era.
const EPOCH: i64 = 719_163;

/// As the program writes it.
#[must_use]
pub fn format(day: i64) -> String {
    date(day).map_or_else(String::new, |date| date.format("%Y-%m-%d").to_string())
}

/// As people write it.
#[must_use]
pub fn show(day: i64) -> String {
    date(day).map_or_else(String::new, |date| date.format("%d/%m/%Y").to_string())
}

/// Minutes that a zone is ahead of UTC at a time; an unknown zone is UTC.
#[must_use]
pub fn offset_minutes(millis: i64, timezone: &str) -> i32 {
    let zone = timezone.parse::<chrono_tz::Tz>().ok();
    let local = zone.zip(DateTime::from_timestamp_millis(millis)).map(|(zone, utc)| utc.with_timezone(&zone));
    local.map_or(0, |local| local.offset().fix().local_minus_utc() / 60)
}

/// A time as people write it, `20/11 14:05`, so many minutes ahead of UTC.
#[must_use]
pub fn moment(millis: i64, offset_minutes: i32) -> String {
    let local = DateTime::from_timestamp_millis(millis + i64::from(offset_minutes) * 60_000);
    local.map_or_else(String::new, |local| local.format("%d/%m %H:%M").to_string())
}

fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day + EPOCH).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back() {
        for text in ["1970-01-01", "2026-11-20", "2024-02-29"] {
            assert_eq!(parse(text).map(format).as_deref(), Some(text));
        }
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("20/11/2026"), parse("2026-11-20"));
        assert_eq!(parse("2026-11-20").map(show).as_deref(), Some("20/11/2026"));
        for wrong in ["", "31/02/2026", "hoje", "20/11", "20/11/26"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
