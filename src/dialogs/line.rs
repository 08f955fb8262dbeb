//! Every sentence that the bot says, as a value that owns what it tells. The words are in `locales/`, the
//! rendering in `render`. Desk keys are kept, not labels, so that a line can be said in any language later.

mod card;
mod draft;
mod duty;
mod news;
mod plain;
mod public;
mod route;
mod rule;
mod sent;
mod stage;
mod watch;
mod words;

use serde::{Deserialize, Serialize};

pub use self::{
    card::{Card, Marks, Mine, Summary},
    duty::{DutyLine, OnDuty, OnShift},
    news::NewsLine,
    plain::Plain,
    route::RouteLine,
    rule::RuleLine,
    sent::{Near, SentLine},
    stage::StageLine,
    watch::WatchLine,
};
use super::{
    announce::line::AnnounceLine,
    canned::CannedLine,
    clock::line::{ClockLine, Due},
    event::Moment,
    notify::NotifyLine,
    people::line::PeopleLine,
    practice::PracticeLine,
    problem::line::ProblemLine,
    queue::line::QueueLine,
};
use crate::core::{act::Mark, person::Role, ticket::Status, verb::Verb};

/// One thing to say. Stored beside its text in the outbox, so that what is deferred is rendered anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Several lines in one message, so that a receipt and the next question come together.
    Many(Vec<Line>),
    /// A sentence that tells nothing but itself.
    Plain(Plain),
    /// About people.
    People(PeopleLine),
    /// Of messages that are more than words.
    Sent(SentLine),
    /// Of practice.
    Practice(PracticeLine),
    /// Of where a message has found its place.
    Route(RouteLine),
    /// Of what the clocks make happen.
    Stage(StageLine),
    /// Of the desk's own clock.
    Watch(WatchLine),
    /// Of tiers, and of who is there.
    Duty(DutyLine),
    /// Of a desk's own rules.
    Rule(RuleLine),

    /// Is it meant?
    Surely {
        verb: Verb,
        reference: String,
    },

    // Enrolment.
    FacilityFound {
        typed: String,
    },
    FacilityUnknown {
        typed: String,
    },
    /// The first words name facilities: is it one of these?
    FacilityNamed {
        typed: String,
    },
    /// Taken over from the page that help was asked from.
    FacilityFromPage {
        name: String,
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
    /// What comes into a group from now on; `topics`: advice on threads is given.
    RoomLinked {
        purpose: String,
        #[serde(default)]
        tier: Option<i64>,
        #[serde(default)]
        system: Option<String>,
        #[serde(default)]
        topics: bool,
    },

    // The report.
    /// Taken over from the page that help was asked from.
    FromPage {
        system: String,
    },
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
    /// Whether these photos show who is ill.
    AskShowsPatient {
        count: usize,
    },
    PhotosKept {
        count: usize,
    },
    Filed {
        reference: String,
        priority: String,
        /// When somebody is to answer it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
    },

    // Tickets.
    Ticket(Card),
    /// A ticket that talk has named.
    Glance(Card),
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
        /// So many more could not be undone.
        #[serde(default)]
        left: usize,
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
        /// Closed without their word: that it works can be said no more.
        #[serde(default)]
        closed: bool,
    },
    Queue(QueueLine),
    Problem(ProblemLine),
    Announce(AnnounceLine),
    /// Of clocks and hours.
    Clock(ClockLine),

    /// To followers, focal points, and people who are let in.
    Notify(NotifyLine),
    /// Of ready answers.
    Canned(CannedLine),

    // What cannot be.
    NotNow {
        reference: String,
        status: Status,
        owner: Option<String>,
        /// Said to somebody who told that it works: where it is closed, nothing is amiss.
        #[serde(default)]
        works: bool,
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
    /// What was given is none of what the verb takes; an example is shown, of the request that was meant.
    NotThat {
        what: Verb,
        reference: Option<String>,
        /// Of which system it is: its policy has the values.
        #[serde(default)]
        system: Option<String>,
    },

    // News of a ticket; see `telling`.
    CardOf(Card),
    /// What is left of it in a room while its ticket has a thread there, or has ended.
    CardShort {
        reference: String,
        status: Status,
        system: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
    },
    /// It is now in a room for its new tier, or for its new system.
    CardMoved {
        reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tier: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<String>,
    },
    PartnerLine {
        reference: String,
        system: String,
        status: Status,
        #[serde(default)]
        private: bool,
    },
    /// News of a ticket; see `telling`.
    News(NewsLine),
}

fn no_mark() -> Mark {
    Mark::None
}

impl From<NewsLine> for Line {
    fn from(news: NewsLine) -> Self {
        Self::News(news)
    }
}

impl From<RouteLine> for Line {
    fn from(route: RouteLine) -> Self {
        Self::Route(route)
    }
}

impl From<RuleLine> for Line {
    fn from(rule: RuleLine) -> Self {
        Self::Rule(rule)
    }
}

impl From<SentLine> for Line {
    fn from(sent: SentLine) -> Self {
        Self::Sent(sent)
    }
}

impl From<Plain> for Line {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}
