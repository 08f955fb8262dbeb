//! Balcão: a chat front door for the help desk of health information systems.
//!
//! `docs/ARCHITECTURE.md` is the map. In short: [`bots`] translate what platforms say, [`dialogs`] decide what to
//! say and do about it (pure), [`core`] does it (SQL), and the desk ties them into one transaction a message.
#![warn(clippy::unwrap_used, clippy::expect_used)]
// What people write is never printed; commands alone speak on the terminal.
#![warn(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro)]

pub mod bots;
pub mod checkpoints;
pub mod cli;
pub mod config;
pub mod core;
pub mod demo;
pub mod desk;
pub mod dialogs;
pub mod door;
pub mod fetch;
pub mod relay;
pub mod serve;
pub mod telemetry;
pub mod text;

/// A batch makes and drops some thousand small strings on two threads; the system's allocator spends a fifth of the
/// time of a turn on that. Version 2, since the first ones of version 3 have races between threads; and for Rust's memory
/// alone, since taking over what SQLite asks for gains nothing that can be measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
