//! From an adapter to the desk: what was read is handed in, and counts as received once all of it is committed.

use std::time::Duration;

use futures_util::future::{BoxFuture, join_all};
use tokio_util::sync::CancellationToken;

use crate::{
    core::chat::Inbound,
    door::{Door, Unavailable},
};

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// One thing that a platform brought, read.
#[derive(Clone)]
pub enum Item {
    Inbound(Box<Inbound>),
    /// Nobody here understands it: it is kept as it came, under this key.
    Unreadable {
        key: String,
        raw: String,
    },
}

/// Hands in what one account of a platform receives.
#[derive(Clone)]
pub struct Intake {
    pub door: Door,
    pub platform: &'static str,
    pub account: String,
}

impl Intake {
    /// Hands items in, in their order, until all are committed. `false`: it was stopped before, and nothing may be
    /// acknowledged.
    pub async fn hand_in(&self, mut items: Vec<Item>, stop: &CancellationToken) -> bool {
        let mut pause = FIRST_PAUSE;
        loop {
            items = self.offer(items).await;
            if items.is_empty() {
                return true;
            }
            if pause == FIRST_PAUSE {
                let (platform, items) = (self.platform, items.len());
                tracing::error!(platform, items, "the desk takes nothing just now; trying again");
            }
            tokio::select! {
                () = stop.cancelled() => return false,
                () = tokio::time::sleep(pause) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Hands one item in, once.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn hand_in_once(&self, item: Item) -> Result<(), Unavailable> {
        self.give(item).await?.await
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
                Ok(Box::pin(async move { self.door.quarantine(self.platform, &self.account, &key, &raw).await }))
            }
        }
    }
}
