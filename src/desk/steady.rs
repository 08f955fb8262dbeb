//! The desk's time, which is the machine's as long as that goes on as time does. A clock that was set to another hour or
//! year would close and pass on everything at once; so where it jumps against the time that the machine counts, or lies
//! far from what a platform tells, the desk goes on counting from what it trusted, holds what the clock would do to
//! tickets, and says so. It reads no clock itself.

use std::sync::{Mutex, PoisonError};

use crate::core::chat::Millis;

/// More than this, in milliseconds, no clock is wrong by accident.
pub const MOST: Millis = 120_000;
/// A clock that has gone steadily for so long is believed, whatever it had done before.
const BELIEVED: Millis = 24 * 3600 * 1000;
/// A desk that was away for longer waits for somebody to tell that it was.
const LONGEST_AWAY: Millis = 31 * 24 * 3600 * 1000;

/// Something that tells a time, in milliseconds.
pub type Source = Box<dyn Fn() -> Millis + Send + Sync>;

/// The desk's clock.
pub struct Steady {
    /// Since 1970, as the machine has it.
    wall: Source,
    /// Since some moment, never set: also while the machine sleeps.
    up: Source,
    state: Mutex<State>,
}

/// How far the machine's clock is wrong, as far as that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The machine's time less the desk's, or less a platform's, in milliseconds.
    pub off: Millis,
    /// Since when, by the desk's time.
    pub since: Millis,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// The desk's time when it was last asked for, and what the machine had counted then.
    told: Millis,
    up: Millis,
    held: Option<Holding>,
}

#[derive(Clone, Copy, Debug)]
struct Holding {
    held: Held,
    /// What the machine had counted when its clock was last seen to jump.
    steady_since: Millis,
    /// The machine's time when it was last looked at, and what it had counted then.
    seen: (Millis, Millis),
}

impl std::fmt::Debug for Steady {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Steady").field("held", &self.held()).finish_non_exhaustive()
    }
}

impl Steady {
    /// Begins with the machine's time. `last` is the desk's own from when it last ran, where it did.
    #[must_use]
    pub fn new(wall: Source, up: Source, last: Option<Millis>) -> Self {
        let (told, counted) = (wall(), up());
        let mut state = State { told, up: counted, held: None };
        if let Some(last) = last
            && (told + MOST < last || told - last > LONGEST_AWAY)
        {
            // Set back it would live through the same hours twice; set forward it may be as it says.
            let since = told.max(last);
            state = State { told: since, ..state };
            state.hold(told, told - last, counted);
        }
        Self { wall, up, state: Mutex::new(state) }
    }

    /// The desk's time.
    #[must_use]
    pub fn now(&self) -> Millis {
        let (wall, up) = ((self.wall)(), (self.up)());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look(wall, up);
        state.told
    }

    /// What is held, and why.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).held.map(|holding| holding.held)
    }

    /// A platform has just told its time.
    pub fn heard(&self, told: Millis) {
        let (wall, up) = ((self.wall)(), (self.up)());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look(wall, up);
        let off = wall - told;
        if off.abs() <= MOST {
            state.believe(wall, up);
        } else if state.held.is_none() {
            state.hold(wall, off, up);
        }
    }
}

impl State {
    fn look(&mut self, wall: Millis, up: Millis) {
        let expected = self.told + (up - self.up).max(0);
        let Some(holding) = &mut self.held else {
            if (wall - expected).abs() <= MOST {
                (self.told, self.up) = (wall, up);
            } else {
                (self.told, self.up) = (expected, up);
                self.hold(wall, wall - expected, up);
            }
            return;
        };
        let (last_wall, last_up) = std::mem::replace(&mut holding.seen, (wall, up));
        let jumps = ((wall - last_wall) - (up - last_up)).abs() > MOST;
        if jumps {
            holding.steady_since = up;
        }
        let was_right = jumps && (wall - expected).abs() <= MOST;
        let is_believed = up - holding.steady_since >= BELIEVED;
        (self.told, self.up) = (expected, up);
        if was_right || is_believed {
            self.believe(wall, up);
        }
    }

    fn hold(&mut self, wall: Millis, off: Millis, up: Millis) {
        let held = Held { off, since: self.told };
        self.held = Some(Holding { held, steady_since: up, seen: (wall, up) });
    }

    fn believe(&mut self, wall: Millis, up: Millis) {
        *self = Self { told: wall, up, held: None };
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering::SeqCst},
    };

    use super::*;

    const HOUR: Millis = 3_600_000;
    const TEN_YEARS: Millis = 10 * 365 * 24 * HOUR;

    struct Bench {
        wall: Arc<AtomicI64>,
        up: Arc<AtomicI64>,
        steady: Steady,
    }

    fn bench(last: Option<Millis>) -> Bench {
        let (wall, up) = (Arc::new(AtomicI64::new(TEN_YEARS * 5)), Arc::new(AtomicI64::new(77)));
        let read = |of: &Arc<AtomicI64>| -> Source {
            let of = Arc::clone(of);
            Box::new(move || of.load(SeqCst))
        };
        let steady = Steady::new(read(&wall), read(&up), last);
        Bench { wall, up, steady }
    }

    impl Bench {
        fn passes(&self, time: Millis) {
            self.wall.fetch_add(time, SeqCst);
            self.up.fetch_add(time, SeqCst);
        }

        fn jumps(&self, by: Millis) {
            self.wall.fetch_add(by, SeqCst);
        }
    }

    #[test]
    fn a_clock_that_goes_on_is_followed() {
        let bench = bench(None);
        for _ in 0..100 {
            bench.passes(HOUR);
            // A second each hour: what a time server corrects.
            bench.jumps(1_000);
            assert_eq!(bench.steady.now(), bench.wall.load(SeqCst));
        }
        assert_eq!(bench.steady.held(), None);
    }

    #[test]
    fn a_jump_moves_no_time_and_is_held_until_it_is_over() {
        for by in [HOUR, -HOUR, TEN_YEARS, -TEN_YEARS] {
            let bench = bench(None);
            bench.passes(HOUR);
            let before = bench.steady.now();
            bench.jumps(by);
            bench.passes(5_000);
            assert_eq!(bench.steady.now(), before + 5_000, "{by}");
            assert_eq!(bench.steady.held(), Some(Held { off: by, since: before + 5_000 }));
            bench.passes(HOUR);
            assert_eq!(bench.steady.now(), before + 5_000 + HOUR);
            bench.jumps(-by);
            assert_eq!(bench.steady.now(), before + 5_000 + HOUR);
            assert_eq!(bench.steady.held(), None, "{by}");
        }
    }

    #[test]
    fn a_platform_that_agrees_ends_it() {
        let bench = bench(None);
        bench.jumps(HOUR);
        let _held = bench.steady.now();
        bench.steady.heard(bench.wall.load(SeqCst) - 90_000);
        assert_eq!((bench.steady.held(), bench.steady.now()), (None, bench.wall.load(SeqCst)));
    }

    #[test]
    fn a_platform_that_differs_begins_it() {
        let bench = bench(None);
        bench.steady.heard(bench.wall.load(SeqCst) - 121_000);
        assert_eq!(bench.steady.held().map(|held| held.off), Some(121_000));
        bench.passes(HOUR);
        let _looked = bench.steady.now();
        assert!(bench.steady.held().is_some(), "until it agrees");
        bench.jumps(-121_000);
        bench.steady.heard(bench.wall.load(SeqCst));
        assert_eq!(bench.steady.held(), None);
    }

    #[test]
    fn a_day_of_steady_time_is_believed() {
        let bench = bench(None);
        bench.jumps(HOUR);
        let _held = bench.steady.now();
        bench.passes(BELIEVED - 1);
        assert!(bench.steady.now() < bench.wall.load(SeqCst));
        bench.passes(1);
        assert_eq!((bench.steady.now(), bench.steady.held()), (bench.wall.load(SeqCst), None));
    }

    #[test]
    fn what_changed_while_the_desk_was_away_is_seen() {
        let now = TEN_YEARS * 5;
        assert_eq!(bench(Some(now - 14 * 24 * HOUR)).steady.held(), None);
        let back = bench(Some(now + HOUR));
        assert_eq!((back.steady.held().map(|held| held.off), back.steady.now()), (Some(-HOUR), now + HOUR));
        let far = bench(Some(now - TEN_YEARS));
        assert_eq!((far.steady.held().map(|held| held.off), far.steady.now()), (Some(TEN_YEARS), now));
    }
}
