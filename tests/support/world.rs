//! A relay on one hostile platform, with a clock that is moved by hand.

use std::sync::Arc;

use balcao::{
    bots::bot::Bot,
    core::{
        chat::{Millis, Outbound},
        delivery::{self, Admission, Wanted},
    },
    relay::{Config, Pumped, Relay},
};

use super::{
    TestStore,
    hostile::Hostile,
    outbox::{sql, states},
};

/// A relay on one hostile platform, with a clock that is moved by hand.
pub struct World {
    pub db: TestStore,
    pub bot: Arc<Hostile>,
    pub relay: Relay,
    pub now: Millis,
}

impl World {
    /// On SQLite.
    pub async fn new() -> Self {
        Self::on(super::store().await)
    }

    pub fn on(db: TestStore) -> Self {
        let bot = Arc::new(Hostile::new("x", 7));
        let relay = relay(&db, vec![bot.clone()], "one", 7);
        Self { db, bot, relay, now: 1_000_000 }
    }

    pub async fn pump(&mut self) -> Pumped {
        self.bot.state().now = self.now;
        self.relay.pump(self.now).await.unwrap()
    }

    /// Pumps, and moves the clock to when something is due, until nothing is.
    pub async fn settle(&mut self) -> usize {
        let mut rounds = 0;
        loop {
            let pumped = self.pump().await;
            rounds += 1;
            assert!(rounds < 10_000, "the relay never comes to an end");
            match pumped.next_due {
                Some(due) => self.now = due.max(self.now),
                None => return rounds,
            }
        }
    }

    pub async fn states(&self) -> Vec<String> {
        states(&self.db.store, "x").await
    }
}

/// A relay under this name.
pub fn relay(db: &TestStore, bots: Vec<Arc<dyn Bot>>, holder: &str, seed: u64) -> Relay {
    Relay::new(db.store.clone(), bots, Config::new(holder, seed))
}

/// The ticket 5, `BL-0018`.
pub async fn add_ticket(db: &TestStore) {
    sql(&db.store, "insert into person (id, name, locale, role) values (1, 'Ana', 'pt', 'reporter')").await;
    sql(
        &db.store,
        "insert into ticket (id, running_number, reference, system_key, category_key, urgency_key, impact_key,
         priority_key, priority_rank, status, waiting_on, reporter_id, reporter_address, locale, form, version,
         created_at, updated_at) values (5, 1, 'BL-0018', 's', 'c', 'u', 'i', 'p', 1, 'new', 'agent', 1, 'x:bot:1',
         'pt', '{}', 1, 0, 0)",
    )
    .await;
}

/// Claims as another process does.
pub async fn claim(world: &World, holder: &str, most: usize) -> Vec<delivery::Claimed> {
    let wanted = [Wanted { platform: world.bot.platform().into(), most, broadcasts: most }];
    delivery::claim(&world.db.store, &wanted, holder, world.now, &mut |_, _, _| Admission::Go).await.unwrap()
}

/// Sends what was claimed, as a relay does that crashes right after.
pub async fn send(world: &World, claimed: &delivery::Claimed) {
    let outbound = Outbound {
        to: claimed.address.parse().unwrap(),
        thread: None,
        reply_to: None,
        files: Vec::new(),
        message: claimed.message.clone().unwrap(),
        edits: None,
        nonce: claimed.nonce(),
        since: claimed.due_at,
    };
    world.bot.state().now = world.now;
    world.bot.state().script.push_front(None);
    let _ = world.bot.send(&outbound).await;
}
