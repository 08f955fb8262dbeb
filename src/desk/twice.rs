//! A button below news in private, pressed twice in a breath: news ask nothing that the dialog waits for, so their buttons
//! stand, and a second tap would be refused for what the first has done. It has the first one's word instead (platforms
//! B.3).

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

/// So soon after the first, the same tap is a second one.
const SECOND: Millis = 60 * 1000;

/// The first tap, and what it has done.
#[derive(Debug, Serialize, Deserialize)]
struct Pressed {
    pressed_by: String,
    option: usize,
    at: Millis,
    /// The ticket's version after it: what happened since makes it another tap.
    version: i64,
    word: Option<Line>,
}

/// The version of the ticket that a tap is about.
pub(super) fn version(unit: &Unit<'_>, choice: &Choice) -> Option<i64> {
    unit.tickets.read(&choice.ticket()?).map(|ticket| ticket.version)
}

/// Whether a tap is only the same once more: then it has the first one's word.
pub(super) fn is_second(
    turn: &mut Turn<'_>,
    unit: &Unit<'_>,
    prompt: &Prompt,
    (option, choice): (usize, &Choice),
) -> bool {
    let noted = prompt.outcome.as_deref().and_then(|outcome| serde_json::from_str::<Pressed>(outcome).ok());
    let is_it = |pressed: &Pressed| {
        pressed.pressed_by == turn.inbound.sender.user_key
            && pressed.option == option
            && unit.now - pressed.at <= SECOND
            && Some(pressed.version) == version(unit, choice)
    };
    let Some(pressed) = noted.filter(is_it) else { return false };
    turn.toast = pressed.word;
    true
}

/// Notes a tap that has changed its ticket. What only asks for words may be asked again.
pub(super) fn note(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let Body::Tap { token } = &turn.inbound.body else { return };
    let Some((id, option)) = prompt::parse_token(token).filter(|_| turn.place == Place::Private) else { return };
    let after = turn.tapped.and_then(|ticket| unit.tickets.read(&ticket)).map(|ticket| ticket.version);
    let Some(version) = after.filter(|_| after != turn.tapped_version) else { return };
    let done = |said: &Said| matches!(said.line, Line::Done { .. }).then(|| said.line.clone());
    let pressed = Pressed {
        pressed_by: turn.inbound.sender.user_key.clone(),
        option,
        at: unit.now,
        version,
        word: turn.says.iter().find_map(done),
    };
    // With a toast it is noted as a room's is.
    let is_of_news = unit.prompts.read(&id).is_some_and(|prompt| prompt.user_key.is_empty() && turn.toast.is_none());
    if is_of_news && let Some(prompt) = unit.prompts.change(&id) {
        prompt.outcome = serde_json::to_string(&pressed).ok();
    }
}
