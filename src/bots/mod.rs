//! Adapters of the chat platforms. They translate and classify, and know neither tickets nor the database.

pub mod bot;
pub mod discord;
pub mod fit;
mod http;
mod intake;
pub mod limits;
mod pause;
pub mod send_error;
pub mod telegram;
pub mod web;
