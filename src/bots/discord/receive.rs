//! From Discord to the desk: events are taken in their order, and count as received once they are committed. Interactions
//! begin to wait for their answers when they come, whatever stands before them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use futures_util::{StreamExt as _, stream};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{
    Me, PLATFORM, ROOM, acting,
    bot::DiscordBot,
    channels::Kind,
    complete,
    gateway::{Raw, Signal},
    history::{self, Page},
    inbound::{self, Place, Reading},
    marks::{self, Marks},
    permissions,
    wire::{Channel, Guild, Interaction},
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
/// So many chats' histories are asked for beside each other.
const AHEAD: usize = 4;
/// Marks that move are kept so often.
const KEEP: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_secs(1);

/// What is handed in together, and how far that reads each channel.
#[derive(Default)]
struct Batch {
    items: Vec<Item>,
    read: Vec<Mark>,
    /// Channels that are read from here on, if they were not before.
    seen: Vec<Mark>,
}

/// Takes in what one bot hears.
pub struct Receiver {
    bot: Arc<DiscordBot>,
    me: Me,
    door: Door,
    intake: Intake,
    marks: Marks,
    /// The rooms that are bound, by their channels.
    rooms: HashSet<String>,
    /// How often the library could not read an event, by its kind.
    unread: HashMap<String, u64>,
    stop: CancellationToken,
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
    let front = listen(Arc::clone(&bot), me.clone(), door.clone(), heard, queue);
    let back = async {
        let Some(marks) = marks(&door, &me, &stop).await else { return };
        let intake = Intake { door: door.clone(), platform: PLATFORM, account: me.id.clone() };
        let (rooms, unread) = (HashSet::new(), HashMap::new());
        let mut receiver = Receiver { bot, me, door, intake, marks, rooms, unread, stop: stop.clone() };
        let mut taken = Vec::new();
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                count = events.recv_many(&mut taken, AT_ONCE) => if count == 0 { break },
                () = tokio::time::sleep(KEEP), if receiver.marks.has_moved() => receiver.marks.keep().await,
            }
            receiver.take(&mut taken).await;
        }
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
    queue: mpsc::UnboundedSender<Raw>,
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
                let _gone = queue.send(*raw);
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
    async fn take(&mut self, taken: &mut Vec<Raw>) {
        if taken.iter().any(|raw| raw.data["guild_id"].is_string() || raw.kind == "GUILD_CREATE") {
            self.look_at_rooms().await;
        }
        let mut batch = Batch::default();
        for raw in taken.drain(..) {
            if !raw.known {
                self.count(&raw.kind);
            }
            match raw.kind.as_str() {
                "MESSAGE_CREATE" => self.message(&raw.data, &mut batch).await,
                "MESSAGE_UPDATE" => self.edited(&raw.data, &mut batch).await,
                "MESSAGE_REACTION_ADD" => self.reaction(&raw.data, &mut batch).await,
                "INTERACTION_CREATE" => self.interaction(&raw.data, &mut batch).await,
                "READY" => {
                    self.hand_in(std::mem::take(&mut batch)).await;
                    tracing::info!("Discord's gateway is open");
                    self.fill_private().await;
                }
                "GUILD_CREATE" => {
                    self.hand_in(std::mem::take(&mut batch)).await;
                    self.server(&raw.data).await;
                }
                "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE" => self.learn(&raw.data),
                "CHANNEL_DELETE" => self.gone(&raw.data, &mut batch),
                "THREAD_DELETE" => self.bot.channels.forget(raw.data["id"].as_str().unwrap_or_default()),
                _ => {}
            }
        }
        self.hand_in(batch).await;
    }

    /// Hands in until all is committed, or it is stopped; only then the marks move.
    async fn hand_in(&mut self, batch: Batch) {
        while self.marks.begin(batch.read.iter().chain(&batch.seen)).await.is_err() {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = tokio::time::sleep(jitter(PAUSE)) => {}
            }
        }
        if batch.items.is_empty() || self.intake.hand_in(batch.items, &self.stop).await {
            self.marks.advance(&batch.read);
        }
        if let Some(told) = self.bot.api.told_time() {
            self.door.heard_time(told);
        }
    }

    async fn message(&self, data: &Value, batch: &mut Batch) {
        let Some(place) = self.place(data).await else { return };
        if !self.is_ours(&place) && !self.is_for_us(data) {
            return;
        }
        let reading = inbound::message(data, &self.me, &place);
        Self::add(reading, data, batch);
        batch.read.extend(marks::mark(data, &place));
    }

    async fn edited(&self, data: &Value, batch: &mut Batch) {
        let Some(place) = self.place(data).await else { return };
        if self.is_ours(&place) {
            Self::add(inbound::edited(data, &self.me, &place), data, batch);
        }
    }

    async fn reaction(&self, data: &Value, batch: &mut Batch) {
        let Some(place) = self.place(data).await else { return };
        if self.is_ours(&place) {
            Self::add(inbound::reaction(data, &self.me, &place, self.door.now()), data, batch);
        }
    }

    async fn interaction(&self, data: &Value, batch: &mut Batch) {
        let Ok(mut interaction) = serde_json::from_value::<Interaction>(data.clone()) else {
            return Self::add(Reading::Unreadable, data, batch);
        };
        acting::order(&self.door, &mut interaction);
        if let Some(channel) = &interaction.channel {
            self.bot.channels.learn(channel, interaction.guild_id.as_deref());
        }
        let Some(place) = self.place(data).await else { return };
        let reading = inbound::interaction(&interaction, &self.me, &place, self.door.now());
        Self::add(acting::told(&self.door, reading, &interaction), data, batch);
    }

    fn add(reading: Reading, data: &Value, batch: &mut Batch) {
        match reading {
            Reading::Inbound(inbound) => batch.items.push(Item::Inbound(inbound)),
            Reading::Nothing(why) => tracing::debug!(why, "an event has nothing for the desk"),
            Reading::Unreadable => {
                let raw = data.to_string();
                batch.items.push(Item::Unreadable { key: inbound::name_of(&raw), raw });
            }
        }
    }

    /// Where something happened; `None` where that place is gone.
    async fn place(&self, data: &Value) -> Option<Place> {
        let channel = data["channel_id"].as_str()?.to_owned();
        if !data["guild_id"].is_string() {
            return Some(Place::Private { channel });
        }
        loop {
            match self.bot.channels.of(&self.bot.api, &channel).await {
                Ok(Kind::Thread { room }) => return Some(Place::Room { channel: room, thread: Some(channel) }),
                Ok(Kind::Text { .. } | Kind::Forum { .. }) => return Some(Place::Room { channel, thread: None }),
                Ok(Kind::Private) => return Some(Place::Private { channel }),
                Err(failure) if history::is_final(&failure) => {
                    tracing::warn!(%failure, "a channel cannot be looked at, so what is written there is not read");
                    return None;
                }
                Err(_) => tokio::select! {
                    () = self.stop.cancelled() => return None,
                    () = tokio::time::sleep(jitter(PAUSE)) => {}
                },
            }
        }
    }

    fn is_ours(&self, place: &Place) -> bool {
        match place {
            Place::Private { .. } => true,
            Place::Room { channel, .. } => self.rooms.contains(channel),
        }
    }

    /// In a channel that is not bound only what turns to the bot is anybody's business.
    fn is_for_us(&self, data: &Value) -> bool {
        let calls = |user: &Value| user["id"].as_str() == Some(&self.me.id);
        let is_command = data["content"].as_str().is_some_and(|text| text.trim_start().starts_with('/'));
        is_command || data["mentions"].as_array().is_some_and(|users| users.iter().any(calls))
    }

    async fn look_at_rooms(&mut self) {
        // What cannot be read now is read with the next event; until then what was read before counts.
        if let Ok(rooms) = self.door.rooms(PLATFORM, &self.me.id).await {
            self.rooms = rooms.iter().filter_map(|chat| chat.strip_prefix(ROOM)).map(str::to_owned).collect();
        }
    }

    fn learn(&self, data: &Value) {
        if let Ok(channel) = serde_json::from_value::<Channel>(data.clone()) {
            self.bot.channels.learn(&channel, None);
        }
    }

    fn gone(&self, data: &Value, batch: &mut Batch) {
        let Some(channel) = data["id"].as_str() else { return };
        self.bot.channels.forget(channel);
        if self.rooms.contains(channel) {
            batch.items.push(Item::Inbound(Box::new(inbound::gone(&self.me, channel, self.door.now()))));
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

    /// What people wrote in private while nobody listened.
    async fn fill_private(&mut self) {
        let (bot, stop) = (Arc::clone(&self.bot), self.stop.clone());
        let asked = self.marks.private().into_iter().map(|mark| {
            let (bot, stop) = (&bot, &stop);
            async move { (history::after(&bot.api, &mark.channel, mark.last, stop).await, mark) }
        });
        let mut pages = stream::iter(asked).buffered(AHEAD);
        while let Some((page, mark)) = pages.next().await {
            let place = Place::Private { channel: mark.channel };
            let Some(page) = page else { return };
            if let Some(last) = self.fill_page(&place, mark.last, &page).await {
                self.fill(&place, last).await;
            }
        }
    }

    /// A server is there: what is known of its channels, and what was written meanwhile in rooms and their threads.
    async fn server(&mut self, data: &Value) {
        let Ok(server) = serde_json::from_value::<Guild>(data.clone()) else {
            return tracing::warn!("a server cannot be read; its channels are looked at one by one");
        };
        let missing = permissions::missing(&server, &self.me.id).join(", ");
        if !missing.is_empty() {
            tracing::warn!(missing, "the bot lacks rights in its server: Server Settings → Roles → the bot's own");
        }
        for channel in server.channels.iter().chain(&server.threads) {
            self.bot.channels.learn(channel, Some(&server.id));
        }
        for channel in server.channels.iter().chain(&server.threads) {
            let newest: i64 = channel.last_message_id.as_deref().and_then(|id| id.parse().ok()).unwrap_or_default();
            let is_thread = channel.parent_id.as_ref().filter(|room| self.rooms.contains(*room));
            let (place, first) = match is_thread {
                // All of a thread is news where nothing of it was read.
                Some(room) => {
                    let place = Place::Room { channel: room.clone(), thread: Some(channel.id.clone()) };
                    (place, channel.id.parse().ok())
                }
                None if self.rooms.contains(&channel.id) => {
                    (Place::Room { channel: channel.id.clone(), thread: None }, None)
                }
                None => continue,
            };
            if let Some(last) = self.marks.last(&channel.id).or(first)
                && newest > last
            {
                self.fill(&place, last).await;
            }
        }
    }

    async fn fill(&mut self, place: &Place, mut last: i64) {
        let channel = match place {
            Place::Private { channel } | Place::Room { channel, thread: None } => channel.clone(),
            Place::Room { thread: Some(thread), .. } => thread.clone(),
        };
        while let Some(page) = history::after(&self.bot.api, &channel, last, &self.stop).await {
            match self.fill_page(place, last, &page).await {
                Some(next) => last = next,
                None => return,
            }
        }
    }

    /// Hands in a page of a history; after which message the next one begins, where there is one.
    async fn fill_page(&mut self, place: &Place, mut last: i64, page: &Page) -> Option<i64> {
        let mut batch = Batch::default();
        for (number, data) in &page.messages {
            Self::add(inbound::message(data, &self.me, place), data, &mut batch);
            batch.read.extend(marks::mark(data, place));
            last = last.max(*number);
        }
        if !batch.items.is_empty() {
            tracing::info!(messages = batch.items.len(), "what was written meanwhile is handed in");
        }
        self.hand_in(batch).await;
        (!page.is_last && !self.stop.is_cancelled()).then_some(last)
    }
}
