//! Who waits for letters, and how far each mailbox was read. All of it may be lost: waiting readers ask again,
//! and how far they have read they say with each request.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use crate::{
    core::{
        chat::Millis,
        db::Store,
        outbox::Placed,
        seat::{self, SeatRow},
    },
    text::locale::Locale,
};

/// The most readings written at a time.
const MOST: usize = 256;

/// What a page shows of its person.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    pub name: String,
    pub locale: Locale,
}

/// The bells of the mailboxes.
#[derive(Debug, Default)]
pub struct Mailroom {
    bells: Mutex<HashMap<String, Vec<oneshot::Sender<()>>>>,
    read: Mutex<HashMap<String, i64>>,
    seats: Mutex<HashMap<String, (SeatRow, Millis)>>,
    faces: Mutex<HashMap<String, Face>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many sign-ins are remembered between requests.
const SEATS: usize = 10_000;

impl Mailroom {
    /// A bell that rings at the next letter.
    pub(super) fn listen(&self, address: &str) -> oneshot::Receiver<()> {
        let (bell, ring) = oneshot::channel();
        let mut bells = lock(&self.bells);
        let waiting = bells.entry(address.to_owned()).or_default();
        waiting.retain(|bell| !bell.is_closed());
        waiting.push(bell);
        ring
    }

    /// Rings where letters were put in.
    pub(crate) fn ring(&self, placed: &[Placed]) {
        let mut bells = lock(&self.bells);
        for placed in placed.iter().filter(|placed| placed.post.mailbox) {
            for bell in bells.remove(&placed.post.address).unwrap_or_default() {
                let _gone = bell.send(());
            }
        }
    }

    /// Rings at these addresses.
    pub(crate) fn ring_at(&self, addresses: &[String]) {
        let mut bells = lock(&self.bells);
        for bell in addresses.iter().filter_map(|address| bells.remove(address)).flatten() {
            let _gone = bell.send(());
        }
    }

    /// Rings everywhere: whoever waits is answered, since the desk is about to stop.
    pub(crate) fn ring_all(&self) {
        for bell in std::mem::take(&mut *lock(&self.bells)).into_values().flatten() {
            let _gone = bell.send(());
        }
    }

    pub(super) fn read_up_to(&self, address: &str, seq: i64) {
        if seq <= 0 {
            return;
        }
        let mut read = lock(&self.read);
        let known = read.entry(address.to_owned()).or_insert(0);
        *known = seq.max(*known);
    }

    /// Writes down how far mailboxes were read.
    ///
    /// # Errors
    /// The database's; what was not written is only told again by the readers.
    pub(crate) async fn flush(&self, store: &Store) -> Result<(), sqlx::Error> {
        let read: Vec<(String, i64)> = {
            let mut read = lock(&self.read);
            let some: Vec<String> = read.keys().take(MOST).cloned().collect();
            some.into_iter().filter_map(|address| read.remove_entry(&address)).collect()
        };
        if read.is_empty() {
            return Ok(());
        }
        let mut tx = store.begin().await?;
        for (address, seq) in read {
            seat::acknowledge(&mut tx, &address, seq).await?;
        }
        tx.commit().await
    }

    pub(super) fn seat(&self, token_hash: &str, now: Millis) -> Option<SeatRow> {
        lock(&self.seats).get(token_hash).filter(|(_, until)| *until > now).map(|(seat, _)| seat.clone())
    }

    pub(super) fn remember_seat(&self, token_hash: String, seat: SeatRow, until: Millis) {
        let mut seats = lock(&self.seats);
        if seats.len() >= SEATS {
            seats.clear();
        }
        seats.insert(token_hash, (seat, until));
    }

    pub(super) fn face(&self, contact_key: &str) -> Option<Face> {
        lock(&self.faces).get(contact_key).cloned()
    }

    pub(super) fn remember_face(&self, contact_key: String, face: Face) {
        let mut faces = lock(&self.faces);
        if faces.len() >= SEATS {
            faces.clear();
        }
        faces.insert(contact_key, face);
    }

    /// A person has changed their name or language.
    pub(crate) fn forget_face(&self, contact_key: &str) {
        lock(&self.faces).remove(contact_key);
    }

    pub(crate) fn forget_seat(&self, token_hash: &str) {
        lock(&self.seats).remove(token_hash);
    }
}
