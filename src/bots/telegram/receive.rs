//! From Telegram to the desk: what came is read, handed in, and counts as received once all of it is committed.

use tokio_util::sync::CancellationToken;

use super::{
    Me, PLATFORM,
    inbound::{self, Reading},
};
use crate::{
    bots::intake::{Intake, Item},
    door::{Door, Unavailable},
};

/// Hands in what one bot receives.
#[derive(Clone)]
pub struct Receiver {
    pub door: Door,
    pub me: Me,
}

impl Receiver {
    /// Hands updates in, in their order, until all are committed. `false`: it was stopped before, and nothing may be
    /// acknowledged.
    pub async fn hand_in(&self, raws: &[&str], stop: &CancellationToken) -> bool {
        let items = raws.iter().filter_map(|raw| self.read(raw)).collect();
        self.intake().hand_in(items, stop).await
    }

    /// Hands one update in, once.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn hand_in_once(&self, raw: &str) -> Result<(), Unavailable> {
        match self.read(raw) {
            Some(item) => self.intake().hand_in_once(item).await,
            None => Ok(()),
        }
    }

    fn intake(&self) -> Intake {
        Intake { door: self.door.clone(), platform: PLATFORM, account: self.me.id.to_string() }
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
