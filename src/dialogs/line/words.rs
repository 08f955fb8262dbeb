//! Whose words a line can hold.

use super::{Line, NewsLine, RuleLine};
use crate::dialogs::announce::line::AnnounceLine;

impl Line {
    /// Words that the reporter wrote, as the agents are told them.
    #[must_use]
    pub fn is_of_reporter(&self) -> bool {
        matches!(self, Self::News(NewsLine::Answered { .. } | NewsLine::Reopened { .. }))
    }
}

impl Line {
    /// Whether people's words about a ticket can be in it, or what they answer to announcements. What the desk file or the
    /// directory says is no such thing.
    #[must_use]
    pub fn holds_words(&self) -> bool {
        match self {
            Self::Many(lines) => lines.iter().any(Self::holds_words),
            Self::Ticket(_)
            | Self::Glance(_)
            | Self::CardOf(_)
            | Self::Summary(_)
            | Self::Resume { .. }
            | Self::Idle { .. }
            | Self::History { .. }
            | Self::Queue(_)
            | Self::Problem(_)
            | Self::Notify(_)
            | Self::Stage(_)
            | Self::Rule(RuleLine::Asked { .. })
            | Self::News(_) => true,
            Self::Announce(AnnounceLine::Reading(line)) => !line.is_public(),
            Self::Plain(_)
            | Self::People(_)
            | Self::Sent(_)
            | Self::Practice(_)
            | Self::Route(_)
            | Self::Watch(_)
            | Self::Duty(_)
            | Self::Announce(_)
            | Self::Rule(_)
            | Self::FacilityFound { .. }
            | Self::FacilityUnknown { .. }
            | Self::FacilityNamed { .. }
            | Self::Surely { .. }
            | Self::FacilityFromPage { .. }
            | Self::Welcome { .. }
            | Self::RoleGiven { .. }
            | Self::SlowDown { .. }
            | Self::RoomLinked { .. }
            | Self::FromPage { .. }
            | Self::AskQuestion { .. }
            | Self::ChooseField { .. }
            | Self::WhichFacility { .. }
            | Self::NoSuchFacility { .. }
            | Self::NotANumber { .. }
            | Self::Guide { .. }
            | Self::AskShowsPatient { .. }
            | Self::PhotosKept { .. }
            | Self::Filed { .. }
            | Self::Mine { .. }
            | Self::AskWords { .. }
            | Self::AskValue { .. }
            | Self::Done { .. }
            | Self::TakenBack { .. }
            | Self::Corrected { .. }
            | Self::More { .. }
            | Self::Talking { .. }
            | Self::TalkEnded { .. }
            | Self::TalkIsOver { .. }
            | Self::StillBrokenOrNew { .. }
            | Self::Canned(_)
            | Self::Clock(_)
            | Self::NotNow { .. }
            | Self::CheckTheNumber { .. }
            | Self::WhichReference
            | Self::DidYouMean { .. }
            | Self::AlreadyAnswered { .. }
            | Self::Help { .. }
            | Self::NotThat { .. }
            | Self::CardShort { .. }
            | Self::CardMoved { .. }
            | Self::PartnerLine { .. } => false,
        }
    }
}
