//! Where a person is in a dialog. Stored as JSON with every message: golden files in `tests/` keep each shape
//! that was ever released readable. What was answered is not here but in the draft.

use serde::{Deserialize, Serialize};

use super::choice::Field;

/// The state of a dialog with one user in one chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Idle,
    Enrol(EnrolStep),
    Report(ReportStep),
    /// The next text is words for a ticket.
    Writing {
        what: Writing,
        ticket: i64,
    },
    /// The words wait until it is chosen which ticket they belong to.
    Holding {
        words: String,
        files: Vec<i64>,
    },
}

/// What is asked of somebody new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolStep {
    Language,
    Facility,
    Name,
}

/// What is asked of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStep {
    /// The next unanswered field, in order.
    Field(Field),
    /// The same, reached from the summary, to which it returns.
    Fixing(Field),
    Summary,
    /// Which field is to be corrected.
    ChooseField,
    /// An unfinished draft was offered again.
    Resume,
    /// Cancelling asks once more.
    ConfirmCancel,
}

/// What the next text will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    Note,
    Reply,
    Question,
    Resolution,
    /// The reporter says what still does not work.
    StillBroken,
}
