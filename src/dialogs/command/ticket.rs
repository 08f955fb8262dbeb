//! Verbs on a ticket, typed: `/nota BL-10429 words`. In a ticket's thread the reference may be left out; without
//! words, the verb asks for them.

use super::grammar::Command;
use crate::{
    core::ticket::Status,
    dialogs::{
        choice::Choice,
        effect::{Deed, Effect, Which},
        line::{Line, Plain},
        state::{Did, Doing, Manner, State, Writing},
        turn::Turn,
        view::View,
        writing,
    },
    text::reference,
};

pub fn status(state: State, rest: &str, view: &View<'_>) -> Turn {
    match target(rest, view) {
        Target::One(which, _) => Turn::show(state, which, "command"),
        Target::Wrong(typed) => wrong(state, typed, view),
        Target::None if !view.is_private() => Turn::to(state, "command").say(Line::WhichReference, Vec::new()),
        Target::None => match view.own {
            [ticket] => Turn::show(state, Which::Id(ticket.id), "command"),
            _ => mine(state, view),
        },
    }
}

pub fn mine(state: State, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "command");
    if view.is_private() { turn.with(Effect::ListMine) } else { turn.say(Plain::NotHere, Vec::new()) }
}

/// A verb that changes a ticket.
pub fn verb(command: Command, state: State, rest: &str, view: &View<'_>) -> Turn {
    let (which, words) = match target(rest, view) {
        Target::One(which, words) => (which, words),
        Target::Wrong(typed) => return wrong(state, typed, view),
        Target::None => match only_resolved(command, view) {
            Some(id) => (Which::Id(id), rest),
            None => return Turn::to(state, "command").say(Line::WhichReference, Vec::new()),
        },
    };
    let (deed, what) = match command {
        Command::Take => (Deed::Take, Did::Take),
        Command::Confirm => (Deed::Confirm, Did::Confirm),
        Command::Note => return with_words(state, Writing::Note, which, words, view),
        Command::Reply => return with_words(state, Writing::Reply, which, words, view),
        Command::Ask => return with_words(state, Writing::Question, which, words, view),
        Command::Resolve => return with_words(state, Writing::Resolution, which, words, view),
        Command::Reopen => return with_words(state, Writing::StillBroken, which, words, view),
        Command::New
        | Command::Status
        | Command::Mine
        | Command::Help
        | Command::Guide
        | Command::Language
        | Command::Cancel
        | Command::Link
        | Command::Start => return Turn::to(state, "command").say(Plain::UnknownCommand, Vec::new()),
    };
    let doing = Doing { what, manner: Manner::Said, files: Vec::new() };
    writing::deed(state, deed, which, doing, view).placed("command")
}

fn with_words(state: State, what: Writing, which: Which, words: &str, view: &View<'_>) -> Turn {
    let turn = if words.is_empty() {
        writing::begin(state, what, which, false, view)
    } else {
        let doing = Doing { what: writing::did(what), manner: Manner::Said, files: Vec::new() };
        writing::deed(state, (what, words.to_owned()).into(), which, doing, view)
    };
    turn.placed("command")
}

/// The one resolved ticket of this person, which a fix is confirmed or denied of.
fn only_resolved(command: Command, view: &View<'_>) -> Option<i64> {
    let mut resolved = view.own.iter().filter(|ticket| ticket.status == Status::Resolved);
    match (resolved.next(), resolved.next()) {
        (Some(ticket), None) if matches!(command, Command::Confirm | Command::Reopen) => Some(ticket.id),
        (None | Some(_), _) => None,
    }
}

fn wrong(state: State, typed: String, view: &View<'_>) -> Turn {
    let choices = if view.is_private() { vec![Choice::MyTickets] } else { Vec::new() };
    Turn::to(state, "command").say(Line::CheckTheNumber { typed }, choices)
}

enum Target<'t> {
    /// The ticket, and the words after its reference.
    One(Which, &'t str),
    Wrong(String),
    None,
}

/// The ticket that a command names first, or the thread's.
fn target<'t>(rest: &'t str, view: &View<'_>) -> Target<'t> {
    let prefix = &view.desk.prefix;
    let (first, words) = split(rest);
    let (second, words_after) = split(words);
    let is_number = first.bytes().all(|byte| byte.is_ascii_digit());
    let named = if first.eq_ignore_ascii_case(prefix) {
        reference::whole(&format!("{first}-{second}"), prefix).map(|found| (found, words_after))
    } else if is_number && view.thread.is_some() {
        None
    } else {
        reference::whole(first.trim_end_matches([':', ',', '.']), prefix).map(|found| (found, words))
    };
    match (named, view.thread) {
        (Some((Ok(reference), words)), _) => Target::One(Which::Reference(reference), words),
        (Some((Err(wrong), _)), _) => Target::Wrong(wrong.0),
        (None, Some(ticket)) => Target::One(Which::Id(ticket.id), rest),
        (None, None) => Target::None,
    }
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(first, rest)| (first, rest.trim()))
}
