//! Words in reply to a message about a ticket, and what can be done with one next.

use super::{
    choice::Choice,
    command::several,
    effect::Which,
    line::Plain,
    own,
    state::{Doing, Manner, State},
    turn::Turn,
    typed,
    view::View,
    writing,
};
use crate::core::{
    deed::Deed,
    policy::desk::Desk,
    rights,
    ticket::{Approval, Status, Ticket},
    verb::{Place, Verb},
};

/// Words for a ticket of one's own.
pub fn answer(ticket: i64, words: &str, files: &[i64], manner: Manner, view: &View<'_>) -> Turn {
    let deed = Deed::saying(Verb::Answer, words.trim()).with_files(files);
    let doing = Doing { what: Verb::Answer, manner };
    writing::deed(State::Idle, deed, Which::Id(ticket), doing, view)
}

/// Words in reply to a message about a ticket: the reporter answers; an agent notes, which nobody else reads.
pub fn in_thread(state: State, ticket: &Ticket, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let is_own = is_theirs(ticket, view);
    if text.trim().is_empty() && files.is_empty() {
        return Turn::to(state, "ticket").say(Plain::NothingWritten, Vec::new());
    }
    if files.is_empty()
        && let Some(choice) = typed::pick(text, &choices(ticket, view), false, view)
    {
        return super::choosing::chose(state, &choice, view);
    }
    if is_own && files.is_empty() && own::is_still_needed(ticket, text, view) {
        return super::choosing::chose(state, &Choice::act(Verb::StillNeed, ticket.id), view);
    }
    if is_own {
        return match ticket.status {
            Status::Resolved | Status::Closed => own::resolved(text, files, &[ticket], view),
            Status::WaitingFocalPoint
            | Status::New
            | Status::InProgress
            | Status::WaitingReporter
            | Status::WaitingThirdParty
            | Status::Duplicate
            | Status::Rejected
            | Status::Cancelled => answer(ticket.id, text, files, Manner::Said, view),
        };
    }
    if let Some(turn) = several::refused(&state, text, Vec::new(), view) {
        return turn;
    }
    let doing = Doing { what: Verb::Note, manner: Manner::Said };
    let deed = Deed::saying(Verb::Note, text.trim()).with_files(files);
    writing::deed(state, deed, Which::Id(ticket.id), doing, view)
}

/// Whether they may speak as its reporter: their own, or their facility's. Who works at the desk does so for their own
/// alone.
fn is_theirs(ticket: &Ticket, view: &View<'_>) -> bool {
    view.actor.is_some_and(|person| {
        ticket.reporter_id == person.id || (!view.is_agent() && rights::is_theirs(person, ticket))
    })
}

/// What a person can do next with a ticket of theirs, or of the desk's.
pub fn choices(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let is_own = is_theirs(ticket, view);
    if view.is_agent() && !is_own {
        return for_agents(ticket, view.desk);
    }
    if !view.is_private() {
        return Vec::new();
    }
    let act = |verb| Choice::act(verb, ticket.id);
    let is_reporter = view.actor.is_some_and(|person| person.id == ticket.reporter_id);
    let mut choices = match ticket.status {
        Status::Resolved if is_own => vec![act(Verb::Confirm), act(Verb::Reopen)],
        // Their reporter just writes; a colleague's plain words would begin a report of their own.
        status if is_own && !is_reporter && status.is_open() => vec![act(Verb::Answer)],
        Status::WaitingFocalPoint
        | Status::New
        | Status::InProgress
        | Status::WaitingReporter
        | Status::WaitingThirdParty
        | Status::Resolved
        | Status::Closed
        | Status::Duplicate
        | Status::Rejected
        | Status::Cancelled => Vec::new(),
    };
    if view.actor.is_some_and(|person| rights::approves(person, ticket)) && ticket.approval == Approval::Pending {
        choices.extend(at_gate(ticket, view.desk));
    }
    choices.extend((!is_reporter).then(|| act(Verb::Watch)));
    choices
}

/// What a focal point can do with a ticket at the gate: resolve it, pass it on, or ask; of what needs their approval,
/// say yes or no.
pub fn at_gate(ticket: &Ticket, desk: &Desk) -> Vec<Choice> {
    let act = |verb| Choice::act(verb, ticket.id);
    let as_there = |verb| Choice::AtGate { verb, ticket: ticket.id };
    if needs_approval(ticket, desk) {
        return vec![act(Verb::Approve), act(Verb::Refuse), as_there(Verb::Ask)];
    }
    vec![as_there(Verb::Resolve), act(Verb::PassOn), as_there(Verb::Ask)]
}

/// Whether somebody has to agree to it; else it may be resolved at the gate.
pub fn needs_approval(ticket: &Ticket, desk: &Desk) -> bool {
    desk.category(&ticket.category).is_some_and(|category| category.approval)
}

/// The same where it is shown: in a room a private one is read elsewhere.
pub fn here(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let read = (ticket.private && view.place == Place::Agents).then_some(Choice::ReadAlone { ticket: ticket.id });
    read.into_iter().chain(choices(ticket, view)).collect()
}

/// What an agent can do with a ticket, by where it stands: what comes next most often, and the rest behind "more".
pub fn for_agents(ticket: &Ticket, desk: &Desk) -> Vec<Choice> {
    let act = |verb| Choice::act(verb, ticket.id);
    let more = Choice::More(ticket.id);
    let call = ticket.call_since.map(|_| act(Verb::Called));
    let next = match ticket.status {
        Status::New => vec![act(Verb::Take), act(Verb::Assign), more],
        Status::InProgress | Status::WaitingReporter | Status::WaitingThirdParty => {
            vec![act(Verb::Note), act(Verb::Reply), act(Verb::Ask), act(Verb::Resolve), more]
        }
        Status::WaitingFocalPoint => vec![act(Verb::Note), more],
        Status::Resolved if desk.customs.initiator_closes => vec![more],
        Status::Resolved => vec![act(Verb::Close), more],
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => vec![more],
    };
    call.into_iter().chain(next).collect()
}

/// What is decided of a new ticket first.
pub fn for_triage(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    const FIRST: [Verb; 8] = [
        Verb::Take,
        Verb::Assign,
        Verb::Severity,
        Verb::Priority,
        Verb::Category,
        Verb::Kind,
        Verb::Department,
        Verb::Escalate,
    ];
    let has_department = !view.desk.departments.is_empty();
    let has_severity = view.desk.policy_of(Some(&ticket.system)).pairs().is_some();
    let means_nothing =
        |verb: Verb| (verb == Verb::Department && !has_department) || (verb == Verb::Severity && !has_severity);
    let offered = FIRST.into_iter().filter(|verb| !means_nothing(*verb));
    offered.map(|verb| Choice::act(verb, ticket.id)).chain([Choice::More(ticket.id)]).collect()
}

/// The further verbs of a ticket.
pub fn further(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    const OPEN: [Verb; 16] = [
        Verb::Talk,
        Verb::Assign,
        Verb::Release,
        Verb::Priority,
        Verb::Severity,
        Verb::Category,
        Verb::Tag,
        Verb::Private,
        Verb::Deadline,
        Verb::Visit,
        Verb::Escalate,
        Verb::Wait,
        Verb::Resume,
        Verb::Duplicate,
        Verb::Reject,
        Verb::Department,
    ];
    const ENDED: [Verb; 2] = [Verb::Note, Verb::Tag];
    let has_department = !view.desk.departments.is_empty();
    let waits = matches!(ticket.status, Status::WaitingThirdParty | Status::WaitingReporter);
    let has_severity = view.desk.policy_of(Some(&ticket.system)).pairs().is_some();
    let means_nothing = |verb: Verb| {
        (verb == Verb::Severity && !has_severity)
            || (verb == Verb::Release && ticket.owner_id.is_none())
            || (verb == Verb::Resume && !waits)
            || (verb == Verb::Wait && ticket.status == Status::WaitingThirdParty)
    };
    let open = OPEN.into_iter().filter(|verb| !means_nothing(*verb));
    let verbs: Vec<Verb> = if ticket.status.is_open() { open.collect() } else { ENDED.to_vec() };
    let offered = verbs.into_iter().filter(|verb| has_department || *verb != Verb::Department);
    offered.chain([Verb::History, Verb::Watch]).map(|verb| Choice::act(verb, ticket.id)).collect()
}
