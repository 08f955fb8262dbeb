//! Verbs on a ticket, typed: `/nota BL-10429 words`, `/prioridade urgente BL-10429 why`. In a ticket's thread the
//! reference may be left out; a value or words that are missing are asked for.

use super::tier;
use crate::{
    core::{
        deed::Deed,
        ticket::{Status, Ticket},
        verb::{Takes, Verb, What},
    },
    dialogs::{
        choice::Choice,
        clock::ClockEffect,
        effect::{Effect, Which},
        giving,
        line::{Line, Plain},
        state::{Doing, Manner, State},
        surely, talking,
        turn::Turn,
        values,
        view::View,
        writing,
    },
    text::reference,
};

pub fn mine(state: State, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "command");
    if view.is_private() { turn.with(Effect::ListMine) } else { turn.say(Plain::NotHere, Vec::new()) }
}

/// The value and the words of a command's text, for an edit of it.
pub fn taken_apart(verb: Verb, rest: &str, view: &View<'_>) -> (Option<String>, String) {
    let (which, rest) = match target(verb, rest, view) {
        Target::One(which, rest) => (Some(which), rest),
        Target::Wrong(_) | Target::None => (None, rest.trim().to_owned()),
    };
    let ticket = which.as_ref().and_then(|which| view.known(which));
    match ticket.and_then(|ticket| values::typed(verb, &rest, ticket, view)) {
        Some((to, words)) => (Some(to), words.to_owned()),
        None => (None, rest),
    }
}

/// A verb on a ticket.
pub fn verb(verb: Verb, state: State, rest: &str, files: &[i64], view: &View<'_>) -> Turn {
    let (which, rest) = match target(verb, rest, view) {
        Target::One(which, rest) => (which, rest),
        Target::Wrong(typed) => return wrong(state, typed, view),
        Target::None => match only_one(verb, view) {
            Some(id) => (Which::Id(id), rest.to_owned()),
            None if verb == Verb::Status && view.is_private() => return mine(state, view),
            None => return Turn::to(state, "command").say(Line::WhichReference, Vec::new()),
        },
    };
    let asked = surely::asked(&state, verb, &which, &rest, view).filter(|_| verb == Verb::Withdraw);
    if let Some(asked) = asked {
        return asked.placed("command");
    }
    let turn = match verb.row().takes {
        Takes::Own => Turn::to(state, "command").say(Plain::UnknownCommand, vec![Choice::Help]),
        Takes::Words if verb == Verb::Escalate => escalate(state, which, &rest, view),
        Takes::Ticket => plain(verb, state, which, view),
        Takes::Words if rest.is_empty() && files.is_empty() => writing::begin(state, verb, "", which, false, view),
        Takes::Words | Takes::MayWords => {
            let deed = Deed::saying(verb, rest).with_files(files);
            done(state, deed, which, view)
        }
        Takes::Value(_) | Takes::Reason(_) => value(verb, state, which, &rest, view),
    };
    turn.placed("command")
}

/// Handed on: with the words, to the next tier or to the one that stands before them.
fn escalate(state: State, which: Which, rest: &str, view: &View<'_>) -> Turn {
    let (number, words) = tier::split(rest);
    let to = number.map(|number| number.to_string()).unwrap_or_default();
    if words.is_empty() {
        return writing::begin(state, Verb::Escalate, &to, which, false, view);
    }
    done(state, Deed::saying(Verb::Escalate, words).to(to), which, view)
}

fn plain(verb: Verb, state: State, which: Which, view: &View<'_>) -> Turn {
    match verb {
        Verb::Status => Turn::show(state, which, "command"),
        Verb::History => Turn::to(state, "command").with(Effect::ShowHistory(which)),
        Verb::Why => Turn::to(state, "command").with(Effect::Clock(ClockEffect::Why(which))),
        Verb::Talk => talking::begin(state, which, false, view),
        verb => done(state, Deed::of(verb), which, view),
    }
}

fn done(state: State, deed: Deed, which: Which, view: &View<'_>) -> Turn {
    let doing = Doing { what: deed.verb, manner: Manner::Said };
    writing::deed(state, deed, which, doing, view)
}

/// A verb with a value. The ticket must be known here: its present value is not offered.
fn value(verb: Verb, state: State, which: Which, rest: &str, view: &View<'_>) -> Turn {
    let Some(ticket) = view.known(&which) else {
        // It does not exist, or is not theirs: the refusal comes from the rights.
        return done(state, Deed::of(verb).to(rest), which, view);
    };
    if rest.is_empty() {
        return giving::begin(state, verb, ticket, false, view);
    }
    match values::typed(verb, rest, ticket, view) {
        Some((to, words)) => given(state, verb, ticket, to, words, view),
        None => giving::not_that(state, verb, ticket, view),
    }
}

/// The value is there; a reason may be missing.
pub fn given(state: State, verb: Verb, ticket: &Ticket, to: String, words: &str, view: &View<'_>) -> Turn {
    let which = Which::Id(ticket.id);
    if matches!(verb.row().takes, Takes::Reason(_)) && words.is_empty() && !values::is_taken_away(verb, &to) {
        return writing::begin(state, verb, &to, which, false, view);
    }
    done(state, Deed::saying(verb, words).to(to), which, view)
}

/// The same with a button.
pub fn done_with(state: State, verb: Verb, ticket: i64, to: &str, view: &View<'_>) -> Turn {
    let which = Which::Id(ticket);
    if matches!(verb.row().takes, Takes::Reason(_)) {
        return writing::begin(state, verb, to, which, true, view);
    }
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    let doing = Doing { what: verb, manner };
    writing::deed(state, Deed::of(verb).to(to), which, doing, view)
}

/// `/desfazer`: the last act, or the last one on a ticket.
pub fn take_back(state: State, rest: &str, view: &View<'_>) -> Turn {
    let ticket = match target(Verb::TakeBack, rest, view) {
        Target::One(which, _) => Some(which),
        Target::Wrong(typed) => return wrong(state, typed, view),
        Target::None => None,
    };
    let doing = Doing { what: Verb::TakeBack, manner: Manner::Said };
    Turn::to(State::Doing(doing), "command").with(Effect::TakeBack { acts: Vec::new(), ticket })
}

/// The one ticket of this person that the verb can mean.
fn only_one(verb: Verb, view: &View<'_>) -> Option<i64> {
    let of_resolved = matches!(verb, Verb::Confirm | Verb::Reopen);
    let of_any = matches!(verb, Verb::Status | Verb::Withdraw | Verb::History | Verb::Why);
    let of_waiting = |ticket: &Ticket| verb == Verb::StillNeed && ticket.status == Status::WaitingReporter;
    let fits = |ticket: &&Ticket| of_any || of_waiting(ticket) || (of_resolved && ticket.status == Status::Resolved);
    let mut found = view.own.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(ticket), None) => Some(ticket.id),
        (None | Some(_), _) => None,
    }
}

pub fn wrong(state: State, typed: String, view: &View<'_>) -> Turn {
    let choices = if view.is_private() { vec![Choice::MyTickets] } else { Vec::new() };
    Turn::to(state, "command").say(Line::CheckTheNumber { typed }, choices)
}

pub enum Target {
    /// The ticket, and the rest without its reference.
    One(Which, String),
    Wrong(String),
    None,
}

/// The ticket that a command names, or the thread's. The reference stands first, or last; before or after a value
/// where the verb takes one. Elsewhere in words it is a word.
pub fn target(verb: Verb, rest: &str, view: &View<'_>) -> Target {
    let tokens: Vec<&str> = rest.split_whitespace().collect();
    let takes_value = verb.takes_value();
    let last = tokens.len().saturating_sub(1);
    let may_stand = |at: usize| at == 0 || at == last || (takes_value.is_some() && at <= 4);
    let mut wrong = None;
    let mut named: Option<(usize, usize, String)> = None;
    for at in (0..tokens.len()).filter(|at| may_stand(*at)) {
        match reference_at(&tokens, at, view) {
            Some((length, Ok(found))) => {
                named = Some((at, length, found));
                break;
            }
            Some((_, Err(typed))) if at == 0 => wrong = Some(typed),
            Some((_, Err(_))) | None => {}
        }
    }
    // In a thread, the only reference of "duplicate of" is the other ticket's.
    let is_value = takes_value == Some(What::Reference) && view.thread.is_some() && references(&tokens, view) < 2;
    match (named.filter(|_| !is_value), view.thread) {
        (Some((at, length, found)), _) => Target::One(Which::Reference(found), without(rest, at, length)),
        (None, Some(ticket)) => Target::One(Which::Id(ticket.id), rest.trim().to_owned()),
        (None, None) => wrong.map_or(Target::None, Target::Wrong),
    }
}

fn references(tokens: &[&str], view: &View<'_>) -> usize {
    (0..tokens.len()).filter(|at| matches!(reference_at(tokens, *at, view), Some((_, Ok(_))))).count()
}

/// A reference at a token: `BL-10429`, `#10429`, `10429`, or `BL 10429` in two. In a thread a bare number is a word.
fn reference_at(tokens: &[&str], at: usize, view: &View<'_>) -> Option<(usize, Result<String, String>)> {
    let prefix = &view.desk.prefix;
    let first = tokens[at].trim_end_matches([':', ',', '.', ';']);
    if first.eq_ignore_ascii_case(prefix) {
        let second = tokens.get(at + 1)?.trim_end_matches([':', ',', '.', ';']);
        let found = reference::whole(&format!("{first}-{second}"), prefix)?;
        return Some((2, found.map_err(|wrong| wrong.0)));
    }
    let is_number = first.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && (view.thread.is_some() || at > 0) {
        return None;
    }
    reference::whole(first, prefix).map(|found| (1, found.map_err(|wrong| wrong.0)))
}

/// The text without some of its tokens; line breaks in what stays are kept.
fn without(rest: &str, at: usize, length: usize) -> String {
    let mut spans = Vec::new();
    let mut from = 0;
    for token in rest.split_whitespace() {
        let start = from + rest[from..].find(token).unwrap_or(0);
        spans.push((start, start + token.len()));
        from = start + token.len();
    }
    let (Some(first), Some(last)) = (spans.get(at), spans.get(at + length - 1)) else { return rest.trim().to_owned() };
    let (before, after) = (rest[..first.0].trim(), rest[last.1..].trim());
    if before.is_empty() || after.is_empty() { format!("{before}{after}") } else { format!("{before} {after}") }
}
