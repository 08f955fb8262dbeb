//! Finding somebody, and blocking them, hearing them again, taking their role away: asked once more each time.
//!
//! ```text
//! Nélia:  /bloquear macuacua
//! bot:    Bloquear Ana Macuácua? …                       [Sim, bloquear] [Não]
//! Nélia:  [Sim, bloquear]
//! bot:    Feito. Ana Macuácua está bloqueada…
//! ```

use super::{PeopleEffect, PeopleLine, PeopleState, choice::PeopleChoice, line::Found, no, said_so, then, wants};
use crate::{
    core::verb::Verb,
    dialogs::{choice::Choice, state::State, turn::Turn, view::View},
};

pub(super) fn begin(state: State, verb: Verb, typed: &str) -> Turn {
    let typed = typed.trim();
    if typed.is_empty() {
        let next = State::People(PeopleState::Naming(verb));
        return Turn::to(next, "command").say(said_so(PeopleLine::AskWhom { verb }), vec![Choice::Cancel]);
    }
    Turn::to(state, "command").with(wants(PeopleEffect::Find { verb, typed: typed.to_owned() }))
}

/// Who may be meant: nobody, one, or several to choose from.
pub(super) fn found(verb: Verb, typed: String, mut people: Vec<Found>, view: &View<'_>) -> Turn {
    if people.len() > 1 {
        let choice = |one: &Found| PeopleChoice::Person { verb, person: one.id, name: one.name.clone() };
        let choices = people.iter().map(|one| Choice::People(choice(one))).collect();
        return then(PeopleLine::Several { people }, choices, view);
    }
    let Some(one) = people.pop() else { return then(PeopleLine::NobodyFound { typed }, Vec::new(), view) };
    if verb == Verb::FindPerson {
        let person = one.id;
        let choices = one.may.iter().map(|verb| Choice::People(PeopleChoice::Ask { verb: *verb, person })).collect();
        return then(PeopleLine::Person(one), choices, view);
    }
    let sure = Choice::People(PeopleChoice::Sure { verb, person: one.id });
    then(PeopleLine::Sure { verb, name: one.name }, vec![sure, no()], view)
}
