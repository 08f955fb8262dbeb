//! Where a message in a private chat belongs, in one fixed order: a command; words that were asked for; a
//! ticket that was replied to; a choice that was typed; the dialog at hand; a ticket that waits for this reporter;
//! the open ticket; a choice among several; a resolved ticket; else it begins a report. Nothing is lost.

use super::{
    again, announce,
    choice::Choice,
    choosing, command,
    effect::Which,
    enrol, gate, giving,
    line::{Line, Plain},
    notify, own, people, practice, queue, report, room,
    state::{ReportStep, State},
    talking, tickets,
    turn::{Turn, home},
    typed,
    view::{Meant, View},
    writing,
};
use crate::text::{
    lexicon::{courtesy, works},
    reference,
};

/// The chat was opened, perhaps by a link with a code.
pub fn started(state: State, code: Option<String>, view: &View<'_>) -> Turn {
    match (code, view.is_private(), view.member()) {
        (Some(code), ..) if !code.trim().is_empty() => command::redeem(state, &code, view),
        (_, false, _) => Turn::to(state, "chatter"),
        (_, true, None) => enrol::begin(state, view),
        (_, true, Some(_)) if view.draft.is_some() => report::ending::resume(&view.answers(), view),
        (_, true, Some(person)) => {
            Turn::to(State::Idle, "help").say(Line::Welcome { name: person.name.clone() }, home(view))
        }
    }
}

/// Something was written or sent.
pub fn said(state: State, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !view.is_private() {
        return room::said(state, text, files, view);
    }
    if let Some(turn) = command::said(&state, text, files, view) {
        return turn;
    }
    let again = || again::said(&state, text, view).filter(|_| files.is_empty());
    if let Some(turn) = announce::reading::answered(&state, text, files, view).or_else(again) {
        return turn;
    }
    if view.member().is_none() {
        return enrol::said(state, text, files, view);
    }
    // The way out of practice is open wherever one is.
    if view.practises() && files.is_empty() && typed::pick(text, &[Choice::EndPractice], false, view).is_some() {
        return practice::end();
    }
    if let State::Writing { what, to, ticket, .. } = &state
        && writing::is_for(ticket, view)
    {
        return writing::said(*what, to, ticket.clone(), text, files, view);
    }
    if view.meant == Meant::Draft
        && let Some(draft) = view.draft
    {
        let step = if let State::Report(step) = state { step } else { report::next(&draft.answers, view) };
        return report::said(step, text, files, view);
    }
    if let Some(ticket) = view.thread {
        return tickets::in_thread(state, ticket, text, files, view);
    }
    let free = matches!(&state, State::Talking { .. })
        || matches!(&state, State::Notify(step) if step.takes_words())
        || matches!(&state, State::Report(step) if report::takes_words(*step, view));
    let counted = state == State::Idle && queue::is_counted(view.pending, view.listing, view.now);
    let digits = !(free || counted);
    if files.is_empty()
        && let Some(choice) = typed::pick(text, view.pending, digits, view)
    {
        return choosing::chose(state, &choice, view);
    }
    if let Some(turn) = queue::by_number(&state, text, files, view) {
        return turn;
    }
    if let Some(turn) = aside(&state, text, files, view) {
        return turn;
    }
    match state {
        State::Report(_) if own::goes_before_draft(view) => {
            own::open(text, files, view).unwrap_or_else(|| at_rest(text, files, view))
        }
        State::Report(step) => report::said(step, text, files, view),
        State::Announcing(asked) => announce::given(&asked, text, files, view),
        State::People(asked) => people::said(asked, text, files, view),
        State::Giving { what, ticket } => giving::said(what, ticket, text, files, view),
        State::Talking { ticket, reference, until } => talking::said(ticket, reference, until, text, files, view),
        State::Notify(step) => notify::behalf::said(step, text, files, view),
        State::Holding { words, files: held } => own::hold_more(words, held, text, files, view),
        State::Parked { ticket } => {
            own::said_parked(ticket, text, files, view).unwrap_or_else(|| at_rest(text, files, view))
        }
        State::Idle | State::Enrol(_) | State::Writing { .. } | State::Doing(_) => at_rest(text, files, view),
    }
}

/// In the middle of a report: a person is asked for, or another question is answered that was asked since.
fn aside(state: &State, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let is_report = matches!(state, State::Report(_));
    if is_report && files.is_empty() && typed::pick(text, &[Choice::Person], false, view).is_some() {
        return Some(choosing::chose(state.clone(), &Choice::Person, view));
    }
    let is_aside = is_report || matches!(state, State::Parked { .. });
    is_aside.then(|| own::answers(text, files, view)).flatten()
}

/// No dialog is at hand.
fn at_rest(text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if text.trim().is_empty() && files.is_empty() {
        return Turn::to(State::Idle, "empty").say(Plain::NothingWritten, home(view));
    }
    if let Some(choice) = typed::pick(text, &home(view), false, view).filter(|_| files.is_empty()) {
        return choosing::chose(State::Idle, &choice, view);
    }
    if let Some(turn) = gate::said(text, files, view) {
        return turn;
    }
    if let Some(turn) = by_reference(text, files, view) {
        return turn;
    }
    if let Some(turn) = own::answers(text, files, view) {
        return turn;
    }
    if own::goes_before_draft(view)
        && let Some(turn) = own::open(text, files, view)
    {
        return turn;
    }
    if view.draft.is_some() {
        return report::said(ReportStep::Resume, text, files, view);
    }
    if let Some(turn) = own::said(text, files, view) {
        return turn;
    }
    if let (true, Some(person)) = (files.is_empty() && courtesy::is_greeting(text), view.member()) {
        return Turn::to(State::Idle, "help").say(Line::Welcome { name: person.name.clone() }, home(view));
    }
    let asks = [Choice::Person, Choice::Recover];
    if let Some(choice) = typed::pick(text, &asks, false, view).filter(|_| files.is_empty()) {
        return choosing::chose(State::Idle, &choice, view);
    }
    if files.is_empty() && (courtesy::is_thanks(text) || works::says(text)) {
        return own::thanks();
    }
    if files.is_empty() && courtesy::only_answers(text) {
        return Turn::to(State::Idle, "help").say(Plain::NothingAsked, home(view));
    }
    report::begin(text, files, view)
}

/// A reference in a sentence shows its ticket. A wrong one is mentioned only where it is the point of the message.
fn by_reference(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let prefix = &view.desk.prefix;
    if !files.is_empty() {
        return None;
    }
    let is_number = !text.trim().contains(|char: char| !char.is_ascii_digit());
    match reference::whole(text, prefix).or_else(|| reference::find(text, prefix))? {
        Ok(reference) => Some(Turn::show(State::Idle, Which::Reference(reference), "status")),
        Err(_) if is_number || text.split_whitespace().count() > 4 => None,
        Err(wrong) => {
            Some(Turn::to(State::Idle, "status").say(Line::CheckTheNumber { typed: wrong.0 }, vec![Choice::MyTickets]))
        }
    }
}
