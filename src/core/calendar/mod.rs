//! Business time: when a desk is open, in its own time zone. Several slots a day, holidays, half days, days off of
//! one place alone, or all days and nights. It knows no clock and no ticket: times come in and go out in milliseconds.

mod hours;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

pub use hours::Hours;

use crate::text::fold;

/// The minutes of a day.
pub const DAY_MINUTES: u32 = 24 * 60;

/// National holidays of Mozambique, as month and day (Lei do Trabalho 13/2023, article 105).
pub const MOZAMBIQUE: [(u32, u32); 9] = [(1, 1), (2, 3), (4, 7), (5, 1), (6, 25), (9, 7), (9, 25), (10, 4), (12, 25)];

/// A part of a day in which the desk is open, in local minutes after midnight. `until` is at most [`DAY_MINUTES`],
/// which is the next midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub from: u32,
    pub until: u32,
}

/// On which day a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Each year.
    Each {
        month: u32,
        day: u32,
    },
    Once(NaiveDate),
}

/// A day that is unlike others of its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    pub when: When,
    /// A province or district, folded, where it counts alone; none is everywhere.
    pub place: Option<String>,
    /// When the desk is open all the same; none is a whole day off.
    pub slots: Vec<Slot>,
}

/// When a desk is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub zone: Tz,
    /// From Monday to Sunday.
    pub week: [Vec<Slot>; 7],
    pub days: Vec<SpecialDay>,
    /// A holiday of each year that falls on a Sunday is kept on the Monday after it.
    pub sunday_moves: bool,
}

impl Calendar {
    /// Monday to Friday from 07:30 to 15:30, with the holidays of Mozambique.
    #[must_use]
    pub fn of_mozambique(zone: Tz) -> Self {
        let open = || vec![Slot { from: 7 * 60 + 30, until: 15 * 60 + 30 }];
        let week = [open(), open(), open(), open(), open(), Vec::new(), Vec::new()];
        Self { zone, week, days: MOZAMBIQUE.into_iter().map(holiday).collect(), sunday_moves: false }
    }

    /// All days and nights.
    #[must_use]
    pub fn always(zone: Tz) -> Self {
        let week = std::array::from_fn(|_| vec![Slot { from: 0, until: DAY_MINUTES }]);
        Self { zone, week, days: Vec::new(), sunday_moves: false }
    }

    /// The hours at a place, which is named by its province and district.
    #[must_use]
    pub fn at(&self, places: &[&str]) -> Hours<'_> {
        let places: Vec<String> = places.iter().map(|place| fold::fold(place)).collect();
        let counts = |day: &&SpecialDay| day.place.as_ref().is_none_or(|place| places.contains(place));
        Hours::new(self, self.days.iter().filter(counts).collect())
    }

    /// The hours that count everywhere.
    #[must_use]
    pub fn everywhere(&self) -> Hours<'_> {
        self.at(&[])
    }

    /// Whether a rule counts on a day.
    fn falls_on(&self, rule: &SpecialDay, day: NaiveDate) -> bool {
        match rule.when {
            When::Once(date) => date == day,
            When::Each { month, day: of_month } => {
                let is = |day: NaiveDate| day.month() == month && day.day() == of_month;
                let moved = self.sunday_moves && rule.slots.is_empty();
                match day.weekday() {
                    Weekday::Sun if moved => false,
                    Weekday::Mon if moved => is(day) || day.pred_opt().is_some_and(is),
                    _ => is(day),
                }
            }
        }
    }
}

/// A whole day off each year, everywhere.
#[must_use]
pub fn holiday((month, day): (u32, u32)) -> SpecialDay {
    SpecialDay { when: When::Each { month, day }, place: None, slots: Vec::new() }
}
