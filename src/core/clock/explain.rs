//! The arithmetic of a clock, line by line: what was counted how. The sum of the lines is the clock.

use super::{Clock, Counted};
use crate::core::chat::Millis;

/// A line of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub from: Millis,
    pub until: Millis,
    pub counted: Counted,
    /// The key of the priority that counted.
    pub priority: String,
    /// The time that counts, in milliseconds.
    pub used: Millis,
}

/// The lines of a clock, in the order of time. What counted alike is one line, whatever happened within it.
#[must_use]
pub fn explain(clock: &Clock) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for segment in clock.segments.iter().filter(|segment| segment.from < segment.until) {
        let goes_on = lines.last_mut().filter(|last| {
            last.until == segment.from && last.counted == segment.counted && last.priority == segment.priority
        });
        match goes_on {
            Some(last) => {
                last.until = segment.until;
                last.used += segment.used;
            }
            None => lines.push(Line {
                from: segment.from,
                until: segment.until,
                counted: segment.counted,
                priority: segment.priority.clone(),
                used: segment.used,
            }),
        }
    }
    lines
}
