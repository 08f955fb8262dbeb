//! A desk whose clocks are watched: it is killed and started again, also in the middle of its work, and the machine's
//! clock is set to other hours and years.

use std::{
    collections::HashMap,
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    task::Poll,
};

use balcao::{
    bots::bot::Bot as _,
    core::{
        chat::{ChatKind, Inbound, Sender},
        db::{Kind, Store},
        directory::rows,
        last_look,
        policy::desk_file,
    },
    desk::{
        Entrance, FloodLimits, Parts, Shared, Steady, Worker,
        steady::{Held, Machine},
        tick,
    },
    dialogs::catalog::Catalog,
    text::places::Places,
};
use futures_util::future::join_all;
use sqlx::Row as _;

use crate::{
    steps::message,
    support::{TestStore, hostile::Hostile},
    world::{address, facility, made},
};

/// Monday, 23 November 2026, 07:30 in Maputo, which is two hours ahead all year.
pub const BEGIN: i64 = 1_795_411_800_000;
pub const MINUTE: i64 = 60_000;

/// The reporters; then an agent of each tier but the last, the manager and the focal point.
pub const REPORTERS: std::ops::RangeInclusive<i64> = 1..=8;
pub const AGENTS: [i64; 3] = [101, 102, 103];
pub const MANAGER: i64 = 105;
const FOCAL: i64 = 106;

/// What differs from desk to desk.
#[derive(Clone, Copy, Debug)]
pub struct Custom {
    pub first_tier: i64,
    /// In minutes.
    pub silent: i64,
    pub warn_percent: i64,
    /// Whether what is critical counts day and night.
    pub round_the_clock: bool,
}

impl Custom {
    /// The shipped desk with this in its place, and a category that needs a focal point's word and asks nothing.
    fn text(self) -> String {
        let shipped = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/desks/epts.toml")).unwrap();
        let always = if self.round_the_clock { "[\"critical\"]" } else { "[]" };
        let places = [
            ("first_tier = 2".to_owned(), format!("first_tier = {}", self.first_tier)),
            ("warn_percent = 75".to_owned(), format!("warn_percent = {}", self.warn_percent)),
            ("silent = \"4h\"".to_owned(), format!("silent = \"{}m\"", self.silent)),
            ("round_the_clock = []".to_owned(), format!("round_the_clock = {always}")),
            (
                "[[urgency]]\nkey = \"patient_care\"".to_owned(),
                "[[category]]\nkey = \"gate\"\nlabel = { pt = \"Com acordo\", en = \"On approval\" }\napproval = true\n\
                 urgency = \"job_not_affected\"\n\n[[urgency]]\nkey = \"patient_care\""
                    .to_owned(),
            ),
        ];
        places.iter().fold(shipped, |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        })
    }
}

/// Everything that a restart makes anew.
struct Running {
    entrance: Entrance,
    workers: Vec<Worker>,
}

pub struct Desk {
    pub db: TestStore,
    custom: Custom,
    /// The time that passes, and how far the machine's clock is from it.
    pub clock: Arc<AtomicI64>,
    pub wrong: Arc<AtomicI64>,
    /// How often the machine was started.
    machine: usize,
    running: Option<Running>,
    count: usize,
    seen: i64,
}

/// A message of somebody's; its key tells it from all others.
fn inbound(person: i64, text: &str, at: i64, number: usize) -> Inbound {
    Inbound {
        address: address(&format!("c{person}")),
        chat_kind: ChatKind::Private,
        sender: Sender {
            user_key: format!("u{person}"),
            name: format!("P{person}"),
            locale_hint: None,
            anonymous: false,
        },
        key: format!("k{number}"),
        sent_at: at,
        thread: None,
        reply_to: None,
        body: message(text),
        album: None,
        forwarded: false,
        context: None,
        answer: None,
    }
}

impl Desk {
    pub async fn open(db: TestStore, custom: Custom) -> Self {
        people(&db).await;
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let wrong = Arc::new(AtomicI64::new(0));
        let mut desk = Self { db, custom, clock, wrong, machine: 1, running: None, count: 0, seen: 0 };
        desk.start().await;
        desk
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    async fn start(&mut self) {
        let store = &self.db.store;
        let mut conn = store.reader().acquire().await.unwrap();
        let directory = rows::load(&mut conn).await.unwrap();
        let last = last_look::read(&mut conn).await.unwrap();
        drop(conn);
        let (wound, wrong, up) = (Arc::clone(&self.clock), Arc::clone(&self.wrong), Arc::clone(&self.clock));
        let machine = Machine {
            wall: Box::new(move || wound.load(Ordering::SeqCst) + wrong.load(Ordering::SeqCst)),
            up: Box::new(move || up.load(Ordering::SeqCst)),
            run: format!("m{}", self.machine),
        };
        let steady = Arc::new(Steady::new(machine, last.as_ref()));
        let told = Arc::clone(&steady);
        let bot = Hostile::new("x", 7);
        let (shared, _) = Shared::new(Parts {
            store: Arc::clone(store),
            ids: store.take_ids().await.unwrap(),
            policy: desk_file::read_kept(&self.custom.text(), "").unwrap(),
            policy_version: 0,
            catalog: Catalog::load().unwrap(),
            directory,
            platforms: HashMap::from([("x".to_owned(), bot.limits().clone())]),
            flood: FloodLimits { burst: 100_000, ..FloodLimits::default() },
            clock: Arc::new(move || told.now()),
            seeds: crate::support::seeds(),
            places: Places::default(),
        });
        shared.looks_after(steady);
        let workers = if store.kind == Kind::Postgres { 3 } else { 1 };
        let (entrance, mut workers) = Entrance::open(&shared, workers);
        for worker in &mut workers {
            worker.resume().await.unwrap();
        }
        self.running = Some(Running { entrance, workers });
    }

    /// What the desk thinks of the machine's clock.
    pub fn held(&self) -> Option<Held> {
        self.running.as_ref().and_then(|running| running.entrance.shared.held())
    }

    /// Everything but the database goes, and comes again; with the machine, or without.
    pub async fn restart(&mut self, with_machine: bool) {
        self.running = None;
        self.db.store.close().await;
        self.db.store = Arc::new(Store::open(&self.db.url).await.unwrap());
        self.machine += usize::from(with_machine);
        self.start().await;
    }

    /// People write at the same time. Where the desk is killed after so many steps of its work, it is started anew and
    /// all is handed in once more, since nothing was acknowledged.
    pub async fn says(&mut self, said: &[(i64, String)], killed_after: Option<usize>) -> Result<(), String> {
        let at = self.now();
        let first = self.count;
        self.count += said.len();
        let inbounds: Vec<Inbound> =
            said.iter().zip(first..).map(|((person, text), number)| inbound(*person, text, at, number)).collect();
        if let Some(steps) = killed_after {
            let handed = inbounds.clone();
            self.drive(|entrance| async move { hand_in(&entrance, handed).await }, Some(steps)).await;
            self.restart(false).await;
        }
        let done = self.drive(|entrance| async move { hand_in(&entrance, inbounds).await }, None).await;
        done.unwrap_or_else(|| Err("it did not end".into()))
    }

    /// One look at the clock, which may be cut short by a kill; then the desk is started anew, and looks again.
    pub async fn ticks(&mut self, killed_after: Option<usize>) -> Result<(), String> {
        if killed_after.is_some() {
            self.drive(|entrance| Box::pin(async move { tick::tick(&entrance).await }), killed_after).await;
            self.restart(false).await;
        }
        let done = self.drive(|entrance| Box::pin(async move { tick::tick(&entrance).await }), None).await;
        done.ok_or("it did not end")?.map(|_| ()).map_err(|error| error.to_string())
    }

    /// Lets the workers turn until the work is done, or for so many steps.
    async fn drive<T, F: Future<Output = T>>(
        &mut self,
        work: impl FnOnce(Entrance) -> F,
        most: Option<usize>,
    ) -> Option<T> {
        let Running { entrance, workers } = self.running.as_mut().unwrap();
        let mut work = pin!(work(entrance.clone()));
        let turning = async {
            loop {
                for worker in &mut *workers {
                    worker.turn().await;
                }
                tokio::task::yield_now().await;
            }
        };
        let mut turning = pin!(turning);
        let mut steps = 0;
        std::future::poll_fn(|cx| {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(Some(done));
            }
            let _never = turning.as_mut().poll(cx);
            steps += 1;
            if most.is_some_and(|most| steps > most) { Poll::Ready(None) } else { Poll::Pending }
        })
        .await
    }

    /// The timers of requests, with the minutes at which they fire.
    pub async fn timers(&self) -> Vec<(String, i64)> {
        let timers = "select t.reference, i.due_at from timer i join ticket t on t.id = i.subject_id
                      where i.kind = 'ticket' order by t.reference";
        let mut conn = self.db.store.reader().acquire().await.unwrap();
        let rows = sqlx::query(timers).fetch_all(&mut *conn).await.unwrap();
        rows.iter().map(|row| (row.get(0), (row.get::<i64, _>(1) - BEGIN) / MINUTE)).collect()
    }

    /// What was told of stages since the last time that this was asked: where, of which request, which.
    pub async fn told(&mut self) -> Vec<(String, String, String)> {
        let news = "select id, address, line from outbox where id > $1 and line like '{\"stage\"%' order by id";
        let mut conn = self.db.store.reader().acquire().await.unwrap();
        let rows = sqlx::query(news).bind(self.seen).fetch_all(&mut *conn).await.unwrap();
        let mut told = Vec::new();
        for row in rows {
            self.seen = self.seen.max(row.get(0));
            let line: serde_json::Value = serde_json::from_str(&row.get::<String, _>(2)).unwrap();
            let (stage, address) = (&line["stage"], row.get::<String, _>(1));
            let kind = match &stage["told"] {
                serde_json::Value::String(kind) => kind.clone(),
                other => other.as_object().unwrap().keys().next().unwrap().clone(),
            };
            let chat = address.trim_start_matches("x:bot:").to_owned();
            told.push((chat, stage["reference"].as_str().unwrap().to_owned(), kind));
        }
        told.sort();
        told
    }
}

async fn hand_in(entrance: &Entrance, inbounds: Vec<Inbound>) -> Result<(), String> {
    let received = join_all(inbounds.into_iter().map(|inbound| entrance.receive(inbound))).await;
    match received
        .iter()
        .find(|one| !matches!(one, Ok(balcao::door::Received::Done { .. } | balcao::door::Received::Again)))
    {
        Some(other) => Err(format!("{other:?}")),
        None => Ok(()),
    }
}

/// A facility with its partner, everybody in their chats, and the rooms.
async fn people(db: &TestStore) {
    let store = &db.store;
    facility(store).await;
    let agents = AGENTS.into_iter().zip(1..).map(|(id, tier)| (id, "agent", Some(tier)));
    let others = [(MANAGER, "manager", None), (FOCAL, "focal_point", None)];
    let reporters = REPORTERS.map(|id| (id, "reporter", None));
    for (id, role, tier) in agents.chain(others).chain(reporters) {
        let tier = tier.map_or("null".to_owned(), |tier: i64| tier.to_string());
        let partner = if role == "focal_point" { "1" } else { "null" };
        made(
            store,
            &format!(
                "insert into person (id, name, locale, role, tier, partner_id, facility_id, enrolled_at)
                 values ({id}, 'P{id}', 'pt', '{role}', {tier}, {partner}, 1, 1)"
            ),
        )
        .await;
        made(
            store,
            &format!(
                "insert into contact (contact_key, person_id, address, last_used_at)
                 values ('x:bot|u{id}', {id}, 'x:bot:c{id}', 1)"
            ),
        )
        .await;
    }
    for (chat, partner) in [("agents", "null"), ("partner", "1"), ("managers", "null")] {
        made(
            store,
            &format!(
                "insert into room (address, purpose, partner_id, locale)
                 values ('x:bot:{chat}', '{chat}', {partner}, 'pt')"
            ),
        )
        .await;
    }
}
