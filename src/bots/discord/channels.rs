//! What is known of channels: whether one is a room of a server or a thread of such, and of a forum its tags. It is learnt
//! from what the gateway tells, and asked for where it told nothing; nothing of it is kept.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    client::{Api, Failure},
    wire::Channel,
};

/// What a channel is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Between the bot and one person.
    Private,
    /// A channel of a server that takes words.
    Text { server: String },
    /// A channel of a server that takes threads only, each with words to begin with; its tags by their names.
    Forum { server: String, tags: Vec<(String, String)>, needs_tag: bool },
    /// A thread, or a forum's post.
    Thread { room: String },
    /// A thread that only those see who were called into it.
    Aside { room: String, opened_by: String },
}

/// The channels that are known.
#[derive(Clone, Debug, Default)]
pub struct Channels(Arc<Mutex<HashMap<String, Kind>>>);

const DIRECT: u64 = 1;
const GROUP_OF_FRIENDS: u64 = 3;
const THREADS: std::ops::RangeInclusive<u64> = 10..=12;
const PRIVATE_THREAD: u64 = 12;
const FORUMS: std::ops::RangeInclusive<u64> = 15..=16;

impl Channels {
    /// Notes what a channel is; `server` where the channel itself does not say.
    pub fn learn(&self, channel: &Channel, server: Option<&str>) {
        if let Some(kind) = kind(channel, server) {
            self.known().insert(channel.id.clone(), kind);
        }
    }

    pub fn forget(&self, channel: &str) {
        self.known().remove(channel);
    }

    /// What a channel is; asked for where it is not known.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn of(&self, api: &Api, channel: &str) -> Result<Kind, Failure> {
        let found = self.known().get(channel).cloned();
        if let Some(kind) = found {
            return Ok(kind);
        }
        let told = api.get("/channels", channel, format!("/channels/{channel}")).await?;
        let told: Channel = serde_json::from_value(told).map_err(|_| Failure::Cut("the answer cannot be read"))?;
        let kind = kind(&told, None).ok_or(Failure::Cut("the answer cannot be read"))?;
        self.known().insert(channel.to_owned(), kind.clone());
        Ok(kind)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Kind>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn kind(channel: &Channel, server: Option<&str>) -> Option<Kind> {
    if channel.kind == DIRECT || channel.kind == GROUP_OF_FRIENDS {
        return Some(Kind::Private);
    }
    if THREADS.contains(&channel.kind) {
        let room = channel.parent_id.clone()?;
        if channel.kind == PRIVATE_THREAD {
            // An interaction does not tell who opened it: then that is asked for.
            return Some(Kind::Aside { room, opened_by: channel.owner_id.clone()? });
        }
        return Some(Kind::Thread { room });
    }
    let server = channel.guild_id.clone().or_else(|| server.map(str::to_owned))?;
    if FORUMS.contains(&channel.kind) {
        let tags = channel.available_tags.iter().flatten().map(|tag| (tag.name.to_lowercase(), tag.id.clone()));
        return Some(Kind::Forum { server, tags: tags.collect(), needs_tag: channel.needs_tag() });
    }
    Some(Kind::Text { server })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn kinds() {
        let read = |channel: serde_json::Value| kind(&serde_json::from_value(channel).expect("a channel"), Some("7"));
        assert_eq!(read(json!({"id": "1", "type": 1})), Some(Kind::Private));
        assert_eq!(read(json!({"id": "1", "type": 0})), Some(Kind::Text { server: "7".into() }));
        assert_eq!(read(json!({"id": "1", "type": 11, "parent_id": "2"})), Some(Kind::Thread { room: "2".into() }));
        assert_eq!(read(json!({"id": "1", "type": 11})), None);
        let aside = Kind::Aside { room: "2".into(), opened_by: "42".into() };
        assert_eq!(read(json!({"id": "1", "type": 12, "parent_id": "2", "owner_id": "42"})), Some(aside));
        assert_eq!(read(json!({"id": "1", "type": 12, "parent_id": "2"})), None);
        let tags = json!([{"id": "5", "name": "Em curso"}]);
        let tagged = vec![("em curso".into(), "5".into())];
        let forum = Kind::Forum { server: "8".into(), tags: tagged, needs_tag: false };
        assert_eq!(read(json!({"id": "1", "type": 15, "guild_id": "8", "available_tags": tags})), Some(forum));
    }
}
