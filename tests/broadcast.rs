//! The real program tells many groups at once, on the fakes of Telegram and Discord with their limits and in the web chat,
//! killed with -9 while it goes out: each group has it once, but where an outcome was unknown, and the ledger is right of
//! each. `BALCAO_BROADCAST_GROUPS` says how many groups there are, `BALCAO_CRASH_KILLS` how often it is killed, and
//! `BALCAO_CRASH_SEED` repeats a run.

mod support;

#[path = "support/bot_api/mod.rs"]
mod bot_api;
#[path = "support/broadcast/mod.rs"]
mod broadcast;
#[path = "support/discord/mod.rs"]
mod discord;
#[path = "support/program.rs"]
mod program;
#[path = "support/telegram_program.rs"]
mod telegram_program;

use broadcast::{Plan, Scene, reckoning::reckon};
use support::chance::{kills, seed};

fn groups() -> usize {
    std::env::var("BALCAO_BROADCAST_GROUPS").map_or(60, |groups| groups.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_group_is_told_once() {
    let plan = Plan { groups: groups(), kills: kills(2), seed: seed(), people: 4 };
    println!("{} groups, {} kills with BALCAO_CRASH_SEED={}", plan.groups, plan.kills, plan.seed);
    let mut scene = Scene::set(plan).await;
    scene.starts().await;
    let course = scene.goes_out().await;
    let (status, _) = scene.program.stop().await;
    assert!(status.success(), "{status:?}\n{}", scene.program.logged());
    let counts = reckon(&scene).await;
    println!("{course}\n  {} perhaps twice", counts.perhaps_twice);
    assert!(counts.perhaps_twice as u64 <= plan.kills * 16, "that is more than can have been under way");
    scene.telegram.expect_no_breach();
    scene.discord.expect_no_breach();
}
