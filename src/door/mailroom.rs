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

/// So often sign-ins are looked through for those that nobody uses.
const SWEEP_MS: Millis = 3_600_000;
/// A use is noted once in so long.
const USE_MS: Millis = 24 * 3_600_000;

/// What a page shows of its person, and which conversations are open to them.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    pub name: String,
    pub locale: Locale,
    pub chats: Vec<String>,
}

/// The bells of the mailboxes.
#[derive(Debug, Default)]
pub struct Mailroom {
    bells: Mutex<HashMap<String, Vec<oneshot::Sender<()>>>>,
    read: Mutex<HashMap<String, i64>>,
    seats: Mutex<Seats>,
    faces: Mutex<HashMap<String, (Face, Millis)>>,
    /// When sign-ins were used, by the hashes of their tokens.
    used: Mutex<HashMap<String, Millis>>,
    swept_at: Mutex<Millis>,
}

/// The sign-ins that are remembered.
#[derive(Debug, Default)]
struct Seats {
    known: HashMap<String, (SeatRow, Millis)>,
    /// Rises with each that ends: what was read before must not be remembered after.
    ended: u64,
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

    /// Writes down how far mailboxes were read and which sign-ins are used, and removes those that nobody uses.
    ///
    /// # Errors
    /// The database's; what was not written is only told again by the readers.
    pub(crate) async fn flush(&self, store: &Store, now: Millis) -> Result<(), sqlx::Error> {
        let (read, used) = (some_of(&self.read), some_of(&self.used));
        let sweeps = {
            let mut swept_at = lock(&self.swept_at);
            let is_time = now - *swept_at >= SWEEP_MS;
            *swept_at = if is_time { now } else { *swept_at };
            is_time
        };
        if read.is_empty() && used.is_empty() && !sweeps {
            return Ok(());
        }
        let mut tx = store.begin().await?;
        for (address, seq) in read {
            seat::acknowledge(&mut tx, &address, seq).await?;
        }
        for (token_hash, at) in used {
            seat::note_use(&mut tx, &token_hash, at).await?;
        }
        if sweeps {
            let ended = seat::expire(&mut tx, now).await?;
            tracing::debug!(ended, "sign-ins that nobody used have ended");
        }
        tx.commit().await
    }

    pub(super) fn seat(&self, token_hash: &str, now: Millis) -> Option<SeatRow> {
        lock(&self.seats).known.get(token_hash).filter(|(_, until)| *until > now).map(|(seat, _)| seat.clone())
    }

    /// How many sign-ins have ended so far: to be asked before a seat is read.
    pub(super) fn ended_seats(&self) -> u64 {
        lock(&self.seats).ended
    }

    /// Remembers what was read after `ended` sign-ins had ended, and notes that it is used.
    pub(super) fn remember_seat(&self, token_hash: String, seat: SeatRow, now: Millis, until: Millis, ended: u64) {
        if now - seat.used_at >= USE_MS {
            lock(&self.used).insert(token_hash.clone(), now);
        }
        let mut seats = lock(&self.seats);
        if seats.ended != ended {
            return;
        }
        if seats.known.len() >= SEATS {
            seats.known.clear();
        }
        seats.known.insert(token_hash, (seat, until));
    }

    pub(super) fn face(&self, contact_key: &str, now: Millis) -> Option<Face> {
        lock(&self.faces).get(contact_key).filter(|(_, until)| *until > now).map(|(face, _)| face.clone())
    }

    pub(super) fn remember_face(&self, contact_key: String, face: Face, until: Millis) {
        let mut faces = lock(&self.faces);
        if faces.len() >= SEATS {
            faces.clear();
        }
        faces.insert(contact_key, (face, until));
    }

    /// A person has changed their name or language.
    pub(crate) fn forget_face(&self, contact_key: &str) {
        lock(&self.faces).remove(contact_key);
    }

    /// A sign-in has ended, and that is committed.
    pub(crate) fn forget_seat(&self, token_hash: &str) {
        let mut seats = lock(&self.seats);
        seats.ended += 1;
        seats.known.remove(token_hash);
    }
}

/// Takes some out, to be written.
fn some_of(notes: &Mutex<HashMap<String, i64>>) -> Vec<(String, i64)> {
    let mut notes = lock(notes);
    let some: Vec<String> = notes.keys().take(MOST).cloned().collect();
    some.into_iter().filter_map(|key| notes.remove_entry(&key)).collect()
}
