//! A walk through what is new, card by card: what comes next is shown when it is asked for, and what came meanwhile and
//! presses more comes first (OL 3.1: triage; CY-03: inspection).
//!
//! ```text
//! Bo:   /triagem
//! bot:  Triagem: este e mais 2 pedidos novos.
//!       BL-10429 · Novo … [Assumir] [Atribuir] [Prioridade] [Categoria] [Tipo] [Encaminhar] [Mais…] [Pedido seguinte]
//! Bo:   [Prioridade] [Urgente] A farmácia parou
//! bot:  Prioridade mudada. BL-10429                     [Desfazer] [Assumir] … [Pedido seguinte]
//! ```

use super::{QueueEffect, buttons, choice::QueueChoice, line::QueueLine};
use crate::{
    core::{chat::Millis, verb::Verb},
    dialogs::{
        choice::Choice,
        effect::Effect,
        event::TicketView,
        line::Line,
        memory::{Memory, Walk},
        outcomes::then_back,
        state::State,
        telling, tickets,
        turn::Turn,
        view::View,
        writing,
    },
};

/// A walk is gone on with for so long after its last card.
const GOES_ON: Millis = 30 * 60 * 1000;
/// The most tickets that a walk remembers.
const SEEN: usize = 200;

/// `/triagem`.
pub(in crate::dialogs) fn begin(state: State, view: &View<'_>) -> Turn {
    next(state, &[], view)
}

/// The next card after these.
pub(super) fn next(state: State, seen: &[i64], view: &View<'_>) -> Turn {
    match writing::refusal(Verb::Triage, view) {
        Some(line) => writing::refuse(state, line, false, view),
        None => Turn::to(state, "command").with(Effect::Queue(QueueEffect::Walk { seen: seen.to_vec() })),
    }
}

/// A card came, or nothing is left.
pub(super) fn came(
    state: State,
    mut seen: Vec<i64>,
    ticket: Option<&TicketView>,
    left: usize,
    view: &View<'_>,
) -> Turn {
    let remember = |walk| Effect::Remember(Memory { walk, ..view.memory.clone() });
    let Some(ticket) = ticket else {
        let turn = then_back(state, Line::Queue(QueueLine::TriageDone), buttons(), "command", view);
        return turn.with(remember(None));
    };
    seen.push(ticket.ticket.id);
    let seen = seen.split_off(seen.len().saturating_sub(SEEN));
    let card = Line::Ticket(telling::card(ticket, view.desk));
    let mut choices = tickets::for_triage(&ticket.ticket, view);
    choices.push(Choice::Queue(QueueChoice::Walk(seen.clone())));
    let line = Line::Many(vec![Line::Queue(QueueLine::TriageHead { left }), card]);
    let until = view.now + GOES_ON;
    then_back(state, line, choices, "command", view).with(remember(Some(Walk { seen, until })))
}

/// The way on, while somebody walks.
pub(in crate::dialogs) fn goes_on(view: &View<'_>) -> Option<Choice> {
    let walk = view.memory.walk.as_ref().filter(|walk| view.now <= walk.until)?;
    Some(Choice::Queue(QueueChoice::Walk(walk.seen.clone())))
}
