//! What a button stands for. A prompt's row keeps these; the button itself carries only the prompt's id and a number.

use serde::{Deserialize, Serialize};

use super::{
    announce::choice::AnnounceChoice, notify::NotifyChoice, people::choice::PeopleChoice,
    problem::choice::ProblemChoice, queue::choice::QueueChoice,
};
use crate::{core::verb::Verb, text::locale::Locale};

/// The verbs that stand on buttons.
pub const BUTTONS: [Verb; 36] = [
    Verb::Answer,
    Verb::Take,
    Verb::Assign,
    Verb::Release,
    Verb::Called,
    Verb::Note,
    Verb::Reply,
    Verb::Ask,
    Verb::Talk,
    Verb::Resolve,
    Verb::Close,
    Verb::Reject,
    Verb::Duplicate,
    Verb::Escalate,
    Verb::Wait,
    Verb::Resume,
    Verb::Priority,
    Verb::Severity,
    Verb::Category,
    Verb::Tag,
    Verb::Kind,
    Verb::Origin,
    Verb::Department,
    Verb::Environment,
    Verb::Private,
    Verb::Deadline,
    Verb::Visit,
    Verb::History,
    Verb::Confirm,
    Verb::Reopen,
    Verb::Withdraw,
    Verb::StillNeed,
    Verb::Approve,
    Verb::Refuse,
    Verb::PassOn,
    Verb::Watch,
];

/// A field of a report that can be asked for, skipped to and corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Where it happens; asked only where the words leave it open, or to correct it.
    Facility,
    System,
    Category,
    /// The n-th question of the category's form.
    Question(usize),
    Urgency,
    Impact,
    /// Where severities have pairs.
    Severity,
    Priority,
    Description,
    Photo,
}

/// One choice that was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Language(Locale),
    Facility(i64),
    /// "None of these": the typed name is taken as it is.
    FacilityAsTyped,
    System(String),
    Category(String),
    /// An option of one of the form's questions, both by their keys.
    Option {
        question: String,
        option: String,
    },
    Urgency(String),
    Impact(String),
    Severity(String),
    /// One of the priorities that go with a severity.
    Priority(String),
    Skip,
    Back,
    Cancel,
    /// The draft's own buttons.
    Send,
    Correct,
    /// What may be left out is asked too.
    Details,
    CorrectField(Field),
    Continue,
    StartOver,
    Discard,
    /// A report that was given up is taken up again.
    Recover,
    /// Another answer to a question that was answered already.
    Change(Field),
    /// A person of the desk reads it as it is.
    Person,
    NewReport,
    MyTickets,
    Help,
    /// Photos show somebody who is ill, or do not.
    ShowsPatient(bool),
    /// The pictures that came later to a ticket show somebody who is ill: it is private. Or nobody: groups may see them.
    TicketShows {
        ticket: i64,
        patient: bool,
    },
    /// A ticket, read in private by whoever presses it in a room.
    ReadAlone {
        ticket: i64,
    },
    /// From now on all counts again.
    EndPractice,
    /// The guide of a category's form.
    Guide(String),
    /// A ticket by its id; its reference is the label.
    Show {
        ticket: i64,
        reference: String,
    },
    /// Taking a ticket, by its id, where several stand in one message; its reference is in the label.
    TakeThis {
        ticket: i64,
        reference: String,
    },
    /// A verb on a ticket, by its id.
    Act {
        verb: Verb,
        ticket: i64,
    },
    /// What the desk does too, said as a focal point does it at the gate.
    AtGate {
        verb: Verb,
        ticket: i64,
    },
    /// Handed to a tier, with what was written before.
    PassTo {
        ticket: i64,
        tier: i64,
        words: String,
    },
    /// The same with the value that it takes. `name` is its label, where the desk does not name it.
    With {
        verb: Verb,
        ticket: i64,
        to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// What ends a ticket is meant, with the words that were said with it; asked once more before (platforms B.3).
    Surely {
        verb: Verb,
        ticket: i64,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// A report is for oneself, whatever its words seem to say.
    ForOneself,
    /// The further verbs of a ticket.
    More(i64),
    /// What was just done is undone; acts by their ids, the last first.
    TakeBack(Vec<i64>),
    /// Plain words no longer go to the reporter.
    EndTalk(i64),
    /// What somebody wants to be told, and who is let in.
    Notify(NotifyChoice),
    /// A ready answer for a ticket, by its key.
    Canned {
        ticket: i64,
        key: String,
        name: String,
    },
    /// About people.
    People(PeopleChoice),
    /// The held words belong to this ticket.
    About {
        ticket: i64,
        reference: String,
    },
    /// The last words, from this answer on, were not meant for this ticket, but for a new report (`fresh`) or for
    /// another one.
    NotThis {
        ticket: i64,
        entry: i64,
        fresh: bool,
    },
    /// A page of the queue.
    Queue(QueueChoice),
    /// About a problem that many have.
    Problem(ProblemChoice),
    /// About an announcement.
    Announce(AnnounceChoice),
}

impl Choice {
    /// A verb on a ticket.
    #[must_use]
    pub fn act(verb: Verb, ticket: i64) -> Self {
        Self::Act { verb, ticket }
    }

    /// The ticket that it concerns.
    #[must_use]
    pub fn ticket(&self) -> Option<i64> {
        match self {
            Self::Act { ticket, .. }
            | Self::AtGate { ticket, .. }
            | Self::PassTo { ticket, .. }
            | Self::With { ticket, .. }
            | Self::Surely { ticket, .. }
            | Self::More(ticket)
            | Self::EndTalk(ticket)
            | Self::Canned { ticket, .. }
            | Self::Show { ticket, .. }
            | Self::ReadAlone { ticket }
            | Self::TicketShows { ticket, .. }
            | Self::TakeThis { ticket, .. }
            | Self::About { ticket, .. }
            | Self::NotThis { ticket, .. } => Some(*ticket),
            Self::Problem(of) => of.ticket(),
            Self::Announce(_)
            | Self::Language(_)
            | Self::Facility(_)
            | Self::FacilityAsTyped
            | Self::System(_)
            | Self::Category(_)
            | Self::Option { .. }
            | Self::Urgency(_)
            | Self::Impact(_)
            | Self::Severity(_)
            | Self::Priority(_)
            | Self::Skip
            | Self::Back
            | Self::Cancel
            | Self::Send
            | Self::Correct
            | Self::Details
            | Self::ForOneself
            | Self::CorrectField(_)
            | Self::Continue
            | Self::StartOver
            | Self::Discard
            | Self::Recover
            | Self::Change(_)
            | Self::Person
            | Self::NewReport
            | Self::MyTickets
            | Self::Help
            | Self::EndPractice
            | Self::ShowsPatient(_)
            | Self::Notify(_)
            | Self::Queue(_)
            | Self::TakeBack(_)
            | Self::People(_)
            | Self::Guide(_) => None,
        }
    }

    /// An answer that says itself which question it belongs to.
    #[must_use]
    pub fn names_its_question(&self) -> bool {
        matches!(
            self,
            Self::System(_)
                | Self::Category(_)
                | Self::Option { .. }
                | Self::Urgency(_)
                | Self::Impact(_)
                | Self::Severity(_)
                | Self::Priority(_)
        )
    }

    /// A way out of a question rather than an answer to it.
    #[must_use]
    pub fn leads_out(&self) -> bool {
        matches!(self, Self::Back | Self::Skip | Self::Cancel)
    }

    /// A door that stays open: pressing it again is a new wish, not a repetition.
    #[must_use]
    pub fn is_menu(&self) -> bool {
        matches!(
            self,
            Self::NewReport
                | Self::MyTickets
                | Self::Help
                | Self::EndPractice
                | Self::ReadAlone { .. }
                | Self::TicketShows { .. }
                | Self::Guide(_)
                | Self::Show { .. }
                | Self::More(_)
                // It only asks whether that is meant.
                | Self::Act { verb: Verb::Close | Verb::Withdraw, .. }
                | Self::Notify(NotifyChoice::Level(_) | NotifyChoice::RoomLevel(_) | NotifyChoice::InviteCaller { .. })
                | Self::Queue(_)
        ) || matches!(self, Self::Announce(of) if !matches!(of, AnnounceChoice::Join { .. }))
    }

    /// In a room it is anybody's who may do it, also where it stands below an answer to somebody: it tells all that it
    /// does, and rights decide.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.stands() && !matches!(self, Self::TakeBack(_) | Self::Notify(_) | Self::Language(_))
    }

    /// It means something also when its question is no longer the last one: the ticket's status and the rights
    /// decide what it does.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.is_menu()
            || matches!(self, Self::TakeBack(_) | Self::Notify(_) | Self::Language(_) | Self::Announce(_))
            || (self.ticket().is_some() && !matches!(self, Self::About { .. } | Self::NotThis { .. }))
    }
}
