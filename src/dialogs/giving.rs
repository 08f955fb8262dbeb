//! A value for a verb: a priority, a category, a colleague, another ticket, a day. Offered where there are few, and
//! always to be typed.
//!
//! ```text
//! Bo:   [Prioridade]
//! bot:  Qual é a nova prioridade? BL-10429          [Crítica] [Urgente] [Normal] [Cancelar]
//! Bo:   [Urgente]
//! bot:  Porquê? Quem reportou vai ler o motivo. BL-10429                         [Cancelar]
//! ```

use super::{
    choice::Choice,
    command,
    effect::{Effect, Which},
    event::{Colleague, TicketView},
    line::{Line, Plain, RuleLine},
    state::State,
    turn::Turn,
    typed, values,
    view::View,
    writing,
};
use crate::core::{
    ticket::Ticket,
    verb::{Verb, What},
};

/// How many colleagues are offered.
const OFFERED: usize = 8;

/// Asks for a verb's value; refuses at once what the role may not do.
pub fn begin(state: State, what: Verb, ticket: &Ticket, tapped: bool, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(what, view) {
        return writing::refuse(state, line, tapped, view);
    }
    if let Some(turn) = without_severity(&state, what, ticket, view) {
        return turn;
    }
    let next = State::Giving { what, ticket: ticket.id };
    if what.takes_value() == Some(What::Person) {
        return Turn::to(next, "ticket").with(Effect::ListStaff { ticket: Which::Id(ticket.id) });
    }
    let mut choices = values::offered(what, ticket, view);
    if what == Verb::Priority && choices.is_empty() {
        let line = RuleLine::OnePriority { severity: ticket.impact.clone() };
        return Turn::to(state, "refused").say(line, vec![Choice::act(Verb::Severity, ticket.id)]);
    }
    choices.push(Choice::Cancel);
    Turn::to(next, "ticket").say(Line::AskValue { what, reference: ticket.reference.clone() }, choices)
}

/// A severity is asked for, of a request whose system has none.
fn without_severity(state: &State, what: Verb, ticket: &Ticket, view: &View<'_>) -> Option<Turn> {
    if what != Verb::Severity || view.desk.policy_of(Some(&ticket.system)).pairs().is_some() {
        return None;
    }
    let line = RuleLine::NoSeverity { system: ticket.system.clone() };
    let rest = if matches!(state, State::Giving { .. }) { State::Idle } else { state.clone() };
    Some(Turn::to(rest, "refused").say(line, vec![Choice::act(Verb::Priority, ticket.id)]))
}

/// Who can be given the ticket: the least burdened first.
pub fn staff(state: State, ticket: &TicketView, staff: &[Colleague]) -> Turn {
    let ticket = &ticket.ticket;
    let with = |one: &Colleague| Choice::With {
        verb: Verb::Assign,
        ticket: ticket.id,
        to: one.id.to_string(),
        name: Some(format!("{} ({})", one.name, one.load)),
    };
    let others = staff.iter().filter(|one| ticket.owner_id != Some(one.id));
    let choices = others.take(OFFERED).map(with).chain([Choice::Cancel]).collect();
    Turn::to(state, "ticket").say(Line::AskValue { what: Verb::Assign, reference: ticket.reference.clone() }, choices)
}

/// The value came in words.
pub fn said(what: Verb, ticket: i64, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let state = State::Giving { what, ticket };
    if !files.is_empty() {
        return Turn::to(state, "ticket").say(Plain::OnlyWordsGo, vec![Choice::Cancel]);
    }
    if let Some(choice) = typed::pick(text, view.pending, true, view) {
        return super::choosing::chose(state, &choice, view);
    }
    let Some(ticket) = view.known(&Which::Id(ticket)) else {
        return Turn::to(State::Idle, "refused").say(Plain::NoSuchRequest, Vec::new());
    };
    match values::typed(what, text.trim(), ticket, view) {
        Some((to, words)) => command::given(State::Idle, what, ticket, to, words, view),
        None => not_that(state, what, ticket, view),
    }
}

/// What was given is none of what the verb takes: an example, and what there is, or the question again.
pub fn not_that(state: State, what: Verb, ticket: &Ticket, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(what, view) {
        return writing::refuse(state, line, false, view);
    }
    if let Some(turn) = without_severity(&state, what, ticket, view) {
        return turn;
    }
    let reference = ticket.reference.clone();
    let system = Some(ticket.system.clone());
    let not_that = Line::NotThat { what, reference: Some(reference.clone()), system };
    let mut choices = values::offered(what, ticket, view);
    let line =
        if choices.is_empty() { Line::Many(vec![not_that, Line::AskValue { what, reference }]) } else { not_that };
    choices.push(Choice::Cancel);
    Turn::to(State::Giving { what, ticket: ticket.id }, "refused").say(line, choices)
}
