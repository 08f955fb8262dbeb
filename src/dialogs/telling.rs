//! A ticket's news, put into words for whom they were made: the agents' card, the partners' living line, and
//! what the reporter is told. What an audience may not read is not in its line.

use super::{
    choice::Choice,
    event::TicketView,
    line::{Card, Line},
    report::ending::beginning,
    tickets,
};
use crate::core::{notice::News, policy::desk::Desk};

/// How much of the reporter's words a card shows, in characters.
const SHOWN: usize = 600;

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

/// Words a ticket's news.
#[must_use]
pub fn tell(news: &News, ticket: &TicketView, desk: &Desk) -> Telling {
    let id = ticket.ticket.id;
    let reference = ticket.ticket.reference.clone();
    let words = |words: &String| words.trim().to_owned();
    let plain = |line| Telling { line, choices: Vec::new(), slot: None, in_thread: false };
    let thread = |line| Telling { line, choices: Vec::new(), slot: None, in_thread: true };
    match news {
        News::Card => Telling {
            line: Line::CardOf(card(ticket, desk)),
            choices: tickets::for_agents(&ticket.ticket),
            slot: Some(format!("card:{id}")),
            in_thread: false,
        },
        News::PartnerLine => Telling {
            line: Line::PartnerLine { reference, system: ticket.ticket.system.clone(), status: ticket.ticket.status },
            choices: Vec::new(),
            slot: Some(format!("line:{id}")),
            in_thread: false,
        },
        News::Taken { agent } => plain(Line::Taken { reference, agent: agent.clone() }),
        News::Reply { agent, words: said } => {
            plain(Line::Reply { reference, agent: agent.clone(), words: words(said) })
        }
        News::Question { agent, words: said } => {
            plain(Line::Question { reference, agent: agent.clone(), words: words(said) })
        }
        News::Resolved { agent, words: said } => Telling {
            line: Line::Resolved { reference, agent: agent.clone(), words: words(said) },
            choices: vec![Choice::Confirm(id), Choice::StillBroken(id)],
            slot: None,
            in_thread: false,
        },
        News::NoteAdded { author, words: said } => {
            thread(Line::NoteAdded { reference, author: author.clone(), words: words(said) })
        }
        News::ReplySent { agent, words: said } => {
            thread(Line::ReplySent { reference, agent: agent.clone(), words: words(said) })
        }
        News::QuestionSent { agent, words: said } => {
            thread(Line::QuestionSent { reference, agent: agent.clone(), words: words(said) })
        }
        News::Answered { reporter, words: said, file_count } => thread(Line::Answered {
            reference,
            reporter: reporter.clone(),
            words: words(said),
            file_count: *file_count,
        }),
        News::Unreachable { reporter } => thread(Line::Unreachable { reference, reporter: reporter.clone() }),
        News::Confirmed { reporter } => thread(Line::Confirmed { reference, reporter: reporter.clone() }),
        News::Reopened { reporter, words: said } => {
            thread(Line::Reopened { reference, reporter: reporter.clone(), words: words(said) })
        }
    }
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
        system: ticket.system.clone(),
        category: ticket.category.clone(),
        facility: Some(view.facility_name.clone()).filter(|name| !name.is_empty()),
        reporter: Some(view.reporter_name.clone()).filter(|name| !name.is_empty()),
        owner: view.owner_name.clone(),
        form: form.collect(),
        description: Some(beginning(&view.description, SHOWN)).filter(|words| !words.is_empty()),
        file_count: view.file_count,
    }
}
