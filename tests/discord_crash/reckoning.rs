//! What there has to be in the end: each request once, in its words; each message once, and in its place.

use std::collections::{BTreeMap, BTreeSet};

use balcao::core::db::Store;
use sqlx::Row as _;

use crate::{desk::Desk, discord::state::State};

/// A message as the desk knows it to have been delivered.
struct Sent {
    lane: (String, i64),
    /// Its place there; a message that is edited has none of its own.
    seq: Option<i64>,
    id: u64,
}

/// What the desk has not brought to an end, for whoever reads why a test failed.
pub async fn unfinished(desk: &Desk) -> String {
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let rows = sqlx::query(
        "select 'inbox ' || address || ' ' || inbox_key || ' ' || state from inbox where state <> 'done'
         union all select 'outbox ' || address || ' ' || seq || ' ' || state || ' attempts ' || attempts from outbox
         where state not in ('delivered', 'superseded')",
    );
    let rows = rows.fetch_all(store.reader()).await.expect("rows");
    let told: Vec<String> = rows.iter().map(|row| row.try_get(0).expect("text")).collect();
    store.close().await;
    told.join("\n")
}

pub async fn reckon(desk: &Desk, filed: &[String]) {
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let described = sqlx::query("select words from entry where kind = 'description'").fetch_all(store.reader());
    let described = described.await.expect("rows");
    let mut described: Vec<String> = described.iter().map(|row| row.try_get(0).expect("text")).collect();
    let sent = sent(&store).await;
    store.close().await;
    let mut expected = filed.to_vec();
    described.sort();
    expected.sort();
    assert_eq!(described, expected, "each request once, in its words");
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    let state = desk.fake.look();
    nothing_is_doubled(&state, &sent);
    all_is_in_order(&sent);
    println!("  {} requests, {} messages, {} repeated by nonce", filed.len(), sent.len(), state.repeated);
}

async fn sent(store: &Store) -> Vec<Sent> {
    let rows = sqlx::query(
        "select address, class, seq, slot, external_id from outbox
         where platform = 'discord' and state = 'delivered' and seq > 0 order by address, class, seq",
    );
    let rows = rows.fetch_all(store.reader()).await.expect("rows");
    let read = |row: &sqlx::any::AnyRow| {
        let id: Option<String> = row.try_get(4).expect("an id");
        let slot: Option<String> = row.try_get(3).expect("a slot");
        let seq = Some(row.try_get(2).expect("a number")).filter(|_| slot.is_none());
        let lane = (row.try_get(0).expect("an address"), row.try_get(1).expect("a class"));
        Sent { lane, seq, id: id.expect("it is known which message it is").parse().expect("a number") }
    };
    rows.iter().map(read).collect()
}

/// Every message of the bot is one that the desk knows, and none has the nonce of another; and none is lacking.
fn nothing_is_doubled(state: &State, sent: &[Sent]) {
    let known: BTreeSet<u64> = sent.iter().map(|one| one.id).collect();
    let there: BTreeSet<u64> = state.posts.values().filter(|post| post.by_bot).map(|post| post.id).collect();
    let text = |id: &u64| state.posts.values().find(|post| post.id == *id).map(|post| post.text.clone());
    let unknown: Vec<_> = there.difference(&known).map(text).collect();
    assert!(unknown.is_empty(), "the desk does not know of these: {unknown:?}");
    assert!(known.is_subset(&there), "something counts as delivered that is not there");
    let nonces: Vec<_> = state
        .posts
        .values()
        .filter(|post| post.by_bot)
        .map(|post| (post.channel, post.nonce.clone().expect("a nonce")))
        .collect();
    assert_eq!(nonces.iter().collect::<BTreeSet<_>>().len(), nonces.len(), "a nonce came twice");
}

fn all_is_in_order(sent: &[Sent]) {
    let mut lanes: BTreeMap<&(String, i64), Vec<u64>> = BTreeMap::new();
    for one in sent.iter().filter(|one| one.seq.is_some()) {
        lanes.entry(&one.lane).or_default().push(one.id);
    }
    for (lane, ids) in lanes {
        assert!(ids.is_sorted(), "{lane:?} is out of order: {ids:?}");
    }
}
