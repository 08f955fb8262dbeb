//! The desk's entrance: many messages of one chat that are handed in at once keep their order.

mod support;

use std::{collections::HashMap, sync::Arc};

use balcao::{
    bots::bot::Bot as _,
    core::{
        chat::{Address, Body, ChatKind, Inbound, Sender},
        directory::Directory,
        policy::desk_file,
    },
    desk::{Entrance, FloodLimits, Parts, Shared, Worker},
    dialogs::catalog::Catalog,
    text::places::Places,
};
use futures_util::future::join_all;
use support::hostile::Hostile;
use tokio_util::sync::CancellationToken;

const START: i64 = 1_800_000_000_000;
/// More than a task is let do in one go.
const MANY: i64 = 300;

async fn desk(db: &support::TestStore) -> (Entrance, Worker) {
    let parts = Parts {
        store: Arc::clone(&db.store),
        ids: db.store.take_ids().await.unwrap(),
        policy: desk_file::load("epts").unwrap(),
        policy_version: 0,
        catalog: Catalog::load().unwrap(),
        directory: Directory::default(),
        platforms: HashMap::from([("x".to_owned(), Hostile::new("x", 7).limits().clone())]),
        flood: FloodLimits { burst: 100_000, ..FloodLimits::default() },
        clock: Arc::new(|| START),
        seeds: support::seeds(),
        places: Places::default(),
    };
    let (shared, _) = Shared::new(parts);
    let (entrance, mut workers) = Entrance::open(&shared, 1);
    (entrance, workers.remove(0))
}

fn said(number: i64) -> Inbound {
    let sender =
        Sender { user_key: "ana".into(), name: "Ana".into(), locale_hint: Some("pt".into()), anonymous: false };
    Inbound {
        address: Address::new("x", "bot", "1"),
        chat_kind: ChatKind::Private,
        sender,
        key: format!("m{number:05}"),
        sent_at: START,
        thread: None,
        reply_to: None,
        body: Body::Message { text: number.to_string(), files: Vec::new() },
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_handed_in_at_once_is_handled_in_its_order() {
    let db = support::store().await;
    let (entrance, worker) = desk(&db).await;
    let stop = CancellationToken::new();
    let working = tokio::spawn(worker.run(stop.clone()));
    let handing = tokio::spawn(async move {
        let mut ends = Vec::new();
        for number in 0..MANY {
            ends.push(entrance.line_up(said(number)).await.unwrap());
        }
        join_all(ends).await
    });
    assert!(handing.await.unwrap().iter().all(Result::is_ok));
    stop.cancel();
    working.await.unwrap();
    // Ids rise as messages come in, places in the lane as they are handled.
    let answers: Vec<i64> = sqlx::query_scalar("select id from outbox where seq > 0 order by seq")
        .fetch_all(db.store.reader())
        .await
        .unwrap();
    assert!(answers.len() >= usize::try_from(MANY).unwrap(), "{} answers", answers.len());
    assert!(answers.is_sorted());
}
