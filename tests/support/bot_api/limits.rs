//! What a bot may send in a time: to a chat one message a second, with three at once; to a group twenty in a minute;
//! thirty a second over all.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

const GROUP: usize = 20;
const ALL: usize = 30;
const SECOND: Duration = Duration::from_secs(1);
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
    all: VecDeque<Instant>,
    /// How often it was too much.
    pub exceeded: usize,
}

impl Limits {
    /// Counts a message, or tells after how many seconds it may be sent.
    pub fn admit(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        let one = self.chats.entry(chat).or_insert_with(|| Bucket::new(3.0, 1.0, now));
        let group = if chat < 0 { Some(self.groups.entry(chat).or_default()) } else { None };
        let in_group = group.as_deref().and_then(|sent| over(sent, GROUP, MINUTE, now));
        let in_all = over(&self.all, ALL, SECOND, now);
        if let Some(wait) = [one.wait(now), in_all, in_group].into_iter().flatten().max() {
            self.exceeded += 1;
            return Err(wait.as_secs() + 1);
        }
        one.left -= 1.0;
        self.all.push_back(now);
        while self.all.len() > ALL {
            self.all.pop_front();
        }
        if let Some(group) = group {
            group.push_back(now);
        }
        Ok(())
    }
}

/// How long until the first of the last `most` is so long ago.
fn over(sent: &VecDeque<Instant>, most: usize, stretch: Duration, now: Instant) -> Option<Duration> {
    let first = sent.len().checked_sub(most).map(|at| sent[at])?;
    stretch.checked_sub(now.duration_since(first))
}
