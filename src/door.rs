//! The door between adapters and the desk: adapters hand inbounds in here, and the web chat, whose mailbox the
//! outbox is, reads its letters here. Adapters see neither the database nor tickets.

use crate::core::chat::{Address, FileRef, Message, Millis};
pub use crate::door_stub::Door;

/// What became of an inbound once it was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It was handled. `toast` is the direct answer; `letters` what the commit put into this chat's mailbox.
    Done { toast: Option<String>, letters: Vec<Letter> },
    /// The same delivery was received before.
    Again,
    /// It is stored and will be handled in its turn.
    Waiting,
    /// It is stored, but could not be handled; people will look at it.
    Quarantined,
}

/// The desk could not commit (disk full, database gone, shutting down). Nothing was stored: hand it in again.
#[derive(Debug, thiserror::Error)]
#[error("the desk is unavailable")]
pub struct Unavailable;

/// A message in a mailbox. `seq` rises by one with each letter of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub seq: i64,
    pub at: Millis,
    /// A later letter with the same slot replaces this one.
    pub slot: Option<String>,
    pub message: Message,
}

/// A sign-in of the web chat: one token, one conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub address: Address,
    pub is_group: bool,
    pub user_key: String,
    pub name: String,
    /// The language to show the client in: `pt` or `en`.
    pub locale: String,
    /// What the room is for, to name the page: `agents`, `partner`, … or `private`.
    pub purpose: String,
}

/// Why a code did not open the door.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnterError {
    /// Unknown, used or expired; all alike.
    #[error("the code is not valid")]
    BadCode,
    #[error("too many wrong codes")]
    SlowDown { seconds: i64 },
    #[error("the desk is unavailable")]
    Unavailable,
}

/// A file that was sent.
#[derive(Clone, Debug)]
pub struct Upload {
    pub address: Address,
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// A file was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub file: FileRef,
    /// It was called a picture and is none: it is kept as a document.
    pub no_picture: bool,
}

/// Why a file was not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is too large")]
    TooLarge { limit: u64 },
    #[error("the desk is unavailable")]
    Unavailable,
}
