//! What is offered below a message: its buttons, whose meaning stays here.

use super::{
    Shared,
    audience::{Readers, Target},
};
use crate::{
    core::{
        chat::Button,
        directory::Directory,
        prompt::{self, Prompt},
        unit::Unit,
    },
    dialogs::choice::Choice,
};

/// The choices as buttons, whose meaning stays here. Returns the prompt's id, if there are any.
pub(super) fn of(
    shared: &Shared,
    directory: &Directory,
    unit: &mut Unit<'_>,
    target: &Target,
    choices: &[Choice],
) -> (Option<i64>, Vec<Button>) {
    if choices.is_empty() {
        return (None, Vec::new());
    }
    let id = unit.next_id();
    let button = |(option, choice): (usize, &Choice)| {
        let label = shared.catalog.label(choice, target.locale, &shared.policy(), directory);
        Button { token: prompt::token(id, option), label, aside: choice.leads_out(), stays: stays(target, choice) }
    };
    let prompt = Prompt {
        address: target.address.clone(),
        user_key: target.user_key.clone(),
        choices: serde_json::to_string(choices).unwrap_or_default(),
        chosen: None,
        chosen_by: None,
        chosen_label: None,
        outcome: None,
        role_epoch: target.role_epoch,
        created_at: unit.now,
    };
    unit.prompts.insert(id, prompt);
    (Some(id), choices.iter().enumerate().map(button).collect())
}

/// Whether a button is still of use once it, or another beside it, was pressed: in a room what all share, and what is
/// done with an announcement.
fn stays(target: &Target, choice: &Choice) -> bool {
    let is_announcing = matches!(choice, Choice::Announce(_)) && choice.is_menu();
    choice.is_shared() && (target.readers != Readers::One || is_announcing)
}
