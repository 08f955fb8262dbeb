//! What may be read in a group of others: a partner's, one of announcements, one of watchers. Public sentences with the
//! desk's own names for things, and approved words; never what anybody wrote in private or in the desk's rooms.
//!
//! There is no `_` arm: whoever adds a line says here whether it is public. What is not sure is not.

use super::{Line, RuleLine, SentLine};
use crate::{
    core::announce::What,
    dialogs::{
        announce::line::{AnnounceLine, How},
        clock::line::ClockLine,
        notify::NotifyLine,
        people::line::PeopleLine,
    },
};

impl Line {
    /// Whether it may be told to a group of others.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match self {
            Self::Many(lines) => lines.iter().all(Self::is_public),
            Self::People(line) => people(line),
            Self::Sent(line) => sent(line),
            Self::Rule(line) => rule(line),
            Self::Announce(line) => announce(line),
            Self::Clock(line) => clock(line),
            Self::Notify(line) => notify(line),
            Self::Ticket(card) => card.is_public(),
            // Sentences alone, or with the names that the desk file has, and with references and statuses.
            Self::Plain(_)
            | Self::Surely { .. }
            | Self::RoleGiven { .. }
            | Self::SlowDown { .. }
            | Self::RoomLinked { .. }
            | Self::Guide { .. }
            | Self::AskWords { .. }
            | Self::AskValue { .. }
            | Self::Done { .. }
            | Self::NotNow { .. }
            | Self::CheckTheNumber { .. }
            | Self::WhichReference
            | Self::DidYouMean { .. }
            | Self::AlreadyAnswered { .. }
            | Self::Help { .. }
            | Self::NotThat { .. }
            | Self::PartnerLine { .. } => true,
            // The desk's, or somebody's own.
            Self::Practice(_)
            | Self::Route(_)
            | Self::Stage(_)
            | Self::Watch(_)
            | Self::Duty(_)
            | Self::Queue(_)
            | Self::Problem(_)
            | Self::Canned(_)
            | Self::News(_)
            | Self::FacilityFound { .. }
            | Self::FacilityUnknown { .. }
            | Self::FacilityNamed { .. }
            | Self::FacilityFromPage { .. }
            | Self::Welcome { .. }
            | Self::FromPage { .. }
            | Self::AskQuestion { .. }
            | Self::Summary(_)
            | Self::ChooseField { .. }
            | Self::WhichFacility { .. }
            | Self::NoSuchFacility { .. }
            | Self::NotANumber { .. }
            | Self::Resume { .. }
            | Self::Idle { .. }
            | Self::AskShowsPatient { .. }
            | Self::PhotosKept { .. }
            | Self::Filed { .. }
            | Self::Glance(_)
            | Self::Mine { .. }
            | Self::TakenBack { .. }
            | Self::Corrected { .. }
            | Self::More { .. }
            | Self::Talking { .. }
            | Self::TalkEnded { .. }
            | Self::TalkIsOver { .. }
            | Self::History { .. }
            | Self::StillBrokenOrNew { .. }
            | Self::CardOf(_)
            | Self::CardShort { .. }
            | Self::CardMoved { .. } => false,
        }
    }
}

impl Line {
    /// Whether it is to stand pinned in a group, or to stand there so no more; nothing is said of most.
    #[must_use]
    pub fn stands_pinned(&self) -> Option<bool> {
        let Self::Announce(AnnounceLine::Card(card)) = self else { return None };
        Some(card.what != What::End)
    }
}

/// Approved words, and what is said of announcements without any.
fn announce(line: &AnnounceLine) -> bool {
    match line {
        AnnounceLine::Card(_) | AnnounceLine::Changed(_) => true,
        // What is not out yet is the desk's to know.
        AnnounceLine::Listed { entries } => entries.iter().all(|entry| matches!(entry.how, How::GoingOn | How::Over)),
        AnnounceLine::Reading(line) => line.is_public(),
        AnnounceLine::Ledger(_)
        | AnnounceLine::AskWords
        | AnnounceLine::AskPart { .. }
        | AnnounceLine::Draft(_)
        | AnnounceLine::Standing(_)
        | AnnounceLine::Question { .. }
        | AnnounceLine::SecondAsked { .. }
        | AnnounceLine::Set { .. }
        | AnnounceLine::Look { .. }
        | AnnounceLine::Said { .. }
        | AnnounceLine::Unclear(_)
        | AnnounceLine::Usage { .. }
        | AnnounceLine::TooLong { .. }
        | AnnounceLine::Promised { .. }
        | AnnounceLine::Lapsed { .. }
        | AnnounceLine::Solved { .. }
        | AnnounceLine::Stopped { .. } => false,
    }
}

/// Who helps may be known wherever it is asked; of a facility it is told where one reads alone.
fn people(line: &PeopleLine) -> bool {
    match line {
        PeopleLine::Contacts(contacts) => contacts.in_room,
        PeopleLine::InviteWhom
        | PeopleLine::AskFacilityOf
        | PeopleLine::FacilitiesOf { .. }
        | PeopleLine::NoFacilityOf { .. }
        | PeopleLine::NotYourPartner { .. }
        | PeopleLine::AskTier
        | PeopleLine::AskPartner
        | PeopleLine::Invited(_)
        | PeopleLine::SecondChat(_)
        | PeopleLine::CodeOfAnother
        | PeopleLine::AskWhom { .. }
        | PeopleLine::Person(_)
        | PeopleLine::Several { .. }
        | PeopleLine::NobodyFound { .. }
        | PeopleLine::Sure { .. }
        | PeopleLine::Did { .. }
        | PeopleLine::NothingChanged
        | PeopleLine::YouAreBlocked
        | PeopleLine::OwnerGone { .. }
        | PeopleLine::SureLeave { .. }
        | PeopleLine::Left
        | PeopleLine::Back { .. }
        | PeopleLine::Profile(_)
        | PeopleLine::AskItem(_)
        | PeopleLine::AskWhichFacility { .. }
        | PeopleLine::NoPhone
        | PeopleLine::Saved
        | PeopleLine::FacilityNotProven
        | PeopleLine::AskGroup
        | PeopleLine::Redirect { .. }
        | PeopleLine::AskField { .. } => false,
    }
}

fn sent(line: &SentLine) -> bool {
    match line {
        SentLine::Received
        | SentLine::Anonymous
        | SentLine::TooLarge { .. }
        | SentLine::NoMap
        | SentLine::OneCommandEach
        | SentLine::HelloGroup => true,
        SentLine::Nearest { .. }
        | SentLine::NearestToReport { .. }
        | SentLine::ReportAt { .. }
        | SentLine::BehalfOf { .. }
        | SentLine::RoomLost { .. }
        | SentLine::AlbumSent { .. }
        | SentLine::PicturesShown { .. }
        | SentLine::PicturesWait { .. }
        | SentLine::AlbumNoted { .. } => false,
    }
}

fn rule(line: &RuleLine) -> bool {
    match line {
        RuleLine::NotAPair { .. }
        | RuleLine::OnlyLower
        | RuleLine::OnlyTier { .. }
        | RuleLine::OnePriority { .. }
        | RuleLine::NoSeverity { .. }
        | RuleLine::OnlyInitiator
        | RuleLine::OnlyAppointed
        | RuleLine::NobodyAppointed => true,
        RuleLine::Passed { .. } | RuleLine::Asked { .. } => false,
    }
}

fn clock(line: &ClockLine) -> bool {
    match line {
        // How many are late is the desk's to know.
        ClockLine::Targets { standing } => standing.is_none(),
        ClockLine::Closed { .. } | ClockLine::Holidays { .. } | ClockLine::HolidayUnclear => true,
        ClockLine::Why(_)
        | ClockLine::NoClock { .. }
        | ClockLine::HolidaySet(_)
        | ClockLine::HolidayTold { .. }
        | ClockLine::HolidayMoved { .. }
        | ClockLine::HolidayTaken { .. } => false,
    }
}

/// What a focal point does in their own group, by references and names alone; and what the group itself is told.
fn notify(line: &NotifyLine) -> bool {
    match line {
        NotifyLine::RoomLevels
        | NotifyLine::RoomLevelSet { .. }
        | NotifyLine::WhichAtGate { .. }
        | NotifyLine::GateDone { .. }
        | NotifyLine::DecidedAtGate { .. }
        | NotifyLine::Decided { .. } => true,
        NotifyLine::News(_)
        | NotifyLine::Digest { .. }
        | NotifyLine::NewTicket(_)
        | NotifyLine::Levels { .. }
        | NotifyLine::LevelSet { .. }
        | NotifyLine::QuietAsk { .. }
        | NotifyLine::QuietSet { .. }
        | NotifyLine::QuietOff
        | NotifyLine::JoinAsked { .. }
        | NotifyLine::JoinedAlready { .. }
        | NotifyLine::JoinWaits { .. }
        | NotifyLine::NoFacility
        | NotifyLine::NobodyToAsk { .. }
        | NotifyLine::AsksToJoin { .. }
        | NotifyLine::LetIn { .. }
        | NotifyLine::LetInBefore { .. }
        | NotifyLine::Joined { .. }
        | NotifyLine::BehalfName
        | NotifyLine::BehalfCame { .. }
        | NotifyLine::BehalfPhone { .. }
        | NotifyLine::BehalfCount
        | NotifyLine::CallerTold { .. }
        | NotifyLine::CallerInvited { .. }
        | NotifyLine::BehalfFacility { .. }
        | NotifyLine::BehalfFound { .. }
        | NotifyLine::FinishFirst
        | NotifyLine::AwaitsApproval
        | NotifyLine::AtGate { .. }
        | NotifyLine::OfFacility { .. }
        | NotifyLine::WhileAway { .. }
        | NotifyLine::ForColleague { .. }
        | NotifyLine::Forwarded { .. }
        | NotifyLine::GoneBlocked { .. }
        | NotifyLine::Gone { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        core::announce::Kind,
        dialogs::{
            announce::line::Card,
            line::{NewsLine, Plain},
        },
    };

    fn card(what: What) -> Line {
        let name = "A-7".to_owned();
        let card = Card {
            name,
            kind: Kind::Info,
            what,
            system: None,
            words: BTreeMap::new(),
            window: None,
            next_update: None,
        };
        AnnounceLine::Card(Box::new(card)).into()
    }

    #[test]
    fn a_card_stands_pinned_until_its_end() {
        let pinned = [What::First, What::Update, What::End].map(|what| card(what).stands_pinned());
        assert_eq!(pinned, [Some(true), Some(true), Some(false)]);
        assert_eq!(Line::from(Plain::Thanks).stands_pinned(), None);
    }

    #[test]
    fn what_holds_words_is_not_public_in_whatever_company() {
        let (reference, agent) = ("BL-10429".to_owned(), "Bo".to_owned());
        let reply: Line = NewsLine::Reply { reference, agent, words: "Já pode tentar".into() }.into();
        assert!(!reply.is_public());
        assert!(Line::Many(vec![Plain::Thanks.into(), card(What::First)]).is_public());
        assert!(!Line::Many(vec![Plain::Thanks.into(), reply]).is_public());
    }
}
