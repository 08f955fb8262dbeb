//! `/lingua`, `/lang`: the language. `/ligar CODE`, `/link CODE`, `/start CODE`: a code of an invitation or a room.

use crate::{
    core::verb::{Place, Verb},
    dialogs::{
        choice::Choice, effect::Effect, enrol, line::Plain, people, routing, state::State, turn::Turn, view::View,
    },
    text::locale::Locale,
};

pub fn language(state: State, rest: &str, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").say(Plain::NotHere, Vec::new());
    }
    match enrol::language(rest) {
        Some(locale) => enrol::chose(state, &Choice::Language(locale), view).placed("command"),
        None => Turn::to(state, "command").say(Plain::ChooseLanguage, Locale::ALL.map(Choice::Language).to_vec()),
    }
}

pub fn link(command: Verb, state: State, rest: &str, view: &View<'_>) -> Turn {
    let code = rest.split_whitespace().next().unwrap_or_default();
    if !code.is_empty() {
        return redeem(state, code, view);
    }
    if command == Verb::Start {
        return routing::started(state, None, view);
    }
    if view.is_private() && view.member().is_some() {
        return people::second_chat(state);
    }
    Turn::to(state, "command").say(Plain::WhichCode, Vec::new())
}

/// Hands a code to the desk. In a room only somebody who is known may: a code there links the room.
pub fn redeem(state: State, code: &str, view: &View<'_>) -> Turn {
    if view.place != Place::Private && view.member().is_none() {
        return Turn::to(state, "refused").say(Plain::NotKnownHere, Vec::new());
    }
    Turn::to(state, "command").with(Effect::Redeem { code: code.trim().to_owned() })
}
