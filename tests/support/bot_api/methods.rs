//! The methods of the Bot API that the fake has, and their parameters. Names of methods are read in any case.

use serde_json::{Value, json};

use super::{
    checks::{Outcome, refused, utf16},
    params::Params,
    state::{BOT, Kind, Post, Standing, State, Topic, What},
    updates::Hook,
};

const SENDS: &str = "chat_id message_thread_id disable_notification protect_content reply_parameters reply_markup";

/// Each method with the parameters that it has beside those that all ways to send have.
const METHODS: &[(&str, &str)] = &[
    ("getme", ""),
    ("getupdates", "offset limit timeout allowed_updates"),
    ("setwebhook", "url max_connections allowed_updates drop_pending_updates secret_token ip_address"),
    ("deletewebhook", "drop_pending_updates"),
    ("getwebhookinfo", ""),
    ("sendmessage", "text parse_mode entities link_preview_options"),
    ("sendphoto", "photo caption parse_mode caption_entities has_spoiler show_caption_above_media"),
    ("senddocument", "document thumbnail caption parse_mode caption_entities disable_content_type_detection"),
    ("sendvoice", "voice caption parse_mode caption_entities duration"),
    ("sendaudio", "audio thumbnail caption parse_mode caption_entities duration performer title"),
    ("sendvideo", "video thumbnail caption parse_mode caption_entities duration width height supports_streaming"),
    ("editmessagetext", "chat_id message_id text parse_mode entities link_preview_options reply_markup"),
    ("editmessagereplymarkup", "chat_id message_id reply_markup"),
    ("answercallbackquery", "callback_query_id text show_alert cache_time"),
    ("getfile", "file_id"),
    ("createforumtopic", "chat_id name icon_color icon_custom_emoji_id"),
    ("editforumtopic", "chat_id message_thread_id name icon_custom_emoji_id"),
    ("closeforumtopic", "chat_id message_thread_id"),
    ("reopenforumtopic", "chat_id message_thread_id"),
    ("pinchatmessage", "chat_id message_id disable_notification"),
    ("unpinchatmessage", "chat_id message_id"),
    ("setmycommands", "commands scope language_code"),
    ("deletemycommands", "scope language_code"),
];

impl State {
    /// Does what a method does; all but the waiting of getUpdates.
    pub fn call(&mut self, method: &str, params: &Params) -> Outcome {
        let method = method.to_lowercase();
        let Some((_, known)) = METHODS.iter().find(|(name, _)| *name == method) else {
            self.breach(format!("there is no method {method}"));
            return Err(refused(404, "Not Found"));
        };
        let is_sending = method.starts_with("send");
        for name in params.names() {
            let is_known = known.split(' ').chain(SENDS.split(' ').filter(|_| is_sending)).any(|one| one == name);
            // A part may name another one that holds a file.
            if !is_known && !name.starts_with("attach") {
                self.breach(format!("{method} has no parameter {name}"));
            }
        }
        match method.as_str() {
            "getme" => Ok(self.me()),
            "setwebhook" => self.set_webhook(params),
            "deletewebhook" => {
                self.updates.hook = None;
                Ok(json!(true))
            }
            "getwebhookinfo" => Ok(self.webhook_info()),
            "editmessagetext" => self.edit_text(params),
            "editmessagereplymarkup" => self.edit_markup(params),
            "answercallbackquery" => self.answer_tap(params),
            "getfile" => self.get_file(params),
            "createforumtopic" => self.open_topic(params),
            "editforumtopic" | "closeforumtopic" | "reopenforumtopic" => self.change_topic(&method, params),
            "pinchatmessage" => self.pin(params, true),
            "unpinchatmessage" => self.pin(params, false),
            "setmycommands" | "deletemycommands" => self.set_menu(params),
            _ => self.send(&method, params),
        }
    }

    fn me(&self) -> Value {
        let mut me = self.user(BOT);
        let rest = json!({
            "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
            "can_connect_to_business": false, "has_main_web_app": false,
        });
        me.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
        me
    }

    fn set_webhook(&mut self, params: &Params) -> Outcome {
        let url = params.text("url").unwrap_or_default().to_owned();
        let secret = params.text("secret_token").unwrap_or_default().to_owned();
        let is_plain = secret.chars().all(|char| char.is_ascii_alphanumeric() || "_-".contains(char));
        if !is_plain || secret.len() > 256 {
            return Err(self.wrong("secret token contains unallowed characters", "or is too long"));
        }
        self.allow(params);
        let most = params.number("max_connections").map_or(40, |most| usize::try_from(most).unwrap_or(1));
        let hook = Hook { url: url.clone(), secret, most, last_error: None };
        self.updates.hook = Some(hook).filter(|_| !url.is_empty());
        Ok(json!(true))
    }

    /// The kinds of updates that are wanted from now on.
    pub fn allow(&mut self, params: &Params) {
        if let Some(allowed) = params.object("allowed_updates") {
            let named = allowed.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            self.updates.allowed = named.collect();
        }
    }

    fn webhook_info(&self) -> Value {
        let hook = self.updates.hook.as_ref();
        json!({
            "url": hook.map_or("", |hook| hook.url.as_str()), "has_custom_certificate": false,
            "pending_update_count": self.updates.pending(),
            "last_error_message": hook.and_then(|hook| hook.last_error.clone()),
        })
    }

    fn answer_tap(&mut self, params: &Params) -> Outcome {
        let id = params.text("callback_query_id").unwrap_or_default().to_owned();
        let text = params.text("text").unwrap_or_default().to_owned();
        if utf16(&text) > 200 {
            return Err(self.wrong("MESSAGE_TOO_LONG", "a toast of more than 200"));
        }
        let Some(tap) = self.taps.get_mut(&id) else {
            return Err(self.wrong("query is too old and response timeout expired or query ID is invalid", &id));
        };
        if tap.is_old || !tap.answers.is_empty() {
            let old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
            return Err(refused(400, old));
        }
        tap.answers.push(text);
        self.silent_taps.remove(&id);
        Ok(json!(true))
    }

    fn get_file(&mut self, params: &Params) -> Outcome {
        let id = params.text("file_id").unwrap_or_default().to_owned();
        let Some(file) = self.files.get(&id) else {
            return Err(self.wrong("wrong file_id or the file is temporarily unavailable", &id));
        };
        if file.says_size > 20 << 20 {
            return Err(refused(400, "Bad Request: file is too big"));
        }
        let unique = format!("u{id}");
        Ok(json!({"file_id": id, "file_unique_id": unique, "file_size": file.says_size, "file_path": file.path}))
    }

    fn open_topic(&mut self, params: &Params) -> Outcome {
        let id = self.writable(params)?;
        let name = params.text("name").unwrap_or_default().to_owned();
        if name.is_empty() || name.chars().count() > 128 {
            return Err(self.wrong("TOPIC_NAME_INVALID", &name));
        }
        let chat = self.chat(id);
        if !chat.is_forum {
            return Err(refused(400, "Bad Request: the chat is not a forum"));
        }
        if chat.bot != Standing::Administrator {
            return Err(refused(400, "Bad Request: not enough rights to create a topic"));
        }
        let thread = self.post(Post {
            chat: id,
            from: BOT,
            media: Some(("forum_topic_created".into(), json!({"name": name, "icon_color": 7_322_096}))),
            ..Post::default()
        });
        self.chat(id).topics.insert(thread, Topic { name: name.clone(), is_deleted: false, is_closed: false });
        if let Some(post) = self.posts.get_mut(&(id, thread)) {
            post.thread = Some(thread);
        }
        let post = Post { text: name.clone(), ..self.posts[&(id, thread)].clone() };
        self.effect(What::Opened, &post);
        Ok(json!({"message_thread_id": thread, "name": name, "icon_color": 7_322_096}))
    }

    fn change_topic(&mut self, method: &str, params: &Params) -> Outcome {
        let id = self.writable(params)?;
        let thread = params.number("message_thread_id").unwrap_or_default();
        let name = params.text("name").map(str::to_owned);
        if name.as_ref().is_some_and(|name| name.chars().count() > 128) {
            return Err(self.wrong("TOPIC_NAME_INVALID", "too long"));
        }
        let topic = self.chat(id).topics.get_mut(&thread).filter(|topic| !topic.is_deleted);
        let Some(topic) = topic else { return Err(refused(400, "Bad Request: TOPIC_ID_INVALID")) };
        let closes = method == "closeforumtopic";
        let changes = match (&name, method) {
            (Some(name), "editforumtopic") => *name != topic.name,
            (None, "editforumtopic") => true,
            _ => topic.is_closed != closes,
        };
        if !changes {
            return Err(refused(400, "Bad Request: TOPIC_NOT_MODIFIED"));
        }
        if let Some(name) = name {
            topic.name.clone_from(&name);
            let post = Post { id: thread, chat: id, thread: Some(thread), text: name, ..Post::default() };
            self.effect(What::Renamed, &post);
        } else if method != "editforumtopic" {
            topic.is_closed = closes;
        }
        Ok(json!(true))
    }

    fn pin(&mut self, params: &Params, on: bool) -> Outcome {
        let chat = self.writable(params)?;
        let id = params.number("message_id").unwrap_or_default();
        if self.is_group(chat) && self.chat(chat).bot != Standing::Administrator {
            return Err(refused(400, "Bad Request: not enough rights to manage pinned messages in the chat"));
        }
        if !self.posts.contains_key(&(chat, id)) {
            return Err(self.wrong("message to pin not found", &id.to_string()));
        }
        if on {
            self.pinned.insert((chat, id));
        } else {
            self.pinned.remove(&(chat, id));
        }
        Ok(json!(true))
    }

    fn set_menu(&mut self, params: &Params) -> Outcome {
        let scope = params.object("scope").unwrap_or(json!({"type": "default"}));
        if let Some(chat) = scope["chat_id"].as_i64().filter(|chat| !self.chats.contains_key(chat)) {
            return Err(self.wrong("chat not found", &format!("the menu of {chat}")));
        }
        let commands = params.object("commands").unwrap_or(json!([]));
        for command in commands.as_array().into_iter().flatten() {
            let name = command["command"].as_str().unwrap_or_default();
            let described = command["description"].as_str().unwrap_or_default().chars().count();
            let is_plain = name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_');
            if !is_plain || !(1..=32).contains(&name.len()) || !(1..=256).contains(&described) {
                return Err(self.wrong("BOT_COMMAND_INVALID", name));
            }
        }
        if commands.as_array().is_some_and(|commands| commands.len() > 100) {
            return Err(self.wrong("BOT_COMMANDS_TOO_MUCH", "more than 100"));
        }
        let language = params.text("language_code").unwrap_or_default().to_owned();
        self.menus.insert((scope.to_string(), language), commands);
        Ok(json!(true))
    }

    /// Whether it is a group, so that other rules hold.
    pub fn is_group(&self, chat: i64) -> bool {
        self.chats.get(&chat).is_some_and(|chat| chat.kind != Kind::Private)
    }
}
