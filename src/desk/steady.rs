//! The desk's time, which is the machine's as long as that goes on as time does. A clock that was set to another hour or
//! year would close and pass on everything at once; so where it jumps against the time that the machine counts, or lies
//! far from what a platform tells, the desk goes on counting from what it trusted, holds what the clock would do to
//! tickets, and says so. It reads no clock itself.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::core::{chat::Millis, last_look::LastLook};

/// More than this, in milliseconds, no clock is wrong by accident.
pub const MOST: Millis = 120_000;
/// A clock that has gone steadily for so long is believed, if it is not further off than that …
const BELIEVED: Millis = 24 * 3600 * 1000;
/// … for it would pass on and close all that would be due until then. Further off, a platform has to agree, or somebody.
const BELIEVED_OFF: Millis = 26 * 3600 * 1000;
/// A desk that was away for longer waits for somebody to tell that it was.
const LONGEST_AWAY: Millis = 31 * 24 * 3600 * 1000;

/// Something that tells a time, in milliseconds.
pub type Source = Box<dyn Fn() -> Millis + Send + Sync>;

/// What a machine tells of time.
pub struct Machine {
    /// Since 1970, as it has it.
    pub wall: Source,
    /// Since some moment, never set: also while the machine sleeps.
    pub up: Source,
    /// Which run of it this is: what was counted in another one began elsewhere. Empty where it cannot be told.
    pub run: String,
}

/// The desk's clock.
pub struct Steady {
    machine: Machine,
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
    /// Begins with the machine's time. `last` is what the desk knew of it when it last ran, where it did.
    #[must_use]
    pub fn new(machine: Machine, last: Option<&LastLook>) -> Self {
        let (told, up) = machine.tells();
        let mut state = State { told, up, held: None };
        if let Some(last) = last {
            state.compare(last, machine.since(last));
        }
        Self { machine, state: Mutex::new(state) }
    }

    /// The desk's time.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.looked().told
    }

    /// The desk's time, and what which run of the machine has counted at that time.
    #[must_use]
    pub fn noted(&self) -> (Millis, &str, Millis) {
        let state = self.looked();
        (state.told, &self.machine.run, state.up)
    }

    fn looked(&self) -> MutexGuard<'_, State> {
        let (wall, up) = self.machine.tells();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look(wall, up);
        state
    }

    /// What is held, and why.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).held.map(|holding| holding.held)
    }

    /// A platform has just told its time.
    pub fn heard(&self, told: Millis) {
        let (wall, up) = self.machine.tells();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look(wall, up);
        let off = wall - told;
        if off.abs() <= MOST {
            state.believe(wall, up);
        } else if state.held.is_none() {
            state.hold(wall, off, up);
        }
    }

    /// Somebody found the machine's clock right when it told this time. Returns whether that ended what was held: it has
    /// to go on from there.
    pub fn vouched(&self, told: Millis) -> bool {
        let (wall, up) = self.machine.tells();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look(wall, up);
        let counts = state.held.is_some() && (wall - told).abs() <= MOST;
        if counts {
            state.believe(wall, up);
        }
        counts
    }
}

impl Machine {
    fn tells(&self) -> (Millis, Millis) {
        ((self.wall)(), (self.up)())
    }

    /// What it has counted since a look, where it was not started anew meanwhile.
    fn since(&self, last: &LastLook) -> Option<Millis> {
        let (run, up) = last.counted.as_ref()?;
        let since = (self.up)() - up;
        (*run == self.run && !run.is_empty() && since >= 0).then_some(since)
    }
}

impl State {
    /// Holds the machine's time against what was known when the desk last ran; `since` is what it has counted from then.
    fn compare(&mut self, last: &LastLook, since: Option<Millis>) {
        let (wall, up) = (self.told, self.up);
        if let Some(since) = since {
            let expected = last.told + since;
            if (wall - expected).abs() > MOST {
                self.told = expected;
                self.hold(wall, wall - expected, up);
            }
        } else if last.is_held || wall + MOST < last.told || wall - last.told > LONGEST_AWAY {
            // Set back it would live through the same hours twice; set forward it may be as it says.
            self.told = wall.max(last.told);
            self.hold(wall, wall - last.told, up);
        }
    }

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
        let is_believed = up - holding.steady_since >= BELIEVED && (wall - expected).abs() <= BELIEVED_OFF;
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

    /// A desk that knows of its last look, at a machine that has counted 77 ms in its second run.
    fn bench(last: Option<&LastLook>) -> Bench {
        let (wall, up) = (Arc::new(AtomicI64::new(TEN_YEARS * 5)), Arc::new(AtomicI64::new(77)));
        let read = |of: &Arc<AtomicI64>| -> Source {
            let of = Arc::clone(of);
            Box::new(move || of.load(SeqCst))
        };
        let machine = Machine { wall: read(&wall), up: read(&up), run: "second".into() };
        let steady = Steady::new(machine, last);
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
    fn a_day_of_steady_time_is_believed_of_an_hour() {
        let bench = bench(None);
        bench.jumps(HOUR);
        let _held = bench.steady.now();
        bench.passes(BELIEVED - 1);
        assert!(bench.steady.now() < bench.wall.load(SeqCst));
        bench.passes(1);
        assert_eq!((bench.steady.now(), bench.steady.held()), (bench.wall.load(SeqCst), None));
    }

    #[test]
    fn ten_years_are_believed_on_somebodys_word_alone() {
        for by in [TEN_YEARS, -TEN_YEARS, BELIEVED_OFF + HOUR] {
            let bench = bench(None);
            let before = bench.steady.now();
            bench.jumps(by);
            for day in 1..=40 {
                bench.passes(24 * HOUR);
                assert_eq!(bench.steady.now(), before + day * 24 * HOUR, "{by}");
            }
            assert_eq!(bench.steady.held().map(|held| held.off), Some(by));
            assert!(!bench.steady.vouched(before), "of another time");
            assert!(bench.steady.vouched(bench.wall.load(SeqCst)));
            assert_eq!((bench.steady.held(), bench.steady.now()), (None, bench.wall.load(SeqCst)));
            assert!(!bench.steady.vouched(bench.wall.load(SeqCst)), "nothing is held any more");
        }
    }

    fn last(told: Millis, counted: Option<(&str, Millis)>, is_held: bool) -> LastLook {
        LastLook { told, counted: counted.map(|(run, up)| (run.to_owned(), up)), is_held }
    }

    #[test]
    fn what_changed_while_the_desk_was_away_is_seen() {
        let now = TEN_YEARS * 5;
        let away = |told: Millis, is_held: bool| bench(Some(&last(told, Some(("first", 9_000_000)), is_held))).steady;
        assert_eq!(away(now - 14 * 24 * HOUR, false).held(), None);
        let back = away(now + HOUR, false);
        assert_eq!((back.held().map(|held| held.off), back.now()), (Some(-HOUR), now + HOUR));
        let far = away(now - TEN_YEARS, false);
        assert_eq!((far.held().map(|held| held.off), far.now()), (Some(TEN_YEARS), now));
        assert!(away(now - HOUR, true).held().is_some(), "what was held is held through a start of the machine");
    }

    #[test]
    fn a_machine_that_counted_on_tells_of_each_jump() {
        let now = TEN_YEARS * 5;
        for off in [HOUR, -HOUR, TEN_YEARS, -TEN_YEARS, MOST + 1] {
            for is_held in [false, true] {
                let then = last(now - off - 70, Some(("second", 7)), is_held);
                let bench = bench(Some(&then));
                assert_eq!((bench.steady.held().map(|held| held.off), bench.steady.now()), (Some(off), now - off));
                bench.passes(HOUR);
                bench.jumps(-off);
                assert_eq!((bench.steady.now(), bench.steady.held()), (now - off + HOUR, None));
            }
        }
        // It was set right while the desk did not run, or was right all the time.
        assert_eq!(bench(Some(&last(now - 70, Some(("second", 7)), true))).steady.held(), None);
    }

    #[test]
    fn a_look_says_what_the_machine_had_counted() {
        let bench = bench(None);
        bench.passes(HOUR);
        bench.jumps(TEN_YEARS);
        assert_eq!(bench.steady.noted(), (TEN_YEARS * 5 + HOUR, "second", 77 + HOUR));
    }
}
