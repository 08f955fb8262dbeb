//! Sending and editing.

use serde_json::{Value, json};

use super::{
    checks::{Outcome, Refusal, refused},
    params::Params,
    state::{BOT, Post, State, What},
};

const NOT_MODIFIED: &str = "Bad Request: message is not modified: specified new message content and reply markup are \
                            exactly the same as a current content and reply markup of the message";

/// A refusal for so many seconds.
pub fn too_many(seconds: u64) -> Refusal {
    Refusal {
        code: 429,
        description: format!("Too Many Requests: retry after {seconds}"),
        parameters: json!({"retry_after": seconds}),
    }
}

impl State {
    pub(super) fn send(&mut self, method: &str, params: &Params) -> Outcome {
        let chat = self.writable(params)?;
        if self.refusing.contains(&chat) {
            return Err(refused(400, "Bad Request: the message is not taken in this chat"));
        }
        let thread = self.topic(chat, params)?;
        let reply_to = self.replied(chat, params)?;
        let buttons = self.keyboard(params)?;
        let (text, entities, media) = if method == "sendmessage" {
            let (text, entities) = self.words(params, "text", 4096)?;
            (text, entities, None)
        } else {
            let media = self.media(method.trim_start_matches("send"), params)?;
            let (text, entities) = self.words(params, "caption", 1024)?;
            (text, entities, Some(media))
        };
        self.admit(chat).map_err(too_many)?;
        let post = Post { chat, thread, from: BOT, text, entities, buttons, reply_to, media, ..Post::default() };
        let id = self.post(post);
        let post = self.posts[&(chat, id)].clone();
        self.effect(What::Sent, &post);
        Ok(self.message(chat, id))
    }

    /// A file of the call, new or known, as a message has it.
    fn media(&mut self, kind: &str, params: &Params) -> Result<(String, Value), Refusal> {
        let named = params.text(kind).unwrap_or(kind).to_owned();
        let part = named.strip_prefix("attach://").unwrap_or(&named).to_owned();
        let (id, name, mime) = if let Some(upload) = params.uploads.get(&part).or_else(|| params.uploads.get(kind)) {
            let most = if kind == "photo" { 10 << 20 } else { 50 << 20 };
            if upload.bytes.is_empty() {
                return Err(self.wrong("file must be non-empty", kind));
            }
            if upload.bytes.len() > most {
                return Err(self.wrong("Request Entity Too Large", kind));
            }
            let extension = upload.name.rsplit_once('.').map_or("bin", |(_, end)| end).to_owned();
            (self.keep(upload.bytes.clone(), &extension), upload.name.clone(), upload.mime.clone())
        } else if self.files.contains_key(&named) {
            (named, String::new(), String::new())
        } else {
            return Err(self.wrong("wrong file identifier/HTTP URL specified", &named));
        };
        Ok((kind.to_owned(), self.media_json(kind, &id, &name, &mime)))
    }

    /// A file as a message has it.
    pub fn media_json(&self, kind: &str, id: &str, name: &str, mime: &str) -> Value {
        let size = self.files[id].says_size;
        let unique = format!("u{id}");
        match kind {
            "photo" => json!([
                {"file_id": format!("{id}-s"), "file_unique_id": "us", "width": 90, "height": 60, "file_size": 900},
                {"file_id": id, "file_unique_id": unique, "width": 900, "height": 600, "file_size": size},
            ]),
            "voice" => json!({
                "file_id": id, "file_unique_id": unique, "duration": 4, "mime_type": "audio/ogg", "file_size": size,
            }),
            "video_note" => json!({
                "file_id": id, "file_unique_id": unique, "duration": 4, "length": 240, "file_size": size,
            }),
            "video" => json!({
                "file_id": id, "file_unique_id": unique, "duration": 4, "width": 320, "height": 240,
                "file_name": name, "mime_type": mime, "file_size": size,
            }),
            "audio" => json!({
                "file_id": id, "file_unique_id": unique, "duration": 4, "file_name": name, "mime_type": mime,
                "file_size": size,
            }),
            _ => json!({
                "file_id": id, "file_unique_id": unique, "file_name": name, "mime_type": mime, "file_size": size,
            }),
        }
    }

    /// The message of a call that edits one.
    fn own_post(&mut self, params: &Params) -> Result<(i64, i64), Refusal> {
        let chat = self.writable(params)?;
        let Some(id) = params.number("message_id") else {
            return Err(self.wrong("message identifier is not specified", "no number"));
        };
        match self.posts.get(&(chat, id)) {
            None => Err(refused(400, "Bad Request: message to edit not found")),
            Some(post) if post.from != BOT => Err(self.wrong("message can't be edited", "it is somebody else's")),
            Some(_) => Ok((chat, id)),
        }
    }

    pub(super) fn edit_text(&mut self, params: &Params) -> Outcome {
        let (chat, id) = self.own_post(params)?;
        let (text, entities) = self.words(params, "text", 4096)?;
        let buttons = self.keyboard(params)?;
        let post = &self.posts[&(chat, id)];
        if post.media.is_some() {
            return Err(refused(400, "Bad Request: there is no text in the message to edit"));
        }
        if post.text == text && post.buttons == buttons && post.entities == entities {
            return Err(refused(400, NOT_MODIFIED));
        }
        self.changed(chat, id, |post| {
            (post.text, post.entities, post.buttons) = (text, entities, buttons);
        })
    }

    pub(super) fn edit_markup(&mut self, params: &Params) -> Outcome {
        let (chat, id) = self.own_post(params)?;
        let buttons = self.keyboard(params)?;
        if self.posts[&(chat, id)].buttons == buttons {
            return Err(refused(400, NOT_MODIFIED));
        }
        self.changed(chat, id, |post| post.buttons = buttons)
    }

    fn changed(&mut self, chat: i64, id: i64, change: impl FnOnce(&mut Post)) -> Outcome {
        self.admit(chat).map_err(too_many)?;
        let post = self.posts.get_mut(&(chat, id)).expect("a message");
        change(post);
        post.edits += 1;
        let post = post.clone();
        self.effect(What::Edited, &post);
        Ok(self.message(chat, id))
    }
}
