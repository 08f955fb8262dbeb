//! A platform that fails again and again is only probed, until it answers.

use crate::core::chat::Millis;

/// After so many failures of the whole platform in a row it is only probed.
pub const FAILURES: u32 = 5;
/// One probe in this time.
pub const PROBE_EVERY_MS: Millis = 30_000;

/// How a platform fares.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: u32,
    /// When the next probe may leave.
    probe_at: Millis,
    down_since: Option<Millis>,
}

/// What an operator is told of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// It has failed so often in a row that it is only probed.
    Down,
    /// It answers again, after so many milliseconds.
    Up { after: Millis },
}

impl Breaker {
    /// Whether the platform is only probed.
    pub fn is_down(&self) -> bool {
        self.failures >= FAILURES
    }

    /// When something may be sent at the earliest; `now` where it may.
    pub fn opens_at(&self, now: Millis) -> Millis {
        if self.is_down() { self.probe_at.max(now) } else { now }
    }

    /// Whether the last failure came alone.
    pub fn failed_alone(&self) -> bool {
        self.failures <= 1
    }

    /// Something leaves.
    pub fn sends(&mut self, now: Millis) {
        self.probe_at = now + PROBE_EVERY_MS;
    }

    /// The platform as a whole took nothing. Says so where it is down with it.
    pub fn failed(&mut self, now: Millis) -> Option<Turned> {
        self.failures += 1;
        self.probe_at = now + PROBE_EVERY_MS;
        if !self.is_down() || self.down_since.is_some() {
            return None;
        }
        self.down_since = Some(now);
        Some(Turned::Down)
    }

    /// The platform answered, whatever it said. Says so where it was down.
    pub fn answered(&mut self, now: Millis) -> Option<Turned> {
        self.failures = 0;
        self.down_since.take().map(|since| Turned::Up { after: now - since })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_once_that_a_platform_is_down_and_once_that_it_answers() {
        let mut breaker = Breaker::default();
        let said: Vec<_> = (1..=7).map(|at| breaker.failed(at)).collect();
        assert_eq!(said, [None, None, None, None, Some(Turned::Down), None, None]);
        assert_eq!(breaker.answered(2_005), Some(Turned::Up { after: 2_000 }));
        assert_eq!((breaker.answered(2_006), breaker.is_down()), (None, false));
    }

    #[test]
    fn failures_between_answers_are_nobodys_business() {
        let mut breaker = Breaker::default();
        for at in 0..20 {
            assert_eq!((breaker.failed(at), breaker.answered(at)), (None, None));
        }
    }
}
