//! The adapter as relay and fetcher see it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use hyper::Method;
use serde_json::{Value, json};

use super::{
    PLATFORM, ROOM, channel_of,
    channels::{Channels, Kind},
    client::{Api, Call, Failure, Upload},
    download,
    errors::{self, Asked},
    escape::escaped,
    inbound,
    limits::limits,
    outbound::{self, asked, calls, nobody, number},
    pins::Pins,
    titles::{self, Titles, short, tags_of},
    waiting::Waiting,
};
use crate::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        limits::Limits,
        send_error::{Receipt, SendError},
    },
    core::chat::{Address, Answer, AnswerHandle, Carried, Millis, Outbound},
};

/// Threads are put away after a week without words.
const ARCHIVE_MINUTES: u32 = 10_080;
const PUBLIC_THREAD: u8 = 11;
/// So far back it is looked whether a message arrived.
const LOOKED_AT: usize = 100;
/// So long Discord surely takes the same nonce once: what is sent again then is not doubled.
const NONCE_MS: Millis = 2 * 60_000;
/// Later, where the history shows no nonces, the same words count as the same message for so long.
const SAME_WORDS_MS: Millis = 15 * 60_000;
/// So far this machine's clock may be ahead of Discord's.
const SKEW_MS: Millis = 5_000;
/// The name of a forum's post for what is about no ticket.
const HALL: &str = "Balcão";

/// Discord, for sending and fetching.
#[derive(Debug)]
pub struct DiscordBot {
    pub(super) api: Api,
    pub(super) channels: Channels,
    pub(super) waiting: Waiting,
    titles: Titles,
    pins: Pins,
    /// The bot's own number.
    account: String,
    /// Of each forum the post for what is about no ticket.
    halls: Mutex<HashMap<String, String>>,
    limits: Limits,
}

impl DiscordBot {
    pub(super) fn new(api: Api, account: &str) -> Self {
        let (waiting, titles) = (Waiting::new(api.clone()), Titles::new(api.clone()));
        let pins = Pins::new(api.clone());
        let (channels, halls) = (Channels::default(), Mutex::default());
        Self { api, channels, waiting, titles, pins, account: account.to_owned(), halls, limits: limits() }
    }

    /// The bot's own number.
    pub(super) fn account(&self) -> &str {
        &self.account
    }

    async fn say(&self, outbound: &Outbound) -> Result<Receipt, SendError> {
        let hall = self.hall_for(outbound).await?;
        let placed;
        let outbound = match &hall {
            Some(hall) => {
                placed = Outbound { thread: Some(hall.clone()), ..outbound.clone() };
                &placed
            }
            None => outbound,
        };
        let mut first = None;
        for call in calls(outbound, self.uploads(outbound).await?)? {
            match self.brought_back(&call).await {
                Ok(sent) => {
                    first.get_or_insert_with(|| sent["id"].as_str().unwrap_or_default().to_owned());
                }
                Err(failure) => {
                    let error = errors::classify(&failure, asked(outbound));
                    return Err(self.without_hall(error, hall.is_some(), &outbound.to));
                }
            }
        }
        // A message without words and files only names its thread.
        Ok(Receipt { external_id: first.unwrap_or_default() })
    }

    /// Makes a call in a channel; a thread that is archived is brought back for it.
    async fn brought_back(&self, call: &Call) -> Result<Value, Failure> {
        match self.api.call(call).await {
            Err(failure) if errors::is_archived(&failure) && titles::reopened(&self.api, &call.major).await => {
                self.api.call(call).await
            }
            ended => ended,
        }
    }

    /// A file that came from here is brought and sent anew: Discord has no way to show one again by its number.
    async fn uploads(&self, outbound: &Outbound) -> Result<Vec<Upload>, SendError> {
        let mut uploads = Vec::with_capacity(outbound.files.len());
        for (number, file) in outbound.files.iter().enumerate() {
            let bytes = match file {
                Carried::Bytes(bytes) => bytes.clone(),
                Carried::Known(source) => match download::fetch(&self.api, source).await {
                    Ok(bytes) => Bytes::from(bytes),
                    Err(FetchError::Lost { reason }) => return Err(SendError::Dead { reason }),
                    Err(FetchError::Retry { reason }) => {
                        return Err(SendError::Retry { after_ms: None, whole_platform: false, reason });
                    }
                },
            };
            let shown = outbound.message.files.get(number);
            let name = shown.map_or("file", |file| file.name.as_str()).to_owned();
            let mime = shown.map_or("application/octet-stream", |file| file.mime.as_str()).to_owned();
            uploads.push(Upload { name, mime, bytes });
        }
        Ok(uploads)
    }

    /// In a forum nothing can be said but in posts: what is about no ticket goes into one of its own.
    async fn hall_for(&self, outbound: &Outbound) -> Result<Option<String>, SendError> {
        if outbound.thread.is_some() || !self.is_group(&outbound.to.chat) {
            return Ok(None);
        }
        let room = number(channel_of(&outbound.to.chat))?;
        let failed = |failure: &Failure| errors::classify(failure, Asked::Send);
        let Kind::Forum { server, tags, needs_tag } =
            self.channels.of(&self.api, room).await.map_err(|error| failed(&error))?
        else {
            return Ok(None);
        };
        if let Some(known) = self.halls().get(room).cloned() {
            return Ok(Some(known));
        }
        let hall = match self.hall_of(&server, room).await.map_err(|error| failed(&error))? {
            Some(hall) => hall,
            None => self.open(room, HALL, Some(tags_of(HALL, &tags, needs_tag))).await?,
        };
        self.halls().insert(room.to_owned(), hall.clone());
        Ok(Some(hall))
    }

    /// The forum's own post, where an earlier run has opened it.
    async fn hall_of(&self, server: &str, room: &str) -> Result<Option<String>, Failure> {
        let found = self.api.get("/guilds/threads/active", server, format!("/guilds/{server}/threads/active")).await?;
        let threads = found["threads"].as_array().map(Vec::as_slice).unwrap_or_default();
        let is_it = |thread: &&Value| {
            let is = |name: &str, value: &str| thread[name].as_str() == Some(value);
            is("parent_id", room) && is("owner_id", &self.account) && is("name", HALL)
        };
        Ok(threads.iter().find(is_it).and_then(|thread| thread["id"].as_str()).map(str::to_owned))
    }

    fn without_hall(&self, error: SendError, is_hall: bool, to: &Address) -> SendError {
        if is_hall && error == SendError::ThreadGone {
            self.halls().remove(channel_of(&to.chat));
            let reason = "the forum's own post is gone".into();
            return SendError::Retry { after_ms: None, whole_platform: false, reason };
        }
        error
    }

    async fn thread(&self, room: &Address, title: &str) -> Result<String, SendError> {
        let channel = number(channel_of(&room.chat))?;
        let kind = self.channels.of(&self.api, channel).await;
        let tags = match kind.map_err(|failure| errors::classify(&failure, Asked::Thread))? {
            Kind::Forum { tags, needs_tag, .. } => Some(tags_of(title, &tags, needs_tag)),
            Kind::Text { .. } => None,
            Kind::Private | Kind::Thread { .. } | Kind::Aside { .. } => {
                return Err(SendError::Dead { reason: "the chat takes no threads".into() });
            }
        };
        self.open(channel, title, tags).await
    }

    /// Opens a thread, or with tags a forum's post, which cannot be without words.
    async fn open(&self, room: &str, title: &str, tags: Option<Vec<String>>) -> Result<String, SendError> {
        let title = short(title);
        let mut json = json!({"name": title, "auto_archive_duration": ARCHIVE_MINUTES});
        match tags {
            Some(tags) => {
                json["message"] = json!({"content": escaped(&title), "allowed_mentions": nobody()});
                json["applied_tags"] = tags.into();
            }
            None => json["type"] = PUBLIC_THREAD.into(),
        }
        let call = Call::new(Method::POST, "/channels/threads", room, format!("/channels/{room}/threads")).with(json);
        let opened = self.api.call(&call).await.map_err(|failure| errors::classify(&failure, Asked::Thread))?;
        let Ok(thread) = serde_json::from_value::<super::wire::Channel>(opened) else {
            return Err(SendError::Unknown { reason: "the answer is no thread".into() });
        };
        self.channels.learn(&thread, None);
        Ok(thread.id)
    }

    async fn rename(&self, room: &Address, thread: &str, title: &str) -> Result<(), SendError> {
        let kind = self.channels.of(&self.api, number(channel_of(&room.chat))?).await;
        let tags = match kind {
            Ok(Kind::Forum { tags, needs_tag, .. }) => Some(tags_of(title, &tags, needs_tag)),
            Ok(Kind::Text { .. } | Kind::Private | Kind::Thread { .. } | Kind::Aside { .. }) | Err(_) => None,
        };
        self.titles.want(number(thread)?, title, tags);
        Ok(())
    }

    /// Beside the messages, which go first.
    fn pinned(&self, chat: &Address, message: &str, on: bool) -> Result<(), SendError> {
        let room = number(channel_of(&chat.chat))?;
        let hall = self.halls().get(room).cloned();
        self.pins.want(hall.as_deref().unwrap_or(room), number(message)?, on);
        Ok(())
    }

    /// Within some minutes Discord itself takes the same nonce once; after them the history is looked at.
    async fn seen(&self, outbound: &Outbound) -> Option<Sighting> {
        let channel = outbound::channel(outbound).ok()?;
        let path = format!("/channels/{channel}/messages?limit={LOOKED_AT}");
        let found = match self.api.get("/channels/messages", channel, path).await {
            Ok(found) => found,
            Err(failure) if errors::is_gone(&failure) => return Some(Sighting::Absent),
            Err(_) => return None,
        };
        let now = self.api.told_time()?;
        let own = found.as_array()?.iter().filter(|one| one["author"]["id"].as_str() == Some(&self.account));
        Some(sighting(own, outbound, now))
    }

    fn halls(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.halls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a message is among the bot's own, the newest first.
fn sighting<'a>(own: impl Iterator<Item = &'a Value> + Clone, outbound: &Outbound, now: Millis) -> Sighting {
    let seen = |one: &Value| {
        let external_id = one["id"].as_str().unwrap_or_default().to_owned();
        Sighting::Seen(Receipt { external_id })
    };
    if let Some(one) = own.clone().find(|one| one["nonce"].as_str() == Some(&outbound.nonce)) {
        return seen(one);
    }
    if outbound.message.text.trim().is_empty() || own.clone().any(|one| one["nonce"].is_string()) {
        return Sighting::Absent;
    }
    let words = escaped(&outbound.message.text);
    let same = own.filter(|one| one["content"].as_str().map(str::trim) == Some(words.trim()));
    let ages = same.filter_map(|one| Some((now - inbound::time_of(one["id"].as_str()?)?, one)));
    // What stood there before this one was due is another, however alike: people ask the same things again.
    let longest = SAME_WORDS_MS.min(now - outbound.since + SKEW_MS);
    let old = ages.into_iter().find(|(age, _)| (NONCE_MS..longest).contains(age));
    // A younger one may be another of the same words: sent again, Discord itself tells them apart.
    old.map_or(Sighting::Absent, |(_, one)| seen(one))
}

impl Bot for DiscordBot {
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
        Box::pin(self.thread(room, title))
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
        Box::pin(async move { self.pinned(chat, message, on) })
    }

    fn is_group(&self, chat: &str) -> bool {
        chat.starts_with(ROOM)
    }

    fn look_up<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(async { self.seen(outbound).await.unwrap_or(Sighting::CannotTell) })
    }

    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(self.waiting.answer(&handle.token, answer))
    }

    fn answers_late(&self) -> bool {
        true
    }

    fn takes_once(&self) -> bool {
        true
    }

    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(download::fetch(&self.api, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::chat::Message;

    #[test]
    fn what_was_sent_before_is_recognised() {
        let outbound = Outbound {
            to: Address::new("discord", "42", "5"),
            thread: None,
            reply_to: None,
            message: Message { text: "*Recebido*".into(), ..Message::default() },
            files: Vec::new(),
            edits: None,
            nonce: "n1".into(),
            since: 0,
        };
        let id = |at: Millis| ((at - 1_420_070_400_000) << 22).to_string();
        let now = 1_790_000_000_000;
        let own = |age: Millis, nonce: Option<&str>| {
            vec![json!({"id": id(now - age), "content": "\\*Recebido\\*", "nonce": nonce})]
        };
        let seen = |age: Millis| Sighting::Seen(Receipt { external_id: id(now - age) });
        let look = |own: Vec<Value>| sighting(own.iter(), &outbound, now);
        assert_eq!(look(own(1_000, Some("n1"))), seen(1_000));
        assert_eq!(look(own(300_000, Some("n2"))), Sighting::Absent);
        assert_eq!(look(own(1_000, None)), Sighting::Absent, "the nonce tells, if it is sent again");
        assert_eq!(look(own(300_000, None)), seen(300_000));
        assert_eq!(look(own(3_600_000, None)), Sighting::Absent);
        let younger = Outbound { since: now - 200_000, ..outbound.clone() };
        assert_eq!(sighting(own(300_000, None).iter(), &younger, now), Sighting::Absent, "that was another one");
        assert_eq!(sighting(own(180_000, None).iter(), &younger, now), seen(180_000));
    }
}
