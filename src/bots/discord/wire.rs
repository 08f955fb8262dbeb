//! What is read of Discord's events and messages, and nothing else. The library's own types are strict: one field of
//! another kind empties a whole event. These skip what is not needed, and read what the library could not.

use std::collections::HashMap;

use serde::Deserialize;

use super::permissions::{Bits, Overwrite};

/// A message, as the gateway and the history tell it. An edit may tell less.
#[derive(Debug, Deserialize)]
pub struct Message {
    pub id: String,
    pub channel_id: String,
    pub guild_id: Option<String>,
    pub author: Option<User>,
    pub member: Option<Member>,
    pub content: Option<String>,
    pub edited_timestamp: Option<String>,
    /// 0: written by somebody; 19: in answer to another one.
    #[serde(rename = "type")]
    pub kind: Option<u64>,
    pub webhook_id: Option<String>,
    pub attachments: Option<Vec<Attachment>>,
    pub sticker_items: Option<Vec<Sticker>>,
    pub mentions: Option<Vec<User>>,
    pub message_reference: Option<Reference>,
    pub message_snapshots: Option<Vec<Snapshot>>,
    pub poll: Option<Poll>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct User {
    pub id: String,
    #[serde(default)]
    pub username: String,
    pub global_name: Option<String>,
    pub bot: Option<bool>,
}

/// Somebody as a server knows them.
#[derive(Clone, Debug, Deserialize)]
pub struct Member {
    pub nick: Option<String>,
    pub user: Option<User>,
    #[serde(default)]
    pub roles: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Attachment {
    pub id: String,
    #[serde(default)]
    pub filename: String,
    pub content_type: Option<String>,
    #[serde(default)]
    pub size: u64,
    #[serde(default)]
    pub url: String,
}

#[derive(Debug, Deserialize)]
pub struct Sticker {
    #[serde(default)]
    pub name: String,
}

/// What a message refers to: 0: it answers it; 1: it passes it on.
#[derive(Debug, Deserialize)]
pub struct Reference {
    #[serde(rename = "type")]
    pub kind: Option<u64>,
    pub message_id: Option<String>,
}

/// A message that was passed on; the library leaves the wrapping out.
#[derive(Debug, Deserialize)]
pub struct Snapshot {
    pub message: Option<Passed>,
    pub content: Option<String>,
    pub attachments: Option<Vec<Attachment>>,
}

#[derive(Debug, Deserialize)]
pub struct Passed {
    pub content: Option<String>,
    pub attachments: Option<Vec<Attachment>>,
}

#[derive(Debug, Deserialize)]
pub struct Poll {
    pub question: PollText,
    #[serde(default)]
    pub answers: Vec<PollAnswer>,
}

#[derive(Debug, Deserialize)]
pub struct PollText {
    pub text: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct PollAnswer {
    pub poll_media: PollText,
}

/// A channel, a thread, a forum.
#[derive(Clone, Debug, Deserialize)]
pub struct Channel {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: u64,
    pub guild_id: Option<String>,
    pub parent_id: Option<String>,
    pub last_message_id: Option<String>,
    pub available_tags: Option<Vec<Tag>>,
    pub name: Option<String>,
    /// Of a thread: who opened it.
    pub owner_id: Option<String>,
    pub permission_overwrites: Option<Vec<Overwrite>>,
    pub flags: Option<u64>,
    pub thread_metadata: Option<ThreadMetadata>,
}

/// How a thread stands.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ThreadMetadata {
    #[serde(default)]
    pub locked: bool,
}

/// Each post needs a tag.
const REQUIRE_TAG: u64 = 1 << 4;

impl Channel {
    /// A forum that takes no post without a tag.
    #[must_use]
    pub fn needs_tag(&self) -> bool {
        self.flags.unwrap_or_default() & REQUIRE_TAG != 0
    }
}

/// A tag of a forum.
#[derive(Clone, Debug, Deserialize)]
pub struct Tag {
    pub id: String,
    pub name: String,
}

/// A server, with what of it is open.
#[derive(Debug, Deserialize)]
pub struct Guild {
    pub id: String,
    pub name: Option<String>,
    #[serde(default)]
    pub channels: Vec<Channel>,
    #[serde(default)]
    pub threads: Vec<Channel>,
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The bot itself among them.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// What those may do who have it; everybody has the one that is called like the server.
#[derive(Debug, Deserialize)]
pub struct Role {
    pub id: String,
    #[serde(default)]
    pub permissions: Bits,
}

/// A reaction to a message.
#[derive(Debug, Deserialize)]
pub struct Reaction {
    pub user_id: Option<String>,
    pub channel_id: String,
    pub message_id: String,
    pub guild_id: Option<String>,
    pub member: Option<Member>,
    pub emoji: Emoji,
}

#[derive(Debug, Deserialize)]
pub struct Emoji {
    pub name: Option<String>,
}

/// A tap, a command, what a form was filled with.
#[derive(Clone, Debug, Deserialize)]
pub struct Interaction {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: u64,
    pub token: String,
    pub channel_id: Option<String>,
    pub guild_id: Option<String>,
    pub channel: Option<Channel>,
    pub member: Option<Member>,
    pub user: Option<User>,
    pub locale: Option<String>,
    pub data: Option<Data>,
}

impl Interaction {
    /// Who acts.
    #[must_use]
    pub fn person(&self) -> Option<&User> {
        // The library puts somebody of its own where there is nobody.
        let member = self.member.as_ref().and_then(|member| member.user.as_ref());
        member.or(self.user.as_ref())
    }
}

/// What an interaction is about.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Data {
    pub custom_id: Option<String>,
    pub values: Option<Vec<String>>,
    pub name: Option<String>,
    pub options: Option<Vec<CommandOption>>,
    /// Of a modal: what was filled in.
    pub components: Option<Vec<Part>>,
    pub resolved: Option<Uploaded>,
}

/// A part of a modal that was sent: a label with what it holds, a row, a field.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    #[serde(rename = "type", default)]
    pub kind: u64,
    pub custom_id: Option<String>,
    pub value: Option<serde_json::Value>,
    pub values: Option<Vec<String>>,
    pub component: Option<Box<Part>>,
    pub components: Option<Vec<Part>>,
}

/// The files of a modal, by their numbers.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Uploaded {
    #[serde(default)]
    pub attachments: HashMap<String, Attachment>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct CommandOption {
    pub name: String,
    pub value: Option<serde_json::Value>,
    #[serde(default)]
    pub focused: Option<bool>,
    pub options: Option<Vec<CommandOption>>,
}
