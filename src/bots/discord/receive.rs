//! From Discord to the desk: events are taken in their order, and count as received once they are committed. Interactions
//! begin to wait for their answers when they come, whatever stands before them.

use std::{collections::HashMap, sync::Arc, time::Duration};

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{
    Me, PLATFORM, acting,
    aside::Asides,
    bot::DiscordBot,
    complete,
    gateway::{Raw, Signal},
    inbound::{self, Place, Reading},
    marks::Marks,
    missed::{Heard, Missed},
    survey::Survey,
    wire::Interaction,
};
use crate::{
    bots::{
        intake::{Intake, Item},
        pause::jitter,
    },
    door::{Door, marks::Mark},
};

/// The most events that are handed in together.
const AT_ONCE: usize = 100;
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// What is handed in together, and how far that reads each channel.
#[derive(Default)]
pub(super) struct Batch {
    pub items: Vec<Item>,
    pub read: Vec<Mark>,
    /// Channels that are read from here on, if they were not before.
    pub seen: Vec<Mark>,
}

/// Takes in what one bot hears.
pub struct Receiver {
    pub(super) bot: Arc<DiscordBot>,
    pub(super) me: Me,
    pub(super) door: Door,
    intake: Intake,
    pub(super) marks: Marks,
    pub(super) missed: Missed,
    pub(super) asides: Asides,
    pub(super) survey: Survey,
    /// The channels that are bound as rooms, and what each is for.
    pub(super) rooms: HashMap<String, String>,
    /// How often the library could not read an event, by its kind.
    unread: HashMap<String, u64>,
    pub(super) stop: CancellationToken,
}

/// Hears until it is stopped. Messages that were not handed in by then are in the history at the next start.
pub async fn run(
    bot: Arc<DiscordBot>,
    me: Me,
    door: Door,
    heard: mpsc::UnboundedReceiver<Signal>,
    stop: CancellationToken,
) {
    let (queue, mut events) = mpsc::unbounded_channel();
    let front = listen(Arc::clone(&bot), me.clone(), door.clone(), heard, queue.clone());
    let back = async {
        let Some(marks) = marks(&door, &me, &stop).await else { return };
        let mut receiver = Receiver::new(bot, me, door, marks, stop.clone());
        let reader = receiver.missed.reads(receiver.bot.api.clone(), receiver.me.id.clone(), queue, stop.clone());
        let reader = tokio::spawn(reader);
        let mut taken = Vec::new();
        loop {
            let due = receiver.marks.due_in();
            let wait = due.unwrap_or_default();
            tokio::select! {
                () = stop.cancelled() => break,
                count = events.recv_many(&mut taken, AT_ONCE) => if count == 0 { break },
                () = tokio::time::sleep(wait), if due.is_some() => receiver.marks.keep().await,
            }
            receiver.take(&mut taken).await;
        }
        reader.abort();
        receiver.marks.keep().await;
    };
    tokio::join!(front, back);
}

/// Passes events on, and lets the time of interactions run.
async fn listen(
    bot: Arc<DiscordBot>,
    me: Me,
    door: Door,
    mut heard: mpsc::UnboundedReceiver<Signal>,
    queue: mpsc::UnboundedSender<Heard>,
) {
    while let Some(signal) = heard.recv().await {
        match signal {
            Signal::Event(raw) => {
                if raw.kind == "INTERACTION_CREATE"
                    && let Ok(interaction) = serde_json::from_value::<Interaction>(raw.data.clone())
                {
                    if interaction.kind == complete::COMPLETING {
                        tokio::spawn(complete::offer(bot.api.clone(), door.clone(), me.clone(), interaction));
                        continue;
                    }
                    if acting::begins(&door, &interaction) {
                        tokio::spawn(acting::begin(
                            Arc::clone(&bot),
                            me.clone(),
                            door.clone(),
                            interaction,
                            *raw,
                            queue.clone(),
                        ));
                        continue;
                    }
                    bot.waiting.heard(&interaction, &me.application);
                }
                let _gone = queue.send(Heard::Event(*raw));
            }
            Signal::Refused(reason) => tracing::error!(reason, "Discord is off until the next start"),
        }
    }
}

async fn marks(door: &Door, me: &Me, stop: &CancellationToken) -> Option<Marks> {
    loop {
        match Marks::read(door, &me.id).await {
            Ok(marks) => return Some(marks),
            Err(_unavailable) => tokio::select! {
                () = stop.cancelled() => return None,
                () = tokio::time::sleep(jitter(PAUSE)) => {}
            },
        }
    }
}

impl Receiver {
    fn new(bot: Arc<DiscordBot>, me: Me, door: Door, marks: Marks, stop: CancellationToken) -> Self {
        let intake = Intake { door: door.clone(), platform: PLATFORM, account: me.id.clone() };
        let mut asides = Asides::default();
        for (thread, person) in marks.asides() {
            asides.learn(&thread, &person);
        }
        let (rooms, unread) = (HashMap::new(), HashMap::new());
        let (missed, survey) = (Missed::default(), Survey::default());
        Self { bot, me, door, intake, marks, missed, asides, survey, rooms, unread, stop }
    }

    async fn take(&mut self, taken: &mut Vec<Heard>) {
        let concerns_rooms = |heard: &Heard| match heard {
            Heard::Event(raw) => raw.data["guild_id"].is_string() || raw.kind == "GUILD_CREATE",
            Heard::Missed { .. } => false,
        };
        if taken.iter().any(concerns_rooms) {
            self.look_at_rooms().await;
        }
        let mut batch = Batch::default();
        for heard in taken.drain(..) {
            match heard {
                Heard::Event(raw) => {
                    if !raw.known {
                        self.count(&raw.kind);
                    }
                    if let Some(raw) = self.missed.hold(raw) {
                        self.event(raw, &mut batch).await;
                    }
                }
                Heard::Missed { place, page } => {
                    let is_last = page.is_last;
                    self.was_missed(&place, page, &mut batch).await;
                    if is_last {
                        for raw in self.missed.is_read(place.channel()) {
                            self.event(raw, &mut batch).await;
                        }
                    }
                }
            }
        }
        self.hand_in(batch).await;
    }

    async fn event(&mut self, raw: Raw, batch: &mut Batch) {
        match raw.kind.as_str() {
            "MESSAGE_CREATE" => self.message(raw, batch).await,
            "MESSAGE_UPDATE" => self.edited(&raw.data, batch).await,
            "MESSAGE_DELETE" => self.deleted(&raw.data, &raw.data["id"], batch).await,
            "MESSAGE_DELETE_BULK" => {
                for message in raw.data["ids"].as_array().into_iter().flatten() {
                    self.deleted(&raw.data, message, batch).await;
                }
            }
            "MESSAGE_REACTION_ADD" => self.reaction(&raw.data, batch).await,
            "INTERACTION_CREATE" => self.interaction(raw, batch).await,
            "READY" => {
                self.hand_in(std::mem::take(batch)).await;
                tracing::info!("Discord's gateway is open");
                self.session_begins(&raw.data);
            }
            "GUILD_CREATE" => {
                self.hand_in(std::mem::take(batch)).await;
                self.server(&raw.data, batch).await;
            }
            "GUILD_DELETE" => self.survey.leave(raw.data["id"].as_str().unwrap_or_default()),
            "CHANNEL_CREATE" | "CHANNEL_UPDATE" => self.channel(&raw.data).await,
            "THREAD_CREATE" | "THREAD_UPDATE" => self.learn(&raw.data),
            "CHANNEL_DELETE" => self.gone(&raw.data, batch),
            "THREAD_DELETE" => self.thread_gone(raw.data["id"].as_str().unwrap_or_default()),
            _ => {}
        }
    }

    /// Hands in until all is committed, or it is stopped; only then the marks move.
    pub(super) async fn hand_in(&mut self, batch: Batch) {
        while self.marks.begin(batch.read.iter().chain(&batch.seen)).await.is_err() {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = tokio::time::sleep(jitter(PAUSE)) => {}
            }
        }
        if batch.items.is_empty() || self.intake.hand_in(batch.items, &self.stop).await {
            self.marks.advance(&batch.read);
            if self.marks.due_in().is_some_and(|wait| wait.is_zero()) {
                self.marks.keep().await;
            }
        }
        if let Some(told) = self.bot.api.told_time() {
            self.door.heard_time(told);
        }
    }

    async fn message(&mut self, raw: Raw, batch: &mut Batch) {
        let data = &raw.data;
        let author = data["author"]["id"].as_str().unwrap_or_default();
        let Some(place) = self.place(data, author).await else { return };
        if !self.is_ours(&place) {
            return self.called(data, &place, batch).await;
        }
        if author != self.me.id && self.looks_back(&place, data) {
            self.missed.hold(raw);
            return;
        }
        Self::add(inbound::message(data, &self.me, &place), data, batch);
        batch.read.extend(self.mark(data, &place));
    }

    async fn edited(&mut self, data: &Value, batch: &mut Batch) {
        let Some(place) = self.place(data, data["author"]["id"].as_str().unwrap_or_default()).await else { return };
        if self.is_ours(&place) {
            Self::add(inbound::edited(data, &self.me, &place), data, batch);
        }
    }

    /// A message was deleted: what came before is committed first, so that the desk knows whose it was.
    async fn deleted(&mut self, data: &Value, message: &Value, batch: &mut Batch) {
        let (Some(message), Some(channel)) = (message.as_str(), data["channel_id"].as_str()) else { return };
        self.hand_in(std::mem::take(batch)).await;
        let key = inbound::message_key(channel, message);
        let author = loop {
            match self.door.sender(PLATFORM, &self.me.id, &key).await {
                Ok(author) => break author,
                Err(_unavailable) => tokio::select! {
                    () = self.stop.cancelled() => return,
                    () = tokio::time::sleep(jitter(PAUSE)) => {}
                },
            }
        };
        let Some(author) = author else { return };
        let Some(place) = self.place(data, &author).await.filter(|place| self.is_ours(place)) else { return };
        let deleted = inbound::deleted(message, &author, &self.me, &place, self.door.now());
        batch.items.push(Item::Inbound(Box::new(deleted)));
    }

    async fn reaction(&mut self, data: &Value, batch: &mut Batch) {
        let Some(place) = self.place(data, data["user_id"].as_str().unwrap_or_default()).await else { return };
        if self.is_ours(&place) {
            Self::add(inbound::reaction(data, &self.me, &place, self.door.now()), data, batch);
        }
    }

    async fn interaction(&mut self, raw: Raw, batch: &mut Batch) {
        let data = &raw.data;
        let Ok(mut interaction) = serde_json::from_value::<Interaction>(data.clone()) else {
            return Self::add(Reading::Unreadable, data, batch);
        };
        acting::order(&self.door, &mut interaction);
        if let Some(channel) = &interaction.channel {
            self.bot.channels.learn(channel, interaction.guild_id.as_deref());
        }
        let person = interaction.person().map(|person| person.id.clone()).unwrap_or_default();
        let Some(mut place) = self.place(data, &person).await else { return };
        if let Some(aside) = self.aside_of(&interaction, &place, batch).await {
            place = aside;
        } else if self.looks_back(&place, data) {
            self.missed.hold(raw);
            return;
        }
        let reading = inbound::interaction(&interaction, &self.me, &place, self.door.now());
        Self::add(acting::told(&self.door, reading, &interaction), data, batch);
        if matches!(place, Place::Private { .. }) {
            // Its number is one of the same row as those of messages: what is written after it is read.
            batch.seen.extend(self.mark(data, &place));
        }
    }

    pub(super) fn add(reading: Reading, data: &Value, batch: &mut Batch) {
        match reading {
            Reading::Inbound(inbound) => batch.items.push(Item::Inbound(inbound)),
            Reading::Nothing(why) => tracing::debug!(why, "an event has nothing for the desk"),
            Reading::Unreadable => {
                let raw = data.to_string();
                batch.items.push(Item::Unreadable { key: inbound::name_of(&raw), raw });
            }
        }
    }

    fn count(&mut self, kind: &str) {
        let count = self.unread.entry(kind.to_owned()).or_default();
        *count += 1;
        // Told at first and then more and more rarely.
        if count.is_power_of_two() {
            tracing::info!(kind, count, "the library could not read events of this kind");
        }
    }
}
