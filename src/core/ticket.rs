//! A ticket: a person's request, from its filing to its end.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chat::Millis;
use crate::{closed_set, text::locale::Locale};

/// Where a ticket stands (requirements, part 6). Who it waits on is a field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    WaitingFocalPoint,
    New,
    InProgress,
    WaitingReporter,
    WaitingThirdParty,
    Resolved,
    Closed,
    Duplicate,
    Rejected,
    Cancelled,
}

impl Status {
    pub const ALL: [Self; 10] = [
        Self::WaitingFocalPoint,
        Self::New,
        Self::InProgress,
        Self::WaitingReporter,
        Self::WaitingThirdParty,
        Self::Resolved,
        Self::Closed,
        Self::Duplicate,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The word in the database and in the audit.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WaitingFocalPoint => "waiting_focal_point",
            Self::New => "new",
            Self::InProgress => "in_progress",
            Self::WaitingReporter => "waiting_reporter",
            Self::WaitingThirdParty => "waiting_third_party",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Duplicate => "duplicate",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Work is still to be done: neither resolved nor ended.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::WaitingFocalPoint | Self::New | Self::InProgress | Self::WaitingReporter | Self::WaitingThirdParty
        )
    }
}

/// The statuses that are open, as a list for SQL, and perhaps more: `open_statuses!(", 'resolved'")`.
macro_rules! open_statuses {
    ($($more:literal)?) => {
        concat!(
            "('waiting_focal_point', 'new', 'in_progress', 'waiting_reporter', 'waiting_third_party'",
            $($more,)?
            ")"
        )
    };
}
pub(super) use open_statuses;

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingOn {
    Nobody,
    Agent,
    Reporter,
    FocalPoint,
    ThirdParty,
}

impl WaitingOn {
    pub const ALL: [Self; 5] = [Self::Nobody, Self::Agent, Self::Reporter, Self::FocalPoint, Self::ThirdParty];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Agent => "agent",
            Self::Reporter => "reporter",
            Self::FocalPoint => "focal_point",
            Self::ThirdParty => "third_party",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|waiting| waiting.word() == word)
    }
}

closed_set! {
    /// Whether something is to be restored, or a cause to be found (CY-01, CY-02).
    Kind { Incident = "incident", Problem = "problem" }
}

closed_set! {
    /// Whether it lies in how the system was set up, or in the product (WS-11).
    Origin { Unknown = "", Implementation = "implementation", Defect = "defect" }
}

closed_set! {
    /// Where it happens, so that training does not count as trouble (OL, table 1).
    Environment { Production = "production", Test = "test", Training = "training" }
}

closed_set! {
    /// How a caller came to whoever wrote their report down (EP-11, OL-02).
    #[derive(Default)]
    CameBy { #[default] Unknown = "", Phone = "phone", InPerson = "in_person", Email = "email" }
}

closed_set! {
    /// Whether somebody has to agree before the desk acts.
    Approval {
        None = "",
        Pending = "pending",
        Approved = "approved",
        Refused = "refused",
        /// Nobody has decided in time, or the desk had it meanwhile: the desk decides itself.
        Lapsed = "lapsed",
        /// The focal point has resolved it themselves; it comes to the desk if that does not hold.
        Kept = "kept",
    }
}

closed_set! {
    /// How it was closed, where that is not the usual way.
    #[derive(Default)]
    Ending {
        #[default]
        Usual = "",
        NoAnswer = "no_answer",
    }
}

/// A ticket as it stands, without its words (these are in `thread`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: i64,
    pub running_number: i64,
    /// With prefix and check digit: `BL-10429`.
    pub reference: String,
    pub system: String,
    pub category: String,
    pub urgency: String,
    pub impact: String,
    pub priority: String,
    /// 1 is the most pressing.
    pub priority_rank: i64,
    pub status: Status,
    pub waiting_on: WaitingOn,
    pub owner_id: Option<i64>,
    pub reporter_id: i64,
    /// The chat that the reporter used last for this ticket.
    pub reporter_address: String,
    /// The language that it was reported in.
    pub locale: Locale,
    pub facility_id: Option<i64>,
    pub facility_text: Option<String>,
    /// The partner of the facility on the day of filing.
    pub partner_id: Option<i64>,
    pub kind: Kind,
    pub origin: Origin,
    /// A key of the desk file.
    pub department: Option<String>,
    /// Read by its reporter and the desk alone; never announced, never found by others (WS-24).
    pub private: bool,
    pub environment: Environment,
    /// The day that a developer promised, in days since 1970.
    pub deadline_day: Option<i64>,
    /// The day on which somebody of the desk goes to the facility, in days since 1970 (EP-11).
    #[serde(default)]
    pub visit_day: Option<i64>,
    /// Who goes, as it was written.
    #[serde(default)]
    pub visit_by: Option<String>,
    /// The ticket that this one repeats.
    pub duplicate_of: Option<i64>,
    /// The support tier that has it, from 1.
    pub tier: i64,
    /// Short words, folded, in the order of their setting.
    pub tags: Vec<String>,
    /// The name of whoever it was written down for.
    pub on_behalf_of: Option<String>,
    /// Whoever wrote it down, where that is not its reporter.
    #[serde(default)]
    pub filed_by: Option<i64>,
    /// How the caller came to whoever wrote it down.
    #[serde(default)]
    pub came_by: CameBy,
    /// How many people it was reported for, where that is known.
    #[serde(default)]
    pub people_count: Option<i64>,
    /// Made in practice: it counts nowhere, and nobody is told of it but whoever practises.
    #[serde(default)]
    pub practice: bool,
    /// The page that help was asked from.
    #[serde(default)]
    pub page: Option<String>,
    pub approval: Approval,
    /// Filed before all of it was told: triage asks for the rest (platforms B.2). What is not known is empty.
    #[serde(default)]
    pub incomplete: bool,
    /// Question key → answer (an option's key, or words).
    pub form: BTreeMap<String, String>,
    pub reopened_count: i64,
    /// Since when it waits for whom it waits for: the change of its status, the last question or the last reminder; none
    /// where that was before it was counted.
    #[serde(default)]
    pub waits_since: Option<Millis>,
    /// How many stages of its waiting are done (`core::nudge`).
    #[serde(default)]
    pub nudges: i64,
    #[serde(default)]
    pub ending: Ending,
    /// Since when somebody is to call the reporter, whom no chat reaches.
    #[serde(default)]
    pub call_since: Option<Millis>,
    /// How many messages for the reporter were lost since they were reached last.
    #[serde(default)]
    pub missed: i64,
    /// When somebody should have answered it in its tier, and when it should be resolved or passed on (`core::clock`); none
    /// where no time runs.
    #[serde(default)]
    pub response_due: Option<Millis>,
    #[serde(default)]
    pub resolve_due: Option<Millis>,
    /// Rises with each change; a write over a version that was not read is refused.
    pub version: i64,
    /// The version that was read.
    #[serde(skip)]
    pub base_version: i64,
    pub created_at: Millis,
    pub acknowledged_at: Option<Millis>,
    pub resolved_at: Option<Millis>,
    pub closed_at: Option<Millis>,
    pub updated_at: Millis,
}

impl Ticket {
    /// When the next of its clocks is over; none where no time runs.
    #[must_use]
    pub fn next_due(&self) -> Option<Millis> {
        [self.response_due, self.resolve_due].into_iter().flatten().min()
    }

    /// Whether it is at the partner gate, tier 0: until its focal point has decided, also while they wait for an answer;
    /// and after they have resolved it themselves.
    #[must_use]
    pub fn is_at_gate(&self) -> bool {
        let is_with_desk = matches!(self.status, Status::New | Status::InProgress | Status::Resolved);
        match self.approval {
            Approval::Kept => true,
            Approval::Pending => !is_with_desk,
            Approval::None | Approval::Approved | Approval::Refused | Approval::Lapsed => {
                self.status == Status::WaitingFocalPoint
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn the_list_for_sql_has_the_statuses_that_are_open() {
        let open: Vec<String> = Status::ALL
            .into_iter()
            .filter(|status| status.is_open())
            .map(|status| format!("'{}'", status.word()))
            .collect();
        let listed = open_statuses!().trim_matches(['(', ')']).split(", ").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(listed, open);
    }
}
