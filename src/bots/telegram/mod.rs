//! Telegram. The library's types and our own loop: its dispatcher tells Telegram that updates are done before anybody has
//! handled them. Here an update counts as done once the desk has committed it, in polling and by webhook alike.
//!
//! The way in: `poll` or `webhook` → `receive` → `inbound` (pure) → the door. The way out: `outbound` (pure) → `client` →
//! `errors` (pure).

mod bot;
mod client;
mod content;
mod download;
mod entities;
mod errors;
pub mod inbound;
mod keyboard;
mod known;
mod limits;
mod media;
mod menus;
mod outbound;
mod poll;
mod receive;
mod start;
mod watch;
mod webhook;
mod wire;
mod words;

pub use self::{
    bot::TelegramBot,
    limits::{Pace, limits},
    start::{Config, StartError, Telegram, WebhookConfig},
};

/// The name of the platform in addresses.
pub const PLATFORM: &str = "telegram";

/// The kinds of updates that are asked for.
const ALLOWED_UPDATES: [&str; 5] =
    ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"];

/// Who the bot is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    pub id: i64,
    /// Without the `@`.
    pub username: String,
}
