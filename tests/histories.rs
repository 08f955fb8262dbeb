//! Generated histories: many people write anything anywhere, in batches of any size, to the real desk; then the
//! database is held against a small model of the rules. `BALCAO_HISTORIES=100000` runs more, and
//! `BALCAO_HISTORIES_SEED` replays the world of one seed.

#[path = "histories/check.rs"]
mod check;
#[path = "histories/model.rs"]
mod model;
#[path = "histories/steps.rs"]
mod steps;
mod support;
#[path = "histories/world.rs"]
mod world;

use support::TestStore;
use world::{REPORTERS, World};

/// The batches of one world.
const BATCHES: usize = 40;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

async fn play(db: TestStore, seed: u64, batches: usize) -> Result<(), String> {
    let mut world = World::new(db, seed).await;
    for _ in 0..batches {
        world.batch().await?;
    }
    world.probe_references().await?;
    check::all(&world).await
}

/// Each world holds as many histories as it has reporters, woven into one another.
async fn worlds(histories: u64, first: u64) {
    let only = number("BALCAO_HISTORIES_SEED");
    let count = if only.is_some() { 1 } else { histories.div_ceil(REPORTERS as u64) };
    for seed in (only.unwrap_or(first)..).take(usize::try_from(count).unwrap()) {
        let Err(why) = play(support::store().await, seed, BATCHES).await else { continue };
        let mut shortest = (BATCHES, why);
        for batches in 1..BATCHES {
            if let Err(why) = play(support::store().await, seed, batches).await {
                shortest = (batches, why);
                break;
            }
        }
        panic!("BALCAO_HISTORIES_SEED={seed}, after {} batches: {}", shortest.0, shortest.1);
    }
}

#[tokio::test]
async fn histories_keep_the_rules() {
    worlds(number("BALCAO_HISTORIES").unwrap_or(2000), 1).await;
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
