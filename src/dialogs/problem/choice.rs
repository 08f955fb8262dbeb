//! Buttons about problems: a reporter's, before they file, and the desk's.

use serde::{Deserialize, Serialize};

use crate::{core::problem::State, text::locale::Locale};

/// A button about a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemChoice {
    /// «Também me afecta»; its place among several, from 1, or 0 where it is the only one.
    Join {
        problem: i64,
        place: usize,
    },
    /// An announcement tells what is the matter; its place as above.
    Because {
        announcement: i64,
        place: usize,
    },
    /// It is none of those that were offered.
    NotThis,
    /// An answer helped, or did not.
    Helped,
    NotHelped,
    /// One problem of these requests.
    Gather(Vec<i64>),
    /// A request joins a problem.
    Add {
        ticket: i64,
        reference: String,
    },
    /// What others read of a problem is to be written.
    Write {
        ticket: i64,
        reference: String,
        locale: Locale,
    },
    /// … and is right as it is.
    Approve {
        ticket: i64,
        locale: Locale,
    },
    /// A known error, or not yet.
    Mark {
        ticket: i64,
        state: State,
    },
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 15] = [
    "choice-because",
    "choice-because-one",
    "choice-helped",
    "choice-not-helped",
    "choice-join",
    "choice-join-one",
    "choice-not-known",
    "choice-gather",
    "choice-add-to",
    "choice-summary-pt",
    "choice-summary-en",
    "choice-approve-pt",
    "choice-approve-en",
    "choice-known-error",
    "choice-still-open",
];

impl ProblemChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Join { place: 0, .. } => "choice-join",
            Self::Join { .. } => "choice-join-one",
            Self::Because { place: 0, .. } => "choice-because",
            Self::Because { .. } => "choice-because-one",
            Self::NotThis => "choice-not-known",
            Self::Helped => "choice-helped",
            Self::NotHelped => "choice-not-helped",
            Self::Gather(_) => "choice-gather",
            Self::Add { .. } => "choice-add-to",
            Self::Write { locale: Locale::Pt, .. } => "choice-summary-pt",
            Self::Write { locale: Locale::En, .. } => "choice-summary-en",
            Self::Approve { locale: Locale::Pt, .. } => "choice-approve-pt",
            Self::Approve { locale: Locale::En, .. } => "choice-approve-en",
            Self::Mark { state: State::Known | State::Solved, .. } => "choice-known-error",
            Self::Mark { state: State::Open, .. } => "choice-still-open",
        }
    }

    /// The request that it concerns.
    #[must_use]
    pub fn ticket(&self) -> Option<i64> {
        match self {
            Self::Join { .. } | Self::Because { .. } | Self::NotThis | Self::Helped | Self::NotHelped => None,
            Self::Gather(tickets) => tickets.first().copied(),
            Self::Add { ticket, .. }
            | Self::Write { ticket, .. }
            | Self::Approve { ticket, .. }
            | Self::Mark { ticket, .. } => Some(*ticket),
        }
    }

    /// What yes or no says to it, where that says anything.
    #[must_use]
    pub fn says(&self, yes: bool) -> bool {
        match self {
            Self::Join { place, .. } | Self::Because { place, .. } => yes && *place == 0,
            Self::Helped => yes,
            Self::NotThis | Self::NotHelped => !yes,
            Self::Gather(_) | Self::Add { .. } | Self::Write { .. } | Self::Approve { .. } | Self::Mark { .. } => false,
        }
    }
}
