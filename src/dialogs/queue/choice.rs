//! The buttons under a page of the queue. They are doors that stay open; a number typed below them means a ticket.

use serde::{Deserialize, Serialize};

use crate::core::queue::{Filter, Slice};

/// A button of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueChoice {
    /// The queue as `/fila` shows it.
    Whole,
    New,
    Mine,
    Stalled,
    /// What is late, or soon will be.
    Risk,
    All,
    Next(Look),
    Previous(Look),
    /// The next new ticket of a walk, after these.
    Walk(Vec<i64>),
    /// The walk from its beginning, also through what was seen.
    WalkAgain,
}

/// A page of what a filter leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub filter: Box<Filter>,
    /// How many tickets stand before it.
    pub offset: usize,
}

impl Look {
    /// The first page of what a filter leaves.
    #[must_use]
    pub fn first(filter: Filter) -> Self {
        Self { filter: Box::new(filter), offset: 0 }
    }
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 10] = [
    "choice-queue",
    "choice-queue-new",
    "choice-queue-mine",
    "choice-queue-stalled",
    "choice-queue-risk",
    "choice-queue-all",
    "choice-queue-next",
    "choice-queue-previous",
    "choice-triage-next",
    "choice-triage-again",
];

impl QueueChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Whole => "choice-queue",
            Self::New => "choice-queue-new",
            Self::Mine => "choice-queue-mine",
            Self::Stalled => "choice-queue-stalled",
            Self::Risk => "choice-queue-risk",
            Self::All => "choice-queue-all",
            Self::Next(_) => "choice-queue-next",
            Self::Previous(_) => "choice-queue-previous",
            Self::Walk(_) => "choice-triage-next",
            Self::WalkAgain => "choice-triage-again",
        }
    }

    /// The page that it leads to.
    #[must_use]
    pub fn look(&self) -> Look {
        let first = |slice| Look::first(Filter { slice, ..Filter::default() });
        match self {
            Self::Whole => Look::default(),
            Self::New | Self::Walk(_) | Self::WalkAgain => first(Slice::New),
            Self::Mine => first(Slice::Mine),
            Self::Stalled => first(Slice::Stalled),
            Self::Risk => first(Slice::Risk),
            Self::All => first(Slice::Theirs),
            Self::Next(look) | Self::Previous(look) => look.clone(),
        }
    }
}
