//! The real program on the wire, against the fake of Telegram's Bot API: everything that a chat needs, and everything
//! that goes wrong on the way. Nothing is waited for by the clock; each step waits for what it leads to.

mod support;

#[path = "telegram/again.rs"]
mod again;
#[path = "telegram/announced.rs"]
mod announced;
#[path = "support/bot_api/mod.rs"]
mod bot_api;
#[path = "telegram/canary.rs"]
mod canary;
#[path = "telegram/desk.rs"]
mod desk;
#[path = "telegram/groups.rs"]
mod groups;
#[path = "telegram/hook.rs"]
mod hook;
#[path = "telegram/path.rs"]
mod path;
#[path = "support/program.rs"]
mod program;
#[path = "telegram/sending.rs"]
mod sending;
#[path = "support/telegram_program.rs"]
mod telegram_program;
#[path = "telegram/updates.rs"]
mod updates;
