//! All that the fake knows: chats and what stands in them, updates and who has them, files, and what was done wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use serde_json::{Value, json};

use super::{faults::Faults, limits::Limits, updates::Updates};

/// The bot's token. Its number is the bot's id.
pub const TOKEN: &str = "7700123:AAcanaryCANARYcanaryCANARYcanary-_77";
/// The bot's id.
pub const BOT: i64 = 7_700_123;
/// The bot's name.
pub const BOT_NAME: &str = "balcao_teste_bot";

const KEPT_CALLS: usize = 10_000;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Profile {
    pub name: String,
    pub language: String,
}

/// What kind of chat it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Private,
    Group,
    Supergroup,
}

/// The bot's standing in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was never there; or, in a private chat, nobody has pressed Start.
    Never,
    Member,
    Administrator,
    /// Removed from a group, or blocked by a person.
    Kicked,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "left",
            Self::Member => "member",
            Self::Administrator => "administrator",
            Self::Kicked => "kicked",
        }
    }
}

/// A topic of a forum. Its id is that of the message that opened it.
#[derive(Clone, Debug)]
pub struct Topic {
    pub name: String,
    pub is_deleted: bool,
    pub is_closed: bool,
}

/// A chat.
#[derive(Clone, Debug)]
pub struct Chat {
    pub id: i64,
    pub kind: Kind,
    pub title: String,
    pub is_forum: bool,
    pub topics: BTreeMap<i64, Topic>,
    pub bot: Standing,
    pub moved_to: Option<i64>,
    /// The number of the last message, in a supergroup; all other chats share one count.
    last_post: i64,
}

/// A message as it stands in a chat now.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub id: i64,
    pub chat: i64,
    /// The topic.
    pub thread: Option<i64>,
    /// Who wrote it; the bot itself or somebody.
    pub from: i64,
    pub text: String,
    pub entities: Value,
    /// The rows of its buttons, as they were sent.
    pub buttons: Vec<Vec<Value>>,
    pub reply_to: Option<i64>,
    /// What it is besides text: `("photo", …)` as a message has it.
    pub media: Option<(String, Value)>,
    pub edits: usize,
    pub date: i64,
}

impl Post {
    /// The labels of all its buttons.
    pub fn labels(&self) -> Vec<&str> {
        self.buttons.iter().flatten().filter_map(|button| button["text"].as_str()).collect()
    }

    /// The data of the button with this label.
    pub fn data(&self, label: &str) -> Option<&str> {
        let button = self.buttons.iter().flatten().find(|button| button["text"] == label)?;
        button["callback_data"].as_str()
    }

    /// Its text as people see it, without the marks around names.
    pub fn seen(&self) -> String {
        self.text.chars().filter(|char| !('\u{2066}'..='\u{2069}').contains(char)).collect()
    }

    pub fn holds(&self, words: &[&str]) -> bool {
        let seen = self.seen();
        words.iter().all(|word| seen.contains(word))
    }
}

/// Something that people saw the bot do, in order.
#[derive(Clone, Debug)]
pub struct Effect {
    pub what: What,
    pub chat: i64,
    pub thread: Option<i64>,
    /// The message, or the topic.
    pub post: i64,
    /// The text, or the topic's name.
    pub text: String,
    pub buttons: Vec<Vec<Value>>,
    pub at: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Sent,
    Edited,
    Opened,
    Renamed,
}

/// A tap that waits for its answer, or has it.
#[derive(Clone, Debug)]
pub struct Tap {
    pub by: i64,
    pub chat: i64,
    pub post: i64,
    pub data: String,
    pub is_old: bool,
    /// What the person was shown.
    pub answers: Vec<String>,
    /// The updates that brought it.
    pub updates: Vec<i64>,
}

/// A file that can be sent again, or brought.
#[derive(Clone, Debug)]
pub struct Stored {
    pub path: String,
    pub bytes: Vec<u8>,
    /// What it says of its size, where that is not the truth: no test keeps 20 MB.
    pub says_size: usize,
}

/// A call, as it came.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    pub params: Value,
    /// The status of its answer, had or lost; 0 where there was none.
    pub status: u16,
}

/// Everything.
#[derive(Debug, Default)]
pub struct State {
    pub people: BTreeMap<i64, Profile>,
    pub chats: BTreeMap<i64, Chat>,
    pub posts: BTreeMap<(i64, i64), Post>,
    /// Messages that stand pinned.
    pub pinned: BTreeSet<(i64, i64)>,
    pub taps: BTreeMap<String, Tap>,
    /// Those without an answer.
    pub silent_taps: BTreeSet<String>,
    pub files: BTreeMap<String, Stored>,
    pub updates: Updates,
    pub effects: Vec<Effect>,
    /// The last of them; a long siege makes more than can be kept.
    pub calls: Vec<Call>,
    /// The menus of commands by scope and language, as they were set.
    pub menus: BTreeMap<(String, String), Value>,
    /// What a bot must never do.
    pub breaches: Vec<String>,
    pub faults: Faults,
    /// `None`: everything may be sent at once.
    pub limits: Option<Limits>,
    /// Chats in which no message is taken, whatever it is.
    pub refusing: BTreeSet<i64>,
    last_post: i64,
    last_file: usize,
    last_tap: usize,
}

/// The time as Telegram tells it, in seconds.
pub fn now_s() -> i64 {
    balcao::serve::wall_clock() / 1000
}

impl State {
    pub fn breach(&mut self, what: impl Into<String>) {
        self.breaches.push(what.into());
    }

    pub fn add_chat(&mut self, id: i64, kind: Kind, title: &str, bot: Standing) {
        let chat = Chat {
            id,
            kind,
            title: title.to_owned(),
            is_forum: false,
            topics: BTreeMap::new(),
            bot,
            moved_to: None,
            last_post: 0,
        };
        self.chats.insert(id, chat);
    }

    pub fn chat(&mut self, id: i64) -> &mut Chat {
        self.chats.get_mut(&id).unwrap_or_else(|| panic!("there is no chat {id}"))
    }

    /// Notes a call.
    pub fn called(&mut self, call: Call) {
        if self.calls.len() >= 2 * KEPT_CALLS {
            self.calls.drain(..KEPT_CALLS);
        }
        self.calls.push(call);
    }

    /// The taps that the bot has, and has not answered.
    pub fn unanswered(&self) -> Vec<String> {
        let handed = |tap: &Tap| tap.updates.iter().any(|id| self.updates.get(*id).handed > 0);
        self.silent_taps.iter().filter(|id| handed(&self.taps[*id])).cloned().collect()
    }

    /// Puts a message into its chat, and gives its number.
    pub fn post(&mut self, mut post: Post) -> i64 {
        let chat = self.chats.get_mut(&post.chat).expect("a chat");
        let last = if chat.kind == Kind::Supergroup { &mut chat.last_post } else { &mut self.last_post };
        *last += 1;
        post.id = *last;
        if post.date == 0 {
            post.date = now_s();
        }
        let id = post.id;
        self.posts.insert((post.chat, id), post);
        id
    }

    /// Keeps a file; gives the id by which it is known.
    pub fn keep(&mut self, bytes: Vec<u8>, extension: &str) -> String {
        self.last_file += 1;
        let id = format!("AgACfile{}", self.last_file);
        let path = format!("documents/file_{}.{extension}", self.last_file);
        let says_size = bytes.len();
        self.files.insert(id.clone(), Stored { path, bytes, says_size });
        id
    }

    /// Notes a tap; gives the id under which it is answered.
    pub fn tap(&mut self, tap: Tap) -> String {
        self.last_tap += 1;
        let id = format!("{}", 4_000_000_000_000_000_000_u64 + self.last_tap as u64);
        self.taps.insert(id.clone(), tap);
        self.silent_taps.insert(id.clone());
        id
    }

    pub fn effect(&mut self, what: What, post: &Post) {
        self.effects.push(Effect {
            what,
            chat: post.chat,
            thread: post.thread,
            post: post.id,
            text: post.text.clone(),
            buttons: post.buttons.clone(),
            at: Instant::now(),
        });
    }

    /// A message, as updates and answers have it.
    pub fn message(&self, chat: i64, id: i64) -> Value {
        let post = &self.posts[&(chat, id)];
        let mut message = self.bare_message(post);
        // Whatever is written in a topic answers its first message, unless it answers another.
        let replied = post.reply_to.or(post.thread).and_then(|id| self.posts.get(&(chat, id)));
        if let Some(replied) = replied.filter(|replied| replied.id != id) {
            message["reply_to_message"] = self.bare_message(replied);
        }
        message
    }

    fn bare_message(&self, post: &Post) -> Value {
        let mut message = json!({
            "message_id": post.id, "date": post.date, "chat": self.chat_json(post.chat), "from": self.user(post.from),
        });
        match &post.media {
            Some((kind, media)) => {
                message[kind] = media.clone();
                if !post.text.is_empty() {
                    message["caption"] = json!(post.text);
                }
            }
            None => message["text"] = json!(post.text),
        }
        if post.entities.as_array().is_some_and(|entities| !entities.is_empty()) {
            let name = if post.media.is_some() { "caption_entities" } else { "entities" };
            message[name] = post.entities.clone();
        }
        if !post.buttons.is_empty() {
            message["reply_markup"] = json!({"inline_keyboard": post.buttons});
        }
        if let Some(thread) = post.thread {
            message["message_thread_id"] = json!(thread);
            message["is_topic_message"] = json!(true);
        }
        if post.edits > 0 {
            message["edit_date"] = json!(now_s());
        }
        message
    }

    pub fn chat_json(&self, id: i64) -> Value {
        let chat = &self.chats[&id];
        match chat.kind {
            Kind::Private => json!({"id": id, "type": "private", "first_name": chat.title}),
            Kind::Group => json!({"id": id, "type": "group", "title": chat.title}),
            Kind::Supergroup if chat.is_forum => {
                json!({"id": id, "type": "supergroup", "title": chat.title, "is_forum": true})
            }
            Kind::Supergroup => json!({"id": id, "type": "supergroup", "title": chat.title}),
        }
    }

    pub fn user(&self, id: i64) -> Value {
        if id == BOT {
            return json!({"id": BOT, "is_bot": true, "first_name": "Balcão", "username": BOT_NAME});
        }
        let profile = &self.people[&id];
        json!({"id": id, "is_bot": false, "first_name": profile.name, "language_code": profile.language})
    }

    /// Whether a message may be sent now, or after how many seconds.
    pub fn admit(&mut self, chat: i64) -> Result<(), u64> {
        self.limits.as_mut().map_or(Ok(()), |limits| limits.admit(chat, Instant::now()))
    }
}
