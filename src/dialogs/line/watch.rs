//! What is said of the desk's own clock.

use serde::{Deserialize, Serialize};

use super::Line;
use crate::core::chat::Millis;

/// A sentence of the desk's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchLine {
    /// The machine's clock is wrong by so much, in milliseconds: later than it is, or less than nothing for earlier.
    Off { by: Millis },
    /// It is trusted again.
    Over,
}

impl From<WatchLine> for Line {
    fn from(line: WatchLine) -> Self {
        Self::Watch(line)
    }
}
