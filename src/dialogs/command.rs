//! Commands: the same verbs everywhere, in Portuguese and English, with `/` or `!`, with or without accents.
//!
//! ```text
//! Bo:   /nota BL-10429 Falei com a farmácia.
//! bot:  Nota guardada. BL-10429
//! Bo:   /еstado                         (with a Cyrillic е)
//! bot:  Queria escrever /estado?        (what only looks like a command is never run)
//! ```

mod draft;
mod grammar;
mod setting;
mod ticket;

use super::{
    enrol,
    line::{Line, Plain},
    state::State,
    turn::Turn,
    view::View,
};
use grammar::{Command, Parsed};

pub use setting::redeem;

/// Runs a command, if the text is one. Words in free text may begin with `/` or `!`: `None`.
pub fn said(state: &State, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let (command, rest) = match grammar::parse(text)? {
        Parsed::Command(command, rest) => (command, rest),
        Parsed::LooksLike(command) => {
            let line = Line::DidYouMean { command: command.name(view.locale).to_owned() };
            return Some(Turn::to(state.clone(), "command").say(line, Vec::new()));
        }
        Parsed::Unknown if view.is_private() && !expects_words(state) => {
            return Some(
                Turn::to(state.clone(), "command").say(Plain::UnknownCommand, vec![super::choice::Choice::Help]),
            );
        }
        Parsed::Unknown => return None,
    };
    let turn = match (view.member(), view.is_private()) {
        (Some(_), _) => run(command, rest, state.clone(), files, view),
        (None, true) => stranger(command, rest, state.clone(), files, view),
        (None, false) => Turn::to(state.clone(), "refused").say(Plain::NotKnownHere, Vec::new()),
    };
    Some(if files.is_empty() || command == Command::New { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) })
}

/// A dialog waits for words, which may look like a command that nobody knows.
fn expects_words(state: &State) -> bool {
    match state {
        State::Enrol(_) | State::Report(_) | State::Writing { .. } => true,
        State::Idle | State::Holding { .. } | State::Doing(_) => false,
    }
}

fn run(command: Command, rest: &str, state: State, files: &[i64], view: &View<'_>) -> Turn {
    match command {
        Command::New => draft::new(state, rest, files, view),
        Command::Cancel => super::choosing::cancel(&state, view),
        Command::Status => ticket::status(state, rest, view),
        Command::Mine => ticket::mine(state, view),
        Command::Take
        | Command::Note
        | Command::Reply
        | Command::Ask
        | Command::Resolve
        | Command::Confirm
        | Command::Reopen => ticket::verb(command, state, rest, view),
        Command::Help => super::choosing::help(state, view),
        Command::Guide => super::guide::said(state, rest, view),
        Command::Language => setting::language(state, rest, view),
        Command::Link | Command::Start => setting::link(command, state, rest, view),
    }
}

/// Before enrolment there are codes, the language and help; anything else asks to enrol first.
fn stranger(command: Command, rest: &str, state: State, files: &[i64], view: &View<'_>) -> Turn {
    match command {
        Command::Help => super::choosing::help(state, view),
        Command::Language => setting::language(state, rest, view),
        Command::Link | Command::Start => setting::link(command, state, rest, view),
        Command::New => enrol::said(state, rest, files, view),
        Command::Cancel
        | Command::Guide
        | Command::Status
        | Command::Mine
        | Command::Take
        | Command::Note
        | Command::Reply
        | Command::Ask
        | Command::Resolve
        | Command::Confirm
        | Command::Reopen => enrol::begin(state, view),
    }
}
