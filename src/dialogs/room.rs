//! Rooms: groups in which several people read. Plain talk there is nobody's business and is passed over, but for
//! words that were asked for, notes in a ticket's thread, requests that agents name, and a manager's question about one.
//!
//! ```text
//! Bo (agents' room, in a ticket's thread):  Já falei com a farmácia.        → internal note, no answer
//! Bo (there, answering the reporter's words): Já pode tentar.                → goes to the reporter
//! Bo (agents' room):                        O BL-10429 parece o de ontem.
//! bot:                                      BL-10429 · Em curso …        [Nota] [Responder] …
//! Rui (managers' room):                     Como está o BL-10429?
//! bot:                                      BL-10429 · Em curso · …
//! ```

use super::{
    announce,
    command::{self, several},
    effect::{Effect, Which},
    giving, people, queue,
    state::{Manner, State},
    talking,
    turn::Turn,
    view::{Meant, View},
    writing,
};
use crate::{
    core::{
        deed::Deed,
        verb::{Place, Verb},
    },
    text::{fold, reference},
};

pub fn said(state: State, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let state = if writing::is_over(&state, view) { State::Idle } else { state };
    if let Some(turn) = command::said(&state, text, files, view) {
        return turn;
    }
    if let Some(turn) = announce::reading::answered(&state, text, files, view) {
        return turn;
    }
    if view.member().is_none() {
        return Turn::to(state, "chatter");
    }
    match &state {
        State::Writing { what, to, ticket, .. } if writing::is_for(ticket, view) => {
            return writing::said(*what, to, ticket.clone(), text, files, view);
        }
        State::Giving { what, ticket } if writing::is_for(&Which::Id(*ticket), view) => {
            return giving::said(*what, *ticket, text, files, view);
        }
        State::Talking { ticket, reference, until }
            if view.own_thread && view.thread.is_some_and(|thread| thread.id == *ticket) =>
        {
            return talking::said(*ticket, reference.clone(), *until, text, files, view);
        }
        State::Announcing(asked) => return announce::given(asked, text, files, view),
        State::People(asked) => return people::said(asked.clone(), text, files, view),
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::Doing(_)
        | State::Notify(_) => {}
    }
    if let Some(turn) = queue::by_number(&state, text, files, view) {
        return turn;
    }
    if view.place == Place::Agents
        && view.is_agent()
        && view.thread.is_some()
        && let Some(turn) = several::refused(&state, text, Vec::new(), view)
    {
        return turn;
    }
    match view.place {
        Place::Agents => match view.thread {
            Some(ticket) if view.is_agent() && view.meant == Meant::Reporter && !text.trim().is_empty() => {
                writing::said(Verb::Reply, "", Which::Id(ticket.id), text, files, view)
            }
            Some(ticket) if view.is_agent() && !(text.trim().is_empty() && files.is_empty()) => {
                let deed = Deed::saying(Verb::Note, text.trim()).with_files(files);
                writing::do_it(deed, Which::Id(ticket.id), Manner::Thread, "ticket")
            }
            Some(_) => Turn::to(state, "chatter"),
            None => match mentioned(text, view) {
                Some(ticket) => Turn::to(state, "mention").with(Effect::Glance(Which::Id(ticket))),
                None => Turn::to(state, "chatter"),
            },
        },
        Place::Managers => match asked_about(text, view) {
            Some(reference) => Turn::show(state, Which::Reference(reference), "status"),
            None => Turn::to(state, "chatter"),
        },
        Place::Private | Place::Partner | Place::Announcements | Place::UnknownGroup => Turn::to(state, "chatter"),
    }
}

/// The first request that talk among agents names, if there is one of that name: it is shown once, and the talk stays
/// talk. A command that is not ours is no talk.
fn mentioned(text: &str, view: &View<'_>) -> Option<i64> {
    if text.trim_start().starts_with('/') {
        return None;
    }
    let reference = reference::all_in(text, &view.desk.prefix).flatten().next()?;
    let ticket = view.known(&Which::Reference(reference)).filter(|_| view.is_agent())?;
    Some(ticket.id)
}

/// The request whose status is asked for: its reference alone, or with a question or a word for it.
fn asked_about(text: &str, view: &View<'_>) -> Option<String> {
    const STATUS: [&str; 8] = ["estado", "status", "ponto", "como", "novidades", "update", "how", "ja"];
    let reference = reference::find(text, &view.desk.prefix)?.ok()?;
    let folded = fold::fold(text);
    let asks = text.contains('?')
        || reference::whole(text, &view.desk.prefix).is_some()
        || folded.split(' ').any(|word| STATUS.contains(&word));
    asks.then_some(reference)
}
