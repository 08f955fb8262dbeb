//! Practice: the same dialogs, for trainings. What is done in it counts nowhere, and all that is shown of it says so.
//!
//! ```text
//! Ana:  /pratica
//! bot:  Modo de prática: nada do que fizer conta. …              [Novo pedido] … [Sair da prática]
//! Ana:  [Novo pedido]
//! bot:  PRÁTICA · isto não conta
//!       Que sistema tem o problema?                              [OpenMRS] [iDART] [Cancelar]
//! ```

pub mod line;

pub use line::PracticeLine;

use super::{
    choice::Choice,
    effect::Effect,
    event::Outcome,
    line::Line,
    notify::NotifyLine,
    outcomes, report,
    state::State,
    turn::{Turn, home},
    view::View,
    writing,
};
use crate::{
    core::{practice::Looked, ticket::Ticket, verb::Verb},
    text::fold,
};

/// `/pratica`: into practice, or out of it. `/pratica sair` is always out of it.
pub(super) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Practice, view) {
        return writing::refuse(state, line, false, view);
    }
    let leaves = matches!(
        fold::fold_words(rest).as_str(),
        "nao" | "no" | "off" | "sair" | "fim" | "end" | "stop" | "terminar" | "parar"
    );
    match (view.practises(), leaves) {
        (true, _) => end(),
        (false, true) => outcomes::then_back(state, PracticeLine::Ended.into(), Vec::new(), "command", view),
        (false, false) if view.draft.is_some() => {
            report::ending::resume(&view.answers(), view).led_by(NotifyLine::FinishFirst).placed("command")
        }
        (false, false) => Turn::to(State::Idle, "command").with(Effect::Practice { on: true }),
    }
}

/// From now on all counts again.
pub(super) fn end() -> Turn {
    Turn::to(State::Idle, "command").with(Effect::Practice { on: false })
}

/// They practise from now on, or no more.
pub(super) fn came(on: bool, view: &View<'_>) -> Turn {
    let (line, choices) = if on { (PracticeLine::Began, home(view)) } else { (PracticeLine::Ended, home(view)) };
    Turn::to(State::Idle, "command").say(line, choices)
}

/// A report of practice was filed: nobody will answer it, unless somebody of the desk practises too.
pub(super) fn filed(ticket: &Ticket) -> Turn {
    let line = PracticeLine::Filed { reference: ticket.reference.clone(), priority: ticket.priority.clone() };
    let choices = vec![outcomes::show(ticket), Choice::NewReport, Choice::EndPractice];
    Turn::to(State::Idle, "draft").say(line, choices)
}

/// Puts before all that is said in practice, or about what was made in it, that it is no more than that. Where practice
/// is over, that is said first.
pub(super) fn marked(mut turn: Turn, concerns: bool, is_message: bool, view: &View<'_>) -> Turn {
    if view.practice == Looked::IsOver && is_message {
        turn = turn.led_by(PracticeLine::IsOver);
    }
    if !(view.practises() || concerns) {
        return turn;
    }
    for effect in &mut turn.effects {
        if let Effect::Say { line, .. } | Effect::Receipt { line, .. } | Effect::Toast(line) = effect {
            *line = line::said(std::mem::replace(line, Line::Many(Vec::new())));
        }
    }
    turn
}

/// Whether what came of an effect is of practice.
pub(super) fn concerns(outcome: &Outcome) -> bool {
    outcome.ticket().is_some_and(|view| view.ticket.practice)
}
