//! A kind platform: edits, threads, generous limits, and no misfortunes. It keeps all it was sent as plain state.

use std::sync::{Mutex, MutexGuard};

use balcao::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        discord,
        fit::text_fits,
        limits::{Counted, Limits, Quota, Rate},
        send_error::{Receipt, SendError},
    },
    core::chat::{Address, Answer, AnswerHandle, Message, Outbound},
};
use futures_util::future::BoxFuture;

/// A message as people see it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub external_id: String,
    pub to: String,
    pub thread: Option<String>,
    pub message: Message,
    pub nonce: String,
    /// How often it was edited.
    pub edits: usize,
}

/// What the platform holds.
#[derive(Debug, Default)]
pub struct State {
    pub shown: Vec<Shown>,
    /// Room and title; the id of the first is `t1`.
    pub threads: Vec<(String, String)>,
    pub answers: Vec<(AnswerHandle, Answer)>,
    /// Chats that take nothing.
    pub blocked: std::collections::BTreeSet<String>,
    /// Chats and messages that stand pinned.
    pub pinned: std::collections::BTreeSet<(String, String)>,
    /// Files by their source.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The platform.
#[derive(Debug)]
pub struct Gentle {
    name: String,
    limits: Limits,
    is_like_discord: bool,
    state: Mutex<State>,
}

impl Gentle {
    pub fn new(name: &str) -> Self {
        let limits = Limits {
            text_chars: 4_000,
            counted: Counted::Characters,
            buttons: 100,
            label_chars: 60,
            edits: true,
            threads: true,
            queue_card: false,
            card_in_thread: false,
            files_apart: false,
            mailbox: false,
            file_bytes: 20_000_000,
            per_group: None,
            per_chat: Rate { burst: 1_000, every_ms: 1 },
            overall: Quota { most: 10_000, in_ms: 1 },
        };
        Self { name: name.into(), limits, is_like_discord: false, state: Mutex::default() }
    }

    /// With what fits into a message of Discord, at the usual pace.
    pub fn like_discord(name: &str) -> Self {
        let gentle = Self::new(name);
        let Limits { per_chat, per_group, overall, .. } = gentle.limits;
        let limits = Limits { per_chat, per_group, overall, ..discord::limits() };
        Self { limits, is_like_discord: true, ..gentle }
    }

    fn check(&self, message: &Message) {
        assert!(text_fits(&message.text, &self.limits), "too long: {}", message.text);
        assert!(message.buttons.len() <= self.limits.buttons, "too many buttons: {:?}", message.buttons);
        let is_long = |label: &str| label.chars().count() > self.limits.label_chars;
        assert!(!message.buttons.iter().any(|button| is_long(&button.label)), "a long label: {:?}", message.buttons);
        if self.is_like_discord {
            check_as_discord(message);
        }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The texts of a chat, in order.
    pub fn texts(&self, address: &str) -> Vec<String> {
        self.state().shown.iter().filter(|shown| shown.to == address).map(|shown| shown.message.text.clone()).collect()
    }
}

impl Bot for Gentle {
    fn platform(&self) -> &str {
        &self.name
    }

    fn limits(&self) -> &Limits {
        &self.limits
    }

    fn send<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(async move {
            self.check(&outbound.message);
            let mut state = self.state();
            if state.blocked.contains(&outbound.to.to_string()) {
                return Err(SendError::Blocked);
            }
            if let Some(edited) = &outbound.edits {
                let found = state.shown.iter_mut().find(|shown| shown.external_id == *edited);
                let shown = found.ok_or(SendError::MessageGone)?;
                shown.message = outbound.message.clone();
                shown.edits += 1;
                return Ok(Receipt { external_id: edited.clone() });
            }
            let external_id = format!("m{}", state.shown.len() + 1);
            state.shown.push(Shown {
                external_id: external_id.clone(),
                to: outbound.to.to_string(),
                thread: outbound.thread.clone(),
                message: outbound.message.clone(),
                nonce: outbound.nonce.clone(),
                edits: 0,
            });
            Ok(Receipt { external_id })
        })
    }

    fn open_thread<'a>(&'a self, room: &'a Address, title: &'a str) -> BoxFuture<'a, Result<String, SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            state.threads.push((room.to_string(), title.to_owned()));
            Ok(format!("t{}", state.threads.len()))
        })
    }

    fn rename_thread<'a>(&'a self, _: &'a Address, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn pin<'a>(&'a self, chat: &'a Address, message: &'a str, on: bool) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let (mut state, one) = (self.state(), (chat.to_string(), message.to_owned()));
            if on {
                state.pinned.insert(one);
            } else {
                state.pinned.remove(&one);
            }
            Ok(())
        })
    }

    fn is_group(&self, chat: &str) -> bool {
        chat.starts_with('-')
    }

    fn look_up<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(async move {
            let state = self.state();
            let found = state.shown.iter().find(|shown| shown.nonce == outbound.nonce);
            found.map_or(Sighting::Absent, |shown| Sighting::Seen(Receipt { external_id: shown.external_id.clone() }))
        })
    }

    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            self.state().answers.push((handle.clone(), answer));
            Ok(())
        })
    }

    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(async move {
            let state = self.state();
            let found = state.files.iter().find(|(name, _)| name == source);
            found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| FetchError::Lost { reason: "no such file".into() })
        })
    }
}

/// As Discord would take it: the words as they are written there, and each choice once, in rows that it knows.
fn check_as_discord(message: &Message) {
    let written = discord::escaped(&message.text);
    assert!(written.encode_utf16().count() <= 2_000, "too long for Discord: {written}");
    let rows = discord::rows(&message.buttons);
    assert!(rows.len() <= 5, "too many rows: {rows:?}");
    let mut tokens = Vec::new();
    for row in &rows {
        let parts = row["components"].as_array().expect("a row's parts");
        let options = parts[0]["options"].as_array();
        let (all, token, longest) = options.map_or((parts, "custom_id", 80), |options| (options, "value", 100));
        let most = if options.is_some() { 25 } else { 5 };
        assert!((1..=most).contains(&all.len()) && (options.is_none() || parts.len() == 1), "{row}");
        for one in all {
            let label = one["label"].as_str().unwrap_or_default().chars().count();
            assert!((1..=longest).contains(&label), "a label's length: {one}");
            tokens.push(one[token].as_str().unwrap_or_default().to_owned());
        }
    }
    assert!(tokens.iter().all(|token| (1..=100).contains(&token.len())), "{tokens:?}");
    let mut wanted: Vec<String> = message.buttons.iter().map(|button| button.token.clone()).collect();
    tokens.sort();
    wanted.sort();
    assert_eq!(tokens, wanted, "each choice once");
}
