//! Words for a ticket: a note, a reply, why a priority was changed, what still does not work. Asked for after a verb
//! without words; the next text is them.
//!
//! ```text
//! Bo:   [Responder]
//! bot:  Escreva a resposta a quem reportou (BL-10429).      [Cancelar]
//! Bo:   Reinicie a impressora, por favor.
//! bot:  Resposta enviada. BL-10429                           [Desfazer]
//! ```

use super::{
    choice::Choice,
    command::several,
    effect::{Effect, Which},
    line::{Line, Plain},
    state::{Doing, Manner, State},
    turn::Turn,
    typed,
    view::View,
};
use crate::core::{
    chat::Millis,
    deed::Deed,
    rights::{self, Verb},
};

/// So long words that were asked for in a group are waited for.
const OVER_AFTER: Millis = 30 * 60 * 1000;

/// Asks for words, once it is known which ticket it is; refuses at once what the role may not do.
pub fn begin(state: State, what: Verb, to: &str, ticket: Which, tapped: bool, view: &View<'_>) -> Turn {
    match refusal(what, view) {
        Some(line) => refuse(state, line, tapped, view),
        None => Turn::to(asking(what, to, ticket.clone(), view), "ticket").with(Effect::Show(ticket)),
    }
}

/// The next text is words for a ticket.
pub fn asking(what: Verb, to: &str, ticket: Which, view: &View<'_>) -> State {
    State::Writing { what, to: to.to_owned(), ticket, since: view.now }
}

/// Whether the words that were asked for in a group may be others by now: what colleagues say to each other is nobody
/// else's business.
pub fn is_over(state: &State, view: &View<'_>) -> bool {
    matches!(state, State::Writing { since, .. } if !view.is_private() && view.now - since >= OVER_AFTER)
}

/// Does a verb on a ticket, or refuses at once what the role may not do.
pub fn deed(state: State, deed: Deed, ticket: Which, doing: Doing, view: &View<'_>) -> Turn {
    match refusal(doing.what, view) {
        Some(line) => refuse(state, line, doing.manner == Manner::Tapped, view),
        None => Turn::to(State::Doing(doing), "ticket").with(Effect::Do { deed, ticket }),
    }
}

pub fn refuse(state: State, line: Line, tapped: bool, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "refused");
    if tapped && !view.is_private() { turn.toast(line) } else { turn.say(line, Vec::new()) }
}

/// Does a verb that was allowed by where it was said.
pub fn do_it(deed: Deed, ticket: Which, manner: Manner, place: &'static str) -> Turn {
    let doing = Doing { what: deed.verb, manner };
    Turn::to(State::Doing(doing), place).with(Effect::Do { deed, ticket })
}

/// The words came.
pub fn said(what: Verb, to: &str, ticket: Which, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let state = asking(what, to, ticket.clone(), view);
    let takes_files = matches!(what, Verb::Reopen | Verb::Note | Verb::Answer);
    if text.trim().is_empty() && (files.is_empty() || !takes_files) {
        let line = if files.is_empty() { Line::Plain(Plain::NothingWritten) } else { Line::Plain(Plain::OnlyWordsGo) };
        return Turn::to(state, "ticket").say(line, vec![Choice::Cancel]);
    }
    if files.is_empty() && typed::pick(text, &[Choice::Cancel], false, view).is_some() {
        return cancelled();
    }
    if let Some(turn) = several::refused(&state, text, vec![Choice::Cancel], view) {
        return turn;
    }
    let manner = if view.is_private() { Manner::Said } else { Manner::Thread };
    let kept = if takes_files { files } else { &[] };
    let doing = Doing { what, manner };
    let words = Deed::saying(what, text.trim()).to(to).with_files(kept);
    let turn = deed(State::Idle, words, ticket, doing, view);
    if files.is_empty() || takes_files { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) }
}

/// The words are not wanted any more.
pub fn cancelled() -> Turn {
    Turn::to(State::Idle, "ticket").say(Plain::NotWritten, Vec::new())
}

/// Whether the words that were asked for may be meant for where they were written.
pub fn is_for(ticket: &Which, view: &View<'_>) -> bool {
    view.thread.is_none_or(|thread| match ticket {
        Which::Id(id) => thread.id == *id,
        Which::Reference(reference) => thread.reference == *reference,
    })
}

/// Why a verb cannot be used here, if it cannot.
pub fn refusal(verb: Verb, view: &View<'_>) -> Option<Line> {
    let Some(person) = view.member() else { return Some(Line::Plain(Plain::NotKnownHere)) };
    rights::grant(verb, person, view.place).err().map(super::outcomes::refusal_line)
}
