//! The script in which stories are written. A story reads as a chat; the desk and the relay behind it are the real
//! ones, the platform and the clock are ours.
//!
//! Who acts is written `"ana"` (their private chat), `"bene@agents"` (in a group) or `"bene@agents#1"` (there, in the
//! first ticket's thread). Words are the same in all languages, or a pair: Portuguese, English.
#![allow(dead_code, reason = "each story uses a part")]

mod announced;
mod ending;
mod kinds;
mod public;
mod run;
mod scene;
mod stage;
mod transcript;
mod world;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, MutexGuard,
        atomic::{AtomicI64, Ordering},
    },
};

use balcao::{
    core::{
        chat::{Address, Answer, AnswerHandle, Body, ChatKind, Context, FileRef, Inbound, Millis, Sender},
        db::Store,
        policy::{desk::Desk, desk_file},
        prompt,
        ticket::Status,
        vault::Vault,
        verb::Verb,
    },
    dialogs::{choice::Choice, line::Plain},
    door::Received,
    text::locale::Locale,
};
use sqlx::Row as _;

pub use self::{
    run::{everywhere, in_forums, once, once_in_forums},
    scene::{category, option, system},
};
use self::{
    stage::Stage,
    transcript::Transcript,
    world::{PLATFORM, Seen, World},
};
use crate::support::TestStore;

/// Monday, 23 November 2026, 09:00 in Maputo.
const BEGIN: Millis = 1_795_417_200_000;
/// What passes between two messages, unless a story is quicker: long enough that nothing can be taken back any more.
const A_MOMENT: Millis = 10_000;
/// Small, and a picture to whoever looks at its first bytes.
const PICTURE: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9";

/// Words in a story's language.
pub trait Words {
    fn of(&self, locale: Locale) -> String;
}

impl Words for &str {
    fn of(&self, _: Locale) -> String {
        (*self).to_owned()
    }
}

impl Words for String {
    fn of(&self, _: Locale) -> String {
        self.clone()
    }
}

impl Words for (String, String) {
    fn of(&self, locale: Locale) -> String {
        match locale {
            Locale::Pt => self.0.clone(),
            Locale::En => self.1.clone(),
        }
    }
}

impl Words for (&str, &str) {
    fn of(&self, locale: Locale) -> String {
        match locale {
            Locale::Pt => self.0.to_owned(),
            Locale::En => self.1.to_owned(),
        }
    }
}

pub fn minutes(count: i64) -> Millis {
    count * 60_000
}

pub fn seconds(count: i64) -> Millis {
    count * 1000
}

pub fn hours(count: i64) -> Millis {
    minutes(60 * count)
}

/// A story being told.
pub struct Story {
    pub locale: Locale,
    db: TestStore,
    files: tempfile::TempDir,
    world: World,
    stage: Option<Stage>,
    clock: Arc<AtomicI64>,
    /// How far the machine's clock is from it.
    wrong: Arc<AtomicI64>,
    transcript: Transcript,
    /// What of the platform is in the transcript: external id → edits and text.
    told: HashMap<String, (usize, String)>,
    choices: BTreeMap<i64, Vec<Choice>>,
    keys: usize,
    /// Who wrote what, with its key.
    sent: Vec<(String, String, String)>,
    /// What was typed in which chat, by whomever.
    typed: Vec<(String, String)>,
    quarantined: usize,
    policy: Desk,
    /// What passes between two messages.
    pub moment: Millis,
    /// How long the platform waits for the answer to a tap.
    pub patience: Millis,
    /// The page that people write from.
    pub context: Option<Context>,
    /// Taps that were given no word yet.
    awaited: usize,
    pub tells_each_toast: bool,
}

/// Where somebody acts.
struct Spot {
    who: String,
    chat: String,
    is_room: bool,
    thread_of: Option<usize>,
}

/// A ticket as the story may ask about it.
#[derive(Clone, Debug)]
pub struct TicketSeen {
    pub id: i64,
    pub reference: String,
    pub status: String,
}

impl TicketSeen {
    pub fn expect_status(&self, status: Status) {
        assert_eq!(self.status, status.word(), "{}", self.reference);
    }
}

impl Spot {
    fn of(actor: &str) -> Self {
        let (who, place) = actor.split_once('@').unwrap_or((actor, ""));
        let (room, thread) = place.split_once('#').map_or((place, None), |(room, at)| (room, at.parse().ok()));
        let (chat, is_room) = if room.is_empty() { (who, false) } else { (room, true) };
        Self { who: who.into(), chat: chat.into(), is_room, thread_of: thread }
    }

    fn address(&self) -> Address {
        Address::new(PLATFORM, "bot", &self.chat)
    }
}

impl Story {
    async fn new(db: TestStore, world: World, locale: Locale) -> Self {
        let files = crate::support::folder();
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let mut story = Self {
            locale,
            db,
            files,
            world,
            stage: None,
            clock,
            wrong: Arc::default(),
            transcript: Transcript::default(),
            told: HashMap::new(),
            choices: BTreeMap::new(),
            keys: 0,
            sent: Vec::new(),
            typed: Vec::new(),
            quarantined: 0,
            // Stories answer every question, unless they are about asking only what is needed.
            policy: Desk { brief: false, ..desk_file::load("epts").unwrap() },
            moment: A_MOMENT,
            patience: 3_000,
            context: None,
            awaited: 0,
            tells_each_toast: false,
        };
        story.set_stage().await;
        story
    }

    async fn set_stage(&mut self) {
        let vault = Vault::in_folder(self.files.path()).unwrap();
        let clock = (Arc::clone(&self.clock), Arc::clone(&self.wrong));
        let stage = Stage::set(self.store(), self.world.bot(), vault, clock, self.policy.clone()).await;
        self.stage = Some(stage);
    }

    fn stage(&mut self) -> &mut Stage {
        self.stage.as_mut().expect("the desk is open")
    }

    pub fn store(&self) -> Arc<Store> {
        Arc::clone(&self.db.store)
    }

    pub fn now(&self) -> Millis {
        self.clock.load(Ordering::SeqCst)
    }

    /// Whether the platform is the kind one, whose transcript counts.
    pub fn is_kind(&self) -> bool {
        self.world.is_kind()
    }

    // ---------------------------------------------------------------- what people do

    pub async fn says(&mut self, actor: &str, words: impl Words) {
        let text = words.of(self.locale);
        self.acts(actor, Body::Message { text, files: Vec::new() }).await;
    }

    /// Opens the chat, perhaps by a link with a code.
    pub async fn starts(&mut self, actor: &str, code: Option<&str>) {
        self.acts(actor, Body::Start { payload: code.map(str::to_owned) }).await;
    }

    pub async fn sends_photo(&mut self, actor: &str) {
        self.sends_photo_saying(actor, "").await;
    }

    pub async fn sends_photo_saying(&mut self, actor: &str, words: impl Words) {
        let file = self.photo();
        let text = words.of(self.locale);
        self.acts(actor, Body::Message { text, files: vec![file] }).await;
    }

    fn photo(&mut self) -> FileRef {
        self.file("ecra.jpg", "image/jpeg", PICTURE)
    }

    fn file(&mut self, name: &str, mime: &str, bytes: &[u8]) -> FileRef {
        let source = format!("f{}", self.keys + 1);
        self.world.put_file(&source, bytes);
        FileRef { source, name: name.into(), mime: mime.into(), bytes: bytes.len() as u64 }
    }

    /// Taps the newest visible button of this choice; where the platform shows a list, types its number.
    pub async fn taps(&mut self, actor: &str, choice: Choice) {
        self.load_choices().await;
        let spot = Spot::of(actor);
        let newest = self.offers(&spot, &choice).await.pop();
        let shown = self.button(&spot, &choice, true);
        match shown.filter(|token| self.world.shows_all() || newest.as_ref() == Some(token)) {
            Some(token) => self.acts(actor, Body::Tap { token }).await,
            None => self.types_instead(actor, &spot, &choice).await,
        }
    }

    /// Taps a choice of a ticket: `taps_on("bene@agents", Verb::Take, 1)`.
    pub async fn taps_on(&mut self, actor: &str, verb: Verb, ticket: usize) {
        let id = self.ticket(ticket).await.id;
        self.taps(actor, Choice::act(verb, id)).await;
    }

    /// The token of the oldest button of this choice that still stands in the chat.
    pub async fn old_token(&mut self, actor: &str, choice: &Choice) -> String {
        self.load_choices().await;
        let spot = Spot::of(actor);
        self.button(&spot, choice, false).unwrap_or_else(|| panic!("{actor} sees no {choice:?}"))
    }

    /// Sends what an old, forged or foreign button would.
    pub async fn taps_token(&mut self, actor: &str, token: &str) {
        self.acts(actor, Body::Tap { token: token.to_owned() }).await;
    }

    /// Several taps in one breath.
    pub async fn taps_token_at_once(&mut self, actor: &str, tokens: &[&str]) {
        let spot = Spot::of(actor);
        let mut inbounds = Vec::new();
        for token in tokens {
            inbounds.push(self.inbound(&spot, Body::Tap { token: (*token).to_owned() }).await);
        }
        self.delivers(inbounds).await;
    }

    /// Whether a button of this choice stands in the chat.
    pub async fn sees(&mut self, actor: &str, choice: &Choice) -> bool {
        self.load_choices().await;
        self.button(&Spot::of(actor), choice, true).is_some()
    }

    /// The token of a choice that was offered in a chat, also where the platform showed no button for it.
    pub async fn offered_token(&mut self, actor: &str, choice: &Choice) -> String {
        self.load_choices().await;
        let token = self.offers(&Spot::of(actor), choice).await.into_iter().next();
        token.unwrap_or_else(|| panic!("{actor} was never offered {choice:?}"))
    }

    /// Writes in reply to the newest message that contains these words.
    pub async fn replies(&mut self, actor: &str, to: impl Words, words: impl Words) {
        self.replies_with(actor, to, words, Vec::new()).await;
    }

    pub async fn replies_with_photo(&mut self, actor: &str, to: impl Words, words: impl Words) {
        let file = self.photo();
        self.replies_with(actor, to, words, vec![file]).await;
    }

    async fn replies_with(&mut self, actor: &str, to: impl Words, words: impl Words, files: Vec<FileRef>) {
        let (spot, quoted, text) = (Spot::of(actor), to.of(self.locale), words.of(self.locale));
        let address = spot.address().to_string();
        let mut seen = self.world.seen().into_iter().rev();
        let found = seen.find(|seen| seen.to == address && seen.text.contains(&quoted));
        let reply_to = found.unwrap_or_else(|| panic!("{actor} sees no {quoted:?}")).external_id;
        let inbound = self.inbound(&spot, Body::Message { text, files }).await;
        self.delivers(vec![Inbound { reply_to: Some(reply_to), ..inbound }]).await;
    }

    /// Changes an earlier message of theirs, the newest that contains these words.
    pub async fn edits(&mut self, actor: &str, earlier: impl Words, words: impl Words) {
        let (spot, earlier, text) = (Spot::of(actor), earlier.of(self.locale), words.of(self.locale));
        let mut sent = self.sent.iter().rev();
        let of = sent.find(|(who, said, _)| who == actor && said.contains(&earlier)).map(|(_, _, key)| key.clone());
        let of = of.unwrap_or_else(|| panic!("{actor} did not write {earlier:?}"));
        let inbound = self.inbound(&spot, Body::Edited { of, text }).await;
        self.delivers(vec![inbound]).await;
    }

    /// Deletes an earlier message of theirs, the newest that contains these words.
    pub async fn deletes(&mut self, actor: &str, earlier: impl Words) {
        let (spot, earlier) = (Spot::of(actor), earlier.of(self.locale));
        let mut sent = self.sent.iter().rev();
        let of = sent.find(|(who, said, _)| who == actor && said.contains(&earlier)).map(|(_, _, key)| key.clone());
        let of = of.unwrap_or_else(|| panic!("{actor} did not write {earlier:?}"));
        let inbound = self.inbound(&spot, Body::Deleted { of, files: String::new() }).await;
        self.delivers(vec![inbound]).await;
    }

    /// Many messages at once.
    pub async fn says_all(&mut self, actor: &str, texts: Vec<String>) -> Vec<Received> {
        let spot = Spot::of(actor);
        let mut inbounds = Vec::new();
        for text in texts {
            inbounds.push(self.inbound(&spot, Body::Message { text, files: Vec::new() }).await);
        }
        self.delivers(inbounds).await
    }

    async fn acts(&mut self, actor: &str, body: Body) {
        let inbound = self.inbound(&Spot::of(actor), body).await;
        if let Body::Message { text, .. } = &inbound.body {
            self.sent.push((actor.to_owned(), text.clone(), inbound.key.clone()));
        }
        self.delivers(vec![inbound]).await;
    }

    pub async fn inbound_of(&mut self, actor: &str, text: &str) -> Inbound {
        self.inbound(&Spot::of(actor), Body::Message { text: text.to_owned(), files: Vec::new() }).await
    }

    async fn inbound(&mut self, spot: &Spot, body: Body) -> Inbound {
        self.keys += 1;
        let address = spot.address();
        if spot.is_room {
            self.world.note_group(&spot.chat);
        }
        let (thread, reply_to) = match (spot.thread_of, &body) {
            (Some(ticket), _) => self.thread(&address, ticket).await,
            (None, Body::Tap { token }) => (self.world.thread_of(token), None),
            (None, _) => (None, None),
        };
        let handle = AnswerHandle { token: format!("a{}", self.keys), deadline: self.now() + self.patience };
        let hint = if spot.who == "grace" { Locale::En } else { self.locale };
        Inbound {
            address,
            chat_kind: if spot.is_room { ChatKind::Group } else { ChatKind::Private },
            sender: Sender {
                user_key: format!("u-{}", spot.who),
                name: spot.who.clone(),
                locale_hint: Some(hint.code().to_owned()),
                anonymous: false,
            },
            key: format!("k{}", self.keys),
            sent_at: self.now(),
            thread,
            reply_to,
            album: None,
            forwarded: false,
            context: self.context.clone(),
            answer: matches!(body, Body::Tap { .. }).then_some(handle),
            body,
        }
    }

    /// The ticket's thread in a room, or its card there where nothing opened a thread yet.
    async fn thread(&self, address: &Address, ticket: usize) -> (Option<String>, Option<String>) {
        let (id, address) = (self.ticket(ticket).await.id, address.to_string());
        let one =
            |sql: &'static str| sqlx::query(sql).bind(id).bind(address.clone()).fetch_optional(self.db.store.reader());
        let thread = one("select external_id from thread where ticket_id = $1 and address = $2");
        if let Some(row) = Box::pin(thread).await.unwrap() {
            return (Some(row.get(0)), None);
        }
        let sql = "select external_id from outbox where ticket_id = $1 and address = $2 and external_id is not null
                   order by seq desc limit 1";
        (None, Box::pin(one(sql)).await.unwrap().map(|row| row.get(0)))
    }

    /// Hands messages in, all at once, and follows what comes of them to its end.
    pub async fn delivers(&mut self, inbounds: Vec<Inbound>) -> Vec<Received> {
        for inbound in &inbounds {
            self.tell_inbound(inbound);
            let words = public::typed(&inbound.body).into_iter();
            self.typed.extend(words.map(|words| (inbound.address.to_string(), words)));
        }
        self.awaited += inbounds.iter().filter(|inbound| inbound.answer.is_some()).count();
        let received = self.stage().receive(inbounds).await;
        if received.contains(&Received::Waiting) {
            while self.count("select count(*) from inbox where state = 'waiting'").await > 0 {
                self.stage().turn().await;
            }
        }
        self.settle().await;
        assert_eq!(self.awaited, 0, "a tap was given no word");
        Box::pin(self.waits(self.moment)).await;
        received
    }

    fn tell_inbound(&mut self, inbound: &Inbound) {
        let words = match &inbound.body {
            Body::Start { payload: None } => "(opens the chat)".to_owned(),
            Body::Start { payload: Some(_) } => "(opens the chat with a code)".to_owned(),
            Body::Message { text, files } if files.is_empty() => text.clone(),
            Body::Message { text, .. } => format!("(photo) {text}").trim_end().to_owned(),
            Body::Form { answers } => {
                let filled = answers.iter().filter(|one| !one.text.is_empty() || !one.files.is_empty());
                let shown = filled.map(|one| match one.files.len() {
                    0 => format!("{}: {}", one.field, one.text),
                    count => format!("{}: ({count})", one.field),
                });
                format!("(fills in) {}", shown.collect::<Vec<_>>().join(" · "))
            }
            Body::Edited { text, .. } => format!("(edits) {text}"),
            Body::Deleted { .. } => "(deletes a message)".to_owned(),
            Body::Tap { token } => format!("[{}]", self.label(token)),
            Body::Place { .. } => "(a place)".into(),
            Body::Contact { name, .. } => format!("(contact) {name}"),
            Body::Sign { emoji, on } => format!("({}) {emoji}", if on.is_some() { "reaction" } else { "sticker" }),
            Body::Standing { here } => if *here { "(lets the bot in)" } else { "(shuts the bot out)" }.into(),
            Body::Moved { .. } => "(the group moves)".into(),
            Body::Due { .. } => return,
        };
        let who = inbound.sender.name.clone();
        self.transcript.add(self.now(), &inbound.address.chat, &who, &words);
    }

    fn label(&self, token: &str) -> String {
        let mut seen = self.world.seen().into_iter().flat_map(|seen| seen.buttons);
        seen.find(|(other, _)| other == token).map_or_else(|| "a button from elsewhere".into(), |(_, label)| label)
    }

    // -------------------------------------------------------------- the world goes on

    /// Time passes; whatever becomes due meanwhile happens at its time.
    pub async fn waits(&mut self, time: Millis) {
        let until = self.now() + time;
        let mut looked = None;
        loop {
            let due = self
                .count(
                    "select cast(coalesce(min(due_at), 0) as bigint) from
                     (select due_at from timer union all select due_at from outbox where state = 'deferred') as waiting",
                )
                .await;
            // What is held stays due: time goes on over it.
            let next = if due == 0 || looked == Some(due) { until } else { due.max(self.now()).min(until) };
            looked = Some(due).filter(|due| *due <= self.now());
            self.clock.store(next, Ordering::SeqCst);
            self.stage().tick().await;
            self.settle().await;
            if next >= until {
                return;
            }
        }
    }

    /// The machine's clock is set to another time, by so much.
    pub fn jumps(&mut self, by: Millis) {
        self.wrong.fetch_add(by, Ordering::SeqCst);
    }

    /// A platform tells what time it is.
    pub fn hears_time(&mut self) {
        let now = self.now();
        self.stage().entrance.shared.heard_time(now);
    }

    /// Time passes in which the desk does not run.
    pub async fn sleeps(&mut self, time: Millis) {
        self.clock.store(self.now() + time, Ordering::SeqCst);
        self.restarts().await;
    }

    /// Everything but the database and the platform goes, and comes again.
    pub async fn restarts(&mut self) {
        self.stage = None;
        self.db.store.close().await;
        self.db.store = Arc::new(Store::open(&self.db.url).await.unwrap());
        self.set_stage().await;
        self.remark("(the desk was started anew)");
    }

    /// Somebody's chat takes nothing from now on, or takes messages again.
    pub fn blocks(&mut self, actor: &str, blocked: bool) {
        self.world.block(&Spot::of(actor).address().to_string(), blocked);
        self.remark(&format!("({actor} {} the desk)", if blocked { "blocks" } else { "unblocks" }));
    }

    /// The platform that has forums.
    pub fn forum(&self) -> MutexGuard<'_, crate::support::strict::State> {
        self.world.forum().state()
    }

    /// A group has no topics.
    pub fn has_no_topics(&self, actor: &str) {
        self.forum().no_forums.insert(Spot::of(actor).address().to_string());
    }

    /// The topic of the n-th ticket is deleted.
    pub async fn deletes_topic(&self, actor: &str, ticket: usize) {
        let address = Spot::of(actor).address();
        let (thread, _) = self.thread(&address, ticket).await;
        self.forum().delete_thread(&address.to_string(), &thread.expect("a topic"));
    }

    /// People are quick now, and the platform gives no trouble: what was done can still be taken back.
    pub fn hurries(&mut self) {
        self.moment = seconds(2);
        self.world.calms();
    }

    /// A line of the transcript that nobody says.
    pub fn remark(&mut self, words: &str) {
        self.transcript.add(self.now(), "desk", "", words);
    }

    async fn settle(&mut self) {
        loop {
            let now = self.now();
            self.world.prepare(now);
            match self.stage().pump().await {
                Some(due) => self.clock.store(due.max(now), Ordering::SeqCst),
                None => break,
            }
        }
        self.tell_answers();
        self.tell_outbound().await;
    }

    fn tell_answers(&mut self) {
        while let Ok(given) = self.stage().answers.try_recv() {
            let words = match given.answer {
                Answer::Defer => "(received)".to_owned(),
                Answer::Toast(text) => {
                    self.awaited = self.awaited.checked_sub(1).expect("nobody waits for a toast");
                    // The word that says nothing but that the tap arrived is told where that is the story.
                    if matches!(text.as_str(), "Recebido ✓" | "Received ✓") && !self.tells_each_toast {
                        continue;
                    }
                    text
                }
            };
            self.transcript.add(self.now(), "toast", "bot", &words);
        }
    }

    /// What has arrived since: chat by chat, and in each lane's order.
    async fn tell_outbound(&mut self) {
        for (room, event) in self.world.thread_events() {
            self.transcript.add(self.now(), room.rsplit(':').next().unwrap_or_default(), "bot", &event);
        }
        let mut news: Vec<(String, i64, usize, bool, bool, String)> = Vec::new();
        for (at, seen) in self.world.seen().into_iter().enumerate() {
            let now = shown(&seen);
            let before = self.told.insert(seen.external_id.clone(), (seen.edits, now.clone()));
            if before.as_ref().is_none_or(|(edits, _)| *edits != seen.edits) {
                let class = self.class(&seen).await;
                let words = before.as_ref().map_or_else(|| now.clone(), |(_, before)| changed(before, &now));
                let words = seen.answers.as_deref().map_or(words.clone(), |answered| quoting(answered, &words));
                news.push((seen.to.clone(), class, at, before.is_some(), seen.thread.is_some(), words));
            }
        }
        news.sort_by(|one, other| (&one.0, one.1, one.2).cmp(&(&other.0, other.1, other.2)));
        let now = self.now();
        for (to, _, _, edited, in_thread, words) in news {
            let chat = to.rsplit(':').next().unwrap_or_default();
            let who = match (edited, in_thread) {
                (true, _) => "bot edits",
                (false, true) => "bot in #",
                (false, false) => "bot",
            };
            self.transcript.add(now, chat, who, &words);
        }
    }

    async fn class(&self, seen: &Seen) -> i64 {
        let found = sqlx::query("select class from outbox where address = $1 and external_id = $2 order by id limit 1")
            .bind(seen.to.as_str())
            .bind(seen.external_id.as_str())
            .fetch_optional(self.db.store.reader())
            .await
            .unwrap();
        found.map_or(0, |row| row.get(0))
    }

    // ------------------------------------------------------------------ what is asked

    /// The n-th ticket, from 1.
    pub async fn ticket(&self, number: usize) -> TicketSeen {
        let found = sqlx::query("select id, reference, status from ticket order by running_number")
            .fetch_all(self.db.store.reader())
            .await
            .unwrap();
        let row = found.get(number - 1).unwrap_or_else(|| panic!("there is no ticket {number}"));
        TicketSeen { id: row.get(0), reference: row.get(1), status: row.get(2) }
    }

    /// A sentence in the story's language.
    pub fn sentence(&mut self, plain: Plain) -> String {
        let (locale, shared) = (self.locale, Arc::clone(&self.stage().entrance.shared));
        shared.catalog.text(&plain.into(), locale, &shared.policy())
    }

    /// Somebody's id, by name.
    pub async fn person(&self, name: &str) -> i64 {
        let row = sqlx::query("select id from person where name = $1").bind(name);
        row.fetch_one(self.db.store.reader()).await.unwrap().get(0)
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query(sql).fetch_one(self.db.store.reader()).await.unwrap().get(0)
    }

    /// So many timers have not fired though their time has come.
    pub async fn overdue(&self) -> i64 {
        let now = self.now();
        let query = sqlx::query("select count(*) from timer where due_at < $1").bind(now);
        query.fetch_one(self.db.store.reader()).await.unwrap().get(0)
    }

    /// This many messages could not be handled, and that is the story.
    pub fn expects_quarantined(&mut self, count: usize) {
        self.quarantined = count;
    }

    /// All that a chat shows, in order.
    pub fn texts(&self, actor: &str) -> Vec<String> {
        let address = Spot::of(actor).address().to_string();
        self.world.seen().into_iter().filter(|seen| seen.to == address).map(|seen| seen.text).collect()
    }

    // ---------------------------------------------------------------------- choices

    async fn load_choices(&mut self) {
        let found = sqlx::query("select id, choices from prompt").fetch_all(self.db.store.reader()).await.unwrap();
        for row in found {
            self.choices.entry(row.get(0)).or_insert_with(|| serde_json::from_str(&row.get::<String, _>(1)).unwrap());
        }
    }

    /// The tokens of a choice in a chat, the oldest first, whether they are shown as buttons or in a list.
    async fn offers(&self, spot: &Spot, choice: &Choice) -> Vec<String> {
        let found =
            sqlx::query("select id from prompt where address = $1 order by id").bind(spot.address().to_string());
        let found = found.fetch_all(self.db.store.reader()).await.unwrap();
        let place = |id: i64| self.choices.get(&id)?.iter().position(|offered| offered == choice);
        found.iter().filter_map(|row| Some(prompt::token(row.get(0), place(row.get(0))?))).collect()
    }

    fn meant(&self, token: &str) -> Option<&Choice> {
        let (id, option) = prompt::parse_token(token)?;
        self.choices.get(&id)?.get(option)
    }

    /// The token of a visible button.
    fn button(&self, spot: &Spot, choice: &Choice, newest: bool) -> Option<String> {
        let address = spot.address().to_string();
        let seen = self.world.seen().into_iter().filter(|seen| seen.to == address);
        let mut tokens: Vec<String> = seen.flat_map(|seen| seen.buttons).map(|(token, _)| token).collect();
        if newest {
            tokens.reverse();
        }
        tokens.into_iter().find(|token| self.meant(token) == Some(choice))
    }

    /// A numbered list takes the digit; in a room, a button's verb is typed as a command.
    async fn types_instead(&mut self, actor: &str, spot: &Spot, choice: &Choice) {
        assert!(!self.world.shows_all(), "{actor} sees no {choice:?}");
        if spot.is_room && !matches!(choice, Choice::With { .. }) {
            let reference = self.reference_of(choice.ticket().expect("a room's buttons are tickets'")).await;
            return Box::pin(self.acts(actor, message(&format!("{} {reference}", command(choice))))).await;
        }
        let address = spot.address().to_string();
        let newest = self.offers(spot, choice).await.pop().and_then(|token| prompt::parse_token(&token));
        let (_, option) = newest.unwrap_or_else(|| panic!("{actor} was never offered {choice:?}"));
        let place = option + 1;
        let listed = format!("{place}. ");
        let sees = self.world.seen().iter().any(|seen| seen.to == address && seen.text.contains(&listed));
        assert!(sees, "{actor} sees neither a button nor a list with {choice:?}");
        Box::pin(self.acts(actor, message(&place.to_string()))).await;
    }

    async fn reference_of(&self, id: i64) -> String {
        let row = sqlx::query("select reference from ticket where id = $1").bind(id);
        row.fetch_one(self.db.store.reader()).await.unwrap().get(0)
    }
}

/// A story that fails shows how far it was told; what is told aside too.
impl Drop for Story {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let chats = self.world.seen().into_iter().rev().take(8).collect::<Vec<_>>();
            eprintln!("{}\n── the last messages, the newest first", self.transcript.text);
            for seen in chats {
                eprintln!("{}: {}", seen.to, shown(&seen));
            }
        }
    }
}

fn message(text: &str) -> Body {
    Body::Message { text: text.to_owned(), files: Vec::new() }
}

fn command(choice: &Choice) -> String {
    match choice {
        Choice::Act { verb, .. } => format!("/{}", verb.row().names[0]),
        Choice::ReadAlone { .. } => "/estado".to_owned(),
        other => panic!("{other:?} is no button of a room"),
    }
}

/// Of an edited message, the lines that are new; its first line tells which one it is.
fn changed(before: &str, now: &str) -> String {
    let old: Vec<&str> = before.lines().collect();
    let mut lines = now.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let fresh = lines.filter(|line| !old.contains(line));
    [first].into_iter().chain(fresh.map(str::to_owned)).collect::<Vec<_>>().join("\n")
}

/// With the beginning of the message that it answers.
fn quoting(answered: &str, words: &str) -> String {
    let first: String = answered.lines().next().unwrap_or_default().chars().take(40).collect();
    format!("> {first}\n{words}")
}

/// A message as it is seen: its text, its files, its buttons.
fn shown(seen: &Seen) -> String {
    let mut lines = vec![seen.text.clone()];
    lines.extend(seen.files.iter().map(|file| format!("(file {file})")));
    if !seen.buttons.is_empty() {
        let labels: Vec<String> = seen.buttons.iter().map(|(_, label)| format!("[{label}]")).collect();
        lines.push(labels.join(" "));
    }
    lines.join("\n")
}
