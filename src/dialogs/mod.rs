//! Dialogs: pure functions from a state and an event to a state and effects. No clock, no database, no platform.
//!
//! [`step`] is the only way in. It hands what was said to `routing` (or `room`), what was tapped to `choosing`, and
//! what came of an effect to `outcomes`; each dialog is a file of its own. [`telling::tell`] words a ticket's news.

mod again;
mod album;
pub mod announce;
pub mod appointed;
pub mod canned;
pub mod catalog;
pub mod choice;
mod choosing;
pub mod clock;
mod command;
mod context;
mod deleting;
pub mod duty;
mod editing;
pub mod effect;
mod enrol;
pub mod event;
pub mod forum;
mod gate;
mod giving;
pub mod guide;
mod help;
mod label;
pub mod line;
pub mod memory;
pub mod menu;
mod misses;
mod nearby;
pub mod notify;
mod open;
mod outcomes;
pub mod own;
pub mod people;
pub mod practice;
pub mod problem;
pub mod queue;
mod render;
mod report;
mod room;
mod rota;
mod routing;
mod rules;
mod sent;
pub mod sign;
pub mod state;
mod surely;
mod talking;
pub mod telling;
mod tickets;
mod tongue;
mod turn;
mod typed;
pub mod understand;
mod values;
pub mod view;
mod writing;

pub use report::form;

use effect::{Effect, Wake};
use event::Event;
use state::State;
use view::View;

use crate::text::reference;

/// What one step comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub next: State,
    pub effects: Vec<Effect>,
}

/// One step. It is total: whatever comes in whatever state has an answer, or is passed over on purpose. Each message
/// finds exactly one [`Effect::Place`]; what came of its effects finds none.
#[must_use]
pub fn step(state: State, event: Event, view: &View<'_>) -> Step {
    let is_message = !matches!(event, Event::Came(_));
    let words = said(&event).to_owned();
    let before = state.clone();
    let heard = Heard::of(&event);
    let concerns_practice = matches!(&event, Event::Came(outcome) if practice::concerns(outcome));
    let turn = match event {
        Event::Started { code } => routing::started(state, code, view),
        Event::Said { text, files } => routing::said(state, &text, &files, view),
        Event::Words { text, files } => sent::words(state, &text, &files, view),
        Event::Filled { given } => report::filled::begin(state, &given, view),
        Event::Place { latitude, longitude } => sent::place(state, latitude, longitude, view),
        Event::Card { name, phone } => sent::card(state, &name, &phone, view),
        Event::Joined(part) => album::joined(state, &part, view),
        Event::Edited { text, before } => editing::edited(state, &text, &before, view),
        Event::Deleted { before } => deleting::deleted(state, &before, view),
        Event::Chose(choice) => choosing::chose(state, &choice, view),
        Event::Stale { choice, chosen } => choosing::stale(state, &choice, chosen, view),
        Event::DeadButton => choosing::dead(state, view),
        Event::OthersButton => turn::Turn::to(state, "dead").toast(line::Plain::OthersButton),
        Event::DraftIdle => report::ending::idle(state, view),
        Event::Woke(Wake::Held) => own::held_too_long(state, view),
        Event::Woke(Wake::Parked) => own::exchange_is_over(state, view),
        Event::Woke(Wake::Interrupted) => own::interrupted(state, view),
        Event::DraftOver => report::ending::over(state),
        Event::Morning => queue::morning(state),
        Event::Came(outcome) => outcomes::came(state, outcome, view),
    };
    let mut memory = view.memory.clone();
    let turn = match heard {
        Heard::Words => {
            let turn = misses::counted(turn, &before, &words, &mut memory, view);
            tongue::counted(turn, &before, &words, &mut memory, view)
        }
        Heard::Choice => {
            memory.understood();
            turn
        }
        Heard::Else => turn,
    };
    let turn = if view.returned && is_message { people::back(turn, view) } else { turn };
    let turn = practice::marked(turn, concerns_practice, is_message, view);
    let mut effects = turn.effects;
    // A language that a member chose stays, by whatever words.
    if view.member().is_some() && effects.iter().any(|effect| matches!(effect, Effect::SetLocale(_))) {
        memory.has_chosen = true;
    }
    if memory != *view.memory {
        effects.push(Effect::Remember(memory));
    }
    let is_held = matches!(&turn.next, State::Holding { words: held, .. } if !words.trim().is_empty() && held.contains(words.trim()));
    if is_held || report::correcting::fills(&effects, &words, view) {
        effects.push(Effect::Keep);
    }
    if is_message {
        effects.push(Effect::Place(turn.place));
    }
    Step { next: turn.next, effects }
}

/// What came, as far as it can be understood or not.
#[derive(Clone, Copy)]
enum Heard {
    Words,
    Choice,
    Else,
}

impl Heard {
    fn of(event: &Event) -> Self {
        match event {
            Event::Said { .. } => Self::Words,
            Event::Chose(_) | Event::Started { .. } | Event::Filled { .. } => Self::Choice,
            Event::Words { .. }
            | Event::Place { .. }
            | Event::Card { .. }
            | Event::Joined(_)
            | Event::Edited { .. }
            | Event::Deleted { .. }
            | Event::Stale { .. }
            | Event::DeadButton
            | Event::OthersButton
            | Event::DraftIdle
            | Event::Woke(_)
            | Event::DraftOver
            | Event::Morning
            | Event::Came(_) => Self::Else,
        }
    }
}

/// What somebody wrote, which an edit may change.
fn said(event: &Event) -> &str {
    match event {
        Event::Said { text, .. } | Event::Words { text, .. } | Event::Edited { text, .. } => text,
        Event::Joined(part) => &part.text,
        Event::Started { .. }
        | Event::Deleted { .. }
        | Event::Filled { .. }
        | Event::Place { .. }
        | Event::Card { .. }
        | Event::Chose(_)
        | Event::Stale { .. }
        | Event::DeadButton
        | Event::OthersButton
        | Event::DraftIdle
        | Event::Woke(_)
        | Event::DraftOver
        | Event::Morning
        | Event::Came(_) => "",
    }
}

/// Whether a text is a command of ours, or looks like one.
#[must_use]
pub fn is_command(text: &str) -> bool {
    use command::grammar::Parsed;
    match command::grammar::parse(text) {
        Some(Parsed::Verb(..) | Parsed::LooksLike(_)) => true,
        Some(Parsed::Unknown(_)) | None => false,
    }
}

/// The command that a text is.
#[must_use]
pub fn verb_of(text: &str) -> Option<crate::core::verb::Verb> {
    use command::grammar::Parsed;
    match command::grammar::parse(text) {
        Some(Parsed::Verb(verb, _)) => Some(verb),
        Some(Parsed::LooksLike(_) | Parsed::Unknown(_)) | None => None,
    }
}

/// Whether a text names one of these choices, by its label, a word for it or its number.
#[must_use]
pub fn is_choice(text: &str, offered: &[choice::Choice], view: &View<'_>) -> bool {
    typed::pick(text, offered, true, view).is_some()
}

/// The one of these choices that a text names, by its label or a word for it.
#[must_use]
pub fn named(text: &str, offered: &[choice::Choice], view: &View<'_>) -> Option<choice::Choice> {
    typed::pick(text, offered, false, view)
}

/// The references in a text whose check digit is right: the tickets that a step may ask for by name.
#[must_use]
pub fn references(text: &str, prefix: &str) -> Vec<String> {
    let bare = text.split_whitespace().filter_map(|word| reference::whole(word, prefix)).flatten();
    let mut found: Vec<String> = reference::all_in(text, prefix).flatten().chain(bare).collect();
    found.sort();
    found.dedup();
    found
}
