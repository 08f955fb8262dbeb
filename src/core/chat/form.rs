//! A form: several questions that a platform can show together, and what was put into it. It is the same report as the
//! dialog's; what is missing or does not fit is asked there.

use serde::{Deserialize, Serialize};

use super::FileRef;

/// Questions that are shown together, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub title: String,
    /// What was told before it was opened, by the fields' names: it comes back with the answers.
    pub given: Vec<(String, String)>,
    pub fields: Vec<Field>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Opaque to platforms, and the same in the answer.
    pub name: String,
    pub label: String,
    pub help: Option<String>,
    pub kind: Kind,
    pub required: bool,
}

/// How a field is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In a few words.
    Line,
    /// In as many as it takes.
    Words,
    /// With one of these: its value, and what it is called.
    Choice(Vec<(String, String)>),
    Files,
}

/// How much a platform's forms hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub fields: usize,
    /// The most choices of one field.
    pub choices: usize,
}

/// What was put into a field. What was left empty is told too: it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    pub field: String,
    /// A choice's value, or words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
}
