//! What works behind the receiving: the desk's turns, its clocks, the database's log, sending and fetching. Each is a
//! task of its own; all stop together, once nothing new is taken in.

use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;

use crate::{
    bots::bot::Bot,
    checkpoints,
    core::chat::Millis,
    desk::{self, Entrance, tick},
    fetch::Fetcher,
    relay::Relay,
};

/// What is put together, but does not run yet.
pub(super) struct Back {
    pub(super) workers: Vec<desk::Worker>,
    pub(super) relay: Relay,
    pub(super) fetcher: Fetcher,
    pub(super) answers: mpsc::UnboundedReceiver<desk::GivenAnswer>,
    pub(super) bots: Vec<Arc<dyn Bot>>,
}

impl Back {
    /// Starts all of it, each until `stop`. A task that ends before has failed.
    ///
    /// # Errors
    /// If what waits from before cannot be read.
    pub(super) async fn start(self, entrance: &Entrance, stop: &CancellationToken) -> Result<JoinSet<()>> {
        let shared = &entrance.shared;
        let mut tasks = JoinSet::new();
        for mut worker in self.workers {
            worker.resume().await.context("what waits cannot be read")?;
            tasks.spawn(worker.run(stop.clone()));
        }
        tasks.spawn(tick::run(entrance.clone(), stop.clone()));
        if let Some(checkpointer) = shared.store.checkpointer() {
            tasks.spawn(checkpoints::run(checkpointer, stop.clone()));
        }
        let (wake_relay, wake_fetcher) = (Arc::clone(&shared.wake_relay), Arc::clone(&shared.wake_fetcher));
        tasks.spawn(self.relay.run(wake_relay, told_by(&shared.clock), stop.clone()));
        tasks.spawn(self.fetcher.run(wake_fetcher, told_by(&shared.clock), stop.clone()));
        tasks.spawn(give_answers(self.bots, self.answers, Arc::clone(&shared.clock), stop.clone()));
        Ok(tasks)
    }
}

/// The desk's time, for those who ask for it themselves.
fn told_by(clock: &desk::Clock) -> impl Fn() -> Millis + Send + Sync + use<> {
    let clock = Arc::clone(clock);
    move || clock()
}

/// So many direct answers may be under way at once.
const ANSWERS: usize = 256;

/// Direct answers go to their platforms as they come; those that would come too late are left out.
async fn give_answers(
    bots: Vec<Arc<dyn Bot>>,
    mut answers: mpsc::UnboundedReceiver<desk::GivenAnswer>,
    clock: desk::Clock,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(ANSWERS));
    loop {
        let next = async { (answers.recv().await, Arc::clone(&places).acquire_owned().await) };
        let (given, place) = tokio::select! {
            next = next => next,
            () = stop.cancelled() => return,
        };
        let (Some(given), Ok(place)) = (given, place) else { return };
        let Some(bot) = bots.iter().find(|bot| bot.platform() == given.platform).cloned() else { continue };
        if given.handle.deadline < clock() && !bot.answers_late() {
            continue;
        }
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = bot.answer(&given.handle, given.answer).await {
                tracing::warn!(%error, "a direct answer was not given");
            }
        });
    }
}
