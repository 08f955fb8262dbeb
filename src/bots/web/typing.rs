//! Who is writing in a room just now. It is kept in memory for seconds, and nowhere else.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

use crate::core::chat::Millis;

/// So long a signal counts.
const LASTS_MS: Millis = 6_000;
/// Whoever waits for letters is woken by signals at most once in so long.
const WAKES_MS: Millis = 3_000;

/// The rooms, by address. There are only a few, and private chats are none.
#[derive(Debug, Default)]
pub struct Typing {
    rooms: Mutex<HashMap<String, Room>>,
}

#[derive(Debug)]
struct Room {
    /// By user key: the name, and the last signal.
    writers: HashMap<String, (String, Millis)>,
    woken_at: Millis,
    /// Rung with the user key of whoever writes.
    bell: watch::Sender<String>,
}

impl Default for Room {
    fn default() -> Self {
        Self { writers: HashMap::new(), woken_at: Millis::MIN, bell: watch::Sender::new(String::new()) }
    }
}

impl Typing {
    fn rooms(&self) -> MutexGuard<'_, HashMap<String, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody writes.
    pub fn begins(&self, address: &str, user_key: &str, name: &str, now: Millis) {
        let mut rooms = self.rooms();
        let room = rooms.entry(address.to_owned()).or_default();
        room.writers.retain(|_, (_, at)| now - *at < LASTS_MS);
        room.writers.insert(user_key.to_owned(), (name.to_owned(), now));
        if now.saturating_sub(room.woken_at) >= WAKES_MS {
            room.woken_at = now;
            room.bell.send_replace(user_key.to_owned());
        }
    }

    /// What they wrote is sent.
    pub fn ends(&self, address: &str, user_key: &str) {
        if let Some(room) = self.rooms().get_mut(address) {
            room.writers.remove(user_key);
        }
    }

    /// The names of the others who write, in alphabetical order.
    pub fn others(&self, address: &str, user_key: &str, now: Millis) -> Vec<String> {
        let rooms = self.rooms();
        let writers = rooms.get(address).into_iter().flat_map(|room| &room.writers);
        let others = writers.filter(|(key, (_, at))| *key != user_key && now - *at < LASTS_MS);
        let mut names: Vec<String> = others.map(|(_, (name, _))| name.clone()).collect();
        names.sort();
        names
    }

    /// Waits until somebody else writes, from the call on.
    pub fn another(&self, address: &str, user_key: &str) -> impl Future<Output = ()> + use<> {
        let mut bell = self.rooms().entry(address.to_owned()).or_default().bell.subscribe();
        let user_key = user_key.to_owned();
        async move {
            while bell.changed().await.is_ok() {
                if *bell.borrow_and_update() != user_key {
                    return;
                }
            }
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn the_others_are_seen_for_a_while() {
        let typing = Typing::default();
        typing.begins("room", "u1", "Bene", 1_000);
        typing.begins("room", "u2", "Ana", 2_000);
        assert_eq!(typing.others("room", "u3", 3_000), ["Ana", "Bene"]);
        assert_eq!(typing.others("room", "u1", 3_000), ["Ana"]);
        assert_eq!(typing.others("other", "u1", 3_000), [""; 0]);
        assert_eq!(typing.others("room", "u3", 7_000), ["Ana"]);
        typing.ends("room", "u2");
        assert_eq!(typing.others("room", "u3", 3_000), ["Bene"]);
    }

    #[test]
    fn whoever_waits_is_woken_by_others_and_seldom() {
        let typing = Typing::default();
        let mut mine = Box::pin(typing.another("room", "u1"));
        let mut theirs = Box::pin(typing.another("room", "u2"));
        typing.begins("room", "u1", "Bene", 1_000);
        assert_eq!(mine.as_mut().now_or_never(), None, "not by oneself");
        assert_eq!(theirs.as_mut().now_or_never(), Some(()));
        let mut again = Box::pin(typing.another("room", "u2"));
        typing.begins("room", "u1", "Bene", 3_999);
        assert_eq!(again.as_mut().now_or_never(), None);
        typing.begins("room", "u1", "Bene", 4_000);
        assert_eq!(again.as_mut().now_or_never(), Some(()));
    }
}
