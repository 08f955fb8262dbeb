//! Sentences that tell nothing but themselves.

use serde::{Deserialize, Serialize};

/// A sentence without variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plain {
    // Enrolment.
    Hello,
    ChooseLanguage,
    WordsKept,
    NeedCode,
    AskFacility,
    AskName,
    NameUnreadable,
    Enrolled,
    BadCode,
    WhichCode,
    NotKnownHere,
    LanguageSet,
    /// Said in the other language.
    OfferLanguage,
    // The report.
    AskSystem,
    AskWhere,
    AskCategory,
    AskUrgency,
    AskImpact,
    AskSeverity,
    AskPriority,
    AskDescription,
    /// Beside a voice note, where one may be passed over.
    AskWrittenLine,
    AskPhoto,
    Cancelled,
    ConfirmCancel,
    NothingToCancel,
    BackToDraft,
    WordsAdded,
    NotUnderstood,
    /// After the second miss.
    OfferPerson,
    NothingWritten,
    CannotSkip,
    NothingAsked,
    StillMissing,
    /// It was filed with questions left open.
    SentAsItIs,
    Recovered,
    NothingToRecover,
    /// A confirmation came too late to count.
    ConfirmAgain,
    NothingToFile,
    /// The desk alone reads it.
    FiledPrivately,
    /// It stands in their private chat.
    SentAlone,
    NotADate,
    NotYesOrNo,
    NotAFile,
    FormChanged,
    /// Beside the fields of a form that is filled in at once.
    FormDescription,
    FormFiles,
    /// It joined a report that was being written.
    FormAdded,
    WhichGuide,
    // Tickets.
    NoTickets,
    WhichTicket,
    Thanks,
    OnlyWordsGo,
    NotWritten,
    // What cannot be.
    NoSuchRequest,
    NotAllowed,
    NotHere,
    AlreadySo,
    /// In a room without the ticket's thread.
    TalkNeedsThread,
    TooLate,
    EditTooLate,
    /// An edited message's words were put right in the report that is being written.
    DraftCorrected,
    UnknownCommand,
    DeadButton,
    OthersButton,
    /// The message is kept, but could not be handled.
    Quarantined,
}

impl Plain {
    /// Its key in `locales/`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::ChooseLanguage => "choose-language",
            Self::WordsKept => "words-kept",
            Self::NeedCode => "need-code",
            Self::AskFacility => "ask-facility",
            Self::AskName => "ask-name",
            Self::NameUnreadable => "name-unreadable",
            Self::Enrolled => "enrolled",
            Self::BadCode => "bad-code",
            Self::WhichCode => "which-code",
            Self::NotKnownHere => "not-known-here",
            Self::LanguageSet => "language-set",
            Self::OfferLanguage => "offer-language",
            Self::AskSystem => "ask-system",
            Self::AskWhere => "ask-where",
            Self::AskCategory => "ask-category",
            Self::AskUrgency => "ask-urgency",
            Self::AskImpact => "ask-impact",
            Self::AskSeverity => "ask-severity",
            Self::AskPriority => "ask-priority",
            Self::AskDescription => "ask-description",
            Self::AskWrittenLine => "ask-written-line",
            Self::AskPhoto => "ask-photo",
            Self::Cancelled => "cancelled",
            Self::ConfirmCancel => "confirm-cancel",
            Self::NothingToCancel => "nothing-to-cancel",
            Self::BackToDraft => "back-to-draft",
            Self::WordsAdded => "words-added",
            Self::NotUnderstood => "not-understood",
            Self::OfferPerson => "offer-person",
            Self::NothingWritten => "nothing-written",
            Self::CannotSkip => "cannot-skip",
            Self::NothingAsked => "nothing-asked",
            Self::StillMissing => "still-missing",
            Self::SentAsItIs => "sent-as-it-is",
            Self::Recovered => "recovered",
            Self::NothingToRecover => "nothing-to-recover",
            Self::ConfirmAgain => "confirm-again",
            Self::NothingToFile => "nothing-to-file",
            Self::FiledPrivately => "filed-privately",
            Self::SentAlone => "sent-alone",
            Self::NotADate => "not-a-date",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::NotAFile => "not-a-file",
            Self::FormChanged => "form-changed",
            Self::FormDescription => "form-description",
            Self::FormFiles => "form-files",
            Self::FormAdded => "form-added",
            Self::WhichGuide => "which-guide",
            Self::NoTickets => "no-tickets",
            Self::WhichTicket => "which-ticket",
            Self::Thanks => "thanks",
            Self::OnlyWordsGo => "only-words-go",
            Self::NotWritten => "not-written",
            Self::NoSuchRequest => "no-such-request",
            Self::NotAllowed => "not-allowed",
            Self::NotHere => "not-here",
            Self::AlreadySo => "already-so",
            Self::TalkNeedsThread => "talk-needs-thread",
            Self::TooLate => "too-late",
            Self::EditTooLate => "edit-too-late",
            Self::DraftCorrected => "draft-corrected",
            Self::UnknownCommand => "unknown-command",
            Self::DeadButton => "dead-button",
            Self::OthersButton => "others-button",
            Self::Quarantined => "quarantined",
        }
    }
}
