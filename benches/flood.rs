//! One person sends 10,000 messages at once while fifty others talk: how much longer the others wait, each of whose
//! turns is committed before it is answered, and how fast what must wait is stored.
//!
//! `cargo bench --bench flood` runs the desk alone on SQLite (WAL, synchronous=FULL): fifty people take fifty turns a
//! second in sum, first in peace, then while the flood comes. `-- --flood N` chooses its size.

#![expect(clippy::cast_precision_loss, reason = "measured figures are far below 2^52")]

#[path = "turns/hall.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest")]
mod hall;
#[path = "turns/user.rs"]
#[expect(dead_code, reason = "other benchmarks use the rest")]
mod user;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use balcao::{
    core::chat::{Body, ChatKind, Inbound, Sender},
    desk::FloodLimits,
    door::Received,
    serve::wall_clock,
};
use futures_util::future::join_all;
use hall::Hall;
use tokio::task::JoinSet;
use user::{Figures, User};

const OTHERS: usize = 50;
/// Between two turns of one of the others: together they take one in 20 ms.
const PAUSE: Duration = Duration::from_secs(1);
const TIME: Duration = Duration::from_secs(10);

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|arg| arg == "--flood");
    let size = at.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let url = format!("sqlite://{}/flood.db", folder.path().display());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let hall = Arc::new(Hall::with_flood(&url, FloodLimits::default()).await);
        let peace = others(&hall, 0).await;
        print("without the flood", &peace);
        let flooding = tokio::spawn(flood(Arc::clone(&hall), size));
        let beside = others(&hall, 1_000).await;
        print("beside the flood", &beside);
        let took = flooding.await.expect("a flood");
        println!(
            "{size} messages of one person were kept in {:.0} ms, {:.0} a second; others waited {:.1} ms longer at p99",
            took.as_secs_f64() * 1000.0,
            size as f64 / took.as_secs_f64(),
            beside.percentile(99) - peace.percentile(99)
        );
    });
}

fn print(name: &str, figures: &Figures) {
    println!(
        "{name:<18} {:>5} turns   p50 {:>6.1} ms   p99 {:>6.1} ms   longest {:>6.1} ms",
        figures.count(),
        figures.percentile(50),
        figures.percentile(99),
        figures.percentile(100)
    );
}

/// Everybody hands in a turn a second, evenly spread, whether or not the one before took long.
async fn others(hall: &Arc<Hall>, first: usize) -> Figures {
    let mut people = JoinSet::new();
    let begin = Instant::now();
    for number in 0..OTHERS {
        let hall = Arc::clone(hall);
        people.spawn(async move {
            let mut figures = Figures::default();
            let mut user = User::new(first + number);
            let mut at = begin + PAUSE * u32::try_from(number).unwrap_or(0) / u32::try_from(OTHERS).unwrap_or(1);
            while at < begin + TIME {
                tokio::time::sleep_until(at.into()).await;
                if user.is_done() {
                    user.again();
                }
                let letters = hall.hand_in(user.next_inbound(Hall::address(user.number))).await;
                figures.turn(at.elapsed());
                user.read(&letters);
                at += PAUSE;
            }
            figures
        });
    }
    let mut figures = Figures::default();
    while let Some(one) = people.join_next().await {
        figures.add(one.expect("a person"));
    }
    figures
}

/// Half a second into it, all at once. Returns how long it took until all of them were kept.
async fn flood(hall: Arc<Hall>, size: usize) -> Duration {
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begin = Instant::now();
    let kept = join_all((0..size).map(|number| hall.entrance.receive(message(number)))).await;
    let took = begin.elapsed();
    let waiting = kept.iter().filter(|kept| matches!(kept, Ok(Received::Waiting))).count();
    assert!(kept.iter().all(Result::is_ok) && waiting > size / 2, "only {waiting} had to wait");
    took
}

fn message(number: usize) -> Inbound {
    Inbound {
        key: format!("flood/{number}"),
        address: Hall::address(999_999),
        chat_kind: ChatKind::Private,
        sender: Sender {
            user_key: "u999999".into(),
            name: String::new(),
            locale_hint: Some("pt".into()),
            anonymous: false,
        },
        sent_at: wall_clock(),
        thread: None,
        reply_to: None,
        body: Body::Message { text: format!("mensagem {number}"), files: Vec::new() },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }
}
