//! The web chat as the relay sees it: a platform that fetches its letters itself, so nothing is ever sent to it.

use futures_util::future::{BoxFuture, ready};

use crate::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        limits::{Counted, Limits, Quota, Rate},
        send_error::{Receipt, SendError},
    },
    core::chat::{Address, Answer, AnswerHandle, Outbound},
};

/// The web chat's adapter: its limits, and a refusal for all that a mailbox does not do.
#[derive(Clone, Debug)]
pub struct WebBot {
    limits: Limits,
}

impl WebBot {
    /// An adapter that takes files of at most this size.
    #[must_use]
    pub fn new(file_bytes: u64) -> Self {
        let unpaced = Rate { burst: u32::MAX, every_ms: 0 };
        Self {
            limits: Limits {
                text_chars: 16_000,
                counted: Counted::Characters,
                buttons: 12,
                label_chars: 40,
                edits: true,
                threads: false,
                queue_card: false,
                card_in_thread: false,
                files_apart: false,
                mailbox: true,
                file_bytes,
                per_group: None,
                per_chat: unpaced,
                overall: Quota::UNLIMITED,
            },
        }
    }
}

impl Default for WebBot {
    fn default() -> Self {
        Self::new(super::FILE_BYTES)
    }
}

impl Bot for WebBot {
    fn platform(&self) -> &'static str {
        "web"
    }

    fn limits(&self) -> &Limits {
        &self.limits
    }

    fn send<'a>(&'a self, _: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(ready(Err(not_sent())))
    }

    fn open_thread<'a>(&'a self, _: &'a Address, _: &'a str) -> BoxFuture<'a, Result<String, SendError>> {
        Box::pin(ready(Err(not_sent())))
    }

    fn rename_thread<'a>(&'a self, _: &'a Address, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(ready(Err(not_sent())))
    }

    fn is_group(&self, chat: &str) -> bool {
        !chat.starts_with('p')
    }

    fn look_up<'a>(&'a self, _: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(ready(Sighting::CannotTell))
    }

    fn answer<'a>(&'a self, _: &'a AnswerHandle, _: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        // The toast goes back with the response to the POST.
        Box::pin(ready(Ok(())))
    }

    fn fetch<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(ready(Err(FetchError::Lost { reason: "an upload is kept before it is named".into() })))
    }
}

fn not_sent() -> SendError {
    SendError::Dead { reason: "mailbox".into() }
}
