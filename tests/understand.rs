//! One message is enough (B.2): what people write, and what is understood of it. The messages and the facilities are
//! this project's own, written as people write (C.5); the directory has the traps that real ones have.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is not as it must be")]

#[path = "understand/corpus.rs"]
mod corpus;
#[path = "understand/lookup.rs"]
mod lookup;
