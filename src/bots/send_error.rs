//! How sending can fail, as adapters classify it. What follows from each is decided in one place, `relay`.

use crate::core::chat::{Address, Millis};

/// The platform took the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The platform's id of the message, to edit it or to know replies to it.
    pub external_id: String,
}

/// Why a message was not, or perhaps not, sent. The reasons never hold a URL, a token or a person's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Surely not sent; try again after this many milliseconds (`None`: as the relay sees fit).
    #[error("try again: {reason}")]
    Retry { after_ms: Option<Millis>, whole_platform: bool, reason: String },
    /// The request left, and nobody knows what became of it.
    #[error("unknown outcome: {reason}")]
    Unknown { reason: String },
    /// The chat lives on under another address.
    #[error("the chat has moved")]
    Migrated { to: Address },
    /// The thread is gone; the room is there.
    #[error("the thread is gone")]
    ThreadGone,
    /// The message to edit is gone.
    #[error("the message to edit is gone")]
    MessageGone,
    /// The person blocked the bot, or the bot was removed from the room.
    #[error("blocked")]
    Blocked,
    /// The platform will never take this message.
    #[error("refused: {reason}")]
    Dead { reason: String },
}
