//! The door between adapters and the desk: adapters hand inbounds in here, and the web chat, whose mailbox the
//! outbox is, reads its letters here. Adapters see neither the database nor tickets.

mod enter;
mod form;
mod keep;
mod mailroom;
pub mod marks;
pub mod menus;
pub mod offers;
mod quarantine;
mod search;
mod seats;
mod uploads;

use std::{sync::Arc, time::Duration};

pub use mailroom::Mailroom;

use crate::{
    core::{
        chat::{Address, FileRef, Inbound, Message, Millis},
        outbox::{self, Placed, Stored},
        vault::Vault,
    },
    desk::Entrance,
};

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
    /// The reference of the ticket that it is about: in a room, its thread.
    pub topic: Option<String>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The newest first.
    pub letters: Vec<Letter>,
    /// There are older ones.
    pub more: bool,
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

/// Whose seat it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The same for all seats of one person.
    pub person: String,
    /// The other conversations that they may open: what each room is for (`None`: a private chat), and its name.
    pub others: Vec<(Option<String>, String)>,
}

/// Why another conversation was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is none, or it is not for them; all alike.
    #[error("no such conversation")]
    NotTheirs,
    #[error("the desk is unavailable")]
    Unavailable,
}

/// The way in for one more device of the same person.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// Its only copy.
    pub code: String,
    /// Opens the web chat with it.
    pub url: String,
    /// The QR code of the link: rows of `1` (dark) and `0`, with the quiet zone.
    pub qr: Vec<String>,
    /// How long it is good for.
    pub seconds: i64,
}

/// Why there is no code for one more device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// They were blocked or have left.
    #[error("there is no code for them")]
    NotAllowed,
    #[error("too many codes")]
    SlowDown { seconds: i64 },
    #[error("the desk is unavailable")]
    Unavailable,
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

/// A part of a file that is sent in parts.
#[derive(Clone, Debug)]
pub struct PartOfUpload {
    pub address: Address,
    pub user_key: String,
    /// The client's own key of this upload.
    pub key: String,
    pub name: String,
    pub mime: String,
    /// The bytes of the whole file.
    pub total: u64,
    /// Where this part begins.
    pub offset: u64,
    pub bytes: Vec<u8>,
}

/// How far an upload has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// So many bytes are here.
    pub offset: u64,
    /// The file, once all are.
    pub kept: Option<Kept>,
}

/// Why a part was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    #[error("the part does not begin where the last one ended")]
    Offset { offset: u64 },
    #[error("the part does not fit to the file")]
    Misfit,
    #[error("the file is too large")]
    TooLarge { limit: u64 },
    #[error("the desk is unavailable")]
    Unavailable,
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

impl From<&Placed> for Letter {
    fn from(placed: &Placed) -> Self {
        Self {
            seq: placed.seq,
            at: placed.post.due_at,
            slot: placed.post.slot.clone(),
            message: placed.post.message.clone(),
            topic: placed.topic.clone(),
        }
    }
}

impl From<Stored> for Letter {
    fn from(stored: Stored) -> Self {
        Self { seq: stored.seq, at: stored.at, slot: stored.slot, message: stored.message, topic: stored.topic }
    }
}

impl From<sqlx::Error> for Unavailable {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the door cannot reach the database");
        Self
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Unavailable::from(error).into()
    }
}

impl From<Unavailable> for OpenError {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

impl From<sqlx::Error> for DeviceError {
    fn from(error: sqlx::Error) -> Self {
        Unavailable::from(error).into()
    }
}

impl From<Unavailable> for DeviceError {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

/// What adapters hold of the desk.
#[derive(Clone, Debug)]
pub struct Door {
    entrance: Entrance,
    vault: Vault,
    uploads: Arc<uploads::Locks>,
}

impl Door {
    #[must_use]
    pub fn new(entrance: Entrance, vault: Vault) -> Self {
        Self { entrance, vault, uploads: Arc::default() }
    }

    /// The desk's clock.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.entrance.shared.now()
    }

    /// A platform's server has just told what time it is there.
    pub fn heard_time(&self, told: Millis) {
        self.entrance.shared.heard_time(told);
    }

    /// Hands a message in; returns after the commit.
    ///
    /// # Errors
    /// [`Unavailable`]: nothing was stored.
    pub async fn receive(&self, inbound: Inbound) -> Result<Received, Unavailable> {
        self.entrance.receive(inbound).await
    }

    /// Gives a message its place behind those that were handed in before; the future that comes back returns after
    /// the commit. For whoever hands in many of one chat at once.
    ///
    /// # Errors
    /// [`Unavailable`]: nothing was stored; the future's too.
    pub async fn line_up(
        &self,
        inbound: Inbound,
    ) -> Result<impl Future<Output = Result<Received, Unavailable>> + use<>, Unavailable> {
        self.entrance.line_up(inbound).await
    }

    /// A mailbox's letters after `after`, the oldest first, at most `limit`. All up to `after` count as read. When
    /// there is none, it waits up to `wait` for one.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn mail(
        &self,
        address: &Address,
        after: i64,
        limit: i64,
        wait: Duration,
    ) -> Result<Vec<Letter>, Unavailable> {
        let address = address.to_string();
        let shared = &self.entrance.shared;
        shared.mailroom.read_up_to(&address, after);
        // It listens before it looks, so that no letter falls between the two.
        let ring = shared.mailroom.listen(&address);
        let letters = self.letters(&address, after, limit).await?;
        if !letters.is_empty() || wait.is_zero() {
            return Ok(letters);
        }
        let _rung = tokio::time::timeout(wait, ring).await;
        self.letters(&address, after, limit).await
    }

    /// Whether a reader says to have read what this mailbox does not have: the desk was set up again from an older
    /// copy, and its letters are others now.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn is_ahead(&self, address: &Address, after: i64) -> Result<bool, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        Ok(after > outbox::newest(&mut conn, &address.to_string()).await?)
    }

    async fn letters(&self, address: &str, after: i64, limit: i64) -> Result<Vec<Letter>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let stored = outbox::letters(&mut conn, address, after, limit).await?;
        Ok(stored.into_iter().map(Letter::from).collect())
    }

    /// The last `limit` letters before `before`, the oldest first.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn history(&self, address: &Address, before: i64, limit: i64) -> Result<Vec<Letter>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let stored = outbox::history(&mut conn, &address.to_string(), before, limit).await?;
        Ok(stored.into_iter().map(Letter::from).collect())
    }

    /// The same of the letters about one ticket, by its reference.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn thread(
        &self,
        address: &Address,
        reference: &str,
        before: i64,
        limit: i64,
    ) -> Result<Vec<Letter>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let stored = outbox::thread(&mut conn, &address.to_string(), reference, before, limit).await?;
        Ok(stored.into_iter().map(Letter::from).collect())
    }
}
