//! The help desk itself: tickets, people, policies, and their rows. It knows no chat platform and no words.

pub mod chat;
pub mod db;
pub mod delivery;
pub mod directory;
pub mod draft;
pub mod fetching;
pub mod ids;
pub mod notice;
pub mod person;
pub mod policy;
pub mod rights;
pub mod rows;
pub mod sniff;
pub mod ticket;
pub mod vault;
