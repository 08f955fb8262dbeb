//! What a dialog remembers beside where it stands: what was not understood in a row, and messages in a row in another
//! language. Kept with the session as JSON; new fields need a default.

use serde::{Deserialize, Serialize};

use crate::core::chat::Millis;

/// The most messages that were not understood whose words are remembered …
const WORDS: usize = 3;
/// … and how much of each, in characters.
const LENGTH: usize = 1000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Answers in a row that were not understood.
    #[serde(skip_serializing_if = "is_nothing")]
    pub misses: u8,
    /// What they said: whoever takes care of it is to read that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Messages in a row that were clearly in the other language.
    #[serde(skip_serializing_if = "is_nothing")]
    pub foreign: u8,
    /// A language was chosen here: no other is offered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_chosen: bool,
    /// The walk through what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub walk: Option<Walk>,
    /// It was said here that the desk is closed, until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_until: Option<Millis>,
}

/// A walk through what is new, card by card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// The tickets that were shown.
    pub seen: Vec<i64>,
    /// So long it can be gone on with from whatever was done meanwhile.
    pub until: Millis,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_nothing(count: &u8) -> bool {
    *count == 0
}

impl Memory {
    /// As a session keeps it; nothing at all where nothing is remembered.
    #[must_use]
    pub fn kept(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// What a session has kept; what cannot be read (of a newer version) is forgotten.
    #[must_use]
    pub fn read(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }

    /// One more answer that was not understood.
    pub(super) fn miss(&mut self, words: &str) {
        self.misses = self.misses.saturating_add(1);
        let words: String = words.trim().chars().take(LENGTH).collect();
        if self.words.len() < WORDS && !words.is_empty() {
            self.words.push(words);
        }
    }

    /// Something was understood.
    pub(super) fn understood(&mut self) {
        self.misses = 0;
        self.words.clear();
    }

    /// All that was not understood, as one text.
    pub(super) fn missed(&self) -> String {
        self.words.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_as_nothing() {
        assert_eq!(Memory::default().kept(), "");
        assert_eq!(Memory::read(""), Memory::default());
        assert_eq!(Memory::read("{\"of_tomorrow\":1,\"misses\":2}"), Memory { misses: 2, ..Memory::default() });
        let mut memory = Memory::default();
        memory.miss(&"ç".repeat(5000));
        assert_eq!(Memory::read(&memory.kept()), memory);
        assert_eq!(memory.words[0].chars().count(), LENGTH);
        memory.understood();
        assert_eq!(memory.kept(), "");
    }
}
