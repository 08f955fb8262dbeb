//! The way out, on hostile platforms and in virtual time: order, losses, doubles, and what is mended on the way.

#[path = "relay/broadcasts.rs"]
mod broadcasts;
#[path = "relay/files.rs"]
mod files;
mod support;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use balcao::core::{
    act::{self, Mark},
    chat::{Address, Millis},
    delivery, room,
};
use support::{
    gentle::Gentle,
    hostile::{Misfortune, Sight},
    outbox::{enqueue, expect_settled, fates, letter, release, sql, states},
    world::{World, add_ticket, claim, relay, send},
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const HOUR: Millis = 3_600_000;

#[tokio::test]
async fn a_lane_keeps_its_order_while_its_head_is_retried() {
    let mut world = World::new().await;
    let letters: Vec<_> = (1..=5).map(|at| letter("x:bot:1", &at.to_string())).collect();
    enqueue(&world.db.store, world.now, &letters).await;
    world.bot.expect([
        Misfortune::Busy { whole_platform: false },
        Misfortune::TooMany { after_ms: 60_000, whole_platform: false },
        Misfortune::UnknownLost,
    ]);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:1"), ["1", "2", "3", "4", "5"]);
    assert_eq!(world.states().await, ["delivered"; 5]);
    expect_settled(&world.db.store, "x").await;
}

#[tokio::test]
async fn where_nothing_is_due_nobody_who_writes_is_waited_for() {
    let world = World::new().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "busy")]).await;
    world.bot.expect([Misfortune::TooMany { after_ms: 60_000, whole_platform: false }]);
    let relay = relay(&world.db, vec![world.bot.clone()], "one", 7);
    let pumped = relay.pump(world.now).await.unwrap();
    assert_eq!((pumped.claimed, pumped.again), (1, 1));
    let writing = world.db.store.begin().await.unwrap();
    let pumped = relay.pump(world.now + 1).await.unwrap();
    assert!(pumped.claimed == 0 && pumped.next_due.is_some_and(|due| due > world.now + 1));
    drop(writing);
}

#[tokio::test]
async fn replies_go_before_notices_before_broadcasts() {
    let mut world = World::new().await;
    let mut letters = Vec::new();
    for class in [2, 1, 0] {
        letters.extend((0..20).map(|chat| letter(&format!("x:bot:{chat}"), &class.to_string()).class(class)));
    }
    enqueue(&world.db.store, world.now, &letters).await;
    world.settle().await;
    let order: String = world.bot.state().sent.iter().map(|sent| sent.text.clone()).collect();
    assert_eq!(order, "0".repeat(20) + &"1".repeat(20) + &"2".repeat(20));
}

#[tokio::test]
async fn an_unknown_outcome_is_looked_up_before_anything_is_sent_again() {
    let mut world = World::new().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "landed"), letter("x:bot:1", "lost")]).await;
    world.bot.expect([Misfortune::UnknownLanded, Misfortune::UnknownLost]);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:1"), ["landed", "lost"]);
    let outcomes: Vec<_> = fates(&world.db.store, "x").await.into_iter().filter_map(|fate| fate.outcome).collect();
    assert_eq!(outcomes, ["sent", "sent"]);
}

#[tokio::test]
async fn where_nobody_can_tell_there_is_one_more_try() {
    let mut world = World::new().await;
    world.bot.state().sight = Sight::CannotTell;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "twice"), letter("x:bot:2", "never")]).await;
    world.bot.expect([Misfortune::UnknownLanded, Misfortune::UnknownLost]);
    world.pump().await;
    world.bot.state().script.extend([None, Some(Misfortune::UnknownLost)]);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:1"), ["twice", "twice"]);
    assert_eq!(world.bot.texts("x:bot:2"), [""; 0]);
    let outcomes: Vec<_> = fates(&world.db.store, "x").await.into_iter().filter_map(|fate| fate.outcome).collect();
    assert_eq!(outcomes, ["perhaps_twice", "unknown"]);
}

#[tokio::test]
async fn the_next_process_knows_what_went_out_lately() {
    let mut world = World::new().await;
    world.bot.state().sight = Sight::CannotTell;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "old")]).await;
    world.settle().await;
    world.now += HOUR;
    let since = world.now;
    enqueue(&world.db.store, since, &[letter("x:bot:2", "twice"), letter("x:bot:3", "once")]).await;
    world.bot.expect([Misfortune::UnknownLanded]);
    world.settle().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:4", "cut off"), letter("x:bot:5", "waits")]).await;
    assert_eq!(claim(&world, "another", 1).await.len(), 1);
    let gone = delivery::lately(&world.db.store, since - 1).await.unwrap();
    let mut gone: Vec<_> =
        gone.iter().map(|one| (one.address.as_str(), one.attempts, one.settled_at.is_some())).collect();
    gone.sort_unstable();
    assert_eq!(gone, [("x:bot:2", 2, true), ("x:bot:3", 1, true), ("x:bot:4", 1, false)]);
}

#[tokio::test]
async fn a_message_is_dead_after_a_day_and_the_lane_goes_on() {
    let mut world = World::new().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "old")]).await;
    world.now += 25 * HOUR;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "new")]).await;
    world.bot.expect([Misfortune::Busy { whole_platform: false }]);
    world.settle().await;
    assert_eq!(world.states().await, ["dead", "delivered"]);
    assert_eq!(world.bot.texts("x:bot:1"), ["new"]);
}

#[tokio::test]
async fn what_a_newer_message_replaces_is_not_sent() {
    let mut world = World::new().await;
    let card = |text| letter("x:bot:1", text).slot("card:1");
    let letters = [card("new"), letter("x:bot:1", "between"), card("taken"), card("resolved")];
    enqueue(&world.db.store, world.now, &letters).await;
    world.settle().await;
    assert_eq!(world.states().await, ["superseded", "delivered", "superseded", "delivered"]);
    assert_eq!(world.bot.texts("x:bot:1"), ["between", "resolved"]);
    expect_settled(&world.db.store, "x").await;
}

#[tokio::test]
async fn a_slot_is_one_message_that_is_edited_and_sent_anew_when_it_is_gone() {
    let db = support::store().await;
    let bot = Arc::new(Gentle::new("g"));
    let relay = relay(&db, vec![bot.clone()], "one", 1);
    for (now, text) in [(1_000, "new"), (2_000, "taken")] {
        enqueue(&db.store, now, &[letter("g:bot:1", text).slot("card:1")]).await;
        relay.pump(now).await.unwrap();
    }
    assert_eq!(bot.texts("g:bot:1"), ["taken"]);
    bot.state().shown[0].external_id = "deleted".into();
    enqueue(&db.store, 3_000, &[letter("g:bot:1", "resolved").slot("card:1")]).await;
    relay.pump(3_000).await.unwrap();
    relay.pump(3_000).await.unwrap();
    assert_eq!(bot.texts("g:bot:1"), ["taken", "resolved"]);
}

#[tokio::test]
async fn a_thread_is_opened_once_and_again_when_it_is_gone() {
    let mut world = World::new().await;
    add_ticket(&world.db).await;
    let letters: Vec<_> = ["a", "b", "c"].iter().map(|text| letter("x:bot:room", text).in_thread(5)).collect();
    enqueue(&world.db.store, world.now, &letters).await;
    world.bot.state().script.extend([None, Some(Misfortune::ThreadGone)]);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:room"), ["a", "b", "c"]);
    let threads: Vec<_> = world.bot.state().sent.iter().filter_map(|sent| sent.thread.clone()).collect();
    assert_eq!(threads, ["t1", "t2", "t2"]);
}

#[tokio::test]
async fn a_chat_that_moves_takes_its_messages_along() {
    let mut world = World::new().await;
    add_ticket(&world.db).await;
    let store = world.db.store.clone();
    sql(&store, "insert into room (address, purpose, locale, notify) values ('x:bot:old', 'agents', 'pt', 'mine')")
        .await;
    sql(&store, "insert into living (address, slot, external_id) values ('x:bot:old', 'card:5', 'm0')").await;
    enqueue(&store, world.now, &[letter("x:bot:old", "1"), letter("x:bot:old", "2")]).await;
    enqueue(&store, world.now + 5, &[letter("x:bot:new", "4")]).await;
    enqueue(&store, world.now + 2, &[letter("x:bot:old", "3"), letter("x:bot:old", "notice").class(1)]).await;
    world.bot.expect([Misfortune::Migrated { to: Address::new("x", "bot", "new") }]);
    world.settle().await;
    let texts: Vec<_> = world.bot.texts("x:bot:new").into_iter().filter(|text| text != "notice").collect();
    assert_eq!(texts, ["1", "2", "3", "4"]);
    assert_eq!(world.states().await, ["delivered"; 5]);
    let rooms: Vec<String> =
        sqlx::query_scalar("select address || ' ' || notify from room union all select address from living")
            .fetch_all(store.reader())
            .await
            .unwrap();
    assert_eq!(rooms, ["x:bot:new mine"], "the id of a card in the old chat may be another message's in the new one");
    expect_settled(&store, "x").await;
}

/// A group of the old address, with all that can be bound to one, and three messages on their way.
async fn bound(world: &World) {
    let store = &world.db.store;
    for statement in [
        "insert into room (address, purpose, locale, notify) values ('x:bot:old', 'agents', 'pt', 'mine')",
        "insert into session (session_key, state, version, updated_at) values ('x:bot:old|u', '{}', 1, 0)",
        "insert into session (session_key, state, version, updated_at) values ('x:bot:older|u', '{}', 1, 0)",
        "insert into listing (session_key, tickets, created_at) values ('x:bot:old|u', '[5]', 0)",
        "insert into prompt (id, address, user_key, choices, role_epoch, created_at)
         values (9, 'x:bot:old', '', '[]', 0, 0)",
        "insert into timer (id, address, user_key, kind, subject_id, due_at) values (8, 'x:bot:old', 'u', 'k', 1, 99)",
        "insert into living (address, slot, external_id) values ('x:bot:old', 'card:5', 'm0')",
        "insert into thread (ticket_id, address, external_id) values (5, 'x:bot:old', 't9')",
        "insert into inbox (inbox_key, address, user_key, arrival, received_at, sent_at, state, place)
         values ('x:bot|1', 'x:bot:old', 'u', 1, 0, 0, 'done', 'ticket:5')",
    ] {
        sql(store, statement).await;
    }
    enqueue(store, world.now, &[letter("x:bot:old", "1"), letter("x:bot:old", "2")]).await;
    enqueue(store, world.now, &[letter("x:bot:old", "notice").class(1)]).await;
}

async fn moves(store: &balcao::core::db::Store, now: Millis) {
    let mut tx = store.begin().await.unwrap();
    let to = Address::new("x", "bot", "new");
    delivery::move_chat(&mut tx, store.kind, now, "x:bot:old", &to).await.unwrap();
    tx.commit().await.unwrap();
}

async fn expect_moved(world: &World) {
    let store = &world.db.store;
    let left: Vec<String> = sqlx::query_scalar(
        "select 'room' from room where address = 'x:bot:old' union all
         select 'session' from session where session_key = 'x:bot:old|u' union all
         select 'listing' from listing where session_key = 'x:bot:old|u' union all
         select 'prompt' from prompt where address = 'x:bot:old' union all
         select 'timer' from timer where address = 'x:bot:old' union all
         select 'living' from living where address = 'x:bot:old' union all
         select 'thread' from thread where address = 'x:bot:old'",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    assert!(left.is_empty(), "{left:?} stayed");
    let there: Vec<String> = sqlx::query_scalar(
        "select session_key from session union all select session_key from listing union all
         select address || ' ' || notify from room union all select to_address from moved",
    )
    .fetch_all(store.reader())
    .await
    .unwrap();
    assert_eq!(there.iter().filter(|one| one.starts_with("x:bot:new")).count(), 4, "{there:?}");
    assert!(there.contains(&"x:bot:older|u".to_owned()), "a group whose name begins alike stays");
    let mut reader = store.reader().acquire().await.unwrap();
    assert!(room::has_worked_on(&mut reader, "x:bot:new", 5).await.unwrap());
    assert!(!room::has_worked_on(&mut reader, "x:bot:other", 5).await.unwrap());
    drop(reader);
    let texts: Vec<_> = world.bot.texts("x:bot:new").into_iter().filter(|text| text != "notice").collect();
    assert_eq!(texts, ["1", "2"]);
    assert_eq!(world.states().await, ["delivered"; 3]);
    expect_settled(store, "x").await;
}

#[tokio::test]
async fn a_group_moves_whichever_way_it_is_heard_and_however_often() {
    for heard in ["desk", "relay", "desk, relay, desk", "at once"] {
        for db in support::stores().await {
            let mut world = World::on(db);
            add_ticket(&world.db).await;
            bound(&world).await;
            world.bot.state().threads.insert(("x:bot:new".into(), "t9".into()));
            world.bot.state().moved.insert("x:bot:old".into(), Address::new("x", "bot", "new"));
            match heard {
                "desk" => moves(&world.db.store, world.now).await,
                "relay" => {}
                "at once" => {
                    let (store, now) = (world.db.store.clone(), world.now);
                    tokio::join!(moves(&store, now), world.pump());
                }
                _ => {
                    moves(&world.db.store, world.now).await;
                    world.settle().await;
                    moves(&world.db.store, world.now).await;
                }
            }
            world.settle().await;
            expect_moved(&world).await;
        }
    }
}

#[tokio::test]
async fn who_blocks_one_chat_is_reached_in_another() {
    let mut world = World::new().await;
    let store = world.db.store.clone();
    sql(&store, "insert into person (id, name, locale, role) values (1, 'Ana', 'pt', 'reporter')").await;
    sql(
        &store,
        "insert into contact (contact_key, person_id, address, last_used_at)
         values ('x:bot|a', 1, 'x:bot:a', 9), ('x:bot|b', 1, 'x:bot:b', 8), ('x:bot|c', 1, 'x:bot:room', 10)",
    )
    .await;
    sql(&store, "insert into room (address, purpose, locale) values ('x:bot:room', 'agents', 'pt')").await;
    let letters: Vec<_> =
        [("1", 0), ("2", 0), ("3", 1)].map(|(text, class)| letter("x:bot:a", text).class(class).person(1)).into();
    enqueue(&store, world.now, &letters).await;
    world.bot.state().blocked.insert("x:bot:a".into());
    world.settle().await;
    world.now += 1_000;
    assert_eq!(release(&store, world.now).await, 3);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:b"), ["1", "2", "3"]);
    world.bot.state().blocked.insert("x:bot:b".into());
    enqueue(
        &store,
        world.now,
        &[letter("x:bot:b", "4").person(1).ticket(5), letter("x:bot:b", "5").person(1).ticket(5)],
    )
    .await;
    world.now += 1_000;
    let pumped = world.pump().await;
    assert_eq!(pumped.unreached, 2);
    let unreached = delivery::unreached(&mut store.reader().acquire().await.unwrap(), 9).await.unwrap();
    let who: Vec<_> = unreached.iter().map(|one| (one.person_id, one.ticket_id)).collect();
    assert_eq!(who, [(1, 5)], "once, whatever the number of messages");
    let mut tx = store.begin().await.unwrap();
    assert_eq!(delivery::take_unreached(&mut tx, unreached[0].outbox_id).await.unwrap().len(), 2);
    assert_eq!(delivery::take_unreached(&mut tx, unreached[0].outbox_id).await.unwrap(), []);
    tx.commit().await.unwrap();
    assert_eq!(world.states().await[3..], ["blocked", "blocked"]);
    expect_settled(&store, "x").await;
}

#[tokio::test]
async fn silence_that_one_chat_asks_for_does_not_stop_others() {
    let mut world = World::new().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "a"), letter("x:bot:1", "b").class(1)]).await;
    world.bot.expect([Misfortune::TooMany { after_ms: 50_000, whole_platform: false }]);
    world.pump().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:2", "c")]).await;
    world.pump().await;
    assert_eq!(world.bot.texts("x:bot:2"), ["c"]);
    world.settle().await;
    assert_eq!(world.bot.state().requests, 4, "what waits is not tried");
    let attempts: Vec<_> = fates(&world.db.store, "x").await.into_iter().map(|fate| fate.attempts).collect();
    assert_eq!(attempts, [2, 1, 1]);
}

#[tokio::test]
async fn a_platform_that_is_down_for_six_hours_is_probed_and_loses_nothing() {
    let mut world = World::new().await;
    let letters: Vec<_> = (0..200).map(|chat| letter(&format!("x:bot:{chat}"), "x")).collect();
    enqueue(&world.db.store, world.now, &letters).await;
    let back_at = world.now + 6 * HOUR;
    loop {
        world.bot.state().script = std::iter::repeat_n(Some(Misfortune::Busy { whole_platform: true }), 300).collect();
        match world.pump().await.next_due {
            Some(due) if due < back_at => world.now = due.max(world.now + 1),
            _ => break,
        }
    }
    let probes = world.bot.state().requests;
    assert!(probes < 6 * 120 + 50, "{probes} requests in six hours");
    world.now = back_at;
    world.bot.state().script.clear();
    world.settle().await;
    assert!(world.now - back_at < 6 * 60_000, "{} ms to empty the queue", world.now - back_at);
    assert_eq!(world.states().await, vec!["delivered"; 200]);
}

#[tokio::test]
async fn a_platform_whose_answers_tell_nothing_for_hours_loses_nothing() {
    for chats in [1, 50] {
        let mut world = World::new().await;
        world.bot.state().sight = Sight::CannotTell;
        let letters: Vec<_> = (0..chats).map(|chat| letter(&format!("x:bot:{chat}"), "x")).collect();
        enqueue(&world.db.store, world.now, &letters).await;
        let back_at = world.now + 3 * HOUR;
        loop {
            world.bot.state().script = std::iter::repeat_n(Some(Misfortune::UnknownLost), 300).collect();
            match world.pump().await.next_due {
                Some(due) if due < back_at => world.now = due.max(world.now + 1),
                _ => break,
            }
        }
        let tries = world.bot.state().requests;
        assert!(tries < 3 * 120 + 100, "{tries} requests in three hours");
        let states = world.states().await;
        assert!(states.iter().all(|state| ["queued", "sending"].contains(&state.as_str())), "{states:?}");
        world.now = back_at;
        world.bot.state().script.clear();
        world.settle().await;
        assert!(world.now - back_at < 6 * 60_000, "{} ms to empty the queue", world.now - back_at);
        for letter in &letters {
            assert_eq!(world.bot.texts(&letter.address), ["x"]);
        }
        let outcomes: Vec<_> = fates(&world.db.store, "x").await.into_iter().filter_map(|fate| fate.outcome).collect();
        assert!(outcomes.iter().all(|outcome| outcome != "unknown"), "{outcomes:?}");
    }
}

#[tokio::test]
async fn a_thread_that_is_no_tickets_is_answered_there_and_in_the_chat_when_it_is_gone() {
    let mut world = World::new().await;
    world.bot.state().threads.insert(("x:bot:room".into(), "t7".into()));
    let letters = ["t7", "gone"].map(|thread| letter("x:bot:room", thread).apart(thread));
    enqueue(&world.db.store, world.now, &letters).await;
    world.settle().await;
    let sent: Vec<_> = world.bot.state().sent.iter().map(|sent| (sent.text.clone(), sent.thread.clone())).collect();
    assert_eq!(sent, [("t7".into(), Some("t7".into())), ("gone".into(), None)]);
    assert_eq!(world.states().await, ["delivered"; 2]);
}

#[tokio::test]
async fn an_act_tells_whether_its_words_arrived_and_where_nobody_knows_says_so() {
    for db in support::stores().await {
        let mut world = World::on(db);
        add_ticket(&world.db).await;
        let store = world.db.store.clone();
        world.bot.state().sight = Sight::CannotTell;
        let letters = [1, 2].map(|chat| letter(&format!("x:bot:{chat}"), "words").ticket(5));
        enqueue(&store, world.now, &letters).await;
        for statement in [
            "insert into act (id, ticket_id, actor_id, verb, before, version, created_at, until_at, mark)
             values (51, 5, 1, 'reply', '{}', 1, 0, 0, 'waiting'), (52, 5, 1, 'reply', '{}', 1, 0, 0, 'waiting')",
            "update outbox set act_id = 51 where address = 'x:bot:1'",
            "update outbox set act_id = 52 where address = 'x:bot:2'",
        ] {
            sql(&store, statement).await;
        }
        let settled = async || act::settled(&mut store.reader().acquire().await.unwrap(), 9).await.unwrap();
        world.bot.expect([Misfortune::UnknownLost]);
        world.pump().await;
        assert_eq!(settled().await, [(52, Mark::Delivered)]);
        // Others are answered in between: what remains unknown is this message's own.
        enqueue(&store, world.now, &[letter("x:bot:3", "between")]).await;
        world.pump().await;
        world.bot.expect([Misfortune::UnknownLost]);
        world.settle().await;
        assert_eq!(settled().await, [(51, Mark::Perhaps), (52, Mark::Delivered)]);
    }
}

#[tokio::test]
async fn what_a_crash_cut_off_is_looked_up_by_the_next_holder() {
    let mut world = World::new().await;
    let store = world.db.store.clone();
    enqueue(&store, world.now, &[letter("x:bot:1", "sent"), letter("x:bot:1", "next"), letter("x:bot:2", "unsent")])
        .await;
    let claimed = claim(&world, "crashed", 10).await;
    send(&world, &claimed[0]).await;
    assert_eq!(world.pump().await.claimed, 0, "the lanes are held");
    assert_eq!(delivery::free_leases(&store, "crashed").await.unwrap(), 2);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:1"), ["sent", "next"]);
    assert_eq!(world.bot.texts("x:bot:2"), ["unsent"]);
    assert_eq!(world.states().await, ["delivered"; 3]);
}

#[tokio::test]
async fn a_lost_lease_settles_nothing() {
    let mut world = World::new().await;
    let store = world.db.store.clone();
    enqueue(&store, world.now, &[letter("x:bot:1", "a"), letter("x:bot:1", "b")]).await;
    let slow = claim(&world, "slow", 10).await.remove(0);
    world.now += delivery::LEASE_MS + 1;
    world.settle().await;
    let end = delivery::End::Dead { reason: "too late".into() };
    let settled = delivery::settle(&store, world.now, &[delivery::Settled { claimed: slow, end }]).await.unwrap();
    assert!(settled.ids.is_empty());
    assert_eq!(world.states().await, ["delivered"; 2]);
    expect_settled(&store, "x").await;
}

#[tokio::test]
async fn what_cannot_be_read_does_not_stop_its_lane() {
    let mut world = World::new().await;
    let store = world.db.store.clone();
    enqueue(&store, world.now, &[letter("x:bot:1", "a"), letter("x:bot:1", "b")]).await;
    sql(&store, "update outbox set body = 'no json' where seq = 1").await;
    world.settle().await;
    sql(&store, "update outbox set body = '{\"text\":\"\"}' where seq = 1").await;
    assert_eq!(world.states().await, ["dead", "delivered"]);
}

#[tokio::test]
async fn an_adapter_that_breaks_down_loses_nothing() {
    let mut world = World::new().await;
    enqueue(&world.db.store, world.now, &[letter("x:bot:1", "a"), letter("x:bot:1", "b")]).await;
    world.bot.expect([Misfortune::Panics]);
    world.settle().await;
    assert_eq!(world.bot.texts("x:bot:1"), ["a", "b"]);
    assert_eq!(world.states().await, ["delivered"; 2]);
}

#[tokio::test]
async fn two_relays_share_the_lanes() {
    for db in support::stores().await {
        share_the_lanes(World::on(db)).await;
    }
}

async fn share_the_lanes(mut world: World) {
    let other = relay(&world.db, vec![world.bot.clone()], "two", 8);
    let letters: Vec<_> = (0..60).map(|at| letter(&format!("x:bot:{}", at % 6), &format!("{:02}", at / 6))).collect();
    enqueue(&world.db.store, world.now, &letters).await;
    loop {
        world.bot.state().now = world.now;
        let (one, two) = tokio::join!(world.relay.pump(world.now), other.pump(world.now));
        match [one.unwrap().next_due, two.unwrap().next_due].into_iter().flatten().min() {
            Some(due) => world.now = due.max(world.now + 1),
            None => break,
        }
    }
    let expected: Vec<String> = (0..10).map(|at| format!("{at:02}")).collect();
    for chat in 0..6 {
        assert_eq!(world.bot.texts(&format!("x:bot:{chat}")), expected);
    }
    expect_settled(&world.db.store, "x").await;
}

#[tokio::test]
async fn the_loop_sends_when_it_is_woken_and_stops_when_it_is_told() {
    let db = support::store().await;
    let bot = Arc::new(Gentle::new("g"));
    let (wake, stop) = (Arc::new(Notify::new()), CancellationToken::new());
    let started = Instant::now();
    let clock = move || i64::try_from(started.elapsed().as_millis()).unwrap();
    enqueue(&db.store, 0, &[letter("g:bot:2", "cut off")]).await;
    let wanted = [delivery::Wanted { platform: "g".into(), most: 1, broadcasts: 1 }];
    delivery::claim(&db.store, &wanted, "before", 0, &mut |_, _, _| delivery::Admission::Go).await.unwrap();
    let running = tokio::spawn(relay(&db, vec![bot.clone()], "one", 1).run(wake.clone(), clock, stop.clone()));
    let letters: Vec<_> = (0..20).map(|at| letter("g:bot:1", &format!("{at:02}"))).collect();
    enqueue(&db.store, 0, &letters).await;
    wake.notify_one();
    let all_sent = async {
        while bot.state().shown.len() < 21 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), all_sent).await.unwrap();
    stop.cancel();
    tokio::time::timeout(Duration::from_mins(1), running).await.unwrap().unwrap();
    assert_eq!(states(&db.store, "g").await, ["delivered"; 21]);
    expect_settled(&db.store, "g").await;
}
