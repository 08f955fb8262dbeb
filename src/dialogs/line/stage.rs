//! What the clocks make happen, as it is told of a ticket.

use serde::{Deserialize, Serialize};

use super::Line;
use crate::core::stage::{Handover, Told};

/// What is told of which ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLine {
    pub reference: String,
    pub told: Told,
}

impl StageLine {
    /// The same without what anybody wrote.
    #[must_use]
    pub fn without_words(self) -> Self {
        let told = match self.told {
            Told::Handover(handover) => Told::Handover(Handover { files: handover.files, ..Handover::default() }),
            told @ (Told::AnswerSoon { .. }
            | Told::AnswerLate { .. }
            | Told::DueSoon { .. }
            | Told::PassedOver { .. }
            | Told::Overdue { .. }
            | Told::Silent
            | Told::GivenBack { .. }
            | Told::HandedOver { .. }
            | Told::OnDuty { .. }
            | Told::Unstaffed { .. }) => told,
        };
        Self { told, ..self }
    }
}

impl From<StageLine> for Line {
    fn from(line: StageLine) -> Self {
        Self::Stage(line)
    }
}
