//! `/novo`, `/new`: begins a report, with the words after it as its description. `/retomar`, `/resume` without a
//! request: the report that was given up last is taken up again, for a day (platforms B.2).
//!
//! ```text
//! Ana:  [Apagar]
//! bot:  Pedido apagado. Nada foi enviado.                     [Recuperar] [Novo pedido]
//! Ana:  /retomar
//! bot:  O pedido está outra vez aqui.  Qual é a urgência do problema?        [Trabalho parado] …
//! ```

use crate::dialogs::{
    choice::Choice, choosing, effect::Effect, line::Plain, outcomes, report, state::State, turn::Turn, view::View,
};

pub fn new(state: State, rest: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").say(Plain::NotHere, Vec::new());
    }
    if rest.is_empty() && files.is_empty() {
        return choosing::new_report(state, view).placed("command");
    }
    let State::Holding { words, files: held } = state else {
        return report::begin(rest, files, view).placed("command");
    };
    let (words, files) = ([words.as_str(), rest].join("\n"), [&held[..], files].concat());
    report::begin(&words, &files, view).placed("command")
}

/// Whether a report of one's own is to be taken up, and not work on a request.
pub fn is_meant(rest: &str, view: &View<'_>) -> bool {
    view.is_private() && view.thread.is_none() && rest.is_empty()
}

/// Takes up again what was given up last. What is open goes on as it is.
pub fn recover(state: State, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").toast(Plain::NotHere);
    }
    if view.draft.is_some() {
        return report::onward(&view.answers(), view);
    }
    Turn::to(state, "draft").with(Effect::RecoverDraft)
}

/// It is here again, or there was none.
pub fn recovered(state: State, found: bool, view: &View<'_>) -> Turn {
    if found {
        return report::begin_with(view.answers(), view).led_by(Plain::Recovered);
    }
    outcomes::then_back(state, Plain::NothingToRecover.into(), vec![Choice::NewReport], "draft", view)
}
