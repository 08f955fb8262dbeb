//! What is said of what readers do with announcements. All of it is public but the answers themselves, which the desk reads.

use serde::{Deserialize, Serialize};

use crate::{
    core::announce::audience::Wish,
    dialogs::{announce::line::AnnounceLine, line::Line},
};

/// One thing to say to readers, or of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingLine {
    /// A request of theirs was filed with one tap.
    Joined {
        reference: String,
    },
    JoinedBefore {
        reference: String,
    },
    /// What the announcement tells of is over.
    JoinOver,
    /// Their answer was kept, and the desk reads it.
    Replied {
        name: String,
    },
    /// It goes on in their private chat.
    LedAway,
    /// There: their own words, with which a report can be begun.
    Words {
        name: String,
        words: String,
    },
    BeginFirst {
        link: Option<String>,
    },
    /// To the desk: what was answered in a chat lately.
    Answers {
        name: String,
        place: Option<String>,
        answers: Vec<Answer>,
    },
    /// What is wanted of announcements from now on.
    Wished {
        name: Option<String>,
        wish: Option<Wish>,
        group: bool,
    },
    /// It told what is the matter: nothing was filed, and its news come.
    Followed {
        name: String,
    },
    /// An answer helped: nothing was filed.
    Helped,
    /// There is no announcement of this number.
    NoSuch,
}

/// An answer to an announcement, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub name: String,
    pub words: String,
    /// How many files came with it.
    #[serde(default)]
    pub files: usize,
}

impl ReadingLine {
    /// Whether a group of others may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match self {
            Self::Joined { .. }
            | Self::JoinedBefore { .. }
            | Self::JoinOver
            | Self::Replied { .. }
            | Self::LedAway
            | Self::BeginFirst { .. }
            | Self::Wished { .. }
            | Self::NoSuch => true,
            Self::Followed { .. } | Self::Helped | Self::Words { .. } | Self::Answers { .. } => false,
        }
    }
}

impl From<ReadingLine> for AnnounceLine {
    fn from(line: ReadingLine) -> Self {
        Self::Reading(line)
    }
}

impl From<ReadingLine> for Line {
    fn from(line: ReadingLine) -> Self {
        Self::Announce(line.into())
    }
}
