//! A walk through what is new, card by card, the newest first: what comes next is shown when it is asked for, what came
//! meanwhile before the rest (OL-11; CY-03: inspection). Whoever walks again is shown what is new to them; a team that
//! meets walks together in its room.
//!
//! ```text
//! Bo:   /triagem
//! bot:  Triagem: este e mais 2 pedidos novos.
//!       BL-10429 · Novo … [Assumir] [Atribuir] [Prioridade] [Categoria] [Tipo] [Encaminhar] [Mais…] [Pedido seguinte]
//! Bo:   [Prioridade] [Urgente] A farmácia parou
//! bot:  Prioridade mudada. BL-10429                     [Desfazer] [Assumir] … [Pedido seguinte]
//! Bo:   /triagem
//! bot:  Triagem feita. Já viu os 2 pedidos novos que ainda esperam.   [Ver de novo] [Novos] …
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
        outcomes::{seen_by, then_back},
        state::State,
        tickets,
        turn::Turn,
        typed,
        view::View,
        writing,
    },
};

/// A walk is gone on with for so long after its last card.
const GOES_ON: Millis = 30 * 60 * 1000;
/// The most tickets that a walk remembers.
const SEEN: usize = 200;

/// `/triagem`: what this reader has not seen yet; with «ver de novo» after it, all that is new.
pub(in crate::dialogs) fn begin(state: State, rest: &str, view: &View<'_>) -> Turn {
    let seen = view.memory.walk.as_ref().map(|walk| walk.seen.clone()).unwrap_or_default();
    let again = typed::pick(rest, &[again()], false, view).is_some();
    next(state, if again { &[] } else { &seen }, view)
}

/// The walk from its beginning.
fn again() -> Choice {
    Choice::Queue(QueueChoice::WalkAgain)
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
    let Some(ticket) = ticket else { return done(state, seen, left, view) };
    seen.push(ticket.ticket.id);
    let seen = seen.split_off(seen.len().saturating_sub(SEEN));
    let read_alone =
        (ticket.ticket.private && !view.is_private()).then_some(Choice::ReadAlone { ticket: ticket.ticket.id });
    let mut choices: Vec<Choice> = read_alone.into_iter().chain(tickets::for_triage(&ticket.ticket, view)).collect();
    choices.push(Choice::Queue(QueueChoice::Walk(seen.clone())));
    let line = Line::Many(vec![Line::Queue(QueueLine::TriageHead { left }), Line::Ticket(seen_by(ticket, view))]);
    let until = view.now + GOES_ON;
    then_back(state, line, choices, "command", view).with(remember(Some(Walk { seen, until })))
}

/// Nothing is left that they have not seen. What they saw stays seen, so that the next walk shows what comes from now on.
fn done(state: State, seen: Vec<i64>, waiting: usize, view: &View<'_>) -> Turn {
    let (line, choices) = if waiting == 0 {
        (QueueLine::TriageDone, buttons())
    } else {
        (QueueLine::TriageSeen { count: waiting }, std::iter::once(again()).chain(buttons()).collect())
    };
    let walk = Some(Walk { seen, until: 0 }).filter(|walk| !walk.seen.is_empty());
    let turn = then_back(state, Line::Queue(line), choices, "command", view);
    turn.with(Effect::Remember(Memory { walk, ..view.memory.clone() }))
}

/// The way on, while somebody walks.
pub(in crate::dialogs) fn goes_on(view: &View<'_>) -> Option<Choice> {
    let walk = view.memory.walk.as_ref().filter(|walk| view.now <= walk.until)?;
    Some(Choice::Queue(QueueChoice::Walk(walk.seen.clone())))
}
