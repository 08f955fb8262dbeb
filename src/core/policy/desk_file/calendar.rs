//! When a desk is open: `[calendar]`. Without it, the hours and holidays of a public office in Mozambique.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::table::{Notes, Table, text};
use crate::{
    core::calendar::{Calendar, DAY_MINUTES, Slot, SpecialDay, When, holiday},
    text::fold,
};

const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const FURTHER: [&str; 4] = ["always", "holidays", "sunday_moves", "day"];
const DAY: [&str; 3] = ["date", "hours", "place"];
/// A year that has each day there is.
const LEAP_YEAR: i32 = 2000;

/// Reads the calendar of a desk in a time zone.
pub(super) fn read(root: &Table<'_, '_>, timezone: &str, notes: &mut Notes<'_>) -> Calendar {
    // An unknown zone was told already.
    let zone = timezone.parse().unwrap_or(Tz::UTC);
    let usual = Calendar::of_mozambique(zone);
    let Some(value) = root.field("calendar") else { return usual };
    let Some(table) = Table::of(value, "the calendar", notes) else { return usual };
    table.only(&[&WEEK[..], &FURTHER].concat(), notes);
    if table.flag("always", notes) {
        for name in WEEK.iter().chain(&FURTHER[1..]).filter(|name| table.fields.contains_key(**name)) {
            let place = table.field(name).map(toml::Spanned::span);
            notes.wrong(place.as_ref(), format!("`{name}` means nothing where the desk is always open"), None);
        }
        return Calendar::always(zone);
    }
    let week = WEEK.map(|name| slots(&table, name, notes));
    if week.iter().all(Vec::is_empty) {
        let allowed = "hours for a day of the week, such as monday = \"07:30-15:30\", or always = true";
        notes.wrong(table.place.as_ref(), "the desk is never open", Some(allowed.to_owned()));
    }
    let mut days = holidays(&table, notes).unwrap_or(usual.days);
    if table.field("day").is_some() {
        days.extend(table.tables("day", notes).iter().filter_map(|day| special(day, notes)));
    }
    Calendar { zone, week, days, sunday_moves: table.flag("sunday_moves", notes) }
}

/// Slots such as `07:30-12:00, 13:00-15:30`; none where the field is missing.
fn slots(table: &Table<'_, '_>, name: &str, notes: &mut Notes<'_>) -> Vec<Slot> {
    if table.field(name).is_none() {
        return Vec::new();
    }
    let Some((written, place)) = table.text(name, notes) else { return Vec::new() };
    parse_slots(written).unwrap_or_else(|| {
        let allowed = "times in order, such as \"07:30-12:00, 13:00-15:30\"; the last one ends at 24:00 at most";
        notes.wrong(Some(&place), format!("`{written}` are no hours"), Some(allowed.to_owned()));
        Vec::new()
    })
}

fn parse_slots(text: &str) -> Option<Vec<Slot>> {
    let slot = |part: &str| {
        let (from, until) = part.split_once('-')?;
        Some(Slot { from: minute(from)?, until: minute(until)? })
    };
    let slots = text.split(',').map(slot).collect::<Option<Vec<Slot>>>()?;
    let last =
        slots.iter().try_fold(0, |last, slot| (last <= slot.from && slot.from < slot.until).then_some(slot.until));
    last.map(|_| slots)
}

/// `07:30`, up to `24:00`, in minutes.
fn minute(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() == 2);
    let (hour, minute) = (number(hour)?, number(minute).filter(|minute| *minute < 60)?);
    Some(hour * 60 + minute).filter(|all| *all <= DAY_MINUTES)
}

fn holidays(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<Vec<SpecialDay>> {
    let value = table.field("holidays")?;
    let Some(written) = value.get_ref().as_array() else {
        notes.wrong(Some(&value.span()), "`holidays` of the calendar is no list", Some("[\"01-01\", …]".to_owned()));
        return None;
    };
    let mut days = Vec::new();
    for value in written {
        let Some((written, place)) = text(value, "a holiday", notes) else { continue };
        match each_year(written) {
            Some(day) => days.push(holiday(day)),
            None => {
                notes.wrong(Some(&place), format!("`{written}` is no holiday"), Some("month-day: 06-25".to_owned()));
            }
        }
    }
    Some(days)
}

fn special(table: &Table<'_, '_>, notes: &mut Notes<'_>) -> Option<SpecialDay> {
    table.only(&DAY, notes);
    let slots = slots(table, "hours", notes);
    let place = table.field("place").and_then(|_| table.text("place", notes)).map(|(place, _)| fold::fold(place));
    let (written, at) = table.text("date", notes)?;
    let dated = || NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().filter(|_| written.len() == 10).map(When::Once);
    let when = each_year(written).map(|(month, day)| When::Each { month, day }).or_else(dated);
    if when.is_none() {
        let allowed = "2026-12-31, or 12-31 for each year".to_owned();
        notes.wrong(Some(&at), format!("`{written}` is no date"), Some(allowed));
    }
    Some(SpecialDay { when: when?, place, slots })
}

/// `06-25`, as month and day.
fn each_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// The calendar of a file, or what is wrong with it.
    fn of(text: &str) -> Result<Calendar, Vec<String>> {
        let mut notes = Notes::on(text);
        let (parsed, _) = DeTable::parse_recoverable(text);
        let calendar = read(&Table::root(parsed.get_ref()), "Africa/Maputo", &mut notes);
        let problems: Vec<String> = notes.mistakes.into_iter().map(|one| one.problem).collect();
        if problems.is_empty() { Ok(calendar) } else { Err(problems) }
    }

    const FILE: &str = r#"
[calendar]
monday = "07:30-12:00, 13:00-15:30"
saturday = "00:00-24:00"
holidays = ["06-25"]
sunday_moves = true

[[calendar.day]]
date = "2026-12-31"
hours = "07:30-12:00"

[[calendar.day]]
date = "02-05"
place = "Matola"
"#;

    #[test]
    fn a_calendar_is_read() {
        let calendar = of(FILE).expect("a calendar");
        assert_eq!(calendar.week[0], [Slot { from: 450, until: 720 }, Slot { from: 780, until: 930 }]);
        assert_eq!(calendar.week[5], [Slot { from: 0, until: 1440 }]);
        assert!(calendar.week[1].is_empty() && calendar.sunday_moves);
        assert_eq!(calendar.days[0], holiday((6, 25)));
        let date = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a date");
        assert_eq!(
            calendar.days[1],
            SpecialDay { when: When::Once(date), place: None, slots: vec![Slot { from: 450, until: 720 }] }
        );
        assert_eq!(calendar.days[2].place.as_deref(), Some("matola"));
        assert_eq!(of("").expect("the usual one"), Calendar::of_mozambique(chrono_tz::Africa::Maputo));
        assert_eq!(of("[calendar]\nalways = true").expect("always"), Calendar::always(chrono_tz::Africa::Maputo));
    }

    #[test]
    fn mistakes_are_told() {
        for (file, problem) in [
            ("[calendar]", "the desk is never open"),
            ("[calendar]\nmonday = \"7:30-15:30\"", "`7:30-15:30` are no hours"),
            ("[calendar]\nmonday = \"15:30-07:30\"", "`15:30-07:30` are no hours"),
            ("[calendar]\nmonday = \"07:30-12:00, 11:00-15:00\"", "`07:30-12:00, 11:00-15:00` are no hours"),
            ("[calendar]\nmonday = \"07:30-24:01\"", "`07:30-24:01` are no hours"),
            ("[calendar]\nmonday = \"07:30-15:30\"\nholidays = [\"30-02\"]", "`30-02` is no holiday"),
            (
                "[calendar]\nmonday = \"07:30-15:30\"\n[[calendar.day]]\ndate = \"2026-02-30\"",
                "`2026-02-30` is no date",
            ),
            (
                "[calendar]\nalways = true\nmonday = \"07:30-15:30\"",
                "`monday` means nothing where the desk is always open",
            ),
            ("[calendar]\nmontag = \"07:30-15:30\"", "unknown field `montag` in the calendar"),
        ] {
            let problems = of(file).expect_err(problem);
            assert!(problems.iter().any(|told| told == problem), "{file}: {problems:?}");
        }
    }
}
