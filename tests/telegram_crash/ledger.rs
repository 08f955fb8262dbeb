//! The reckoning: what people did and saw, held against what the database holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use balcao::core::db::Store;
use serde_json::Value;
use sqlx::Row as _;

use crate::{
    bot_api::state::{BOT, State},
    outward,
    program::Program,
    reporter::Filed,
    siege::Witnesses,
    whole::{rows, whole},
};

/// How long what is still to be sent may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until all is sent, stops the program, and checks its database.
pub async fn reckon(program: &mut Program, witnesses: Witnesses) {
    let store = Store::open(&program.database_url).await.expect("the database opens");
    everything_is_sent(&store).await;
    let (status, _) = program.stop().await;
    assert!(status.success(), "{status:?}\n{}", program.logged());
    let filed = &witnesses.filed;
    updates(&store, &witnesses).await;
    tickets(&store, filed).await;
    comments(&store, filed).await;
    let twice = outward::check(&store, &witnesses.fake).await;
    taps(&witnesses);
    whole(&store).await;
    witnesses.fake.expect_no_breach();
    println!("  {} requests filed, each once; {twice} messages came twice, all of them cut off", filed.len());
    assert!(twice as u64 <= witnesses.kills * 64, "that is more than can have been under way");
    store.close().await;
}

/// Waits for as long as messages still go: a room takes them one after the other.
async fn everything_is_sent(store: &Store) {
    let open = "select state, outcome from outbox where state in ('queued', 'sending')";
    let (mut fewest, mut since) = (usize::MAX, Instant::now());
    loop {
        let left = sqlx::query(open).fetch_all(store.reader()).await.expect("rows").len();
        if left == 0 {
            return;
        }
        if left < fewest {
            (fewest, since) = (left, Instant::now());
        }
        assert!(since.elapsed() < PATIENCE, "{left} messages are not sent");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The key of an update, and of messages their chat and number.
fn key(update: &Value) -> (String, Option<(i64, i64)>) {
    let (message, query) = (&update["message"], &update["callback_query"]);
    let key = if message.is_object() {
        let id = message["message_id"].as_i64().expect("a number");
        let chat = message["chat"]["id"].as_i64().expect("a number");
        (format!("m{id:012}.{chat}"), Some((chat, id)))
    } else if query.is_object() {
        (format!("c{}", query["id"].as_str().expect("an id")), None)
    } else {
        let date = &update["my_chat_member"]["date"];
        (format!("k{}.{date}", update["update_id"]), None)
    };
    (format!("telegram:{BOT}|{}", key.0), key.1)
}

/// Each update is in the inbox once, and nothing else is; of each chat in the order in which they were written.
async fn updates(store: &Store, witnesses: &Witnesses) {
    let expected: BTreeMap<String, Option<(i64, i64)>> = {
        let state = witnesses.fake.look();
        for update in &state.updates.all {
            assert!(update.is_acknowledged, "update {} was not acknowledged", update.id);
        }
        state.updates.all.iter().map(|update| key(&update.body)).collect()
    };
    let found = sqlx::query("select inbox_key from inbox where user_key <> '' order by arrival");
    let found = found.fetch_all(store.reader()).await.expect("rows");
    let found: Vec<String> = found.iter().map(|row| row.try_get(0).expect("text")).collect();
    let found: Vec<String> = found.into_iter().filter(|key| key.starts_with("telegram:")).collect();
    let stored: BTreeSet<&String> = found.iter().collect();
    let lost: Vec<&String> = expected.keys().filter(|key| !stored.contains(key)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let strange: Vec<&String> = found.iter().filter(|key| !expected.contains_key(*key)).collect();
    assert!(strange.is_empty(), "nobody sent them: {strange:?}");
    let mut last: BTreeMap<i64, i64> = BTreeMap::new();
    for (chat, id) in found.iter().filter_map(|key| expected[key]) {
        let last = last.entry(chat).or_insert(0);
        assert!(*last < id, "in chat {chat} message {id} was handled after {last}");
        *last = id;
    }
}

/// One ticket for each request that was sent, under the reference that was told.
async fn tickets(store: &Store, filed: &[Filed]) {
    let stored = rows(
        store,
        "select t.reference, e.words from ticket t left join entry e on e.ticket_id = t.id and e.kind = 'description'
         order by t.running_number",
    )
    .await;
    let given: BTreeMap<&String, &String> = filed.iter().map(|one| (&one.reference, &one.description)).collect();
    assert_eq!(given.len(), filed.len(), "no reference was given twice");
    assert_eq!(stored.len(), filed.len(), "one ticket for each request");
    for (reference, words) in &stored {
        assert_eq!(given.get(reference), Some(&words), "{reference}");
    }
    let numbers = sqlx::query("select running_number from ticket order by running_number").fetch_all(store.reader());
    let numbers: Vec<i64> = numbers.await.expect("rows").iter().map(|row| row.try_get(0).expect("a number")).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "numbers without holes");
    let open = rows(store, "select state, answers from draft where state = 'open'").await;
    assert!(open.is_empty(), "no draft is left: {open:?}");
}

/// What was added stands at its request once and in order.
async fn comments(store: &Store, filed: &[Filed]) {
    let stored = rows(
        store,
        "select t.reference, e.words from entry e join ticket t on t.id = e.ticket_id
         where e.kind <> 'description' order by e.id",
    )
    .await;
    let mut by_ticket: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (reference, words) in stored {
        by_ticket.entry(reference).or_default().push(words);
    }
    for one in filed {
        // What comes within seconds may be kept as one.
        let words = by_ticket.remove(&one.reference).unwrap_or_default().join("\n");
        let words: Vec<&str> = words.lines().collect();
        assert_eq!(words, one.comments, "{}", one.reference);
    }
}

/// Each tap was answered, unless the program was killed when it had it.
fn taps(witnesses: &Witnesses) {
    let state: &State = &witnesses.fake.look();
    let silent: Vec<&String> = state.silent_taps.iter().filter(|id| !witnesses.cut_off.contains(*id)).collect();
    assert!(silent.is_empty(), "taps without an answer: {silent:?} of {}", state.taps.len());
}
