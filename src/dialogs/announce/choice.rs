//! Buttons about announcements.

use serde::{Deserialize, Serialize};

use super::reading::{self, ReadingChoice};

/// A button about an announcement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceChoice {
    /// «Também me afecta», below an announcement.
    Join { announcement: i64 },
    /// Another of its readers'.
    Reading(ReadingChoice),
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 4] = ["choice-affects-me-too", reading::KEYS[0], reading::KEYS[1], reading::KEYS[2]];

impl AnnounceChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Join { .. } => "choice-affects-me-too",
            Self::Reading(choice) => choice.key(),
        }
    }
}
