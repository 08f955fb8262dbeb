//! Messages that were edited after they had been handled. Words about a ticket are corrected, and both versions are
//! kept, also words of the report that it was filed with; what is still being written is put right there; of a command
//! only what is new is run; anything else is answered honestly.
//!
//! ```text
//! Bo:   /nota BL-10429 Falei com a farmacia
//! Bo:   (edits) /nota BL-10429 Falei com a farmácia do hospital      → the same note, with its earlier words
//! Bo:   /prioridade BL-10429 alta porque sim
//! Bo:   (edits) /prioridade BL-10429 urgente a farmácia parou        → runs as it stands now
//! ```

use super::{
    command::{self, grammar::Parsed},
    effect::Effect,
    event::Before,
    line::Plain,
    own,
    report::correcting,
    routing,
    state::State,
    turn::Turn,
    view::View,
};
use crate::core::verb::Verb;

pub fn edited(state: State, text: &str, before: &Before, view: &View<'_>) -> Turn {
    if !before.known {
        // The message itself never came: what it says now is said for the first time.
        return routing::said(state, text, &[], view);
    }
    if before.text.as_deref() == Some(text) || text.trim().is_empty() {
        return Turn::to(state, "edit");
    }
    match (command::grammar::parse(text), before.wrote) {
        (Some(Parsed::Verb(verb, rest)), wrote) => command_again(state, verb, rest, (text, before, wrote), view),
        (Some(Parsed::LooksLike(_) | Parsed::Unknown(_)) | None, Some(ticket)) if before.text.is_none() => {
            correct(state, text.trim().to_owned(), ticket)
        }
        (Some(Parsed::LooksLike(_) | Parsed::Unknown(_)) | None, _) => of_a_report(state, text, before, view),
    }
}

/// Words that answered a report's question. A report takes words until it is filed: one that was filed with them is
/// theirs, before any that is being written now.
fn of_a_report(state: State, text: &str, before: &Before, view: &View<'_>) -> Turn {
    let is_command = |text: &str| matches!(command::grammar::parse(text), Some(Parsed::Verb(..)));
    let earlier = before.text.as_deref().filter(|earlier| view.is_private() && !is_command(earlier));
    match (earlier, before.filed) {
        (Some(_), Some(ticket)) => correct(state, text.trim().to_owned(), ticket),
        (Some(earlier), None) if matches!(state, State::Holding { .. }) => {
            own::held_corrected(&state, earlier, text, view).unwrap_or_else(|| too_late(state, view))
        }
        (Some(earlier), None) => {
            correcting::corrected(state.clone(), earlier, text, view).unwrap_or_else(|| too_late(state, view))
        }
        (None, _) => too_late(state, view),
    }
}

/// A command that was edited: its words are corrected where they alone are new; another value or verb is run.
fn command_again(
    state: State,
    verb: Verb,
    rest: &str,
    (text, before, wrote): (&str, &Before, Option<i64>),
    view: &View<'_>,
) -> Turn {
    if let Some(turn) = command::several::refused(&state, text, Vec::new(), view) {
        return turn;
    }
    let earlier = match before.text.as_deref().and_then(command::grammar::parse) {
        Some(Parsed::Verb(earlier, rest)) => Some((earlier, command::taken_apart(earlier, rest, view))),
        Some(Parsed::LooksLike(_) | Parsed::Unknown(_)) | None => None,
    };
    let (value, words) = command::taken_apart(verb, rest, view);
    match (wrote, earlier) {
        (Some(ticket), Some((same, (was, _)))) if same == verb && was == value => correct(state, words, ticket),
        // What it wrote stands; it would be written twice.
        (Some(_), _) if verb.takes_value().is_none() => too_late(state, view),
        _ => match command::said(&state, text, &[], view) {
            Some(turn) => turn.placed("edit"),
            None => Turn::to(state, "edit"),
        },
    }
}

fn correct(state: State, words: String, ticket: i64) -> Turn {
    Turn::to(state, "edit").with(Effect::Edit { words, ticket })
}

/// It was handled as it stood; in a room nobody waits for an answer.
fn too_late(state: State, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "edit");
    if view.is_private() { turn.say(Plain::EditTooLate, Vec::new()) } else { turn }
}
