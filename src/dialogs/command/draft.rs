//! `/novo`, `/new`: begins a report, with the words after it as its description.

use crate::dialogs::{choosing, line::Plain, report, state::State, turn::Turn, view::View};

pub fn new(state: State, rest: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").say(Plain::NotHere, Vec::new());
    }
    if rest.is_empty() && files.is_empty() {
        return choosing::new_report(state, view).placed("command");
    }
    report::begin(rest, files, view).placed("command")
}
