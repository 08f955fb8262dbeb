//! What the core reads from files: desks and directories, their mistakes, and what people type of them.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[path = "core/applying.rs"]
mod applying;
#[path = "core/calendar.rs"]
mod calendar;
#[path = "core/clock_oracle.rs"]
mod clock_oracle;
#[path = "core/clocks.rs"]
mod clocks;
#[path = "core/common.rs"]
mod common;
#[path = "desks/cyprus.rs"]
mod cyprus;
#[path = "core/desk_file.rs"]
mod desk_file;
#[path = "core/directory.rs"]
mod directory;
#[path = "desks/epts.rs"]
mod epts;
#[path = "core/import.rs"]
mod import;
#[path = "desks/mixed.rs"]
mod mixed;
#[path = "desks/openlmis.rs"]
mod openlmis;
#[path = "core/schema.rs"]
mod schema;
#[path = "core/service_file.rs"]
mod service_file;
#[path = "desks/sevastopol.rs"]
mod sevastopol;
