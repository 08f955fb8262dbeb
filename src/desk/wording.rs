//! What may be said in a chat, by who reads there, and how: nothing that is not public in a group of others, and nothing in
//! a room that looks like a patient's or a telephone number.

use super::{
    Shared,
    audience::{Readers, Target},
};
use crate::{core::chat::Pin, dialogs::line::Line, text::mask};

/// Whether a line may be read where it would go. What reaches a group of others is public, whoever asked for it there: a
/// line that holds anybody's words goes nowhere.
pub(super) fn may_go(target: &Target, line: &Line) -> bool {
    let may = match target.readers {
        Readers::One | Readers::Desk => true,
        Readers::Public => line.is_public(),
    };
    if !may {
        tracing::error!("a line that is not public was kept out of a group");
    }
    debug_assert!(may, "no public line: {line:?}");
    may
}

/// A line as its readers are told it: where several read, what looks like a patient's or a telephone number is hidden.
pub(super) fn said(shared: &Shared, target: &Target, line: &Line) -> String {
    let text = shared.catalog.text(line, target.locale, &shared.policy());
    if target.is_room() && line.holds_words() { mask::for_group(&text).into_owned() } else { text }
}

/// Whether it is pinned where it stands: in groups of others, as long as what it tells of goes on.
pub(super) fn pin(shared: &Shared, target: &Target, line: &Line) -> Option<Pin> {
    let is_pinned = target.readers == Readers::Public && shared.policy().announcements.pin;
    line.stands_pinned().filter(|_| is_pinned).map(|on| if on { Pin::On } else { Pin::Off })
}
