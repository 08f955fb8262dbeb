//! How many turns a second the desk takes, each durable before it is answered, and how long a turn takes.
//!
//! `cargo bench --bench turns` runs a closed loop of 200 users who enrol and file reports, first against the desk
//! alone, then over HTTP, on SQLite (WAL, synchronous=FULL) and, where its server is found, on PostgreSQL. It prints
//! turns/s, dialogs/s, the time of a turn, statements a turn, and CPU a turn. `-- --short` is a quick look;
//! `-- --seconds N`, `-- --users N`, `-- --postgres`, `-- --http` choose.

#![expect(clippy::cast_precision_loss, reason = "measured figures are far below 2^52")]

#[path = "turns/count.rs"]
mod count;
#[path = "turns/hall.rs"]
mod hall;
#[path = "turns/http.rs"]
mod http;
#[path = "../tests/support/postgres.rs"]
mod postgres;
#[path = "turns/user.rs"]
mod user;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use hall::Hall;
use user::{Figures, User};

/// What to run.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Options {
    seconds: u64,
    users: usize,
    sqlite: bool,
    postgres: bool,
    http: bool,
    desk: bool,
}

fn options() -> Options {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let number = |name: &str, usual: u64| {
        let at = args.iter().position(|arg| arg == name);
        at.and_then(|at| args.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let only_one = has("--http") || has("--desk");
    Options {
        seconds: number("--seconds", if has("--short") { 2 } else { 8 }),
        users: usize::try_from(number("--users", 200)).unwrap_or(200),
        sqlite: !has("--postgres"),
        postgres: !has("--sqlite"),
        http: has("--http") || !only_one,
        desk: has("--desk") || !only_one,
    }
}

fn main() {
    let options = options();
    println!("{} users, {} s each, every turn committed before it is answered", options.users, options.seconds);
    println!(
        "{:<22} {:>9} {:>10} {:>9} {:>9} {:>11} {:>12}",
        "", "turns/s", "dialogs/s", "p50 ms", "p99 ms", "stmts/turn", "CPU µs/turn"
    );
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    if options.sqlite {
        let url = |name: &str| format!("sqlite://{}/{name}.db", folder.path().display());
        measure("sqlite", &options, &url);
    }
    if options.postgres {
        let runtime = runtime(1);
        let urls: Option<Vec<String>> = runtime.block_on(async {
            let mut urls = Vec::new();
            for _ in 0..3 {
                urls.push(postgres::database().await?);
            }
            Some(urls)
        });
        if let Some(urls) = urls {
            let next = std::cell::Cell::new(0);
            measure("postgres", &options, &|_| {
                next.set(next.get() + 1);
                urls[next.get() - 1].clone()
            });
        }
    }
}

fn measure(name: &str, options: &Options, url: &dyn Fn(&str) -> String) {
    let statements = count::statements_a_turn(&url("counted"), options.users);
    if options.desk {
        let figures = alone(&url("desk"), options);
        print(&format!("{name}, desk alone"), &figures, Some(statements));
    }
    if options.http {
        let figures = http::run(&url("http"), options.users, Duration::from_secs(options.seconds));
        print(&format!("{name}, over HTTP"), &figures, Some(statements));
    }
}

fn print(name: &str, figures: &Figures, statements: Option<f64>) {
    let statements = statements.map_or_else(String::new, |count| format!("{count:.2}"));
    println!(
        "{name:<22} {:>9.0} {:>10.0} {:>9.2} {:>9.2} {statements:>11} {:>12.0}",
        figures.turns_a_second(),
        figures.dialogs_a_second(),
        figures.percentile(50),
        figures.percentile(99),
        figures.cpu_us_a_turn()
    );
}

fn runtime(threads: usize) -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build().expect("a runtime")
}

/// The desk without any network: users call its entrance.
fn alone(url: &str, options: &Options) -> Figures {
    let runtime = runtime(1);
    runtime.block_on(async {
        let hall = Arc::new(Hall::open(url).await);
        let _warm = crowd(&hall, options.users, Duration::from_secs(1), 0).await;
        crowd(&hall, options.users, Duration::from_secs(options.seconds), 1_000_000).await
    })
}

/// Users in a closed loop, until the time is over.
async fn crowd(hall: &Arc<Hall>, users: usize, time: Duration, first: usize) -> Figures {
    let until = Instant::now() + time;
    let (start, cpu) = (Instant::now(), user::cpu_us());
    let tasks: Vec<_> = (0..users)
        .map(|number| {
            let hall = Arc::clone(hall);
            tokio::spawn(async move {
                let mut gathered = Figures::default();
                let mut next = first + number;
                while Instant::now() < until {
                    let mut user = User::new(next);
                    next += 10_000;
                    while !user.is_done() && Instant::now() < until {
                        let asked = Instant::now();
                        let inbound = user.next_inbound(Hall::address(user.number));
                        let letters = hall.hand_in(inbound).await;
                        gathered.turn(asked.elapsed());
                        user.read(&letters);
                    }
                    gathered.dialogs += u64::from(user.is_done());
                }
                gathered
            })
        })
        .collect();
    let mut figures = Figures::default();
    for task in tasks {
        figures.add(task.await.expect("a user"));
    }
    figures.elapsed = start.elapsed();
    figures.cpu_us = user::cpu_us() - cpu;
    figures
}
