//! The real program on the wire, against the fake of Discord: everything that a chat needs, and everything that goes wrong
//! on the way. Nothing is waited for by the clock; each step waits for what it leads to.

mod support;

#[path = "discord/acting.rs"]
mod acting;
#[path = "discord/announced.rs"]
mod announced;
#[path = "discord/aside.rs"]
mod aside;
#[path = "discord/canaries.rs"]
mod canaries;
#[path = "discord/deleted.rs"]
mod deleted;
#[path = "discord/desk.rs"]
mod desk;
#[path = "support/discord/mod.rs"]
mod discord;
#[path = "discord/forms.rs"]
mod forms;
#[path = "discord/missed.rs"]
mod missed;
#[path = "discord/path.rs"]
mod path;
#[path = "support/program.rs"]
mod program;
#[path = "discord/rooms.rs"]
mod rooms;
#[path = "discord/sending.rs"]
mod sending;
#[path = "discord/slow.rs"]
mod slow;
