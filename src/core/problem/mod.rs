//! Problems that many have (WS-7, CY-01): a request of kind problem, to which others are joined. Each keeps its number, its
//! reporter and its history; what others read of a problem is its approved summary, and nobody's words.

pub mod cluster;
pub mod gist;
mod known;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{chat::Millis, overlay::Overlay};
use crate::{
    closed_set,
    text::{locale::Locale, mask},
};

pub use known::{Found, Known, Offer, Published, Told, Version, load_known};
pub use rows::{going_on, load, load_links, members, save};

/// The timer with which a problem's solution is told to those who joined, once it cannot be taken back any more; its
/// subject is the problem's request.
pub const SOLVED: &str = "problem_solved";
/// The same of one of the joined requests, which is the subject.
pub const FIXED: &str = "problem_fixed";

closed_set! {
    /// How far a problem is understood (CY-01).
    State { Open = "open", Known = "known", Solved = "solved" }
}

closed_set! {
    /// What the desk keeps of a known error, for itself.
    Part { Symptom = "symptom", Cause = "cause", Workaround = "workaround" }
}

/// The longest summary, in characters: a receipt that quotes it stays short.
pub const LONGEST: usize = 100;

/// What others read of a problem, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub words: String,
    /// When somebody of the desk has approved it, and who; until then nobody else reads it.
    pub approved: Option<(Millis, i64)>,
}

/// What is known of a problem, beside its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub ticket_id: i64,
    pub state: State,
    pub symptom: String,
    pub cause: String,
    pub workaround: String,
    pub created_at: Millis,
    pub solved_at: Option<Millis>,
    pub summaries: BTreeMap<Locale, Summary>,
}

impl Problem {
    #[must_use]
    pub fn new(ticket_id: i64, created_at: Millis) -> Self {
        Self {
            ticket_id,
            state: State::Open,
            symptom: String::new(),
            cause: String::new(),
            workaround: String::new(),
            created_at,
            solved_at: None,
            summaries: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Symptom => &self.symptom,
            Part::Cause => &self.cause,
            Part::Workaround => &self.workaround,
        }
    }

    pub fn set_part(&mut self, part: Part, words: &str) {
        let held = match part {
            Part::Symptom => &mut self.symptom,
            Part::Cause => &mut self.cause,
            Part::Workaround => &mut self.workaround,
        };
        words.clone_into(held);
    }

    /// What somebody of a language reads of it: the summary that was approved in theirs, or else in another.
    #[must_use]
    pub fn summary(&self, locale: Locale) -> Option<&str> {
        let approved = |summary: &&Summary| summary.approved.is_some();
        let other = || self.summaries.values().find(approved);
        self.summaries.get(&locale).filter(approved).or_else(other).map(|summary| summary.words.as_str())
    }
}

/// Whether words may be read by others: nothing in them looks like a patient's or a telephone number.
#[must_use]
pub fn is_presentable(words: &str) -> bool {
    let length = words.trim().chars().count();
    (1..=LONGEST).contains(&length) && mask::for_group(words) == words
}

/// Which problem a request is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// None: it was taken out again.
    pub problem_id: Option<i64>,
    pub joined_at: Millis,
    /// Joined by its reporter before it was filed: it has no card of its own, unless it comes back.
    pub quiet: bool,
    /// Its reporter has said that it works.
    pub confirmed_at: Option<Millis>,
}

/// One of the requests of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub ticket: i64,
    /// The facility, by its id or as it was typed; none where nobody told.
    pub place: Option<String>,
    pub partner: Option<i64>,
    pub reporter: i64,
    pub open: bool,
    pub confirmed: bool,
}

/// How many a problem concerns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    pub tickets: usize,
    /// Facilities, or people where nobody told which.
    pub facilities: usize,
    pub partners: usize,
    /// Whose reporters have said that it works.
    pub confirmed: usize,
    /// Those that are open.
    pub open: usize,
}

impl Extent {
    #[must_use]
    pub fn of(members: &[Member]) -> Self {
        let place = |member: &Member| member.place.clone().unwrap_or_else(|| format!("person {}", member.reporter));
        Self {
            tickets: members.len(),
            facilities: members.iter().map(place).collect::<BTreeSet<_>>().len(),
            partners: members.iter().filter_map(|member| member.partner).collect::<BTreeSet<_>>().len(),
            confirmed: members.iter().filter(|member| member.confirmed).count(),
            open: members.iter().filter(|member| member.open).count(),
        }
    }
}

/// The rows of problems that a transaction has read and made.
#[derive(Clone, Debug, Default)]
pub struct Held {
    pub rows: Overlay<i64, Problem>,
    /// By the joined request.
    pub links: Overlay<i64, Link>,
    /// Of requests that were filed.
    pub gists: Vec<gist::Kept>,
}

impl Held {
    /// The problem that a request is of, as far as that was read.
    #[must_use]
    pub fn of(&self, ticket: i64) -> Option<i64> {
        self.links.read(&ticket).and_then(|link| link.problem_id)
    }
}
