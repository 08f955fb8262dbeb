//! The real program on the fake of Discord, killed with -9 at random points while people write and tap: no message is
//! lost, no request is doubled, nothing is sent twice within the time in which Discord knows a nonce, and each chat keeps
//! its order. Taps that nobody has answered are Discord's to lose: people tap again. `BALCAO_CRASH_KILLS` says how often,
//! `BALCAO_CRASH_SEED` repeats a run.

mod support;

#[path = "discord/desk.rs"]
mod desk;
#[path = "support/discord/mod.rs"]
mod discord;
#[path = "support/program.rs"]
mod program;
#[path = "discord_crash/reckoning.rs"]
mod reckoning;
#[path = "discord_crash/reporter.rs"]
mod reporter;

use std::time::Duration;

use desk::Desk;
use discord::state::State;
use futures_util::future::join_all;
use reporter::Reporter;
use support::{
    Dice,
    chance::{kills, seed},
};
use tokio::{sync::watch, task::JoinSet};

const REPORTERS: u64 = 20;
/// The most messages and taps between two kills.
const MOST_BETWEEN: u64 = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled() {
    let (kills, seed) = (kills(20), seed());
    println!("{kills} kills with BALCAO_CRASH_SEED={seed}");
    let mut desk = Desk::started().await;
    let enrolled = (0..REPORTERS).map(|number| {
        let desk = &desk;
        async move { desk.reporter(100 + number, &format!("Rita {}", reporter::word(number))).await }
    });
    let people = join_all(enrolled).await;
    let (stop, stopped) = watch::channel(false);
    let mut working = JoinSet::new();
    for (number, person) in (0..).zip(people) {
        working.spawn(Reporter { person, dice: Dice(seed ^ number) }.works(stopped.clone()));
    }
    let mut dice = Dice(seed);
    for _ in 0..kills {
        let target = done(&desk.fake.look()) + 1 + usize::try_from(dice.roll(MOST_BETWEEN)).expect("small");
        desk.fake.until("progress", |state| (done(state) >= target).then_some(())).await;
        // Somewhere within what follows; nothing waits for this.
        tokio::time::sleep(Duration::from_micros(dice.roll(40_000))).await;
        desk.program.kill();
        desk.starts().await;
    }
    stop.send_replace(true);
    let mut filed = Vec::new();
    while let Some(ended) = working.join_next().await {
        match ended {
            Ok(of_one) => filed.extend(of_one),
            Err(error) => panic!("{error}\n{}", reckoning::unfinished(&desk).await),
        }
    }
    desk.comes_to("select count(*) from outbox where state in ('queued', 'sending')", 0).await;
    reckoning::reckon(&desk, &filed).await;
    desk.ends().await;
}

/// How much people have done.
fn done(state: &State) -> usize {
    state.posts.values().filter(|post| !post.by_bot).count() + state.interactions.len()
}
