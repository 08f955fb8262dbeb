//! What is read of Telegram's updates, and nothing else. The library's own types are too strict to read with: one kind
//! of entity that they do not know empties a whole message, and a reaction without an actor panics. These skip what is
//! not needed, so that a change of the interface costs no person's words.

use serde::Deserialize;
use serde_json::Value;

/// One update. Of the kinds that are asked for, at most one is present.
#[derive(Debug, Deserialize)]
pub struct Update {
    pub update_id: i64,
    pub message: Option<Box<Message>>,
    pub edited_message: Option<Box<Message>>,
    pub callback_query: Option<CallbackQuery>,
    pub my_chat_member: Option<ChatMemberUpdated>,
    pub message_reaction: Option<MessageReaction>,
}

#[derive(Debug, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    pub is_bot: bool,
    #[serde(default)]
    pub first_name: String,
    pub last_name: Option<String>,
    pub language_code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Chat {
    pub id: i64,
    /// `private`, `group`, `supergroup` or `channel`.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Message {
    pub message_id: i64,
    /// Seconds since 1970.
    pub date: i64,
    pub edit_date: Option<i64>,
    pub chat: Chat,
    pub from: Option<User>,
    pub sender_chat: Option<Chat>,
    pub message_thread_id: Option<i64>,
    #[serde(default)]
    pub is_topic_message: bool,
    #[serde(default)]
    pub is_automatic_forward: bool,
    pub forward_origin: Option<Present>,
    pub reply_to_message: Option<Replied>,
    pub media_group_id: Option<String>,
    pub text: Option<String>,
    pub caption: Option<String>,
    pub photo: Option<Vec<PhotoSize>>,
    pub document: Option<File>,
    pub voice: Option<File>,
    pub audio: Option<File>,
    pub video: Option<File>,
    pub video_note: Option<File>,
    pub animation: Option<File>,
    pub live_photo: Option<File>,
    pub sticker: Option<Emoji>,
    pub dice: Option<Emoji>,
    pub location: Option<Location>,
    pub contact: Option<Contact>,
    pub poll: Option<Poll>,
    pub game: Option<Game>,
    pub checklist: Option<Checklist>,
    pub rich_message: Option<Value>,
    pub migrate_to_chat_id: Option<i64>,
    pub migrate_from_chat_id: Option<i64>,
}

/// Whatever stands there, it stands there.
#[derive(Debug)]
pub struct Present;

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// The message that another one answers.
#[derive(Debug, Deserialize)]
pub struct Replied {
    pub message_id: i64,
    pub forum_topic_created: Option<Present>,
}

#[derive(Debug, Deserialize)]
pub struct PhotoSize {
    pub file_id: String,
    #[serde(default)]
    pub width: u64,
    #[serde(default)]
    pub height: u64,
    #[serde(default)]
    pub file_size: u64,
}

#[derive(Debug, Deserialize)]
pub struct File {
    pub file_id: String,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    #[serde(default)]
    pub file_size: u64,
}

/// A sticker or a die, of which only the emoji says something.
#[derive(Debug, Deserialize)]
pub struct Emoji {
    pub emoji: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Location {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Debug, Deserialize)]
pub struct Contact {
    pub phone_number: String,
    #[serde(default)]
    pub first_name: String,
    pub last_name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Poll {
    pub question: String,
    #[serde(default)]
    pub options: Vec<Line>,
}

#[derive(Debug, Deserialize)]
pub struct Game {
    pub title: String,
}

#[derive(Debug, Deserialize)]
pub struct Checklist {
    pub title: String,
    #[serde(default)]
    pub tasks: Vec<Line>,
}

/// A poll's option, a checklist's task.
#[derive(Debug, Deserialize)]
pub struct Line {
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct CallbackQuery {
    pub id: String,
    pub from: User,
    pub message: Option<Tapped>,
    pub data: Option<String>,
}

/// The message that a button stands under: of one that is too old only the chat and the id are told.
#[derive(Debug, Deserialize)]
pub struct Tapped {
    pub chat: Chat,
    pub message_thread_id: Option<i64>,
    #[serde(default)]
    pub is_topic_message: bool,
}

#[derive(Debug, Deserialize)]
pub struct ChatMemberUpdated {
    pub chat: Chat,
    pub from: User,
    pub date: i64,
    pub old_chat_member: Option<Member>,
    pub new_chat_member: Member,
}

#[derive(Debug, Deserialize)]
pub struct Member {
    pub status: String,
    pub is_member: Option<bool>,
    pub can_send_messages: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub struct MessageReaction {
    pub chat: Chat,
    pub message_id: i64,
    pub user: Option<User>,
    pub date: i64,
    #[serde(default)]
    pub old_reaction: Vec<Reaction>,
    #[serde(default)]
    pub new_reaction: Vec<Reaction>,
}

/// One reaction; those with a picture of their own have no emoji.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Reaction {
    pub emoji: Option<String>,
}
