//! The relay: takes what the outbox holds to the chat platforms, each lane in its order, and writes down what came
//! of it. It knows neither tickets nor words, and no platform by name.
//!
//! A round is: claim lanes that are due and may send (`core::delivery`, `pacing`), make the attempts side by side
//! (`work`), decide what follows (`outcome`), settle. No transaction is open while the network is used. Most messages
//! take the short way (`express`): born claimed, and settled by the desk's next commit.

mod breaker;
mod bucket;
mod express;
mod files;
mod outcome;
mod pacing;
mod pins;
mod threads;
mod window;
mod work;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    task::{JoinError, JoinSet},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use self::{
    express::Round,
    outcome::{Tried, end_of, soon, unheard},
    pacing::Pacing,
    threads::Threadless,
    work::Worker,
};
use crate::{
    bots::bot::Bot,
    core::{
        chat::Millis,
        db::{Kind, Store},
        delivery::{self, Claimed, End, Express, Settled, Settlement, Wanted},
        vault::Vault,
    },
};

/// Other instances and lost wake-ups are noticed within this time.
const POLL: Duration = Duration::from_secs(1);
/// What was sent longer ago counts for no platform's limits: the longest is a group's minute.
const LATELY_MS: Millis = 65_000;
/// What a commit of the desk settles may have arrived so long after it began.
const A_COMMIT_MS: Millis = 50;
/// How long a stop waits for what is under way.
const FAREWELL: Duration = Duration::from_secs(5);

/// What the relay is told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// Names this process in leases; no two processes have the same.
    pub holder: String,
    /// How many messages may be under way at once.
    pub in_flight: usize,
    /// Where the random waits begin.
    pub seed: u64,
}

impl Config {
    /// The usual figures.
    #[must_use]
    pub fn new(holder: &str, seed: u64) -> Self {
        Self { holder: holder.to_owned(), in_flight: 256, seed }
    }
}

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pumped {
    pub claimed: usize,
    pub delivered: usize,
    /// To be tried again, for whatever reason.
    pub again: usize,
    pub dead: usize,
    pub blocked: usize,
    /// Messages that reached nobody, so that the desk has to tell others.
    pub unreached: usize,
    /// When there is something to do again; the present or past where it is now.
    pub next_due: Option<Millis>,
}

/// Sends what the outbox holds.
pub struct Relay {
    store: Arc<Store>,
    bots: HashMap<String, Arc<dyn Bot>>,
    /// In the order in which they were given.
    platforms: Vec<String>,
    pacing: Arc<Mutex<Pacing>>,
    threadless: Arc<Threadless>,
    /// Where files are; without it, only those that a platform has still can be shown on it.
    vault: Option<Vault>,
    config: Config,
    dice: AtomicU64,
    express: Arc<Express>,
}

type Clock = Arc<dyn Fn() -> Millis + Send + Sync>;
type Attempts = JoinSet<(Claimed, Tried)>;

impl Relay {
    /// Platforms whose outbox is a mailbox are left to their readers.
    #[must_use]
    pub fn new(store: Arc<Store>, bots: Vec<Arc<dyn Bot>>, config: Config) -> Self {
        let mut pacing = Pacing::default();
        let mut platforms = Vec::new();
        let mut by_platform = HashMap::new();
        for bot in bots.into_iter().filter(|bot| !bot.limits().mailbox) {
            let asked = Arc::clone(&bot);
            pacing.add(bot.platform(), bot.limits(), move |chat| asked.is_group(chat));
            platforms.push(bot.platform().to_owned());
            by_platform.insert(bot.platform().to_owned(), bot);
        }
        let dice = AtomicU64::new(config.seed);
        let express = Arc::new(Express::new(&config.holder, platforms.iter().cloned()));
        store.open_express(Arc::clone(&express));
        let (pacing, threadless) = (Arc::new(Mutex::new(pacing)), Arc::default());
        Self { store, bots: by_platform, platforms, pacing, threadless, vault: None, config, dice, express }
    }

    /// With the files that messages carry.
    #[must_use]
    pub fn with_files(self, vault: Vault) -> Self {
        Self { vault: Some(vault), ..self }
    }

    /// One round: everything that is due and may be sent, one message a lane, to its end.
    ///
    /// # Errors
    /// The database's. What was sent but not settled is looked into when its lease is over.
    pub async fn pump(&self, now: Millis) -> Result<Pumped, sqlx::Error> {
        self.express.open();
        let clock: Clock = Arc::new(move || now);
        let mut round = Round::default();
        self.start_handed(&mut round, &clock);
        self.start_due(&mut round.attempts, &clock).await?;
        let Round { mut attempts, mut ended, waiting, .. } = round;
        let claimed = attempts.len();
        ended.extend(waiting.into_iter().map(|claimed| express::not_now(claimed, now)));
        while let Some(attempt) = attempts.join_next().await {
            ended.extend(self.ended(attempt, now));
        }
        let mut pumped = self.settle(now, &ended).await?;
        pumped.claimed = claimed;
        pumped.next_due = self.next_due(now).await?;
        Ok(pumped)
    }

    /// Sends until it is stopped: at each wake-up, when something is due, and at least once a second. A stop waits
    /// up to five seconds for what is under way; what is cut off is looked into at the next start. Only one process may
    /// run on a SQLite database: what is leased there when it begins was cut off.
    pub async fn run(
        self,
        wake: Arc<Notify>,
        clock: impl Fn() -> Millis + Send + Sync + 'static,
        stop: CancellationToken,
    ) {
        if self.store.kind == Kind::Sqlite
            && let Err(error) = delivery::free_leases(&self.store, "").await
        {
            tracing::error!(%error, "lanes that were cut off have to wait for the end of their leases");
        }
        self.remember(clock()).await;
        self.express.open();
        let clock: Clock = Arc::new(clock);
        let mut round = Round::default();
        while !stop.is_cancelled() {
            let wait = match self.turn(&mut round, &clock).await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::error!(%error, "the relay cannot reach the database");
                    POLL
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                Some(attempt) = round.attempts.join_next() => self.came_back(&mut round, attempt, clock()),
                () = wake.notified() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        self.farewell(round, &clock).await;
    }

    /// What the process before this one has sent in the last seconds counts for the pace of this one.
    async fn remember(&self, now: Millis) {
        match delivery::lately(&self.store, now - LATELY_MS).await {
            Ok(gone) => {
                for one in gone {
                    let at = one.settled_at.map_or(now, |at| (at + A_COMMIT_MS).min(now));
                    for _ in 0..one.attempts.min(i64::from(outcome::MOST_DOUBTS) + 1) {
                        self.pacing().had_left(&one.platform, &one.address, at);
                    }
                }
            }
            Err(error) => tracing::error!(%error, "what was sent before the start is not known"),
        }
    }

    /// Starts what was handed over, settles what no commit has settled, and claims what may be sent. Returns how long
    /// to wait at most.
    async fn turn(&self, round: &mut Round, clock: &Clock) -> Result<Duration, sqlx::Error> {
        while let Some(attempt) = round.attempts.try_join_next() {
            self.came_back(round, attempt, clock());
        }
        self.start_handed(round, clock);
        self.take_lingering(round);
        if !round.ended.is_empty() {
            let settlement = self.write_ends(clock(), &round.ended).await?;
            round.ended.clear();
            round.look_at = round.look_at.filter(|_| !settlement.more);
        }
        let is_full = round.attempts.len() >= self.config.in_flight;
        let is_due = self.express.is_to_look() || round.look_at.is_none_or(|at| at <= Instant::now());
        if is_due && !is_full {
            let next = self.start_due(&mut round.attempts, clock).await?;
            let wait = next.map_or(1_000, |due| (due - clock()).clamp(1, 1_000));
            round.look_at = Some(Instant::now() + Duration::from_millis(u64::try_from(wait).unwrap_or(1)).min(POLL));
        } else if is_due {
            round.look_at = None;
        }
        Ok(round.wait(is_full))
    }

    async fn farewell(&self, mut round: Round, clock: &Clock) {
        let until = Instant::now() + FAREWELL;
        self.express.close();
        round.waiting.extend(self.express.take_claims());
        while let Ok(Some(attempt)) = tokio::time::timeout_at(until, round.attempts.join_next()).await {
            round.ended.extend(self.ended(attempt, clock()));
        }
        let now = clock();
        let mut ended = round.ended;
        ended.extend(self.express.take_arrived());
        ended.extend(round.waiting.into_iter().map(|claimed| express::not_now(claimed, now)));
        if let Err(error) = self.settle(now, &ended).await {
            tracing::error!(%error, "the last messages could not be settled");
        }
    }

    /// Starts what is due, and returns when the next is. Where nothing is, only a reader has looked: whoever writes is
    /// not held up.
    async fn start_due(&self, attempts: &mut Attempts, clock: &Clock) -> Result<Option<Millis>, sqlx::Error> {
        let now = clock();
        let next = self.next_due(now).await?;
        if next.is_none_or(|due| due > now) {
            return Ok(next);
        }
        self.start(attempts, clock).await?;
        self.next_due(clock()).await
    }

    /// Claims what is due and may be sent, and starts the attempts.
    async fn start(&self, attempts: &mut Attempts, clock: &Clock) -> Result<(), sqlx::Error> {
        let now = clock();
        let mut left = self.config.in_flight.saturating_sub(attempts.len());
        let mut wanted = Vec::new();
        let mut probed = Vec::new();
        for platform in &self.platforms {
            let (most, can_wait) = self.pacing().room(platform, now);
            let most = most.min(left);
            left -= most;
            if most > 0 {
                wanted.push(Wanted { platform: platform.clone(), most, broadcasts: can_wait.min(most) });
            }
            if self.pacing().is_down(platform) {
                probed.push(platform.clone());
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let mut admit = |platform: &str, address: &str, class: i64| self.pacing().admit(platform, address, class, now);
        let claimed = delivery::claim(&self.store, &wanted, &self.config.holder, now, &mut admit).await?;
        for row in claimed {
            let is_probe = probed.contains(&row.platform);
            self.spawn(attempts, row, clock, is_probe);
        }
        Ok(())
    }

    fn spawn(&self, attempts: &mut Attempts, row: Claimed, clock: &Clock, is_probe: bool) {
        let Some(bot) = self.bots.get(&row.platform).cloned() else { return };
        let worker = Worker {
            store: self.store.clone(),
            bot,
            pacing: self.pacing.clone(),
            threadless: self.threadless.clone(),
            vault: self.vault.clone(),
            clock: clock.clone(),
            is_probe,
        };
        attempts.spawn(worker.attempt(row));
    }

    /// Decides what follows. An attempt that panicked leaves its row as it is: perhaps sent, until its lease ends.
    fn ended(&self, attempt: Result<(Claimed, Tried), JoinError>, now: Millis) -> Option<Settled> {
        match attempt {
            Ok((claimed, tried)) => {
                let end = end_of(tried, &claimed, now, self.random());
                let is_heard = self.pacing().failed_alone(&claimed.platform);
                let end = if is_heard { end } else { unheard(end, &claimed, now) };
                let is_known_again = self.bots.get(&claimed.platform).is_some_and(|bot| bot.takes_once());
                let end = if is_known_again { soon(end, &claimed, now, self.random()) } else { end };
                Some(Settled { claimed, end })
            }
            Err(error) => {
                tracing::error!(%error, "an attempt broke off");
                None
            }
        }
    }

    async fn write_ends(&self, now: Millis, ended: &[Settled]) -> Result<Settlement, sqlx::Error> {
        let settlement = delivery::settle(&self.store, now, ended).await?;
        for one in ended {
            if let End::Dead { reason } = &one.end {
                tracing::warn!(id = one.claimed.id, %reason, "a message could not be sent");
            }
        }
        Ok(settlement)
    }

    async fn settle(&self, now: Millis, ended: &[Settled]) -> Result<Pumped, sqlx::Error> {
        let settlement = self.write_ends(now, ended).await?;
        let mut pumped = Pumped { unreached: settlement.unreached, ..Pumped::default() };
        for one in ended {
            match &one.end {
                End::Delivered { .. } => pumped.delivered += 1,
                End::Dead { .. } => pumped.dead += 1,
                End::Blocked => pumped.blocked += 1,
                End::Retry { .. }
                | End::Postponed { .. }
                | End::Unknown { .. }
                | End::Migrated { .. }
                | End::ThreadGone { .. }
                | End::MessageGone { .. } => pumped.again += 1,
            }
        }
        Ok(pumped)
    }

    async fn next_due(&self, now: Millis) -> Result<Option<Millis>, sqlx::Error> {
        let mut next: Option<Millis> = None;
        for platform in &self.platforms {
            let due = delivery::next_due(&self.store, platform, now).await?;
            let opens = self.pacing().opens_at(platform, now);
            let (reply, broadcast) = (due.reply.map(|due| due.max(opens.0)), due.broadcast.map(|due| due.max(opens.1)));
            next = [next, reply, broadcast].into_iter().flatten().min();
        }
        Ok(next)
    }

    /// From 0 to below 1 (splitmix64).
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn random(&self) -> f64 {
        let mut bits = self.dice.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pacing(&self) -> MutexGuard<'_, Pacing> {
        self.pacing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
