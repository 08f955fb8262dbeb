//! What a dialog is told: what somebody did, or what came of an effect.

use serde::{Deserialize, Serialize};

use crate::{
    core::{
        chat::Millis,
        draft::{Answers, Suggested},
        problem,
        rights::Refusal,
        ticket::Ticket,
    },
    text::locale::Locale,
};

use super::{
    announce::want::AnnounceOutcome, canned::CannedOutcome, choice::Choice, clock::ClockOutcome, duty::Elsewhere,
    effect::Wake, line::DutyLine, notify::NotifyOutcome, people::want::PeopleOutcome, problem::ProblemOutcome,
    problem::line::Summaries, queue::QueueOutcome,
};

/// An event of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The chat was opened; a code may have come with it.
    Started { code: Option<String> },
    /// Something was written or sent. `files` are attachments that were taken in, by id.
    Said { text: String, files: Vec<i64> },
    /// Words that answer nothing: somebody else's, passed on, or written before the question was asked. They are
    /// never a command, a code or a choice.
    Words { text: String, files: Vec<i64> },
    /// A form was filled in, all at once.
    Filled { given: Vec<Given> },
    /// A place on the map, in millionths of a degree.
    Place { latitude: i64, longitude: i64 },
    /// Somebody's card.
    Card { name: String, phone: String },
    /// A further part of an album came.
    Joined(Part),
    /// An earlier message was changed.
    Edited { text: String, before: Before },
    /// An earlier message was deleted.
    Deleted { before: Before },
    /// A choice of the pending question, or of a card, was tapped or typed.
    Chose(Choice),
    /// A button of a question that was answered long ago.
    Stale { choice: Choice, chosen: String },
    /// A button that is not theirs any more.
    DeadButton,
    /// A button in a room that is somebody else's alone.
    OthersButton,
    /// The draft has been idle.
    DraftIdle,
    /// What the dialog waited for may have come, or come too late.
    Woke(Wake),
    /// The draft was idle for so long that it is given up.
    DraftOver,
    /// It is time for the morning's digest.
    Morning,
    /// What came of an effect.
    Came(Outcome),
}

/// What was put into a field of a form. What was left empty is told too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// As `report::form` names it.
    pub field: String,
    pub text: String,
    /// Attachments that were taken in, by id.
    pub files: Vec<i64>,
}

/// Words, with their files, that were not meant for a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recalled {
    pub ticket: i64,
    pub words: String,
    pub files: Vec<i64>,
    /// They begin a report; else they are another ticket's.
    pub fresh: bool,
}

/// A further part of an album.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub files: Vec<i64>,
    /// The album's first file: where that one is, these belong.
    pub first: i64,
    /// The ticket that has it by now.
    pub ticket: Option<i64>,
    /// How many files of the album have come with this part.
    pub count: usize,
    /// The dialog stands where the part before has left it: its question is asked again, in the same message.
    pub stands: bool,
}

/// What is known of a message before it was edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The desk has it, and it was theirs, here.
    pub known: bool,
    /// Its text, where it was a command or answered a report's question in words.
    pub text: Option<String>,
    /// It wrote words about a ticket.
    pub wrote: Option<i64>,
    /// The ticket that was filed with its words.
    pub filed: Option<i64>,
    /// The files that came with it, where that is asked: of a message that was deleted.
    pub files: Vec<i64>,
}

/// What came of an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Enrolled,
    /// A code was redeemed: a person now has a role, or a room a purpose.
    Redeemed {
        locale: Option<Locale>,
    },
    BadCode,
    /// Too many wrong codes: wait this many seconds.
    SlowDown {
        seconds: i64,
    },
    /// `topics`: its platform can give each ticket a thread there, if the bot may open them.
    RoomLinked {
        purpose: String,
        tier: Option<i64>,
        system: Option<String>,
        topics: bool,
    },
    /// They practise from now on, or no more.
    Practice {
        on: bool,
    },
    /// The report is filed.
    Filed {
        ticket: Box<TicketView>,
    },
    /// The report that was given up last is open again, if there was one.
    Recovered {
        found: bool,
    },
    /// A verb on a ticket was done.
    Done {
        ticket: Box<TicketView>,
        /// With which it can be taken back.
        act: Option<i64>,
        /// The words that it wrote.
        entry: Option<i64>,
    },
    /// Words were taken out of a ticket.
    Recalled(Recalled),
    /// Further files of an album joined a ticket.
    Joined {
        ticket: Box<TicketView>,
        count: usize,
        stands: bool,
    },
    /// A ticket's pictures show nobody.
    PicturesShown {
        ticket: Box<TicketView>,
    },
    /// Words were corrected.
    Corrected {
        ticket: Box<TicketView>,
    },
    /// A message was deleted: its words are withdrawn, or stand since they did more than to be read.
    Unsaid {
        ticket: Box<TicketView>,
        stands: bool,
    },
    /// So many acts were undone, and so many were not; the ticket is the last one's.
    TakenBack {
        count: usize,
        left: usize,
        ticket: Box<TicketView>,
    },
    Staff {
        ticket: Box<TicketView>,
        staff: Vec<Colleague>,
    },
    History {
        ticket: Box<TicketView>,
        moments: Vec<Moment>,
    },
    /// A ticket that talk has named.
    Glanced {
        ticket: Box<TicketView>,
    },
    /// A ticket was sent to the private chat of whoever asked, if they have one.
    SentAlone {
        reached: bool,
    },
    /// A ticket was looked up.
    Shown {
        ticket: Box<TicketView>,
    },
    Mine {
        tickets: Vec<Ticket>,
        /// The open ones of the facility that one is proven to work at.
        of_facility: Vec<Ticket>,
    },
    Notify(NotifyOutcome),
    Canned(CannedOutcome),
    /// About people.
    People(PeopleOutcome),
    Queue(QueueOutcome),
    Duty(DutyLine),
    /// A request cannot go where it was meant to.
    Elsewhere {
        ticket: Box<TicketView>,
        why: Elsewhere,
    },
    Clock(ClockOutcome),
    /// About problems that many have.
    Problem(ProblemOutcome),
    /// About announcements.
    Announce(AnnounceOutcome),
    Refused {
        why: Refusal,
        ticket: Option<Box<TicketView>>,
    },
}

impl Outcome {
    /// The ticket that it is about, where it is about one.
    #[must_use]
    pub fn ticket(&self) -> Option<&TicketView> {
        match self {
            Self::Filed { ticket }
            | Self::Done { ticket, .. }
            | Self::Joined { ticket, .. }
            | Self::PicturesShown { ticket }
            | Self::Corrected { ticket }
            | Self::Unsaid { ticket, .. }
            | Self::TakenBack { ticket, .. }
            | Self::Staff { ticket, .. }
            | Self::History { ticket, .. }
            | Self::Glanced { ticket }
            | Self::Elsewhere { ticket, .. }
            | Self::Shown { ticket } => Some(ticket),
            Self::Refused { ticket, .. } => ticket.as_deref(),
            Self::Enrolled
            | Self::Redeemed { .. }
            | Self::BadCode
            | Self::SlowDown { .. }
            | Self::RoomLinked { .. }
            | Self::Recovered { .. }
            | Self::Recalled(_)
            | Self::Practice { .. }
            | Self::SentAlone { .. }
            | Self::Mine { .. }
            | Self::Notify(_)
            | Self::Duty(_)
            | Self::Canned(_)
            | Self::People(_)
            | Self::Queue(_)
            | Self::Problem(_)
            | Self::Announce(_)
            | Self::Clock(_) => None,
        }
    }
}

/// Somebody at the desk, with the number of open tickets that they own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: i64,
    pub name: String,
    pub load: i64,
}

/// One thing that happened to a ticket, as its history tells it. Words that a reader may not see are not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub at: Millis,
    /// A name, or empty.
    pub who: String,
    /// The audit's word, or the kind of an entry.
    pub what: String,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub words: String,
    /// The words as they were before each edit, the oldest first.
    #[serde(default)]
    pub earlier: Vec<String>,
    #[serde(default)]
    pub taken_back: bool,
}

/// A ticket with what is needed to speak about it. Names are cleaned; the reader's language is not applied yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketView {
    pub ticket: Ticket,
    pub reporter_name: String,
    pub owner_name: Option<String>,
    /// Whoever wrote it down for its reporter.
    pub filer_name: Option<String>,
    /// As in the directory, or as typed.
    pub facility_name: String,
    /// The reporter's words; only ever rendered for agents and the reporter.
    pub description: String,
    pub file_count: usize,
    /// How many pictures and films from this chat wait for their writer to say whether they show a patient.
    pub asked: usize,
    /// How many tickets repeat it.
    pub repeated: usize,
    /// Who approved it, or did not.
    pub decided_by: Option<String>,
    /// Whoever reported it is to be called: their telephone, or nothing where it is not known.
    pub call: Option<String>,
    /// Of a problem: how it stands, and how many it concerns.
    pub common: Option<(problem::State, problem::Extent)>,
    /// The problem that it is of.
    pub of_problem: Option<OfProblem>,
}

/// The problem that a request is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfProblem {
    pub reference: String,
    /// What was approved of it.
    pub summaries: Summaries,
    /// Its reporter joined it before it was filed, and it has not come back since: no room is told of it by itself.
    pub quiet: bool,
}

/// Rebuilds a report's answers from a ticket, for its summary.
impl From<&TicketView> for Answers {
    fn from(view: &TicketView) -> Self {
        Self {
            system: Some(view.ticket.system.clone()),
            category: Some(view.ticket.category.clone()),
            form: view.ticket.form.clone(),
            shape: String::new(),
            urgency: Some(view.ticket.urgency.clone()),
            impact: Some(view.ticket.impact.clone()),
            severity: None,
            priority: None,
            description: Some(view.description.clone()),
            photos: Vec::new(),
            photos_done: true,
            elsewhere: None,
            behalf: None,
            for_oneself: false,
            practice: view.ticket.practice,
            shows_patient: None,
            page: view.ticket.page.clone(),
            voice: None,
            incomplete: false,
            unsure: None,
            suggested: Suggested::default(),
            details: false,
            joins: None,
            is_none_of_known: false,
            passed_over: Vec::new(),
        }
    }
}
