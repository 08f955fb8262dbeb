//! Discord, on `serenity`: its gateway keeps the session, and its types read the events. Calls are made by a client of our
//! own, since the library hides an answer's headers, and what cannot be read with its types is read with ours.
//!
//! The way in: `gateway` → `receive` with `places` and `servers` → `inbound` (pure) → the door; what was missed comes by
//! `missed` and `history`. What the bot may not do is told by `survey` (pure). Private threads: `aside`. The way out:
//! `outbound` (pure) → `client`, paced by `pace` (pure) → `errors` (pure). Interactions are answered by `waiting`.

mod acting;
pub mod around;
mod aside;
mod bot;
mod channels;
mod client;
mod commands;
mod complete;
mod components;
mod download;
mod errors;
mod escape;
pub mod form;
mod gateway;
mod history;
pub mod inbound;
mod limits;
mod marks;
mod missed;
mod outbound;
mod pace;
mod permissions;
mod pins;
mod places;
mod receive;
mod servers;
mod start;
mod survey;
mod tags;
mod titles;
mod waiting;
pub mod wire;

pub use self::{
    bot::DiscordBot,
    commands::commands,
    components::rows,
    escape::escaped,
    gateway::raw_of,
    limits::limits,
    start::{Config, Discord, StartError},
};

/// The name of the platform in addresses.
pub const PLATFORM: &str = "discord";

/// Who the bot is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Its user.
    pub id: String,
    /// Its application, which commands and interactions belong to.
    pub application: String,
    pub name: String,
}

/// What stands before a channel of a server in an address: a private chat's is the channel's bare number.
const ROOM: char = '#';

/// The channel that an address's chat means.
fn channel_of(chat: &str) -> &str {
    chat.strip_prefix(ROOM).unwrap_or(chat)
}
