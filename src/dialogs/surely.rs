//! What nobody can have back asks once more, with a button of its own that counts for two minutes (platforms B.3): giving
//! one's request up, and closing one without its reporter's word.
//!
//! ```text
//! Ana:  /desistir BL-10429
//! bot:  Quer mesmo desistir deste pedido? BL-10429             [Sim, desistir] [Não]
//! Ana:  [Sim, desistir]
//! bot:  Está bem. O pedido fica cancelado. BL-10429
//! ```

use super::{
    choice::Choice,
    effect::Which,
    line::{Line, Plain},
    people::choice::PeopleChoice,
    state::{Doing, Manner, State},
    turn::Turn,
    view::View,
    writing,
};
use crate::core::{
    deed::Deed,
    rights,
    ticket::{Status, Ticket},
    verb::Verb,
};

/// Asks whether it is meant, where the verb can be used on this ticket at all; `None` where it need not be asked.
pub fn asked(state: &State, verb: Verb, which: &Which, words: &str, view: &View<'_>) -> Option<Turn> {
    let ticket = view.known(which).filter(|ticket| ends(verb, ticket, view))?;
    writing::refusal(verb, view).is_none().then(|| ask(state, verb, ticket, words, view))
}

/// The same once more, after a confirmation that came too late.
pub fn again(state: &State, choice: &Choice, view: &View<'_>) -> Option<Turn> {
    let Choice::Surely { verb, ticket, words } = choice else { return None };
    let turn = asked(state, *verb, &Which::Id(*ticket), words, view)?;
    Some(turn.led_by(Plain::ConfirmAgain))
}

/// It is meant.
pub fn chose(state: State, verb: Verb, ticket: i64, words: &str, view: &View<'_>) -> Turn {
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    let doing = Doing { what: verb, manner };
    writing::deed(state, Deed::saying(verb, words), Which::Id(ticket), doing, view)
}

/// Whether this ends the request for good.
fn ends(verb: Verb, ticket: &Ticket, view: &View<'_>) -> bool {
    let is_own = || view.actor.is_some_and(|person| rights::is_own(person, ticket));
    (verb == Verb::Withdraw && is_own() && ticket.status.is_open())
        || (verb == Verb::Close && ticket.status == Status::Resolved)
}

fn ask(state: &State, verb: Verb, ticket: &Ticket, words: &str, view: &View<'_>) -> Turn {
    let line = Line::Surely { verb, reference: ticket.reference.clone() };
    let sure = Choice::Surely { verb, ticket: ticket.id, words: words.to_owned() };
    if view.is_private() {
        return Turn::to(State::Idle, "ticket").say(line, vec![sure, Choice::People(PeopleChoice::No)]);
    }
    // In a room whoever does not mean it leaves the button alone.
    Turn::to(state.clone(), "ticket").say(line, vec![sure])
}
