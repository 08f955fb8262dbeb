//! Conversation mode: for a while, somebody at the desk writes to a reporter as to a friend, without a command before
//! each message. It is switched on for one ticket, and ends by itself half an hour after the last word.
//!
//! ```text
//! Bo:   [Conversar]
//! bot:  O que escrever aqui segue para quem reportou. BL-10429     [Terminar conversa]
//! Bo:   Bom dia. Já consegue entrar?
//! bot:  Resposta enviada. BL-10429                                  [Desfazer]
//! ```

use super::{
    choice::Choice,
    command::several,
    effect::{Effect, Which},
    event::TicketView,
    line::{Line, Plain},
    state::{Doing, Manner, State},
    turn::Turn,
    typed,
    view::View,
    writing,
};
use crate::core::{chat::Millis, deed::Deed, verb::Verb};

/// So long after the last word the conversation is over.
const OVER_AFTER: Millis = 30 * 60 * 1000;

/// Switches it on, once it is known which ticket it is.
///
/// In a room it needs the ticket's thread: what colleagues say to each other beside it is nobody's business.
pub fn begin(state: State, ticket: Which, tapped: bool, view: &View<'_>) -> Turn {
    let is_there = view.own_thread && view.thread.is_some() && writing::is_for(&ticket, view);
    if !view.is_private() && !is_there {
        return writing::refuse(state, Plain::TalkNeedsThread.into(), tapped, view);
    }
    match writing::refusal(Verb::Talk, view) {
        Some(line) => writing::refuse(state, line, tapped, view),
        None => Turn::to(writing::asking(Verb::Talk, "", ticket.clone(), view), "ticket").with(Effect::Show(ticket)),
    }
}

/// The ticket was looked up.
pub fn begun(ticket: &TicketView, view: &View<'_>) -> Turn {
    let (ticket, reference) = (ticket.ticket.id, ticket.ticket.reference.clone());
    let next = State::Talking { ticket, reference: reference.clone(), until: view.now + OVER_AFTER };
    Turn::to(next, "ticket").say(Line::Talking { reference }, vec![Choice::EndTalk(ticket)])
}

/// Words in a conversation.
pub fn said(ticket: i64, reference: String, until: Millis, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if typed::pick(text, &[Choice::EndTalk(ticket)], false, view).is_some() {
        return end(reference);
    }
    if view.now >= until {
        // What was meant for the reporter must not become something else by itself.
        let choices = vec![Choice::act(Verb::Talk, ticket)];
        return Turn::to(State::Idle, "held").say(Line::TalkIsOver { reference }, choices);
    }
    let state = State::Talking { ticket, reference, until: view.now + OVER_AFTER };
    if let Some(turn) = several::refused(&state, text, vec![Choice::EndTalk(ticket)], view) {
        return turn;
    }
    if text.trim().is_empty() || !files.is_empty() {
        let plain = Plain::OnlyWordsGo;
        if text.trim().is_empty() {
            return Turn::to(state, "ticket").say(plain, Vec::new());
        }
    }
    let doing = Doing { what: Verb::Reply, manner: Manner::Talking };
    let turn = writing::deed(state, Deed::saying(Verb::Reply, text.trim()), Which::Id(ticket), doing, view);
    if files.is_empty() { turn } else { turn.say(Plain::OnlyWordsGo, Vec::new()) }
}

/// Goes on after a reply was written.
pub fn goes_on(ticket: i64, reference: String, view: &View<'_>) -> State {
    State::Talking { ticket, reference, until: view.now + OVER_AFTER }
}

/// It is over.
pub fn end(reference: String) -> Turn {
    Turn::to(State::Idle, "ticket").say(Line::TalkEnded { reference }, Vec::new())
}
