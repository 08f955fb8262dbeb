//! What is said of problems: to reporters their approved summaries alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    core::problem::{Extent, Part, State},
    dialogs::{line::Line, report::ending::beginning},
    text::{locale::Locale, one_line},
};

/// How much of a reporter's words is shown, in characters.
const SHOWN: usize = 60;

/// What was approved of a problem, by language.
pub type Summaries = BTreeMap<Locale, String>;

/// One thing to say about problems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemLine {
    /// What somebody describes may be one of these.
    Offer {
        summaries: Vec<Summaries>,
    },
    /// … or this announcement tells what is the matter.
    Announced {
        name: String,
        words: Summaries,
    },
    /// … or this answer of the desk's helps.
    Answer {
        texts: Summaries,
    },
    /// Their request was filed as one of it.
    Joined {
        reference: String,
        summaries: Summaries,
    },
    /// The desk has found that their request is one of it.
    PartOf {
        reference: String,
        summaries: Summaries,
    },
    /// It was solved: does it work?
    Fixed {
        reference: String,
        summaries: Summaries,
    },
    /// To the agents: these seem to be the same.
    Alike {
        count: usize,
        entries: Vec<Like>,
    },
    Listed {
        entries: Vec<Listed>,
    },
    Shown(Box<Whole>),
    /// The words of a part, or of a summary (`summary-pt`).
    AskPart {
        part: String,
        reference: String,
    },
    /// A summary that others must not read.
    NotPresentable,
}

/// A request that is like others, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Like {
    pub reference: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    /// The beginning of its reporter's words.
    pub words: String,
}

impl Like {
    /// With the beginning of its reporter's words.
    #[must_use]
    pub fn of(reference: &str, facility: Option<String>, words: &str) -> Self {
        Self { reference: reference.to_owned(), facility, words: beginning(&one_line(words), SHOWN) }
    }
}

/// A problem in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub reference: String,
    pub system: String,
    pub state: State,
    pub extent: Extent,
    pub summaries: Summaries,
}

/// All that the desk knows of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    pub reference: String,
    pub system: String,
    pub state: State,
    pub extent: Extent,
    pub parts: Vec<(Part, String)>,
    /// With whether it was approved.
    pub summaries: Vec<(Locale, String, bool)>,
    pub alike: Vec<Like>,
}

impl From<ProblemLine> for Line {
    fn from(line: ProblemLine) -> Self {
        Self::Problem(line)
    }
}
