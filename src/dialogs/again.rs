//! "Repetir": whatever is asked is asked once more, in a new message (platforms B.2).

use super::{
    line::Line,
    open,
    state::State,
    turn::{Turn, home},
    view::View,
};
use crate::text::fold;

/// Words that ask for it, folded.
const WORDS: [&str; 12] = [
    "repetir",
    "repete",
    "repita",
    "repetir a pergunta",
    "pode repetir",
    "qual era a pergunta",
    "outra vez",
    "de novo",
    "repeat",
    "say again",
    "again",
    "repeat the question",
];

/// Whether that is what the words ask for.
pub fn is_asked(text: &str) -> bool {
    text.len() <= 40 && WORDS.contains(&fold::fold_words(text).as_str())
}

/// The open question once more, if that is what the words ask for; at rest, what can be begun.
pub fn said(state: &State, text: &str, view: &View<'_>) -> Option<Turn> {
    if !is_asked(text) {
        return None;
    }
    let asked = open::again(state, &view.answers(), view);
    asked.or_else(|| match (state, view.member()) {
        (State::Idle, Some(person)) => {
            Some(Turn::to(State::Idle, "help").say(Line::Welcome { name: person.name.clone() }, home(view)))
        }
        (State::Idle, None)
        | (
            State::Enrol(_)
            | State::Report(_)
            | State::Writing { .. }
            | State::Giving { .. }
            | State::Talking { .. }
            | State::Holding { .. }
            | State::Parked { .. }
            | State::Notify(_)
            | State::People(_)
            | State::Announcing(_)
            | State::Doing(_),
            _,
        ) => None,
    })
}
