//! One desk and its people: who writes where, in batches, and what they then see.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use balcao::{
    bots::bot::Bot as _,
    core::{
        chat::{Address, Body, ChatKind, Inbound, Message, Sender},
        db::Store,
        directory::rows,
        policy::desk_file,
    },
    desk::{Entrance, FloodLimits, Parts, Shared, Worker, tick},
    dialogs::catalog::Catalog,
    door::Received,
    text::reference,
};
use sqlx::Row as _;

use crate::{
    steps::{DESKS, VERBS, beside_words, forged, garbage, known_word, message, pick, with_file},
    support::{Dice, TestStore, hostile::Hostile, outbox::sql},
};

/// So many reporters, and so histories, in a world.
pub const REPORTERS: usize = 20;
/// The agents, then the focal point, the manager, and the agent whose role is taken away.
pub const BO: i64 = 101;
const STAFF: [(i64, &str); 5] =
    [(BO, "agent"), (102, "agent"), (103, "focal_point"), (104, "manager"), (REVOKED, "agent")];
pub const REVOKED: i64 = 105;
pub const GROUPS: [&str; 4] = ["agents", "partner", "managers", "nobody"];
const START: i64 = 1_800_000_000_000;

/// A typed verb, to be foretold by the model.
#[derive(Clone, Debug)]
pub struct Typed {
    pub verb: &'static str,
    pub reference: String,
}

/// One message, as the checks remember it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub key: String,
    pub person: i64,
    pub chat: String,
    pub is_desk: bool,
    pub typed: Option<Typed>,
    pub at: i64,
    /// What it is known by, where its words have that.
    pub marker: Option<String>,
}

pub struct World {
    pub db: TestStore,
    pub dice: Dice,
    pub sent: Vec<Sent>,
    /// Each marker, with the chat in which it was written and whether it was typed as a note.
    pub markers: HashMap<String, (String, bool)>,
    clock: Arc<AtomicI64>,
    entrance: Entrance,
    worker: Worker,
    buttons: HashMap<String, Vec<String>>,
    labels: HashMap<String, Vec<String>>,
    /// The buttons of each chat's last message.
    last: HashMap<String, Vec<String>>,
    references: Vec<String>,
    /// The last request of each person.
    own: HashMap<i64, String>,
    earlier: Vec<Inbound>,
    revoked: bool,
    seen_at: i64,
    /// What somebody of the desk does right after a verb: closes, or undoes.
    follows: Vec<(i64, String, String)>,
}

pub fn address(chat: &str) -> Address {
    Address::new("x", "bot", chat)
}

impl World {
    pub async fn new(db: TestStore, seed: u64) -> Self {
        people(&db).await;
        let clock = Arc::new(AtomicI64::new(START));
        let wound = Arc::clone(&clock);
        let bot = Hostile::new("x", 7);
        let directory = rows::load(&mut db.store.reader().acquire().await.unwrap()).await.unwrap();
        let (shared, _) = Shared::new(Parts {
            store: Arc::clone(&db.store),
            ids: db.store.take_ids().await.unwrap(),
            policy: desk_file::load("epts").unwrap(),
            policy_version: 0,
            catalog: Catalog::load().unwrap(),
            directory,
            platforms: HashMap::from([("x".to_owned(), bot.limits().clone())]),
            flood: FloodLimits { burst: 100_000, ..FloodLimits::default() },
            clock: Arc::new(move || wound.load(Ordering::SeqCst)),
            seeds: crate::support::seeds(),
            places: balcao::text::places::Places::default(),
        });
        let (entrance, mut workers) = Entrance::open(&shared, 1);
        Self {
            db,
            dice: Dice(seed),
            sent: Vec::new(),
            markers: HashMap::new(),
            clock,
            entrance,
            worker: workers.remove(0),
            buttons: HashMap::new(),
            labels: HashMap::new(),
            last: HashMap::new(),
            references: Vec::new(),
            own: HashMap::new(),
            earlier: Vec::new(),
            revoked: false,
            seen_at: START,
            follows: Vec::new(),
        }
    }

    /// One batch of random size, with what the clock brings and what people then see.
    pub async fn batch(&mut self) -> Result<(), String> {
        let jump = match self.dice.roll(20) {
            0 => 26 * 3_600_000,
            1 => 1_900_000,
            _ => 1 + i64::try_from(self.dice.roll(60_000)).unwrap(),
        };
        self.clock.fetch_add(jump, Ordering::SeqCst);
        if !self.revoked && self.sent.len() > 300 {
            self.revoked = true;
            let taken = "update person set role = 'reporter', role_epoch = role_epoch + 1 where id = 105";
            sql(&self.db.store, taken).await;
        }
        let mut inbounds = Vec::new();
        let size = 1 + self.dice.roll(30);
        for _ in 0..size {
            let again = self.dice.percent(6).then(|| pick(&mut self.dice, &self.earlier).cloned()).flatten();
            let inbound = again.unwrap_or_else(|| self.step());
            if self.dice.percent(5) {
                inbounds.push(inbound.clone());
            }
            inbounds.push(inbound);
            for _ in 0..self.dice.roll(8).saturating_sub(5) {
                inbounds.push(self.more());
            }
        }
        self.earlier.clone_from(&inbounds);
        self.hand_in(inbounds.clone()).await?;
        if self.dice.percent(8) {
            self.hand_in(inbounds).await?;
        }
        if self.dice.percent(30) {
            let entrance = self.entrance.clone();
            let ticking = tokio::spawn(async move { tick::tick(&entrance).await });
            while !ticking.is_finished() {
                self.worker.turn().await;
                tokio::task::yield_now().await;
            }
            ticking.await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
        }
        self.look().await;
        Ok(())
    }

    pub async fn hand_in(&mut self, inbounds: Vec<Inbound>) -> Result<(), String> {
        let waiting: Vec<_> = inbounds
            .into_iter()
            .map(|inbound| {
                let entrance = self.entrance.clone();
                tokio::spawn(async move { (entrance.receive(inbound.clone()).await, inbound) })
            })
            .collect();
        tokio::task::yield_now().await;
        while !waiting.iter().all(tokio::task::JoinHandle::is_finished) {
            self.worker.turn().await;
            tokio::task::yield_now().await;
        }
        for task in waiting {
            let (received, inbound) = task.await.map_err(|e| e.to_string())?;
            if matches!(received, Err(_) | Ok(Received::Quarantined)) {
                return Err(format!("{received:?}: {:.600}", format!("{inbound:?}")));
            }
        }
        Ok(())
    }

    /// Many file a request at the same time, each as the questions lead them.
    pub async fn file(&mut self) -> Result<(), String> {
        for round in 0..16 {
            self.clock.fetch_add(1000, Ordering::SeqCst);
            let mut inbounds = Vec::new();
            for person in (1..=20).filter(|id| id % 5 != 0) {
                let chat = format!("c{person}");
                let marker = format!("zq{}w", self.sent.len());
                let offered = self.last.get(&chat).and_then(|tokens| tokens.first().cloned());
                let body = match offered {
                    _ if round == 0 => message("/novo"),
                    Some(token) => Body::Tap { token },
                    None if self.dice.percent(50) => message("1"),
                    None => message(format!("A impressora {marker} não imprime")),
                };
                self.markers.insert(marker, (chat.clone(), false));
                inbounds.push(self.inbound(person, &chat, body, None));
            }
            self.hand_in(inbounds).await?;
            self.look().await;
        }
        Ok(())
    }

    /// Somebody does something somewhere.
    fn step(&mut self) -> Inbound {
        if let Some((person, chat, reference)) = self.follows.pop() {
            return self.follow(person, &chat, reference);
        }
        let reporter = 1 + i64::try_from(self.dice.roll(REPORTERS as u64)).unwrap();
        let is_staff = self.dice.percent(40);
        let person = if is_staff { pick(&mut self.dice, &STAFF).unwrap().0 } else { reporter };
        let group = self.dice.percent(if is_staff { 45 } else { 5 });
        let chat = if group { (*pick(&mut self.dice, &GROUPS).unwrap()).to_owned() } else { format!("c{person}") };
        let marker = format!("zq{}w", self.sent.len());
        let (body, typed) = self.body(person, &chat, &marker);
        let worked = typed.as_ref().filter(|typed| person >= BO && matches!(typed.verb, "resolve" | "reply"));
        if let Some(typed) = worked.filter(|_| self.dice.percent(40)) {
            self.follows.push((person, chat.clone(), typed.reference.clone()));
        }
        let is_note = typed.as_ref().is_some_and(|typed| matches!(typed.verb, "note" | "escalate"));
        self.markers.insert(marker, (chat.clone(), is_note));
        let is_plain = typed.is_none();
        let inbound = self.inbound(person, &chat, body, typed);
        if is_plain { self.bend(inbound) } else { inbound }
    }

    /// Whoever wrote last writes on in the same breath.
    fn more(&mut self) -> Inbound {
        let (person, chat) = self.sent.last().map_or((1, "c1".into()), |sent| (sent.person, sent.chat.clone()));
        let marker = format!("zq{}w", self.sent.len());
        let text = if self.dice.percent(20) { "não imprime".into() } else { garbage(&mut self.dice, &marker) };
        self.markers.insert(marker, (chat.clone(), false));
        self.inbound(person, &chat, message(text), None)
    }

    /// What the way does to a message: it comes late, passed on, as a part of an album, or is huge.
    fn bend(&mut self, inbound: Inbound) -> Inbound {
        let Body::Message { text, files } = &inbound.body else { return inbound };
        if self.dice.percent(1) {
            let body = Body::Message { text: format!("{text} {}", "á ".repeat(20_000)), files: files.clone() };
            return Inbound { body, ..inbound };
        }
        match self.dice.roll(30) {
            0 => {
                Inbound { sent_at: inbound.sent_at - i64::try_from(self.dice.roll(26 * 3_600_000)).unwrap(), ..inbound }
            }
            1 => Inbound { forwarded: true, ..inbound },
            2..20 if !files.is_empty() => Inbound { album: Some(format!("a{}", self.dice.roll(3))), ..inbound },
            _ => inbound,
        }
    }

    fn follow(&mut self, person: i64, chat: &str, reference: String) -> Inbound {
        if self.dice.percent(50) {
            return self.inbound(person, chat, message("/desfazer"), None);
        }
        let body = message(format!("/fechar {reference}"));
        self.inbound(person, chat, body, Some(Typed { verb: "close", reference }))
    }

    fn inbound(&mut self, person: i64, chat: &str, body: Body, typed: Option<Typed>) -> Inbound {
        let key = format!("k{}", self.sent.len());
        let is_desk = matches!(person, BO | 102) || (person == REVOKED && !self.revoked);
        let marker = format!("zq{}w", self.sent.len());
        let marker = matches!(&body, Body::Message { text, .. } if text.contains(&marker)).then_some(marker);
        let at = self.clock.load(Ordering::SeqCst);
        self.sent.push(Sent { key: key.clone(), person, chat: chat.to_owned(), is_desk, typed, at, marker });
        Inbound {
            address: address(chat),
            chat_kind: if GROUPS.contains(&chat) { ChatKind::Group } else { ChatKind::Private },
            sender: Sender {
                user_key: format!("u{person}"),
                name: format!("P{person}"),
                locale_hint: None,
                anonymous: false,
            },
            key,
            sent_at: self.clock.load(Ordering::SeqCst),
            thread: None,
            reply_to: None,
            body,
            album: None,
            forwarded: false,
            context: None,
            answer: None,
        }
    }

    fn body(&mut self, person: i64, chat: &str, marker: &str) -> (Body, Option<Typed>) {
        let token = self.buttons.get(chat).and_then(|all| pick(&mut self.dice, &all[all.len().saturating_sub(6)..]));
        let body = match self.dice.roll(100) {
            0..40 => token.map_or_else(|| message("/novo"), |token| Body::Tap { token: token.clone() }),
            40..45 => {
                let labels = self.labels.get(chat).map_or(&[][..], Vec::as_slice);
                message(pick(&mut self.dice, &labels[labels.len().saturating_sub(6)..]).cloned().unwrap_or_default())
            }
            45..58 => message(known_word(&mut self.dice)),
            58..70 => message(garbage(&mut self.dice, marker)),
            70..72 => with_file(&mut self.dice, marker.to_owned()),
            72 => beside_words(&mut self.dice, marker),
            73 => Body::Start { payload: self.dice.percent(30).then(|| "no-such-code".to_owned()) },
            74 => Body::Tap { token: forged(&mut self.dice) },
            75..77 => {
                let theirs = self.sent.iter().rev().filter(|sent| sent.person == person && sent.chat == chat);
                let theirs: Vec<_> = theirs.take(4).collect();
                let of = pick(&mut self.dice, &theirs).map_or_else(|| "k0".to_owned(), |sent| sent.key.clone());
                Body::Edited { of, text: format!("corrigido {marker}") }
            }
            77..80 => {
                let mut chats: Vec<_> = self.buttons.keys().collect();
                chats.sort();
                let other = pick(&mut self.dice, &chats).and_then(|chat| pick(&mut self.dice, &self.buttons[*chat]));
                Body::Tap { token: other.cloned().unwrap_or_default() }
            }
            roll => return self.verb(person, marker, roll < 84),
        };
        (body, None)
    }

    /// A verb with a reference: of somebody's request, or guessed.
    fn verb(&mut self, person: i64, marker: &str, looks: bool) -> (Body, Option<Typed>) {
        let guessed = reference::format("BL", 900_000 + i64::try_from(self.dice.roll(1000)).unwrap());
        let own = self.own.get(&person).cloned().filter(|_| self.dice.percent(70));
        let known = own.or_else(|| pick(&mut self.dice, &self.references).cloned());
        let reference = if self.dice.percent(8) { guessed } else { known.unwrap_or(guessed) };
        if looks {
            return (message(format!("/estado {reference}")), None);
        }
        let (mut verb, mut names) = if person < BO && self.dice.percent(70) {
            VERBS[usize::try_from(DESKS + self.dice.roll(VERBS.len() as u64 - DESKS)).unwrap()]
        } else {
            VERBS[usize::try_from(self.dice.roll(VERBS.len() as u64)).unwrap()]
        };
        if matches!(verb, "reject" | "withdraw" | "escalate") && self.dice.percent(65) {
            // Requests that end at once have no history: most are resolved, and then confirmed or not.
            (verb, names) = if person < BO { VERBS[usize::try_from(DESKS).unwrap() + 1] } else { VERBS[4] };
        }
        let name = names[usize::try_from(self.dice.roll(2)).unwrap()];
        if verb == "tag" {
            // Whether it has the tag already is not foretold.
            let off = if self.dice.percent(50) { "-" } else { "" };
            return (message(format!("{name} {reference} {off}impressora")), None);
        }
        (message(format!("{name} {reference} {marker}")), Some(Typed { verb, reference }))
    }

    /// Remembers the buttons and references that are to be seen now.
    async fn look(&mut self) {
        let mut conn = self.db.store.reader().acquire().await.unwrap();
        let news = "select address, body from outbox where created_at > $1 order by id";
        let rows = sqlx::query(news).bind(self.seen_at).fetch_all(&mut *conn).await.unwrap();
        for row in rows {
            let (address, body): (String, String) = (row.get(0), row.get(1));
            let Ok(message) = serde_json::from_str::<Message>(&body) else { continue };
            let chat = address.trim_start_matches("x:bot:").to_owned();
            self.last.insert(chat.clone(), message.buttons.iter().map(|button| button.token.clone()).collect());
            for button in message.buttons {
                self.buttons.entry(chat.clone()).or_default().push(button.token);
                self.labels.entry(chat.clone()).or_default().push(button.label);
            }
        }
        self.seen_at = self.clock.load(Ordering::SeqCst);
        let rows =
            sqlx::query("select reference, reporter_id from ticket order by id").fetch_all(&mut *conn).await.unwrap();
        self.references = rows.iter().map(|row| row.get(0)).collect();
        self.own = rows.iter().map(|row| (row.get(1), row.get(0))).collect();
    }

    /// A request of somebody else's and one that is not there are answered with the same words.
    pub async fn probe_references(&mut self) -> Result<(), String> {
        let Some(theirs) = self.references.first().cloned() else { return Ok(()) };
        let missing = reference::format("BL", 999_999);
        for command in ["/estado", "/confirmar", "/reabrir", "/nota", "/assumir"] {
            let mut answers = Vec::new();
            for asked in [&theirs, &missing] {
                self.clock.fetch_add(60_000, Ordering::SeqCst);
                let inbound = self.inbound(106, "c106", message(format!("{command} {asked} palavras")), None);
                self.hand_in(vec![inbound]).await?;
                let text = "select body from outbox where address = 'x:bot:c106' and created_at = $1";
                let mut conn = self.db.store.reader().acquire().await.unwrap();
                let now = self.clock.load(Ordering::SeqCst);
                let rows = sqlx::query(text).bind(now).fetch_all(&mut *conn).await.unwrap();
                let said: Vec<String> = rows
                    .iter()
                    .filter_map(|row| serde_json::from_str::<Message>(&row.get::<String, _>(0)).ok())
                    .map(|message| message.text.replace(asked.as_str(), "REF"))
                    .collect();
                answers.push(said);
            }
            if answers[0].is_empty() || answers[0] != answers[1] {
                return Err(format!("{command} tells not theirs from not there: {answers:?}"));
            }
        }
        Ok(())
    }
}

/// A facility, and the partner that supports it.
pub async fn facility(store: &Store) {
    sql(store, "insert into partner (id, code, name) values (1, 'P', 'Parceiro')").await;
    sql(store, "insert into district (id, province, name) values (1, 'Maputo', 'Matola')").await;
    sql(store, "insert into facility (id, code, name, district_id) values (1, '0101', 'CS Um', 1)").await;
    sql(store, "insert into facility_partner (facility_id, partner_id, from_day) values (1, 1, 0)").await;
    sql(store, "update fact set fact_value = '1' where name = 'directory_version'").await;
}

/// The partner and its facility; the staff; every other reporter, the rest being strangers; the rooms.
async fn people(db: &TestStore) {
    let store = &db.store;
    facility(store).await;
    let reporters = (1..=20).filter(|id| id % 5 != 0).chain([106]).map(|id| (id, "reporter"));
    for (id, role) in reporters.chain(STAFF) {
        let locale = if id % 2 == 0 { "en" } else { "pt" };
        let person = format!(
            "insert into person (id, name, locale, role, partner_id, facility_id, enrolled_at)
             values ({id}, 'P{id}', '{locale}', '{role}', {}, 1, 1)",
            if role == "focal_point" { "1" } else { "null" }
        );
        made(store, &person).await;
        let contact = format!(
            "insert into contact (contact_key, person_id, address, last_used_at)
             values ('x:bot|u{id}', {id}, 'x:bot:c{id}', 1)"
        );
        made(store, &contact).await;
    }
    for (chat, partner) in [("agents", "null"), ("partner", "1"), ("managers", "null")] {
        let room = format!(
            "insert into room (address, purpose, partner_id, locale) values ('x:bot:{chat}', '{chat}', {partner}, 'pt')"
        );
        made(store, &room).await;
    }
}

/// Runs a statement that was put together here.
pub async fn made(store: &Store, statement: &str) {
    let mut tx = store.begin().await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}
