//! People: inviting, one's own second chat, finding and blocking somebody, leaving, the profile, who helps where.
//! Each is a file of its own; the lists of what they say, offer and want done are beside them.

pub mod choice;
mod finding;
mod inviting;
pub mod label;
mod leaving;
pub mod line;
pub(super) mod profile;
pub mod want;

use serde::{Deserialize, Serialize};

use super::{
    choice::Choice,
    effect::Effect,
    line::{Line, Plain},
    outcomes,
    state::State,
    turn::{Turn, home},
    view::View,
    writing,
};
use crate::core::{people::Wish, verb::Verb};
use choice::{Item, Kind, PeopleChoice};
use line::PeopleLine;
use want::{PeopleEffect, PeopleOutcome};

pub(super) use leaving::back;

/// What somebody is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleState {
    /// Whom the verb is about.
    Naming(Verb),
    /// The facility, tier or partner of an invitation.
    Inviting(Kind),
    /// The new value of something of one's own.
    Changing(Item),
    /// Which facility is one's own, of those that the typed name may mean.
    ChangingFacility { typed: String },
}

/// `/convidar`
pub(super) fn invite(state: State, rest: &str, view: &View<'_>) -> Turn {
    allowed(Verb::Invite, state, view, |state| inviting::begin(state, rest, view))
}

/// `/utilizador`, `/bloquear`, `/desbloquear`, `/revogar`
pub(super) fn find(verb: Verb, state: State, rest: &str, view: &View<'_>) -> Turn {
    allowed(verb, state, view, |state| finding::begin(state, verb, rest))
}

/// `/sair`
pub(super) fn leave(state: State, view: &View<'_>) -> Turn {
    allowed(Verb::Leave, state, view, |_| leaving::begin(view))
}

/// `/perfil`
pub(super) fn profile(state: State, view: &View<'_>) -> Turn {
    allowed(Verb::Profile, state, view, |state| profile::show(state, view))
}

/// `/contactos`
pub(super) fn contacts(state: State, view: &View<'_>) -> Turn {
    allowed(Verb::Contacts, state, view, |state| Turn::to(state, "command").with(wants(PeopleEffect::Contacts)))
}

/// `/ligar` alone: a code for one's own second chat.
pub(super) fn second_chat(state: State) -> Turn {
    Turn::to(state, "command").with(wants(PeopleEffect::SecondChat))
}

fn allowed(verb: Verb, state: State, view: &View<'_>, run: impl FnOnce(State) -> Turn) -> Turn {
    match writing::refusal(verb, view) {
        Some(line) => writing::refuse(state, line, false, view),
        None => run(state).placed("command"),
    }
}

/// What was asked for came in words.
pub(super) fn said(asked: PeopleState, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !files.is_empty() {
        return Turn::to(State::People(asked), "people").say(Plain::OnlyWordsGo, vec![Choice::Cancel]);
    }
    match asked {
        PeopleState::Naming(verb) => finding::begin(State::Idle, verb, text).placed("people"),
        PeopleState::Inviting(kind) => inviting::given(kind, text, view),
        PeopleState::Changing(item) => profile::given(&item, text, view),
        PeopleState::ChangingFacility { .. } => profile::given(&Item::Facility, text, view),
    }
}

/// A choice of these was made by somebody who is enrolled.
pub(super) fn chose(state: State, choice: &PeopleChoice, view: &View<'_>) -> Turn {
    let asked = |effect| Turn::to(State::Idle, "choice").with(wants(effect));
    match choice {
        PeopleChoice::Group(_) => super::choosing::dead(state, view),
        PeopleChoice::Option { field, option } => profile::option(state, field, option, view),
        PeopleChoice::Invite(kind) => inviting::ask(*kind, view),
        PeopleChoice::Tier(tier) => inviting::wish(Wish::Agent { tier: *tier }),
        PeopleChoice::Partner(partner) => inviting::wish(Wish::FocalPoint { partner: *partner }),
        PeopleChoice::Person { verb, person, .. } | PeopleChoice::Ask { verb, person } => {
            asked(PeopleEffect::Look { verb: *verb, person: *person })
        }
        PeopleChoice::Sure { verb, person } => asked(PeopleEffect::Do { verb: *verb, person: *person }),
        PeopleChoice::Leave => leaving::sure(view),
        PeopleChoice::No => unchanged(view),
        PeopleChoice::Change(item) => profile::ask(item, view),
        PeopleChoice::Empty(item) => profile::empty(state, item, view),
    }
}

/// What only counts for a while is asked once more.
pub(super) fn sure_again(choice: &PeopleChoice, view: &View<'_>) -> Option<Turn> {
    match choice {
        PeopleChoice::Leave => Some(leaving::begin(view).led_by(Plain::ConfirmAgain)),
        PeopleChoice::Sure { verb, person } => {
            let look = wants(PeopleEffect::Look { verb: *verb, person: *person });
            Some(Turn::to(State::Idle, "choice").say(Plain::ConfirmAgain, Vec::new()).with(look))
        }
        PeopleChoice::Group(_)
        | PeopleChoice::Option { .. }
        | PeopleChoice::Invite(_)
        | PeopleChoice::Tier(_)
        | PeopleChoice::Partner(_)
        | PeopleChoice::Person { .. }
        | PeopleChoice::Ask { .. }
        | PeopleChoice::No
        | PeopleChoice::Change(_)
        | PeopleChoice::Empty(_) => None,
    }
}

/// It is not wanted any more.
pub(super) fn unchanged(view: &View<'_>) -> Turn {
    let choices = if view.is_private() { home(view) } else { Vec::new() };
    outcomes::then_back(outcomes::rest(view), said_so(PeopleLine::NothingChanged), choices, "choice", view)
}

/// A facility was chosen, or none of those that were offered; `None` where nobody asked for one here.
pub(super) fn facility(state: &State, id: Option<i64>, view: &View<'_>) -> Option<Turn> {
    match state {
        State::People(PeopleState::Inviting(kind)) => inviting::facility(*kind, id?, view),
        State::People(PeopleState::ChangingFacility { typed }) => Some(profile::facility(id, typed, view)),
        State::People(PeopleState::Naming(_) | PeopleState::Changing(_))
        | State::Announcing(_)
        | State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::Notify(_)
        | State::Doing(_) => None,
    }
}

/// What came of an effect of these.
pub(super) fn came(state: State, outcome: PeopleOutcome, view: &View<'_>) -> Turn {
    match outcome {
        PeopleOutcome::Invited(handed) => then(PeopleLine::Invited(handed), Vec::new(), view),
        PeopleOutcome::SecondChat(handed) => and_back(state, PeopleLine::SecondChat(handed), view),
        PeopleOutcome::OfAnother => and_back(state, PeopleLine::CodeOfAnother, view),
        PeopleOutcome::Found { verb, typed, people } => finding::found(verb, typed, people, view),
        PeopleOutcome::Done { verb, name } => then(PeopleLine::Did { verb, name }, Vec::new(), view),
        PeopleOutcome::Left => Turn::to(State::Idle, "people").say(said_so(PeopleLine::Left), Vec::new()),
        PeopleOutcome::Contacts(contacts) => and_back(state, PeopleLine::Contacts(contacts), view),
    }
}

/// Says it; whatever was open goes on.
fn and_back(state: State, line: PeopleLine, view: &View<'_>) -> Turn {
    outcomes::then_back(state, said_so(line), Vec::new(), "people", view)
}

/// Says how it ended; an unfinished report goes on, unless there is something to choose.
fn then(line: PeopleLine, choices: Vec<Choice>, view: &View<'_>) -> Turn {
    if choices.is_empty() {
        return and_back(outcomes::rest(view), line, view);
    }
    Turn::to(State::Idle, "people").say(said_so(line), choices)
}

fn said_so(line: PeopleLine) -> Line {
    Line::People(line)
}

fn wants(effect: PeopleEffect) -> Effect {
    Effect::People(effect)
}

fn no() -> Choice {
    Choice::People(PeopleChoice::No)
}
