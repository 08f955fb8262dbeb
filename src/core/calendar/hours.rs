//! Counting in business time. A local time that comes twice, when clocks are set back, means its first; one that never
//! comes, when they are set forward, means the moment after the gap. So no time is counted twice, and none is lost.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::{Calendar, DAY_MINUTES, Slot, SpecialDay, When};
use crate::core::chat::Millis;

const DAY_MS: Millis = 24 * 3600 * 1000;
/// Further ahead than this, in days, nothing is looked for.
const FURTHEST: usize = 3_700;
/// The longest gap of a time zone is a whole day; in minutes, with some to spare.
const LONGEST_GAP: i64 = 26 * 60;

/// When the desk is open at one place.
#[derive(Clone, Debug)]
pub struct Hours<'c> {
    calendar: &'c Calendar,
    days: Vec<&'c SpecialDay>,
}

impl<'c> Hours<'c> {
    pub(super) fn new(calendar: &'c Calendar, days: Vec<&'c SpecialDay>) -> Self {
        Self { calendar, days }
    }

    /// The first time from `at` on at which the desk is open; `at` itself where it never opens.
    #[must_use]
    pub fn next_open(&self, at: Millis) -> Millis {
        self.from(at).next().map_or(at, |(from, _)| from)
    }

    /// Whether the desk is open at a time.
    #[must_use]
    pub fn is_open(&self, at: Millis) -> bool {
        self.from(at).next().is_some_and(|(from, until)| from <= at && at < until)
    }

    /// The time at which `millis` of business time are over, counted from `at`. Where the desk does not open that long
    /// within ten years they are counted as plain time.
    #[must_use]
    pub fn add(&self, at: Millis, millis: Millis) -> Millis {
        let mut left = millis.max(0);
        for (from, until) in self.from(at) {
            if until - from >= left {
                return from + left;
            }
            left -= until - from;
        }
        at.saturating_add(millis)
    }

    /// The same local time so many business days later, counted from the next time at which the desk is open. Where the
    /// desk is closed then, the next time after it: asked on a Friday at 18:00, a business day is over on Tuesday, when
    /// the desk opens. A desk that never opens has the days of the clock.
    #[must_use]
    pub fn add_days(&self, at: Millis, count: u32) -> Millis {
        let begin = self.next_open(at);
        let Some(local) = self.local(begin) else { return at };
        let (mut day, mut left) = (local.date(), count);
        for _ in 0..FURTHEST {
            if left == 0 {
                break;
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
            left -= u32::from(!self.open_on(day).is_empty());
        }
        if left > 0 {
            return at.saturating_add(Millis::from(count) * DAY_MS);
        }
        self.next_open(instant(self.calendar.zone, day, local.time()).max(begin))
    }

    /// The business time between two times, in milliseconds; none where `until` is not after `from`.
    #[must_use]
    pub fn between(&self, from: Millis, until: Millis) -> Millis {
        let slots = self.from(from).take_while(|(opens, _)| *opens < until);
        slots.map(|(opens, closes)| closes.min(until) - opens).sum()
    }

    /// Whether it is a day on which the desk opens at all.
    #[must_use]
    pub fn is_business_day(&self, at: Millis) -> bool {
        self.local(at).is_some_and(|local| !self.open_on(local.date()).is_empty())
    }

    /// When a day closes, in days since 1970; where the desk is closed on it, its end.
    #[must_use]
    pub fn closing(&self, day: i64) -> Millis {
        let date = date(day);
        self.open_on(date).last().map_or_else(|| self.midnight_after(day), |(_, until)| *until)
    }

    /// The end of a day, in days since 1970.
    #[must_use]
    pub fn midnight_after(&self, day: i64) -> Millis {
        minute(self.calendar.zone, date(day), DAY_MINUTES)
    }

    /// What is open from `at` on, in order and without overlap.
    fn from(&self, at: Millis) -> impl Iterator<Item = (Millis, Millis)> + '_ {
        let today = self.local(at).map(|local| local.date());
        let days = std::iter::successors(today, NaiveDate::succ_opt).take(FURTHEST);
        let slots = days.flat_map(|day| self.open_on(day));
        slots.filter(move |(_, until)| *until > at).map(move |(from, until)| (from.max(at), until))
    }

    /// What is open on a day.
    fn open_on(&self, day: NaiveDate) -> Vec<(Millis, Millis)> {
        let zone = self.calendar.zone;
        let slots = self.slots_of(day).iter();
        let times = slots.map(|slot| (minute(zone, day, slot.from), minute(zone, day, slot.until)));
        times.filter(|(from, until)| from < until).collect()
    }

    /// The slots of a day: a rule for this very date counts before one of each year, that before the weekday; of several
    /// the one that leaves the least time.
    fn slots_of(&self, day: NaiveDate) -> &[Slot] {
        let length = |rule: &&&SpecialDay| rule.slots.iter().map(|slot| slot.until - slot.from).sum::<u32>();
        let of_day = || self.days.iter().filter(|rule| self.calendar.falls_on(rule, day));
        let dated = of_day().filter(|rule| matches!(rule.when, When::Once(_))).min_by_key(length);
        match dated.or_else(|| of_day().min_by_key(length)) {
            Some(rule) => &rule.slots,
            None => self.calendar.week.get(day.weekday().num_days_from_monday() as usize).map_or(&[], Vec::as_slice),
        }
    }

    fn local(&self, at: Millis) -> Option<chrono::NaiveDateTime> {
        DateTime::from_timestamp_millis(at).map(|utc| utc.with_timezone(&self.calendar.zone).naive_local())
    }
}

fn date(day: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(day.saturating_mul(DAY_MS)).unwrap_or_default().date_naive()
}

/// A minute of a day; the last one is the next midnight.
fn minute(zone: Tz, day: NaiveDate, minute: u32) -> Millis {
    match NaiveTime::from_hms_opt(minute / 60, minute % 60, 0) {
        Some(time) => instant(zone, day, time),
        None => instant(zone, day.checked_add_days(Days::new(1)).unwrap_or(day), NaiveTime::MIN),
    }
}

fn instant(zone: Tz, day: NaiveDate, time: NaiveTime) -> Millis {
    let local = day.and_time(time);
    let found = (0..LONGEST_GAP).find_map(|minutes| {
        zone.from_local_datetime(&local.checked_add_signed(TimeDelta::minutes(minutes))?).earliest()
    });
    found.map_or_else(|| local.and_utc().timestamp_millis(), |at| at.timestamp_millis())
}
