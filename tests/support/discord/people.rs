//! What people do in their chats, and the events that come of it.

use std::time::Instant;

use serde_json::{Value, json};

use super::{
    BOT, Fake, SERVER,
    state::{Asked, Post, is_called},
};

/// Somebody with an account.
#[derive(Clone)]
pub struct Person {
    pub fake: Fake,
    pub id: u64,
    pub name: String,
    /// Their private chat with the bot.
    pub channel: u64,
}

impl Person {
    /// Writes in the private chat. Gives the message's number.
    pub fn says(&self, text: &str) -> u64 {
        self.says_in(self.channel, text)
    }

    pub fn says_in(&self, channel: u64, text: &str) -> u64 {
        self.fake.change(|state| state.post(channel, self.id, text, &json!({})).id)
    }

    /// Opens a post in a forum, with words to begin with. Gives its number.
    pub fn opens_post(&self, room: u64, name: &str, text: &str) -> u64 {
        self.fake.change(|state| {
            let post = state.open_thread(room, &json!({"name": name}));
            let id = post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            state.post_as(id, id, self.id, text, &json!({}));
            id
        })
    }

    /// Answers a message.
    pub fn answers(&self, channel: u64, to: u64, text: &str) -> u64 {
        let reference = json!({"type": 19, "message_reference": {"type": 0, "channel_id": channel.to_string(), "message_id": to.to_string()}});
        self.fake.change(|state| state.post(channel, self.id, text, &reference).id)
    }

    /// Sends a file.
    pub fn sends(&self, channel: u64, name: &str, mime: &str, bytes: &[u8], text: &str) -> u64 {
        self.fake.change(|state| {
            let id = state.id();
            let url = format!("http://127.0.0.1:{}/files/{id}", state.port);
            state.files.insert(id.to_string(), bytes.to_vec());
            let file = json!({"id": id.to_string(), "filename": name, "size": bytes.len(), "url": url, "proxy_url": url,
                "content_type": mime});
            state.post(channel, self.id, text, &json!({"attachments": [file]})).id
        })
    }

    /// Changes a message of theirs.
    pub fn edits(&self, channel: u64, message: u64, text: &str) {
        self.fake.change(|state| {
            let post = state.posts.get_mut(&(channel, message)).expect("a message");
            text.clone_into(&mut post.text);
            post.whole["content"] = text.into();
            post.whole["edited_timestamp"] = "2026-01-05T08:01:00.000000+00:00".into();
            let told = post.whole.clone();
            state.dispatch("MESSAGE_UPDATE", &told);
        });
    }

    /// Turns to the bot in a channel.
    pub fn calls_in(&self, channel: u64, text: &str) -> u64 {
        let text = format!("<@{BOT}> {text}");
        self.fake.change(|state| {
            let bot = state.user(BOT.parse().expect("a number"));
            state.post(channel, self.id, &text, &json!({"mentions": [bot]})).id
        })
    }

    /// Deletes messages of theirs: one, or several at once.
    pub fn deletes(&self, channel: u64, messages: &[u64]) {
        self.fake.change(|state| {
            for message in messages {
                state.posts.remove(&(channel, *message)).expect("a message");
            }
            let ids: Vec<String> = messages.iter().map(u64::to_string).collect();
            let mut event = json!({"channel_id": channel.to_string()});
            if !state.is_private(channel) {
                event["guild_id"] = SERVER.to_string().into();
            }
            let kind = if let [id] = &ids[..] {
                event["id"] = id.clone().into();
                "MESSAGE_DELETE"
            } else {
                event["ids"] = ids.into();
                "MESSAGE_DELETE_BULK"
            };
            state.dispatch(kind, &event);
        });
    }

    /// The private thread that the bot has opened for them in a channel.
    pub async fn thread_in(&self, channel: u64) -> u64 {
        let called = format!("<@{}>", self.id);
        let find = |state: &mut super::state::State| {
            let threads = state.with_threads(channel).into_iter().filter(|thread| *thread != channel);
            threads.filter(|thread| state.of_bot(*thread).any(|post| post.text == called)).max()
        };
        self.fake.until("a private thread", find).await
    }

    /// Presses or chooses what begins so, under a message. Gives the interaction's number.
    pub fn taps(&self, post: &Post, begins: &str) -> u64 {
        let choices = post.choices();
        let found = choices.iter().find(|(label, _)| label.starts_with(begins));
        let (_, token) = found.unwrap_or_else(|| panic!("{begins} is not among {choices:?}"));
        let is_list = post.rows.to_string().contains(&format!("\"value\":\"{token}\""));
        let data = if is_list {
            json!({"component_type": 3, "custom_id": "list", "values": [token], "id": 1})
        } else {
            json!({"component_type": 2, "custom_id": token, "id": 1})
        };
        self.acts(post.channel, 3, &data, Some(&post.whole))
    }

    /// Runs a slash command, by the names that people read.
    pub fn commands(&self, channel: u64, name: &str, options: &[(&str, &str)]) -> u64 {
        let command = self.fake.look().command(name);
        let option =
            |(name, value): &(&str, &str)| json!({"name": option_of(&command, name), "type": 3, "value": value});
        let options: Vec<Value> = options.iter().map(option).collect();
        let data = json!({"id": "1", "name": command["name"], "type": 1, "options": options});
        self.acts(channel, 2, &data, None)
    }

    /// Acts in a way that has to be answered.
    pub fn acts(&self, channel: u64, kind: u64, data: &Value, message: Option<&Value>) -> u64 {
        self.fake.change(|state| {
            let id = state.id();
            let token = format!("aW50ZXJhY3Rpb24{id}");
            let is_private = state.is_private(channel);
            let user = state.user(self.id);
            let mut event = json!({
                "id": id.to_string(), "application_id": BOT, "type": kind, "data": data, "token": token, "version": 1,
                "channel_id": channel.to_string(), "channel": state.channels[&channel], "locale": "en-US",
                "entitlements": [], "authorizing_integration_owners": {}, "attachment_size_limit": 10_485_760,
                "app_permissions": "0",
            });
            event["channel"]["permissions"] = "0".into();
            if let Some(message) = message {
                event["message"] = message.clone();
            }
            if is_private {
                event["user"] = user;
            } else {
                event["guild_id"] = SERVER.to_string().into();
                event["member"] = json!({"user": user, "roles": [], "joined_at": "2026-01-05T08:00:00.000000+00:00",
                    "deaf": false, "mute": false, "flags": 0, "permissions": "0"});
            }
            let asked = Asked { token, since: Instant::now(), answers: Vec::new(), took_ms: None, channel, kind };
            state.interactions.insert(id, asked);
            state.dispatch("INTERACTION_CREATE", &event);
            state.last_action = event;
            id
        })
    }

    /// How an interaction of theirs was answered first.
    pub async fn answer(&self, interaction: u64) -> (u64, Value) {
        let find = |state: &mut super::state::State| state.interactions[&interaction].answers.first().cloned();
        self.fake.until("an answer to an interaction", find).await
    }

    /// A message of the bot in the private chat.
    pub async fn sees(&self, after: u64, words: &[&str]) -> Post {
        self.fake.sees(self.channel, after, words).await
    }

    /// A message, new or changed, with something to press or choose that begins so.
    pub async fn offered(&self, channel: u64, after: u64, begins: &str) -> Post {
        self.fake
            .until(&format!("[{begins}…] in {channel}"), |state| {
                let mut posts = state.of_bot(channel).filter(|post| post.changed > after);
                posts.find(|post| post.choices().iter().any(|(label, _)| label.starts_with(begins))).cloned()
            })
            .await
    }

    /// Takes no direct messages from now on, and this is what the platform says of it.
    pub fn closes(&self, code: i64) {
        self.fake.change(|state| state.closed.insert(self.channel, code));
    }

    /// Takes direct messages again.
    pub fn opens(&self) {
        self.fake.change(|state| state.closed.remove(&self.channel));
    }

    /// Types into a command's option; gives what is offered.
    pub async fn types(&self, channel: u64, name: &str, option: &str, typed: &str) -> Vec<(String, String)> {
        let command = self.fake.look().command(name);
        let options = json!([{"name": option_of(&command, option), "type": 3, "value": typed, "focused": true}]);
        let data = json!({"id": "1", "name": command["name"], "type": 1, "options": options});
        let (_, offered) = self.answer(self.acts(channel, 4, &data, None)).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let choices = offered["choices"].as_array().cloned().unwrap_or_default();
        choices.iter().map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect()
    }
}

/// What an option is called where it is sent, whatever people read.
fn option_of(command: &Value, name: &str) -> Value {
    let options = command["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    let found = options.iter().find(|option| is_called(option, name));
    found.unwrap_or_else(|| panic!("no {name} in {command}"))["name"].clone()
}
