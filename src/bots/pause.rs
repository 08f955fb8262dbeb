//! Waiting times between tries: never quite the same, so that not all come back at once.

use std::time::Duration;

/// Between half of it and all of it.
#[must_use]
pub fn jitter(longest: Duration) -> Duration {
    let mut dice = [0_u8; 1];
    let part = if getrandom::fill(&mut dice).is_ok() { u32::from(dice[0]) } else { 255 };
    longest / 2 + longest / 510 * part
}
