//! What a look at the clock costs with a million open tickets, each with a timer: when nothing is due, and when some
//! are. And how long the desk takes to start over them.
//!
//! `cargo bench --bench clock` runs on SQLite (WAL, synchronous=FULL). `-- --tickets N` chooses how many.

#[path = "turns/hall.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest")]
mod hall;

use std::time::{Duration, Instant};

use balcao::{core::db::Store, desk::tick, serve::wall_clock};
use hall::Hall;

const LOOKS: usize = 2_000;
const DUE: [i64; 2] = [10, 200];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == "--tickets");
    let tickets = at.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let url = format!("sqlite://{}/clock.db", folder.path().display());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        drop(Hall::open(&url).await);
        fill(&url, tickets).await;
        let since = Instant::now();
        let hall = Hall::open(&url).await;
        println!("{tickets} open tickets: the desk stands after {:.0} ms", since.elapsed().as_secs_f64() * 1000.0);
        // The first looks write what a new desk has to write.
        for _ in 0..3 {
            tick::tick(&hall.entrance).await.expect("a look");
        }
        let mut took: Vec<Duration> = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let since = Instant::now();
            let due = tick::tick(&hall.entrance).await.expect("a look");
            took.push(since.elapsed());
            assert_eq!(due, 0, "nothing is due");
        }
        took.sort_unstable();
        let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1e6;
        println!("nothing due: {:.0} µs at the median, {:.0} µs at p99", at(50), at(99));
        for due in DUE {
            make_due(&url, due).await;
            let since = Instant::now();
            let mut found = 0;
            while found < due {
                found += i64::try_from(tick::tick(&hall.entrance).await.expect("a look")).expect("a count");
            }
            let took = since.elapsed().as_secs_f64() * 1e6;
            println!(
                "{due} due: {:.1} ms, {:.0} µs each",
                took / 1000.0,
                took / f64::from(i32::try_from(due).unwrap_or(1))
            );
            assert_eq!(tick::tick(&hall.entrance).await.expect("a look"), 0, "each was looked at once");
        }
    });
}

/// The first timers are due at once; the others are as they were.
async fn make_due(url: &str, due: i64) {
    let store = Store::open(url).await.expect("a database");
    let mut tx = store.begin().await.expect("a transaction");
    sqlx::query("update timer set due_at = $2 where id <= $1")
        .bind(due)
        .bind(wall_clock())
        .execute(&mut *tx)
        .await
        .expect("timers");
    tx.commit().await.expect("a commit");
    store.close().await;
}

/// Open tickets that began now, so that none of their stages comes while it is measured.
async fn fill(url: &str, tickets: i64) {
    let store = Store::open(url).await.expect("a database");
    let mut tx = store.begin().await.expect("a transaction");
    let now = wall_clock();
    sqlx::query("insert into person (id, name, locale, role) values (1, 'Ana', 'pt', 'reporter')")
        .execute(&mut *tx)
        .await
        .expect("a person");
    for table in [
        "insert into ticket (id, running_number, reference, system_key, category_key, urgency_key, impact_key,
             priority_key, priority_rank, status, waiting_on, reporter_id, reporter_address, locale, form, version,
             created_at, updated_at, waits_since, tier)
         select n, n, 'BL-' || n, 'openmrs_epts', 'server', 'job_stopped', 'multiple_users', 'urgent', 2, 'new',
             'agent', 1, 'web:balcao:p1', 'pt', '{}', 1, $2, $2, $2, 2 from numbers",
        "insert into clock_event (ticket_id, version, step, at, noted_at, kind, tier, priority_key, word)
         select n, 1, 0, $2, $2, 'entered', 2, 'urgent', '' from numbers",
        "insert into timer (id, address, user_key, kind, subject_id, due_at)
         select n, 'web:balcao:p1', 'desk', 'ticket', n, $2 + 86400000 + n from numbers",
    ] {
        let numbers = "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < $1) ";
        sqlx::query(sqlx::AssertSqlSafe(format!("{numbers}{table}")))
            .bind(tickets)
            .bind(now)
            .execute(&mut *tx)
            .await
            .expect("rows");
    }
    tx.commit().await.expect("a commit");
    store.close().await;
}
