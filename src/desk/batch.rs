//! A batch: what waits before a worker is handled in one transaction. It never lingers to gather more: the commit
//! before was the wait. When anything fails, the transaction is rolled back and each message is handled in one of
//! its own; the one that fails alone is put into quarantine, and the others lose nothing.

use std::{collections::HashSet, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{
    Job, Shared,
    answer::must_defer,
    calendars,
    ends::default_toast,
    flood::Flood,
    kinds, load,
    turn::{self, Done},
};
use crate::{
    core::{
        chat::{Answer, Body, Inbound, Millis},
        contact,
        error::{Fault, fault_of},
        inbox::{self, Record},
        outbox::Placed,
        session,
        unit::Unit,
    },
    door::{Letter, Received, Unavailable},
};

/// The most messages that one transaction handles …
const BATCH: usize = 128;
/// … and the most that it takes in, with those that have to wait: they cost it little.
const TAKEN: usize = 1024;
/// How often a batch is tried anew after a lost race (PostgreSQL) before its messages go alone.
const RACES: usize = 3;
/// Before what waits is tried again, after the database could not take it.
const PAUSE: Duration = Duration::from_millis(250);

/// Handles the messages of its addresses, one batch after the other.
#[derive(Debug)]
pub struct Worker {
    pub(super) shared: Arc<Shared>,
    queue: mpsc::Receiver<Job>,
    flood: Flood,
    /// Which worker of how many it is.
    number: usize,
    workers: usize,
    /// What the last batch took, in milliseconds.
    batch_ms: Millis,
}

/// What became of one message of a batch.
#[derive(Debug)]
enum Fate {
    Done(Done),
    /// With the word that whoever pressed a button is given.
    Again(Option<String>),
    Waiting(Option<String>),
}

/// Why a batch came to nothing.
#[derive(Debug)]
enum Failed {
    /// The messages are not to blame: the database cannot take anything now.
    Unavailable,
    /// Something in it cannot be handled.
    Poison(String),
    /// Another transaction was faster; the same again will do.
    Race,
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        match fault_of(&error) {
            Fault::Unavailable => {
                tracing::error!(%error, "the database cannot commit");
                Self::Unavailable
            }
            Fault::Race => Self::Race,
            Fault::Poison => Self::Poison(error.to_string()),
        }
    }
}

impl Worker {
    pub(super) fn new(shared: Arc<Shared>, queue: mpsc::Receiver<Job>, number: usize, workers: usize) -> Self {
        Self { shared, queue, flood: Flood::default(), number, workers, batch_ms: 0 }
    }

    /// Learns what had to wait before a restart, and when the desk is open.
    ///
    /// # Errors
    /// The database's.
    pub async fn resume(&mut self) -> Result<(), sqlx::Error> {
        calendars::read_first(&self.shared).await?;
        let mut conn = self.shared.store.reader().acquire().await?;
        for address in inbox::backlog(&mut conn).await? {
            if super::shard(&address, self.workers) == self.number {
                self.flood.waits(&address);
            }
        }
        Ok(())
    }

    /// Works until it is stopped, then finishes the batch at hand.
    pub async fn run(mut self, stop: CancellationToken) {
        loop {
            let first = if self.flood.is_empty() {
                tokio::select! {
                    job = self.queue.recv() => job,
                    () = stop.cancelled() => None,
                }
            } else {
                self.queue.try_recv().ok()
            };
            if first.is_none() && (stop.is_cancelled() || self.queue.is_closed()) {
                return;
            }
            // Whoever was answered by the last commit and is ready to hand in more does so first: this waits for
            // nobody, but a batch costs nearly the same whatever its size.
            tokio::task::yield_now().await;
            if !self.take_turn(first).await && !self.flood.is_empty() {
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    () = stop.cancelled() => {}
                }
            }
        }
    }

    /// Handles what stands before it now, and some of what waits. For tests and for `run`.
    pub async fn turn(&mut self) {
        let first = self.queue.try_recv().ok();
        self.take_turn(first).await;
    }

    /// Returns whether all came to an end; if not, what waits is to be tried again.
    async fn take_turn(&mut self, first: Option<Job>) -> bool {
        let now = self.shared.now();
        let (jobs, admitted) = self.take_in(first, now);
        self.defer_late_answers(&jobs, now);
        let handled = jobs.is_empty() || self.handle(jobs, admitted, now).await;
        if !handled {
            self.refuse_what_stands();
        }
        let ended = handled && self.drain(now).await;
        self.batch_ms = self.shared.now() - now;
        ended
    }

    /// What stands before it, and of each whether it is handled now.
    fn take_in(&mut self, first: Option<Job>, now: Millis) -> (Vec<Job>, Vec<bool>) {
        let (mut jobs, mut admitted, mut handled) = (Vec::new(), Vec::new(), 0);
        let mut next = first;
        while let Some(job) = next.take().or_else(|| self.queue.try_recv().ok()) {
            let admits = self.admits(&job, now);
            handled += usize::from(admits);
            jobs.push(job);
            admitted.push(admits);
            if handled == BATCH || jobs.len() == TAKEN {
                break;
            }
        }
        (jobs, admitted)
    }

    fn defer_late_answers(&self, jobs: &[Job], now: Millis) {
        for job in jobs {
            if let Some(handle) = &job.inbound.answer
                && must_defer(handle.deadline, now, self.batch_ms)
            {
                self.shared.give(&job.inbound, Answer::Defer);
            }
        }
    }

    /// Handles some of what waits in the inbox, a few of each address. An address is left only when nothing of it
    /// is left: what could not be handled now is not forgotten.
    async fn drain(&mut self, now: Millis) -> bool {
        let most = self.shared.flood.drained;
        for address in self.flood.take_turns(16) {
            let waiting = match self.shared.store.reader().acquire().await {
                Ok(mut conn) => inbox::waiting(&mut conn, &address, most).await,
                Err(error) => Err(error),
            };
            let waiting = match waiting {
                Ok(waiting) => waiting,
                Err(error) => {
                    tracing::error!(%error, "what waits cannot be read");
                    return false;
                }
            };
            let is_last = i64::try_from(waiting.len()).unwrap_or(i64::MAX) < most;
            let stored = waiting.into_iter().map(|(inbound, arrival)| self.stored_job(inbound, arrival));
            let Ok(jobs) = stored.collect::<Result<Vec<Job>, Unavailable>>() else { return false };
            let admitted = vec![true; jobs.len()];
            if !jobs.is_empty() && !self.handle(jobs, admitted, now).await {
                return false;
            }
            if is_last {
                self.flood.drained(&address);
            }
        }
        true
    }

    fn stored_job(&self, inbound: Inbound, arrival: i64) -> Result<Job, Unavailable> {
        Ok(Job { stored: true, arrival, ..Job::new(&self.shared, inbound, None)? })
    }

    /// One transaction for all; on failure one for each. Returns whether all came to an end.
    async fn handle(&mut self, mut jobs: Vec<Job>, admitted: Vec<bool>, now: Millis) -> bool {
        for _ in 0..RACES {
            match self.attempt(&mut jobs, &admitted, now).await {
                Ok((fates, placed)) => {
                    self.finish(jobs, fates, &placed);
                    return true;
                }
                Err(Failed::Race) => {}
                Err(Failed::Unavailable) => {
                    refuse(jobs);
                    return false;
                }
                Err(Failed::Poison(_)) => break,
            }
        }
        // Behind a message that has to come again, those of its chat come again too.
        let mut refused = HashSet::new();
        for (job, admitted) in jobs.into_iter().zip(admitted) {
            let address = job.inbound.address.to_string();
            if refused.contains(&address) {
                refuse(vec![job]);
            } else if !self.handle_alone(job, admitted, now).await {
                refused.insert(address);
            }
        }
        refused.is_empty()
    }

    /// What stood behind messages that have to come again is not to be handled before them.
    fn refuse_what_stands(&mut self) {
        while let Ok(job) = self.queue.try_recv() {
            refuse(vec![job]);
        }
    }

    fn admits(&mut self, job: &Job, now: Millis) -> bool {
        let inbound = &job.inbound;
        if job.stored || matches!(inbound.body, Body::Due { .. }) {
            return true;
        }
        let address = inbound.address.to_string();
        let admitted = self.flood.admits(
            self.shared.flood,
            &address,
            &session::key(&inbound.address, &inbound.sender.user_key),
            now,
        );
        if !admitted {
            self.flood.waits(&address);
        }
        admitted
    }

    async fn handle_alone(&mut self, job: Job, admitted: bool, now: Millis) -> bool {
        let mut jobs = vec![job];
        for _ in 0..RACES {
            match self.attempt(&mut jobs, &[admitted], now).await {
                Ok((fates, placed)) => {
                    self.finish(jobs, fates, &placed);
                    return true;
                }
                Err(Failed::Race) => {}
                Err(Failed::Unavailable) => {
                    refuse(jobs);
                    return false;
                }
                Err(Failed::Poison(error)) => return self.quarantine(jobs, &error, now).await,
            }
        }
        self.lose(jobs, now).await
    }

    /// Handles the jobs in one transaction. A panic counts as poison: it must not take other messages with it.
    async fn attempt(
        &self,
        jobs: &mut [Job],
        admitted: &[bool],
        now: Millis,
    ) -> Result<(Vec<Fate>, Vec<Placed>), Failed> {
        let attempt = AssertUnwindSafe(self.transact(jobs, admitted, now));
        attempt.catch_unwind().await.unwrap_or_else(|_| Err(Failed::Poison("panic".into())))
    }

    async fn transact(
        &self,
        jobs: &mut [Job],
        admitted: &[bool],
        now: Millis,
    ) -> Result<(Vec<Fate>, Vec<Placed>), Failed> {
        let shared = &*self.shared;
        let mut unit = Unit::begin(&shared.store, &shared.ids, now).await?;
        kinds::follow(&mut unit, jobs).await?;
        let handled: Vec<&Job> =
            jobs.iter().zip(admitted).filter(|(_, admitted)| **admitted).map(|(job, _)| job).collect();
        let mut seen = load::load(&mut unit, shared, &handled).await?;
        let mut fates = Vec::with_capacity(jobs.len());
        for (job, admitted) in jobs.iter_mut().zip(admitted) {
            if !*admitted {
                unit.waiting.push(Record::kept(&job.inbound, job.arrival, now, inbox::State::Waiting, None));
                fates.push(Fate::Waiting(default_toast(&unit, shared, &job.inbound)));
                continue;
            }
            let key = inbox::key(&job.inbound);
            if !seen.insert(key.clone()) {
                fates.push(Fate::Again(default_toast(&unit, shared, &job.inbound)));
                continue;
            }
            job.range.rewind();
            let before = unit.turn_to(job.range.clone(), key);
            let done = turn::take(&mut unit, shared, &job.inbound, job.seed).await;
            job.range = unit.turn_to(before, String::new());
            let mut done = done?;
            done.toast = done.toast.or_else(|| default_toast(&unit, shared, &job.inbound));
            let record = Record::done(&job.inbound, job.arrival, now, done.place.clone(), done.kept.clone());
            if job.stored {
                unit.drained.push(record);
            } else {
                unit.received.push(record);
            }
            fates.push(Fate::Done(done));
        }
        let (new_menus, calendar) = (unit.new_menus, unit.calendar.take());
        let placed = unit.commit(&shared.policy().key).await?;
        if let Some(calendar) = calendar {
            shared.opens_at(calendar);
        }
        if new_menus {
            shared.menus.notify_one();
        }
        Ok((fates, placed))
    }

    /// After the commit: letters and notices go their way, and everybody is told.
    fn finish(&self, jobs: Vec<Job>, fates: Vec<Fate>, placed: &[Placed]) {
        if jobs.iter().any(|job| !job.inbound.body.files().is_empty()) {
            self.shared.wake_fetcher.notify_one();
        }
        self.shared.announce(placed);
        for (job, fate) in jobs.into_iter().zip(fates) {
            let (toast, received) = match fate {
                Fate::Done(done) => {
                    for token in &done.ended_seats {
                        self.shared.mailroom.forget_seat(token);
                    }
                    if done.new_face {
                        let sender = &job.inbound.sender.user_key;
                        self.shared.mailroom.forget_face(&contact::key(&job.inbound.address, sender));
                    }
                    let letters = letters_for(&job.inbound, placed);
                    (done.toast.clone(), Received::Done { toast: done.toast, letters })
                }
                Fate::Again(toast) => (toast, Received::Again),
                Fate::Waiting(toast) => (toast, Received::Waiting),
            };
            if let Some(text) = toast {
                self.shared.give(&job.inbound, Answer::Toast(text));
            }
            if let Some(reply) = job.reply {
                let _gone = reply.send(Ok(received));
            }
        }
    }
}

pub(super) fn refuse(jobs: Vec<Job>) {
    for job in jobs {
        if let Some(reply) = job.reply {
            let _gone = reply.send(Err(Unavailable));
        }
    }
}

/// What a commit put into the mailbox of the message's own chat.
fn letters_for(inbound: &Inbound, placed: &[Placed]) -> Vec<Letter> {
    let address = inbound.address.to_string();
    placed
        .iter()
        .filter(|placed| placed.post.mailbox && placed.seq > 0 && placed.post.address == address)
        .map(Letter::from)
        .collect()
}
