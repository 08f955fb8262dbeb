//! Where something happened, and whose business that is: a private chat, a private thread of one person, a channel that is
//! bound as a room, or any other one, where the bot hears only what turns to it.

use serde_json::Value;

use super::{
    PLATFORM, ROOM, aside,
    channels::Kind,
    history,
    inbound::{self, Place},
    receive::{Batch, PAUSE, Receiver},
    wire::{Interaction, User},
};
use crate::{bots::pause::jitter, door::marks::Mark};

impl Receiver {
    /// Where something happened; `None` where that place is gone, or where `person` is not heard.
    pub(super) async fn place(&mut self, data: &Value, person: &str) -> Option<Place> {
        let channel = data["channel_id"].as_str()?.to_owned();
        if !data["guild_id"].is_string() {
            return Some(Place::Private { channel });
        }
        loop {
            let failure = match self.bot.channels.of(&self.bot.api, &channel).await {
                Ok(Kind::Aside { opened_by, .. }) if opened_by == self.me.id => {
                    match self.asides.owner(&self.bot, &channel).await {
                        Ok(owner) => {
                            // Moderators can read there; what they write is not the person's.
                            let is_theirs = owner.is_some_and(|owner| owner == person);
                            return is_theirs.then_some(Place::Private { channel });
                        }
                        Err(failure) => failure,
                    }
                }
                Ok(Kind::Thread { room } | Kind::Aside { room, .. }) => {
                    return Some(Place::Room { channel: room, thread: Some(channel) });
                }
                Ok(Kind::Text { .. } | Kind::Forum { .. }) => return Some(Place::Room { channel, thread: None }),
                Ok(Kind::Private) => return Some(Place::Private { channel }),
                Err(failure) => failure,
            };
            if history::is_final(&failure) {
                tracing::warn!(%failure, "a channel cannot be looked at, so what is written there is not read");
                return None;
            }
            tokio::select! {
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep(jitter(PAUSE)) => {}
            }
        }
    }

    pub(super) fn is_ours(&self, place: &Place) -> bool {
        match place {
            Place::Private { .. } => true,
            Place::Room { channel, .. } => self.rooms.contains_key(channel),
        }
    }

    /// Words in a channel that is not bound: only what turns to the bot is anybody's business. A code binds the channel;
    /// anything else goes on in a private thread of whoever wrote it.
    pub(super) async fn called(&mut self, data: &Value, place: &Place, batch: &mut Batch) {
        let (Some(person), Place::Room { channel, .. }) = (inbound::caller(data), place) else { return };
        let words = inbound::words(data, &self.me);
        let calls = |user: &Value| user["id"].as_str() == Some(&self.me.id);
        let is_called = data["mentions"].as_array().is_some_and(|users| users.iter().any(calls));
        if !is_called && !words.trim_start().starts_with('/') {
            return;
        }
        if self.door.binds(&words) {
            let reading = inbound::message(data, &self.me, place);
            Self::add(reading, data, batch);
            batch.read.extend(self.mark(data, place));
            return;
        }
        let is_command = self.door.is_command(&words);
        let server = data["guild_id"].as_str().unwrap_or_default();
        if (is_called || is_command)
            && let Some(aside) = self.thread_of(&person, (server, channel), batch).await
        {
            Self::add(inbound::called(data, &self.me, &aside), data, batch);
        }
    }

    /// The private thread that a command or a form in a channel goes on in; `None`: where it was given.
    pub(super) async fn aside_of(
        &mut self,
        interaction: &Interaction,
        place: &Place,
        batch: &mut Batch,
    ) -> Option<Place> {
        let Place::Room { channel, .. } = place else { return None };
        let binds = || inbound::command(interaction).is_some_and(|text| self.door.binds(&text));
        if self.is_ours(place) || !matches!(interaction.kind, inbound::COMMAND | inbound::MODAL) || binds() {
            return None;
        }
        let person = interaction.person()?.clone();
        let server = interaction.guild_id.clone()?;
        self.thread_of(&person, (&server, channel), batch).await
    }

    /// Somebody's private thread in a server; `None` where there can be none.
    async fn thread_of(&mut self, person: &User, at: (&str, &str), batch: &mut Batch) -> Option<Place> {
        match self.asides.of(&self.bot, at, person).await {
            Ok(channel) => {
                let last = channel.parse().unwrap_or_default();
                if self.marks.last(&channel).is_none() {
                    batch.read.push(Mark { channel: channel.clone(), room: Some(aside::marked(&person.id)), last });
                }
                Some(Place::Private { channel })
            }
            Err(failure) => {
                tracing::warn!(
                    %failure,
                    channel = at.1,
                    "no private thread could be opened for somebody who turned to the bot in a channel: it has to be a text \
                     channel in which the bot may «Create Private Threads» and «Send Messages in Threads and Posts»"
                );
                None
            }
        }
    }

    /// A chat of which nothing was read yet: what was written there while the bot was away comes first.
    pub(super) fn looks_back(&mut self, place: &Place, data: &Value) -> bool {
        let Place::Private { channel } = place else { return false };
        let number = data["id"].as_str().and_then(|id| id.parse().ok());
        match number {
            Some(number) if self.marks.last(channel).is_none() => self.missed.look_back(place, number),
            Some(_) | None => false,
        }
    }

    pub(super) async fn look_at_rooms(&mut self) {
        // What cannot be read now is read with the next event; until then what was read before counts.
        if let Ok(rooms) = self.door.rooms(PLATFORM, &self.me.id).await {
            let before = self.rooms.len();
            let bound = |(chat, purpose): (String, String)| Some((chat.strip_prefix(ROOM)?.to_owned(), purpose));
            self.rooms = rooms.into_iter().filter_map(bound).collect();
            if self.rooms.len() != before {
                self.tell_of_rooms().await;
            }
        }
    }

    /// How far a message reads its channel.
    pub(super) fn mark(&self, data: &Value, place: &Place) -> Option<Mark> {
        let channel = place.channel().to_owned();
        let last = data["id"].as_str()?.parse().ok()?;
        let room = match place {
            Place::Private { channel } => self.asides.known(channel).map(aside::marked),
            Place::Room { channel, .. } => Some(channel.clone()),
        };
        Some(Mark { channel, room, last })
    }
}
