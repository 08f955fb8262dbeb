//! The real program, killed with -9 at random points while people write to it: what was acknowledged is there,
//! once and in order. `BALCAO_CRASH_KILLS` says how often (20), `BALCAO_CRASH_SEED` repeats a run. Then whatever
//! else can happen to a program at its start and end: a port in use, a newer database, a full disk, a stop.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

#[path = "crash/client.rs"]
mod client;
#[path = "crash/full_disk.rs"]
mod full_disk;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/people.rs"]
mod people;
#[path = "crash/program.rs"]
mod program;
#[path = "crash/siege.rs"]
mod siege;
#[path = "crash/starting.rs"]
mod starting;

use std::time::{SystemTime, UNIX_EPOCH};

use siege::Siege;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

fn kills() -> u64 {
    number("BALCAO_CRASH_KILLS").unwrap_or(20)
}

/// Another one each time, unless it is given; it is printed, so that a run can be repeated.
fn seed() -> u64 {
    number("BALCAO_CRASH_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
        u64::from(now.subsec_nanos()) ^ (now.as_secs() << 20)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_sqlite() {
    let folder = support::folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    Siege { url, kills: kills(), seed: seed() }.run().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_on_postgres() {
    let Some(url) = support::postgres::database().await else { return };
    Siege { url, kills: kills(), seed: seed() }.run().await;
}
