//! Which lines are said while a report is written, so that an answer to such a message belongs to it (platforms B.6).

use super::{Line, Plain};

impl Line {
    /// Whether it asks for something of a report, shows one, or offers to go on with it.
    #[must_use]
    pub fn is_of_draft(&self) -> bool {
        match self {
            Self::Many(lines) => lines.iter().any(Self::is_of_draft),
            Self::Plain(plain) => matches!(
                plain,
                Plain::AskSystem
                    | Plain::AskWhere
                    | Plain::AskCategory
                    | Plain::AskUrgency
                    | Plain::AskImpact
                    | Plain::AskDescription
                    | Plain::AskWrittenLine
                    | Plain::AskPhoto
                    | Plain::BackToDraft
                    | Plain::WordsAdded
            ),
            line => matches!(
                line,
                Self::AskQuestion { .. }
                    | Self::Summary(_)
                    | Self::Resume { .. }
                    | Self::Idle { .. }
                    | Self::ChooseField { .. }
                    | Self::WhichFacility { .. }
                    | Self::NoSuchFacility { .. }
                    | Self::PhotosKept { .. }
                    | Self::AskShowsPatient { .. }
            ),
        }
    }
}
