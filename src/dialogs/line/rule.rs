//! What is said of a desk's own rules: which priorities go with a severity, who lowers them, who creates and closes.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleLine {
    /// The priority does not go with this severity; these do.
    NotAPair { severity: String, allowed: Vec<String> },
    /// Severity and priority are only lowered here.
    OnlyLower,
    /// Only the people of this tier lower them.
    OnlyTier { tier: Option<i64> },
    /// The severity has this priority alone.
    OnePriority { severity: String },
    /// Requests of this system are ranked in another way: they have no severity.
    NoSeverity { system: String },
    /// Only whoever reported it closes it.
    OnlyInitiator,
    /// Only appointed people create requests; what is written goes to them.
    OnlyAppointed,
    /// Their words went to those who create requests for their facility.
    Passed { names: Vec<String> },
    /// Nobody creates requests for their facility.
    NobodyAppointed,
    /// To those: somebody of their facility asks for help, with so many files.
    Asked {
        name: String,
        facility: String,
        words: String,
        #[serde(default)]
        file_count: usize,
    },
}
