//! Files that go to a platform as messages of their own: by the id that it knows them by, or with their bytes; waited
//! for, but not for long.

use std::sync::Arc;

use balcao::{
    core::{
        chat::{Carried, Message, Millis, Shown},
        vault::Vault,
    },
    relay::Relay,
};

use sqlx::{Any, any::AnyArguments, query::Query};

use crate::support::{
    self, TestStore,
    outbox::{enqueue, letter, sql, states},
    strict::Strict,
    world::relay,
};

/// A strict platform, its relay, and a vault.
struct Desk {
    db: TestStore,
    bot: Arc<Strict>,
    relay: Relay,
    vault: Vault,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Self {
        let (db, bot, folder) = (support::store().await, Arc::new(Strict::new("s")), support::folder());
        bot.state().files.insert("file-1".into(), Vec::new());
        let vault = Vault::in_folder(folder.path()).unwrap();
        let relay = relay(&db, vec![bot.clone()], "one", 1).with_files(vault.clone());
        Self { db, bot, relay, vault, _folder: folder }
    }

    /// A file in this state that came from this chat.
    async fn has_file(&self, state: &str, from: &str) {
        let platform = from.split(':').next().unwrap();
        let insert = sqlx::query(
            "insert into attachment (id, state, platform, source, file_name, mime, byte_count, uploaded_from, due_at,
             created_at) values (9, $1, $2, 'file-1', 'ecra.jpg', 'image/jpeg', 3, $3, 0, 0)",
        )
        .bind(state)
        .bind(platform)
        .bind(from);
        self.writes(insert).await;
    }

    async fn writes(&self, query: Query<'_, Any, AnyArguments>) {
        let mut tx = self.db.store.begin().await.unwrap();
        query.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn keeps_bytes(&self) {
        let sha = self.vault.put(b"abc".to_vec(), 3).await.unwrap();
        self.writes(sqlx::query("update attachment set state = 'kept', sha256 = $1").bind(sha.to_string())).await;
    }

    /// The file and words after it, for one chat.
    async fn sends(&self) {
        let letters = [letter("s:bot:1", "the file"), letter("s:bot:1", "after it")];
        let ids = enqueue(&self.db.store, 0, &letters).await;
        let shown = Shown { attachment: 9, name: "ecra.jpg".into(), mime: "image/jpeg".into(), bytes: 3 };
        let body = serde_json::to_string(&Message { files: vec![shown], ..Message::default() }).unwrap();
        let update = sqlx::query("update outbox set body = $1 where id = $2").bind(body).bind(ids[0]);
        self.writes(update).await;
    }

    async fn pump_until(&self, until: Millis) {
        let mut now = 0;
        while now <= until {
            self.bot.state().now = now;
            self.relay.pump(now).await.unwrap();
            now += 1_000;
        }
    }

    fn carried(&self) -> Vec<Carried> {
        self.bot.state().shown.iter().flat_map(|shown| shown.carried.clone()).collect()
    }

    async fn states(&self) -> Vec<String> {
        states(&self.db.store, "s").await
    }
}

#[tokio::test]
async fn what_came_from_the_platform_is_named() {
    let desk = Desk::new().await;
    desk.has_file("waiting", "s:bot:77").await;
    desk.sends().await;
    desk.pump_until(2_000).await;
    assert_eq!(desk.carried(), [Carried::Known("file-1".into())]);
    assert_eq!(desk.states().await, ["delivered", "delivered"]);
}

/// Another bot's ids mean nothing to this one.
#[tokio::test]
async fn what_came_from_elsewhere_is_brought() {
    for from in ["web:desk:chat", "s:other:77"] {
        let desk = Desk::new().await;
        desk.has_file("waiting", from).await;
        desk.keeps_bytes().await;
        desk.sends().await;
        desk.pump_until(2_000).await;
        assert_eq!(desk.carried(), [Carried::Bytes("abc".into())]);
    }
}

#[tokio::test]
async fn what_is_on_its_way_is_waited_for() {
    let desk = Desk::new().await;
    desk.has_file("waiting", "web:desk:chat").await;
    desk.sends().await;
    desk.pump_until(12_000).await;
    assert_eq!(desk.states().await, ["queued", "queued"]);
    desk.keeps_bytes().await;
    desk.pump_until(20_000).await;
    assert_eq!(desk.carried(), [Carried::Bytes("abc".into())]);
    assert_eq!(desk.states().await, ["delivered", "delivered"]);
}

#[tokio::test]
async fn what_never_comes_is_left_out() {
    let desk = Desk::new().await;
    desk.has_file("waiting", "web:desk:chat").await;
    desk.sends().await;
    desk.pump_until(70_000).await;
    assert_eq!(desk.states().await, ["dead", "delivered"]);
    assert!(desk.carried().is_empty());
}

#[tokio::test]
async fn what_is_lost_holds_up_nothing() {
    let desk = Desk::new().await;
    desk.has_file("lost", "s:bot:77").await;
    sql(&desk.db.store, "update attachment set sha256 = null").await;
    desk.sends().await;
    desk.pump_until(3_000).await;
    assert_eq!(desk.states().await, ["dead", "delivered"]);
}
