//! What a bot may send in a time: to a chat one message a second, with three at once; to a group twenty in a minute;
//! thirty a second over all.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

const GROUP: usize = 20;
const MINUTE: Duration = Duration::from_secs(60);
/// What is paced exactly arrives not quite so exactly.
const LENIENCE: f64 = 0.3;

/// So many at once, and one more each time so many seconds are over.
#[derive(Debug)]
struct Bucket {
    most: f64,
    every_s: f64,
    left: f64,
    at: Instant,
}

impl Bucket {
    fn new(most: f64, every_s: f64, now: Instant) -> Self {
        Self { most: most + LENIENCE, every_s, left: most + LENIENCE, at: now }
    }

    /// How long until there is room.
    fn wait(&mut self, now: Instant) -> Option<Duration> {
        let since = now.duration_since(self.at).as_secs_f64();
        self.left = (self.left + since / self.every_s).min(self.most);
        self.at = now;
        (self.left < 1.0).then(|| Duration::from_secs_f64((1.0 - self.left) * self.every_s))
    }
}

/// The counts of all chats.
#[derive(Debug, Default)]
pub struct Limits {
    chats: HashMap<i64, Bucket>,
    groups: HashMap<i64, VecDeque<Instant>>,
    all: Option<Bucket>,
    /// How often it was too much.
    pub exceeded: usize,
}

impl Limits {
    /// Counts a message, or tells after how many seconds it may be sent.
    pub fn admit(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        let one = self.chats.entry(chat).or_insert_with(|| Bucket::new(3.0, 1.0, now));
        let all = self.all.get_or_insert_with(|| Bucket::new(30.0, 1.0 / 30.0, now));
        let group = if chat < 0 { Some(self.groups.entry(chat).or_default()) } else { None };
        let full = group.as_deref().and_then(|sent| (sent.len() >= GROUP).then(|| sent[sent.len() - GROUP]));
        let in_group = full.and_then(|first| MINUTE.checked_sub(now.duration_since(first)));
        if let Some(wait) = [one.wait(now), all.wait(now), in_group].into_iter().flatten().max() {
            self.exceeded += 1;
            return Err(wait.as_secs() + 1);
        }
        one.left -= 1.0;
        all.left -= 1.0;
        if let Some(group) = group {
            group.push_back(now);
        }
        Ok(())
    }
}
