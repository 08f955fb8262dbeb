//! A message with a command of the desk's on a later line too. Its words would go where the first line's go, a note to
//! the reporter: nothing of it is done.
//!
//! ```text
//! Bo:   /responder BL-10429 Já está.
//!       /nota BL-10429 O cabo é velho.
//! bot:  Só um comando por mensagem. Não fiz nada: envie cada um à parte.
//! ```

use super::grammar::{self, Parsed};
use crate::{
    core::{
        person::Role,
        verb::{Place, Verb},
    },
    dialogs::{choice::Choice, line::SentLine, state::State, turn::Turn, view::View},
};

/// Refuses it, if it is such a message. What reporters have may be explained to them, and a reporter has no others.
pub fn refused(state: &State, text: &str, choices: Vec<Choice>, view: &View<'_>) -> Option<Turn> {
    let has_more = view.role() != Role::Reporter && text.trim().lines().skip(1).any(is_of_desk);
    has_more.then(|| Turn::to(state.clone(), "refused").say(SentLine::OneCommandEach, choices))
}

fn is_of_desk(line: &str) -> bool {
    match grammar::parse(line) {
        Some(Parsed::Verb(verb, _) | Parsed::LooksLike(verb)) => !is_reporters(verb),
        Some(Parsed::Unknown(_)) | None => false,
    }
}

fn is_reporters(verb: Verb) -> bool {
    Place::ALL.into_iter().any(|place| verb.row().allows(Role::Reporter, place))
}
