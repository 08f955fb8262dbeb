//! Where a person is in a dialog. Stored as JSON with every message: golden files in `tests/` keep each shape
//! that was ever released readable. What was answered is not here but in the draft.

use serde::{Deserialize, Serialize};

use super::{announce::want::AnnounceState, choice::Field, effect::Which, notify::NotifyState, people::PeopleState};
use crate::core::{chat::Millis, verb::Verb};

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
        what: Verb,
        /// The value that was chosen before the words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
        ticket: Which,
        /// When they were asked for.
        #[serde(default, skip_serializing_if = "is_unknown")]
        since: Millis,
    },
    /// The next text is the value that a verb takes.
    Giving {
        what: Verb,
        ticket: i64,
    },
    /// Plain words go to the ticket's reporter, until some time after the last of them.
    Talking {
        ticket: i64,
        reference: String,
        until: Millis,
    },
    /// The words wait until it is chosen which ticket they belong to.
    Holding {
        words: String,
        files: Vec<i64>,
    },
    /// The report that is being written is set aside while its writer and the desk write to each other about a ticket.
    Parked {
        ticket: i64,
    },
    /// A report for somebody else, before its first question.
    Notify(NotifyState),
    /// Something about people was asked for.
    People(PeopleState),
    /// The next text is an announcement's.
    Announcing(AnnounceState),
    /// A verb was asked of the desk; lasts only until its outcome comes, within the same message.
    Doing(Doing),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_unknown(since: &Millis) -> bool {
    *since == 0
}

impl State {
    /// The ticket that the next words are for.
    #[must_use]
    pub fn ticket(&self) -> Option<i64> {
        match self {
            Self::Writing { ticket: Which::Id(ticket), .. }
            | Self::Giving { ticket, .. }
            | Self::Parked { ticket }
            | Self::Talking { ticket, .. } => Some(*ticket),
            Self::Writing { ticket: Which::Reference(_), .. }
            | Self::Idle
            | Self::Enrol(_)
            | Self::Report(_)
            | Self::Holding { .. }
            | Self::Notify(_)
            | Self::People(_)
            | Self::Announcing(_)
            | Self::Doing(_) => None,
        }
    }
}

/// A verb on its way, and what to do when it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doing {
    pub what: Verb,
    pub manner: Manner,
}

/// How a verb was asked for, and so how it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// With a button in a room: a toast alone, since everybody sees the ticket's card change.
    Tapped,
    /// With plain words in a room, which sees the echo: answered only when it was refused.
    Thread,
    /// With a message that is answered.
    Said,
    /// With plain words of which it had to be guessed whose they are: the receipt offers ways out.
    Guessed,
    /// The same, while a report is set aside for it already.
    Parked,
    /// In a conversation, which goes on.
    Talking,
}

/// What is asked of somebody new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolStep {
    Language,
    /// Which group of actors, where the desk has groups.
    Group,
    Facility,
    /// Which of the facilities found, or none of them: then as it was typed.
    FacilityFound {
        typed: String,
    },
    Name,
    /// The n-th field of the desk's.
    Field(usize),
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
    /// Whether it is one of the problems that are known.
    Alike,
    /// Which field is to be corrected.
    ChooseField,
    /// An unfinished draft was offered again.
    Resume,
    /// Cancelling asks once more.
    ConfirmCancel,
    /// Whether the photos show who is ill, before it is sent.
    ShowsPatient,
}
