//! How far each channel was read: what came after that is asked for at the next start. A channel has its mark before its
//! first message is handed in, and it moves after the commit: so nothing is missed, and what comes twice is known.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use super::aside::person_of;
use crate::{
    bots::discord::PLATFORM,
    door::{Door, Unavailable, marks::Mark},
};

/// The marks of one bot.
#[derive(Debug)]
pub struct Marks {
    door: Door,
    account: String,
    known: HashMap<String, Mark>,
    /// Moved since they were kept.
    moved: HashMap<String, Mark>,
    kept_at: Option<Instant>,
}

/// Marks that move are kept so often, however much there is to do: what a restart reads again is no more than that.
const KEEP: Duration = Duration::from_millis(500);

impl Marks {
    /// Reads what was kept.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn read(door: &Door, account: &str) -> Result<Self, Unavailable> {
        let kept = door.marks(PLATFORM, account).await?;
        let known = kept.into_iter().map(|mark| (mark.channel.clone(), mark)).collect();
        Ok(Self { door: door.clone(), account: account.to_owned(), known, moved: HashMap::new(), kept_at: None })
    }

    /// The last message of a channel that was read; `None` where none ever was.
    #[must_use]
    pub fn last(&self, channel: &str) -> Option<i64> {
        self.known.get(channel).map(|mark| mark.last)
    }

    /// The private chats, and the private threads that are such, in the order in which they are to be read: the latest
    /// first, and between them the others by chance. So a program that is started again and again comes to each.
    #[must_use]
    pub fn private(&self) -> Vec<Mark> {
        let is_private = |mark: &&Mark| mark.room.as_deref().is_none_or(|room| person_of(room).is_some());
        let mut private: Vec<Mark> = self.known.values().filter(is_private).cloned().collect();
        private.sort_by_key(|mark| std::cmp::Reverse(mark.last));
        mixed(private, chance)
    }

    /// The private threads, each with its person.
    #[must_use]
    pub fn asides(&self) -> Vec<(String, String)> {
        let theirs = |mark: &Mark| Some((mark.channel.clone(), person_of(mark.room.as_deref()?)?.to_owned()));
        self.known.values().filter_map(theirs).collect()
    }

    /// Marks channels that have no mark yet, before their messages are handed in.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn begin(&mut self, read: impl Iterator<Item = &Mark>) -> Result<(), Unavailable> {
        let mut fresh: HashMap<String, Mark> = HashMap::new();
        for mark in read.filter(|mark| !self.known.contains_key(&mark.channel)) {
            let before = Mark { last: mark.last - 1, ..mark.clone() };
            let first = fresh.entry(mark.channel.clone()).or_insert_with(|| before.clone());
            first.last = first.last.min(before.last);
        }
        if fresh.is_empty() {
            return Ok(());
        }
        let fresh: Vec<Mark> = fresh.into_values().collect();
        self.door.keep_marks(PLATFORM, &self.account, &fresh).await?;
        self.known.extend(fresh.into_iter().map(|mark| (mark.channel.clone(), mark)));
        Ok(())
    }

    /// These were committed.
    pub fn advance(&mut self, read: &[Mark]) {
        for mark in read {
            let known = self.known.entry(mark.channel.clone()).or_insert_with(|| mark.clone());
            if known.last <= mark.last {
                known.last = mark.last;
                self.moved.insert(mark.channel.clone(), known.clone());
            }
        }
    }

    /// How long they may still wait to be kept; `None`: none has moved.
    #[must_use]
    pub fn due_in(&self) -> Option<Duration> {
        let since = self.kept_at.map_or(KEEP, |at| at.elapsed());
        (!self.moved.is_empty()).then(|| KEEP.saturating_sub(since))
    }

    /// Keeps what has moved; what cannot be kept now is kept the next time.
    pub async fn keep(&mut self) {
        self.kept_at = Some(Instant::now());
        let moved: Vec<Mark> = self.moved.values().cloned().collect();
        if !moved.is_empty() && self.door.keep_marks(PLATFORM, &self.account, &moved).await.is_ok() {
            self.moved.clear();
        }
    }
}

/// One from the front and one from anywhere, in turn.
fn mixed<T>(ordered: Vec<T>, mut chance: impl FnMut(usize) -> usize) -> Vec<T> {
    let mut left = VecDeque::from(ordered);
    let mut mixed = Vec::with_capacity(left.len());
    while let Some(first) = left.pop_front() {
        mixed.push(first);
        if !left.is_empty() {
            mixed.extend(left.remove(chance(left.len())));
        }
    }
    mixed
}

/// A number below this one.
fn chance(below: usize) -> usize {
    let mut dice = [0_u8; 8];
    // Without chance the oldest has its turn.
    if getrandom::fill(&mut dice).is_ok() {
        usize::try_from(u64::from_le_bytes(dice) % u64::try_from(below).unwrap_or(u64::MAX)).unwrap_or_default()
    } else {
        below - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_come_first_and_each_has_a_chance() {
        assert_eq!(mixed(vec![1, 2, 3, 4, 5], |below| below - 1), [1, 5, 2, 4, 3]);
        assert_eq!(mixed(vec![1, 2, 3], |_| 0), [1, 2, 3]);
        assert!((0..1_000).all(|_| chance(3) < 3));
    }
}
