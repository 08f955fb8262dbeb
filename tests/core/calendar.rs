//! Business time: by hand, against a count of single minutes, and what always holds.

use balcao::core::calendar::{Calendar, DAY_MINUTES, Slot, SpecialDay, When, holiday};
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// 1 January 2026, 00:00 UTC.
const BEGIN: i64 = 1_767_225_600_000;

fn at(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

fn shown(at: i64) -> String {
    let utc = DateTime::from_timestamp_millis(at).unwrap();
    utc.with_timezone(&chrono_tz::Africa::Maputo).format("%a %Y-%m-%d %H:%M").to_string()
}

/// In Maputo.
fn local(text: &str) -> i64 {
    at(&format!("{}:00+02:00", text.replace(' ', "T")))
}

fn maputo() -> Calendar {
    let mut calendar = Calendar::of_mozambique(chrono_tz::Africa::Maputo);
    let date = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let morning = vec![Slot { from: 450, until: 720 }];
    calendar.days.push(SpecialDay { when: When::Once(date), place: None, slots: morning });
    let matola = Some("matola".to_owned());
    calendar.days.push(SpecialDay { when: When::Each { month: 2, day: 5 }, place: matola, slots: Vec::new() });
    calendar
}

#[test]
fn hours_are_added_over_nights_weekends_and_holidays() {
    for (from, hours, until) in [
        ("2026-11-23 09:00", 2, "2026-11-23 11:00"),
        ("2026-11-23 07:30", 8, "2026-11-23 15:30"),
        ("2026-11-23 14:30", 2, "2026-11-24 08:30"),
        ("2026-11-23 03:00", 1, "2026-11-23 08:30"),
        ("2026-11-27 15:00", 1, "2026-11-30 08:00"),
        ("2026-11-28 12:00", 0, "2026-11-30 07:30"),
        // 25 December is a Friday: Thursday evening to Monday.
        ("2026-12-24 15:30", 1, "2026-12-28 08:30"),
        // Half of 31 December, then the new year, a Friday, and the weekend.
        ("2026-12-31 11:00", 2, "2027-01-04 08:30"),
        ("2026-11-23 09:00", 80, "2026-12-07 09:00"),
    ] {
        let calendar = maputo();
        let hours_of = calendar.everywhere();
        assert_eq!(shown(hours_of.add(local(from), hours * HOUR)), shown(local(until)), "{from} + {hours} h");
    }
}

#[test]
fn business_days_keep_the_hour_where_they_can() {
    for (from, days, until) in [
        ("2026-11-23 09:00", 1, "2026-11-24 09:00"),
        ("2026-11-23 09:00", 3, "2026-11-26 09:00"),
        ("2026-11-27 09:00", 1, "2026-11-30 09:00"),
        ("2026-11-27 18:00", 1, "2026-12-01 07:30"),
        ("2026-12-24 10:00", 1, "2026-12-28 10:00"),
        ("2026-12-30 14:00", 1, "2027-01-04 07:30"),
        ("2026-11-23 09:00", 7, "2026-12-02 09:00"),
        ("2026-11-23 09:00", 0, "2026-11-23 09:00"),
    ] {
        let calendar = maputo();
        assert_eq!(shown(calendar.everywhere().add_days(local(from), days)), shown(local(until)), "{from} + {days} d");
    }
}

#[test]
fn a_day_off_of_one_place_counts_there_alone() {
    let calendar = maputo();
    let from = local("2027-02-04 15:30");
    assert_eq!(shown(calendar.at(&["Maputo Província", "Matola"]).add(from, HOUR)), "Mon 2027-02-08 08:30");
    assert_eq!(shown(calendar.at(&["Nampula", "Nampula"]).add(from, HOUR)), "Fri 2027-02-05 08:30");
}

#[test]
fn a_holiday_on_a_sunday_moves_where_the_desk_says_so() {
    // 7 February 2027 is a Sunday.
    let mut calendar = maputo();
    calendar.days.push(holiday((2, 7)));
    let from = local("2027-02-05 15:00");
    assert_eq!(shown(calendar.everywhere().add(from, HOUR)), "Mon 2027-02-08 08:00");
    calendar.sunday_moves = true;
    assert_eq!(shown(calendar.everywhere().add(from, HOUR)), "Tue 2027-02-09 08:00");
}

#[test]
fn a_dated_rule_counts_before_a_yearly_one() {
    let mut calendar = maputo();
    let day = NaiveDate::from_ymd_opt(2026, 12, 25).unwrap();
    let slots = vec![Slot { from: 600, until: 660 }];
    calendar.days.push(SpecialDay { when: When::Once(day), place: None, slots });
    assert_eq!(shown(calendar.everywhere().next_open(local("2026-12-24 16:00"))), "Fri 2026-12-25 10:00");
}

#[test]
fn clocks_that_are_set_forward_and_back() {
    let lisbon = Calendar::always(chrono_tz::Europe::Lisbon);
    // 23 and 25 hours.
    for (day, next, hours) in
        [("2026-03-29T00:00:00Z", "2026-03-29T23:00:00Z", 23), ("2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z", 25)]
    {
        let hours_of = lisbon.everywhere();
        assert_eq!(hours_of.between(at(day), at(next)), hours * HOUR);
        assert_eq!(hours_of.add(at(day), hours * HOUR), at(next));
        assert_eq!(hours_of.add_days(at(day), 1), at(next), "a day later it is as late");
    }
    // 01:30 never comes on that day: the desk opens at 02:00 summer time, which is 01:00 UTC.
    let mut early = Calendar::always(chrono_tz::Europe::Lisbon);
    early.week = std::array::from_fn(|_| vec![Slot { from: 90, until: 180 }]);
    assert_eq!(early.everywhere().next_open(at("2026-03-29T00:00:00Z")), at("2026-03-29T01:00:00Z"));
    // 01:30 comes twice: the first counts, and the hour between the two is open.
    assert_eq!(early.everywhere().next_open(at("2026-10-24T23:00:00Z")), at("2026-10-25T00:30:00Z"));
    assert_eq!(early.everywhere().between(at("2026-10-24T23:00:00Z"), at("2026-10-25T12:00:00Z")), 150 * MINUTE);
    // Samoa had no 30 December 2011 at all.
    let apia = Calendar::always(chrono_tz::Pacific::Apia);
    assert_eq!(apia.everywhere().between(at("2011-12-29T10:00:00Z"), at("2011-12-31T10:00:00Z")), 48 * HOUR);
}

#[test]
fn a_desk_that_never_opens_counts_plain_time() {
    let mut never = Calendar::always(chrono_tz::Africa::Maputo);
    never.week = std::array::from_fn(|_| Vec::new());
    let hours = never.everywhere();
    assert_eq!(hours.add(BEGIN, HOUR), BEGIN + HOUR);
    assert_eq!((hours.next_open(BEGIN), hours.add_days(BEGIN, 1)), (BEGIN, BEGIN + 24 * HOUR));
    assert!(!hours.is_open(BEGIN) && !hours.is_business_day(BEGIN) && hours.between(BEGIN, BEGIN + HOUR) == 0);
}

/// Whether the desk is open in a minute, told without any of the program's arithmetic.
fn is_open(calendar: &Calendar, at: i64) -> bool {
    let local = DateTime::from_timestamp_millis(at).unwrap().with_timezone(&calendar.zone);
    let minute = local.hour() * 60 + local.minute();
    let mut slots = &calendar.week[local.weekday().num_days_from_monday() as usize];
    let is = |rule: &&SpecialDay| match rule.when {
        When::Each { month, day } => (local.month(), local.day()) == (month, day),
        When::Once(date) => local.date_naive() == date,
    };
    let rules: Vec<&SpecialDay> = calendar.days.iter().filter(is).collect();
    let length = |rule: &&&SpecialDay| rule.slots.iter().map(|slot| slot.until - slot.from).sum::<u32>();
    let dated = rules.iter().filter(|rule| matches!(rule.when, When::Once(_))).min_by_key(length);
    if let Some(rule) = dated.or_else(|| rules.iter().min_by_key(length)) {
        slots = &rule.slots;
    }
    slots.iter().any(|slot| (slot.from..slot.until).contains(&minute))
}

/// Slots that begin and end outside of the hours in which clocks are changed, and perhaps at midnight.
fn some_slots() -> impl Strategy<Value = Vec<Slot>> {
    let bounds = prop::collection::btree_set(5 * 60..24 * 60u32, 4);
    prop_oneof![
        4 => bounds.prop_map(|bounds| {
            let bounds: Vec<u32> = bounds.into_iter().collect();
            vec![Slot { from: bounds[0], until: bounds[1] }, Slot { from: bounds[2], until: bounds[3] }]
        }),
        1 => Just(vec![Slot { from: 0, until: DAY_MINUTES }]),
        1 => Just(Vec::new()),
    ]
}

fn some_calendar() -> impl Strategy<Value = Calendar> {
    let zone = prop::sample::select(vec![
        chrono_tz::Africa::Maputo,
        chrono_tz::Europe::Lisbon,
        chrono_tz::America::Sao_Paulo,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Asia::Kathmandu,
        chrono_tz::Africa::Casablanca,
        Tz::UTC,
    ]);
    let day = (1..=12u32, 1..=28u32, any::<bool>(), some_slots()).prop_map(|(month, day, once, slots)| {
        let date = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let when = if once { When::Once(date) } else { When::Each { month, day } };
        SpecialDay { when, place: None, slots }
    });
    let week = prop::collection::vec(some_slots(), 7);
    (zone, week, prop::collection::vec(day, 0..60)).prop_map(|(zone, week, days)| {
        let mut week: [Vec<Slot>; 7] = week.try_into().unwrap();
        week[0] = vec![Slot { from: 8 * 60, until: 16 * 60 }];
        Calendar { zone, week, days, sunday_moves: false }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Against a clock that steps through the minutes.
    #[test]
    fn every_minute_is_counted_once(calendar in some_calendar(), start in 0..365i64 * 24 * 60, length in 0..4000i64) {
        let hours = calendar.everywhere();
        let (from, until) = (BEGIN + start * MINUTE, BEGIN + (start + length) * MINUTE);
        let counted = (0..length).filter(|minute| is_open(&calendar, from + minute * MINUTE)).count();
        prop_assert_eq!(hours.between(from, until), i64::try_from(counted).unwrap() * MINUTE);
        prop_assert_eq!(hours.is_open(from), is_open(&calendar, from));
    }

    #[test]
    fn what_was_added_lies_between(calendar in some_calendar(), start in 0..365i64 * 24 * 60, millis in 0..400 * HOUR) {
        let hours = calendar.everywhere();
        let from = BEGIN + start * MINUTE + 17;
        let until = hours.add(from, millis);
        prop_assert_eq!(hours.between(from, until), millis);
        prop_assert!(until >= from);
        prop_assert!(hours.add(from, millis + 1) > until, "a longer time ends later");
        prop_assert!(hours.add(from + MINUTE, millis) >= until, "what begins later ends no earlier");
        prop_assert_eq!(hours.add(hours.add(from, millis / 2), millis - millis / 2), until, "in two parts as in one");
    }

    #[test]
    fn business_days_never_go_back(calendar in some_calendar(), start in 0..365i64 * 24 * 60, days in 0..30u32) {
        let hours = calendar.everywhere();
        let from = BEGIN + start * MINUTE;
        let until = hours.add_days(from, days);
        prop_assert!(hours.is_open(until) && until >= from);
        prop_assert!(hours.add_days(from, days + 1) >= until);
        prop_assert!(hours.add_days(from + MINUTE, days) >= until);
    }
}
