//! A real desk with the shipped policy and the sample directory, for the benchmark.

use std::{collections::HashMap, sync::Arc};

use balcao::{
    bots::limits::{Counted, Limits, Quota, Rate},
    core::{
        chat::{Address, Inbound},
        db::{Kind, Store},
        directory::rows,
        policy::desk_file,
    },
    demo::Sample,
    desk::{Entrance, FloodLimits, Parts, Seed, Shared},
    dialogs::catalog::Catalog,
    door::{Letter, Received},
    serve::wall_clock,
};
use tokio_util::sync::CancellationToken;

/// The desk and its entrance; its workers run until it is dropped.
pub struct Hall {
    pub entrance: Entrance,
    stop: CancellationToken,
}

impl Hall {
    /// Where nobody thinks between two turns, which the brake on floods would take for one.
    pub async fn open(url: &str) -> Self {
        Self::with_flood(url, FloodLimits { burst: 10_000, ..FloodLimits::default() }).await
    }

    pub async fn with_flood(url: &str, flood: FloodLimits) -> Self {
        let store = Arc::new(Store::open(url).await.expect("a database"));
        let ids = store.take_ids().await.expect("ids");
        let sample = Sample::read().expect("the sample");
        let mut tx = store.begin().await.expect("a transaction");
        rows::apply(&mut tx, &sample.plan, &mut || ids.one()).await.expect("a directory");
        tx.commit().await.expect("a commit");
        let directory = rows::load(&mut store.reader().acquire().await.expect("a connection")).await.expect("rows");
        let workers = if store.kind == Kind::Sqlite { 1 } else { 3 };
        let unhurried = Rate { burst: 1000, every_ms: 1 };
        let limits = Limits {
            text_chars: 16_000,
            counted: Counted::Characters,
            buttons: 12,
            label_chars: 40,
            edits: true,
            threads: false,
            queue_card: false,
            card_in_thread: false,
            files_apart: false,
            mailbox: true,
            file_bytes: 1 << 20,
            per_group: None,
            per_chat: unhurried,
            overall: Quota::UNLIMITED,
        };
        let parts = Parts {
            store,
            ids,
            policy: desk_file::load("epts").expect("a desk"),
            policy_version: 0,
            catalog: Catalog::load().expect("texts"),
            directory,
            platforms: HashMap::from([("web".to_owned(), limits)]),
            flood,
            clock: Arc::new(wall_clock),
            seeds: Arc::new(|_| Seed::drawn()),
            places: balcao::text::places::Places::default(),
        };
        let (shared, _answers) = Shared::new(parts);
        let (entrance, workers) = Entrance::open(&shared, workers);
        let stop = CancellationToken::new();
        for worker in workers {
            tokio::spawn(worker.run(stop.clone()));
        }
        Self { entrance, stop }
    }

    pub fn address(user: usize) -> Address {
        Address::new("web", "balcao", &format!("p{user}"))
    }

    pub async fn hand_in(&self, inbound: Inbound) -> Vec<Letter> {
        match self.entrance.receive(inbound).await {
            Ok(Received::Done { letters, .. }) => letters,
            other => panic!("a turn was not done: {other:?}"),
        }
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
