//! What people do in their chats, and the updates that come of it.

use serde_json::{Value, json};

use super::{
    Fake,
    checks::utf16,
    state::{BOT, BOT_NAME, Kind, Post, Standing, State, Tap, Topic},
};

/// Updates about memberships have queues of their own, and so have taps.
const STANDING_QUEUE: i64 = 4 << 33;
const TAP_QUEUE: i64 = 3 << 33;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    pub fake: Fake,
    pub id: i64,
}

/// A message that is written.
#[derive(Clone, Debug, Default)]
pub struct Words<'a> {
    pub text: &'a str,
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
    /// `("photo", …)`, as a message has it.
    pub media: Option<(String, Value)>,
}

impl Person {
    /// Presses Start, with what the link carried. Gives the message's number.
    pub fn starts(&self, payload: &str) -> i64 {
        self.fake.change(|state| {
            let chat = state.chat(self.id);
            if chat.bot == Standing::Never {
                chat.bot = Standing::Member;
            }
        });
        self.says(format!("/start {payload}").trim_end())
    }

    /// Writes in the private chat.
    pub fn says(&self, text: &str) -> i64 {
        self.writes(self.id, &Words { text, ..Words::default() })
    }

    /// Writes in a group.
    pub fn says_in(&self, chat: i64, text: &str) -> i64 {
        self.writes(chat, &Words { text, ..Words::default() })
    }

    /// Answers a message.
    pub fn answers(&self, chat: i64, to: i64, text: &str) -> i64 {
        let thread = self.fake.look().posts[&(chat, to)].thread;
        self.writes(chat, &Words { text, thread, reply_to: Some(to), ..Words::default() })
    }

    /// Sends a file of this kind (`photo`, `document`, `voice`, …) with a caption.
    pub fn sends(&self, chat: i64, kind: &str, bytes: &[u8], caption: &str) -> i64 {
        let media = self.fake.change(|state| {
            let (extension, mime) = if kind == "photo" { ("jpg", "image/jpeg") } else { ("bin", "application/pdf") };
            let id = state.keep(bytes.to_vec(), extension);
            (kind.to_owned(), state.media_json(kind, &id, "carta.pdf", mime))
        });
        self.writes(chat, &Words { text: caption, media: Some(media), ..Words::default() })
    }

    /// Writes something anywhere.
    pub fn writes(&self, chat: i64, words: &Words<'_>) -> i64 {
        self.fake.change(|state| {
            let id = state.post(Post {
                chat,
                thread: words.thread,
                from: self.id,
                text: words.text.to_owned(),
                entities: entities(words.text),
                reply_to: words.reply_to,
                media: words.media.clone(),
                ..Post::default()
            });
            if hears(state, chat, words) {
                let message = state.message(chat, id);
                state.updates.add("message", chat, &message);
            }
            id
        })
    }

    /// Changes a message of theirs.
    pub fn edits(&self, chat: i64, id: i64, text: &str) {
        self.fake.change(|state| {
            let post = state.posts.get_mut(&(chat, id)).expect("a message");
            text.clone_into(&mut post.text);
            post.edits += 1;
            let message = state.message(chat, id);
            state.updates.add("edited_message", chat, &message);
        });
    }

    /// Presses a button of a message. Gives the tap's id.
    pub fn taps(&self, chat: i64, post: i64, label: &str) -> String {
        self.fake.change(|state| {
            let pressed = &state.posts[&(chat, post)];
            let Some(data) = pressed.data(label).map(str::to_owned) else {
                panic!("no button {label} in {:?}", pressed.labels())
            };
            let tap = Tap { by: self.id, chat, post, data, is_old: false, answers: Vec::new(), updates: Vec::new() };
            let id = state.tap(tap);
            bring_tap(state, &id);
            id
        })
    }

    /// The app brings a tap a second time, under another update.
    pub fn taps_again(&self, id: &str) {
        self.fake.change(|state| bring_tap(state, id));
    }

    /// Blocks the bot.
    pub fn blocks(&self) {
        self.fake.stands(self.id, self.id, Standing::Kicked);
    }

    /// Lets it back.
    pub fn unblocks(&self) {
        self.fake.stands(self.id, self.id, Standing::Member);
    }

    /// Adds the bot to a group, as this.
    pub fn adds_bot(&self, chat: i64, standing: Standing) {
        self.fake.stands(chat, self.id, standing);
    }

    /// A message of the bot in the private chat, after message `after`, with these words.
    pub async fn sees(&self, after: i64, words: &[&str]) -> Post {
        self.fake.sees(self.id, after, words).await
    }

    /// What a tap was answered with.
    pub async fn toast(&self, tap: &str) -> String {
        self.fake.until(&format!("the answer to tap {tap}"), |state| state.taps[tap].answers.first().cloned()).await
    }
}

impl Fake {
    fn stands(&self, chat: i64, by: i64, standing: Standing) {
        self.change(|state| {
            let old = std::mem::replace(&mut state.chat(chat).bot, standing);
            let member = |state: &State, standing: Standing| {
                let mut member = json!({"user": state.user(BOT), "status": standing.word()});
                let rest = match standing {
                    Standing::Kicked => json!({"until_date": 0}),
                    Standing::Administrator => administrator(),
                    Standing::Never | Standing::Member => json!({}),
                };
                member.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
                member
            };
            let update = json!({
                "chat": state.chat_json(chat), "from": state.user(by), "date": super::state::now_s(),
                "old_chat_member": member(state, old), "new_chat_member": member(state, standing),
            });
            state.updates.add("my_chat_member", chat + STANDING_QUEUE, &update);
        });
    }

    /// A group becomes a supergroup; whoever hears of it only from a refusal (`quietly`) sees no message of it.
    pub fn migrates(&self, group: i64, to: i64, quietly: bool) {
        self.change(|state| {
            let old = state.chat(group).clone();
            state.chat(group).moved_to = Some(to);
            state.add_chat(to, Kind::Supergroup, &old.title, old.bot);
            if quietly {
                return;
            }
            for (chat, kind, other) in [(group, "migrate_to_chat_id", to), (to, "migrate_from_chat_id", group)] {
                let media = Some((kind.to_owned(), json!(other)));
                let from = *state.people.keys().next().expect("somebody");
                let id = state.post(Post { chat, from, media, ..Post::default() });
                let message = state.message(chat, id);
                state.updates.add("message", chat, &message);
            }
        });
    }

    /// Somebody opens a topic, which no update tells of.
    pub fn opens_topic(&self, chat: i64, name: &str) -> i64 {
        self.change(|state| {
            let opener = Post { chat, from: *state.people.keys().next().expect("somebody"), ..Post::default() };
            let thread = state.post(opener);
            let topic = Topic { name: name.to_owned(), is_deleted: false, is_closed: false };
            state.chat(chat).topics.insert(thread, topic);
            thread
        })
    }

    /// Somebody deletes a topic; no update tells of it.
    pub fn deletes_topic(&self, chat: i64, thread: i64) {
        self.change(|state| state.chat(chat).topics.get_mut(&thread).expect("a topic").is_deleted = true);
    }

    /// Time passes: taps are neither delivered nor answered any more.
    pub fn taps_grow_old(&self) {
        self.change(|state| {
            state.taps.values_mut().for_each(|tap| tap.is_old = true);
            state.updates.drop_kind("callback_query");
        });
    }

    /// An update as it is given; `update_id` is put in where it is an object.
    pub fn brings(&self, queue: i64, mut body: Value) -> i64 {
        self.change(|state| {
            let id = state.updates.next_id();
            if let Some(body) = body.as_object_mut() {
                body.insert("update_id".into(), json!(id));
            }
            state.updates.add_raw("raw", queue, body)
        })
    }
}

fn bring_tap(state: &mut State, id: &str) {
    let tap = state.taps[id].clone();
    let query = json!({
        "id": id, "from": state.user(tap.by), "message": state.message(tap.chat, tap.post),
        "chat_instance": "-77", "data": tap.data,
    });
    let update = state.updates.add("callback_query", tap.by + TAP_QUEUE, &query);
    state.taps.get_mut(id).expect("a tap").updates.push(update);
}

/// In a group a bot that is no administrator gets what is meant for it, and no more.
fn hears(state: &State, chat: i64, words: &Words<'_>) -> bool {
    let room = &state.chats[&chat];
    match (room.kind, room.bot) {
        (_, Standing::Never | Standing::Kicked) => false,
        (Kind::Private, _) | (_, Standing::Administrator) => true,
        (Kind::Group | Kind::Supergroup, Standing::Member) => {
            let replied = words.reply_to.and_then(|id| state.posts.get(&(chat, id)));
            words.text.starts_with('/')
                || words.text.contains(&format!("@{BOT_NAME}"))
                || replied.is_some_and(|post| post.from == BOT)
        }
    }
}

/// Telegram marks commands by itself.
fn entities(text: &str) -> Value {
    let command = text.split_whitespace().next().filter(|word| word.starts_with('/') && word.len() > 1);
    match command {
        Some(command) => json!([{"type": "bot_command", "offset": 0, "length": utf16(command)}]),
        None => json!([]),
    }
}

fn administrator() -> Value {
    let rights = [
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ];
    Value::Object(rights.iter().map(|right| ((*right).to_owned(), json!(*right == "can_manage_topics"))).collect())
}
