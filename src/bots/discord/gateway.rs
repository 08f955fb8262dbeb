//! The gateway, held by the library. It has a thread of its own with a runtime of one thread: the library starts a task
//! for each event, and only there do these run in the order in which the events came.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use serenity::{
    Error,
    all::{Context, Event, GatewayIntents, HttpBuilder, Interaction, RawEventHandler, ShardManager},
    async_trait,
    client::ClientBuilder,
    gateway::GatewayError,
};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{around, client::Api};
use crate::bots::pause::jitter;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(2);

const WRONG_TOKEN: &str = "the token is not, or no longer, a bot's (4004): make another one on the page «Bot» of the developer \
     portal with «Reset Token», and put it into DISCORD_TOKEN";
const UNKNOWN_INTENTS: &str = "Discord does not know what the bot asks to hear (intents, 4013): this program is too old for it, \
     or what stands at BALCAO_DISCORD_API is not Discord";
const FORBIDDEN_INTENTS: &str = "Discord does not let the bot hear messages and reactions (intents, 4014), though it needs no \
     privileged intent for these: look at https://discord.com/developers/applications → Bot whether the application is \
     restricted";

/// An event, as it came: what kind it is, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    pub kind: String,
    pub data: Value,
    /// The library could read it.
    pub known: bool,
}

/// What the gateway tells.
#[derive(Debug)]
pub enum Signal {
    Event(Box<Raw>),
    /// Discord does not let the bot in; why not, in words for the operator.
    Refused(&'static str),
}

/// An event's own form; nothing for kinds that say nothing here.
#[must_use]
pub fn raw_of(event: &Event) -> Option<Raw> {
    let kind = match event {
        Event::Ready(_) => "READY",
        Event::Resumed(_) => "RESUMED",
        Event::MessageCreate(_) => "MESSAGE_CREATE",
        Event::MessageUpdate(_) => "MESSAGE_UPDATE",
        Event::MessageDelete(_) => "MESSAGE_DELETE",
        Event::MessageDeleteBulk(_) => "MESSAGE_DELETE_BULK",
        Event::ReactionAdd(_) => "MESSAGE_REACTION_ADD",
        Event::InteractionCreate(_) => "INTERACTION_CREATE",
        Event::GuildCreate(_) => "GUILD_CREATE",
        Event::GuildDelete(_) => "GUILD_DELETE",
        Event::ChannelCreate(_) => "CHANNEL_CREATE",
        Event::ChannelUpdate(_) => "CHANNEL_UPDATE",
        Event::ChannelDelete(_) => "CHANNEL_DELETE",
        Event::ThreadCreate(_) => "THREAD_CREATE",
        Event::ThreadUpdate(_) => "THREAD_UPDATE",
        Event::ThreadDelete(_) => "THREAD_DELETE",
        Event::Unknown(unknown) => {
            let (kind, data) = fields(serde_json::to_value(unknown).ok()?);
            let is_whole = kind == around::WHOLE;
            let kind = if is_whole { "INTERACTION_CREATE".to_owned() } else { kind };
            return Some(Raw { kind, data, known: is_whole });
        }
        _ => return None,
    };
    let (_, mut data) = fields(serde_json::to_value(event).ok()?);
    if let (Event::InteractionCreate(event), Some(data)) = (event, data.as_object_mut()) {
        // The library keeps the kind in its own type.
        data.insert("type".into(), kind_of(&event.interaction).into());
    }
    Some(Raw { kind: kind.to_owned(), data, known: true })
}

fn fields(mut value: Value) -> (String, Value) {
    let kind = value["t"].as_str().unwrap_or_default().to_owned();
    (kind, value["d"].take())
}

fn kind_of(interaction: &Interaction) -> u8 {
    match interaction {
        Interaction::Ping(_) => 1,
        Interaction::Command(_) => 2,
        Interaction::Component(_) => 3,
        Interaction::Autocomplete(_) => 4,
        Interaction::Modal(_) => 5,
        _ => 0,
    }
}

struct Ear {
    signals: mpsc::UnboundedSender<Signal>,
}

#[async_trait]
impl RawEventHandler for Ear {
    async fn raw_event(&self, _context: Context, event: Event) {
        if let Some(raw) = raw_of(&event) {
            let _gone = self.signals.send(Signal::Event(Box::new(raw)));
        }
    }
}

/// What is asked for: messages here and there, reactions, and the words of what agents write in rooms.
fn intents(reads_rooms: bool) -> GatewayIntents {
    let always = GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::GUILD_MESSAGE_REACTIONS
        | GatewayIntents::DIRECT_MESSAGES
        | GatewayIntents::DIRECT_MESSAGE_REACTIONS;
    if reads_rooms { always | GatewayIntents::MESSAGE_CONTENT } else { always }
}

/// Listens until it is stopped. `reads_rooms`: the bot may read what is written in rooms.
#[must_use]
pub fn listen(api: Api, token: String, reads_rooms: bool, stop: CancellationToken) -> mpsc::UnboundedReceiver<Signal> {
    let (signals, heard) = mpsc::unbounded_channel();
    let hold = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(hold(api, token, reads_rooms, stop, signals)),
            Err(error) => tracing::error!(%error, "Discord's gateway cannot be listened to"),
        }
    };
    if let Err(error) = thread::Builder::new().name("discord".into()).spawn(hold) {
        tracing::error!(%error, "Discord's gateway cannot be listened to");
    }
    heard
}

async fn hold(
    api: Api,
    token: String,
    mut reads_rooms: bool,
    stop: CancellationToken,
    signals: mpsc::UnboundedSender<Signal>,
) {
    let mut pause = FIRST_PAUSE;
    while !stop.is_cancelled() {
        let begun = Instant::now();
        let ended = tokio::select! {
            () = stop.cancelled() => return,
            address = address_of(&api) => match address {
                Some(address) => session(&api, address, &token, reads_rooms, &stop, &signals).await,
                None => Ok(()),
            },
        };
        match ended {
            Err(Error::Gateway(GatewayError::DisallowedGatewayIntents)) if reads_rooms => {
                tracing::warn!("{}", super::start::NO_CONTENT);
                reads_rooms = false;
                continue;
            }
            Err(Error::Gateway(GatewayError::InvalidAuthentication | GatewayError::NoAuthentication)) => {
                let _gone = signals.send(Signal::Refused(WRONG_TOKEN));
                return;
            }
            Err(Error::Gateway(GatewayError::InvalidGatewayIntents)) => {
                let _gone = signals.send(Signal::Refused(UNKNOWN_INTENTS));
                return;
            }
            Err(Error::Gateway(GatewayError::DisallowedGatewayIntents)) => {
                let _gone = signals.send(Signal::Refused(FORBIDDEN_INTENTS));
                return;
            }
            Ok(()) | Err(_) => {}
        }
        if begun.elapsed() > LONGEST_PAUSE {
            pause = FIRST_PAUSE;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(jitter(pause)) => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Where the gateway is. The library asks too, and where it gets no answer it would go to Discord's own, wherever the
/// interface is.
async fn address_of(api: &Api) -> Option<String> {
    match api.get("/gateway", "", "/gateway".to_owned()).await {
        Ok(told) => told["url"].as_str().map(str::to_owned),
        Err(failure) => {
            tracing::debug!(%failure, "Discord's gateway is not reached");
            None
        }
    }
}

/// Listens through reconnections, until it is stopped or refused.
async fn session(
    api: &Api,
    address: String,
    token: &str,
    reads_rooms: bool,
    stop: &CancellationToken,
    signals: &mpsc::UnboundedSender<Signal>,
) -> Result<(), Error> {
    let http = HttpBuilder::new(token).proxy(api.host()).ratelimiter_disabled(true).build();
    let ear = Ear { signals: signals.clone() };
    let mut client = ClientBuilder::new_with_http(http, intents(reads_rooms)).raw_event_handler(ear).await?;
    let led = stop.child_token();
    let _ends_with_it = led.clone().drop_guard();
    *client.ws_url.lock().await = match around::lead(address.clone(), led).await {
        Ok(around) => around,
        Err(error) => {
            tracing::error!(%error, "forms that are sent on Discord cannot be read");
            address
        }
    };
    let shards: Arc<ShardManager> = Arc::clone(&client.shard_manager);
    tokio::select! {
        ended = client.start() => ended,
        () = stop.cancelled() => {
            // Discord closes by itself what does not close in time.
            let _late = tokio::time::timeout(Duration::from_secs(1), shards.shutdown_all()).await;
            Ok(())
        }
    }
}
