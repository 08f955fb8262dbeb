//! What a focal point types at rest, in the place of a button of the gate's card: what is to be done is said, and with
//! which request follows from what waits for them.
//!
//! ```text
//! Paulo: resolver cá
//! bot:   Escreva como ficou resolvido. Vai para quem reportou. BL-10429     [Cancelar]
//! ```

use super::{
    choice::Choice,
    choosing,
    effect::Effect,
    event::TicketView,
    line::{Line, Mine, NewsLine},
    notify::{NotifyEffect, NotifyLine},
    outcomes,
    state::State,
    tickets,
    turn::{Turn, home},
    typed,
    view::View,
};
use crate::core::{person::Role, ticket::Approval, verb::Verb};

/// So many are offered as buttons.
const OFFERED: usize = 3;

/// The words name a button of the gate's card.
pub fn said(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    if view.role() != Role::FocalPoint || !files.is_empty() {
        return None;
    }
    let named = |verb| Choice::AtGate { verb, ticket: 0 };
    let buttons = [named(Verb::Resolve), Choice::act(Verb::PassOn, 0), named(Verb::Ask)];
    let (Choice::AtGate { verb, .. } | Choice::Act { verb, .. }) = typed::pick(text, &buttons, false, view)? else {
        return None;
    };
    Some(Turn::to(State::Idle, "command").with(Effect::Notify(NotifyEffect::AtGate { verb })))
}

/// Where one request alone waits for them it is meant; else they are asked which.
pub fn came(state: State, verb: Verb, tickets: Vec<(i64, Mine)>, view: &View<'_>) -> Turn {
    if let [(ticket, _)] = tickets.as_slice() {
        return choosing::chose(state, &Choice::AtGate { verb, ticket: *ticket }, view);
    }
    let show = |(ticket, mine): &(i64, Mine)| Choice::Show { ticket: *ticket, reference: mine.reference.clone() };
    let choices = if tickets.is_empty() { home(view) } else { tickets.iter().take(OFFERED).map(show).collect() };
    let tickets = tickets.into_iter().map(|(_, mine)| mine).collect();
    outcomes::then_back(state, NotifyLine::WhichAtGate { tickets }.into(), choices, "command", view)
}

/// Whether somebody decides with a verb on what is at the gate.
pub fn decides(verb: Verb, view: &View<'_>) -> bool {
    matches!(verb, Verb::Approve | Verb::Refuse | Verb::PassOn)
        || (matches!(verb, Verb::Resolve | Verb::Ask) && !view.is_agent())
}

/// What somebody has decided already on a ticket that was at the gate.
pub fn decided(ticket: &TicketView, view: &View<'_>) -> Option<Line> {
    let (reference, by) = (ticket.ticket.reference.clone(), ticket.decided_by.clone().unwrap_or_default());
    let decided = |approved| NotifyLine::Decided { reference: reference.clone(), by: by.clone(), approved }.into();
    let at_gate =
        |resolved| NotifyLine::DecidedAtGate { reference: reference.clone(), by: by.clone(), resolved }.into();
    match ticket.ticket.approval {
        Approval::Approved if tickets::needs_approval(&ticket.ticket, view.desk) => Some(decided(true)),
        Approval::Approved => Some(at_gate(false)),
        Approval::Kept => Some(at_gate(true)),
        Approval::Refused => Some(decided(false)),
        Approval::None | Approval::Pending => None,
        Approval::Lapsed => Some(NewsLine::Forwarded { reference }.into()),
    }
}
