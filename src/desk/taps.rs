//! The second tap of a button has the first one's outcome: the same word, and nothing is done again (platforms B.3). Below
//! news, and in a room, a button stands after it was pressed: what happened to its ticket since tells another tap from a
//! second one.

use serde::{Deserialize, Serialize};

use super::turn::{Said, Turn};
use crate::{
    core::{
        chat::{Body, Millis},
        prompt::{self, Prompt},
        rights::Place,
        unit::Unit,
    },
    dialogs::{choice::Choice, line::Line},
};

/// A button stays in a room for all, and below news. So soon after the first, the same tap of the same hand is a second one.
const SECOND: Millis = 60 * 1000;

/// What a tap was answered with.
#[derive(Debug, Serialize, Deserialize)]
struct Given {
    by: String,
    option: usize,
    at: Millis,
    /// The ticket's version after it: what happened since makes it another tap.
    version: Option<i64>,
    toast: Option<Line>,
}

/// The version of the ticket that a tap is about.
pub(super) fn version(unit: &Unit<'_>, ticket: Option<i64>) -> Option<i64> {
    unit.tickets.read(&ticket?).map(|ticket| ticket.version)
}

fn given(prompt: &Prompt) -> Option<Given> {
    serde_json::from_str(prompt.outcome.as_deref()?).ok()
}

/// Whether a button that stands is only pressed once more.
pub(super) fn is_second(turn: &Turn<'_>, unit: &Unit<'_>, prompt: &Prompt, option: usize, choice: &Choice) -> bool {
    let is_it = |given: &Given| {
        given.by == turn.inbound.sender.user_key
            && given.option == option
            && unit.now - given.at <= SECOND
            && given.version == version(unit, choice.ticket())
    };
    prompt.user_key.is_empty() && !choice.is_menu() && given(prompt).is_some_and(|given| is_it(&given))
}

/// Notes what a tap was answered with. Of a button that stands only what was done with a word is: what asks for words may
/// be asked again.
pub(super) fn note(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let Body::Tap { token } = &turn.inbound.body else { return };
    let Some((id, option)) = prompt::parse_token(token) else { return };
    let Some(prompt) = unit.prompts.read(&id) else { return };
    let stands = prompt.user_key.is_empty();
    let was_chosen = prompt.chosen == i64::try_from(option).ok();
    let word = turn.toast.clone().filter(|_| turn.found_place.as_deref() != Some("refused"));
    let word = word.or_else(|| done_below_news(turn, unit));
    if (stands && word.is_none()) || (!stands && !was_chosen) {
        return;
    }
    let given = Given {
        by: turn.inbound.sender.user_key.clone(),
        option,
        at: unit.now,
        version: version(unit, turn.tapped),
        toast: if stands { word } else { turn.toast.clone() },
    };
    if let Some(prompt) = unit.prompts.change(&id) {
        prompt.outcome = serde_json::to_string(&given).ok();
    }
}

/// In private what was done is said, not shown as a toast: the word of a tap that has changed its ticket.
fn done_below_news(turn: &Turn<'_>, unit: &Unit<'_>) -> Option<Line> {
    let has_changed = turn.tapped.is_some() && version(unit, turn.tapped) != turn.tapped_version;
    let done = |said: &Said| matches!(said.line, Line::Done { .. }).then(|| said.line.clone());
    turn.says.iter().find_map(done).filter(|_| has_changed && turn.place == Place::Private)
}

/// The first one's word once more. Where it had none of its own, both are told that they arrived.
pub(super) fn repeat(turn: &mut Turn<'_>, unit: &Unit<'_>) {
    if let Body::Tap { token } = &turn.inbound.body
        && let Some((id, _)) = prompt::parse_token(token)
    {
        turn.toast = unit.prompts.read(&id).and_then(given).and_then(|given| given.toast);
    }
    turn.found_place.get_or_insert_with(|| "repeated".into());
}
