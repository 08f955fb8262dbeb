//! A disk that is slow: every interaction is answered within its three seconds, and gets its word when there is one. The
//! fake takes no answer that is late.

use std::time::Duration;

use balcao::core::db::Store;
use tokio::sync::watch;

use crate::desk::Desk;

/// Nothing can be committed for longer than an interaction waits: it is answered barely, and its word follows.
#[tokio::test]
async fn nothing_can_be_committed_for_long() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let held = store.begin().await.expect("nobody else writes");
    let tap = bene.taps(&card, "Take");
    let command = bene.commands(ana.channel, "mine", &[]);
    let by_ana = ana.commands(ana.channel, "mine", &[]);
    let (kind, _) = bene.answer(tap).await;
    assert_eq!(kind, 6, "a tap is answered without words");
    for command in [command, by_ana] {
        let (kind, _) = bene.answer(command).await;
        assert_eq!(kind, 5, "a command is answered with a promise of words");
    }
    held.rollback().await.expect("it is let go");
    store.close().await;
    for interaction in [tap, command, by_ana] {
        desk.fake.until("a word", |state| (state.interactions[&interaction].answers.len() == 2).then_some(())).await;
    }
    ana.sees(0, &["is now working on your request", &reference]).await;
    desk.ends().await;
}

/// Every commit waits for half a second: each tap and command is answered in time nevertheless.
#[tokio::test]
async fn each_commit_takes_half_a_second() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let (stop, stopped) = watch::channel(false);
    let disk = tokio::spawn(slow_disk(desk.program.database_url.clone(), stopped));
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    let taps = [bene.taps(&card, "Take"), bene.taps(&card, "Take")];
    for tap in taps {
        bene.answer(tap).await;
    }
    ana.sees(0, &["is now working on your request", &reference]).await;
    let resolving = bene.commands(card.channel, "resolve", &[("request", &reference), ("words", "Está feito")]);
    bene.answer(resolving).await;
    let resolved = ana.offered(ana.channel, 0, "Yes, resolved").await;
    let confirmed = ana.taps(&resolved, "Yes, resolved");
    ana.answer(confirmed).await;
    ana.sees(resolved.id, &["The request is closed"]).await;
    stop.send_replace(true);
    disk.await.expect("the disk is as it was");
    let slowest = desk.fake.look().interactions.values().filter_map(|asked| asked.took_ms).max();
    assert!(slowest.is_some_and(|took| took < 3_000), "{slowest:?} ms");
    desk.ends().await;
}

/// Whoever writes waits for half a second before: what a slow disk does, as long as it is not stopped.
async fn slow_disk(url: String, stopped: watch::Receiver<bool>) {
    let store = Store::open(&url).await.expect("the database opens");
    while !*stopped.borrow() {
        let held = store.begin().await.expect("its turn comes");
        tokio::time::sleep(Duration::from_millis(500)).await;
        held.rollback().await.expect("it is let go");
        // The program's turn: it asks again a few times in this.
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    store.close().await;
}
