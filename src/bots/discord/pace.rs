//! How fast Discord may be asked, as it says itself with each answer: buckets, waiting times, the limit of all calls
//! together, and the number of refusals after which it shuts an address out. Time is passed in; nothing is stored.

use std::collections::{HashMap, VecDeque};

/// Milliseconds of a clock that only rises.
pub type Moment = i64;

/// All calls together in a second: a little below Discord's fifty, since what leaves evenly does not arrive so.
const A_SECOND: usize = 45;
/// So many of it are left for the calls of a start.
const AT_START: Moment = 4;
/// As much of it as what can wait may take: answers and news must not stand behind it.
const OF_IT_LATER: usize = 20;
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
    lately: VecDeque<Moment>,
    refusals: VecDeque<Moment>,
}

impl Pace {
    /// As a process begins, at moment 0: the one before may have asked as fast as it could until then.
    #[must_use]
    pub fn after_another() -> Self {
        let used = Moment::try_from(A_SECOND).unwrap_or(Moment::MAX) - AT_START;
        Self { lately: (1..=used).rev().map(|at| -at * 1_000 / used).collect(), ..Self::default() }
    }

    /// Takes a place for a call, or says for how many milliseconds there is none.
    ///
    /// # Errors
    /// How long to wait.
    pub fn reserve(&mut self, key: &Key, standing: Standing, now: Moment) -> Result<(), Limited> {
        let (counts, most) = match standing {
            Standing::Apart => (false, usize::MAX),
            Standing::Usual => (true, A_SECOND),
            Standing::Later => (true, OF_IT_LATER),
        };
        let wait = |until: Moment, global| Err(Limited { after_ms: (until - now).max(1), global });
        if counts && self.silent_until > now {
            return wait(self.silent_until, true);
        }
        while self.refusals.front().is_some_and(|at| *at + REFUSALS_MS <= now) {
            self.refusals.pop_front();
        }
        if counts
            && self.refusals.len() >= REFUSALS
            && let Some(first) = self.refusals.front()
        {
            return wait(first + REFUSALS_MS, true);
        }
        while self.lately.front().is_some_and(|at| *at + 1_000 <= now) {
            self.lately.pop_front();
        }
        if counts
            && let Some(at) = self.lately.len().checked_sub(most)
            && let Some(first) = self.lately.get(at)
        {
            return wait(first + 1_000, standing == Standing::Usual);
        }
        let key = self.named(key);
        if let Some(bucket) = self.buckets.get_mut(&key) {
            if bucket.reset_at <= now {
                // Full again; until an answer says more, a second is taken for its window.
                *bucket = Bucket { remaining: bucket.limit.max(1), reset_at: now + 1_000, under_way: 0, ..*bucket };
            } else if bucket.remaining <= bucket.under_way {
                return wait(bucket.reset_at, false);
            }
            bucket.under_way += 1;
        }
        if counts {
            self.lately.push_back(now);
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn key(route: &str, major: &str) -> Key {
        Key { route: route.into(), major: major.into() }
    }

    fn told(remaining: u32, reset_after_ms: Moment) -> Told {
        let (bucket, limit) = (Some("b".into()), Some(5));
        Told { bucket, limit, remaining: Some(remaining), reset_after_ms: Some(reset_after_ms), ..Told::default() }
    }

    #[test]
    fn a_bucket_is_obeyed_until_it_is_full_again() {
        let (mut pace, send) = (Pace::default(), key("POST messages", "1"));
        assert_eq!(pace.reserve(&send, Standing::Usual, 0), Ok(()));
        pace.learn(&send, &told(1, 4_000), 100);
        assert_eq!(pace.reserve(&send, Standing::Usual, 200), Ok(()));
        let full = Limited { after_ms: 3_800, global: false };
        assert_eq!(pace.reserve(&send, Standing::Usual, 300), Err(full), "one is under way, and one was left");
        assert_eq!(pace.reserve(&key("POST messages", "2"), Standing::Usual, 300), Ok(()), "another channel");
        pace.learn(&send, &told(0, 3_700), 400);
        assert!(pace.reserve(&send, Standing::Usual, 4_099).is_err());
        assert_eq!(pace.reserve(&send, Standing::Usual, 4_100), Ok(()));
    }

    #[test]
    fn routes_of_one_bucket_share_it() {
        let mut pace = Pace::default();
        for route in ["POST messages", "PATCH messages"] {
            pace.learn(&key(route, "1"), &told(3, 1_000), 0);
        }
        pace.learn(&key("POST messages", "1"), &told(0, 1_000), 1);
        assert!(pace.reserve(&key("PATCH messages", "1"), Standing::Usual, 2).is_err());
    }

    #[test]
    fn refusals_are_waited_out() {
        let (mut pace, send) = (Pace::default(), key("POST messages", "1"));
        let limited = |after_ms, global| {
            let limited = Some(Limited { after_ms, global });
            Told { limited, refused: true, ..Told::default() }
        };
        pace.learn(&send, &limited(1_500, false), 0);
        assert_eq!(pace.reserve(&send, Standing::Usual, 500), Err(Limited { after_ms: 1_000, global: false }));
        assert_eq!(pace.reserve(&key("POST messages", "2"), Standing::Usual, 500), Ok(()));
        pace.learn(&send, &limited(2_000, true), 500);
        let other = key("GET messages", "2");
        assert_eq!(pace.reserve(&other, Standing::Usual, 1_000), Err(Limited { after_ms: 1_500, global: true }));
        assert_eq!(pace.reserve(&other, Standing::Apart, 1_000), Ok(()), "an answer to an interaction is not under it");
    }

    #[test]
    fn what_the_process_before_asked_counts() {
        let mut pace = Pace::after_another();
        let other = |at: usize| key("GET x", &at.to_string());
        let at_once = (0..100).filter(|at| pace.reserve(&other(*at), Standing::Usual, 0).is_ok()).count();
        assert_eq!(Moment::try_from(at_once), Ok(AT_START + 1));
        assert!(pace.reserve(&other(0), Standing::Usual, 10).is_err());
        assert_eq!(pace.reserve(&other(0), Standing::Usual, 40), Ok(()));
    }

    #[test]
    fn all_together_stay_below_fifty_a_second_and_refusals_below_ten_thousand() {
        let mut pace = Pace::default();
        let other = |at: usize| key("GET x", &at.to_string());
        assert_eq!((0..100).filter(|at| pace.reserve(&other(*at), Standing::Usual, 0).is_ok()).count(), A_SECOND);
        assert_eq!(pace.reserve(&other(0), Standing::Usual, 1_000), Ok(()));
        let later = (0..100).filter(|at| pace.reserve(&other(*at), Standing::Later, 1_001).is_ok());
        assert_eq!(later.count(), OF_IT_LATER - 1, "the rest is for what cannot wait");
        assert_eq!(pace.reserve(&other(1), Standing::Usual, 1_002), Ok(()));
        let refused = Told { refused: true, ..Told::default() };
        (0..REFUSALS).for_each(|_| pace.learn(&other(1), &refused, 2_000));
        assert_eq!(pace.reserve(&other(2), Standing::Usual, 3_000), Err(Limited { after_ms: 599_000, global: true }));
        assert_eq!(pace.reserve(&other(2), Standing::Usual, 602_000), Ok(()));
    }
}
