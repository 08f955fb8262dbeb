//! Buttons about announcements.

use serde::{Deserialize, Serialize};

use super::ledger::LedgerChoice;

/// A button about an announcement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnounceChoice {
    /// «Também me afecta», below an announcement.
    Join { announcement: i64 },
    /// About a bulletin's course.
    Ledger(LedgerChoice),
}

/// The keys of these buttons in `locales/`.
pub const KEYS: [&str; 1] = ["choice-affects-me-too"];

impl AnnounceChoice {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Join { .. } => "choice-affects-me-too",
            Self::Ledger(choice) => choice.key(),
        }
    }
}
