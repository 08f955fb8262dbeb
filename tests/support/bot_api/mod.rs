//! Telegram's Bot API as Balcão meets it, on a port of the loopback: acknowledgement by offset, webhooks, limits,
//! misfortunes before and after the effect, and people who write, tap, block and move. Written from the Bot API's
//! description. It is strict: what a careful bot never sends is refused as Telegram does it, and kept as a breach.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod checks;
pub mod faults;
pub mod hook;
pub mod http;
pub mod limits;
pub mod methods;
pub mod params;
pub mod people;
pub mod sending;
pub mod serving;
pub mod state;
pub mod updates;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use self::{
    faults::Fault,
    people::Person,
    state::{Kind, Post, Profile, Standing, State},
};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What all connections share.
#[derive(Debug)]
pub struct Inner {
    state: Mutex<State>,
    /// Rises with each change.
    pub changed: watch::Sender<u64>,
}

impl Inner {
    pub fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Changes something; whoever waits looks again.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.look());
        self.changed.send_modify(|count| *count += 1);
        changed
    }
}

/// The fake, for as long as it or a copy of it is held.
#[derive(Clone, Debug)]
pub struct Fake {
    inner: Arc<Inner>,
    tasks: Arc<Tasks>,
    pub address: SocketAddr,
}

#[derive(Debug)]
struct Tasks {
    listener: Mutex<Option<JoinHandle<()>>>,
    courier: JoinHandle<()>,
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.courier.abort();
        if let Some(listener) = self.listener.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take() {
            listener.abort();
        }
    }
}

impl Fake {
    /// Starts with nobody in it.
    pub async fn start() -> Self {
        let inner = Arc::new(Inner { state: Mutex::default(), changed: watch::Sender::new(0) });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let courier = tokio::spawn(hook::run(Arc::clone(&inner)));
        let listening = tokio::spawn(serving::listen(listener, Arc::clone(&inner)));
        let tasks = Tasks { listener: Mutex::new(Some(listening)), courier };
        Self { inner, tasks: Arc::new(tasks), address }
    }

    /// What a bot is told as the address of the Bot API.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything, to be looked at; not across an `await`.
    pub fn look(&self) -> MutexGuard<'_, State> {
        self.inner.look()
    }

    /// Changes something of what it knows.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.inner.change(change)
    }

    /// From now on connections are refused. Those that are open end.
    pub async fn goes_down(&self) {
        let listener = self.tasks.listener.lock().expect("nobody panicked").take();
        if let Some(listener) = listener {
            listener.abort();
            let _aborted = listener.await;
        }
    }

    /// Listens again where it did.
    pub async fn comes_up(&self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is free still");
        let listening = tokio::spawn(serving::listen(listener, Arc::clone(&self.inner)));
        *self.tasks.listener.lock().expect("nobody panicked") = Some(listening);
    }

    /// Makes somebody known who has an account, and has not met the bot.
    pub fn person(&self, id: i64, name: &str, language: &str) -> Person {
        self.change(|state| {
            state.people.insert(id, Profile { name: name.to_owned(), language: language.to_owned() });
            state.add_chat(id, Kind::Private, name, Standing::Never);
        });
        Person { fake: self.clone(), id }
    }

    /// A group that the bot is not in.
    pub fn group(&self, id: i64, title: &str) {
        self.change(|state| state.add_chat(id, Kind::Group, title, Standing::Never));
    }

    /// A supergroup with topics that the bot is not in.
    pub fn forum(&self, id: i64, title: &str) {
        self.change(|state| {
            state.add_chat(id, Kind::Supergroup, title, Standing::Never);
            state.chat(id).is_forum = true;
        });
    }

    /// The next call of this method meets this.
    pub fn next(&self, method: &str, fault: Fault) {
        self.change(|state| state.faults.next(method, fault));
    }

    /// Every call of this method meets this, or none does; `faults::ANY` for all.
    pub fn always(&self, method: &str, fault: Option<Fault>) {
        self.change(|state| state.faults.always(method, fault));
    }

    /// Waits until something holds, and gives it. Panics after a minute with all that is known.
    pub async fn until<T>(&self, what: &str, look: impl Fn(&State) -> Option<T>) -> T {
        self.until_within(PATIENCE, what, look).await
    }

    /// As `until`, of one chat: the panic tells the end of that chat.
    pub async fn until_in<T>(&self, chat: i64, what: &str, look: impl Fn(&State) -> Option<T>) -> T {
        let found = self.waits(PATIENCE, look).await;
        found.unwrap_or_else(|| panic!("{what}: it never came\n{}", self.told_of(|post| post.chat == chat)))
    }

    /// As `until`, with a time of its own.
    pub async fn until_within<T>(&self, patience: Duration, what: &str, look: impl Fn(&State) -> Option<T>) -> T {
        let found = self.waits(patience, look).await;
        found.unwrap_or_else(|| panic!("{what}: it never came\n{}", self.told()))
    }

    /// Waits so long until something holds. The time is counted in seconds that went by while this looked on: a machine that
    /// stood still meanwhile has used up one of them.
    pub async fn waits<T>(&self, patience: Duration, look: impl Fn(&State) -> Option<T>) -> Option<T> {
        let mut changed = self.inner.changed.subscribe();
        for _ in 0..patience.as_secs().max(1) {
            let second = tokio::time::Instant::now() + Duration::from_secs(1);
            loop {
                changed.borrow_and_update();
                if let Some(found) = look(&self.look()) {
                    return Some(found);
                }
                if tokio::time::timeout_at(second, changed.changed()).await.is_err() {
                    break;
                }
            }
        }
        None
    }

    /// A message of the bot in this chat, after message `after`, with these words.
    pub async fn sees(&self, chat: i64, after: i64, words: &[&str]) -> Post {
        self.until(&format!("{words:?} in {chat}"), |state| {
            let mut posts = state.posts.range((chat, after + 1)..=(chat, i64::MAX));
            posts.find(|(_, post)| post.from == state::BOT && post.holds(words)).map(|(_, post)| post.clone())
        })
        .await
    }

    /// A call of this method that meets the condition.
    pub async fn called(&self, method: &str, is_meant: impl Fn(&state::Call) -> bool) -> state::Call {
        self.until(&format!("a call of {method}"), |state| {
            let mut calls = state.calls.iter();
            calls.find(|call| call.method.eq_ignore_ascii_case(method) && is_meant(call)).cloned()
        })
        .await
    }

    /// Waits until every update is settled.
    pub async fn all_taken(&self) {
        self.until("all updates taken", |state| (state.updates.pending() == 0).then_some(())).await;
    }

    /// Nothing was sent that a careful bot never sends.
    pub fn expect_no_breach(&self) {
        let breaches = self.look().breaches.clone();
        assert!(breaches.is_empty(), "{breaches:#?}");
    }

    /// The last of what happened, for whoever has to find out why something did not.
    pub fn told(&self) -> String {
        self.told_of(|_| true)
    }

    fn told_of(&self, is_meant: impl Fn(&Post) -> bool) -> String {
        let state = self.look();
        let posts: Vec<String> = state
            .posts
            .values()
            .filter(|post| is_meant(post))
            .map(|post| {
                let (chat, id, from, text) = (post.chat, post.id, post.from, &post.text);
                format!("{chat}/{id} {from}: {text} {:?}", post.labels())
            })
            .collect();
        let called = |call: &state::Call| {
            let told = format!("{} {} {}", call.status, call.method, call.params);
            told.chars().take(200).collect::<String>()
        };
        let calls: Vec<String> = state.calls.iter().map(called).collect();
        let last = |lines: &[String]| lines[lines.len().saturating_sub(40)..].join("\n");
        format!(
            "{} updates wait; breaches: {:?}\n{}\n{}",
            state.updates.pending(),
            state.breaches,
            last(&calls),
            last(&posts)
        )
    }
}
