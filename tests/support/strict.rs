//! A strict platform, with Telegram's limits: lengths in UTF-16, tokens in bytes, topics, twenty requests a minute to a
//! group. It keeps what it was sent as plain state, and notes each breach; a test with
//! breaches fails when the platform is dropped.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use balcao::{
    bots::{
        bot::{Bot, FetchError, Sighting},
        limits::Limits,
        send_error::{Receipt, SendError},
        telegram::{self, Pace},
    },
    core::chat::{Address, Answer, AnswerHandle, Carried, Message, Millis, Outbound},
};
use futures_util::future::BoxFuture;

const MINUTE: Millis = 60_000;

/// A message as people see it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub external_id: String,
    pub to: String,
    pub thread: Option<String>,
    pub reply_to: Option<String>,
    pub message: Message,
    pub carried: Vec<Carried>,
    pub edits: usize,
}

/// What the platform holds.
#[derive(Debug, Default)]
pub struct State {
    /// The time that it is; tests set it.
    pub now: Millis,
    pub shown: Vec<Shown>,
    /// By room and id: its title.
    pub threads: BTreeMap<(String, String), String>,
    threads_opened: usize,
    messages: usize,
    /// Room, and what became of a thread there.
    pub events: Vec<(String, String)>,
    /// Chats that are groups, by their ids, and those that are no forums, by their addresses.
    pub groups: BTreeSet<String>,
    pub no_forums: BTreeSet<String>,
    pub blocked: BTreeSet<String>,
    pub files: BTreeMap<String, Vec<u8>>,
    pub answers: Vec<(AnswerHandle, Answer)>,
    pub breaches: Vec<String>,
    /// How often it said that there were too many.
    pub refusals: usize,
    times: BTreeMap<String, VecDeque<Millis>>,
    silence: BTreeMap<String, Millis>,
}

/// The platform.
#[derive(Debug)]
pub struct Strict {
    name: String,
    limits: Limits,
    state: Mutex<State>,
}

impl Strict {
    pub fn new(name: &str) -> Self {
        let limits = telegram::limits(Pace::Documented);
        Self { name: name.into(), limits, state: Mutex::default() }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A topic is deleted with all that stands in it.
    pub fn delete_thread(&mut self, room: &str, thread: &str) {
        let title = self.threads.remove(&(room.to_owned(), thread.to_owned()));
        assert!(title.is_some(), "{room} has no thread {thread}");
        self.shown.retain(|shown| !(shown.to == room && shown.thread.as_deref() == Some(thread)));
    }

    fn breach(&mut self, to: &str, what: &str) {
        self.breaches.push(format!("{to}: {what}"));
    }

    /// Whether the chat takes a request now.
    fn admit(&mut self, to: &Address) -> Result<(), SendError> {
        let address = to.to_string();
        if self.silence.get(&address).is_some_and(|until| *until > self.now) {
            self.breach(&address, "written to in silence");
        }
        if self.blocked.contains(&address) {
            return Err(SendError::Blocked);
        }
        if !self.groups.contains(&to.chat) {
            return Ok(());
        }
        let now = self.now;
        let times = self.times.entry(address.clone()).or_default();
        while times.front().is_some_and(|first| first + MINUTE <= now) {
            times.pop_front();
        }
        if times.len() >= 20 {
            self.refusals += 1;
            self.silence.insert(address, now + 30_000);
            let reason = "too many".to_owned();
            return Err(SendError::Retry { after_ms: Some(30_000), whole_platform: false, reason });
        }
        times.push_back(now);
        Ok(())
    }

    fn check(&mut self, outbound: &Outbound) -> Result<(), SendError> {
        let message = &outbound.message;
        let breaches = [
            (message.text.encode_utf16().count() > 4096, "too long"),
            (message.text.trim().is_empty() && message.files.is_empty(), "an empty text"),
            (message.files.len() > 1 || message.files.len() != outbound.files.len(), "not one file a message"),
            (message.files.len() == 1 && !message.text.is_empty(), "a file beside a text"),
            (message.buttons.len() > 100, "too many buttons"),
            (message.buttons.iter().any(|button| !(1..=64).contains(&button.token.len())), "a token's length"),
            (message.buttons.iter().any(|button| button.label.trim().is_empty()), "a button without a label"),
            (outbound.thread.is_some() && !self.groups.contains(&outbound.to.chat), "a thread in no group"),
            (outbound.nonce.is_empty() || outbound.nonce.len() > 25, "a nonce's length"),
        ];
        let mut refused = None;
        for (_, what) in breaches.into_iter().filter(|(is, _)| *is) {
            self.breach(&outbound.to.to_string(), what);
            refused = Some(SendError::Dead { reason: what.to_owned() });
        }
        for file in &outbound.files {
            if let Carried::Known(source) = file
                && !self.files.contains_key(source)
            {
                self.breach(&outbound.to.to_string(), "a file that it does not know");
            }
        }
        refused.map_or(Ok(()), Err)
    }

    fn take(&mut self, outbound: &Outbound) -> Result<Receipt, SendError> {
        self.admit(&outbound.to)?;
        self.check(outbound)?;
        let to = outbound.to.to_string();
        if let Some(edited) = &outbound.edits {
            let found = self.shown.iter_mut().find(|shown| shown.external_id == *edited && shown.to == to);
            let shown = found.ok_or(SendError::MessageGone)?;
            let is_same =
                (&shown.message.text, &shown.message.buttons) == (&outbound.message.text, &outbound.message.buttons);
            shown.edits += usize::from(!is_same);
            shown.message = outbound.message.clone();
            return Ok(Receipt { external_id: edited.clone() });
        }
        if let Some(thread) = &outbound.thread
            && !self.threads.contains_key(&(to.clone(), thread.clone()))
        {
            return Err(SendError::ThreadGone);
        }
        self.messages += 1;
        let external_id = self.messages.to_string();
        self.shown.push(Shown {
            external_id: external_id.clone(),
            to,
            thread: outbound.thread.clone(),
            reply_to: outbound.reply_to.clone(),
            message: outbound.message.clone(),
            carried: outbound.files.clone(),
            edits: 0,
        });
        Ok(Receipt { external_id })
    }

    fn check_title(&mut self, room: &Address, title: &str) {
        if !(1..=128).contains(&title.encode_utf16().count()) {
            self.breach(&room.to_string(), "a title's length");
        }
    }
}

impl Bot for Strict {
    fn platform(&self) -> &str {
        &self.name
    }

    fn limits(&self) -> &Limits {
        &self.limits
    }

    fn send<'a>(&'a self, outbound: &'a Outbound) -> BoxFuture<'a, Result<Receipt, SendError>> {
        Box::pin(async move { self.state().take(outbound) })
    }

    fn open_thread<'a>(&'a self, room: &'a Address, title: &'a str) -> BoxFuture<'a, Result<String, SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            state.admit(room)?;
            state.check_title(room, title);
            let address = room.to_string();
            if state.no_forums.contains(&address) || !state.groups.contains(&room.chat) {
                return Err(SendError::Dead { reason: "the chat is not a forum".into() });
            }
            state.threads_opened += 1;
            let thread = format!("t{}", state.threads_opened);
            state.threads.insert((address.clone(), thread.clone()), title.to_owned());
            state.events.push((address, format!("(opens the topic «{title}»)")));
            Ok(thread)
        })
    }

    fn rename_thread<'a>(
        &'a self,
        room: &'a Address,
        thread: &'a str,
        title: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let mut state = self.state();
            state.admit(room)?;
            state.check_title(room, title);
            let key = (room.to_string(), thread.to_owned());
            match state.threads.insert(key.clone(), title.to_owned()) {
                None => {
                    state.threads.remove(&key);
                    return Err(SendError::ThreadGone);
                }
                Some(before) if before == title => state.breach(&key.0, "a title that changes nothing"),
                Some(_) => {}
            }
            state.events.push((key.0, format!("(calls the topic «{title}»)")));
            Ok(())
        })
    }

    fn is_group(&self, chat: &str) -> bool {
        self.state().groups.contains(chat)
    }

    fn look_up<'a>(&'a self, _: &'a Outbound) -> BoxFuture<'a, Sighting> {
        Box::pin(async { Sighting::CannotTell })
    }

    fn answer<'a>(&'a self, handle: &'a AnswerHandle, answer: Answer) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            self.state().answers.push((handle.clone(), answer));
            Ok(())
        })
    }

    fn fetch<'a>(&'a self, source: &'a str) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(async move {
            let found = self.state().files.get(source).cloned();
            found.ok_or_else(|| FetchError::Lost { reason: "no such file".into() })
        })
    }
}

impl Drop for Strict {
    fn drop(&mut self) {
        if !std::thread::panicking()
            && let Ok(state) = self.state.lock()
        {
            assert!(state.breaches.is_empty(), "breaches: {:#?}", state.breaches);
        }
    }
}
