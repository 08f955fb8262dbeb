//! What is said of the queue: pages of it, the morning's digest, and what became of a batch of replies.

use serde::{Deserialize, Serialize};

use crate::core::{chat::Millis, queue::Filter, rights::Refusal, ticket::Status, verb::Verb};

/// One thing to say about the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueLine {
    /// A page of what a filter leaves.
    QueuePage {
        filter: Filter,
        first: usize,
        total: usize,
        partly: bool,
        entries: Vec<Entry>,
    },
    /// The filter leaves nothing.
    QueueEmpty {
        filter: Filter,
        partly: bool,
    },
    /// What waits for somebody this morning: their own, then what is new.
    Digest {
        name: String,
        mine: usize,
        fresh: usize,
        entries: Vec<Entry>,
    },
    /// All that nobody has taken, in an agents' room: how many of each priority, the first of them, and the minutes
    /// that local time is ahead of UTC.
    Board {
        counts: Vec<(String, usize)>,
        first: Vec<Standing>,
        offset: i32,
    },
    /// Above a ticket of a walk through what is new: how many come after it.
    TriageHead {
        left: usize,
    },
    /// Nothing new is left.
    TriageDone,
    /// Nothing is left that they have not seen, but so many still wait for a decision.
    TriageSeen {
        count: usize,
    },
    NothingWaits,
    /// What was not understood of a filter.
    FilterUnclear {
        words: Vec<String>,
    },
    /// A word that may be the value of several of these, by their names.
    FilterAmbiguous {
        word: String,
        keys: Vec<String>,
    },
    /// A name that may mean several facilities, by their codes and names.
    FilterFacility {
        word: String,
        facilities: Vec<(String, String)>,
    },
    /// What became of each line of a batch.
    Batch {
        parts: Vec<Part>,
        waits: bool,
    },
    /// There is no list that numbers could mean.
    NoListing,
    NotOnList {
        number: usize,
        first: usize,
        last: usize,
    },
}

/// A ticket as the queue shows it. What its reader may not see is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub reference: String,
    pub priority: String,
    pub system: String,
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    /// Since it was reported; of what has stalled, since its last change.
    pub age: Millis,
    /// In days since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<i64>,
    /// When the next of its clocks is over, and whether it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Millis>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// Its reporter is to be called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub call: bool,
    /// The beginning of the reporter's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Triage has to ask for what is missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub incomplete: bool,
}

/// A ticket that nobody has taken, on a room's card: a time and no age, so that the card need not be edited for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub reference: String,
    pub priority: String,
    pub system: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    pub since: Millis,
}

/// What became of one ticket's line of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub number: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    pub end: End,
}

/// How a line of a batch ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Done(Verb),
    /// The verb's words are missing.
    NoWords(Verb),
    /// The verb's value is missing, or is none of what it takes.
    NoValue(Verb),
    NotUnderstood(String),
    NotOnList,
    CheckTheNumber(String),
    NotNow(Status),
    NoSuchRequest,
    NotAllowed,
    AlreadySo,
}

impl End {
    /// How a verb was refused by the desk.
    #[must_use]
    pub fn refused(verb: Verb, why: Refusal, status: Option<Status>) -> Self {
        match (why, status) {
            (Refusal::NoSuchRequest, _) | (Refusal::NotNow, None) => Self::NoSuchRequest,
            (Refusal::NotNow | Refusal::TooLate, Some(status)) => Self::NotNow(status),
            (
                Refusal::NotAllowed
                | Refusal::NotHere
                | Refusal::InPractice
                | Refusal::OnlyLower
                | Refusal::OnlyTier
                | Refusal::OnlyInitiator,
                _,
            )
            | (Refusal::TooLate, None) => Self::NotAllowed,
            (Refusal::NotThat | Refusal::NotAPair, _) => Self::NoValue(verb),
            (Refusal::AlreadySo, _) => Self::AlreadySo,
        }
    }
}
