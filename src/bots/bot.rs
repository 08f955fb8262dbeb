//! The one trait: what the relay and the fetcher need of a platform's adapter.

use futures_util::future::BoxFuture;

use super::{
    limits::Limits,
    send_error::{Receipt, SendError},
};
use crate::core::chat::{Address, Answer, AnswerHandle, Outbound};

/// What became of a message whose sending had an unknown outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// It is there.
    Seen(Receipt),
    /// It is surely not there.
    Absent,
    /// The platform cannot tell.
    CannotTell,
}

/// Why a file's bytes could not be brought.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Worth another try later.
    #[error("try again: {reason}")]
    Retry { reason: String },
    /// It will never come.
    #[error("lost: {reason}")]
    Lost { reason: String },
}

/// A platform's adapter as the relay sees it. It translates and classifies; it decides nothing and retries nothing.
pub trait Bot: Send + Sync {
    /// `telegram`, `discord`, `web`, …: the first part of its addresses.
    fn platform(&self) -> &str;

    fn limits(&self) -> &Limits;

    /// Sends one message that was fitted to the limits; one request, no retry.
    fn send<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>>;

    /// Opens a thread with this title in a room and returns its id.
    fn open_thread<'a>(&'a self, room: &'a Address, title: &'a str) -> BoxFuture<'a, Result<String, SendError>>;

    /// Calls a thread otherwise.
    fn rename_thread<'a>(
        &'a self,
        room: &'a Address,
        thread: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>>;

    /// Pins a message in a group without a sound, or takes it off again. Platforms without pins leave it at that.
    fn pin<'a>(&'a self, _chat: &'a Address, _message: &'a str, _on: bool) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    /// Whether a chat of this platform is a group, by its id.
    fn is_group(&self, chat: &str) -> bool;

    /// Looks whether a message with this nonce arrived (by history, or by the platform's own deduplication).
    fn look_up<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Sighting>;

    /// Gives the direct answer that the platform waits for.
    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>>;

    /// Whether an answer after its deadline is still worth giving: the adapter itself has put the platform off.
    fn answers_late(&self) -> bool {
        false
    }

    /// Whether the platform takes once what is sent twice with one nonce within a minute or two.
    fn takes_once(&self) -> bool {
        false
    }

    /// Brings the bytes of a file, at most `limits().file_bytes` of them.
    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>>;
}
