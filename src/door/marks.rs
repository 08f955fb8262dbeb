//! What an adapter has to know after a restart: how far it read its platform's channels, and which of them are rooms.

use super::{Door, Unavailable};
use crate::core::{chat::Address, mark, room};

pub use crate::core::mark::Mark;

impl Door {
    /// How far the channels of an account were read, the newest first.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn marks(&self, platform: &str, account: &str) -> Result<Vec<Mark>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        Ok(mark::read(&mut conn, platform, account).await?)
    }

    /// Keeps how far channels were read.
    ///
    /// # Errors
    /// [`Unavailable`]: nothing was stored.
    pub async fn keep_marks(&self, platform: &str, account: &str, marks: &[Mark]) -> Result<(), Unavailable> {
        let mut tx = self.entrance.shared.store.begin().await?;
        for mark in marks {
            mark::keep(&mut tx, platform, account, mark).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The chats of an account that are bound as rooms, by the platform's own ids.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn rooms(&self, platform: &str, account: &str) -> Result<Vec<String>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let here = |address: String| {
            let address: Address = address.parse().ok()?;
            (address.platform == platform && address.account == account).then_some(address.chat)
        };
        Ok(room::addresses(&mut conn).await?.into_iter().filter_map(here).collect())
    }
}
