//! Private tickets in the agents' rooms: a group reads that one is there and how it stands, in none of the words that
//! were written about it, and shows none of its files. Whoever works on it reads it in private (WS-24).

use super::{Telling, card, without_words};
use crate::{
    core::policy::desk::Desk,
    dialogs::{
        choice::Choice,
        event::TicketView,
        line::{Card, Line, Marks, NewsLine},
        tickets,
    },
};

/// What a room is told of a private ticket.
pub(super) fn in_room(told: Telling, ticket: &TicketView) -> Telling {
    let read = || Choice::ReadAlone { ticket: ticket.ticket.id };
    match told.line {
        Line::CardOf(card) => {
            let choices = [vec![read()], told.choices].concat();
            Telling { line: Line::CardOf(bare(card)), choices, ..told }
        }
        Line::News(news) => {
            let news = without(news, &ticket.ticket.reference);
            let choices = if matches!(news, NewsLine::Hidden { .. }) { vec![read()] } else { told.choices };
            Telling { line: Line::News(news), choices, ..told }
        }
        Line::Stage(line) => Telling { line: Line::Stage(line.without_words()), ..told },
        line => Telling { line, ..told },
    }
}

/// A card without words, and without the name of whoever called.
pub fn bare(card: Card) -> Card {
    let card = without_words(card);
    Card { marks: Marks { on_behalf_of: None, ..card.marks }, ..card }
}

/// The whole of a ticket, for one reader in private.
#[must_use]
pub fn alone(ticket: &TicketView, desk: &Desk) -> (Line, Vec<Choice>) {
    (Line::Ticket(card(ticket, desk)), tickets::for_agents(&ticket.ticket, desk))
}

/// News without what was written. What goes to the reporter keeps its mark.
fn without(news: NewsLine, reference: &str) -> NewsLine {
    match news {
        NewsLine::Sent { did, reference, agent, mark, .. } => {
            NewsLine::Sent { did, reference, agent, words: String::new(), mark }
        }
        NewsLine::Withdrawn { reference, reporter, .. } => {
            NewsLine::Withdrawn { reference, reporter, words: String::new() }
        }
        NewsLine::Reopened { reference, reporter, .. } => {
            NewsLine::Reopened { reference, reporter, words: String::new() }
        }
        NewsLine::FiledFor { .. }
        | NewsLine::Taken { .. }
        | NewsLine::TagChanged { .. }
        | NewsLine::DuplicateOf { .. }
        | NewsLine::MasterResolved { .. }
        | NewsLine::WaitsOutside { .. }
        | NewsLine::AlsoReported { .. }
        | NewsLine::Closed { .. }
        | NewsLine::ConfirmedByColleague { .. }
        | NewsLine::DeadlineSet { .. }
        | NewsLine::Visit { .. }
        | NewsLine::PassedOn { .. }
        | NewsLine::Approved { .. }
        | NewsLine::PassedIn { .. }
        | NewsLine::Assigned { .. }
        | NewsLine::Released { .. }
        | NewsLine::Unreachable { .. }
        | NewsLine::Confirmed { .. }
        | NewsLine::DoesItWork { .. }
        | NewsLine::WillClose { .. }
        | NewsLine::Unanswered { .. }
        | NewsLine::Forwarded { .. }
        | NewsLine::StillNeeded { .. }
        | NewsLine::Hidden { .. } => news,
        NewsLine::Reply { .. }
        | NewsLine::Question { .. }
        | NewsLine::Resolved { .. }
        | NewsLine::NoteAdded { .. }
        | NewsLine::PriorityChanged { .. }
        | NewsLine::SeverityChanged { .. }
        | NewsLine::CategoryChanged { .. }
        | NewsLine::Rejected { .. }
        | NewsLine::ReopenedByOther { .. }
        | NewsLine::Refused { .. }
        | NewsLine::Escalated { .. }
        | NewsLine::Edited { .. }
        | NewsLine::OfPartner(_)
        | NewsLine::ApprovalAsked(_)
        | NewsLine::ApprovalOverdue(_)
        | NewsLine::GateAsked(_)
        | NewsLine::GateOverdue(_)
        | NewsLine::StillAsked { .. }
        | NewsLine::Answered { .. } => NewsLine::Hidden { reference: reference.to_owned() },
    }
}
