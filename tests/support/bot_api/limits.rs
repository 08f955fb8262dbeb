//! What a bot may send in a time: once a second to a chat with three at once, twenty a minute to a group, thirty a
//! second over all.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

/// The counts of all chats.
#[derive(Debug, Default)]
pub struct Limits {
    chats: HashMap<i64, VecDeque<Instant>>,
    groups: HashMap<i64, VecDeque<Instant>>,
    all: VecDeque<Instant>,
    /// How often it was too much.
    pub exceeded: usize,
}

impl Limits {
    /// Counts a message, or tells after how many seconds it may be sent.
    pub fn admit(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        let second = Duration::from_secs(1);
        let wait = [
            // Three at once and then one a second is at most three in any three seconds, and a bit.
            over(self.chats.entry(chat).or_default(), 3, 3 * second - second / 10, now),
            if chat < 0 { over(self.groups.entry(chat).or_default(), 20, 60 * second, now) } else { None },
            over(&mut self.all, 30, second, now),
        ];
        if let Some(wait) = wait.into_iter().flatten().max() {
            self.exceeded += 1;
            return Err(wait.as_secs() + 1);
        }
        self.chats.entry(chat).or_default().push_back(now);
        self.all.push_back(now);
        if chat < 0 {
            self.groups.entry(chat).or_default().push_back(now);
        }
        Ok(())
    }
}

/// How long until there is room among the `most` of a stretch of time.
fn over(sent: &mut VecDeque<Instant>, most: usize, stretch: Duration, now: Instant) -> Option<Duration> {
    while sent.front().is_some_and(|at| now.duration_since(*at) >= stretch) {
        sent.pop_front();
    }
    (sent.len() >= most).then(|| stretch.saturating_sub(now.duration_since(sent[0])))
}
