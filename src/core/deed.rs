//! A verb on a ticket, with what was given with it.

use serde::{Deserialize, Serialize};

use super::verb::Verb;

/// What is to be done with a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    pub verb: Verb,
    /// Of a note, a reply, a reason.
    #[serde(default)]
    pub words: String,
    /// The value that the verb takes: a key of the desk's, a person's id, another ticket's reference, a day as
    /// `2026-11-20`, `+tag` or `-tag`, `yes` or `no`.
    #[serde(default)]
    pub to: String,
    /// Attachments that go with it, by id.
    #[serde(default)]
    pub files: Vec<i64>,
}

impl Deed {
    #[must_use]
    pub fn of(verb: Verb) -> Self {
        Self { verb, words: String::new(), to: String::new(), files: Vec::new() }
    }

    #[must_use]
    pub fn saying(verb: Verb, words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::of(verb) }
    }

    #[must_use]
    pub fn to(self, to: impl Into<String>) -> Self {
        Self { to: to.into(), ..self }
    }

    #[must_use]
    pub fn with_files(self, files: &[i64]) -> Self {
        Self { files: files.to_vec(), ..self }
    }
}
