//! How fast Discord may be asked, as it says itself with each answer: buckets, waiting times, the limit of all calls
//! together, and the number of refusals after which it shuts an address out. Time is passed in; nothing is stored.

use std::collections::{HashMap, VecDeque};

/// Milliseconds of a clock that only rises.
pub type Moment = i64;

/// All calls together leave one after the other, so many milliseconds apart: a little below Discord's fifty in a second,
/// since what leaves evenly does not arrive so.
const APART_MS: Moment = 23;
/// So many may leave at once after a silence. These and those of a second are fewer than fifty in any second.
const AT_ONCE: Moment = 4;
/// As far apart leaves what can wait: answers and news must not stand behind it.
const LATER_APART_MS: Moment = 50;
/// The longest that a call waits for its place; whoever would have to wait longer is told so at once.
const QUEUE_MS: Moment = 1_000;
/// Refusals (401, 403, 429) in ten minutes; at ten thousand an address is shut out.
const REFUSALS: usize = 5_000;
const REFUSALS_MS: Moment = 600_000;
/// Buckets that are full again are forgotten above this number.
const BUCKETS: usize = 10_000;

/// What a call counts under: its route, and the channel, server or application that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub route: String,
    pub major: String,
}

/// How a call stands to all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The answer to an interaction: under no limit of all calls together.
    Apart,
    Usual,
    /// It can wait: what was missed is looked for while people are answered.
    Later,
}

/// What an answer told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub bucket: Option<String>,
    pub limit: Option<u32>,
    pub remaining: Option<u32>,
    pub reset_after_ms: Option<Moment>,
    /// It was refused for being too fast, and for so long.
    pub limited: Option<Limited>,
    /// It counts among the refusals.
    pub refused: bool,
}

/// A refusal for being too fast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limited {
    pub after_ms: Moment,
    pub global: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    limit: u32,
    remaining: u32,
    reset_at: Moment,
    under_way: u32,
}

/// The pace of one bot.
#[derive(Debug, Default)]
pub struct Pace {
    /// The bucket that a route counts under, as Discord calls it.
    names: HashMap<String, String>,
    buckets: HashMap<Key, Bucket>,
    silent_until: Moment,
    /// When all places that were taken are over.
    taken_until: Moment,
    /// When the next of those may leave that can wait.
    later_at: Moment,
    refusals: VecDeque<Moment>,
}

impl Pace {
    /// As a process begins, at moment 0: the one before may have asked as fast as it could until then.
    #[must_use]
    pub fn after_another() -> Self {
        Self { taken_until: AT_ONCE * APART_MS, ..Self::default() }
    }

    /// Takes a place for a call, and returns when it may leave; or says for how many milliseconds there is none.
    ///
    /// # Errors
    /// How long to wait.
    pub fn place(&mut self, key: &Key, standing: Standing, now: Moment) -> Result<Moment, Limited> {
        self.is_open(key, standing, now)?;
        if standing == Standing::Apart {
            return Ok(now);
        }
        let leaves_at = now.max(self.taken_until - (AT_ONCE - 1) * APART_MS);
        if standing == Standing::Later {
            let open_at = self.later_at.max(leaves_at);
            if open_at > now {
                return Err(wait(open_at, now, false));
            }
            self.later_at = now + LATER_APART_MS;
        } else if leaves_at > now + QUEUE_MS {
            return Err(wait(leaves_at, now, true));
        }
        self.taken_until = self.taken_until.max(now) + APART_MS;
        Ok(leaves_at)
    }

    /// A call leaves that has its place; or it has to wait after all, since others learnt something meanwhile.
    ///
    /// # Errors
    /// How long to wait.
    pub fn leave(&mut self, key: &Key, standing: Standing, now: Moment) -> Result<(), Limited> {
        self.is_open(key, standing, now)?;
        let key = self.named(key);
        if let Some(bucket) = self.buckets.get_mut(&key) {
            if bucket.reset_at <= now {
                // Full again; until an answer says more, a second is taken for its window.
                *bucket = Bucket { remaining: bucket.limit.max(1), reset_at: now + 1_000, under_way: 0, ..*bucket };
            }
            bucket.under_way += 1;
        }
        Ok(())
    }

    /// Whether nothing that Discord said forbids the call.
    fn is_open(&mut self, key: &Key, standing: Standing, now: Moment) -> Result<(), Limited> {
        let counts = standing != Standing::Apart;
        if counts && self.silent_until > now {
            return Err(wait(self.silent_until, now, true));
        }
        while self.refusals.front().is_some_and(|at| *at + REFUSALS_MS <= now) {
            self.refusals.pop_front();
        }
        if counts
            && self.refusals.len() >= REFUSALS
            && let Some(first) = self.refusals.front()
        {
            return Err(wait(first + REFUSALS_MS, now, true));
        }
        let bucket = self.buckets.get(&self.named(key)).filter(|bucket| bucket.reset_at > now);
        match bucket.filter(|bucket| bucket.remaining <= bucket.under_way) {
            Some(bucket) => Err(wait(bucket.reset_at, now, false)),
            None => Ok(()),
        }
    }

    /// Learns from an answer; `told` is empty where there was none.
    pub fn learn(&mut self, key: &Key, told: &Told, now: Moment) {
        let before = self.named(key);
        if let Some(bucket) = self.buckets.get_mut(&before) {
            bucket.under_way = bucket.under_way.saturating_sub(1);
        }
        if let Some(name) = &told.bucket {
            self.names.insert(key.route.clone(), name.clone());
        }
        if told.refused {
            self.refusals.push_back(now);
        }
        let key = self.named(key);
        if let (Some(limit), Some(remaining), Some(reset)) = (told.limit, told.remaining, told.reset_after_ms) {
            let bucket = self.buckets.entry(key.clone()).or_default();
            bucket.limit = limit;
            let is_same = bucket.reset_at > now && bucket.remaining < remaining;
            // Answers overtake each other: within a window it only gets less.
            bucket.remaining = if is_same { bucket.remaining } else { remaining };
            bucket.reset_at = bucket.reset_at.max(now + reset);
        }
        match told.limited {
            Some(Limited { after_ms, global: true }) => self.silent_until = self.silent_until.max(now + after_ms),
            Some(Limited { after_ms, global: false }) => {
                let bucket = self.buckets.entry(key).or_default();
                bucket.remaining = 0;
                bucket.under_way = 0;
                bucket.reset_at = bucket.reset_at.max(now + after_ms);
            }
            None => {}
        }
        if self.buckets.len() > BUCKETS {
            self.buckets.retain(|_, bucket| bucket.reset_at > now || bucket.under_way > 0);
        }
    }

    fn named(&self, key: &Key) -> Key {
        match self.names.get(&key.route) {
            Some(name) => Key { route: name.clone(), major: key.major.clone() },
            None => key.clone(),
        }
    }
}

fn wait(until: Moment, now: Moment, global: bool) -> Limited {
    Limited { after_ms: (until - now).max(1), global }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(route: &str, major: &str) -> Key {
        Key { route: route.into(), major: major.into() }
    }

    /// As a call does that leaves at once, or not.
    fn reserve(pace: &mut Pace, key: &Key, standing: Standing, now: Moment) -> Result<(), Limited> {
        pace.place(key, standing, now)?;
        pace.leave(key, standing, now)
    }

    /// When as many calls would leave that are wanted at these moments, and are not refused.
    fn leaving(pace: &mut Pace, wanted: impl Iterator<Item = Moment>) -> Vec<Moment> {
        wanted
            .enumerate()
            .filter_map(|(at, now)| pace.place(&key("GET x", &at.to_string()), Standing::Usual, now).ok())
            .collect()
    }

    fn most_in_a_second(left: &[Moment]) -> usize {
        let within = |from: &Moment| left.iter().filter(|at| (*from..*from + 1_000).contains(at)).count();
        left.iter().map(within).max().unwrap_or_default()
    }

    fn told(remaining: u32, reset_after_ms: Moment) -> Told {
        let (bucket, limit) = (Some("b".into()), Some(5));
        Told { bucket, limit, remaining: Some(remaining), reset_after_ms: Some(reset_after_ms), ..Told::default() }
    }

    #[test]
    fn a_bucket_is_obeyed_until_it_is_full_again() {
        let (mut pace, send) = (Pace::default(), key("POST messages", "1"));
        assert_eq!(reserve(&mut pace, &send, Standing::Usual, 0), Ok(()));
        pace.learn(&send, &told(1, 4_000), 100);
        assert_eq!(reserve(&mut pace, &send, Standing::Usual, 200), Ok(()));
        let full = Limited { after_ms: 3_800, global: false };
        assert_eq!(reserve(&mut pace, &send, Standing::Usual, 300), Err(full), "one is under way, and one was left");
        assert_eq!(reserve(&mut pace, &key("POST messages", "2"), Standing::Usual, 300), Ok(()), "another channel");
        pace.learn(&send, &told(0, 3_700), 400);
        assert!(reserve(&mut pace, &send, Standing::Usual, 4_099).is_err());
        assert_eq!(reserve(&mut pace, &send, Standing::Usual, 4_100), Ok(()));
    }

    #[test]
    fn routes_of_one_bucket_share_it() {
        let mut pace = Pace::default();
        for route in ["POST messages", "PATCH messages"] {
            pace.learn(&key(route, "1"), &told(3, 1_000), 0);
        }
        pace.learn(&key("POST messages", "1"), &told(0, 1_000), 1);
        assert!(reserve(&mut pace, &key("PATCH messages", "1"), Standing::Usual, 2).is_err());
    }

    #[test]
    fn refusals_are_waited_out() {
        let (mut pace, send) = (Pace::default(), key("POST messages", "1"));
        let limited = |after_ms, global| {
            let limited = Some(Limited { after_ms, global });
            Told { limited, refused: true, ..Told::default() }
        };
        pace.learn(&send, &limited(1_500, false), 0);
        assert_eq!(reserve(&mut pace, &send, Standing::Usual, 500), Err(Limited { after_ms: 1_000, global: false }));
        assert_eq!(reserve(&mut pace, &key("POST messages", "2"), Standing::Usual, 500), Ok(()));
        pace.learn(&send, &limited(2_000, true), 500);
        let other = key("GET messages", "2");
        assert_eq!(reserve(&mut pace, &other, Standing::Usual, 1_000), Err(Limited { after_ms: 1_500, global: true }));
        assert_eq!(
            reserve(&mut pace, &other, Standing::Apart, 1_000),
            Ok(()),
            "an answer to an interaction is not under it"
        );
    }

    #[test]
    fn all_together_stay_below_fifty_a_second() {
        let mut pace = Pace::default();
        let mut left = leaving(&mut pace, [5_000; 100].into_iter());
        assert_eq!(left[..6], [5_000, 5_000, 5_000, 5_000, 5_023, 5_046]);
        assert_eq!(left.len(), 47, "whoever would wait longer than a second is told so");
        let refused = pace.place(&key("GET x", "1"), Standing::Usual, 5_000);
        assert_eq!(refused, Err(Limited { after_ms: 1_012, global: true }));
        left.extend(leaving(&mut pace, (0..4_000).map(|at| 5_001 + at)));
        assert!((40..50).contains(&most_in_a_second(&left)), "{}", most_in_a_second(&left));
    }

    #[test]
    fn what_the_process_before_asked_counts() {
        let mut before = Pace::default();
        let mut left = leaving(&mut before, (0..2_000).map(|at| at - 2_000));
        left.retain(|at| *at <= 0);
        left.extend(leaving(&mut Pace::after_another(), (0..2_000).map(|at| at / 4)));
        assert!(most_in_a_second(&left) < 50, "{}", most_in_a_second(&left));
    }

    #[test]
    fn what_can_wait_leaves_more_slowly_and_never_behind_others() {
        let mut pace = Pace::default();
        let later = |pace: &mut Pace, now| pace.place(&key("GET x", "1"), Standing::Later, now);
        assert_eq!(later(&mut pace, 1_000), Ok(1_000));
        assert_eq!(later(&mut pace, 1_010), Err(Limited { after_ms: 40, global: false }));
        assert_eq!(leaving(&mut pace, [1_010; 6].into_iter()), [1_010, 1_010, 1_010, 1_023, 1_046, 1_069]);
        assert_eq!(later(&mut pace, 1_060), Err(Limited { after_ms: 32, global: false }));
        assert_eq!(later(&mut pace, 1_092), Ok(1_092));
    }

    #[test]
    fn refusals_stay_below_ten_thousand() {
        let (mut pace, send) = (Pace::default(), key("GET x", "1"));
        let refused = Told { refused: true, ..Told::default() };
        (0..REFUSALS).for_each(|_| pace.learn(&send, &refused, 2_000));
        let shut = Limited { after_ms: 599_000, global: true };
        assert_eq!(pace.place(&send, Standing::Usual, 3_000), Err(shut));
        assert_eq!(pace.place(&send, Standing::Usual, 602_000), Ok(602_000));
    }

    #[test]
    fn what_was_learnt_while_a_call_waited_holds() {
        let (mut pace, send) = (Pace::default(), key("POST messages", "1"));
        assert_eq!(pace.place(&send, Standing::Usual, 0), Ok(0));
        pace.learn(&send, &told(0, 400), 10);
        assert_eq!(pace.leave(&send, Standing::Usual, 50), Err(Limited { after_ms: 360, global: false }));
    }
}
