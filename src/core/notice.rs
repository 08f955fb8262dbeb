//! What others are to be told when a ticket changes. The core says what and to whom; the words are the dialogs'.

use super::stage::Told;

/// To whom a notice goes. Which chats these are is looked up when the message is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The reporter, in the chat that they used last for the ticket.
    Reporter,
    /// Every room of the agents; in the ticket's thread where the platform has threads.
    Agents,
    /// The groups of the ticket's partner.
    Partner,
    /// Whoever follows it, in private, as far as they may read it.
    Followers,
    /// Its owner in private, where they want to be told there.
    Owner,
    /// The focal points of its partner, in private; whoever decides on it, where it is to be approved.
    FocalPoints,
    /// Those of the desk who want to be told of each new ticket, in private.
    Wanting,
    /// The managers' rooms, or the managers in private where there is none; of what is private the administrators.
    Managers,
    /// One person in private: it is addressed to them.
    Person(i64),
}

/// A ticket's news. Words in it are only ever sent to the audience that it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The ticket's card in the agents' room: one message, edited with each change.
    Card,
    /// The partner's living line: reference, system and status, none of the reporter's words.
    PartnerLine,
    // To the reporter.
    /// Somebody has written it down for them.
    FiledFor {
        by: String,
    },
    Taken {
        agent: String,
    },
    Reply {
        agent: String,
        words: String,
    },
    Question {
        agent: String,
        words: String,
        by_focal: bool,
    },
    Resolved {
        agent: String,
        words: String,
        by_focal: bool,
    },
    /// Values by their keys.
    PriorityChanged {
        from: String,
        to: String,
        words: String,
    },
    /// With the priority that follows from it.
    SeverityChanged {
        from: String,
        to: String,
        priority: String,
        words: String,
    },
    CategoryChanged {
        from: String,
        to: String,
        words: String,
    },
    TagChanged {
        tag: String,
        off: bool,
    },
    Rejected {
        agent: String,
        words: String,
    },
    DuplicateOf {
        master: String,
    },
    /// What this one repeats was resolved.
    MasterResolved {
        master: String,
    },
    /// It is of a problem that many have.
    PartOf,
    /// The problem that it is of was solved: does it work?
    ProblemFixed,
    /// It waits for somebody outside.
    WaitsOutside,
    /// Somebody else has reported the same.
    AlsoReported,
    Waiting(Waiting),
    /// What the clocks have made happen.
    Stage(Told),
    Closed,
    ReopenedByOther {
        by: String,
        words: String,
    },
    ConfirmedByColleague {
        colleague: String,
    },
    /// In days since 1970.
    DeadlineSet {
        day: i64,
    },
    /// Somebody goes to the facility, or no longer does; the day in days since 1970.
    Visit {
        day: i64,
        by: String,
        off: bool,
    },
    PassedOn {
        tier: i64,
    },
    Approved {
        by: String,
    },
    /// A focal point has passed it on to the desk.
    PassedIn {
        by: String,
    },
    Refused {
        by: String,
        words: String,
    },
    // To the focal point.
    Filed,
    ApprovalAsked,
    /// It still waits for their decision.
    ApprovalOverdue,
    // To the agents.
    /// Their words were held, nobody chose, and they came to this ticket.
    Unchosen {
        reporter: String,
    },
    /// Their last words were not meant for this ticket, and are taken out of it.
    Recalled {
        reporter: String,
    },
    /// They deleted a message about it; `stands`: what it said stays.
    Deleted {
        reporter: String,
        stands: bool,
    },
    NoteAdded {
        author: String,
        words: String,
    },
    /// What went to the reporter, echoed where the agents work together.
    ReplySent {
        agent: String,
        words: String,
    },
    QuestionSent {
        agent: String,
        words: String,
    },
    ResolutionSent {
        agent: String,
        words: String,
    },
    RejectionSent {
        agent: String,
        words: String,
    },
    Assigned {
        agent: String,
        by: String,
    },
    Released {
        agent: String,
    },
    /// Its owner has left the desk.
    OwnerGone {
        agent: String,
    },
    Escalated {
        agent: String,
        tier: i64,
        words: String,
    },
    Answered {
        reporter: String,
        words: String,
        file_count: usize,
    },
    Confirmed {
        reporter: String,
    },
    Withdrawn {
        reporter: String,
        words: String,
    },
    /// A message did not reach the reporter in any chat of theirs.
    Unreachable {
        reporter: String,
    },
    Reopened {
        reporter: String,
        words: String,
    },
    /// Words were changed after they had been sent.
    Edited {
        author: String,
        before: String,
        after: String,
    },
}

/// What the clock tells of a ticket that waits, and what is said against its closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The question is not answered yet.
    StillAsked { words: String },
    /// Nobody has said yet whether the resolution works.
    DoesItWork,
    /// It will be closed on that day, if no answer comes. In days since 1970.
    WillClose { day: i64 },
    /// It was closed without an answer; until that day its reporter can open it again.
    Unanswered { until: i64 },
    /// No focal point has decided on it: the help desk has it now.
    Forwarded,
    /// The reporter has nothing to answer yet, but still needs it.
    StillNeeded { reporter: String },
}

/// A ticket's news for an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub to: Audience,
    pub ticket: i64,
    pub news: News,
    /// The act that it tells of: outside the desk it waits until the act cannot be taken back any more.
    pub act: Option<i64>,
}
