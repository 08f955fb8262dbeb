//! A report that is begun by somebody who is not enrolled, and not in answer to what is asked: it is kept, and goes on
//! after that.

use super::{actors, ask, begin, keep, needs_code, step_of};
use crate::{
    core::draft::Answers,
    dialogs::{effect::Effect, line::Plain, state::State, turn::Turn, view::View},
};

/// A report was begun with a form: it goes on once they have enrolled.
pub fn begun(state: State, answers: Answers, view: &View<'_>) -> Turn {
    if needs_code(view) {
        return begin(state, view);
    }
    if let Some(turn) = actors::redirected(view) {
        return turn;
    }
    let greets = state == State::Idle;
    let turn = ask(step_of(state), view).led_by(Plain::WordsKept).first(Effect::SaveDraft(answers));
    if greets { turn.led_by(Plain::Hello) } else { turn }
}

/// Words that are no answer, whatever they say.
pub fn kept(state: State, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if needs_code(view) {
        return begin(state, view);
    }
    if let Some(turn) = actors::redirected(view) {
        return turn;
    }
    let greets = state == State::Idle;
    let turn = keep(step_of(state), text, files, view);
    if greets { turn.led_by(Plain::Hello) } else { turn }
}
