//! What the platform holds.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{BOT, SERVER, gateway::Session, limits::Rates};

/// When Discord's ids begin to count.
const EPOCH_MS: u64 = 1_420_070_400_000;

/// A message.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub id: u64,
    pub channel: u64,
    pub by_bot: bool,
    pub text: String,
    pub nonce: Option<String>,
    pub rows: Value,
    pub files: Vec<(String, u64)>,
    /// The message as the platform tells it.
    pub whole: Value,
    pub edits: usize,
    /// The words as they were at first.
    pub first: String,
    /// What was the newest id when it last became another.
    pub changed: u64,
}

impl Post {
    /// What can be pressed or chosen, with its label.
    pub fn choices(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let parts = self
            .rows
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| row["components"].as_array().into_iter().flatten());
        parts
            .flat_map(|part| match part["options"].as_array() {
                Some(options) => options.iter().map(|one| (text(&one["label"]), text(&one["value"]))).collect(),
                None => vec![(text(&part["label"]), text(&part["custom_id"]))],
            })
            .collect()
    }
}

/// A misfortune.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It has its effect, and the answer is lost.
    AnswerLost,
    /// It has none, and nobody is told.
    Cut,
    /// It is refused.
    Refused(u16, i64),
    /// It has its effect, and is refused.
    RefusedAfter(u16),
    /// It is refused for being too fast.
    TooMany { wait: Duration, global: bool },
}

/// Somebody's interaction.
#[derive(Clone, Debug)]
pub struct Asked {
    pub token: String,
    pub since: Instant,
    /// Kinds of the answers: 4 to 9, and 0 for words that followed.
    pub answers: Vec<(u64, Value)>,
    pub took_ms: Option<u128>,
    pub channel: u64,
    /// 2: a command; 3: a tap; 4: something is being typed.
    pub kind: u64,
}

#[derive(Debug, Default)]
pub struct State {
    pub port: u16,
    pub gateway_port: u16,
    last_id: u64,
    /// Channels as they are told, by their ids.
    pub channels: BTreeMap<u64, Value>,
    pub users: HashMap<u64, String>,
    pub posts: BTreeMap<(u64, u64), Post>,
    pub interactions: HashMap<u64, Asked>,
    /// As it was told.
    pub last_action: Value,
    pub nonces: HashMap<(u64, String), (Instant, u64)>,
    pub files: HashMap<String, Vec<u8>>,
    /// Private chats that take nothing, and with which code they say so.
    pub closed: BTreeMap<u64, i64>,
    /// Channels in which no message is taken, whatever it is.
    pub refusing: BTreeSet<u64>,
    /// Rooms that have as many open threads as there can be.
    pub full: BTreeSet<u64>,
    /// Rooms in which the bot may not pin.
    pub pinless: BTreeSet<u64>,
    pub commands: Value,
    pub sessions: Vec<Session>,
    pub faults: Vec<(String, Fault)>,
    /// Method, path and status of each call.
    pub calls: Vec<(String, u16)>,
    pub breaches: Vec<String>,
    pub rates: Rates,
    /// How long a nonce is known.
    pub nonce_window: Duration,
    /// How often a message came whose nonce was known.
    pub repeated: usize,
    /// Heartbeats get no answer.
    pub is_dumb: bool,
    pub identified: usize,
    pub resumed: usize,
    /// The words of rooms may not be read.
    pub no_content: bool,
}

impl State {
    pub fn new(port: u16, gateway_port: u16) -> Self {
        let nonce_window = Duration::from_secs(120);
        Self { port, gateway_port, commands: json!([]), nonce_window, ..Self::default() }
    }

    /// The next id: its time is now.
    pub fn id(&mut self) -> u64 {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_millis();
        let made = (u64::try_from(now).expect("a time") - EPOCH_MS) << 22;
        self.last_id = made.max(self.last_id + 1);
        self.last_id
    }

    pub fn direct(&mut self, user: u64, name: &str) -> u64 {
        self.users.insert(user, name.to_owned());
        let found = self.channels.iter().find(|(_, channel)| channel["recipients"][0]["id"] == json!(user.to_string()));
        if let Some((id, _)) = found {
            return *id;
        }
        let id = self.id();
        let recipient = self.user(user);
        self.channels.insert(id, json!({"id": id.to_string(), "type": 1, "recipients": [recipient]}));
        id
    }

    pub fn channel(&mut self, kind: u64, tags: &[&str]) -> u64 {
        let id = self.id();
        let tags: Vec<Value> =
            tags.iter().map(|name| json!({"id": self.id().to_string(), "name": name, "moderated": false})).collect();
        let mut channel = json!({
            "id": id.to_string(), "type": kind, "guild_id": SERVER.to_string(), "name": "canal", "position": 0,
            "permission_overwrites": [], "nsfw": false,
        });
        if kind == 15 {
            channel["available_tags"] = tags.into();
        }
        self.channels.insert(id, channel.clone());
        self.dispatch("CHANNEL_CREATE", &channel);
        id
    }

    pub fn open_thread(&mut self, room: u64, asked: &Value) -> Value {
        let id = self.id();
        let thread = json!({
            "id": id.to_string(), "type": asked["type"].as_u64().unwrap_or(11), "guild_id": SERVER.to_string(), "parent_id": room.to_string(),
            "owner_id": BOT, "name": asked["name"], "applied_tags": asked["applied_tags"],
            "message_count": 0, "member_count": 1, "rate_limit_per_user": 0,
            "thread_metadata": {"archived": false, "auto_archive_duration": 10080, "locked": false,
                "archive_timestamp": "2026-01-05T08:00:00.000000+00:00"},
        });
        let thread = without_nulls(thread);
        self.channels.insert(id, thread.clone());
        self.dispatch("THREAD_CREATE", &thread);
        thread
    }

    /// Deletes a channel or thread with all that stands in it.
    pub fn delete_channel(&mut self, id: u64) {
        let gone = self.channels.remove(&id).expect("a channel");
        self.posts.retain(|(channel, _), _| *channel != id);
        let kind = if gone["parent_id"].is_string() { "THREAD_DELETE" } else { "CHANNEL_DELETE" };
        self.dispatch(kind, &gone);
    }

    pub fn user(&self, id: u64) -> Value {
        let name = self.users.get(&id).cloned().unwrap_or_default();
        json!({"id": id.to_string(), "username": name.to_lowercase().replace(' ', "."), "global_name": name,
            "discriminator": "0", "avatar": null, "bot": id.to_string() == BOT})
    }

    pub fn is_private(&self, channel: u64) -> bool {
        self.channels.get(&channel).is_some_and(|channel| channel["type"] == json!(1))
    }

    /// Puts a message into a channel, and tells the gateway.
    pub fn post(&mut self, channel: u64, author: u64, text: &str, more: &Value) -> Post {
        let id = self.id();
        self.post_as(id, channel, author, text, more)
    }

    /// The same with a number that is known: a forum's post has that of its first message.
    pub fn post_as(&mut self, id: u64, channel: u64, author: u64, text: &str, more: &Value) -> Post {
        let mut whole = json!({
            "id": id.to_string(), "channel_id": channel.to_string(), "author": self.user(author), "content": text,
            "timestamp": "2026-01-05T08:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "pinned": false, "type": 0, "components": [],
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            whole[name] = value.clone();
        }
        let post = Post {
            id,
            channel,
            by_bot: author.to_string() == BOT,
            text: text.to_owned(),
            first: text.to_owned(),
            changed: id,
            nonce: whole["nonce"].as_str().map(str::to_owned),
            rows: whole["components"].clone(),
            whole: whole.clone(),
            ..Post::default()
        };
        self.posts.insert((channel, id), post.clone());
        if let Some(told) = self.channels.get_mut(&channel) {
            told["last_message_id"] = id.to_string().into();
        }
        let mut event = whole;
        if !self.is_private(channel) {
            event["guild_id"] = SERVER.to_string().into();
            event["member"] = json!({"roles": [], "joined_at": "2026-01-05T08:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0});
        }
        self.dispatch("MESSAGE_CREATE", &event);
        post
    }

    pub fn of_bot(&self, channel: u64) -> impl Iterator<Item = &Post> {
        self.posts.range((channel, 0)..=(channel, u64::MAX)).map(|(_, post)| post).filter(|post| post.by_bot)
    }

    /// A room and its threads.
    pub fn with_threads(&self, room: u64) -> Vec<u64> {
        let is_its = |channel: &Value| channel["parent_id"] == json!(room.to_string());
        let threads = self.channels.iter().filter(|(_, channel)| is_its(channel)).map(|(id, _)| *id);
        std::iter::once(room).chain(threads).collect()
    }

    /// The server as the gateway tells it.
    pub fn server(&self) -> Value {
        let of_server = |channel: &&Value| channel["guild_id"].is_string();
        let (threads, channels): (Vec<&Value>, Vec<&Value>) =
            self.channels.values().filter(of_server).partition(|channel| channel["parent_id"].is_string());
        json!({
            "id": SERVER.to_string(), "name": "SIS", "owner_id": "1", "channels": channels, "threads": threads,
            "roles": [], "emojis": [], "features": [], "members": [], "unavailable": false,
        })
    }

    /// A command as it was registered, by what it is called in any language.
    pub fn command(&self, name: &str) -> Value {
        let commands = self.commands.as_array().map(Vec::as_slice).unwrap_or_default();
        let found = commands.iter().find(|command| is_called(command, name));
        found.unwrap_or_else(|| panic!("no command {name}")).clone()
    }

    /// How often a session was begun or gone on with.
    pub fn connected(&self) -> usize {
        self.identified + self.resumed
    }

    /// Sends an event into all sessions, and keeps it for those that resume.
    pub fn dispatch(&mut self, kind: &str, data: &Value) {
        for session in &mut self.sessions {
            session.dispatch(kind, data);
        }
    }

    /// A thread is archived, and locked too where only moderators may open it again.
    pub fn archive(&mut self, thread: u64, locked: bool) {
        let told = self.channels.get_mut(&thread).expect("a thread");
        told["thread_metadata"]["archived"] = true.into();
        told["thread_metadata"]["locked"] = locked.into();
        let told = told.clone();
        self.dispatch("THREAD_UPDATE", &told);
    }

    pub fn breach(&mut self, what: &str) {
        self.breaches.push(what.to_owned());
    }

    /// What happened last, for whoever reads why a test failed.
    pub fn told(&self) -> String {
        let posts = self.posts.values().rev().take(12);
        let posts: Vec<String> = posts.map(|post| format!("{} {}: {}", post.channel, post.by_bot, post.text)).collect();
        let calls: Vec<String> =
            self.calls.iter().rev().take(12).map(|(call, status)| format!("{status} {call}")).collect();
        let (runs, refusals) = (self.connected(), self.rates.refusals);
        format!(
            "{runs} sessions, {refusals} refusals, the newest messages:\n{}\nthe newest calls:\n{}",
            posts.join("\n"),
            calls.join("\n")
        )
    }
}

/// Whether a command or an option is called so in any language.
pub fn is_called(named: &Value, name: &str) -> bool {
    let locales = named["name_localizations"].as_object();
    named["name"] == name || locales.is_some_and(|names| names.values().any(|one| one == name))
}

fn without_nulls(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| !field.is_null());
    }
    value
}
