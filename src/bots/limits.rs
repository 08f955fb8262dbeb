//! What a platform can do, as data. Nobody asks "is this Telegram?"; `fit` and the relay read these fields.

/// A token bucket: `burst` at once, then one per `every_ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: u32,
    pub every_ms: u32,
}

/// The limits of one platform. Lengths are in characters unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub text_chars: usize,
    pub buttons: usize,
    pub label_chars: usize,
    /// Sent messages can be edited.
    pub edits: bool,
    /// A room can hold a thread for each ticket, which the relay opens. A mailbox needs none: each of its letters names
    /// the ticket that it is about.
    pub threads: bool,
    /// The platform reads its messages from the outbox itself; the relay never sends to it.
    pub mailbox: bool,
    /// The largest file that can be taken in.
    pub file_bytes: u64,
    /// Messages to one chat, and to all chats together.
    pub per_chat: Rate,
    pub overall: Rate,
}
