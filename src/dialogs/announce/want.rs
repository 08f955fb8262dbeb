//! What dialogs about announcements want done, and what comes of it.

use serde::{Deserialize, Serialize};

use super::{
    line::Listed,
    reading::{ReadingEffect, ReadingOutcome},
};

/// What somebody is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceState {
    /// The words of a new announcement.
    Words,
}

/// What is wanted of announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnounceEffect {
    /// What goes on and concerns whoever asks, or the group in which they do; for the desk all of it, and what is not out
    /// yet. Answers `Listed`.
    List,
    /// What a reader does with one; answers `Reading`, or `Refused`.
    Reading(ReadingEffect),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnounceOutcome {
    Listed(Vec<Listed>),
    Reading(ReadingOutcome),
}
