//! How much one client may ask for: token buckets in memory, for each sign-in and person, and for each peer as long as
//! it shows none. The time is passed in. Who comes too fast is told when to come again.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::refusal::Refusal;
use crate::core::chat::Millis;

/// A bucket is filled by the minute: in so many of its smallest drops there is one token.
const DROPS: u64 = 60_000;
/// Buckets beyond this number are looked through for full ones, which need not be remembered.
const MANY: usize = 4096;
/// And beyond this one all are forgotten: memory is bounded, whoever comes.
const MOST: usize = 16 * MANY;

/// So many tokens at once, then so many a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: u64,
    pub per_minute: u64,
}

/// What one client may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// Requests of a sign-in.
    pub requests: Rate,
    /// Searches of a person, with whatever sign-in: each looks at thousands of letters.
    pub searches: Rate,
    /// Files that a person opens; a page of history may show many at once.
    pub downloads: Rate,
    /// Bytes that a person uploads.
    pub upload_bytes: Rate,
    /// Signals of a sign-in that somebody is writing.
    pub typing: Rate,
    /// Requests of a peer without a sign-in that holds.
    pub strangers: Rate,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            requests: Rate { burst: 60, per_minute: 600 },
            searches: Rate { burst: 20, per_minute: 60 },
            downloads: Rate { burst: 240, per_minute: 1200 },
            upload_bytes: Rate { burst: 60 << 20, per_minute: 30 << 20 },
            typing: Rate { burst: 1, per_minute: 30 },
            strangers: Rate { burst: 120, per_minute: 600 },
        }
    }
}

impl RateLimits {
    /// For a desk that lets somebody say so many things at once: whoever may say more may also ask more.
    #[must_use]
    pub fn for_burst(burst: u32) -> Self {
        let least = Self::default();
        let at_least = |rate: Rate| Rate {
            burst: rate.burst.max(u64::from(burst) * 3),
            per_minute: rate.per_minute.max(u64::from(burst) * 30),
        };
        Self { requests: at_least(least.requests), strangers: at_least(least.strangers), ..least }
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    drops: u64,
    at: Millis,
}

/// The buckets of one rate.
#[derive(Debug)]
struct Buckets {
    rate: Rate,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    by_key: HashMap<u64, Bucket>,
    /// As many as were left when they were last looked through.
    left: usize,
}

impl Buckets {
    fn new(rate: Rate) -> Self {
        Self { rate, held: Mutex::default() }
    }

    fn all(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn level(&self, bucket: Bucket, now: Millis) -> u64 {
        let elapsed = u64::try_from(now - bucket.at).unwrap_or(0);
        let gained = elapsed.saturating_mul(self.rate.per_minute);
        bucket.drops.saturating_add(gained).min(self.rate.burst.saturating_mul(DROPS))
    }

    /// Takes tokens, or tells in how many seconds they will be there.
    fn take(&self, key: u64, tokens: u64, now: Millis) -> Result<(), i64> {
        let full = self.rate.burst.saturating_mul(DROPS);
        let mut held = self.all();
        // Only when there are twice as many: looking through them at each request would be slow itself.
        if held.by_key.len() > MANY.max(2 * held.left) {
            held.by_key.retain(|_, bucket| self.level(*bucket, now) < full);
            if held.by_key.len() > MOST {
                held.by_key.clear();
            }
            held.left = held.by_key.len();
        }
        let bucket = held.by_key.entry(key).or_insert(Bucket { drops: full, at: now });
        *bucket = Bucket { drops: self.level(*bucket, now), at: now };
        // What is more than a bucket ever holds has to find it full.
        let wanted = tokens.saturating_mul(DROPS).min(full);
        match bucket.drops.checked_sub(wanted) {
            Some(left) => {
                bucket.drops = left;
                Ok(())
            }
            None => {
                let wait_ms = (wanted - bucket.drops).div_ceil(self.rate.per_minute.max(1));
                Err(i64::try_from(wait_ms.div_ceil(1000)).unwrap_or(i64::MAX))
            }
        }
    }

    fn give_back(&self, key: u64) {
        if let Some(bucket) = self.all().by_key.get_mut(&key) {
            bucket.drops = bucket.drops.saturating_add(DROPS).min(self.rate.burst.saturating_mul(DROPS));
        }
    }
}

/// All buckets. Tokens are known by a keyed hash only.
#[derive(Debug)]
pub struct Rates {
    hasher: RandomState,
    requests: Buckets,
    searches: Buckets,
    downloads: Buckets,
    upload_bytes: Buckets,
    typing: Buckets,
    strangers: Buckets,
}

fn slow_down(seconds: i64) -> Refusal {
    Refusal::SlowDown { seconds }
}

impl Rates {
    pub fn new(limits: RateLimits) -> Self {
        Self {
            hasher: RandomState::new(),
            requests: Buckets::new(limits.requests),
            searches: Buckets::new(limits.searches),
            downloads: Buckets::new(limits.downloads),
            upload_bytes: Buckets::new(limits.upload_bytes),
            typing: Buckets::new(limits.typing),
            strangers: Buckets::new(limits.strangers),
        }
    }

    /// What a client is known by here: not the token itself.
    pub fn key(&self, token: &str) -> u64 {
        self.hasher.hash_one(token)
    }

    /// Whether a sign-in was shown to hold, so that its own bucket counts.
    pub fn knows(&self, key: u64) -> bool {
        self.requests.all().by_key.contains_key(&key)
    }

    /// A sign-in holds: its own bucket counts from now on.
    pub fn welcome(&self, key: u64, now: Millis) {
        let _nothing_taken = self.requests.take(key, 0, now);
    }

    /// A request of a sign-in.
    ///
    /// # Errors
    /// [`Refusal::SlowDown`], here and below.
    pub fn request(&self, key: u64, now: Millis) -> Result<(), Refusal> {
        self.requests.take(key, 1, now).map_err(slow_down)
    }

    pub fn search(&self, key: u64, now: Millis) -> Result<(), Refusal> {
        self.searches.take(key, 1, now).map_err(slow_down)
    }

    pub fn download(&self, key: u64, now: Millis) -> Result<(), Refusal> {
        self.downloads.take(key, 1, now).map_err(slow_down)
    }

    pub fn upload(&self, key: u64, bytes: u64, now: Millis) -> Result<(), Refusal> {
        self.upload_bytes.take(key, bytes, now).map_err(slow_down)
    }

    pub fn typing(&self, key: u64, now: Millis) -> Result<(), Refusal> {
        self.typing.take(key, 1, now).map_err(slow_down)
    }

    /// A request of a peer that has not shown a sign-in that holds.
    pub fn stranger(&self, peer: &str, now: Millis) -> Result<(), Refusal> {
        self.strangers.take(self.key(peer), 1, now).map_err(slow_down)
    }

    /// The peer's sign-in holds after all: the peer's bucket is as it was.
    pub fn is_no_stranger(&self, peer: &str) {
        self.strangers.give_back(self.key(peer));
    }

    /// A sign-in has ended.
    pub fn forget(&self, key: u64) {
        self.requests.all().by_key.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills() {
        let buckets = Buckets::new(Rate { burst: 3, per_minute: 30 });
        for _ in 0..3 {
            assert_eq!(buckets.take(1, 1, 0), Ok(()));
        }
        assert_eq!(buckets.take(1, 1, 0), Err(2));
        assert_eq!(buckets.take(1, 1, 1_500), Err(1));
        assert_eq!(buckets.take(2, 1, 1_500), Ok(()), "another client's is full");
        assert_eq!(buckets.take(1, 1, 2_000), Ok(()));
        assert_eq!(buckets.take(1, 1, 2_000), Err(2));
        buckets.give_back(1);
        assert_eq!(buckets.take(1, 1, 2_000), Ok(()));
        // However long nobody came, there is no more in it than it holds; a clock that was set back takes nothing.
        assert_eq!(buckets.take(1, 3, 1_000_000), Ok(()));
        assert_eq!(buckets.take(1, 1, 0), Err(2));
        // More than it ever holds goes once it is full.
        assert_eq!(buckets.take(3, 100, 0), Ok(()));
        assert_eq!(buckets.take(3, 100, 0), Err(6));
    }

    #[test]
    fn memory_is_bounded() {
        let buckets = Buckets::new(Rate { burst: 1, per_minute: 1 });
        for key in 0..MANY as u64 * 20 {
            assert_eq!(buckets.take(key, 1, 0), Ok(()));
        }
        assert!(buckets.all().by_key.len() <= 2 * MOST);
        for key in 0..MANY as u64 * 40 {
            assert_eq!(buckets.take(key, 1, 10_000_000), Ok(()));
        }
        assert!(buckets.all().by_key.len() <= 2 * MOST, "full ones are forgotten");
    }

    #[test]
    fn whoever_may_say_more_may_ask_more() {
        assert_eq!(RateLimits::for_burst(20), RateLimits::default());
        assert_eq!(RateLimits::for_burst(1_000).requests, Rate { burst: 3_000, per_minute: 30_000 });
    }
}
