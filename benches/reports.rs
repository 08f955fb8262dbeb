//! Fifty people enrol and report problems over Telegram, each as fast as they are answered, on the tests' fake of the
//! Bot API and the real program with SQLite.
//!
//! `cargo bench --bench reports` prints requests and updates a second. The people and the fake take their share of the
//! machine, so compare runs of one machine alone. `-- --seconds N` for another time. `scripts/profiled` lets the program
//! learn from it.

#![expect(clippy::cast_precision_loss, reason = "measured figures are far below 2^52")]

#[path = "../tests/support/bot_api/mod.rs"]
mod bot_api;
#[path = "../tests/support/program.rs"]
mod program;
#[path = "../tests/telegram_crash/reporter.rs"]
#[expect(dead_code, reason = "only what is counted is asked for here")]
mod reporter;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/telegram_program.rs"]
mod telegram_program;

use std::time::{Duration, Instant};

use bot_api::Fake;
use reporter::REPORTERS;
use telegram_program::Way;
use tokio::{sync::watch, task::JoinSet};

/// The number after an argument of this name.
fn given(name: &str, usual: u64) -> u64 {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    args.next().map_or(usual, |number| number.parse().expect("a number"))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let time = Duration::from_secs(given("--seconds", 10));
    let folder = support::folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    let fake = Fake::start().await;
    let mut program = telegram_program::desk(&url, &fake, Way::Polling);
    let code = telegram_program::facility_code(&program);
    program.start();
    program.ready().await;
    telegram_program::agents_meet(&program, &fake, true).await;

    let (stop, stopped) = watch::channel(false);
    let (since, before) = (Instant::now(), fake.look().updates.acknowledged);
    let mut people = JoinSet::new();
    for place in 0..REPORTERS {
        people.spawn(reporter::works(fake.clone(), place, code.clone(), 7, stopped.clone()));
    }
    tokio::time::sleep(time).await;
    stop.send_replace(true);
    let mut requests = 0;
    while let Some(filed) = people.join_next().await {
        requests += filed.expect("a person").len();
    }
    let (took, updates) = (since.elapsed().as_secs_f64(), fake.look().updates.acknowledged - before);
    program.stop().await;
    println!(
        "{REPORTERS} people over Telegram, {took:.1} s: {:.1} requests and {:.0} updates a second",
        requests as f64 / took,
        updates as f64 / took
    );
}
