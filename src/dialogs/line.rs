//! Every sentence that the bot says, as a value that owns what it tells. The words are in `locales/`, the
//! rendering in `render`. Desk keys are kept, not labels, so that a line can be said in any language later.

use serde::{Deserialize, Serialize};

use super::{canned::CannedLine, event::Moment, notify::NotifyLine, queue::line::QueueLine};
use crate::core::{act::Mark, draft::Answers, person::Role, ticket::Status, verb::Verb};

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
        what: Verb,
        reference: String,
    },
    AskValue {
        what: Verb,
        reference: String,
    },
    Done {
        did: Verb,
        reference: String,
        /// How its words arrive.
        #[serde(default = "no_mark")]
        mark: Mark,
    },
    TakenBack {
        count: usize,
        reference: String,
    },
    /// Words were changed afterwards, by whoever reads this.
    Corrected {
        reference: String,
    },
    More {
        reference: String,
    },
    Talking {
        reference: String,
    },
    TalkEnded {
        reference: String,
    },
    /// Words that came too late for a conversation were not sent.
    TalkIsOver {
        reference: String,
    },
    History {
        reference: String,
        moments: Vec<Moment>,
        /// Minutes that local time is ahead of UTC.
        offset: i32,
    },
    StillBrokenOrNew {
        reference: String,
    },
    Queue(QueueLine),

    /// To followers, focal points, and people who are let in.
    Notify(NotifyLine),
    /// Of ready answers.
    Canned(CannedLine),

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
    /// Verbs to be explained; `whole` where these are all that were asked for.
    Help {
        role: Role,
        verbs: Vec<Verb>,
        whole: bool,
    },
    /// What was given is none of what the verb takes.
    NotThat {
        what: Verb,
    },

    // News of a ticket; see `telling`.
    CardOf(Card),
    PartnerLine {
        reference: String,
        system: String,
        status: Status,
        #[serde(default)]
        private: bool,
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
    /// What went to the reporter, and how it arrives.
    Sent {
        did: Verb,
        reference: String,
        agent: String,
        words: String,
        mark: Mark,
    },
    PriorityChanged {
        reference: String,
        from: String,
        to: String,
        words: String,
    },
    CategoryChanged {
        reference: String,
        from: String,
        to: String,
        words: String,
    },
    TagChanged {
        reference: String,
        tag: String,
        off: bool,
    },
    Rejected {
        reference: String,
        agent: String,
        words: String,
    },
    DuplicateOf {
        reference: String,
        master: String,
    },
    MasterResolved {
        reference: String,
        master: String,
    },
    WaitsOutside {
        reference: String,
    },
    AlsoReported {
        reference: String,
    },
    Closed {
        reference: String,
    },
    ReopenedByOther {
        reference: String,
        by: String,
        words: String,
    },
    ConfirmedByColleague {
        reference: String,
        colleague: String,
    },
    /// In days since 1970.
    DeadlineSet {
        reference: String,
        day: i64,
    },
    PassedOn {
        reference: String,
        tier: i64,
    },
    Approved {
        reference: String,
        by: String,
    },
    Refused {
        reference: String,
        by: String,
        words: String,
    },
    Assigned {
        reference: String,
        agent: String,
        by: String,
    },
    Released {
        reference: String,
        agent: String,
    },
    Escalated {
        reference: String,
        agent: String,
        tier: i64,
        words: String,
    },
    Withdrawn {
        reference: String,
        reporter: String,
        words: String,
    },
    Edited {
        reference: String,
        author: String,
        before: String,
        after: String,
    },
    /// A ticket of the focal point's organisation.
    OfPartner(Card),
    ApprovalAsked(Card),
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

fn no_mark() -> Mark {
    Mark::None
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
    AlreadySo,
    TooLate,
    EditTooLate,
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
            Self::AlreadySo => "already-so",
            Self::TooLate => "too-late",
            Self::EditTooLate => "edit-too-late",
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
    /// What it is marked with.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
}

/// What a ticket is marked with, as far as it differs from what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    pub problem: bool,
    /// implementation | defect
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    pub private: bool,
    /// test | training
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// In days since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The tier, from the second on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<i64>,
    /// How many tickets repeat it.
    pub repeated: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// pending, or missing where there was nobody to give it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
}

impl Marks {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One of a person's own tickets, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub reference: String,
    pub system: String,
    pub status: Status,
}
