//! What an adapter has to know of what the desk keeps: how far it read its platform's channels, which of them are rooms,
//! whose a message was, and what is a command.

use super::{Door, Unavailable};
use crate::{
    core::{chat::Address, inbox, mark, room, verb::Verb},
    dialogs,
};

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

    /// The chats of an account that are bound as rooms, by the platform's own ids, each with what it is for.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn rooms(&self, platform: &str, account: &str) -> Result<Vec<(String, String)>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let here = |(address, purpose): (String, String)| {
            let address: Address = address.parse().ok()?;
            (address.platform == platform && address.account == account).then_some((address.chat, purpose))
        };
        Ok(room::bound(&mut conn).await?.into_iter().filter_map(here).collect())
    }

    /// Who sent what came under a key; `None` where nothing did. A platform may not tell whose message was deleted.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn sender(&self, platform: &str, account: &str, key: &str) -> Result<Option<String>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        Ok(inbox::sender(&mut conn, &inbox::key_in(platform, account, key)).await?)
    }

    /// Whether a text is a command that binds the group that it is written in.
    #[must_use]
    pub fn binds(&self, text: &str) -> bool {
        dialogs::verb_of(text) == Some(Verb::Link)
    }

    /// Whether a text is one of the desk's commands.
    #[must_use]
    pub fn is_command(&self, text: &str) -> bool {
        dialogs::is_command(text)
    }
}
