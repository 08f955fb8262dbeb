//! Writes outbox rows as the desk does, and reads what became of them.

use std::sync::atomic::{AtomicI64, Ordering};

use balcao::core::{
    chat::{Message, Millis},
    db::Store,
};
use sqlx::Row as _;

/// A row to be.
#[derive(Clone, Debug)]
pub struct Letter {
    pub address: String,
    pub class: i64,
    pub text: String,
    pub person_id: Option<i64>,
    pub ticket_id: Option<i64>,
    pub in_thread: bool,
    /// A thread that is no ticket's.
    pub thread: Option<String>,
    pub slot: Option<String>,
}

/// A reply without anything special.
pub fn letter(address: &str, text: &str) -> Letter {
    Letter {
        address: address.into(),
        class: 0,
        text: text.into(),
        person_id: None,
        ticket_id: None,
        in_thread: false,
        thread: None,
        slot: None,
    }
}

impl Letter {
    pub fn class(self, class: i64) -> Self {
        Self { class, ..self }
    }

    pub fn person(self, person: i64) -> Self {
        Self { person_id: Some(person), ..self }
    }

    pub fn ticket(self, ticket: i64) -> Self {
        Self { ticket_id: Some(ticket), ..self }
    }

    pub fn in_thread(self, ticket: i64) -> Self {
        Self { in_thread: true, ..self.ticket(ticket) }
    }

    pub fn apart(self, thread: &str) -> Self {
        Self { thread: Some(thread.into()), ..self }
    }

    pub fn slot(self, slot: &str) -> Self {
        Self { slot: Some(slot.into()), ..self }
    }
}

/// Writes the letters in one transaction and returns their ids.
pub async fn enqueue(store: &Store, now: Millis, letters: &[Letter]) -> Vec<i64> {
    static NEXT: AtomicI64 = AtomicI64::new(1);
    let mut tx = store.begin().await.unwrap();
    let mut ids = Vec::new();
    for letter in letters {
        let platform = letter.address.split(':').next().unwrap();
        let seq: i64 = sqlx::query(
            "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until, lease_holder)
             values ($1, $2, $3, 1, 1, $4, 0, '') on conflict (address, class)
             do update set last_seq = lane.last_seq + 1, pending = lane.pending + 1 returning last_seq",
        )
        .bind(&letter.address)
        .bind(letter.class)
        .bind(platform)
        .bind(now)
        .fetch_one(&mut *tx)
        .await
        .unwrap()
        .get(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let message = Message { text: letter.text.clone(), thread: letter.thread.clone(), ..Message::default() };
        sqlx::query(
            "insert into outbox (id, address, class, seq, platform, person_id, ticket_id, in_thread, slot, line,
             locale, body, state, due_at, attempts, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 'pt', $10, 'queued', $11, 0, $11)",
        )
        .bind(id)
        .bind(&letter.address)
        .bind(letter.class)
        .bind(seq)
        .bind(platform)
        .bind(letter.person_id)
        .bind(letter.ticket_id)
        .bind(i64::from(letter.in_thread))
        .bind(letter.slot.clone())
        .bind(serde_json::to_string(&message).unwrap())
        .bind(now)
        .execute(&mut *tx)
        .await
        .unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    ids
}

/// Gives deferred rows their places, as the desk's tick does.
pub async fn release(store: &Store, now: Millis) -> usize {
    let mut tx = store.begin().await.unwrap();
    let due = sqlx::query(
        "select id, address, class, platform from outbox where state = 'deferred' and due_at <= $1 order by due_at, id",
    )
    .bind(now)
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    for row in &due {
        let (address, class, platform): (String, i64, String) = (row.get(1), row.get(2), row.get(3));
        let seq: i64 = sqlx::query(
            "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until, lease_holder)
             values ($1, $2, $3, 1, 1, $4, 0, '') on conflict (address, class)
             do update set last_seq = lane.last_seq + 1, pending = lane.pending + 1 returning last_seq",
        )
        .bind(address)
        .bind(class)
        .bind(platform)
        .bind(now)
        .fetch_one(&mut *tx)
        .await
        .unwrap()
        .get(0);
        sqlx::query("update outbox set state = 'queued', seq = $2 where id = $1")
            .bind(row.get::<i64, _>(0))
            .bind(seq)
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    due.len()
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    pub id: i64,
    pub address: String,
    pub state: String,
    pub outcome: Option<String>,
    pub attempts: i64,
    pub text: String,
}

/// The fates of a platform's rows, in the order of their ids.
pub async fn fates(store: &Store, platform: &str) -> Vec<Fate> {
    let found =
        sqlx::query("select id, address, state, outcome, attempts, body from outbox where platform = $1 order by id")
            .bind(platform)
            .fetch_all(store.reader())
            .await
            .unwrap();
    found
        .iter()
        .map(|row| Fate {
            id: row.get(0),
            address: row.get(1),
            state: row.get(2),
            outcome: row.get(3),
            attempts: row.get(4),
            text: serde_json::from_str::<Message>(&row.get::<String, _>(5)).unwrap().text,
        })
        .collect()
}

/// The words for the states of a platform's rows.
pub async fn states(store: &Store, platform: &str) -> Vec<String> {
    fates(store, platform).await.into_iter().map(|fate| fate.state).collect()
}

/// Fails unless each lane counts its open rows and nobody holds it.
pub async fn expect_settled(store: &Store, platform: &str) {
    let wrong = sqlx::query(
        "select l.address, l.class, l.pending, l.lease_until from lane l where l.platform = $1 and (l.lease_until > 0
         or l.pending <> (select count(*) from outbox o where o.address = l.address and o.class = l.class
         and o.state in ('queued', 'sending')))",
    )
    .bind(platform)
    .fetch_all(store.reader())
    .await
    .unwrap();
    let wrong: Vec<(String, i64, i64, i64)> =
        wrong.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect();
    assert!(wrong.is_empty(), "lanes that count wrongly or are held: {wrong:?}");
}

/// Runs one statement that sets the scene.
pub async fn sql(store: &Store, statement: &'static str) {
    let mut tx = store.begin().await.unwrap();
    sqlx::query(statement).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}
