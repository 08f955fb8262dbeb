//! What a platform can do, as data. Nobody asks "is this Telegram?"; `fit` and the relay read these fields.

/// A token bucket: `burst` at once, then one per `every_ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: u32,
    pub every_ms: u32,
}

/// So many messages in any stretch of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub most: u32,
    pub in_ms: u32,
}

impl Quota {
    /// As good as none.
    pub const UNLIMITED: Self = Self { most: 1_000_000, in_ms: 1 };
}

/// How the length of a text is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Characters,
    /// In units of UTF-16: most emoji count twice.
    Utf16,
    /// In units of UTF-16, and a sign of markup once more: it is escaped when it is sent.
    Escaped,
}

impl Counted {
    /// How much of a limit a character takes up.
    #[must_use]
    pub fn width(self, char: char) -> usize {
        match self {
            Self::Characters => 1,
            Self::Utf16 => char.len_utf16(),
            Self::Escaped => char.len_utf16() + usize::from(is_markup(char)),
        }
    }
}

/// Whether a platform that formats what it is sent could read a character as markup.
#[must_use]
pub fn is_markup(char: char) -> bool {
    matches!(char, '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | '#' | '-' | '@')
}

/// The limits of one platform. Lengths are in characters unless they say otherwise.
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub text_chars: usize,
    /// How `text_chars` are counted.
    pub counted: Counted,
    pub buttons: usize,
    pub label_chars: usize,
    /// Sent messages can be edited.
    pub edits: bool,
    /// A room can hold a thread for each ticket, which the relay opens. A mailbox needs none: each of its letters names
    /// the ticket that it is about.
    pub threads: bool,
    /// A room has one living card with all that waits, and a ticket its thread only once it is taken.
    pub queue_card: bool,
    /// A ticket has its thread from the beginning, and its card stands there.
    pub card_in_thread: bool,
    /// Files go as messages of their own, after the text.
    pub files_apart: bool,
    /// The platform reads its messages from the outbox itself; the relay never sends to it.
    pub mailbox: bool,
    /// The largest file that can be taken in.
    pub file_bytes: u64,
    /// Messages to one chat, to one group, and to all chats together.
    pub per_chat: Rate,
    pub per_group: Option<Quota>,
    pub overall: Quota,
}
