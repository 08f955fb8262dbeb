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
        /// The shifts of tiers that have a rota.
        #[serde(default)]
        rota: Vec<OnShift>,
    },
    /// How the rota is set.
    RotaUnclear,
    /// Nobody of the desk is called so.
    RotaWho {
        typed: String,
    },
    RotaSet(OnShift),
    /// Somebody has no shifts in a tier any more, or nobody has.
    RotaTaken {
        tier: i64,
        name: Option<String>,
    },
    /// There were none.
    RotaNone {
        tier: i64,
    },
    /// A request cannot go to a tier in which nobody works; whether there are others.
    NobodyThere {
        reference: String,
        tier: i64,
        others: bool,
    },
    /// A request cannot be given to somebody who is away until a day.
    Absent {
        reference: String,
        name: String,
        until: i64,
        deputy: Option<String>,
    },
}

/// Somebody's hours of each week in a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnShift {
    pub tier: i64,
    pub name: String,
    /// A bit for each day, from Monday on.
    pub days: u8,
    /// Local minutes after midnight.
    pub from: u32,
    pub until: u32,
    /// It is theirs now.
    #[serde(default)]
    pub now: bool,
    #[serde(default)]
    pub away_until: Option<i64>,
    #[serde(default)]
    pub deputy: Option<String>,
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
