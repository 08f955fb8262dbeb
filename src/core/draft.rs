//! What a person has answered of a report so far, apart from the dialog's step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The answers of a report; all optional until it is sent. Stored as JSON: new fields need a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Question key → option key or words; an empty text was skipped.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub form: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Attachments, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<i64>,
    /// The step for photos was passed.
    #[serde(skip_serializing_if = "is_false")]
    pub photos_done: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A report in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub id: i64,
    pub answers: Answers,
    pub started_at: i64,
    pub updated_at: i64,
}
