//! Generated histories: many people write anything anywhere, in batches of any size, to the real desk; then the
//! database is held against a small model of the rules. Others watch the clocks, through kills and jumps of the time. `BALCAO_HISTORIES=100000` runs more, and
//! `BALCAO_HISTORIES_SEED` replays the world of one seed.

#[path = "histories/check.rs"]
mod check;
#[path = "histories/model.rs"]
mod model;
#[path = "histories/staged.rs"]
mod staged;
#[path = "histories/staged_desk.rs"]
mod staged_desk;
#[path = "histories/staged_model.rs"]
mod staged_model;
#[path = "histories/steps.rs"]
mod steps;
mod support;
#[path = "histories/world.rs"]
mod world;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use support::TestStore;
use world::{REPORTERS, World};

/// The batches of one world.
const BATCHES: usize = 40;
/// The worlds that run at once.
const SIDE_BY_SIDE: usize = 6;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Plays a world and returns the verbs that were done in it.
async fn play(db: TestStore, seed: u64, batches: usize) -> Result<Vec<String>, String> {
    let mut world = World::new(db, seed).await;
    world.file().await?;
    for _ in 0..batches {
        world.batch().await?;
    }
    world.probe_references().await?;
    check::all(&world).await?;
    Ok(check::verbs(&world).await)
}

/// Plays a world; one that fails is played again to a beginning that fails with its last batch.
async fn world(seed: u64) -> Vec<String> {
    let why = match play(support::store().await, seed, BATCHES).await {
        Ok(verbs) => return verbs,
        Err(why) => why,
    };
    let mut shortest = (BATCHES, why);
    let mut passes = 0;
    while passes + 1 < shortest.0 {
        let batches = passes.midpoint(shortest.0);
        match play(support::store().await, seed, batches).await {
            Ok(_) => passes = batches,
            Err(why) => shortest = (batches, why),
        }
    }
    panic!("BALCAO_HISTORIES_SEED={seed}, after {} batches: {}", shortest.0, shortest.1);
}

/// Each world holds as many histories as it has reporters, woven into one another; some worlds run side by side,
/// each on a thread of its own, so that a seed always comes out the same.
#[test]
fn histories_keep_the_rules() {
    let only = number("BALCAO_HISTORIES_SEED");
    let count = number("BALCAO_HISTORIES").unwrap_or(2000).div_ceil(REPORTERS as u64);
    let seeds = only.map_or(1..=count, |seed| seed..=seed);
    println!("worlds of the seeds {seeds:?}");
    let next = AtomicU64::new(*seeds.start());
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut verbs = BTreeSet::new();
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed > *seeds.end() {
                return verbs;
            }
            verbs.extend(runtime.block_on(world(seed)));
        }
    };
    let verbs: BTreeSet<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..SIDE_BY_SIDE).map(|_| scope.spawn(run)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let all = [
        "answer",
        "ask",
        "assign",
        "close",
        "confirm",
        "edit",
        "escalate",
        "file",
        "note",
        "reject",
        "release",
        "reopen",
        "reply",
        "resolve",
        "tag",
        "take",
        "take_back",
        "withdraw",
    ];
    let missing: Vec<_> = all.iter().filter(|verb| !verbs.contains(**verb)).collect();
    assert!(only.is_some() || count < 20 || missing.is_empty(), "never done: {missing:?} of {verbs:?}");
}

#[tokio::test]
async fn histories_keep_the_rules_on_postgres() {
    for seed in 5001..=5000 + 100 / REPORTERS as u64 {
        let Some(db) = support::postgres_store().await else { return };
        if let Err(why) = play(db, seed, BATCHES).await {
            panic!("BALCAO_HISTORIES_SEED={seed} on PostgreSQL: {why}");
        }
    }
}

/// Worlds in which the clocks are watched. Their seeds begin at 20,001, so that one of `BALCAO_HISTORIES_SEED` is known.
#[test]
fn stages_come_once_and_in_time() {
    const FIRST: u64 = 20_001;
    let only = number("BALCAO_HISTORIES_SEED");
    if only.is_some_and(|seed| seed < FIRST) {
        return;
    }
    let count = number("BALCAO_HISTORIES").unwrap_or(2000).div_ceil(160);
    let seeds = only.map_or(FIRST..=FIRST + count, |seed| seed..=seed);
    let next = AtomicU64::new(*seeds.start());
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut fired: BTreeMap<&str, usize> = BTreeMap::new();
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed > *seeds.end() {
                return fired;
            }
            let played = runtime.block_on(async { staged::play(support::store().await, seed).await });
            let played = played.unwrap_or_else(|why| panic!("BALCAO_HISTORIES_SEED={seed}: {why}"));
            for (kind, times) in played {
                *fired.entry(kind).or_default() += times;
            }
        }
    };
    let mut fired: BTreeMap<&str, usize> = BTreeMap::new();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..SIDE_BY_SIDE).map(|_| scope.spawn(run)).collect();
        let all = threads.into_iter().flat_map(|thread| thread.join().unwrap());
        all.for_each(|(kind, times)| *fired.entry(kind).or_default() += times);
    });
    println!("{fired:?}");
    let kinds = ["answer_soon", "answer_late", "due_soon", "overdue", "silent", "given_back", "gate"];
    let missing: Vec<_> = kinds.iter().filter(|kind| !fired.contains_key(**kind)).collect();
    assert!(only.is_some() || missing.is_empty(), "never done: {missing:?}");
}

#[tokio::test]
async fn stages_come_once_and_in_time_on_postgres() {
    for seed in 25_001..=25_002 {
        let Some(db) = support::postgres_store().await else { return };
        if let Err(why) = staged::play(db, seed).await {
            panic!("BALCAO_HISTORIES_SEED={seed} on PostgreSQL: {why}");
        }
    }
}
