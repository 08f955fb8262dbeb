//! Leaving and coming back.
//!
//! ```text
//! Ana:  /sair
//! bot:  Quer mesmo sair? …                               [Sim, sair] [Não]
//! Ana:  [Sim, sair]
//! bot:  Saiu. Não recebe mais mensagens. Para voltar, basta escrever.
//!       (weeks later)
//! Ana:  Bom dia
//! bot:  Está de volta, Ana. … Olá, Ana. Em que posso ajudar?
//! ```

use super::{PeopleEffect, PeopleLine, choice::PeopleChoice, no, said_so, wants};
use crate::{
    core::verb::Verb,
    dialogs::{choice::Choice, outcomes, state::State, turn::Turn, view::View, writing},
};

/// Asks once more. A report in the making would be lost with it.
pub(super) fn begin(view: &View<'_>) -> Turn {
    let choices = vec![Choice::People(PeopleChoice::Leave), no()];
    Turn::to(State::Idle, "command").say(said_so(PeopleLine::SureLeave { agent: view.is_agent() }), choices)
}

pub(super) fn sure(view: &View<'_>) -> Turn {
    match writing::refusal(Verb::Leave, view) {
        Some(line) => writing::refuse(outcomes::rest(view), line, false, view),
        None => Turn::to(State::Idle, "choice").with(wants(PeopleEffect::Leave)),
    }
}

/// Said before all else to somebody who had left.
pub(in crate::dialogs) fn back(turn: Turn, view: &View<'_>) -> Turn {
    let name = view.actor.map(|person| person.name.clone()).unwrap_or_default();
    turn.led_by(said_so(PeopleLine::Back { name }))
}
