//! The way out under all misfortunes at once: seeded runs in virtual time. A failure names its seed.

mod support;

use std::{collections::HashMap, sync::Arc};

use balcao::core::{chat::Address, delivery};
use support::{
    Dice,
    hostile::{Hostile, Sight},
    outbox::{Fate, Letter, enqueue, expect_settled, fates, letter},
    world::{World, add_ticket, claim, relay, send},
};

/// Seeded runs: chats, classes, threads, misfortunes, crashes, a chat that moves. In each: every row settled, each
/// lane in order, nothing twice unless its outcome was unknown, nothing missing unless it is said.
#[tokio::test]
async fn order_is_kept_under_all_misfortunes() {
    let runs: u64 = std::env::var("BALCAO_TEST_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(200);
    for (db, runs) in support::stores().await.into_iter().zip([runs, runs / 5]) {
        let mut world = World::on(db);
        add_ticket(&world.db).await;
        for seed in 0..runs {
            let platform = format!("p{seed}");
            world.bot = Arc::new(Hostile::new(&platform, seed));
            world.relay = relay(&world.db, vec![world.bot.clone()], &platform, seed);
            run(&mut world, &platform, seed).await;
        }
    }
}

async fn run(world: &mut World, platform: &str, seed: u64) {
    let mut dice = Dice(seed ^ 0xb41c);
    {
        let mut state = world.bot.state();
        state.odds = 10 + dice.roll(50);
        state.sight = [Sight::Sees, Sight::CannotTell, Sight::Chance][usize::try_from(dice.roll(3)).unwrap()];
    }
    let mut counts: HashMap<(u64, i64), usize> = HashMap::new();
    let mut crashes = 0;
    for round in 0.. {
        if round < 6 {
            let letters = (0..dice.roll(10)).map(|_| some_letter(&mut dice, platform, &mut counts)).collect::<Vec<_>>();
            enqueue(&world.db.store, world.now, &letters).await;
        }
        if round == 3 && dice.percent(30) {
            let old = format!("{platform}:bot:0");
            world.bot.state().moved.insert(old, Address::new(platform, "bot", "moved"));
        }
        if dice.percent(10) && crashes < 5 {
            crashes += 1;
            crash(world, &mut dice).await;
        }
        let pumped = world.pump().await;
        match pumped.next_due {
            Some(due) => world.now = due.max(world.now),
            None if round < 6 => world.now += 1_000,
            None => break,
        }
        assert!(round < 5_000, "seed {seed} never comes to an end");
    }
    check(world, platform, seed).await;
}

fn some_letter(dice: &mut Dice, platform: &str, counts: &mut HashMap<(u64, i64), usize>) -> Letter {
    let (chat, class) = (dice.roll(4), i64::try_from(dice.roll(3)).unwrap());
    let count = counts.entry((chat, class)).or_insert(0);
    *count += 1;
    let letter = letter(&format!("{platform}:bot:{chat}"), &format!("{chat}/{class}/{count}")).class(class);
    match chat {
        3 => letter.in_thread(5),
        2 if dice.percent(40) => letter.slot("card:5"),
        _ => letter,
    }
}

/// Another process claims a few rows, sends some, and is gone before it has settled any.
async fn crash(world: &mut World, dice: &mut Dice) {
    let claimed = claim(world, "crashed", 2).await;
    for row in &claimed {
        *world.bot.state().ambiguous.entry(row.nonce()).or_insert(0) += 1;
        let is_silent = row.in_thread || world.bot.state().is_silent(&row.address);
        if dice.percent(50) && !is_silent {
            send(world, row).await;
        }
    }
    if dice.percent(50) {
        delivery::free_leases(&world.db.store, "crashed").await.unwrap();
    } else {
        world.now += delivery::LEASE_MS + 1;
    }
}

async fn check(world: &World, platform: &str, seed: u64) {
    expect_settled(&world.db.store, platform).await;
    let fates = fates(&world.db.store, platform).await;
    let state = world.bot.state();
    state.expect_no_breach();
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for sent in &state.sent {
        let (lane, count) = sent.text.rsplit_once('/').unwrap();
        let count: usize = count.parse().unwrap();
        let last = last.entry(lane.to_owned()).or_insert(0);
        assert!(*last <= count, "seed {seed}: {lane}/{count} came after {lane}/{last}");
        *last = count;
        *times.entry(&sent.nonce).or_insert(0) += 1;
    }
    for (nonce, times) in &times {
        let most = 1 + state.ambiguous.get(*nonce).copied().unwrap_or(0);
        assert!(*times <= most, "seed {seed}: {nonce} arrived {times} times");
    }
    for Fate { text, state: end, outcome, .. } in fates {
        let arrived = state.sent.iter().any(|sent| sent.text == text);
        match (end.as_str(), outcome.as_deref()) {
            ("delivered", Some("sent" | "perhaps_twice")) => assert!(arrived, "seed {seed}: {text} is missing"),
            ("superseded", _) => assert!(text.starts_with("2/"), "seed {seed}: {text} was replaced by nothing"),
            ("delivered", Some("unknown")) | ("dead", Some("hostile")) => {}
            other => panic!("seed {seed}: {text} ended as {other:?}"),
        }
    }
}
