//! A hostile platform: small limits, no edits, and a script of misfortunes, queued by hand or drawn by a seed. It
//! keeps what it was sent as plain state, and notes each breach of its limits or of the silence that it asked for;
//! a test with breaches fails when the platform is dropped.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Mutex, MutexGuard},
};

use balcao::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        limits::{Counted, Limits, Quota, Rate},
        send_error::{Receipt, SendError},
    },
    core::chat::{Address, Answer, AnswerHandle, Millis, Outbound},
};
use futures_util::future::BoxFuture;

use super::Dice;

/// What can happen to one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfortune {
    /// Status 429: silence for this time, in the chat or on the whole platform.
    TooMany { after_ms: Millis, whole_platform: bool },
    /// Surely not sent.
    Busy { whole_platform: bool },
    /// It arrived, and the answer was lost.
    UnknownLanded,
    /// It was lost, and nobody knows.
    UnknownLost,
    /// The thread that it was for is deleted.
    ThreadGone,
    /// The chat lives on elsewhere from now on.
    Migrated { to: Address },
    /// The chat takes nothing from now on.
    Blocked,
    /// This message is refused.
    Dead,
    /// The adapter breaks down before anything is sent.
    Panics,
}

/// What the platform says when it is asked for a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Sees,
    CannotTell,
    /// The one or the other.
    Chance,
}

/// A message that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub external_id: String,
    pub to: String,
    pub thread: Option<String>,
    pub text: String,
    pub labels: Vec<String>,
    pub tokens: Vec<String>,
    pub nonce: String,
    pub at: Millis,
}

/// What happens to one fetching of a file.
pub type Fetch = Result<Vec<u8>, FetchError>;

/// What the platform holds.
#[derive(Debug)]
pub struct State {
    /// The time that it is; tests set it.
    pub now: Millis,
    pub sent: Vec<Sent>,
    /// Requests of all kinds that carried a message.
    pub requests: usize,
    pub breaches: Vec<String>,
    /// What happens to the next messages; `None` is nothing.
    pub script: VecDeque<Option<Misfortune>>,
    /// When the script is over, this many of 100 messages meet a misfortune.
    pub odds: u64,
    pub sight: Sight,
    /// Nonces whose outcome was unknown, and how often.
    pub ambiguous: HashMap<String, usize>,
    pub blocked: BTreeSet<String>,
    pub moved: HashMap<String, Address>,
    /// Room and id of the threads that exist.
    pub threads: BTreeSet<(String, String)>,
    pub threads_opened: usize,
    /// Direct answers and when they came.
    pub answers: Vec<(AnswerHandle, Answer, Millis)>,
    /// What happens to the next fetchings of a file; without any, it is lost.
    pub files: HashMap<String, VecDeque<Fetch>>,
    silence: HashMap<String, Millis>,
    dice: Dice,
}

/// The platform.
#[derive(Debug)]
pub struct Hostile {
    name: String,
    limits: Limits,
    state: Mutex<State>,
}

impl Hostile {
    /// Without misfortunes, until `odds` or `script` are set.
    pub fn new(name: &str, seed: u64) -> Self {
        let limits = Limits {
            text_chars: 400,
            counted: Counted::Characters,
            buttons: 3,
            label_chars: 20,
            edits: false,
            threads: true,
            queue_card: false,
            card_in_thread: false,
            files_apart: false,
            mailbox: false,
            file_bytes: 1_000,
            per_group: None,
            per_chat: Rate { burst: 2, every_ms: 100 },
            overall: Quota { most: 30, in_ms: 300 },
        };
        let state = State {
            now: 0,
            sent: Vec::new(),
            requests: 0,
            breaches: Vec::new(),
            script: VecDeque::new(),
            odds: 0,
            sight: Sight::Sees,
            ambiguous: HashMap::new(),
            blocked: BTreeSet::new(),
            moved: HashMap::new(),
            threads: BTreeSet::new(),
            threads_opened: 0,
            answers: Vec::new(),
            files: HashMap::new(),
            silence: HashMap::new(),
            dice: Dice(seed),
        };
        Self { name: name.into(), limits, state: Mutex::new(state) }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Queues what happens to the next messages.
    pub fn expect(&self, misfortunes: impl IntoIterator<Item = Misfortune>) {
        self.state().script.extend(misfortunes.into_iter().map(Some));
    }

    /// The texts that arrived in a chat, in order.
    pub fn texts(&self, address: &str) -> Vec<String> {
        self.state().sent.iter().filter(|sent| sent.to == address).map(|sent| sent.text.clone()).collect()
    }

    fn check(&self, state: &mut State, outbound: &Outbound) {
        let message = &outbound.message;
        let mut breach = |text: &str| state.breaches.push(format!("{}: {text}", outbound.to));
        if message.text.chars().count() > self.limits.text_chars {
            breach("the text is too long");
        }
        if message.buttons.len() > self.limits.buttons {
            breach("too many buttons");
        }
        if message.buttons.iter().any(|button| button.label.chars().count() > self.limits.label_chars) {
            breach("a label is too long");
        }
        if outbound.edits.is_some() {
            breach("an edit");
        }
        let nonce_fits = outbound.nonce.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if outbound.nonce.is_empty() || outbound.nonce.len() > 25 || !nonce_fits {
            breach("the nonce is none");
        }
        if state.is_silent(&outbound.to.to_string()) {
            state.breaches.push(format!("{}: written to in silence", outbound.to));
        }
    }
}

impl State {
    /// Fails on a breach.
    pub fn expect_no_breach(&self) {
        assert!(self.breaches.is_empty(), "breaches: {:#?}", self.breaches);
    }

    /// Whether the platform wants nothing for this chat now.
    pub fn is_silent(&self, address: &str) -> bool {
        ["", address].iter().any(|scope| self.silence.get(*scope).is_some_and(|until| *until > self.now))
    }

    fn next_misfortune(&mut self) -> Option<Misfortune> {
        if let Some(next) = self.script.pop_front() {
            return next;
        }
        let odds = self.odds;
        if !self.dice.percent(odds) {
            return None;
        }
        let after_ms = 1_000 + i64::try_from(self.dice.roll(60_000)).unwrap();
        let whole_platform = self.dice.percent(30);
        Some(match self.dice.roll(12) {
            0 | 1 => Misfortune::TooMany { after_ms, whole_platform },
            2..=4 => Misfortune::Busy { whole_platform },
            5 | 6 => Misfortune::UnknownLanded,
            7 | 8 => Misfortune::UnknownLost,
            9 | 10 => Misfortune::ThreadGone,
            _ => Misfortune::Dead,
        })
    }

    fn arrive(&mut self, outbound: &Outbound) -> Receipt {
        let external_id = format!("m{}", self.sent.len() + 1);
        self.sent.push(Sent {
            external_id: external_id.clone(),
            to: outbound.to.to_string(),
            thread: outbound.thread.clone(),
            text: outbound.message.text.clone(),
            labels: outbound.message.buttons.iter().map(|button| button.label.clone()).collect(),
            tokens: outbound.message.buttons.iter().map(|button| button.token.clone()).collect(),
            nonce: outbound.nonce.clone(),
            at: self.now,
        });
        Receipt { external_id }
    }

    /// What lasts: chats that are blocked or have moved, threads that do not exist.
    fn standing_refusal(&self, outbound: &Outbound) -> Option<SendError> {
        let to = outbound.to.to_string();
        if let Some(to) = self.moved.get(&to) {
            return Some(SendError::Migrated { to: to.clone() });
        }
        if self.blocked.contains(&to) {
            return Some(SendError::Blocked);
        }
        let thread = outbound.thread.clone()?;
        (!self.threads.contains(&(to, thread))).then_some(SendError::ThreadGone)
    }

    fn suffer(&mut self, misfortune: Misfortune, outbound: &Outbound) -> Result<Receipt, SendError> {
        let to = outbound.to.to_string();
        let reason = "hostile".to_owned();
        match misfortune {
            Misfortune::TooMany { after_ms, whole_platform } => {
                let scope = if whole_platform { String::new() } else { to };
                self.silence.insert(scope, self.now + after_ms);
                return Err(SendError::Retry { after_ms: Some(after_ms), whole_platform, reason });
            }
            Misfortune::Busy { whole_platform } => {
                return Err(SendError::Retry { after_ms: None, whole_platform, reason });
            }
            Misfortune::UnknownLanded | Misfortune::UnknownLost => {
                *self.ambiguous.entry(outbound.nonce.clone()).or_insert(0) += 1;
                if misfortune == Misfortune::UnknownLanded {
                    self.arrive(outbound);
                }
                return Err(SendError::Unknown { reason });
            }
            Misfortune::ThreadGone => {
                if let Some(thread) = outbound.thread.clone() {
                    self.threads.remove(&(to, thread));
                }
            }
            Misfortune::Migrated { to: new } => {
                self.moved.insert(to, new);
            }
            Misfortune::Blocked => {
                self.blocked.insert(to);
            }
            Misfortune::Dead | Misfortune::Panics => return Err(SendError::Dead { reason }),
        }
        match self.standing_refusal(outbound) {
            Some(refusal) => Err(refusal),
            None => Ok(self.arrive(outbound)),
        }
    }
}

impl Bot for Hostile {
    fn platform(&self) -> &str {
        &self.name
    }

    fn limits(&self) -> &Limits {
        &self.limits
    }

    fn send<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            state.requests += 1;
            self.check(&mut state, outbound);
            if let Some(refusal) = state.standing_refusal(outbound) {
                return Err(refusal);
            }
            match state.next_misfortune() {
                Some(Misfortune::Panics) => {
                    drop(state);
                    panic!("the adapter breaks down");
                }
                Some(misfortune) => state.suffer(misfortune, outbound),
                None => Ok(state.arrive(outbound)),
            }
        })
    }

    fn open_thread<'a>(&'a self, room: &'a Address, title: &'a str) -> BoxFuture<'a, Result<String, SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            if title.is_empty() {
                state.breaches.push(format!("{room}: a thread without a title"));
            }
            if let Some(to) = state.moved.get(&room.to_string()) {
                return Err(SendError::Migrated { to: to.clone() });
            }
            if state.blocked.contains(&room.to_string()) {
                return Err(SendError::Blocked);
            }
            state.threads_opened += 1;
            let thread = format!("t{}", state.threads_opened);
            state.threads.insert((room.to_string(), thread.clone()));
            Ok(thread)
        })
    }

    fn rename_thread<'a>(&'a self, _: &'a Address, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn is_group(&self, chat: &str) -> bool {
        chat.starts_with('-')
    }

    fn look_up<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(async move {
            let mut state = self.state();
            let is_blind = match state.sight {
                Sight::Sees => false,
                Sight::CannotTell => true,
                Sight::Chance => state.dice.percent(50),
            };
            if is_blind {
                return Sighting::CannotTell;
            }
            let found = state.sent.iter().find(|sent| sent.nonce == outbound.nonce);
            found.map_or(Sighting::Absent, |sent| Sighting::Seen(Receipt { external_id: sent.external_id.clone() }))
        })
    }

    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            let now = state.now;
            if now > handle.deadline {
                state.breaches.push(format!("an answer came {} ms too late", now - handle.deadline));
            }
            state.answers.push((handle.clone(), answer, now));
            Ok(())
        })
    }

    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Fetch> {
        Box::pin(async move {
            let next = self.state().files.get_mut(source).and_then(VecDeque::pop_front);
            next.unwrap_or_else(|| Err(FetchError::Lost { reason: "no such file".into() }))
        })
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        if !std::thread::panicking()
            && let Ok(state) = self.state.lock()
        {
            state.expect_no_breach();
        }
    }
}
