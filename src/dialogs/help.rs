//! Help, made from the table of verbs: the few that a role needs first, all that it may use here, or one in detail.
//!
//! ```text
//! Bo:   /ajuda
//! bot:  /fila: ver os pedidos …  Todos os comandos: /ajuda tudo
//! Bo:   /ajuda prioridade
//! bot:  /prioridade BL-10429 urgente A farmácia parou: muda a prioridade …
//! ```

use super::{choice::Choice, command::grammar, line::Line, outcomes, state::State, turn::Turn, view::View};
use crate::{
    core::verb::{TABLE, Verb},
    text::fold,
};

/// `/ajuda`, `/ajuda tudo`, `/ajuda nota`.
pub fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    let word = rest.trim().trim_start_matches(['/', '!']);
    let folded = fold::fold(word);
    if matches!(folded.as_str(), "tudo" | "todos" | "all") {
        return show(state, all(view), true, view);
    }
    match grammar::by_name(&folded).filter(|verb| may(*verb, view)) {
        Some(verb) => show(state, vec![verb], true, view),
        None => begin(state, view),
    }
}

/// The short help, and then the question again that was open.
pub fn begin(state: State, view: &View<'_>) -> Turn {
    let role = view.role();
    let verbs = TABLE.iter().filter(|row| row.helps(role) && may(row.verb, view)).map(|row| row.verb).collect();
    show(state, verbs, false, view)
}

/// All that this role may type here.
fn all(view: &View<'_>) -> Vec<Verb> {
    TABLE.iter().filter(|row| !row.names.is_empty() && may(row.verb, view)).map(|row| row.verb).collect()
}

fn may(verb: Verb, view: &View<'_>) -> bool {
    let has_severities = || view.desk.all_policies().any(|policy| policy.pairs().is_some());
    let means_nothing = matches!(verb, Verb::Start | Verb::Help) || (verb == Verb::Severity && !has_severities());
    verb.row().allows(view.role(), view.place) && !means_nothing
}

fn show(state: State, verbs: Vec<Verb>, whole: bool, view: &View<'_>) -> Turn {
    let line = Line::Help { role: view.role(), verbs, whole };
    let choices = if view.is_private() { vec![Choice::NewReport, Choice::MyTickets] } else { Vec::new() };
    outcomes::then_back(state, line, choices, "help", view)
}
