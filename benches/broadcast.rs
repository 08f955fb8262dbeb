//! An announcement to a thousand groups on Telegram, Discord and in the web chat, against the tests' fakes with their limits
//! on (Telegram: 30 messages a second, one a second and chat, 20 a minute and group; Discord: 50 calls a second): one in
//! twenty blocked, one in fifty moved, one in a hundred refused, and the program killed five times while people write.
//!
//! `cargo bench --bench broadcast` prints how long it took as a multiple of the least that the limits allow: the requests
//! on Telegram, where most groups are, thirty a second, with the answers to people among them and without the time in which
//! the program did not run. `-- --groups N --kills N --seed N` for others.

#[path = "../tests/support/bot_api/mod.rs"]
mod bot_api;
#[path = "../tests/support/broadcast/mod.rs"]
mod broadcast;
#[path = "../tests/support/discord/mod.rs"]
mod discord;
#[path = "../tests/support/program.rs"]
mod program;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/telegram_program.rs"]
mod telegram_program;

use broadcast::{Plan, Scene, reckoning::reckon};

/// The number after an argument of this name.
fn given(name: &str, usual: u64) -> u64 {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    args.next().map_or(usual, |number| number.parse().expect("a number"))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let groups = usize::try_from(given("--groups", 1_000)).expect("small");
    let plan = Plan { groups, kills: given("--kills", 5), seed: given("--seed", 7), people: 8 };
    let mut scene = Scene::set(plan).await;
    scene.starts().await;
    let course = scene.goes_out().await;
    scene.program.stop().await;
    let counts = reckon(&scene).await;
    println!("{} groups, {} kills, seed {}:\n{course}", plan.groups, plan.kills, plan.seed);
    println!("  ledger: {counts:?}");
}
