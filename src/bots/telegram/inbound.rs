//! Updates of Telegram become what the desk understands. Pure and total: whatever comes in, one of three comes out,
//! and nothing that a person wrote is dropped without a word.

use std::collections::HashMap;

use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::{
    Me, PLATFORM,
    content::{self, Content},
    known,
    wire::{CallbackQuery, Chat, ChatMemberUpdated, Member, Message, MessageReaction, Update, User},
    words::{self, Words},
};
use crate::core::chat::{Address, AnswerHandle, Body, ChatKind, Inbound, Millis, Sender};

/// How long Telegram waits for the answer to a tap.
const ANSWER_MS: Millis = 15_000;

/// What an update came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Inbound(Box<Inbound>),
    /// There is nothing in it for the desk; why not, in a fixed word.
    Nothing(&'static str),
    /// Nobody here understands it: it is kept as it came.
    Unreadable,
}

/// Reads one update. `received_at` is the time of what Telegram gives no time of.
#[must_use]
pub fn read(raw: &str, me: &Me, received_at: Millis) -> Reading {
    let Ok(update) = serde_json::from_str::<Update>(raw) else { return Reading::Unreadable };
    let reader = Reader { me, update_id: update.update_id, received_at };
    if let Some(message) = &update.message {
        reader.message(message, raw)
    } else if let Some(message) = &update.edited_message {
        reader.edited(message)
    } else if let Some(tap) = &update.callback_query {
        reader.tap(tap)
    } else if let Some(change) = &update.my_chat_member {
        reader.standing(change)
    } else if let Some(reaction) = &update.message_reaction {
        reader.reaction(reaction)
    } else if has_only(raw, known::UPDATES) {
        Reading::Nothing("of no kind that was asked for")
    } else {
        Reading::Unreadable
    }
}

/// The key that an update is put into quarantine under, and its number where that much can be read.
#[must_use]
pub fn name_of(raw: &str) -> (String, Option<i64>) {
    #[derive(serde::Deserialize)]
    struct Head {
        update_id: i64,
    }
    match serde_json::from_str::<Head>(raw) {
        Ok(Head { update_id }) => (format!("u{update_id}"), Some(update_id)),
        Err(_) => {
            let digest = Sha256::digest(raw.as_bytes());
            (digest.iter().take(16).fold("x".to_owned(), |key, byte| format!("{key}{byte:02x}")), None)
        }
    }
}

/// Whether an object has no field but these.
fn has_only(raw: &str, fields: &[&str]) -> bool {
    serde_json::from_str::<HashMap<String, &RawValue>>(raw)
        .is_ok_and(|found| found.keys().all(|name| fields.contains(&name.as_str())))
}

/// Whether the message in an update holds no field but those that say nothing.
fn says_nothing(raw: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Outer<'a> {
        #[serde(borrow)]
        message: HashMap<String, &'a RawValue>,
    }
    serde_json::from_str::<Outer<'_>>(raw)
        .is_ok_and(|outer| outer.message.keys().all(|name| known::MESSAGES.contains(&name.as_str())))
}

struct Reader<'a> {
    me: &'a Me,
    update_id: i64,
    received_at: Millis,
}

impl Reader<'_> {
    fn message(&self, message: &Message, raw: &str) -> Reading {
        if message.chat.kind == "channel" || message.is_automatic_forward {
            return Reading::Nothing("a channel's post");
        }
        if let Some(moved) = self.moved(message) {
            return moved;
        }
        let Some(sender) = self.sender(message) else { return Reading::Nothing("of a bot") };
        let body = match content::of(message) {
            Some(Content::Words { text, files }) if message.forward_origin.is_some() => Body::Message { text, files },
            Some(Content::Words { text, files }) => match words::read(&text, self.me) {
                Words::Start(payload) if files.is_empty() => Body::Start { payload },
                // With a file it was no link that was opened.
                Words::Start(_) => Body::Message { text, files },
                Words::Text(text) => Body::Message { text, files },
                Words::ForAnother => return Reading::Nothing("for another bot"),
            },
            Some(Content::Other(body)) => body,
            None if says_nothing(raw) => return Reading::Nothing("a service message"),
            None => return Reading::Unreadable,
        };
        let key = message_key(message);
        let inbound = self.inbound(&message.chat, sender, key, message.date.saturating_mul(1000), body);
        Reading::Inbound(Box::new(Inbound {
            thread: thread(message.is_topic_message, message.message_thread_id),
            reply_to: replied(message),
            album: message.media_group_id.clone(),
            forwarded: message.forward_origin.is_some(),
            ..inbound
        }))
    }

    fn edited(&self, message: &Message) -> Reading {
        if message.chat.kind == "channel" || message.is_automatic_forward {
            return Reading::Nothing("a channel's post");
        }
        let Some(sender) = self.sender(message) else { return Reading::Nothing("of a bot") };
        let Some(text) = message.text.as_ref().or(message.caption.as_ref()) else {
            return Reading::Nothing("an edit without words");
        };
        let text = match words::read(text, self.me) {
            Words::Text(text) => text,
            Words::Start(_) => text.clone(),
            Words::ForAnother => return Reading::Nothing("for another bot"),
        };
        let key = format!("e{}.{}.{}", self.update_id, message.message_id, message.chat.id);
        let sent_at = message.edit_date.unwrap_or(message.date).saturating_mul(1000);
        let body = Body::Edited { of: message_key(message), text };
        let inbound = self.inbound(&message.chat, sender, key, sent_at, body);
        Reading::Inbound(Box::new(Inbound {
            thread: thread(message.is_topic_message, message.message_thread_id),
            reply_to: replied(message),
            forwarded: message.forward_origin.is_some(),
            ..inbound
        }))
    }

    fn tap(&self, tap: &CallbackQuery) -> Reading {
        let (Some(message), Some(token)) = (&tap.message, &tap.data) else {
            return Reading::Nothing("a tap without a message or without data");
        };
        if message.chat.kind == "channel" {
            return Reading::Nothing("a channel's post");
        }
        let body = Body::Tap { token: token.clone() };
        let key = format!("c{}", tap.id);
        let inbound = self.inbound(&message.chat, person(&tap.from), key, self.received_at, body);
        Reading::Inbound(Box::new(Inbound {
            thread: thread(message.is_topic_message, message.message_thread_id),
            answer: Some(AnswerHandle { token: tap.id.clone(), deadline: self.received_at + ANSWER_MS }),
            ..inbound
        }))
    }

    fn standing(&self, change: &ChatMemberUpdated) -> Reading {
        if change.chat.kind == "channel" {
            return Reading::Nothing("a channel's post");
        }
        let here = is_here(&change.new_chat_member);
        if change.old_chat_member.as_ref().map(is_here) == Some(here) {
            return Reading::Nothing("the bot stays what it was");
        }
        let key = format!("k{}.{}", self.update_id, change.date);
        let sent_at = change.date.saturating_mul(1000);
        let inbound = self.inbound(&change.chat, person(&change.from), key, sent_at, Body::Standing { here });
        Reading::Inbound(Box::new(inbound))
    }

    fn reaction(&self, reaction: &MessageReaction) -> Reading {
        let Some(user) = reaction.user.as_ref().filter(|user| !user.is_bot) else {
            return Reading::Nothing("a reaction of nobody in particular");
        };
        let mut fresh = reaction.new_reaction.iter().filter(|new| !reaction.old_reaction.contains(new));
        let Some(emoji) = fresh.find_map(|new| new.emoji.clone()) else {
            return Reading::Nothing("a reaction was taken back, or is a picture");
        };
        let key = format!("r{}.{}.{}", self.update_id, reaction.message_id, user.id);
        let body = Body::Sign { emoji, on: Some(reaction.message_id.to_string()) };
        let sent_at = reaction.date.saturating_mul(1000);
        Reading::Inbound(Box::new(self.inbound(&reaction.chat, person(user), key, sent_at, body)))
    }

    /// A group became a supergroup: both chats tell it, and both readings are the same but for their time.
    fn moved(&self, message: &Message) -> Option<Reading> {
        let (old, new) = match (message.migrate_to_chat_id, message.migrate_from_chat_id) {
            (Some(new), _) => (message.chat.id, new),
            (None, Some(old)) => (old, message.chat.id),
            (None, None) => return None,
        };
        let sender = self.sender(message).unwrap_or_else(|| anonymous(old, String::new()));
        let chat = Chat { id: old, kind: "group".into(), title: None };
        let body = Body::Moved { to: self.address(new) };
        let sent_at = message.date.saturating_mul(1000);
        Some(Reading::Inbound(Box::new(self.inbound(&chat, sender, format!("v{old}.{new}"), sent_at, body))))
    }

    /// Who wrote it; nobody where a bot did.
    fn sender(&self, message: &Message) -> Option<Sender> {
        if let Some(chat) = &message.sender_chat {
            return Some(anonymous(chat.id, chat.title.clone().unwrap_or_default()));
        }
        message.from.as_ref().filter(|user| !user.is_bot && user.id != self.me.id).map(person)
    }

    fn address(&self, chat: i64) -> Address {
        Address::new(PLATFORM, &self.me.id.to_string(), &chat.to_string())
    }

    fn inbound(&self, chat: &Chat, sender: Sender, key: String, sent_at: Millis, body: Body) -> Inbound {
        Inbound {
            address: self.address(chat.id),
            chat_kind: if chat.kind == "private" { ChatKind::Private } else { ChatKind::Group },
            sender,
            key,
            sent_at,
            thread: None,
            reply_to: None,
            body,
            album: None,
            forwarded: false,
            context: None,
            answer: None,
        }
    }
}

/// The key of a message rises with its number, and is the same however often it comes.
fn message_key(message: &Message) -> String {
    format!("m{:012}.{}", message.message_id, message.chat.id)
}

/// A topic. In groups without topics, answers too have a thread's id: that one is none.
fn thread(is_topic: bool, id: Option<i64>) -> Option<String> {
    id.filter(|_| is_topic).map(|id| id.to_string())
}

/// The message that was answered. What is written in a topic counts as an answer to the topic's beginning: it is none.
fn replied(message: &Message) -> Option<String> {
    let replied = message.reply_to_message.as_ref()?;
    let is_beginning = replied.forum_topic_created.is_some()
        || (message.is_topic_message && message.message_thread_id == Some(replied.message_id));
    (!is_beginning).then(|| replied.message_id.to_string())
}

fn person(user: &User) -> Sender {
    let last = user.last_name.as_deref().unwrap_or_default();
    Sender {
        user_key: user.id.to_string(),
        name: format!("{} {last}", user.first_name).trim().to_owned(),
        locale_hint: user.language_code.clone(),
        anonymous: false,
    }
}

fn anonymous(chat: i64, name: String) -> Sender {
    Sender { user_key: format!("anonymous:{chat}"), name, locale_hint: None, anonymous: true }
}

/// Whether the bot can write, being this.
fn is_here(member: &Member) -> bool {
    match member.status.as_str() {
        "creator" | "administrator" | "member" => true,
        "restricted" => member.is_member.unwrap_or(true) && member.can_send_messages.unwrap_or(false),
        _ => false,
    }
}
