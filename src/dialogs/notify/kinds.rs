//! What these dialogs offer, want done, hear back, and remember.

use serde::{Deserialize, Serialize};

use crate::{
    core::{
        draft::Behalf,
        joining::{Asked, Decided},
        person::Notify,
        room::RoomNotify,
        ticket::CameBy,
        verb::Verb,
    },
    dialogs::{line::Mine, people::line::Handed},
};

/// Choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyChoice {
    Level(Notify),
    RoomLevel(RoomNotify),
    /// How a caller came.
    CameBy(CameBy),
    /// The caller has told no number.
    NoNumber,
    /// The problem is the caller's alone.
    OnlyOne,
    /// Invites the caller to their report.
    InviteCaller {
        ticket: i64,
    },
    /// Makes a request of what somebody of one's facility asked.
    WriteDown {
        behalf: Behalf,
        words: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<i64>,
    },
    /// Lets somebody in to their facility's tickets, or does not.
    LetIn {
        person: i64,
        yes: bool,
    },
}

impl NotifyChoice {
    /// All of its keys in `locales/`.
    pub const KEYS: [&'static str; 13] = [
        "choice-came-by-phone",
        "choice-came-in-person",
        "choice-came-by-email",
        "choice-no-number",
        "choice-only-one",
        "choice-invite-caller",
        "choice-write-down",
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
            Self::CameBy(CameBy::Phone | CameBy::Unknown) => "choice-came-by-phone",
            Self::CameBy(CameBy::InPerson) => "choice-came-in-person",
            Self::CameBy(CameBy::Email) => "choice-came-by-email",
            Self::NoNumber => "choice-no-number",
            Self::OnlyOne => "choice-only-one",
            Self::WriteDown { .. } => "choice-write-down",
            Self::InviteCaller { .. } => "choice-invite-caller",
            Self::LetIn { yes: true, .. } => "choice-let-in",
            Self::LetIn { yes: false, .. } => "choice-let-in-not",
        }
    }
}

impl NotifyState {
    /// It is answered in words or with a number, so that a digit is no choice.
    #[must_use]
    pub fn takes_words(&self) -> bool {
        match self {
            Self::BehalfName | Self::BehalfFacility { .. } | Self::BehalfCount(_) => true,
            Self::BehalfFound { .. } | Self::BehalfCame(_) | Self::BehalfPhone(_) => false,
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
    /// Answers `CallerInvited`.
    InviteCaller { ticket: i64 },
    /// Sends words and files to those who create requests; answers `Passed`.
    AskAppointed { words: String, files: Vec<i64> },
    /// Asks the focal points; answers `Asked`.
    Join,
    /// Answers `Decided`.
    LetIn { person: i64, yes: bool },
    /// What waits at the gate for whoever asks, to use a verb on it; answers `AtGate`.
    AtGate { verb: Verb },
}

/// Outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyOutcome {
    LevelSet(Notify),
    RoomLevelSet(RoomNotify),
    QuietSet(Option<(u32, u32)>),
    CallerInvited {
        name: String,
        phone: String,
        handed: Handed,
    },
    /// To whom words were sent, by name; nobody where there is none.
    Passed {
        names: Vec<String>,
    },
    Asked {
        asked: Asked,
        /// Its name, or empty.
        facility: String,
    },
    /// The requests that wait for them, by id and as they are listed.
    AtGate {
        verb: Verb,
        tickets: Vec<(i64, Mine)>,
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
    /// How did they come?
    BehalfCame(Behalf),
    /// Their number?
    BehalfPhone(Behalf),
    /// How many have it?
    BehalfCount(Behalf),
}
