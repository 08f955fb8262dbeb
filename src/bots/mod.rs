//! Adapters of the chat platforms. They translate and classify, and know neither tickets nor the database.

pub mod bot;
pub mod fit;
pub mod limits;
pub mod send_error;
pub mod telegram;
pub mod web;
