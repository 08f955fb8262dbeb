//! Whoever writes faster than their bucket fills is not lost and not refused: the surplus waits in the inbox and
//! is drained a few at a time, so that one flood delays nobody else.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::core::chat::Millis;

/// The bucket of each user in each chat.
#[derive(Clone, Copy, Debug)]
pub struct FloodLimits {
    /// So many messages at once …
    pub burst: u32,
    /// … then one per so many milliseconds.
    pub every_ms: u32,
    /// How many of an address's waiting messages are handled in a turn.
    pub drained: i64,
}

impl Default for FloodLimits {
    fn default() -> Self {
        Self { burst: 20, every_ms: 1000, drained: 4 }
    }
}

/// Buckets beyond this number are looked through for full ones, which need not be remembered …
const MANY: usize = 4096;
/// … and again when they are so many times as many as were left then: a look at all costs each message little.
const GROWTH: usize = 2;

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Millis,
}

/// The buckets of one worker's addresses, and the addresses of which something waits. How much that is, the inbox
/// knows: a count kept here would be wrong after a batch that came to nothing.
#[derive(Debug, Default)]
pub struct Flood {
    buckets: HashMap<String, Bucket>,
    /// How many buckets were left when they were last looked through.
    left: usize,
    waiting: HashSet<String>,
    /// The same addresses, in the order of their turns.
    turns: VecDeque<String>,
}

impl Flood {
    /// Takes a token; `false` means that the message has to wait. While an address has something waiting, all
    /// that follows waits behind it, to keep the order.
    pub fn admits(&mut self, limits: FloodLimits, address: &str, session_key: &str, now: Millis) -> bool {
        if self.waiting.contains(address) {
            return false;
        }
        if self.buckets.len() > MANY.max(self.left * GROWTH) {
            self.forget_full(limits, now);
        }
        let full = f64::from(limits.burst);
        let bucket = self.buckets.entry(session_key.to_owned()).or_insert(Bucket { tokens: full, at: now });
        #[expect(clippy::cast_precision_loss, reason = "a few tokens")]
        let gained = (now - bucket.at).max(0) as f64 / f64::from(limits.every_ms.max(1));
        bucket.tokens = (bucket.tokens + gained).min(full);
        bucket.at = now;
        if bucket.tokens < 1.0 {
            return false;
        }
        bucket.tokens -= 1.0;
        true
    }

    fn forget_full(&mut self, limits: FloodLimits, now: Millis) {
        let fills_in = Millis::from(limits.burst) * Millis::from(limits.every_ms);
        self.buckets.retain(|_, bucket| now - bucket.at < fills_in);
        self.left = self.buckets.len();
    }

    /// Something of an address waits, or may wait.
    pub fn waits(&mut self, address: &str) {
        if self.waiting.insert(address.to_owned()) {
            self.turns.push_back(address.to_owned());
        }
    }

    /// Nothing of an address waits any more.
    pub fn drained(&mut self, address: &str) {
        if self.waiting.remove(address) {
            self.turns.retain(|waiting| waiting != address);
        }
    }

    /// The addresses whose turn it is; the next time it is others' turn.
    pub fn take_turns(&mut self, most: usize) -> Vec<String> {
        let taken: Vec<String> = self.turns.iter().take(most).cloned().collect();
        self.turns.rotate_left(taken.len());
        taken
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surplus_waits_in_order_and_the_bucket_fills_again() {
        let limits = FloodLimits { burst: 2, every_ms: 1000, drained: 4 };
        let mut flood = Flood::default();
        assert!(flood.admits(limits, "a", "a|u", 0));
        assert!(flood.admits(limits, "a", "a|u", 0));
        assert!(!flood.admits(limits, "a", "a|u", 0));
        assert!(flood.admits(limits, "b", "b|v", 0), "another chat is not delayed");
        assert!(flood.admits(limits, "a", "a|u", 1000));
        flood.waits("a");
        assert!(!flood.admits(limits, "a", "a|u", 60_000), "what waits goes first");
        flood.drained("a");
        assert!(flood.admits(limits, "a", "a|u", 60_000));
    }

    #[test]
    fn full_buckets_are_forgotten_and_others_kept() {
        let limits = FloodLimits { burst: 2, every_ms: 1000, drained: 4 };
        let mut flood = Flood::default();
        for number in 0..=MANY {
            assert!(flood.admits(limits, "a", &format!("a|{number}"), 0));
        }
        assert!(flood.admits(limits, "a", "a|late", 1999), "all are looked through, and none is full");
        assert_eq!((flood.buckets.len(), flood.left), (MANY + 2, MANY + 1));
        assert!(flood.admits(limits, "a", "a|late", 1999));
        assert!(!flood.admits(limits, "a", "a|late", 1999));
        for number in 0..MANY + 4 {
            assert!(flood.admits(limits, "a", &format!("b|{number}"), 2000));
        }
        assert!(flood.buckets.len() <= MANY + 5, "the first are full by now: {}", flood.buckets.len());
        assert!(!flood.admits(limits, "a", "a|late", 2000), "and this one is not");
    }

    #[test]
    fn addresses_take_turns() {
        let mut flood = Flood::default();
        for address in ["a", "b", "a", "c"] {
            flood.waits(address);
        }
        assert_eq!(flood.take_turns(2), ["a", "b"]);
        assert_eq!(flood.take_turns(2), ["c", "a"]);
        flood.drained("a");
        assert_eq!(flood.take_turns(9), ["b", "c"]);
    }
}
