//! From Telegram to the desk: what came is read, handed in, and counts as received once all of it is committed.

use std::time::Duration;

use futures_util::future::{BoxFuture, join_all};
use tokio_util::sync::CancellationToken;

use super::{
    Me, PLATFORM,
    inbound::{self, Reading},
};
use crate::{
    core::chat::Inbound,
    door::{Door, Unavailable},
};

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Hands in what one bot receives.
#[derive(Clone)]
pub struct Receiver {
    pub door: Door,
    pub me: Me,
}

/// One update, read.
#[derive(Clone)]
enum Item {
    Inbound(Box<Inbound>),
    Unreadable { key: String, raw: String },
}

impl Receiver {
    /// Hands updates in, in their order, until all are committed. `false`: it was stopped before, and nothing may be
    /// acknowledged.
    pub async fn hand_in(&self, raws: &[&str], stop: &CancellationToken) -> bool {
        let mut items: Vec<Item> = raws.iter().filter_map(|raw| self.read(raw)).collect();
        let mut pause = FIRST_PAUSE;
        loop {
            items = self.offer(items).await;
            if items.is_empty() {
                return true;
            }
            if pause == FIRST_PAUSE {
                tracing::error!(updates = items.len(), "the desk takes nothing from Telegram just now; trying again");
            }
            tokio::select! {
                () = stop.cancelled() => return false,
                () = tokio::time::sleep(pause) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Hands one update in, once.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn hand_in_once(&self, raw: &str) -> Result<(), Unavailable> {
        match self.read(raw) {
            Some(item) => self.give(item).await?.await,
            None => Ok(()),
        }
    }

    /// What is left over. Each gets its place before the next one is given: that keeps the order of each chat. Behind
    /// one that gets none, none is given.
    async fn offer(&self, items: Vec<Item>) -> Vec<Item> {
        let mut given = Vec::with_capacity(items.len());
        for item in &items {
            match self.give(item.clone()).await {
                Ok(end) => given.push(end),
                Err(_unavailable) => break,
            }
        }
        let ends = join_all(given).await.into_iter().map(|end| end.is_ok()).chain(std::iter::repeat(false));
        items.into_iter().zip(ends).filter(|(_, is_done)| !is_done).map(|(item, _)| item).collect()
    }

    /// Gives it its place; the future ends once it is committed.
    async fn give(&self, item: Item) -> Result<BoxFuture<'_, Result<(), Unavailable>>, Unavailable> {
        match item {
            Item::Inbound(inbound) => {
                let end = self.door.line_up(*inbound).await?;
                Ok(Box::pin(async move { end.await.map(|_| ()) }))
            }
            Item::Unreadable { key, raw } => {
                Ok(Box::pin(async move { self.door.quarantine(PLATFORM, &self.me.id.to_string(), &key, &raw).await }))
            }
        }
    }

    fn read(&self, raw: &str) -> Option<Item> {
        match inbound::read(raw, &self.me, self.door.now()) {
            Reading::Inbound(inbound) => Some(Item::Inbound(inbound)),
            Reading::Nothing(why) => {
                tracing::debug!(why, "an update has nothing for the desk");
                None
            }
            Reading::Unreadable => Some(Item::Unreadable { key: inbound::name_of(raw).0, raw: raw.to_owned() }),
        }
    }
}
