//! Announcements: what the desk tells many at once.

pub mod choice;
pub mod line;
pub mod reading;
pub mod want;

use super::{
    choice::Choice, choosing, effect::Effect, outcomes::then_back, state::State, turn::Turn, view::View, writing,
};
use crate::core::verb::Verb;
use choice::AnnounceChoice;
use line::AnnounceLine;
use want::{AnnounceEffect, AnnounceOutcome, AnnounceState};

/// `/aviso …` and `/avisos`
pub(super) fn said(verb: Verb, state: State, rest: &str, _files: &[i64], view: &View<'_>) -> Turn {
    if verb == Verb::Announcements
        && let Some(turn) = reading::said(&state, rest, view)
    {
        return turn;
    }
    match writing::refusal(verb, view) {
        Some(line) => writing::refuse(state, line, false, view),
        None => Turn::to(state, "command").with(Effect::Announce(AnnounceEffect::List)),
    }
}

/// What was asked for came in words.
pub(super) fn given(asked: AnnounceState, _text: &str, _files: &[i64], view: &View<'_>) -> Turn {
    match asked {
        AnnounceState::Words => choosing::cancel(&State::Announcing(asked), view),
    }
}

/// A button of an announcement's.
pub(super) fn chose(state: State, choice: &AnnounceChoice, _view: &View<'_>) -> Turn {
    match choice {
        AnnounceChoice::Join { announcement } => reading::join(state, *announcement),
        AnnounceChoice::Reading(of) => reading::chose(state, of),
    }
}

/// What came of an effect.
pub(super) fn came(state: State, outcome: AnnounceOutcome, view: &View<'_>) -> Turn {
    let choices: Vec<Choice> = Vec::new();
    match outcome {
        AnnounceOutcome::Listed(entries) => {
            then_back(state, AnnounceLine::Listed { entries }.into(), choices, "command", view)
        }
        AnnounceOutcome::Reading(of) => reading::came(state, of, view),
    }
}
