//! The real program, killed with -9 at random points while people write to it: what was acknowledged is there,
//! once and in order. `BALCAO_CRASH_KILLS` says how often (20), `BALCAO_CRASH_SEED` repeats a run. Then whatever
//! else can happen to a program at its start and end: a port in use, a newer database, a full disk, a stop.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

#[path = "crash/client.rs"]
mod client;
#[path = "crash/clocks.rs"]
mod clocks;
#[path = "crash/clocks_ledger.rs"]
mod clocks_ledger;
#[path = "crash/full_disk.rs"]
mod full_disk;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/people.rs"]
mod people;
#[path = "support/program.rs"]
mod program;
#[path = "crash/siege.rs"]
mod siege;
#[path = "crash/starting.rs"]
mod starting;
#[path = "support/whole.rs"]
mod whole;

use siege::Siege;
use support::chance::{kills, seed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_sqlite() {
    let folder = support::folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    Siege { url, kills: kills(20), seed: seed() }.run().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_postgres() {
    let Some(url) = support::postgres::database().await else { return };
    Siege { url, kills: kills(20), seed: seed() }.run().await;
}
