//! Messages that were deleted after they had been handled (platforms B.4). Of a report that is being written their words
//! and files are taken out; about a ticket they are withdrawn, where they were only there to be read.
//!
//! ```text
//! Ana:  O doente chama-se …                     → an answer in BL-10429
//! Ana:  (deletes it)
//! bot:  Retirei do pedido a mensagem que apagou. A equipa ainda a vê no histórico.
//! ```

use super::{
    effect::Effect, event::Before, line::RouteLine, outcomes, own, report::correcting, state::State, turn::Turn,
    view::View,
};
use crate::core::ticket::Ticket;

pub fn deleted(state: State, before: &Before, view: &View<'_>) -> Turn {
    if !before.known {
        return Turn::to(state, "deletion");
    }
    if let Some(ticket) = before.wrote.or(before.filed) {
        return Turn::to(state, "deletion").with(Effect::Unsay { ticket });
    }
    if !view.is_private() {
        return Turn::to(state, "deletion");
    }
    let earlier = before.text.as_deref().unwrap_or_default();
    let taken_out = match &state {
        State::Holding { .. } => own::held_deleted(&state, earlier, &before.files, view),
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => correcting::taken_out(state.clone(), earlier, &before.files, view),
    };
    // A command has been run, and what chose has chosen: nothing of it is left to be taken out.
    taken_out.unwrap_or_else(|| Turn::to(state, "deletion"))
}

/// The receipt. In a room it is only said that words stay.
pub fn unsaid(state: State, ticket: &Ticket, stands: bool, view: &View<'_>) -> Turn {
    let line = RouteLine::Unsaid { reference: ticket.reference.clone(), stands };
    if view.is_private() {
        outcomes::then_back(state, line.into(), Vec::new(), "deletion", view)
    } else if stands {
        Turn::to(state, "deletion").say(line, Vec::new())
    } else {
        Turn::to(state, "deletion")
    }
}
