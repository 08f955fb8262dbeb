//! What stands pinned in a group follows the message that it came with: a new card is pinned once it has arrived, and taken
//! off with the edit that ends it. It is asked for once and is no part of the message: where the bot may not pin, or the
//! platform is busy, the card stands there unpinned.

use std::time::Duration;

use super::{
    outcome::Tried,
    work::{Worker, no_answer, within},
};
use crate::{
    bots::send_error::SendError,
    core::{
        chat::{Address, Pin},
        delivery::Claimed,
    },
};

/// The lease has to outlast it, after all that came before.
const LONGEST: Duration = Duration::from_secs(10);

impl Worker {
    /// Pins what has arrived, or takes off what was edited.
    pub(super) async fn pin(&self, claimed: &Claimed, was_edited: bool, tried: &Tried) {
        let on = match (claimed.message.as_ref().and_then(|message| message.pin), was_edited) {
            (Some(Pin::On), false) => true,
            (Some(Pin::Off), true) => false,
            (Some(Pin::On), true) | (Some(Pin::Off), false) | (None, _) => return,
        };
        let (Tried::Sent(receipt) | Tried::Seen(receipt)) = tried else { return };
        let Ok(chat) = claimed.address.parse::<Address>() else { return };
        let now = (self.clock)();
        self.pacing().count(&claimed.platform, &claimed.address, now);
        let asked = within(LONGEST, self.bot.pin(&chat, &receipt.external_id, on)).await.unwrap_or_else(no_answer);
        if let Err(error) = asked {
            tracing::info!(%error, on, "a group's card is not pinned, or stays so");
            // A time that was named counts for what comes next; nothing else of it does.
            if matches!(error, SendError::Retry { after_ms: Some(_), .. }) {
                self.learn(claimed, Some(&error));
            }
        }
    }
}
