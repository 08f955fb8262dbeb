//! The clocks of a ticket, two for each stint in a tier: until somebody answers, and until it is resolved or passed on
//! (EPTS guide, 1.3). A clock is a pure fold over what happened to the ticket, so whatever is read of it later comes out
//! the same. It knows no words and writes nothing.
//!
//! The rules:
//! - A **stint** begins when a ticket enters a tier, and both clocks begin at nothing. A reopening begins another stint in
//!   the same tier: somebody has to answer anew, but the time to resolve goes on from what was used, since what does not
//!   hold was no resolution.
//! - Time is counted **segment by segment**: each in the business hours that counted then at the facility's place, or
//!   round the clock, as the priority that the ticket had then says.
//! - Another **priority, category, calendar or policy** keeps what was used, and takes the new target from the beginning
//!   of the stint. So a clock may be over at once, and is then over since the moment at which that much was used.
//! - A **day off** belongs to its day: declared at noon it counts from that day's first minute.
//! - Both clocks **pause** while the ticket waits for its reporter or for somebody outside, and stop when it is resolved
//!   or ends. The first answer by a person stops the first one; the desk's own receipt does not (EP-07).
//! - The first clock is never due later than the second, which would pass the ticket on before (EP 1.4.3).
//! - A target that is **to be set** (tier 4) is due when the promised day closes, and until somebody promises one there is
//!   no time. A promise is a date: no pause moves it.
//! - What happened is of the time that the **platform** tells, never earlier than what is known to have happened before.
//! - What was **taken back** never was; but the stints are numbered with it, so that no other one has its number.

mod event;
mod explain;
mod fold;
mod note;
mod terms;

pub use event::{Event, Kind, load, save};
pub use explain::{Line, explain};
pub use fold::read;
pub use note::{Mark, answered, filed, moved, taken_back};
pub use terms::{Era, Terms};

use super::chat::Millis;

/// The tier of what waits for a partner's focal point.
pub const GATE: i64 = 0;

/// Why a clock stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pause {
    Reporter,
    ThirdParty,
    /// It was resolved, and that did not hold.
    Resolved,
}

/// How the time of a segment counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    Business,
    RoundTheClock,
    Not(Pause),
}

/// A part of a clock's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub from: Millis,
    pub until: Millis,
    pub counted: Counted,
    /// The key of the priority that counted.
    pub priority: String,
    /// The time that counts, in milliseconds.
    pub used: Millis,
    /// Which of the terms' eras it is in.
    era: usize,
}

/// One clock of a stint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Counting time, in milliseconds; none where a day has to be promised first.
    pub target: Option<Millis>,
    /// The day that was promised in its place, in days since 1970.
    pub promised_day: Option<i64>,
    /// Counting time, in milliseconds: the sum of the segments.
    pub used: Millis,
    /// When it is over, or was. None as long as it pauses, and where it was stopped in time.
    pub due: Option<Millis>,
    pub stopped_at: Option<Millis>,
    pub paused_since: Option<Millis>,
    pub segments: Vec<Segment>,
    began: Millis,
    /// Where it runs: up to where it was counted, and how what follows counts.
    ahead: Option<(Millis, Counted)>,
}

impl Clock {
    /// Whether its time was over before it was stopped, or is at `now`.
    #[must_use]
    pub fn is_late(&self, now: Millis) -> bool {
        self.due.is_some_and(|due| self.stopped_at.map_or(now >= due, |stopped| stopped > due))
    }

    #[must_use]
    pub fn is_running(&self) -> bool {
        self.ahead.is_some()
    }

    /// Whether somebody still has to promise a day.
    #[must_use]
    pub fn is_to_be_set(&self) -> bool {
        self.target.is_none() && self.promised_day.is_none()
    }

    /// When so much of its time is used, or was; none where it pauses or stopped before. It may lie ahead.
    #[must_use]
    pub fn reaches(&self, amount: Millis, terms: &Terms<'_>) -> Option<Millis> {
        let mut left = amount;
        if left <= 0 {
            return Some(self.began);
        }
        for segment in &self.segments {
            if segment.used >= left {
                return Some(terms.within(segment, left));
            }
            left -= segment.used;
        }
        let (at, counted) = self.ahead?;
        Some(terms.ahead(at, left, counted))
    }
}

/// The clocks of a ticket as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Which stint of the ticket it is, from 1, with those that were taken back.
    pub stint: i64,
    pub tier: i64,
    /// When the stint began.
    pub since: Millis,
    /// When the ticket was written, by its platform's time.
    pub opened_at: Millis,
    /// How much later the desk had it: the reporter's network, or an outage of the desk's own. In milliseconds.
    pub late_arrival: Millis,
    pub priority: String,
    /// None where the tier promises no answer.
    pub response: Option<Clock>,
    /// None where the tier promises no end.
    pub resolution: Option<Clock>,
}

impl Clocks {
    /// When the next of both is over.
    #[must_use]
    pub fn next_due(&self) -> Option<Millis> {
        let open = |clock: &Option<Clock>| clock.as_ref().filter(|clock| clock.stopped_at.is_none())?.due;
        match (open(&self.response), open(&self.resolution)) {
            (Some(response), Some(resolution)) => Some(response.min(resolution)),
            (one, other) => one.or(other),
        }
    }
}
