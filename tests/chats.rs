//! Chats, the heart of the tests: stories told to the real desk and relay, in each language, on each database, and
//! on a hostile platform. Their transcripts are the snapshots.
#![allow(clippy::large_futures, reason = "a story holds its whole world, and there is one at a time")]

#[path = "support/story/mod.rs"]
mod story;
mod support;

#[path = "chats/absences.rs"]
mod absences;
#[path = "chats/announcing.rs"]
mod announcing;
#[path = "chats/around.rs"]
mod around;
#[path = "chats/away.rs"]
mod away;
#[path = "chats/behalf.rs"]
mod behalf;
#[path = "chats/bulletins.rs"]
mod bulletins;
#[path = "chats/bursts.rs"]
mod bursts;
#[path = "chats/case_studies.rs"]
mod case_studies;
#[path = "chats/clocks.rs"]
mod clocks;
#[path = "chats/codes.rs"]
mod codes;
#[path = "chats/context.rs"]
mod context;
#[path = "chats/deleted.rs"]
mod deleted;
#[path = "chats/delivery.rs"]
mod delivery;
#[path = "chats/desk_file.rs"]
mod desk_file;
#[path = "chats/desks.rs"]
mod desks;
#[path = "chats/drafts.rs"]
mod drafts;
#[path = "chats/filled.rs"]
mod filled;
#[path = "chats/forms.rs"]
mod forms;
#[path = "chats/forums.rs"]
mod forums;
#[path = "chats/gate.rs"]
mod gate;
#[path = "chats/harness.rs"]
mod harness;
#[path = "chats/jumps.rs"]
mod jumps;
#[path = "chats/kinds.rs"]
mod kinds;
#[path = "chats/lines.rs"]
mod lines;
#[path = "chats/nearby.rs"]
mod nearby;
#[path = "chats/notify.rs"]
mod notify;
#[path = "chats/people.rs"]
mod people;
#[path = "chats/policies.rs"]
mod policies;
#[path = "chats/practice.rs"]
mod practice;
#[path = "chats/privacy.rs"]
mod privacy;
#[path = "chats/problems.rs"]
mod problems;
#[path = "chats/queue.rs"]
mod queue;
#[path = "chats/rights.rs"]
mod rights;
#[path = "chats/rooms.rs"]
mod rooms;
#[path = "chats/rota.rs"]
mod rota;
#[path = "chats/routes.rs"]
mod routes;
#[path = "chats/stages.rs"]
mod stages;
#[path = "chats/standing.rs"]
mod standing;
#[path = "chats/stuck.rs"]
mod stuck;
#[path = "chats/surely.rs"]
mod surely;
#[path = "chats/talk.rs"]
mod talk;
#[path = "chats/timers.rs"]
mod timers;
#[path = "chats/triage.rs"]
mod triage;
#[path = "chats/understanding.rs"]
mod understanding;
#[path = "chats/undoing.rs"]
mod undoing;
#[path = "chats/unreached.rs"]
mod unreached;
#[path = "chats/verbs.rs"]
mod verbs;
#[path = "chats/whole_path.rs"]
mod whole_path;
