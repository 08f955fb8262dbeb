//! A ticket's news, put into words for whom they were made: the agents' card, the partners' living line, and
//! what the reporter is told. What an audience may not read is not in its line.

mod apart;
mod staged;
mod worded;

pub use apart::alone;

use super::{
    choice::Choice,
    event::TicketView,
    line::{Card, Line, Marks, NewsLine},
    notify::{self, NotifyLine},
    practice::line as practice,
    problem::line::{ProblemLine, Summaries},
    report::ending::beginning,
    tickets,
};
use crate::core::{
    notice::{Audience, News, Notice, Waiting},
    policy::{desk::Desk, service::Target},
    slot,
    ticket::{Approval, Ending, Environment, Kind, Origin, Ticket},
    verb::Verb,
};

/// How much of the reporter's words a card shows, in characters.
const SHOWN: usize = 600;
/// How much of it is read at a glance.
const GLANCED: usize = 80;

/// What is said of a ticket's news, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub line: Line,
    pub choices: Vec<Choice>,
    /// The living message that this replaces, where the platform edits.
    pub slot: Option<String>,
    /// Said in the ticket's thread, where the platform has threads.
    pub in_thread: bool,
}

/// Words a ticket's news for an audience; `None` where it is no news for it. `sees_words`: whether a follower may read
/// what was written. An echo of an act lives in a slot of its own, since it later tells how the words arrived.
#[must_use]
pub fn tell(notice: &Notice, ticket: &TicketView, desk: &Desk, sees_words: bool) -> Option<Telling> {
    let telling = worded_for(notice, ticket, desk, sees_words)?;
    let practice = ticket.ticket.practice;
    Some(if practice { Telling { line: practice::said(telling.line), ..telling } } else { telling })
}

fn worded_for(notice: &Notice, ticket: &TicketView, desk: &Desk, sees_words: bool) -> Option<Telling> {
    match notice.to {
        Audience::Followers | Audience::Owner => notify::news::tell(&notice.news, ticket, notice.act, sees_words),
        Audience::Wanting => Some(new_ticket(ticket, desk, sees_words)),
        Audience::Agents if ticket.ticket.private => {
            Some(apart::in_room(to_those_it_is_for(notice, ticket, desk), ticket))
        }
        Audience::Reporter
        | Audience::Agents
        | Audience::Partner
        | Audience::Managers
        | Audience::FocalPoints
        | Audience::Person(_) => Some(to_those_it_is_for(notice, ticket, desk)),
    }
}

/// A new ticket, for somebody of the desk who wants to be told of each.
fn new_ticket(ticket: &TicketView, desk: &Desk, sees_words: bool) -> Telling {
    let (id, reference) = (ticket.ticket.id, ticket.ticket.reference.clone());
    let card = card(ticket, desk);
    let card = if sees_words { card } else { without_words(card) };
    let choices = vec![Choice::Show { ticket: id, reference }];
    Telling { line: NotifyLine::NewTicket(Box::new(card)).into(), choices, slot: None, in_thread: false }
}

fn to_those_it_is_for(notice: &Notice, ticket: &TicketView, desk: &Desk) -> Telling {
    let id = ticket.ticket.id;
    let reference = ticket.ticket.reference.clone();
    let plain = |line| Telling { line, choices: Vec::new(), slot: None, in_thread: false };
    let echo = notice.act.filter(|_| worded::is_echo(&notice.news));
    match &notice.news {
        News::Card => Telling {
            choices: tickets::for_agents(&ticket.ticket, desk),
            slot: Some(slot::card(id)),
            ..plain(Line::CardOf(card(ticket, desk)))
        },
        News::PartnerLine => {
            let private = ticket.ticket.private;
            let (system, status) = (ticket.ticket.system.clone(), ticket.ticket.status);
            let line = Line::PartnerLine { reference, system, status, private };
            Telling { slot: Some(format!("line:{id}")), ..plain(line) }
        }
        News::Filed => Telling {
            choices: vec![Choice::act(Verb::Watch, id)],
            ..plain(NewsLine::OfPartner(expected(without_words(card(ticket, desk)))).into())
        },
        News::ApprovalAsked => {
            Telling { choices: tickets::at_gate(&ticket.ticket, desk), ..plain(at_gate(ticket, desk, false).into()) }
        }
        News::FiledFor { .. } => Telling {
            choices: vec![Choice::Show { ticket: id, reference: reference.clone() }],
            ..plain(worded::line(&notice.news, reference))
        },
        News::Resolved { .. } if notice.to == Audience::Reporter => Telling {
            choices: vec![Choice::act(Verb::Confirm, id), Choice::act(Verb::Reopen, id)],
            ..plain(worded::line(&notice.news, reference))
        },
        News::PartOf => plain(ProblemLine::PartOf { reference, summaries: summaries(ticket) }.into()),
        News::ProblemFixed => Telling {
            choices: vec![Choice::act(Verb::Confirm, id), Choice::act(Verb::Reopen, id)],
            ..plain(ProblemLine::Fixed { reference, summaries: summaries(ticket) }.into())
        },
        News::Waiting(Waiting::DoesItWork) => Telling {
            choices: vec![Choice::act(Verb::Confirm, id), Choice::act(Verb::Reopen, id)],
            ..plain(worded::line(&notice.news, reference))
        },
        News::Waiting(Waiting::WillClose { .. }) => Telling {
            choices: vec![Choice::act(Verb::StillNeed, id), Choice::act(Verb::Withdraw, id)],
            ..plain(worded::line(&notice.news, reference))
        },
        News::Waiting(Waiting::Unanswered { .. }) if notice.to == Audience::Reporter => {
            Telling { choices: vec![Choice::act(Verb::Reopen, id)], ..plain(worded::line(&notice.news, reference)) }
        }
        News::ApprovalOverdue => {
            Telling { choices: tickets::at_gate(&ticket.ticket, desk), ..plain(at_gate(ticket, desk, true).into()) }
        }
        News::Answered { .. } if notice.to == Audience::FocalPoints => {
            Telling { choices: tickets::at_gate(&ticket.ticket, desk), ..plain(worded::line(&notice.news, reference)) }
        }
        News::Stage(told) => staged::tell(told, notice.to, &ticket.ticket),
        News::Assigned { .. } if notice.to != Audience::Agents => Telling {
            choices: tickets::for_agents(&ticket.ticket, desk),
            ..plain(worded::line(&notice.news, reference))
        },
        news => Telling {
            in_thread: notice.to == Audience::Agents,
            slot: echo.map(|act| format!("act:{act}")),
            choices: echo.map(|act| Choice::TakeBack(vec![act])).into_iter().collect(),
            ..plain(worded::echoed(worded::line(news, reference), notice.act))
        },
    }
}

/// Whether the agents' rooms are told this with the card of the problem alone: somebody has joined it before they filed,
/// and has not come back since.
#[must_use]
pub fn is_of_problem_alone(news: &News, ticket: &TicketView) -> bool {
    matches!(news, News::Card | News::Confirmed { .. }) && ticket.of_problem.as_ref().is_some_and(|of| of.quiet)
}

/// What was approved of the problem that it is of.
fn summaries(ticket: &TicketView) -> Summaries {
    ticket.of_problem.as_ref().map(|of| of.summaries.clone()).unwrap_or_default()
}

/// To whoever has it at the gate.
fn at_gate(ticket: &TicketView, desk: &Desk, overdue: bool) -> NewsLine {
    let card = card(ticket, desk);
    match (tickets::needs_approval(&ticket.ticket, desk), overdue) {
        (true, false) => NewsLine::ApprovalAsked(card),
        (true, true) => NewsLine::ApprovalOverdue(card),
        (false, false) => NewsLine::GateAsked(card),
        (false, true) => NewsLine::GateOverdue(card),
    }
}

/// What is read of a ticket by those who may not read the reporter's words: a focal point, say.
pub(super) fn without_words(card: Card) -> Card {
    let marks = Marks { page: None, call: None, ..card.marks };
    Card { form: Vec::new(), description: None, file_count: 0, marks, ..card }
}

/// What is read of a ticket at a glance, in the middle of talk.
pub(super) fn glance(card: Card) -> Card {
    let description = card.description.as_deref().map(|words| beginning(words, GLANCED));
    Card { description, ..without_words(card) }
}

/// A ticket as agents see it; the form's answers in the order of the desk's questions.
pub(super) fn card(view: &TicketView, desk: &Desk) -> Card {
    let ticket = &view.ticket;
    let questions = desk.category(&ticket.category).map_or(&[][..], |category| &category.questions);
    let form = questions.iter().filter_map(|question| {
        let answer = ticket.form.get(&question.key).filter(|answer| !answer.is_empty())?;
        Some((question.key.clone(), beginning(answer, SHOWN)))
    });
    Card {
        reference: ticket.reference.clone(),
        status: ticket.status,
        priority: ticket.priority.clone(),
        severity: desk.policy_of(Some(&ticket.system)).pairs().map(|_| ticket.impact.clone()),
        system: ticket.system.clone(),
        category: ticket.category.clone(),
        facility: Some(view.facility_name.clone()).filter(|name| !name.is_empty()),
        reporter: Some(view.reporter_name.clone()).filter(|name| !name.is_empty()),
        owner: view.owner_name.clone(),
        form: form.collect(),
        description: Some(beginning(&view.description, SHOWN)).filter(|words| !words.is_empty()),
        file_count: view.file_count,
        marks: marks(view, desk),
    }
}

/// What is to be told of a ticket's approval: that it waits for it, or that there was nobody to give it.
fn approval(ticket: &Ticket, desk: &Desk) -> Option<&'static str> {
    if !tickets::needs_approval(ticket, desk) {
        return None;
    }
    match ticket.approval {
        Approval::Pending => Some("pending"),
        Approval::None => Some("missing"),
        Approval::Lapsed => Some("lapsed"),
        Approval::Approved | Approval::Refused | Approval::Kept => None,
    }
}

/// Whether somebody has to promise a day, and nobody has (EP 1.4.5).
fn is_to_be_set(ticket: &Ticket, desk: &Desk) -> bool {
    let service = &desk.policy_of(Some(&ticket.system)).service;
    let own = || desk.category(&ticket.category).and_then(|category| category.targets_of(&ticket.form));
    ticket.status.is_open()
        && ticket.deadline_day.is_none()
        && service.promise(ticket.tier, &ticket.priority, own()).resolution == Some(Target::ToBeSet)
}

/// A ticket for those who wait for the desk: when to expect an answer, not by when it is to be passed on.
pub(super) fn expected(card: Card) -> Card {
    let marks = Marks { resolve_by: None, expects: true, ..card.marks };
    Card { marks, ..card }
}

fn marks(view: &TicketView, desk: &Desk) -> Marks {
    let ticket = &view.ticket;
    let environment = (ticket.environment != Environment::Production).then(|| ticket.environment.word().to_owned());
    Marks {
        problem: ticket.kind == Kind::Problem && view.common.is_none(),
        origin: (ticket.origin != Origin::Unknown).then(|| ticket.origin.word().to_owned()),
        department: ticket.department.clone(),
        private: ticket.private,
        practice: ticket.practice,
        environment,
        deadline: ticket.deadline_day,
        visit: ticket.visit_day.map(|day| (day, ticket.visit_by.clone().unwrap_or_default())),
        answer_by: ticket.response_due,
        resolve_by: ticket.resolve_due.filter(|_| ticket.deadline_day.is_none()),
        expects: false,
        to_be_set: is_to_be_set(ticket, desk),
        tags: ticket.tags.clone(),
        // Where it has been passed on from where its kind begins.
        tier: Some(ticket.tier).filter(|tier| *tier != desk.first_tier(&ticket.system, &ticket.category)),
        repeated: view.repeated,
        common: view.common,
        of_problem: view.of_problem.as_ref().map(|of| of.reference.clone()),
        on_behalf_of: ticket.on_behalf_of.clone(),
        filed_by: view.filer_name.clone(),
        came_by: ticket.came_by,
        people_count: ticket.people_count,
        page: ticket.page.clone(),
        approval: approval(ticket, desk).map(str::to_owned),
        incomplete: ticket.incomplete,
        call: view.call.clone(),
        unanswered: ticket.ending == Ending::NoAnswer,
    }
}
