//! Attachments: what is kept, tried again, and lost.

mod support;

use std::sync::Arc;

use balcao::{
    bots::bot::FetchError,
    core::{chat::Millis, db::Store, vault::Vault},
    fetch::Fetcher,
};
use sqlx::Row as _;
use support::hostile::{Fetch, Hostile};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

async fn add(store: &Store, id: i64, source: &str, mime: &str) {
    let mut tx = store.begin().await.unwrap();
    sqlx::query(
        "insert into attachment (id, state, platform, source, file_name, mime, byte_count, uploaded_from, due_at,
         created_at) values ($1, 'waiting', 'x', $2, '../../etc/passwd', $3, 0, 'x:bot:1', 0, 0)",
    )
    .bind(id)
    .bind(source)
    .bind(mime)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn rows(store: &Store) -> Vec<(String, String, Option<String>, i64)> {
    let found = sqlx::query("select state, mime, sha256, byte_count from attachment order by id")
        .fetch_all(store.reader())
        .await
        .unwrap();
    found.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect()
}

fn busy() -> Fetch {
    Err(FetchError::Retry { reason: "busy".into() })
}

#[tokio::test]
async fn bytes_are_kept_by_their_digest_and_named_by_what_they_are() {
    let db = support::store().await;
    let folder = support::folder();
    let vault = Vault::in_folder(folder.path()).unwrap();
    let bot = Arc::new(Hostile::new("x", 1));
    for (id, source, mime, ends) in [
        (1, "slow", "application/octet-stream", vec![busy(), busy(), Ok(PNG.to_vec())]),
        (2, "false picture", "image/png", vec![Ok(b"<html>".to_vec())]),
        (3, "empty", "image/png", vec![Ok(Vec::new())]),
        (4, "large", "image/png", vec![Ok(vec![1; 1_001])]),
        (5, "gone", "image/png", vec![Err(FetchError::Lost { reason: "deleted".into() })]),
    ] {
        add(&db.store, id, source, mime).await;
        bot.state().files.insert(source.into(), ends.into());
    }
    let fetcher = Fetcher::new(db.store.clone(), vault.clone(), vec![bot]);
    let mut now: Millis = 1_000;
    let mut lost = Vec::new();
    loop {
        let fetched = fetcher.pump(now).await.unwrap();
        lost.extend(fetched.lost);
        match fetched.next_due {
            Some(due) => now = due.max(now),
            None => break,
        }
    }
    assert_eq!(now, 31_000, "after ten seconds, then after twenty more");
    lost.sort_unstable();
    assert_eq!(lost, [3, 4, 5]);
    let rows = rows(&db.store).await;
    let states: Vec<_> = rows.iter().map(|row| (row.0.as_str(), row.1.as_str(), row.3)).collect();
    assert_eq!(states[0], ("kept", "image/png", 12));
    assert_eq!(states[1], ("kept", "application/octet-stream", 6));
    assert!(states[2..].iter().all(|row| row.0 == "lost"));
    let sha = rows[0].2.as_deref().unwrap().parse().unwrap();
    assert_eq!(vault.get(&sha).await.unwrap(), PNG);
}

#[tokio::test]
async fn a_file_that_never_comes_is_lost_after_a_day() {
    let db = support::store().await;
    let folder = support::folder();
    let bot = Arc::new(Hostile::new("x", 1));
    add(&db.store, 1, "never", "image/png").await;
    bot.state().files.insert("never".into(), (0..100).map(|_| busy()).collect());
    let fetcher = Fetcher::new(db.store.clone(), Vault::in_folder(folder.path()).unwrap(), vec![bot]);
    let mut now: Millis = 0;
    while let Some(due) = fetcher.pump(now).await.unwrap().next_due {
        now = due;
    }
    assert_eq!(rows(&db.store).await[0].0, "lost");
    assert!((24..26).contains(&(now / 3_600_000)), "{now}");
}

#[tokio::test]
async fn where_nothing_is_due_nobody_who_writes_is_waited_for() {
    let db = support::store().await;
    let folder = support::folder();
    let vault = Vault::in_folder(folder.path()).unwrap();
    let fetcher = Fetcher::new(db.store.clone(), vault, vec![Arc::new(Hostile::new("x", 1))]);
    add(&db.store, 1, "later", "image/png").await;
    let mut writing = db.store.begin().await.unwrap();
    sqlx::query("update attachment set due_at = 2000").execute(&mut *writing).await.unwrap();
    writing.commit().await.unwrap();
    let writing = db.store.begin().await.unwrap();
    assert_eq!(fetcher.pump(1_000).await.unwrap().next_due, Some(2_000));
    drop(writing);
}
