//! What is said of tiers, and of who is there.

use serde::{Deserialize, Serialize};

use super::{Line, Mine};

/// A sentence of tiers and absences. Days are those since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyLine {
    /// What has to be done in a tier before it passes something on; by the system whose policy counts.
    Checklist {
        system: String,
        tier: i64,
    },
    /// How an absence is told.
    AskAway,
    /// Nobody of the desk is called so.
    NoSuchDeputy {
        typed: String,
    },
    AwaySet {
        from: i64,
        until: i64,
        deputy: Option<String>,
    },
    Back,
    NotAway,
    /// To whoever has the requests of somebody who is away.
    Deputy {
        name: String,
        until: i64,
        tickets: Vec<Mine>,
    },
    /// Who is where, by tier; those of none last.
    OnDuty {
        tiers: Vec<(Option<i64>, Vec<OnDuty>)>,
    },
}

/// Somebody of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDuty {
    pub name: String,
    /// The last day on which they are away.
    pub away_until: Option<i64>,
    pub deputy: Option<String>,
}

impl From<DutyLine> for Line {
    fn from(line: DutyLine) -> Self {
        Self::Duty(line)
    }
}
