//! How far each channel was read: what came after that is asked for at the next start. A channel has its mark before its
//! first message is handed in, and it moves after the commit: so nothing is missed, and what comes twice is known.

use std::{
    collections::HashMap,
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

    /// The private chats, and the private threads that are such; the latest first.
    #[must_use]
    pub fn private(&self) -> Vec<Mark> {
        let is_private = |mark: &&Mark| mark.room.as_deref().is_none_or(|room| person_of(room).is_some());
        let mut private: Vec<Mark> = self.known.values().filter(is_private).cloned().collect();
        private.sort_by_key(|mark| std::cmp::Reverse(mark.last));
        private
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
