//! The short way between desk and relay. What a commit puts at the head of an idle lane is born claimed: the same
//! transaction writes it as being sent and leases its lane, so that the attempt is committed before a byte leaves,
//! and the relay of this process gets it through memory. What simply arrived comes back through memory too, and the
//! next commit writes its end. This saves transactions, not promises: what memory loses is a row that was being
//! sent under a lease, like any claim that was cut off.

use std::{
    collections::HashSet,
    mem::take,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{Claimed, LEASE_MS, Settled};
use crate::core::{
    chat::Millis,
    outbox::{Class, Post},
};

/// So many may stand before the relay; what is more waits in its lane, as on the long way.
const MOST: usize = 1024;

/// Both directions, in memory.
#[derive(Debug)]
pub struct Express {
    /// What the relay of this process is called in leases.
    holder: String,
    platforms: HashSet<String>,
    lines: Mutex<Lines>,
    /// Something was put into the outbox, or left there, that has to be claimed.
    look: AtomicBool,
}

#[derive(Debug, Default)]
struct Lines {
    open: bool,
    claims: Vec<Claimed>,
    arrived: Vec<Settled>,
}

impl Express {
    /// Of a relay that serves these platforms.
    #[must_use]
    pub fn new(holder: &str, platforms: impl IntoIterator<Item = String>) -> Self {
        let platforms = platforms.into_iter().collect();
        Self { holder: holder.to_owned(), platforms, lines: Mutex::default(), look: AtomicBool::new(false) }
    }

    /// How many may be born claimed now.
    pub(in crate::core) fn room(&self) -> usize {
        let lines = self.lines();
        if lines.open { MOST.saturating_sub(lines.claims.len()) } else { 0 }
    }

    /// Whether a message needs nothing that only a claim looks up: no thread, no living message of its slot, no card
    /// in a room to be answered. What goes to many takes what others leave over, and so the long way.
    fn takes(&self, post: &Post, new_slots: &HashSet<String>) -> bool {
        let answers_card = post.ticket_id.is_some() && post.person_id.is_none();
        let is_edit = post.slot.as_ref().is_some_and(|slot| !new_slots.contains(slot));
        let is_plain = post.class != Class::Broadcast && !post.mailbox && !post.in_thread && !is_edit && !answers_card;
        is_plain && self.platforms.contains(&post.platform)
    }

    pub(in crate::core) fn holder(&self) -> &str {
        &self.holder
    }

    /// The claim that a message is born with.
    pub(in crate::core) fn claimed(&self, post: &Post, class: i64, seq: i64, now: Millis) -> Claimed {
        Claimed {
            id: post.id,
            address: post.address.clone(),
            class,
            seq,
            platform: post.platform.clone(),
            person_id: post.person_id,
            ticket_id: post.ticket_id,
            in_thread: false,
            slot: post.slot.clone(),
            message: Some(post.message.clone()),
            attempts: 1,
            due_at: post.due_at,
            cut_off: false,
            doubts: 0,
            living: None,
            card: None,
            title: None,
            thread: None,
            reference: None,
            holder: self.holder.clone(),
            lease_until: now + LEASE_MS,
        }
    }

    /// After the commit.
    pub(in crate::core) fn hand_over(&self, claims: Vec<Claimed>) {
        self.lines().claims.extend(claims);
    }

    /// What was handed over since.
    #[must_use]
    pub fn take_claims(&self) -> Vec<Claimed> {
        take(&mut self.lines().claims)
    }

    /// The relay works: from now on messages may be born claimed. Not before it has ended the leases of the run before.
    pub fn open(&self) {
        self.lines().open = true;
    }

    /// The relay stops: nothing more is born claimed.
    pub fn close(&self) {
        self.lines().open = false;
    }

    /// An attempt that arrived: the next commit may write its end.
    pub fn arrived(&self, settled: Settled) {
        self.lines().arrived.push(settled);
    }

    /// What has arrived, and was not written by a commit yet.
    #[must_use]
    pub fn take_arrived(&self) -> Vec<Settled> {
        take(&mut self.lines().arrived)
    }

    /// Whether something has arrived that no commit has written yet.
    #[must_use]
    pub fn has_arrived(&self) -> bool {
        !self.lines().arrived.is_empty()
    }

    /// The outbox has something to claim.
    pub fn look(&self) {
        self.look.store(true, Ordering::Release);
    }

    /// Whether it has, asked once.
    #[must_use]
    pub fn is_to_look(&self) -> bool {
        self.look.swap(false, Ordering::AcqRel)
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The short way, as a transaction sees it.
#[derive(Clone, Copy, Debug)]
pub struct ShortWay<'e> {
    pub express: &'e Express,
    /// Slots in which nothing stands yet.
    pub new_slots: &'e HashSet<String>,
}

impl ShortWay<'_> {
    /// Whether a message may go it.
    pub(in crate::core) fn takes(&self, post: &Post) -> bool {
        self.express.takes(post, self.new_slots)
    }
}

/// What a transaction writes the ends of. Unless they are written they go back.
pub(in crate::core) struct Arrived<'e> {
    express: Option<&'e Express>,
    pub settled: Vec<Settled>,
}

impl<'e> Arrived<'e> {
    pub fn take(express: Option<&'e Express>) -> Self {
        Self { express, settled: express.map(Express::take_arrived).unwrap_or_default() }
    }

    /// The transaction has committed.
    pub fn written(mut self) {
        self.settled.clear();
    }
}

impl Drop for Arrived<'_> {
    fn drop(&mut self) {
        if let Some(express) = self.express.filter(|_| !self.settled.is_empty()) {
            express.lines().arrived.append(&mut self.settled);
        }
    }
}
