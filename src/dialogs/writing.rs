//! Words for a ticket: a note, a reply, a question, how it was resolved, or what still does not work. Asked for
//! after a verb without words; the next text is them.
//!
//! ```text
//! Bo:   [Responder]
//! bot:  Escreva a resposta a quem reportou (BL-10429).      [Cancelar]
//! Bo:   Reinicie a impressora, por favor.
//! bot:  Resposta enviada. BL-10429
//! ```

use super::{
    choice::Choice,
    effect::{Deed, Effect, Which},
    line::{Line, Plain},
    state::{Did, Doing, Manner, State, Writing},
    turn::Turn,
    typed,
    view::View,
};
use crate::core::rights::{self, Verb};

/// Asks for words, once it is known which ticket it is; refuses at once what the role may not do.
pub fn begin(state: State, what: Writing, ticket: Which, tapped: bool, view: &View<'_>) -> Turn {
    match refusal(verb(what), view) {
        Some(line) => refuse(state, line, tapped, view),
        None => Turn::to(State::Writing { what, ticket: ticket.clone() }, "ticket").with(Effect::Show(ticket)),
    }
}

/// Does a verb on a ticket, or refuses at once what the role may not do.
pub fn deed(state: State, deed: Deed, ticket: Which, doing: Doing, view: &View<'_>) -> Turn {
    let verb = match doing.what {
        Did::Take => Verb::Take,
        Did::Note => Verb::Note,
        Did::Reply => Verb::Reply,
        Did::Ask => Verb::Ask,
        Did::Resolve => Verb::Resolve,
        Did::Answer => Verb::Answer,
        Did::Confirm => Verb::Confirm,
        Did::Reopen => Verb::Reopen,
    };
    match refusal(verb, view) {
        Some(line) => refuse(state, line, doing.manner == Manner::Tapped, view),
        None => Turn::to(State::Doing(doing), "ticket").with(Effect::Do { verb: deed, ticket }),
    }
}

fn refuse(state: State, line: Line, tapped: bool, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "refused");
    if tapped && !view.is_private() { turn.toast(line) } else { turn.say(line, Vec::new()) }
}

/// Does a verb that was allowed by where it was said.
pub fn do_it(deed: Deed, ticket: Which, what: Did, manner: Manner, place: &'static str) -> Turn {
    Turn::to(State::Doing(Doing { what, manner, files: Vec::new() }), place).with(Effect::Do { verb: deed, ticket })
}

/// The words came.
pub fn said(what: Writing, ticket: Which, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let state = State::Writing { what, ticket: ticket.clone() };
    if text.trim().is_empty() && (files.is_empty() || what != Writing::StillBroken) {
        let line = if files.is_empty() { Line::Plain(Plain::NothingWritten) } else { Line::Plain(Plain::OnlyWordsGo) };
        return Turn::to(state, "ticket").say(line, vec![Choice::Cancel]);
    }
    if files.is_empty() && typed::pick(text, &[Choice::Cancel], false, view).is_some() {
        return cancelled();
    }
    let manner = if view.is_private() { Manner::Said } else { Manner::Thread };
    let kept = if what == Writing::StillBroken { files.to_vec() } else { Vec::new() };
    let doing = Doing { what: did(what), manner, files: kept };
    let turn = deed(State::Idle, (what, text.trim().to_owned()).into(), ticket, doing, view);
    if files.is_empty() || what == Writing::StillBroken { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) }
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

fn refusal(verb: Verb, view: &View<'_>) -> Option<Line> {
    let Some(person) = view.member() else { return Some(Line::Plain(Plain::NotKnownHere)) };
    rights::grant(verb, person, view.place).err().map(super::outcomes::refusal_line)
}

fn verb(what: Writing) -> Verb {
    match what {
        Writing::Note => Verb::Note,
        Writing::Reply => Verb::Reply,
        Writing::Question => Verb::Ask,
        Writing::Resolution => Verb::Resolve,
        Writing::StillBroken => Verb::Reopen,
    }
}

pub fn did(what: Writing) -> Did {
    match what {
        Writing::Note => Did::Note,
        Writing::Reply => Did::Reply,
        Writing::Question => Did::Ask,
        Writing::Resolution => Did::Resolve,
        Writing::StillBroken => Did::Reopen,
    }
}
