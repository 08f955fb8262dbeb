//! What the desk is told of a bulletin's course: to whom it goes, what has become of each message, and what can be done
//! where one did not arrive.

use serde::{Deserialize, Serialize};

use super::{choice::AnnounceChoice, line::AnnounceLine};
use crate::{
    core::announce::{
        fate::{Counts, Failure},
        ways::Way,
    },
    dialogs::{choice::Choice, line::Line},
};

/// One thing to say of a bulletin's course. `name` is the announcement's: `A-7`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerLine {
    /// It begins to go out.
    Going { name: String, groups: usize, people: usize },
    /// How far it came, or where it ended.
    Out { name: String, counts: Box<Counts> },
    /// Some were not reached: so many, and the first of them.
    Failing { name: String, count: usize, who: Vec<Who> },
    /// All that is known, with the first groups that have it and those for whom something can be done.
    Whole { name: String, counts: Box<Counts>, groups: Vec<Who>, failed: Vec<Entry> },
    /// It was sent to others instead.
    SentTo { name: String, who: Who },
    /// Somebody was called.
    Called { name: String, who: Who },
    /// Somebody else has done it, or it is not to be done any more.
    DoneAlready { name: String },
}

/// A group or a person, as the desk calls them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Empty: a group.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Empty: of no partner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub partner: String,
    /// The first part of the address.
    pub platform: String,
}

/// Somebody who was not reached, and the best way that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub who: Who,
    pub why: Failure,
    pub way: Offered,
}

/// A way, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offered {
    OtherGroup,
    FocalPoint {
        name: String,
    },
    /// Nobody is known where the name is empty.
    Call {
        name: String,
    },
}

/// A button about a bulletin's course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerChoice {
    /// «Quem recebeu».
    Show { bulletin: i64 },
    /// The next way for somebody who was not reached; `place` is their place in the list, from 1.
    Take { bulletin: i64, failed: String, way: Way, place: usize },
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 4] = ["choice-who-got", "choice-other-group", "choice-focal-point", "choice-was-called"];

impl LedgerChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Show { .. } => "choice-who-got",
            Self::Take { way: Way::OtherChat { .. }, .. } => "choice-other-group",
            Self::Take { way: Way::FocalPoint { .. }, .. } => "choice-focal-point",
            Self::Take { way: Way::Call { .. }, .. } => "choice-was-called",
        }
    }

    /// Its place in a list, where it has one.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        match self {
            Self::Show { .. } => None,
            Self::Take { place, .. } => Some(*place),
        }
    }
}

impl From<LedgerLine> for Line {
    fn from(line: LedgerLine) -> Self {
        AnnounceLine::Ledger(line).into()
    }
}

impl From<LedgerChoice> for Choice {
    fn from(choice: LedgerChoice) -> Self {
        Self::Announce(AnnounceChoice::Ledger(choice))
    }
}
