//! Announcements: what the desk tells many at once.

pub mod choice;
pub mod ledger;
pub mod line;

use super::{choosing, state::State, turn::Turn, view::View};
use choice::AnnounceChoice;

/// A button of an announcement's.
pub(super) fn chose(state: State, choice: &AnnounceChoice, view: &View<'_>) -> Turn {
    match choice {
        AnnounceChoice::Join { .. } | AnnounceChoice::Ledger(_) => choosing::dead(state, view),
    }
}
