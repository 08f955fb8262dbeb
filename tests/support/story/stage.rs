//! The stage of a story: the real desk, relay and fetcher on a database, with a clock that is wound by hand. Taking
//! it down leaves the database alone.

use std::{
    collections::HashMap,
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    task::Poll,
};

use balcao::{
    bots::bot::Bot,
    core::{
        chat::{Inbound, Millis},
        db::{Kind, Store},
        directory::rows,
        last_look,
        policy::desk::Desk,
        vault::Vault,
    },
    desk::{Clock, Entrance, FloodLimits, GivenAnswer, Parts, Shared, Steady, Worker, steady::Machine, tick},
    dialogs::catalog::Catalog,
    door::Received,
    fetch::Fetcher,
    relay::{Config, Relay},
    text::places::Places,
};
use futures_util::future::join_all;
use tokio::sync::mpsc::UnboundedReceiver;

/// Everything that a restart makes anew.
pub struct Stage {
    pub entrance: Entrance,
    pub answers: UnboundedReceiver<GivenAnswer>,
    workers: Vec<Worker>,
    relay: Relay,
    fetcher: Fetcher,
    now: Clock,
}

impl Stage {
    /// `clock` is the time that passes; `wrong` is how far the machine's clock is from it.
    pub async fn set(
        store: Arc<Store>,
        bot: Arc<dyn Bot>,
        vault: Vault,
        (clock, wrong): (Arc<AtomicI64>, Arc<AtomicI64>),
        policy: Desk,
    ) -> Self {
        let ids = store.take_ids().await.unwrap();
        let directory = rows::load(&mut store.reader().acquire().await.unwrap()).await.unwrap();
        let (holder, count) = (format!("run-{}", ids.one()), if store.kind == Kind::Postgres { 3 } else { 1 });
        let last = last_look::read(&mut store.reader().acquire().await.unwrap()).await.unwrap();
        let wound = Arc::clone(&clock);
        let wall = Box::new(move || wound.load(Ordering::SeqCst) + wrong.load(Ordering::SeqCst));
        let machine = Machine { wall, up: Box::new(move || clock.load(Ordering::SeqCst)), run: "one".into() };
        let steady = Arc::new(Steady::new(machine, last.as_ref()));
        let told = Arc::clone(&steady);
        let now: Clock = Arc::new(move || told.now());
        let parts = Parts {
            store: Arc::clone(&store),
            ids,
            policy,
            policy_version: 0,
            catalog: Catalog::load().unwrap(),
            directory,
            platforms: HashMap::from([(bot.platform().to_owned(), bot.limits().clone())]),
            flood: FloodLimits::default(),
            clock: Arc::clone(&now),
            seeds: crate::support::seeds(),
            places: Places { url: "https://apoio.example.org".into(), telegram: Some("apoio_bot".into()) },
        };
        let (shared, answers) = Shared::new(parts);
        shared.looks_after(steady);
        let (entrance, mut workers) = Entrance::open(&shared, count);
        for worker in &mut workers {
            worker.resume().await.unwrap();
        }
        let relay =
            Relay::new(Arc::clone(&store), vec![Arc::clone(&bot)], Config::new(&holder, 7)).with_files(vault.clone());
        let fetcher = Fetcher::new(store, vault, vec![bot]);
        Self { entrance, answers, workers, relay, fetcher, now }
    }

    /// Hands the messages in at once, and works until all are answered.
    pub async fn receive(&mut self, inbounds: Vec<Inbound>) -> Vec<Received> {
        let entrance = self.entrance.clone();
        let received = self.drive(join_all(inbounds.into_iter().map(|inbound| entrance.receive(inbound)))).await;
        received.into_iter().map(|outcome| outcome.expect("the desk is available")).collect()
    }

    /// One look at the clock.
    pub async fn tick(&mut self) {
        let entrance = self.entrance.clone();
        self.drive(tick::tick(&entrance)).await.unwrap();
    }

    /// One turn of every worker.
    pub async fn turn(&mut self) {
        for worker in &mut self.workers {
            worker.turn().await;
        }
    }

    /// Lets the workers turn until the work is done.
    async fn drive<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            let polled = std::future::poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx))).await;
            if let Poll::Ready(done) = polled {
                return done;
            }
            self.turn().await;
            tokio::task::yield_now().await;
        }
    }

    /// Fetches and sends once; the agents hear of whom nobody reaches. Returns when there is more to send.
    pub async fn pump(&mut self) -> Option<Millis> {
        let now = (self.now)();
        self.fetcher.pump(now).await.unwrap();
        let pumped = self.relay.pump(now).await.unwrap();
        if pumped.unreached == 0 {
            return pumped.next_due;
        }
        let entrance = self.entrance.clone();
        self.drive(tick::tell_of_unreached(&entrance)).await.unwrap();
        Some(now)
    }
}
