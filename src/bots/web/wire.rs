//! The JSON of the web chat, and how it becomes what the desk receives. Values are parsed here, at the door.
//!
//! A client's key is made unique with the seat's chat and user, so that nobody's key can shadow another's; the
//! echo brings it back bare, and to its author only. Sequence numbers are small; other ids travel as text.

use serde::{Deserialize, Serialize};

use super::{context::ContextForm, refusal::Refusal};
use crate::{
    core::chat::{Body, ChatKind, FileRef, Inbound, Millis, Sender},
    door::{Letter, Received, Seat},
};

/// The most files that one message names.
const FILES: usize = 10;

#[derive(Deserialize)]
pub struct MessageForm {
    key: String,
    pub after: i64,
    sent_at: Millis,
    /// The client's clock as it sends this. Telephones' clocks go wrong: of the two only how far they lie apart counts.
    clock: Option<Millis>,
    text: Option<String>,
    #[serde(default)]
    files: Vec<FileRef>,
    tap: Option<String>,
    #[serde(default)]
    start: bool,
    /// The ticket's thread that it was written in.
    thread: Option<String>,
    /// The letter that it answers.
    reply_to: Option<i64>,
    /// The key of the earlier message whose words these are now.
    edit: Option<String>,
    /// The page that it was written from.
    context: Option<ContextForm>,
}

impl MessageForm {
    /// What the desk receives, now.
    pub fn into_inbound(mut self, seat: &Seat, now: Millis) -> Result<Inbound, Refusal> {
        if !is_plain(&self.key, 64) {
            return Err(Refusal::Bad("key: 1 to 64 of A-Z a-z 0-9 _ -"));
        }
        let key = full_key(seat, &self.key);
        let age = self.clock.map_or(0, |clock| clock.saturating_sub(self.sent_at).max(0));
        let sent_at = now.saturating_sub(age);
        let thread = self.thread.clone().map(without_nul).filter(|name| !name.is_empty());
        if thread.as_ref().is_some_and(|name| name.len() > 64) {
            return Err(Refusal::Bad("thread: at most 64 bytes"));
        }
        let reply_to = self.reply_to.map(|seq| seq.to_string());
        let context = self.context.take().and_then(ContextForm::into_context);
        let body = self.into_body(seat)?;
        Ok(Inbound {
            address: seat.address.clone(),
            chat_kind: if seat.is_group { ChatKind::Group } else { ChatKind::Private },
            sender: Sender {
                user_key: seat.user_key.clone(),
                name: seat.name.clone(),
                locale_hint: Some(seat.locale.clone()),
                anonymous: false,
            },
            key,
            sent_at,
            thread,
            reply_to,
            body,
            album: None,
            forwarded: false,
            context,
            answer: None,
        })
    }

    fn into_body(self, seat: &Seat) -> Result<Body, Refusal> {
        let text = without_nul(self.text.unwrap_or_default());
        let says = !text.trim().is_empty() || !self.files.is_empty();
        if let Some(of) = self.edit {
            let is_alone = says && self.files.is_empty() && self.tap.is_none() && !self.start;
            return if is_alone && is_plain(&of, 64) {
                Ok(Body::Edited { of: full_key(seat, &of), text })
            } else {
                Err(Refusal::Bad("edit: the key of a message, with its text alone"))
            };
        }
        match (self.start, self.tap, says) {
            (true, None, false) => Ok(Body::Start { payload: None }),
            (false, Some(token), false) if !token.is_empty() && token.len() <= 64 && token.is_ascii() => {
                Ok(Body::Tap { token })
            }
            (false, Some(_), false) => Err(Refusal::Bad("tap: not a button's token")),
            (false, None, true) if self.files.len() > FILES => Err(Refusal::Bad("files: at most 10")),
            (false, None, true) => Ok(Body::Message { text, files: self.files }),
            _ => Err(Refusal::Bad("one of text with files, tap, start")),
        }
    }
}

/// A client's key, unique with the seat's chat and user.
fn full_key(seat: &Seat, key: &str) -> String {
    format!("{}/{}/{key}", seat.address.chat, seat.user_key)
}

/// Whether this is a token as the client makes it: 256 bits in base64url.
pub fn is_token(text: &str) -> bool {
    text.len() == 43 && is_plain(text, 43)
}

/// Whether it is a word of `A-Z a-z 0-9 _ -` of at most so many characters.
pub fn is_plain(text: &str, longest: usize) -> bool {
    !text.is_empty()
        && text.len() <= longest
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// A NUL is no text, and not every database takes one.
pub fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// The answer to a poll.
#[derive(Serialize)]
pub struct MailView<'a> {
    letters: Vec<LetterView<'a>>,
    locale: &'a str,
    name: &'a str,
    /// In a room: who else is writing just now.
    #[serde(skip_serializing_if = "Option::is_none")]
    typing: Option<Vec<String>>,
    /// The reader has read more than there is, and begins anew.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ahead: bool,
}

impl<'a> MailView<'a> {
    pub fn new(letters: &'a [Letter], seat: &'a Seat) -> Self {
        let letters = letters.iter().map(|letter| LetterView::new(letter, seat)).collect();
        Self { letters, locale: &seat.locale, name: &seat.name, typing: None, ahead: false }
    }

    pub fn with_typing(self, typing: Option<Vec<String>>) -> Self {
        Self { typing, ..self }
    }

    pub fn with_ahead(self, ahead: bool) -> Self {
        Self { ahead, ..self }
    }
}

/// The answer to a message: what became of it, and the mail that came meanwhile.
#[derive(Serialize)]
pub struct ReceivedView<'a> {
    received: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    toast: Option<&'a str>,
    #[serde(flatten)]
    mail: MailView<'a>,
}

impl<'a> ReceivedView<'a> {
    pub fn new(received: &'a Received, letters: &'a [Letter], seat: &'a Seat) -> Self {
        let (received, toast) = match received {
            Received::Done { toast, .. } => ("done", toast.as_deref()),
            Received::Again => ("again", None),
            Received::Waiting => ("waiting", None),
            Received::Quarantined => ("quarantined", None),
        };
        Self { received, toast, mail: MailView::new(letters, seat) }
    }

    pub fn with_typing(self, typing: Option<Vec<String>>) -> Self {
        Self { mail: self.mail.with_typing(typing), ..self }
    }
}

#[derive(Serialize)]
struct LetterView<'a> {
    seq: i64,
    at: Millis,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<ButtonView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<ShownView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    echo: Option<EchoView<'a>>,
    /// In the agents' room: what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<&'a str>,
}

#[derive(Serialize)]
struct ButtonView<'a> {
    token: &'a str,
    label: &'a str,
    /// It can be pressed again, and what stands beside it too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    stays: bool,
}

#[derive(Serialize)]
struct ShownView<'a> {
    id: String,
    name: &'a str,
    mime: &'a str,
    bytes: u64,
}

#[derive(Serialize)]
struct EchoView<'a> {
    mine: bool,
    author: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tapped: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    edited: bool,
}

impl<'a> LetterView<'a> {
    fn new(letter: &'a Letter, seat: &Seat) -> Self {
        let message = &letter.message;
        Self {
            seq: letter.seq,
            at: letter.at,
            slot: letter.slot.as_deref(),
            text: &message.text,
            buttons: message
                .buttons
                .iter()
                .map(|b| ButtonView { token: &b.token, label: &b.label, stays: b.stays })
                .collect(),
            files: message
                .files
                .iter()
                .map(|f| ShownView { id: f.attachment.to_string(), name: &f.name, mime: &f.mime, bytes: f.bytes })
                .collect(),
            echo: message.echo.as_ref().map(|echo| {
                let mine = echo.user_key == seat.user_key;
                EchoView {
                    mine,
                    author: &echo.author,
                    key: mine.then(|| bare_key(&echo.key)),
                    tapped: echo.tapped.as_deref(),
                    reply_to: echo.reply_to,
                    edited: echo.edited,
                }
            }),
            thread: letter.topic.as_deref().filter(|_| seat.purpose == "agents"),
        }
    }
}

/// The client's own part of a key: what follows the last slash.
fn bare_key(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::chat::Address;

    fn seat() -> Seat {
        Seat {
            address: Address::new("web", "main", "c1"),
            is_group: false,
            user_key: "u1".into(),
            name: "Ana".into(),
            locale: "pt".into(),
            purpose: "private".into(),
        }
    }

    fn read(json: &str) -> Result<Inbound, Refusal> {
        serde_json::from_str::<MessageForm>(json).expect("a form").into_inbound(&seat(), 1_000)
    }

    #[test]
    fn a_key_is_unique_to_its_seat_and_comes_back_bare() {
        let inbound = read(r#"{"key":"k-1","after":0,"sent_at":5,"text":"Olá"}"#).expect("an inbound");
        assert_eq!(inbound.key, "c1/u1/k-1");
        assert_eq!(bare_key(&inbound.key), "k-1");
    }

    #[test]
    fn of_two_times_of_one_clock_only_the_distance_counts() {
        let at = |clock: &str| {
            read(&format!(r#"{{"key":"k","after":0,"sent_at":5,{clock}"text":"a"}}"#)).map(|it| it.sent_at)
        };
        assert_eq!(at("").ok(), Some(1_000));
        assert_eq!(at(r#""clock":305,"#).ok(), Some(700));
        assert_eq!(at(r#""clock":1,"#).ok(), Some(1_000));
    }

    #[test]
    fn a_message_is_one_thing() {
        for bad in [
            r#"{"key":"k","after":0,"sent_at":5}"#,
            r#"{"key":"k","after":0,"sent_at":5,"text":"  "}"#,
            r#"{"key":"k","after":0,"sent_at":5,"text":"a","tap":"b"}"#,
            r#"{"key":"k","after":0,"sent_at":5,"start":true,"tap":"b"}"#,
            r#"{"key":"a/b","after":0,"sent_at":5,"text":"a"}"#,
            r#"{"key":"","after":0,"sent_at":5,"text":"a"}"#,
        ] {
            assert!(matches!(read(bad), Err(Refusal::Bad(_))), "{bad}");
        }
        let tap = read(r#"{"key":"k","after":0,"sent_at":5,"tap":"t1"}"#).expect("a tap");
        assert_eq!(tap.body, Body::Tap { token: "t1".into() });
        let nul = read(r#"{"key":"k","after":0,"sent_at":5,"text":"a\u0000b"}"#).expect("a text");
        assert_eq!(nul.body, Body::Message { text: "ab".into(), files: vec![] });
    }

    #[test]
    fn an_edit_names_ones_own_message_alone() {
        let edit = read(r#"{"key":"k-2","after":0,"sent_at":5,"text":"Olá","edit":"k-1"}"#).expect("an edit");
        assert_eq!(edit.body, Body::Edited { of: "c1/u1/k-1".into(), text: "Olá".into() });
        for bad in [
            r#"{"key":"k","after":0,"sent_at":5,"text":"a","edit":"c1/u2/k-1"}"#,
            r#"{"key":"k","after":0,"sent_at":5,"text":"a","edit":""}"#,
            r#"{"key":"k","after":0,"sent_at":5,"text":" ","edit":"k-1"}"#,
            r#"{"key":"k","after":0,"sent_at":5,"tap":"t1","edit":"k-1"}"#,
            r#"{"key":"k","after":0,"sent_at":5,"text":"a","edit":"k-1",
                "files":[{"source":"1","name":"a","mime":"b","bytes":1}]}"#,
        ] {
            assert!(matches!(read(bad), Err(Refusal::Bad(_))), "{bad}");
        }
    }

    #[test]
    fn a_thread_and_an_answered_letter_are_named() {
        let json = r#"{"key":"k","after":0,"sent_at":5,"text":"a","thread":"BL-10429","reply_to":17}"#;
        let inbound = read(json).expect("an inbound");
        assert_eq!((inbound.thread.as_deref(), inbound.reply_to.as_deref()), (Some("BL-10429"), Some("17")));
        let none = read(r#"{"key":"k","after":0,"sent_at":5,"text":"a","thread":""}"#).expect("an inbound");
        assert_eq!((none.thread, none.reply_to), (None, None));
    }

    #[test]
    fn a_token_has_256_bits() {
        assert!(is_token("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_"));
        assert!(!is_token("AAAA"));
        assert!(!is_token("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }
}
