//! The second tap of a button has the first one's outcome: the same word, and nothing is done again (platforms B.3).

use serde::{Deserialize, Serialize};

use super::turn::Turn;
use crate::{
    core::{
        chat::{Body, Millis},
        prompt::{self, Prompt},
        unit::Unit,
    },
    dialogs::{choice::Choice, line::Line},
};

/// In a room a button stays for all. So soon after the first, the same tap of the same hand is a second one.
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

fn version(unit: &Unit<'_>, ticket: Option<i64>) -> Option<i64> {
    unit.tickets.read(&ticket?).map(|ticket| ticket.version)
}

fn given(prompt: &Prompt) -> Option<Given> {
    serde_json::from_str(prompt.outcome.as_deref()?).ok()
}

/// Whether a room's button is only pressed once more.
pub(super) fn is_second(turn: &Turn<'_>, unit: &Unit<'_>, prompt: &Prompt, option: usize, choice: &Choice) -> bool {
    let is_it = |given: &Given| {
        given.by == turn.inbound.sender.user_key
            && given.option == option
            && unit.now - given.at <= SECOND
            && given.version == version(unit, choice.ticket())
    };
    prompt.user_key.is_empty() && !choice.is_menu() && given(prompt).is_some_and(|given| is_it(&given))
}

/// Notes what a tap was answered with. In a room only what was done with a word is: what asks for words may be asked
/// again.
pub(super) fn note(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let Body::Tap { token } = &turn.inbound.body else { return };
    let Some((id, option)) = prompt::parse_token(token) else { return };
    let Some(prompt) = unit.prompts.read(&id) else { return };
    let is_room = prompt.user_key.is_empty();
    let was_chosen = prompt.chosen == i64::try_from(option).ok();
    let is_done = turn.toast.is_some() && turn.found_place.as_deref() != Some("refused");
    if (is_room && !is_done) || (!is_room && !was_chosen) {
        return;
    }
    let given = Given {
        by: turn.inbound.sender.user_key.clone(),
        option,
        at: unit.now,
        version: version(unit, turn.tapped),
        toast: turn.toast.clone(),
    };
    if let Some(prompt) = unit.prompts.change(&id) {
        prompt.outcome = serde_json::to_string(&given).ok();
    }
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
