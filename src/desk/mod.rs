//! The desk: every inbound message comes in here and is handled in one transaction with those that wait beside
//! it. It knows the order of things and where a transaction begins and ends; what is said and done is decided by
//! `dialogs` and `core`. Nothing is acknowledged before the commit, and nothing is sent inside one.

mod alarm;
mod albums;
mod announcing;
mod answer;
mod audience;
mod away;
mod batch;
mod belonging;
mod boards;
mod bursts;
mod buttons;
mod calendars;
mod clocks;
mod echo;
mod elsewhere;
mod ends;
mod event;
mod flood;
mod forum;
mod held;
mod holidays;
mod kinds;
mod late;
mod load;
mod marks;
mod nudges;
mod parcel;
mod perform;
mod picks;
mod policy;
mod post;
mod practice;
mod presence;
mod problems;
mod reach;
mod redeem;
mod seed;
mod seen;
mod sessions;
mod sight;
mod stages;
mod standing;
pub mod steady;
mod taps;
pub mod tick;
mod turn;
mod wording;

use std::{
    collections::HashMap,
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, OnceLock, PoisonError, RwLock, atomic::AtomicI64},
};

use tokio::sync::{Notify, mpsc, oneshot};

pub use answer::GivenAnswer;
pub use batch::Worker;
pub use flood::FloodLimits;
pub use seed::{Seed, Seeds};
pub use steady::Steady;

use crate::{
    bots::limits::Limits,
    core::{
        calendar::Calendar,
        chat::{Inbound, Millis},
        db::Store,
        directory::Directory,
        ids::{IdRange, IdSource},
        outbox::Placed,
        policy::desk::Desk,
        problem::Known,
    },
    dialogs::catalog::Catalog,
    door::{Received, Unavailable},
    text::places::Places,
};

/// Of the days off: they come before any version.
const NEVER_READ: i64 = -1;

/// A clock; real in `main`, wound by hand in tests.
pub type Clock = Arc<dyn Fn() -> Millis + Send + Sync>;

/// What all parts of the desk share.
pub struct Shared {
    pub store: Arc<Store>,
    pub ids: IdSource,
    policy: RwLock<Arc<Desk>>,
    /// The version of the desk file in the database that was looked at last.
    policy_version: AtomicI64,
    pub catalog: Catalog,
    directory: RwLock<Arc<Directory>>,
    problems: RwLock<Arc<Known>>,
    /// The file's calendar with the days off that were declared since, and which version of these.
    calendar: RwLock<(i64, Arc<Calendar>)>,
    /// The platforms that messages can go to, with their limits.
    pub platforms: HashMap<String, Limits>,
    pub flood: FloodLimits,
    pub clock: Clock,
    seeds: Seeds,
    /// Where codes lead.
    pub places: Places,
    /// Rung after a commit that put something into the outbox.
    pub wake_relay: Arc<Notify>,
    /// Rung after a commit, when files may have to be fetched.
    pub wake_fetcher: Arc<Notify>,
    /// Rung after a commit that may have changed a menu of commands.
    pub menus: Notify,
    /// Told of every letter that was committed.
    pub mailroom: crate::door::Mailroom,
    answers: mpsc::UnboundedSender<GivenAnswer>,
    /// The queue cards of the agents' rooms.
    boards: boards::Boards,
    /// The clock behind `clock`, where it is looked after, and what was said of it.
    steady: OnceLock<Arc<Steady>>,
    watch: alarm::Watch,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("policy", &self.policy().key).finish_non_exhaustive()
    }
}

/// What the desk is made of.
pub struct Parts {
    pub store: Arc<Store>,
    pub ids: IdSource,
    pub policy: Desk,
    /// The version of its file in the database; 0 where none is kept.
    pub policy_version: i64,
    pub catalog: Catalog,
    pub directory: Directory,
    pub platforms: HashMap<String, Limits>,
    pub flood: FloodLimits,
    pub clock: Clock,
    pub seeds: Seeds,
    pub places: Places,
}

impl Shared {
    /// Puts the desk together. Direct answers come out of the receiver; whoever owns the bots gives them.
    #[must_use]
    pub fn new(parts: Parts) -> (Arc<Self>, mpsc::UnboundedReceiver<GivenAnswer>) {
        let (answers, given) = mpsc::unbounded_channel();
        let shared = Self {
            calendar: RwLock::new((NEVER_READ, Arc::new(parts.policy.calendar.clone()))),
            store: parts.store,
            ids: parts.ids,
            policy: RwLock::new(Arc::new(parts.policy)),
            policy_version: AtomicI64::new(parts.policy_version),
            catalog: parts.catalog,
            directory: RwLock::new(Arc::new(parts.directory)),
            problems: RwLock::default(),
            platforms: parts.platforms,
            flood: parts.flood,
            clock: parts.clock,
            seeds: parts.seeds,
            places: parts.places,
            wake_relay: Arc::new(Notify::new()),
            wake_fetcher: Arc::new(Notify::new()),
            menus: Notify::new(),
            mailroom: crate::door::Mailroom::default(),
            answers,
            boards: boards::Boards::default(),
            steady: OnceLock::new(),
            watch: alarm::Watch::default(),
        };
        (Arc::new(shared), given)
    }

    /// The desk's policy as it stands. Whoever does several things with it holds on to one: it may be another the next time.
    #[must_use]
    pub fn policy(&self) -> Arc<Desk> {
        Arc::clone(&self.policy.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn renew_policy(&self, policy: Desk) {
        *self.policy.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policy);
        // Its calendar has the days off that were declared put in anew.
        self.calendar.write().unwrap_or_else(PoisonError::into_inner).0 = NEVER_READ;
        self.menus.notify_one();
    }

    /// The directory as it stands.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// When the desk is open, as it stands.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.calendar.read().unwrap_or_else(PoisonError::into_inner).1)
    }

    fn renew_directory(&self, directory: Directory) {
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(directory);
    }

    #[must_use]
    pub fn now(&self) -> Millis {
        (self.clock)()
    }

    /// Looks after the clock from now on: what jumps is held. The first one counts.
    pub fn looks_after(&self, steady: Arc<Steady>) {
        let _first = self.steady.set(steady);
    }

    /// How far the machine's clock is wrong, while what it would do to tickets is held.
    #[must_use]
    pub fn held(&self) -> Option<steady::Held> {
        self.steady.get().and_then(|steady| steady.held())
    }

    /// A platform has just told its time.
    pub fn heard_time(&self, told: Millis) {
        if let Some(steady) = self.steady.get() {
            steady.heard(told);
        }
    }

    fn is_mailbox(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_some_and(|limits| limits.mailbox)
    }

    /// Whether a room of this platform has one card with all that waits, and a ticket its thread once it is taken.
    fn has_queue_card(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_some_and(|limits| limits.queue_card)
    }

    /// Whether a group of this platform has threads or topics.
    fn has_threads(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_some_and(|limits| limits.threads)
    }

    /// After a commit: readers of mailboxes and the relay look.
    pub(crate) fn announce(&self, placed: &[Placed]) {
        if placed.iter().any(|placed| !placed.post.mailbox && placed.seq > 0) {
            self.wake_relay.notify_one();
        }
        self.mailroom.ring(placed);
        self.boards.look_at(self, placed);
    }
}

/// An inbound on its way through the desk. Its ids and seed are fixed, so that handling it again comes out the same.
#[derive(Debug)]
pub struct Job {
    inbound: Inbound,
    range: IdRange,
    seed: Seed,
    arrival: i64,
    /// It had waited in the inbox.
    stored: bool,
    reply: Option<oneshot::Sender<Result<Received, Unavailable>>>,
}

/// The desk's entrance: hands each message to the worker of its address.
#[derive(Clone, Debug)]
pub struct Entrance {
    pub shared: Arc<Shared>,
    queues: Vec<mpsc::Sender<Job>>,
}

/// How many messages may stand before a worker; more wait outside, unacknowledged.
const QUEUE: usize = 4096;

impl Entrance {
    /// Makes the workers: one on SQLite, which has one writer; several on PostgreSQL, one address always on the
    /// same one.
    #[must_use]
    pub fn open(shared: &Arc<Shared>, workers: usize) -> (Self, Vec<Worker>) {
        let mut queues = Vec::with_capacity(workers);
        let mut made = Vec::with_capacity(workers);
        for number in 0..workers {
            let (sender, receiver) = mpsc::channel(QUEUE);
            queues.push(sender);
            made.push(Worker::new(Arc::clone(shared), receiver, number, workers));
        }
        (Self { shared: Arc::clone(shared), queues }, made)
    }

    /// Hands a message in and waits until it is committed.
    ///
    /// # Errors
    /// [`Unavailable`]: nothing was stored, and the message has to be handed in again.
    pub async fn receive(&self, inbound: Inbound) -> Result<Received, Unavailable> {
        self.line_up(inbound).await?.await
    }

    /// Gives a message its place behind those that were handed in before; the future that comes back waits until it
    /// is committed. Futures that wait side by side need not be asked in their order, so that order is made here.
    ///
    /// # Errors
    /// [`Unavailable`], as [`Entrance::receive`]; the future's too.
    pub async fn line_up(
        &self,
        inbound: Inbound,
    ) -> Result<impl Future<Output = Result<Received, Unavailable>> + use<>, Unavailable> {
        let (reply, outcome) = oneshot::channel();
        let queue = self.queues.get(shard(&inbound.address.to_string(), self.queues.len())).ok_or(Unavailable)?;
        let job = Job::new(&self.shared, inbound, Some(reply))?;
        queue.send(job).await.map_err(|_| Unavailable)?;
        Ok(async move { outcome.await.map_err(|_| Unavailable)? })
    }
}

impl Job {
    fn new(
        shared: &Shared,
        mut inbound: Inbound,
        reply: Option<oneshot::Sender<Result<Received, Unavailable>>>,
    ) -> Result<Self, Unavailable> {
        let (range, seed) = (shared.ids.range(), (shared.seeds)(&inbound)?);
        inbound.drop_nuls();
        Ok(Self { inbound, arrival: range.first(), range, seed, stored: false, reply })
    }
}

/// The worker of an address.
fn shard(address: &str, workers: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    usize::try_from(hasher.finish() % workers.max(1) as u64).unwrap_or(0)
}
