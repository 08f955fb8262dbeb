//! What passes between a chat platform and the desk: addresses, what people send, what is sent to them.
//!
//! These are the only types that adapters share with the rest. They know no platform: a platform's ids are
//! opaque text here, and its abilities are data (`bots::limits`).

pub mod form;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970 in UTC. `now` is always passed in.
pub type Millis = i64;

/// A chat on a platform, as the bot account `account` sees it. Written `platform:account:chat`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Address {
    pub platform: String,
    pub account: String,
    pub chat: String,
}

impl Address {
    #[must_use]
    pub fn new(platform: &str, account: &str, chat: &str) -> Self {
        Self { platform: platform.into(), account: account.into(), chat: chat.into() }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.platform, self.account, self.chat)
    }
}

/// The text was not of the form `platform:account:chat`.
#[derive(Debug, thiserror::Error)]
#[error("not an address")]
pub struct NotAnAddress;

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let mut parts = text.splitn(3, ':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(platform), Some(account), Some(chat)) => Ok(Self::new(platform, account, chat)),
            _ => Err(NotAnAddress),
        }
    }
}

/// Whether only one person reads a chat, or several do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    Private,
    Group,
}

/// Who sent something: the platform's own id of the user is the only identity; the name is for showing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    pub user_key: String,
    /// As the platform gives it, not cleaned.
    pub name: String,
    /// The platform's language of this user (`pt-BR`, `en`), where it tells.
    pub locale_hint: Option<String>,
    /// The platform hides who it is: an admin who writes as the group, a channel. Whoever it is has no rights.
    #[serde(default, skip_serializing_if = "is_false")]
    pub anonymous: bool,
}

/// A file that came with a message: a reference, whose bytes are fetched later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The platform's id of the file; for the web chat the id that the upload was given.
    pub source: String,
    pub name: String,
    pub mime: String,
    /// As the platform tells; 0 where it does not.
    pub bytes: u64,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The chat was opened, perhaps by a link that carries a code.
    Start { payload: Option<String> },
    /// Text, files, or both.
    Message { text: String, files: Vec<FileRef> },
    /// A form was filled in, all at once.
    Form { answers: Vec<form::Filled> },
    /// An earlier message was changed by its author. `of` is that message's key.
    Edited { of: String, text: String },
    /// An earlier message was deleted. `of` is that message's key; what the sources of its files begin with, where they
    /// have that in common.
    Deleted { of: String, files: String },
    /// A button: the token that [`Button::token`] carried.
    Tap { token: String },
    /// A place on the map, in millionths of a degree.
    Place { latitude: i64, longitude: i64 },
    /// Somebody's card: a name and a telephone.
    Contact { name: String, phone: String },
    /// No words but a sign: a sticker, or a reaction to one of the bot's messages (`on`: its external id).
    Sign { emoji: String, on: Option<String> },
    /// The bot can write in this chat now, or no longer: it was added, let back, removed, blocked.
    Standing { here: bool },
    /// The chat lives on under another address; the inbound's own is the old one.
    Moved { to: Address },
    /// A timer that is due. Made by the desk itself, never by a platform.
    Due { timer: i64, kind: String, subject: i64 },
}

impl Body {
    /// What was written, at first or by an edit.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        if let Self::Message { text, .. } | Self::Edited { text, .. } = self { Some(text) } else { None }
    }

    /// The files that came with it.
    #[must_use]
    pub fn files(&self) -> Vec<&FileRef> {
        match self {
            Self::Message { files, .. } => files.iter().collect(),
            Self::Form { answers } => answers.iter().flat_map(|answer| &answer.files).collect(),
            Self::Start { .. }
            | Self::Edited { .. }
            | Self::Tap { .. }
            | Self::Place { .. }
            | Self::Contact { .. }
            | Self::Sign { .. }
            | Self::Standing { .. }
            | Self::Moved { .. }
            | Self::Deleted { .. }
            | Self::Due { .. } => Vec::new(),
        }
    }

    /// The token of the button that was tapped.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        if let Self::Tap { token } = self { Some(token) } else { None }
    }
}

/// Where help was asked from: what the page says in which a chat is embedded. It proves nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// A system's name, as the page has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The page's address, without what could name a patient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// A facility's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
}

/// One thing that a platform handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    pub address: Address,
    pub chat_kind: ChatKind,
    pub sender: Sender,
    /// The platform's id of this delivery: the same delivery again has the same key.
    pub key: String,
    /// The platform's time of it; may lie far back where a phone was offline.
    pub sent_at: Millis,
    /// The thread or topic of a group that it was written in: the platform's own id, in a mailbox the ticket's
    /// reference.
    pub thread: Option<String>,
    /// The bot's message that it answers or quotes: its external id, in a mailbox the letter's number.
    pub reply_to: Option<String>,
    pub body: Body,
    /// Parts of one album have the same; it comes without a count and without an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<String>,
    /// Somebody else's words, passed on: never a command.
    #[serde(default, skip_serializing_if = "is_false")]
    pub forwarded: bool,
    /// Where it was written from, in a chat that is embedded in a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Set where the platform wants a direct answer within a time.
    pub answer: Option<AnswerHandle>,
}

impl Inbound {
    /// Leaves out the one character that not every database keeps.
    pub fn drop_nuls(&mut self) {
        let drop = |text: &mut String| text.retain(|char| char != '\0');
        [&mut self.sender.user_key, &mut self.sender.name, &mut self.key].into_iter().for_each(drop);
        let named = [&mut self.sender.locale_hint, &mut self.thread, &mut self.reply_to, &mut self.album];
        named.into_iter().flatten().for_each(drop);
        if let Some(context) = &mut self.context {
            [&mut context.system, &mut context.page, &mut context.facility].into_iter().flatten().for_each(drop);
        }
        match &mut self.body {
            Body::Start { payload } => payload.iter_mut().for_each(drop),
            Body::Message { text, files } => {
                drop(text);
                for file in files {
                    [&mut file.source, &mut file.name, &mut file.mime].into_iter().for_each(drop);
                }
            }
            Body::Form { answers } => {
                for answer in answers {
                    [&mut answer.field, &mut answer.text].into_iter().for_each(drop);
                    let files = answer.files.iter_mut();
                    files.flat_map(|file| [&mut file.source, &mut file.name, &mut file.mime]).for_each(drop);
                }
            }
            Body::Edited { of, text } => [of, text].into_iter().for_each(drop),
            Body::Deleted { of, files } => [of, files].into_iter().for_each(drop),
            Body::Tap { token } => drop(token),
            Body::Contact { name, phone } => [name, phone].into_iter().for_each(drop),
            Body::Sign { emoji, on } => {
                drop(emoji);
                on.iter_mut().for_each(drop);
            }
            Body::Place { .. } | Body::Standing { .. } | Body::Moved { .. } | Body::Due { .. } => {}
        }
    }
}

/// A direct answer that the platform waits for (a button's toast, an interaction).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerHandle {
    pub token: String,
    pub deadline: Millis,
}

/// The direct answer. It is not durable: the outbox says the same where it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// "Received, more follows": sent ahead where the commit could miss the deadline. Promises nothing.
    Defer,
    /// A few words for a toast.
    Toast(String),
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// At most 24 ASCII characters, opaque to platforms.
    pub token: String,
    pub label: String,
    /// It is no answer but a way out of the question (back, skip, cancel): set apart where buttons stand in rows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aside: bool,
    /// It can be pressed again, and beside it the others: no answer to a question, but what can be done.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stays: bool,
}

/// A file to show beside a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub attachment: i64,
    pub name: String,
    pub mime: String,
    pub bytes: u64,
}

/// A rendered message, before it is fitted to a platform's limits. This is what `outbox.body` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Shown>,
    /// The thread that it answers in, where that is no ticket's: the platform's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    /// What the thread is called from now on, where the message goes into one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text has numbers of its own: buttons that do not fit are listed by their names alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub has_numbers: bool,
    /// Whether it stands pinned in its group from now on, or no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// In a mailbox: what a person wrote, shown back to all readers of the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub echo: Option<Echo>,
}

/// What becomes of a message in a group where the platform can pin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// It is pinned once it stands there.
    On,
    /// It is taken off with its edit.
    Off,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A person's own message in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    pub user_key: String,
    pub author: String,
    /// The client's key, so that it recognises its own.
    pub key: String,
    /// The token of the button that was tapped; the text is then its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tapped: Option<String>,
    /// The letter that it answers, by its number in the mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<i64>,
    /// These words have taken the place of others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub edited: bool,
}

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It came from the same platform, which has it still: its own id.
    Known(String),
    Bytes(bytes::Bytes),
}

/// A message for one chat, with all that sending needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    pub to: Address,
    /// The thread to write in; the platform's own id.
    pub thread: Option<String>,
    /// The message to answer, so that a room without threads shows what belongs together; it may be gone.
    pub reply_to: Option<String>,
    pub message: Message,
    /// The bytes of the message's files, in their order, or the ids that this platform knows them by.
    pub files: Vec<Carried>,
    /// The message to replace, where the platform edits.
    pub edits: Option<String>,
    /// The same for each attempt at the same message: at most 25 characters of `[a-z0-9]`.
    pub nonce: String,
    /// Before this it surely was not sent.
    pub since: Millis,
}
