//! Dialogs: pure functions from a state and an event to a state and effects. No clock, no database, no platform.

pub mod catalog;
pub mod choice;
pub mod effect;
pub mod event;
pub mod line;
pub mod state;
pub mod view;

use effect::Effect;
use state::State;

/// What one step comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub next: State,
    pub effects: Vec<Effect>,
}
