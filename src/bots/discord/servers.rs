//! What the gateway tells of servers, their channels and threads: what the bot knows of them, what is wrong there, and where
//! something was written while nobody listened.

use serde_json::Value;

use super::{
    history::Page,
    inbound::{self, Place},
    missed::From,
    receive::{Batch, Receiver},
    wire::{Channel, Guild},
};
use crate::bots::intake::Item;

impl Receiver {
    /// A session begins: what people wrote in private while nobody listened is asked for.
    pub(super) fn session_begins(&mut self, ready: &Value) {
        let servers = ready["guilds"].as_array().map(Vec::as_slice).unwrap_or_default();
        self.survey.expects(servers.iter().filter_map(|server| server["id"].as_str()).map(str::to_owned));
        for mark in self.marks.private() {
            self.missed.ask(Place::Private { channel: mark.channel }, From::After(mark.last));
        }
    }

    /// A server is there: what is known of its channels, and what was written meanwhile in rooms and their threads.
    pub(super) async fn server(&mut self, data: &Value, batch: &mut Batch) {
        let Ok(server) = serde_json::from_value::<Guild>(data.clone()) else {
            return tracing::warn!("a server cannot be read; its channels are looked at one by one");
        };
        for told in self.survey.learn(&server, &self.me.id) {
            tracing::warn!("{told}");
        }
        self.tell_of_rooms().await;
        for room in self.survey.lost(self.rooms.keys()) {
            tracing::warn!(channel = room, "a bound channel was deleted, or the bot was removed from its server");
            batch.items.push(Item::Inbound(Box::new(inbound::gone(&self.me, &room, self.door.now()))));
        }
        for channel in server.channels.iter().chain(&server.threads) {
            self.bot.channels.learn(channel, Some(&server.id));
        }
        for channel in server.channels.iter().chain(&server.threads) {
            let newest: i64 = channel.last_message_id.as_deref().and_then(|id| id.parse().ok()).unwrap_or_default();
            let is_own = channel.owner_id.as_deref() == Some(&self.me.id) && channel.kind == PRIVATE_THREAD;
            let is_thread = channel.parent_id.as_ref().filter(|room| !is_own && self.rooms.contains_key(*room));
            let (place, first) = match is_thread {
                // All of a thread is news where nothing of it was read; its first message may have its number.
                Some(room) => {
                    let place = Place::Room { channel: room.clone(), thread: Some(channel.id.clone()) };
                    (place, channel.id.parse().ok().map(|id: i64| id - 1))
                }
                None if self.rooms.contains_key(&channel.id) => {
                    (Place::Room { channel: channel.id.clone(), thread: None }, None)
                }
                None => continue,
            };
            if let Some(last) = self.marks.last(&channel.id).or(first)
                && newest > last
            {
                self.missed.ask(place, From::After(last));
            }
        }
    }

    /// What is wrong with the bound channels, each once.
    pub(super) async fn tell_of_rooms(&mut self) {
        for told in self.survey.rooms(self.rooms.iter()) {
            tracing::warn!("{told}");
        }
        self.keep_tags().await;
    }

    pub(super) async fn channel(&mut self, data: &Value) {
        self.learn(data);
        if let Ok(channel) = serde_json::from_value::<Channel>(data.clone()) {
            self.survey.learn_channel(&channel);
            self.tell_of_rooms().await;
        }
    }

    pub(super) fn learn(&self, data: &Value) {
        if let Ok(channel) = serde_json::from_value::<Channel>(data.clone()) {
            self.bot.channels.learn(&channel, None);
        }
    }

    pub(super) fn gone(&mut self, data: &Value, batch: &mut Batch) {
        let Some(channel) = data["id"].as_str() else { return };
        self.bot.channels.forget(channel);
        self.survey.forget(channel);
        if self.rooms.contains_key(channel) {
            batch.items.push(Item::Inbound(Box::new(inbound::gone(&self.me, channel, self.door.now()))));
        }
    }

    pub(super) fn thread_gone(&mut self, thread: &str) {
        self.bot.channels.forget(thread);
        self.asides.forget(thread);
    }

    /// Takes in a part of a channel's history.
    pub(super) async fn was_missed(&mut self, place: &Place, page: Page, batch: &mut Batch) {
        let whose = match place {
            Place::Private { channel } => self.asides.known(channel).map(str::to_owned),
            Place::Room { .. } => None,
        };
        let before = batch.items.len();
        for (_, data) in &page.messages {
            let author = data["author"]["id"].as_str();
            if whose.as_deref().is_none_or(|person| author == Some(person)) {
                Self::add(inbound::message(data, &self.me, place), data, batch);
            }
            batch.read.extend(self.mark(data, place));
        }
        let messages = batch.items.len() - before;
        if messages > 0 {
            tracing::info!(messages, "what was written meanwhile is handed in");
        }
        self.hand_in(std::mem::take(batch)).await;
    }
}

/// A thread that only those see who were called into it.
const PRIVATE_THREAD: u64 = 12;
