//! What Discord can do, as data (platforms A.2).

use crate::bots::limits::{Counted, Limits, Quota, Rate};

/// The longest text, in characters.
pub const TEXT_CHARS: usize = 2_000;
/// The largest file that can be sent, and is fetched.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;
/// The longest name of a thread, in characters.
pub const TITLE_CHARS: usize = 100;
/// The longest label of a button or of a choice, in characters.
pub const LABEL_CHARS: usize = 80;
/// Five rows of five.
pub const BUTTONS: usize = 25;

/// Discord's limits. It tells its rates with each answer, and `pace` obeys those; these here only keep the relay from
/// asking in vain.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        text_chars: TEXT_CHARS,
        counted: Counted::Escaped,
        buttons: BUTTONS,
        label_chars: LABEL_CHARS,
        edits: true,
        threads: true,
        queue_card: false,
        card_in_thread: true,
        files_apart: true,
        mailbox: false,
        file_bytes: FILE_BYTES,
        per_chat: Rate { burst: 5, every_ms: 1_000 },
        per_group: None,
        overall: Quota { most: 42, in_ms: 1_000 },
    }
}
