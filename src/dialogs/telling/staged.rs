//! What the clocks make happen, told: with what can be done about it at once.

use super::Telling;
use crate::{
    core::{notice::Audience, stage::Told, ticket::Ticket, verb::Verb},
    dialogs::{choice::Choice, line::StageLine},
};

pub(super) fn tell(told: &Told, to: Audience, ticket: &Ticket) -> Telling {
    let id = ticket.id;
    let in_room = to == Audience::Agents;
    let show = || Choice::Show { ticket: id, reference: ticket.reference.clone() };
    let choices = match told {
        // In a room its card stands beside it, with all that can be done.
        _ if in_room => Vec::new(),
        Told::Silent => vec![Choice::act(Verb::Reply, id), Choice::act(Verb::Release, id), show()],
        Told::AnswerSoon { .. }
        | Told::AnswerLate { .. }
        | Told::DueSoon { .. }
        | Told::PassedOver { .. }
        | Told::Overdue { .. }
        | Told::Handover(_)
        | Told::GivenBack { .. }
        | Told::HandedOver { .. }
        | Told::Unstaffed { .. } => vec![show()],
        Told::OnDuty { .. } => vec![Choice::act(Verb::Take, id), show()],
    };
    let line = StageLine { reference: ticket.reference.clone(), told: told.clone() };
    Telling { line: line.into(), choices, slot: None, in_thread: in_room }
}
