//! A ticket, a report and a list, as they are shown. What a reader may not see is not in them.

use serde::{Deserialize, Serialize};

use crate::core::{
    chat::Millis,
    draft::Answers,
    problem::{Extent, State},
    ticket::{CameBy, Status},
};

/// A report before it is sent. The description is its beginning alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What was not chosen is in `suggested` alone.
    pub answers: Answers,
    /// Where it happens, as it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
}

/// A ticket as it is shown. What a reader may not see is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub reference: String,
    pub status: Status,
    pub priority: String,
    /// Where severities have pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    pub system: String,
    pub category: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Question key → option key or words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<(String, String)>,
    /// The beginning of the reporter's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default)]
    pub file_count: usize,
    /// What it is marked with.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
}

impl Card {
    /// Whether a group of others may read it: nobody's words, and no name but that of whoever works on it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let marks = &self.marks;
        let has_names = self.reporter.is_some() || marks.on_behalf_of.is_some() || marks.filed_by.is_some();
        let has_words = self.description.is_some() || !self.form.is_empty() || marks.page.is_some();
        !(has_names || has_words || marks.call.is_some())
    }
}

/// What a ticket is marked with, as far as it differs from what is usual.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    pub problem: bool,
    /// implementation | defect
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    pub private: bool,
    /// Made in practice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub practice: bool,
    /// test | training
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// In days since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<i64>,
    /// The day of a visit to the facility, and who goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit: Option<(i64, String)>,
    /// When somebody should have answered, and when it should be resolved or passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolve_by: Option<Millis>,
    /// `answer_by` is what its reader may expect, not what they have to do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expects: bool,
    /// A day is to be promised, and nobody has.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub to_be_set: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The tier, where it is not the one in which such requests begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<i64>,
    /// How many tickets repeat it.
    pub repeated: usize,
    /// Of a problem that many have: how it stands, and how many it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common: Option<(State, Extent)>,
    /// The problem that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// Whoever wrote it down for somebody who is its reporter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filed_by: Option<String>,
    #[serde(skip_serializing_if = "is_unknown")]
    pub came_by: CameBy,
    /// How many people it was reported for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_count: Option<i64>,
    /// The page that help was asked from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// pending, missing where there was nobody to give it, lapsed where nobody did in time
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
    /// Triage has to ask for what is missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub incomplete: bool,
    /// Its reporter is to be called: their telephone, or nothing where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// It was closed because no answer came.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unanswered: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_unknown(way: &CameBy) -> bool {
    *way == CameBy::Unknown
}

impl Marks {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One of a person's own tickets, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub reference: String,
    pub system: String,
    pub status: Status,
}
