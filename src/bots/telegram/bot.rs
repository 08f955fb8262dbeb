//! The adapter as relay and fetcher see it.

use futures_util::future::BoxFuture;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use super::{
    PLATFORM,
    client::{Api, Failure},
    download,
    errors::{self, Asked},
    limits::{Pace, TITLE_CHARS, TOAST_CHARS, limits},
    outbound::{self, Call, calls, number},
};
use crate::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        limits::Limits,
        send_error::{Receipt, SendError},
    },
    core::chat::{Address, Answer, AnswerHandle, Outbound},
};

/// Telegram, for sending and fetching.
#[derive(Debug)]
pub struct TelegramBot {
    api: Api,
    limits: Limits,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

#[derive(Deserialize)]
struct Topic {
    message_thread_id: i64,
}

impl TelegramBot {
    pub(super) fn new(api: Api, pace: Pace) -> Self {
        Self { api, limits: limits(pace) }
    }

    async fn say(&self, outbound: &Outbound) -> Result<Receipt, SendError> {
        let mut first = None;
        for call in calls(outbound)? {
            let id = match self.end(&call).await {
                Err(failure) if errors::is_about_entities(&failure) => match call.clone().plain() {
                    Some(plain) => self.end(&plain).await,
                    None => Err(failure),
                },
                Err(failure) if errors::is_about_picture(&failure) => match call.clone().into_document() {
                    Some(document) => self.end(&document).await,
                    None => Err(failure),
                },
                ended => ended,
            };
            let id = id.map_err(|failure| outbound::failed(&failure, outbound, &call))?;
            first.get_or_insert(id);
        }
        // A message without words and files only names its thread.
        Ok(Receipt { external_id: first.unwrap_or_default() })
    }

    async fn end(&self, call: &Call) -> Result<String, Failure> {
        if let Some(edited) = &call.edits {
            return match self.api.call_raw(call.method, &call.parameters).await {
                Ok(_) => Ok(edited.clone()),
                Err(failure) if errors::is_unchanged(&failure) => Ok(edited.clone()),
                Err(failure) => Err(failure),
            };
        }
        let sent: Sent = match call.form() {
            Some(form) => self.api.call_with_form(call.method, form).await?,
            None => self.api.call(call.method, &call.parameters).await?,
        };
        Ok(sent.message_id.to_string())
    }

    async fn topic(&self, room: &Address, title: &str) -> Result<String, SendError> {
        let asked = json!({"chat_id": number(&room.chat)?, "name": short(title, TITLE_CHARS)});
        match self.api.call::<Topic>("createForumTopic", &asked).await {
            Ok(topic) => Ok(topic.message_thread_id.to_string()),
            Err(failure) => Err(errors::classify(&failure, room, Asked::Thread)),
        }
    }

    async fn rename(&self, room: &Address, thread: &str, title: &str) -> Result<(), SendError> {
        let asked = json!({
            "chat_id": number(&room.chat)?,
            "message_thread_id": number(thread)?,
            "name": short(title, TITLE_CHARS),
        });
        match self.api.call::<IgnoredAny>("editForumTopic", &asked).await {
            Ok(_) => Ok(()),
            Err(failure) if errors::is_unchanged(&failure) => Ok(()),
            Err(failure) => Err(errors::classify(&failure, room, Asked::Thread)),
        }
    }

    async fn pinned(&self, chat: &Address, message: &str, on: bool) -> Result<(), SendError> {
        let (chat_id, message_id) = (number(&chat.chat)?, number(message)?);
        let ended = if on {
            let asked = json!({"chat_id": chat_id, "message_id": message_id, "disable_notification": true});
            self.api.call::<IgnoredAny>("pinChatMessage", &asked).await
        } else {
            let asked = json!({"chat_id": chat_id, "message_id": message_id});
            self.api.call::<IgnoredAny>("unpinChatMessage", &asked).await
        };
        ended.map(|_| ()).map_err(|failure| errors::classify(&failure, chat, Asked::Edit))
    }

    async fn toast(&self, handle: &AnswerHandle, answer: Answer) -> Result<(), SendError> {
        // Telegram shows one answer to a tap, the first; a promise of more would take the place of the words.
        let Answer::Toast(text) = answer else { return Ok(()) };
        let asked = json!({"callback_query_id": handle.token, "text": short(&text, TOAST_CHARS)});
        match self.api.call::<IgnoredAny>("answerCallbackQuery", &asked).await {
            Ok(_) => Ok(()),
            Err(failure) if errors::is_too_late(&failure) => Ok(()),
            Err(failure) => Err(errors::classify(&failure, &Address::new(PLATFORM, "", ""), Asked::Send)),
        }
    }
}

fn short(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

impl Bot for TelegramBot {
    fn platform(&self) -> &'static str {
        PLATFORM
    }

    fn limits(&self) -> &Limits {
        &self.limits
    }

    fn send<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(self.say(outbound))
    }

    fn open_thread<'a>(&'a self, room: &'a Address, title: &'a str) -> BoxFuture<'a, Result<String, SendError>> {
        Box::pin(self.topic(room, title))
    }

    fn rename_thread<'a>(
        &'a self,
        room: &'a Address,
        thread: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.rename(room, thread, title))
    }

    fn pin<'a>(&'a self, chat: &'a Address, message: &'a str, on: bool) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.pinned(chat, message, on))
    }

    fn is_group(&self, chat: &str) -> bool {
        chat.starts_with('-')
    }

    /// Telegram shows no bot what it has sent.
    fn look_up<'a>(&'a self, _outbound: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(async { Sighting::CannotTell })
    }

    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.toast(handle, answer))
    }

    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(download::fetch(&self.api, source))
    }
}
