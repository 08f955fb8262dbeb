//! Events of Discord become what the desk understands. Pure and total: whatever comes in, one of three comes out, and
//! nothing that a person wrote is dropped without a word.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    Me, PLATFORM, ROOM, download, form,
    wire::{Attachment, Interaction, Member, Message, Reaction, User},
};
use crate::core::chat::{Address, AnswerHandle, Body, ChatKind, FileRef, Inbound, Millis, Sender};

/// What is left of the three seconds that Discord waits for the answer to an interaction.
const ANSWER_MS: Millis = 2_500;
/// When Discord's ids begin to count, in milliseconds since 1970.
const EPOCH_MS: Millis = 1_420_070_400_000;
/// Messages that somebody wrote.
const WRITTEN: [u64; 2] = [0, 19];
/// Messages that Discord itself writes in somebody's name: who came, what was pinned, bought, or begun. Kinds that are in
/// neither list came after this was written.
const TOLD: [std::ops::RangeInclusive<u64>; 6] = [1..=18, 20..=29, 31..=32, 36..=39, 44..=44, 46..=46];
const PASSED_ON: u64 = 1;

/// A command that was given.
pub const COMMAND: u64 = 2;
const COMPONENT: u64 = 3;
/// A form that was sent.
pub const MODAL: u64 = 5;

/// What an event came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Inbound(Box<Inbound>),
    /// There is nothing in it for the desk; why not, in a fixed word.
    Nothing(&'static str),
    /// Nobody here understands it: it is kept as it came.
    Unreadable,
}

/// Where something was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A private chat.
    Private { channel: String },
    /// A channel of a server, or a thread in one.
    Room { channel: String, thread: Option<String> },
}

impl Place {
    /// The address that the desk knows it by.
    #[must_use]
    pub fn address(&self, me: &Me) -> Address {
        match self {
            Self::Private { channel } => Address::new(PLATFORM, &me.id, channel),
            Self::Room { channel, .. } => Address::new(PLATFORM, &me.id, &format!("{ROOM}{channel}")),
        }
    }

    /// The channel or thread itself.
    #[must_use]
    pub fn channel(&self) -> &str {
        match self {
            Self::Private { channel } | Self::Room { channel, thread: None } => channel,
            Self::Room { thread: Some(thread), .. } => thread,
        }
    }

    fn thread(&self) -> Option<String> {
        match self {
            Self::Private { .. } => None,
            Self::Room { thread, .. } => thread.clone(),
        }
    }

    fn kind(&self) -> ChatKind {
        match self {
            Self::Private { .. } => ChatKind::Private,
            Self::Room { .. } => ChatKind::Group,
        }
    }
}

/// When an id was given out, in milliseconds since 1970.
#[must_use]
pub fn time_of(id: &str) -> Option<Millis> {
    let id: u64 = id.parse().ok()?;
    Millis::try_from(id >> 22).ok().map(|since| since + EPOCH_MS)
}

/// The key that something is put into quarantine under.
#[must_use]
pub fn name_of(raw: &str) -> String {
    let digest = Sha256::digest(raw.as_bytes());
    digest.iter().take(16).fold("x".to_owned(), |key, byte| format!("{key}{byte:02x}"))
}

/// The key of a message rises with its number, and is the same however often it comes.
#[must_use]
pub fn message_key(channel: &str, message: &str) -> String {
    format!("m{message:0>20}.{channel}")
}

/// Reads a message, new or from the history.
#[must_use]
pub fn message(raw: &Value, me: &Me, place: &Place) -> Reading {
    let Ok(message) = serde_json::from_value::<Message>(raw.clone()) else { return Reading::Unreadable };
    let kind = message.kind.unwrap_or_default();
    if TOLD.iter().any(|kinds| kinds.contains(&kind)) {
        return Reading::Nothing("a service message");
    }
    let Some(sender) = author(&message) else { return Reading::Nothing("of a bot") };
    if !WRITTEN.contains(&kind) {
        return Reading::Unreadable;
    }
    let Some(sent_at) = time_of(&message.id) else { return Reading::Unreadable };
    let is_passed_on = message.message_reference.as_ref().is_some_and(|one| one.kind == Some(PASSED_ON));
    let Some(body) = content(&message, me, is_passed_on) else {
        return Reading::Nothing("nothing is in it, or the bot may not read it");
    };
    let key = message_key(&message.channel_id, &message.id);
    let answered = message.message_reference.filter(|_| !is_passed_on).and_then(|one| one.message_id);
    let inbound = inbound(me, place, sender, key, sent_at, body);
    Reading::Inbound(Box::new(Inbound { reply_to: answered, forwarded: is_passed_on, ..inbound }))
}

/// Reads a message in which somebody turned to the bot in a channel, as the private chat that it goes on in takes it: a
/// call alone opens that.
#[must_use]
pub fn called(raw: &Value, me: &Me, place: &Place) -> Reading {
    match message(raw, me, place) {
        Reading::Inbound(read) => Reading::Inbound(Box::new(Inbound { reply_to: None, ..*read })),
        Reading::Unreadable => Reading::Unreadable,
        Reading::Nothing(why) => {
            let Ok(message) = serde_json::from_value::<Message>(raw.clone()) else { return Reading::Unreadable };
            let (Some(sender), Some(sent_at)) = (author(&message), time_of(&message.id)) else {
                return Reading::Nothing(why);
            };
            let key = message_key(&message.channel_id, &message.id);
            Reading::Inbound(Box::new(inbound(me, place, sender, key, sent_at, Body::Start { payload: None })))
        }
    }
}

/// Who wrote a message, where it was a person.
#[must_use]
pub fn caller(raw: &Value) -> Option<User> {
    let message = serde_json::from_value::<Message>(raw.clone()).ok()?;
    let is_written = WRITTEN.contains(&message.kind.unwrap_or_default()) && author(&message).is_some();
    message.author.filter(|_| is_written)
}

/// The words of a message, without a call to the bot at their beginning.
#[must_use]
pub fn words(raw: &Value, me: &Me) -> String {
    let message = serde_json::from_value::<Message>(raw.clone()).ok();
    let text = message.as_ref().and_then(|message| Some(plain(message.content.as_deref()?, message, me)));
    text.unwrap_or_default()
}

/// Reads an edited message. Discord tells so too when it has looked up an address in it.
#[must_use]
pub fn edited(raw: &Value, me: &Me, place: &Place) -> Reading {
    let Ok(message) = serde_json::from_value::<Message>(raw.clone()) else { return Reading::Unreadable };
    let Some(edited_at) = message.edited_timestamp.as_deref().and_then(moment) else {
        return Reading::Nothing("not edited by its author");
    };
    let Some(sender) = author(&message) else { return Reading::Nothing("of a bot") };
    let Some(text) = &message.content else { return Reading::Nothing("an edit without words") };
    let key = format!("e{edited_at}.{}", message.id);
    let body = Body::Edited { of: message_key(&message.channel_id, &message.id), text: plain(text, &message, me) };
    Reading::Inbound(Box::new(inbound(me, place, sender, key, edited_at, body)))
}

/// A message that was deleted. Discord does not tell by whom, and of whom it was: `author` is whose the desk knows it to be.
#[must_use]
pub fn deleted(message: &str, author: &str, me: &Me, place: &Place, received_at: Millis) -> Inbound {
    let channel = place.channel();
    let sender = Sender { user_key: author.to_owned(), name: String::new(), locale_hint: None, anonymous: false };
    let body = Body::Deleted { of: message_key(channel, message), files: download::sources(channel, message) };
    inbound(me, place, sender, format!("d{message}.{channel}"), received_at, body)
}

/// Reads a reaction.
#[must_use]
pub fn reaction(raw: &Value, me: &Me, place: &Place, received_at: Millis) -> Reading {
    let Ok(reaction) = serde_json::from_value::<Reaction>(raw.clone()) else { return Reading::Unreadable };
    let user = reaction.member.as_ref().and_then(|member| member.user.clone());
    let Some(id) = reaction.user_id.or_else(|| user.as_ref().map(|user| user.id.clone())) else {
        return Reading::Nothing("a reaction of nobody in particular");
    };
    if id == me.id || user.as_ref().is_some_and(|user| user.bot == Some(true)) {
        return Reading::Nothing("of a bot");
    }
    let Some(emoji) = reaction.emoji.name.filter(|name| !name.is_ascii()) else {
        return Reading::Nothing("a picture of the server's own");
    };
    let key = format!("r{}.{id}.{emoji}", reaction.message_id);
    let name = user.map(|user| name(&user, reaction.member.as_ref())).unwrap_or_default();
    let sender = Sender { user_key: id, name, locale_hint: None, anonymous: false };
    let body = Body::Sign { emoji, on: Some(reaction.message_id) };
    Reading::Inbound(Box::new(inbound(me, place, sender, key, received_at, body)))
}

/// Reads a tap, a command or a form.
#[must_use]
pub fn interaction(interaction: &Interaction, me: &Me, place: &Place, received_at: Millis) -> Reading {
    let Some(user) = interaction.person() else { return Reading::Unreadable };
    let Some(data) = &interaction.data else { return Reading::Nothing("an interaction about nothing") };
    let body = match interaction.kind {
        COMPONENT => {
            let chosen = data.values.as_ref().and_then(|values| values.first());
            let Some(token) = chosen.or(data.custom_id.as_ref()) else { return Reading::Unreadable };
            Body::Tap { token: token.clone() }
        }
        COMMAND => match command(interaction) {
            Some(text) => Body::Message { text, files: Vec::new() },
            None => return Reading::Unreadable,
        },
        MODAL => match form::filled(data) {
            Some(answers) => Body::Form { answers },
            None => return Reading::Unreadable,
        },
        _ => return Reading::Nothing("no tap, no command and no form"),
    };
    let sender = Sender {
        user_key: user.id.clone(),
        name: name(user, interaction.member.as_ref()),
        locale_hint: interaction.locale.clone(),
        anonymous: false,
    };
    let handle = AnswerHandle { token: interaction.id.clone(), deadline: received_at + ANSWER_MS };
    let inbound = inbound(me, place, sender, format!("i{}", interaction.id), received_at, body);
    Reading::Inbound(Box::new(Inbound { answer: Some(handle), ..inbound }))
}

/// A command as it would be typed.
#[must_use]
pub fn command(interaction: &Interaction) -> Option<String> {
    let data = interaction.data.as_ref()?;
    let mut text = format!("/{}", data.name.as_deref()?);
    for option in data.options.iter().flatten() {
        let said = match option.value.as_ref()? {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text.push(' ');
        text.push_str(said.trim());
    }
    Some(text)
}

fn content(message: &Message, me: &Me, is_passed_on: bool) -> Option<Body> {
    let own = (message.content.as_deref().unwrap_or_default(), message.attachments.as_deref().unwrap_or_default());
    let (text, attachments) = if is_passed_on { passed_on(message).unwrap_or(own) } else { own };
    let text = plain(text, message, me);
    let files: Vec<FileRef> = attachments.iter().map(|one| file(message, one, is_passed_on)).collect();
    if let (Some(started), true, false) = (start(&text), files.is_empty(), is_passed_on) {
        return Some(started);
    }
    if !text.trim().is_empty() || !files.is_empty() {
        return Some(Body::Message { text, files });
    }
    if let Some(poll) = &message.poll {
        let lines = poll.answers.iter().filter_map(|answer| answer.poll_media.text.as_deref());
        let text = lines.fold(poll.question.text.clone()?, |text, line| format!("{text}\n– {line}"));
        return Some(Body::Message { text, files: Vec::new() });
    }
    // A sticker says nothing that has a sign of its own.
    message.sticker_items.as_ref().filter(|stickers| !stickers.is_empty())?;
    Some(Body::Sign { emoji: "🖼".into(), on: None })
}

fn passed_on(message: &Message) -> Option<(&str, &[Attachment])> {
    let snapshot = message.message_snapshots.as_ref()?.first()?;
    let (text, files) = match &snapshot.message {
        Some(passed) => (&passed.content, &passed.attachments),
        None => (&snapshot.content, &snapshot.attachments),
    };
    Some((text.as_deref().unwrap_or_default(), files.as_deref().unwrap_or_default()))
}

/// `/start`, with what was written behind it.
fn start(text: &str) -> Option<Body> {
    let rest = text.trim().strip_prefix("/start")?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let payload = Some(rest.trim()).filter(|rest| !rest.is_empty()).map(str::to_owned);
    Some(Body::Start { payload })
}

/// Words without a call to the bot at their beginning, and with people's names where Discord has their numbers.
fn plain(text: &str, message: &Message, me: &Me) -> String {
    let called = [format!("<@{}>", me.id), format!("<@!{}>", me.id)];
    let trimmed = text.trim_start();
    let rest = called.iter().find_map(|call| trimmed.strip_prefix(call.as_str()));
    let mut plain = rest.map_or(text, |rest| rest.trim_start_matches([',', ':', ' ', '\n', '\t'])).to_owned();
    for user in message.mentions.iter().flatten() {
        for call in [format!("<@{}>", user.id), format!("<@!{}>", user.id)] {
            plain = plain.replace(&call, &format!("@{}", name(user, None)));
        }
    }
    plain
}

fn file(message: &Message, attachment: &Attachment, is_passed_on: bool) -> FileRef {
    let source = if is_passed_on {
        // What was passed on lies in a message that the bot cannot see.
        download::source_by_address(&attachment.url)
    } else {
        download::source(&message.channel_id, &message.id, &attachment.id)
    };
    let mime = attachment.content_type.as_deref().and_then(|mime| mime.split(';').next()).unwrap_or_default();
    FileRef {
        source,
        name: attachment.filename.clone(),
        mime: if mime.is_empty() { "application/octet-stream".into() } else { mime.trim().to_owned() },
        bytes: attachment.size,
    }
}

/// Who wrote it; nobody where a bot did.
fn author(message: &Message) -> Option<Sender> {
    let user = message.author.as_ref().filter(|user| user.bot != Some(true) && message.webhook_id.is_none())?;
    let name = name(user, message.member.as_ref());
    Some(Sender { user_key: user.id.clone(), name, locale_hint: None, anonymous: false })
}

fn name(user: &User, member: Option<&Member>) -> String {
    let nick = member.and_then(|member| member.nick.clone());
    nick.or_else(|| user.global_name.clone()).unwrap_or_else(|| user.username.clone())
}

fn moment(text: &str) -> Option<Millis> {
    chrono::DateTime::parse_from_rfc3339(text).ok().map(|time| time.timestamp_millis())
}

fn inbound(me: &Me, place: &Place, sender: Sender, key: String, sent_at: Millis, body: Body) -> Inbound {
    Inbound {
        address: place.address(me),
        chat_kind: place.kind(),
        sender,
        key,
        sent_at,
        thread: place.thread(),
        reply_to: None,
        body,
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }
}

/// A room of a server that is no more: the bot is gone from it.
#[must_use]
pub fn gone(me: &Me, channel: &str, received_at: Millis) -> Inbound {
    let place = Place::Room { channel: channel.to_owned(), thread: None };
    let sender =
        Sender { user_key: format!("anonymous:{channel}"), name: String::new(), locale_hint: None, anonymous: true };
    inbound(me, &place, sender, format!("k{channel}.{received_at}"), received_at, Body::Standing { here: false })
}
