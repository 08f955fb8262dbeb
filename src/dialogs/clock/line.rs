//! What is said of clocks and hours.

use serde::{Deserialize, Serialize};

use crate::{
    core::{
        chat::Millis,
        clock::{Counted, Pause},
        day_off::{self, DayOff},
    },
    dialogs::line::Line,
};

/// One thing to say about clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockLine {
    /// The arithmetic of a ticket's clocks.
    Why(Box<Why>),
    /// Nothing is promised of it.
    NoClock { reference: String },
    /// Hours and targets of the desk; how many tickets are late, and how many soon are, where that is the reader's to
    /// know.
    Targets { standing: Option<(usize, usize)> },
    /// The desk is closed; where to call when people are in danger.
    Closed { opens: Due, phone: Option<String> },
    /// A day was declared.
    HolidaySet(Holiday),
    /// The same, or that it was taken out, told to others.
    HolidayTold { day: Holiday, by: String, taken: bool },
    /// So many open tickets have other times by it.
    HolidayMoved { count: usize },
    /// It counts no more; or never did.
    HolidayTaken { day: Holiday, was: bool },
    /// Those that are to come.
    Holidays { days: Vec<Holiday> },
    /// No day, place or hours that anybody knows.
    HolidayUnclear,
}

/// A day on which the desk is closed, or open for less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// In days since 1970.
    pub day: i64,
    /// A province or district; empty everywhere.
    pub place: String,
    /// When the desk is open all the same: `07:30-12:00`.
    pub hours: String,
}

impl From<&DayOff> for Holiday {
    fn from(off: &DayOff) -> Self {
        Self { day: off.day, place: off.place_name.clone(), hours: day_off::shown(&off.hours) }
    }
}

/// A time to come, and the day on which it is told, in days since 1970 where the desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub at: Millis,
    pub today: i64,
}

/// A ticket's clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    pub reference: String,
    /// 0 is the focal point.
    pub tier: i64,
    pub priority: String,
    /// How much later the desk had it than it was written, while it ran, in milliseconds.
    pub late_arrival: Millis,
    /// When the desk did not run since then: from and until.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<(Millis, Millis)>,
    #[serde(default)]
    pub response: Option<WhyClock>,
    #[serde(default)]
    pub resolution: Option<WhyClock>,
}

/// The arithmetic of one clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyClock {
    /// In milliseconds that count; none where a day is promised instead.
    pub target: Option<Millis>,
    /// In days since 1970.
    pub promised_day: Option<i64>,
    pub parts: Vec<Part>,
    /// In milliseconds: the sum of the parts.
    pub used: Millis,
    pub due: Option<Millis>,
    pub stopped_at: Option<Millis>,
    pub paused_since: Option<Millis>,
    pub late: bool,
}

/// A part of a clock's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub from: Millis,
    pub until: Millis,
    pub how: How,
    /// In milliseconds.
    pub used: Millis,
}

/// How a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Business,
    RoundTheClock,
    WaitsForReporter,
    WaitsOutside,
    Resolved,
}

impl From<Counted> for How {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::Business => Self::Business,
            Counted::RoundTheClock => Self::RoundTheClock,
            Counted::Not(Pause::Reporter) => Self::WaitsForReporter,
            Counted::Not(Pause::ThirdParty) => Self::WaitsOutside,
            Counted::Not(Pause::Resolved) => Self::Resolved,
        }
    }
}

impl From<ClockLine> for Line {
    fn from(line: ClockLine) -> Self {
        Self::Clock(line)
    }
}
