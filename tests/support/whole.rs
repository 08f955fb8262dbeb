//! What must hold of every database, whatever happened to the program.
#![allow(dead_code, reason = "each test program uses a part")]

use balcao::core::{
    audit,
    db::{Kind, Store},
};
use sqlx::Row as _;

/// All rows of a question, two texts each.
pub async fn rows(store: &Store, sql: &'static str) -> Vec<(String, String)> {
    let found = sqlx::query(sql).fetch_all(store.reader()).await.expect("rows");
    found.iter().map(|row| (row.try_get(0).expect("text"), row.try_get(1).expect("text"))).collect()
}

/// What must hold of every database.
pub async fn whole(store: &Store) {
    let mut conn = store.reader().acquire().await.expect("a connection");
    let broken = audit::verify(&mut conn).await.expect("rows");
    assert!(broken.is_empty(), "the audit is whole: {broken:?}");
    let left = rows(store, "select state, inbox_key from inbox where state <> 'done'").await;
    assert!(left.is_empty(), "nothing waits and nothing is in quarantine: {left:?}");
    if store.kind == Kind::Sqlite {
        let check = sqlx::query("pragma integrity_check").fetch_one(store.reader()).await.expect("a row");
        assert_eq!(check.try_get::<String, _>(0).expect("text"), "ok");
        let foreign = sqlx::query("pragma foreign_key_check").fetch_all(store.reader()).await.expect("rows");
        assert!(foreign.is_empty());
    }
}
