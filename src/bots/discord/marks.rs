//! How far each channel was read: what came after that is asked for at the next start. A channel has its mark before its
//! first message is handed in, and it moves after the commit: so nothing is missed, and what comes twice is known.

use std::collections::HashMap;

use serde_json::Value;

use super::inbound::Place;
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
}

impl Marks {
    /// Reads what was kept.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn read(door: &Door, account: &str) -> Result<Self, Unavailable> {
        let kept = door.marks(PLATFORM, account).await?;
        let known = kept.into_iter().map(|mark| (mark.channel.clone(), mark)).collect();
        Ok(Self { door: door.clone(), account: account.to_owned(), known, moved: HashMap::new() })
    }

    /// The last message of a channel that was read; `None` where none ever was.
    #[must_use]
    pub fn last(&self, channel: &str) -> Option<i64> {
        self.known.get(channel).map(|mark| mark.last)
    }

    /// The private chats, the newest first: whoever wrote last most likely goes on.
    #[must_use]
    pub fn private(&self) -> Vec<Mark> {
        let mut private: Vec<Mark> = self.known.values().filter(|mark| mark.room.is_none()).cloned().collect();
        private.sort_by_key(|mark| std::cmp::Reverse(mark.last));
        private
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

    #[must_use]
    pub fn has_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// Keeps what has moved; what cannot be kept now is kept the next time.
    pub async fn keep(&mut self) {
        let moved: Vec<Mark> = self.moved.values().cloned().collect();
        if !moved.is_empty() && self.door.keep_marks(PLATFORM, &self.account, &moved).await.is_ok() {
            self.moved.clear();
        }
    }
}

/// How far a message, or something done, reads its channel.
#[must_use]
pub fn mark(data: &Value, place: &Place) -> Option<Mark> {
    let channel = data["channel_id"].as_str()?.to_owned();
    let last = data["id"].as_str()?.parse().ok()?;
    let room = match place {
        Place::Private { .. } => None,
        Place::Room { channel, .. } => Some(channel.clone()),
    };
    Some(Mark { channel, room, last })
}
