//! News of a ticket, each for the audience that it was made for; see `telling`.

use serde::{Deserialize, Serialize};

use super::Card;
use crate::core::{act::Mark, verb::Verb};

/// What happened to a ticket, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsLine {
    /// Somebody has written it down for whoever reads this.
    FiledFor {
        reference: String,
        by: String,
    },
    Taken {
        reference: String,
        agent: String,
    },
    Reply {
        reference: String,
        agent: String,
        words: String,
    },
    Question {
        reference: String,
        agent: String,
        words: String,
        /// A focal point did it, not the desk.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_focal: bool,
    },
    Resolved {
        reference: String,
        agent: String,
        words: String,
        /// A focal point did it, not the desk.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_focal: bool,
    },
    NoteAdded {
        reference: String,
        author: String,
        words: String,
    },
    /// What went to the reporter, and how it arrives.
    Sent {
        did: Verb,
        reference: String,
        agent: String,
        words: String,
        mark: Mark,
    },
    PriorityChanged {
        reference: String,
        from: String,
        to: String,
        words: String,
    },
    /// With the priority that follows from it.
    SeverityChanged {
        reference: String,
        from: String,
        to: String,
        priority: String,
        words: String,
    },
    CategoryChanged {
        reference: String,
        from: String,
        to: String,
        words: String,
    },
    TagChanged {
        reference: String,
        tag: String,
        off: bool,
    },
    Rejected {
        reference: String,
        agent: String,
        words: String,
    },
    DuplicateOf {
        reference: String,
        master: String,
    },
    MasterResolved {
        reference: String,
        master: String,
    },
    WaitsOutside {
        reference: String,
    },
    AlsoReported {
        reference: String,
    },
    /// The question, once more.
    StillAsked {
        reference: String,
        words: String,
    },
    DoesItWork {
        reference: String,
    },
    /// In days since 1970.
    WillClose {
        reference: String,
        day: i64,
    },
    Unanswered {
        reference: String,
        until: i64,
    },
    Forwarded {
        reference: String,
    },
    Closed {
        reference: String,
    },
    ReopenedByOther {
        reference: String,
        by: String,
        words: String,
    },
    ConfirmedByColleague {
        reference: String,
        colleague: String,
    },
    /// In days since 1970.
    DeadlineSet {
        reference: String,
        day: i64,
    },
    /// Somebody goes to the facility, or no longer does.
    Visit {
        reference: String,
        day: i64,
        by: String,
        off: bool,
    },
    PassedOn {
        reference: String,
        tier: i64,
    },
    Approved {
        reference: String,
        by: String,
    },
    PassedIn {
        reference: String,
        by: String,
    },
    Refused {
        reference: String,
        by: String,
        words: String,
    },
    Assigned {
        reference: String,
        agent: String,
        by: String,
    },
    Released {
        reference: String,
        agent: String,
    },
    Escalated {
        reference: String,
        agent: String,
        tier: i64,
        words: String,
    },
    Withdrawn {
        reference: String,
        reporter: String,
        words: String,
    },
    Edited {
        reference: String,
        author: String,
        before: String,
        after: String,
    },
    /// A ticket of the focal point's organisation.
    OfPartner(Card),
    ApprovalAsked(Card),
    ApprovalOverdue(Card),
    /// A ticket that a focal point has before the desk.
    GateAsked(Card),
    GateOverdue(Card),
    StillNeeded {
        reference: String,
        reporter: String,
    },
    Answered {
        reference: String,
        reporter: String,
        words: String,
        file_count: usize,
    },
    /// Something was written about a private ticket, where others read too.
    Hidden {
        reference: String,
    },
    Unreachable {
        reference: String,
        reporter: String,
    },
    Confirmed {
        reference: String,
        reporter: String,
    },
    Reopened {
        reference: String,
        reporter: String,
        words: String,
    },
}

impl NewsLine {
    /// Whether it was made for the ticket's reporter, so that their colleagues may read it in their place.
    #[must_use]
    pub fn is_for_reporter(&self) -> bool {
        match self {
            Self::FiledFor { .. }
            | Self::Taken { .. }
            | Self::Reply { .. }
            | Self::Question { .. }
            | Self::Resolved { .. }
            | Self::PriorityChanged { .. }
            | Self::SeverityChanged { .. }
            | Self::CategoryChanged { .. }
            | Self::TagChanged { .. }
            | Self::Rejected { .. }
            | Self::DuplicateOf { .. }
            | Self::MasterResolved { .. }
            | Self::WaitsOutside { .. }
            | Self::AlsoReported { .. }
            | Self::StillAsked { .. }
            | Self::DoesItWork { .. }
            | Self::WillClose { .. }
            | Self::Unanswered { .. }
            | Self::Forwarded { .. }
            | Self::Closed { .. }
            | Self::ReopenedByOther { .. }
            | Self::ConfirmedByColleague { .. }
            | Self::DeadlineSet { .. }
            | Self::Visit { .. }
            | Self::PassedOn { .. }
            | Self::Approved { .. }
            | Self::PassedIn { .. }
            | Self::Refused { .. }
            | Self::Edited { .. } => true,
            Self::NoteAdded { .. }
            | Self::Sent { .. }
            | Self::Assigned { .. }
            | Self::Released { .. }
            | Self::Escalated { .. }
            | Self::Withdrawn { .. }
            | Self::OfPartner(_)
            | Self::ApprovalAsked(_)
            | Self::ApprovalOverdue(_)
            | Self::GateAsked(_)
            | Self::GateOverdue(_)
            | Self::StillNeeded { .. }
            | Self::Answered { .. }
            | Self::Hidden { .. }
            | Self::Unreachable { .. }
            | Self::Confirmed { .. }
            | Self::Reopened { .. } => false,
        }
    }
}
