//! Every sentence that the bot says, as a value that owns what it tells. The words are in `locales/`, the
//! rendering in `render`. Desk keys are kept, not labels, so that a line can be said in any language later.

use serde::{Deserialize, Serialize};

use super::state::{Did, Writing};
use crate::core::{draft::Answers, person::Role, ticket::Status};

/// One thing to say. Stored beside its text in the outbox, so that what is deferred is rendered anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Several lines in one message, so that a receipt and the next question come together.
    Many(Vec<Line>),
    /// A sentence that tells nothing but itself.
    Plain(Plain),

    // Enrolment.
    FacilityFound {
        typed: String,
    },
    FacilityUnknown {
        typed: String,
    },
    Welcome {
        name: String,
    },
    RoleGiven {
        role: Role,
    },
    SlowDown {
        seconds: i64,
    },
    RoomLinked {
        purpose: String,
    },

    // The report.
    /// A question of the category's form, both by their keys.
    AskQuestion {
        category: String,
        question: String,
    },
    Summary(Summary),
    /// The questions of this category's form are named by number.
    ChooseField {
        category: Option<String>,
        /// The keys of those that are asked.
        #[serde(default)]
        asked: Vec<String>,
    },
    /// For a form's question: which of the facilities found, or none.
    WhichFacility {
        typed: String,
    },
    NoSuchFacility {
        typed: String,
    },
    /// Not a number, or not within these bounds.
    NotANumber {
        least: Option<i64>,
        most: Option<i64>,
    },
    /// What a category's form asks, to be read or printed.
    Guide {
        category: String,
    },
    Resume {
        begun: String,
        answered: usize,
        of: usize,
    },
    Idle {
        begun: String,
    },
    PhotosKept {
        count: usize,
    },
    Filed {
        reference: String,
        priority: String,
    },

    // Tickets.
    Ticket(Card),
    Mine {
        tickets: Vec<Mine>,
    },
    AskWords {
        what: Writing,
        reference: String,
    },
    Done {
        did: Did,
        reference: String,
    },
    StillBrokenOrNew {
        reference: String,
    },

    // What cannot be.
    NotNow {
        reference: String,
        status: Status,
        owner: Option<String>,
    },
    CheckTheNumber {
        typed: String,
    },
    WhichReference,
    DidYouMean {
        command: String,
    },
    AlreadyAnswered {
        chosen: String,
    },
    Help {
        role: Role,
    },

    // News of a ticket; see `telling`.
    CardOf(Card),
    PartnerLine {
        reference: String,
        system: String,
        status: Status,
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
    },
    Resolved {
        reference: String,
        agent: String,
        words: String,
    },
    NoteAdded {
        reference: String,
        author: String,
        words: String,
    },
    ReplySent {
        reference: String,
        agent: String,
        words: String,
    },
    QuestionSent {
        reference: String,
        agent: String,
        words: String,
    },
    Answered {
        reference: String,
        reporter: String,
        words: String,
        file_count: usize,
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

impl From<Plain> for Line {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}

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
    // The report.
    AskSystem,
    AskCategory,
    AskUrgency,
    AskImpact,
    AskDescription,
    AskPhoto,
    Cancelled,
    ConfirmCancel,
    NothingToCancel,
    BackToDraft,
    WordsAdded,
    NotUnderstood,
    NothingWritten,
    StillMissing,
    NothingToFile,
    NotADate,
    NotYesOrNo,
    NotAFile,
    FormChanged,
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
    UnknownCommand,
    DeadButton,
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
            Self::AskSystem => "ask-system",
            Self::AskCategory => "ask-category",
            Self::AskUrgency => "ask-urgency",
            Self::AskImpact => "ask-impact",
            Self::AskDescription => "ask-description",
            Self::AskPhoto => "ask-photo",
            Self::Cancelled => "cancelled",
            Self::ConfirmCancel => "confirm-cancel",
            Self::NothingToCancel => "nothing-to-cancel",
            Self::BackToDraft => "back-to-draft",
            Self::WordsAdded => "words-added",
            Self::NotUnderstood => "not-understood",
            Self::NothingWritten => "nothing-written",
            Self::StillMissing => "still-missing",
            Self::NothingToFile => "nothing-to-file",
            Self::NotADate => "not-a-date",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::NotAFile => "not-a-file",
            Self::FormChanged => "form-changed",
            Self::WhichGuide => "which-guide",
            Self::NoTickets => "no-tickets",
            Self::WhichTicket => "which-ticket",
            Self::Thanks => "thanks",
            Self::OnlyWordsGo => "only-words-go",
            Self::NotWritten => "not-written",
            Self::NoSuchRequest => "no-such-request",
            Self::NotAllowed => "not-allowed",
            Self::NotHere => "not-here",
            Self::UnknownCommand => "unknown-command",
            Self::DeadButton => "dead-button",
            Self::Quarantined => "quarantined",
        }
    }
}

/// A report before it is sent. The description is its beginning alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub answers: Answers,
}

/// A ticket as it is shown. What a reader may not see is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub reference: String,
    pub status: Status,
    pub priority: String,
    pub system: String,
    pub category: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Question key → option key or words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<(String, String)>,
    /// The beginning of the reporter's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default)]
    pub file_count: usize,
}

/// One of a person's own tickets, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub reference: String,
    pub system: String,
    pub status: Status,
}
