//! What is asked of the queue: which part of it, and what its tickets have. Kept with buttons as JSON: new fields need a
//! default.

use serde::{Deserialize, Serialize};

use crate::core::ticket::Status;

/// What is asked of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub slice: Slice,
    /// None means those that are open.
    pub statuses: Vec<Status>,
    /// By id, and as it is called.
    pub partner: Option<(i64, String)>,
    pub province: Option<String>,
    /// By id, and as it is called.
    pub facility: Option<(i64, String)>,
    pub system: Option<String>,
    pub category: Option<String>,
    pub priority: Option<String>,
    pub tag: Option<String>,
    pub departments: Vec<String>,
    /// Words that stand in the description.
    pub text: Option<String>,
    /// Nobody owns it.
    pub unowned: bool,
    /// Also those that have ended.
    pub closed: bool,
    /// A walk through what is new (OL-11): also what is theirs and not taken yet; the newest first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Not these: they were seen already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub but: Vec<i64>,
}

/// Which part of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slice {
    /// All that its reader may see.
    #[default]
    Any,
    /// All of their departments and provinces.
    Theirs,
    /// The same, their own and the new ones first.
    Start,
    /// Nobody has taken them yet; of their departments and provinces, and of no higher tier than theirs.
    New,
    /// Those that they own.
    Mine,
    /// No change for three days.
    Stalled,
    /// Late, or soon late: the next of their clocks is over within a day.
    Risk,
    /// Those whose reporters are to be called, also where they have ended.
    Calls,
}
