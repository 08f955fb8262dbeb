//! What these dialogs offer, want done, hear back, and remember.

use serde::{Deserialize, Serialize};

use crate::core::{
    joining::{Asked, Decided},
    person::Notify,
    room::RoomNotify,
};

/// Choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyChoice {
    Level(Notify),
    RoomLevel(RoomNotify),
    /// Lets somebody in to their facility's tickets, or does not.
    LetIn {
        person: i64,
        yes: bool,
    },
}

impl NotifyChoice {
    /// All of its keys in `locales/`.
    pub const KEYS: [&'static str; 6] = [
        "choice-level-none",
        "choice-level-mine",
        "choice-level-all",
        "choice-level-digest",
        "choice-let-in",
        "choice-let-in-not",
    ];

    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Level(Notify::None) | Self::RoomLevel(RoomNotify::None) => "choice-level-none",
            Self::Level(Notify::Mine) | Self::RoomLevel(RoomNotify::Mine) => "choice-level-mine",
            Self::Level(Notify::All) | Self::RoomLevel(RoomNotify::All) => "choice-level-all",
            Self::Level(Notify::Digest) => "choice-level-digest",
            Self::LetIn { yes: true, .. } => "choice-let-in",
            Self::LetIn { yes: false, .. } => "choice-let-in-not",
        }
    }
}

/// Effects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyEffect {
    /// Answers `LevelSet`.
    SetLevel(Notify),
    /// Of this group; answers `RoomLevelSet`.
    SetRoomLevel(RoomNotify),
    /// From one local hour until another, or none; answers `QuietSet`.
    SetQuiet(Option<(u32, u32)>),
    /// Asks the focal points; answers `Asked`.
    Join,
    /// Answers `Decided`.
    LetIn { person: i64, yes: bool },
}

/// Outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyOutcome {
    LevelSet(Notify),
    RoomLevelSet(RoomNotify),
    QuietSet(Option<(u32, u32)>),
    Asked {
        asked: Asked,
        /// Its name, or empty.
        facility: String,
    },
    Decided {
        decided: Decided,
        /// Who had asked.
        name: String,
        yes: bool,
    },
}

/// A report for somebody else, before its first question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyState {
    /// For whom?
    BehalfName,
    /// Where do they work?
    BehalfFacility {
        name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        phone: String,
    },
    /// Which of the facilities found, or none of them.
    BehalfFound {
        name: String,
        typed: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        phone: String,
    },
}
