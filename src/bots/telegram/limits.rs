//! What Telegram can do, as data.

use crate::bots::limits::{Counted, Limits, Quota, Rate};

/// The largest file that a bot can fetch.
pub const FILE_BYTES: u64 = 20 * 1024 * 1024;
/// The largest picture that can be sent as one; larger ones go as documents.
pub const PHOTO_BYTES: u64 = 10 * 1024 * 1024;
/// The longest caption, in units of UTF-16.
pub const CAPTION_UNITS: usize = 1024;
/// The longest text of an answer to a tap, in characters.
pub const TOAST_CHARS: usize = 200;
/// The longest name of a topic, in characters.
pub const TITLE_CHARS: usize = 128;
/// The most entities that are looked at.
pub const ENTITIES: usize = 100;

/// What is taken for the limits of a chat, of a group, and of all together: the documented ones, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    Documented,
    Off,
}

/// Telegram's limits.
#[must_use]
pub fn limits(pace: Pace) -> Limits {
    let unlimited = Rate { burst: 1_000_000, every_ms: 0 };
    let (per_chat, per_group, overall) = match pace {
        Pace::Documented => (
            Rate { burst: 3, every_ms: 1_000 },
            // A little longer than a minute and a second: what leaves in order does not arrive at even distances.
            Some(Quota { most: 20, in_ms: 61_000 }),
            Quota { most: 30, in_ms: 1_003 },
        ),
        Pace::Off => (unlimited, None, Quota::UNLIMITED),
    };
    Limits {
        text_chars: 4096,
        counted: Counted::Utf16,
        buttons: 100,
        label_chars: 60,
        edits: true,
        threads: true,
        queue_card: true,
        card_in_thread: false,
        files_apart: true,
        mailbox: false,
        file_bytes: FILE_BYTES,
        per_chat,
        per_group,
        overall,
    }
}
