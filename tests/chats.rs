//! Chats, the heart of the tests: stories told to the real desk and relay, in each language, on each database, and
//! on a hostile platform. Their transcripts are the snapshots.

mod support;

#[path = "chats/whole_path.rs"]
mod whole_path;
