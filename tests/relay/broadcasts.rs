//! What goes to many: after all else and evenly, stopped midway, taken along when a chat moves; its ledger, and the next
//! way where it did not arrive.

use balcao::core::{
    announce::{
        audience::Recipient,
        fate::{self, Failure},
        ledger,
        ways::{self, NextWay, Way},
    },
    chat::Address,
    db::Store,
    delivery,
};
use sqlx::Row as _;

use crate::support::{
    self,
    outbox::{enqueue, expect_settled, fates, letter, sql},
    world::{World, claim, send},
};

const BULLETIN: i64 = 3;

/// Two partners: the first with two groups and a focal point, the second with one group and a focal point without a chat.
async fn partners(store: &Store) {
    for statement in [
        "insert into partner (id, code, name) values (1, 'CCS', 'CCS'), (2, 'FGH', 'FGH')",
        "insert into person (id, name, locale, role, partner_id, enrolled_at) values (1, 'Bene', 'pt', 'agent', null, 1),
         (2, 'Paulo Sitoe', 'en', 'focal_point', 1, 1), (3, 'Zita', 'pt', 'focal_point', 2, 1)",
        "insert into contact (contact_key, person_id, address, last_used_at) values ('x:bot|2', 2, 'x:bot:2', 1)",
        "insert into room (address, purpose, partner_id, locale) values ('x:bot:-1', 'partner', 1, 'pt'),
         ('x:bot:-2', 'partner', 1, 'pt'), ('x:bot:-3', 'partner', 2, 'pt')",
        "insert into announcement (id, number, kind, state, audience, author_id, home, created_at)
         values (2, 7, 'info', 'going_on', '{}', 1, 'x:bot:-9', 0)",
        "insert into bulletin (id, announcement_id, what, stage, revision, is_loud, author_id, created_at)
         values (3, 2, 'first', 'going', 1, 0, 1, 0)",
    ] {
        sql(store, statement).await;
    }
}

fn group(address: &str, partner: i64) -> Recipient {
    Recipient {
        address: address.into(),
        person: None,
        partner: Some(partner),
        locale: balcao::text::locale::Locale::Pt,
        left_out: None,
        digest: false,
        instead_of: None,
    }
}

/// These groups get the bulletin: their messages are in the outbox.
async fn told(store: &Store, groups: &[Recipient]) -> Vec<i64> {
    let letters: Vec<_> =
        groups.iter().map(|one| letter(&one.address, "lento").class(2).slot("announcement:2")).collect();
    let ids = enqueue(store, 1_000_000, &letters).await;
    let posted: Vec<_> = groups.iter().map(|one| one.address.clone()).zip(ids.iter().copied()).collect();
    let mut tx = store.begin().await.unwrap();
    ledger::write(&mut tx, BULLETIN, groups).await.unwrap();
    ledger::told(&mut tx, BULLETIN, &posted).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

#[tokio::test]
async fn broadcasts_leave_places_to_whoever_is_answered() {
    let mut world = World::new().await;
    let many: Vec<_> = (0..200).map(|chat| letter(&format!("x:bot:{chat}"), "all").class(2)).collect();
    enqueue(&world.db.store, world.now, &many).await;
    for _ in 0..20 {
        world.now = world.pump().await.next_due.unwrap().max(world.now);
    }
    enqueue(&world.db.store, world.now, &[letter("x:bot:900", "you").class(0)]).await;
    let (asked, mut rounds) = (world.now, 0);
    while world.bot.texts("x:bot:900").is_empty() {
        world.now = world.pump().await.next_due.unwrap().max(world.now);
        rounds += 1;
        assert!(rounds < 50);
    }
    // Thirty go in 300 ms, and they were all in use.
    assert!(world.now - asked <= 120, "it took {} ms", world.now - asked);
    let began = world.bot.state().sent[0].at;
    world.settle().await;
    let (sent, took) = (world.bot.state().sent.len(), world.now - began);
    assert_eq!(sent, 201);
    assert!(took <= 2_010 + 10, "nothing is faster than ten milliseconds each, and this took {took}");
    expect_settled(&world.db.store, "x").await;
}

#[tokio::test]
async fn what_is_stopped_was_never_sent() {
    for db in support::stores().await {
        partners(&db.store).await;
        let mut world = World::on(db);
        let ids = told(&world.db.store, &[group("x:bot:-1", 1), group("x:bot:-2", 1), group("x:bot:-3", 2)]).await;
        let under_way = claim(&world, "one", 1).await;
        send(&world, &under_way[0]).await;
        let mut tx = world.db.store.begin().await.unwrap();
        let open = ledger::open(&mut tx, BULLETIN).await.unwrap();
        assert_eq!(open.len(), 3);
        let withdrawn = delivery::withdraw(&mut tx, world.db.store.kind, world.now, &open).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(withdrawn, 2, "one is being sent");
        world.now += delivery::LEASE_MS + 1;
        world.settle().await;
        expect_settled(&world.db.store, "x").await;
        assert_eq!(world.bot.state().sent.len(), 1, "the one that was under way, and it was seen to be there");
        let mut conn = world.db.store.reader().acquire().await.unwrap();
        let counts = fate::count(&mut conn, BULLETIN).await.unwrap();
        assert_eq!((counts.groups, counts.stopped, counts.is_open()), (1, 2, false));
        assert_eq!(ids.len(), 3);
    }
}

#[tokio::test]
async fn whoever_moves_is_told_in_the_new_chat_once() {
    for db in support::stores().await {
        partners(&db.store).await;
        let mut world = World::on(db);
        told(&world.db.store, &[group("x:bot:-1", 1), group("x:bot:-2", 1)]).await;
        let mut tx = world.db.store.begin().await.unwrap();
        // Not written yet; and both the old chat and the new one were to be told.
        let later = [group("x:bot:-3", 2), group("x:bot:-30", 2)];
        for one in &later {
            ways::instead(&mut tx, BULLETIN, one).await.unwrap();
        }
        for (from, to) in [("x:bot:-1", "-10"), ("x:bot:-3", "-30")] {
            let (kind, to) = (world.db.store.kind, Address::new("x", "bot", to));
            delivery::move_chat(&mut tx, kind, world.now, from, &to).await.unwrap();
        }
        tx.commit().await.unwrap();
        world.bot.state().moved.insert("x:bot:-2".into(), Address::new("x", "bot", "-20"));
        world.settle().await;
        let sent = world.bot.state().sent.iter().map(|sent| sent.to.clone()).collect::<Vec<_>>();
        assert_eq!(sent, ["x:bot:-10", "x:bot:-20"]);
        let found = sqlx::query("select address from recipient order by address").fetch_all(world.db.store.reader());
        let mut found: Vec<String> = found.await.unwrap().iter().map(|row| row.get(0)).collect();
        found.sort();
        assert_eq!(found, ["x:bot:-10", "x:bot:-20", "x:bot:-30"]);
        expect_settled(&world.db.store, "x").await;
    }
}

#[tokio::test]
async fn the_next_way_is_another_group_then_the_focal_point_then_a_call() {
    for db in support::stores().await {
        partners(&db.store).await;
        let mut world = World::on(db);
        told(&world.db.store, &[group("x:bot:-1", 1), group("x:bot:-3", 2)]).await;
        world.bot.state().blocked.extend(["x:bot:-1".to_owned(), "x:bot:-2".to_owned(), "x:bot:-3".to_owned()]);
        world.settle().await;
        let mut tx = world.db.store.begin().await.unwrap();
        let failed = fate::failed(&mut tx, BULLETIN, 9).await.unwrap();
        let names: Vec<_> = failed.iter().map(|one| (one.address.as_str(), one.why)).collect();
        assert_eq!(names, [("x:bot:-1", Failure::Blocked), ("x:bot:-3", Failure::Blocked)]);
        let other = Way::OtherChat { address: "x:bot:-2".into() };
        assert_eq!(ways::best(&mut tx, BULLETIN, &failed[0]).await.unwrap(), other);
        assert_eq!(ways::best(&mut tx, BULLETIN, &failed[1]).await.unwrap(), Way::Call { person: Some(3) });
        // Taken once, and by one.
        assert!(ways::take(&mut tx, BULLETIN, "x:bot:-1", NextWay::OtherChat).await.unwrap());
        assert!(!ways::take(&mut tx, BULLETIN, "x:bot:-1", NextWay::OtherChat).await.unwrap());
        let second = Recipient { instead_of: Some("x:bot:-1".into()), ..group("x:bot:-2", 1) };
        assert!(ways::instead(&mut tx, BULLETIN, &second).await.unwrap());
        assert!(!ways::instead(&mut tx, BULLETIN, &second).await.unwrap());
        assert!(ways::take(&mut tx, BULLETIN, "x:bot:-3", NextWay::Called).await.unwrap());
        tx.commit().await.unwrap();
        let ids = enqueue(&world.db.store, world.now, &[letter("x:bot:-2", "lento").class(2)]).await;
        let mut tx = world.db.store.begin().await.unwrap();
        ledger::told(&mut tx, BULLETIN, &[("x:bot:-2".into(), ids[0])]).await.unwrap();
        tx.commit().await.unwrap();
        world.settle().await;
        let mut tx = world.db.store.begin().await.unwrap();
        let failed = fate::failed(&mut tx, BULLETIN, 9).await.unwrap();
        assert_eq!(failed.len(), 1);
        let focal = Way::FocalPoint { person: 2, address: "x:bot:2".into() };
        assert_eq!(ways::best(&mut tx, BULLETIN, &failed[0]).await.unwrap(), focal);
        // Whoever wants no announcements is not told in a roundabout way.
        let muted = "insert into recipient (bulletin_id, address, person_id, locale, left_out)
             values (3, 'x:bot:2', 2, 'pt', 'muted')";
        sqlx::query(muted).execute(&mut *tx).await.unwrap();
        assert_eq!(ways::best(&mut tx, BULLETIN, &failed[0]).await.unwrap(), Way::Call { person: Some(2) });
        let counts = fate::count(&mut tx, BULLETIN).await.unwrap();
        assert_eq!((counts.failures(), counts.unmended), (3, 1));
        tx.commit().await.unwrap();
        assert!(fates(&world.db.store, "x").await.iter().all(|fate| fate.state == "blocked"));
    }
}
