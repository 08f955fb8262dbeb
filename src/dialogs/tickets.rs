//! A reporter's own tickets: words that answer one, words that may belong to several, and what follows a fix.
//!
//! ```text
//! Ana:  Ainda não imprime.
//! bot:  É sobre qual pedido?          [BL-10429] [BL-10437] [Novo pedido]
//! Ana:  [BL-10437]
//! bot:  Enviado à equipa. BL-10437    [Ver BL-10437] [Novo pedido]
//! ```

use super::{
    choice::Choice,
    effect::Which,
    line::{Line, Plain},
    routing,
    state::{Doing, Manner, State},
    turn::Turn,
    typed,
    view::View,
    writing,
};
use crate::core::{
    deed::Deed,
    rights,
    ticket::{Approval, Status, Ticket},
    verb::{Place, Verb},
};

/// How many tickets a question offers.
const OFFERED: usize = 3;

/// Words at rest for what is open: `None` where nothing is.
pub fn open(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let waiting = view.own.iter().filter(|ticket| ticket.status == Status::WaitingReporter).collect::<Vec<_>>();
    let open = view.own.iter().filter(|ticket| ticket.status.is_open()).collect::<Vec<_>>();
    let about = if waiting.is_empty() { open } else { waiting };
    match about[..] {
        [] => None,
        [ticket] if files.is_empty() && is_still_needed(ticket, text, view) => {
            Some(super::choosing::chose(State::Idle, &Choice::act(Verb::StillNeed, ticket.id), view))
        }
        [ticket] => Some(answer(ticket.id, text, files, view)),
        _ => Some(hold(text.trim().to_owned(), files.to_vec(), view)),
    }
}

/// Whether words say no more than that a ticket, which waits for an answer, is still needed.
fn is_still_needed(ticket: &Ticket, text: &str, view: &View<'_>) -> bool {
    let offered = [Choice::act(Verb::StillNeed, ticket.id)];
    ticket.status == Status::WaitingReporter && typed::pick(text, &offered, false, view).is_some()
}

/// Words at rest, of somebody who has tickets: `None` where they have none that it could be about.
pub fn own(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let fixed = || view.own.iter().filter(|ticket| ticket.status == Status::Resolved).collect::<Vec<_>>();
    open(text, files, view).or_else(|| resolved(text, files, &fixed(), view))
}

/// After a fix: thanks, yes and no are understood; anything else is held until it is clear what it is about.
fn resolved(text: &str, files: &[i64], resolved: &[&Ticket], view: &View<'_>) -> Option<Turn> {
    let newest = resolved.first()?;
    if files.is_empty() && (routing::is_thanks(text) || routing::is_greeting(text)) {
        return Some(Turn::to(State::Idle, "thanks").say(Plain::Thanks, Vec::new()));
    }
    let offered = [Choice::act(Verb::Confirm, newest.id), Choice::act(Verb::Reopen, newest.id)];
    if resolved.len() == 1
        && files.is_empty()
        && let Some(choice) = typed::pick(text, &offered, false, view)
    {
        return Some(super::choosing::chose(State::Idle, &choice, view));
    }
    let line = Line::StillBrokenOrNew { reference: newest.reference.clone() };
    Some(
        Turn::to(State::Holding { words: text.trim().to_owned(), files: files.to_vec() }, "held")
            .say(line, vec![Choice::act(Verb::Reopen, newest.id), Choice::NewReport]),
    )
}

/// Words for a ticket of one's own.
pub fn answer(ticket: i64, words: &str, files: &[i64], view: &View<'_>) -> Turn {
    let deed = Deed::saying(Verb::Answer, words.trim()).with_files(files);
    let doing = Doing { what: Verb::Answer, manner: Manner::Said };
    writing::deed(State::Idle, deed, Which::Id(ticket), doing, view)
}

/// Keeps the words, and asks which ticket they belong to.
fn hold(words: String, files: Vec<i64>, view: &View<'_>) -> Turn {
    let open = view.own.iter().filter(|ticket| ticket.status.is_open());
    let waiting_first = open.clone().filter(|ticket| ticket.status == Status::WaitingReporter);
    let rest = open.filter(|ticket| ticket.status != Status::WaitingReporter);
    let mut choices: Vec<Choice> = waiting_first
        .chain(rest)
        .take(OFFERED)
        .map(|ticket| Choice::About { ticket: ticket.id, reference: ticket.reference.clone() })
        .collect();
    choices.push(Choice::NewReport);
    Turn::to(State::Holding { words, files }, "held").say(Plain::WhichTicket, choices)
}

/// More words came while some are held: a ticket's reference chooses, the rest is held with them.
pub fn hold_more(words: String, held: Vec<i64>, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let choices: Vec<Choice> = view
        .own
        .iter()
        .map(|ticket| Choice::About { ticket: ticket.id, reference: ticket.reference.clone() })
        .chain([Choice::NewReport])
        .collect();
    if files.is_empty()
        && let Some(choice) = typed::pick(text, &choices, false, view)
    {
        return super::choosing::chose(State::Holding { words, files: held }, &choice, view);
    }
    hold_on(&words, held, text, files, view)
}

/// More words are held with those that are, whatever they say.
pub fn hold_on(words: &str, mut held: Vec<i64>, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    held.extend(files);
    let joined = [words, text.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let joined = joined.join("\n");
    if view.own.iter().any(|ticket| ticket.status.is_open()) {
        hold(joined, held, view)
    } else {
        resolved_again(joined, held, view)
    }
}

fn resolved_again(words: String, held: Vec<i64>, view: &View<'_>) -> Turn {
    let newest = view.own.first();
    let line = newest.map_or(Line::Plain(Plain::WhichTicket), |ticket| Line::StillBrokenOrNew {
        reference: ticket.reference.clone(),
    });
    let choices = newest.map(|ticket| Choice::act(Verb::Reopen, ticket.id)).into_iter().chain([Choice::NewReport]);
    Turn::to(State::Holding { words, files: held }, "held").say(line, choices.collect())
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
    if is_own {
        return match ticket.status {
            Status::Resolved | Status::Closed => {
                resolved(text, files, &[ticket], view).unwrap_or_else(|| answer(ticket.id, text, files, view))
            }
            Status::WaitingFocalPoint
            | Status::New
            | Status::InProgress
            | Status::WaitingReporter
            | Status::WaitingThirdParty
            | Status::Duplicate
            | Status::Rejected
            | Status::Cancelled => answer(ticket.id, text, files, view),
        };
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
        return for_agents(ticket);
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
        choices.extend([act(Verb::Approve), act(Verb::Refuse)]);
    }
    choices.extend((!is_reporter).then(|| act(Verb::Watch)));
    choices
}

/// The same where it is shown: in a room a private one is read elsewhere.
pub fn here(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let read = (ticket.private && view.place == Place::Agents).then_some(Choice::ReadAlone { ticket: ticket.id });
    read.into_iter().chain(choices(ticket, view)).collect()
}

/// What an agent can do with a ticket, by where it stands: what comes next most often, and the rest behind "more".
pub fn for_agents(ticket: &Ticket) -> Vec<Choice> {
    let act = |verb| Choice::act(verb, ticket.id);
    let more = Choice::More(ticket.id);
    match ticket.status {
        Status::New => vec![act(Verb::Take), act(Verb::Assign), more],
        Status::InProgress | Status::WaitingReporter | Status::WaitingThirdParty => {
            vec![act(Verb::Note), act(Verb::Reply), act(Verb::Ask), act(Verb::Resolve), more]
        }
        Status::WaitingFocalPoint => vec![act(Verb::Note), more],
        Status::Resolved => vec![act(Verb::Close), more],
        Status::Closed | Status::Duplicate | Status::Rejected | Status::Cancelled => vec![more],
    }
}

/// The further verbs of a ticket.
pub fn further(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    const OPEN: [Verb; 14] = [
        Verb::Talk,
        Verb::Assign,
        Verb::Release,
        Verb::Priority,
        Verb::Category,
        Verb::Tag,
        Verb::Private,
        Verb::Deadline,
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
    let means_nothing = |verb: Verb| {
        (verb == Verb::Release && ticket.owner_id.is_none())
            || (verb == Verb::Resume && !waits)
            || (verb == Verb::Wait && ticket.status == Status::WaitingThirdParty)
    };
    let open = OPEN.into_iter().filter(|verb| !means_nothing(*verb));
    let verbs: Vec<Verb> = if ticket.status.is_open() { open.collect() } else { ENDED.to_vec() };
    let offered = verbs.into_iter().filter(|verb| has_department || *verb != Verb::Department);
    offered.chain([Verb::History, Verb::Watch]).map(|verb| Choice::act(verb, ticket.id)).collect()
}
