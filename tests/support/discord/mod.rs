//! Discord as Balcão meets it, on ports of the loopback: its interface with buckets, nonces and refusals, and its gateway
//! with sessions that are resumed, invalid, or silently dead; and people who write, tap and leave. Written from Discord's
//! published description.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod checks;
pub mod forms;
pub mod gateway;
pub mod limits;
pub mod people;
pub mod rest;
pub mod state;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::{net::TcpListener, sync::Notify};

use self::{
    people::Person,
    state::{Fault, Post, State},
};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The bot's number, which its token begins with.
pub const BOT: &str = "900000000000000001";
pub const TOKEN: &str = "OTAwMDAwMDAwMDAwMDAwMDAx.GaBcDe.CANARYtokenCANARYtokenCANARYtoken-_42";
/// The server that everybody is in.
pub const SERVER: u64 = 77;

/// The platform.
#[derive(Clone)]
pub struct Fake {
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
    port: u16,
}

impl Fake {
    pub async fn start() -> Self {
        let (rest, gateway) = (listener().await, listener().await);
        let port = rest.local_addr().expect("an address").port();
        let gateway_port = gateway.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State::new(port, gateway_port)));
        let fake = Self { state, changed: Arc::default(), port };
        tokio::spawn(rest::serve(rest, fake.clone()));
        tokio::spawn(gateway::serve(gateway, fake.clone()));
        fake
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something, and lets those look who wait.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.look());
        self.changed.notify_waiters();
        changed
    }

    /// The next call like this meets a misfortune; `call` as in `POST /channels/5/messages`, and `*` for any number.
    pub fn next(&self, call: &str, fault: Fault) {
        self.change(|state| state.faults.push((call.to_owned(), fault)));
    }

    /// Waits until something is there.
    pub async fn until<T>(&self, what: &str, find: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = self.until_within(PATIENCE, find).await;
        found.unwrap_or_else(|| panic!("{what}: it never came\n{}", self.look().told()))
    }

    /// The same with another patience; `None`: it never came.
    pub async fn until_within<T>(
        &self,
        patience: Duration,
        mut find: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let since = Instant::now();
        loop {
            let changed = self.changed.notified();
            if let Some(found) = find(&mut self.look()) {
                return Some(found);
            }
            let left = patience.saturating_sub(since.elapsed());
            if left.is_zero() {
                return None;
            }
            let _late = tokio::time::timeout(left.min(Duration::from_millis(200)), changed).await;
        }
    }

    /// A message of the bot in a channel, new or changed after another one, with these words.
    pub async fn sees(&self, channel: u64, after: u64, words: &[&str]) -> Post {
        self.until(&format!("{words:?} in {channel}"), |state| {
            let mut posts = state.of_bot(channel).filter(|post| post.changed > after);
            posts.find(|post| words.iter().all(|word| post.text.contains(word))).cloned()
        })
        .await
    }

    /// The same anywhere in a room: there or in one of its threads.
    pub async fn sees_in_room(&self, room: u64, after: u64, words: &[&str]) -> Post {
        self.until(&format!("{words:?} in the room {room}"), |state| {
            let channels = state.with_threads(room);
            let mut posts =
                channels.into_iter().flat_map(|channel| state.of_bot(channel)).filter(|post| post.changed > after);
            posts.find(|post| words.iter().all(|word| post.text.contains(word))).cloned()
        })
        .await
    }

    pub fn person(&self, id: u64, name: &str) -> Person {
        let channel = self.change(|state| state.direct(id, name));
        Person { fake: self.clone(), id, name: name.to_owned(), channel }
    }

    /// A channel of the server: 0 takes words, 15 is a forum.
    pub fn channel(&self, kind: u64, tags: &[&str]) -> u64 {
        self.change(|state| state.channel(kind, tags))
    }

    /// Somebody acts: the gateway tells it.
    pub fn dispatch(&self, kind: &str, data: &Value) {
        self.change(|state| state.dispatch(kind, data));
    }

    pub fn expect_no_breach(&self) {
        let state = self.look();
        assert!(state.breaches.is_empty(), "{:#?}\n{}", state.breaches, state.told());
    }
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a port")
}
