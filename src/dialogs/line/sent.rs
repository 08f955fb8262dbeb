//! What is said of messages that are more than words: files, places, cards of people, and where the bot itself stands.

use serde::{Deserialize, Serialize};

/// A facility near a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    pub name: String,
    pub district: String,
    /// How far it is, in kilometres, rounded up.
    pub km: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentLine {
    /// A button was pressed, and no dialog has a word of its own.
    Received,
    /// The platform hides who writes.
    Anonymous,
    /// A file above the limit was left aside.
    TooLarge {
        mebibytes: u64,
    },
    /// The facilities that are nearest to a place that was sent.
    Nearest {
        near: Vec<Near>,
    },
    /// The same at rest: a report can be begun there.
    NearestToReport {
        near: Vec<Near>,
    },
    /// A report begins about a facility that is not one's own.
    ReportAt {
        name: String,
    },
    /// A place was sent, and nobody knows where the facilities lie.
    NoMap,
    /// A second command stood in one message: nothing of it was done.
    OneCommandEach,
    /// On whose behalf a report is written, by a card that was sent.
    BehalfOf {
        name: String,
        phone: String,
    },
    /// In a group that is bound to nothing: how it is linked.
    HelloGroup,
    /// A group takes nothing any more.
    RoomLost {
        purpose: String,
        partner: Option<String>,
    },
    /// So many files of one album arrived with a ticket.
    AlbumSent {
        count: usize,
        reference: String,
    },
    /// Groups see a request's later pictures from now on.
    PicturesShown {
        reference: String,
    },
    /// In an agents' room: pictures came, and their writer is asked whether they show somebody who is ill.
    PicturesWait {
        count: usize,
    },
    AlbumNoted {
        count: usize,
        reference: String,
    },
}
