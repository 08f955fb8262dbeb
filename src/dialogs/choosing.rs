//! A choice was tapped or typed: it is handed to the dialog that it belongs to. Choices that are too late are
//! answered with what was chosen then, and a way to change it where there is one.

use super::{
    announce::{self, choice::AnnounceChoice},
    canned,
    choice::Choice,
    command, duty,
    effect::{Effect, Which},
    enrol, giving, guide, help,
    line::{Line, Plain},
    misses, notify, own, people, practice,
    problem::{self, choice::ProblemChoice},
    queue,
    report::{self, fields},
    sent,
    state::{Doing, Manner, ReportStep, State},
    surely, talking, tickets,
    turn::{Turn, home},
    view::View,
    writing,
};
use crate::core::{
    chat::Millis,
    deed::Deed,
    verb::{Takes, Verb},
};

pub fn chose(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    match view.member() {
        // Whoever is not known is told how to begin.
        None if !view.is_private() && matches!(choice, Choice::Announce(AnnounceChoice::Join { .. })) => {
            by_member(state, choice, view)
        }
        None if view.is_private() => enrol::chose(state, choice, view),
        None => Turn::to(state, "refused").toast(Plain::NotKnownHere),
        Some(_) => asked_again(&state, choice, view).unwrap_or_else(|| by_member(state, choice, view)),
    }
}

fn by_member(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    match choice {
        Choice::System(_)
        | Choice::Category(_)
        | Choice::Option { .. }
        | Choice::Urgency(_)
        | Choice::Impact(_)
        | Choice::Severity(_)
        | Choice::Priority(_)
        | Choice::Skip
        | Choice::Back
        | Choice::Send
        | Choice::ShowsPatient(_)
        | Choice::Correct
        | Choice::Details
        | Choice::ForOneself
        | Choice::CorrectField(_)
        | Choice::Continue
        | Choice::StartOver
        | Choice::Problem(
            ProblemChoice::Join { .. }
            | ProblemChoice::Because { .. }
            | ProblemChoice::NotThis
            | ProblemChoice::Helped
            | ProblemChoice::NotHelped,
        )
        | Choice::Discard => of_report(state, choice, view),
        Choice::Problem(of) => problem::chose(state, of, view),
        Choice::Announce(of) => announce::chose(state, of, view),
        Choice::Cancel => cancel(&state, view),
        Choice::Recover => command::recover(state, view),
        Choice::Change(field) => of_report(state, &Choice::CorrectField(*field), view),
        Choice::Person => misses::to_person(state, view),
        Choice::Facility(_) | Choice::FacilityAsTyped => facility(state, choice, view),
        Choice::Notify(choice) => notify::chose(state, choice, view),
        Choice::Canned { ticket, key, .. } => canned::chose(state, *ticket, key, view),
        Choice::Language(_) => enrol::chose(state, choice, view),
        Choice::People(of) => people::chose(state, of, view),
        Choice::NewReport => new_report(state, view),
        Choice::ReadAlone { ticket } => read_alone(state, *ticket, view),
        Choice::TicketShows { ticket, patient: true } => command::done_with(state, Verb::Private, *ticket, "yes", view),
        Choice::TicketShows { ticket, patient: false } => Turn::to(state, "choice").with(Effect::ShowPictures(*ticket)),
        Choice::EndPractice => practice::end(),
        Choice::MyTickets => Turn::to(state, "choice").with(Effect::ListMine),
        Choice::Help => help::begin(state, view),
        Choice::Guide(category) => guide::show(state, category, view),
        Choice::Show { ticket, .. } => Turn::show(state, Which::Id(*ticket), "choice"),
        Choice::TakeThis { ticket, .. } => act(state, Verb::Take, *ticket, view),
        Choice::Act { verb, ticket } | Choice::AtGate { verb, ticket } => act(state, *verb, *ticket, view),
        Choice::PassTo { ticket, tier, words } => duty::pass_to(state, *ticket, *tier, words, view),
        Choice::With { verb, ticket, to, .. } => command::done_with(state, *verb, *ticket, to, view),
        Choice::Surely { verb, ticket, words } => surely::chose(state, *verb, *ticket, words, view),
        Choice::More(id) => more(state, *id, view),
        Choice::TakeBack(acts) => take_back(acts.clone(), view),
        Choice::Queue(choice) => queue::chose(state, choice, view),
        Choice::NotThis { ticket, entry, fresh } => recall(state, *ticket, *entry, *fresh),
        Choice::EndTalk(_) => end_talk(state, view),
        Choice::About { ticket, .. } => about(state, *ticket, view),
    }
}

fn end_talk(state: State, view: &View<'_>) -> Turn {
    if let State::Talking { reference, .. } = state { talking::end(reference) } else { dead(state, view) }
}

/// The words that are held belong to this ticket; without any it is shown.
fn about(state: State, ticket: i64, view: &View<'_>) -> Turn {
    if let State::Holding { words, files } = state {
        own::chose(ticket, words, files, view)
    } else {
        Turn::show(state, Which::Id(ticket), "choice")
    }
}

/// In a room it is brought to the private chat of whoever asks.
fn read_alone(state: State, ticket: i64, view: &View<'_>) -> Turn {
    if view.is_private() {
        return Turn::show(state, Which::Id(ticket), "choice");
    }
    Turn::to(state, "choice").with(Effect::ReadAlone(ticket))
}

fn recall(state: State, ticket: i64, entry: i64, fresh: bool) -> Turn {
    Turn::to(state, "choice").with(Effect::Recall { ticket, entry, fresh })
}

/// A facility belongs to whichever dialog asked for one.
fn facility(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    let id = if let Choice::Facility(id) = choice { Some(*id) } else { None };
    match state {
        State::Notify(step) => notify::behalf::chose(step, choice, view),
        State::Report(_) => of_report(state, choice, view),
        // None of those that are near a place.
        State::Idle if view.member().is_some() && id.is_none() => report::begin("", &[], view),
        State::Idle if view.member().is_some() && view.draft.is_none() => {
            id.and_then(|id| sent::report_at(id, view)).unwrap_or_else(|| dead(State::Idle, view))
        }
        state => people::facility(&state, id, view).unwrap_or_else(|| enrol::chose(state, choice, view)),
    }
}

fn of_report(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").toast(Plain::NotHere);
    }
    match state {
        State::Report(step) => report::chose(step, choice, view),
        State::Idle
        | State::Enrol(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Holding { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => {
            if view.draft.is_some() {
                report::chose(ReportStep::Resume, choice, view)
            } else {
                dead(state, view)
            }
        }
    }
}

/// "Cancel" ends whatever is at hand.
pub fn cancel(state: &State, view: &View<'_>) -> Turn {
    match state {
        State::Report(_) => report::ending::cancel(&view.answers(), view),
        State::Writing { .. } | State::Giving { .. } | State::Announcing(_) => writing::cancelled(),
        State::Talking { reference, .. } => talking::end(reference.clone()),
        State::Holding { .. } | State::Notify(_) => Turn::to(State::Idle, "draft").say(Plain::NotWritten, home(view)),
        State::People(_) => people::unchanged(view),
        State::Idle | State::Enrol(_) | State::Parked { .. } | State::Doing(_) => {
            if view.draft.is_some() && view.is_private() {
                report::ending::cancel(&view.answers(), view)
            } else {
                Turn::to(State::Idle, "choice").say(Plain::NothingToCancel, Vec::new())
            }
        }
    }
}

pub fn new_report(state: State, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").toast(Plain::NotHere);
    }
    match state {
        State::Holding { words, files } => report::begin(&words, &files, view),
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => report::begin("", &[], view),
    }
}

/// A button of a ticket: done at once, or its value or words are asked for.
fn act(state: State, verb: Verb, id: i64, view: &View<'_>) -> Turn {
    match verb.row().takes {
        Takes::Words if verb == Verb::Reopen => still_broken(state, id, view),
        Takes::Words => writing::begin(state, verb, "", Which::Id(id), true, view),
        Takes::Value(_) | Takes::Reason(_) => match view.known(&Which::Id(id)) {
            Some(ticket) => giving::begin(state, verb, ticket, true, view),
            None => Turn::show(state, Which::Id(id), "choice"),
        },
        Takes::Ticket | Takes::MayWords | Takes::Own => match verb {
            Verb::Status => Turn::show(state, Which::Id(id), "choice"),
            Verb::History => Turn::to(state, "choice").with(Effect::ShowHistory(Which::Id(id))),
            Verb::Talk => talking::begin(state, Which::Id(id), true, view),
            verb => tapped(state, verb, id, view),
        },
    }
}

fn tapped(state: State, verb: Verb, id: i64, view: &View<'_>) -> Turn {
    if let Some(turn) = surely::asked(&state, verb, &Which::Id(id), "", view) {
        return turn;
    }
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    // What is held then was about what works now.
    let deed = if let (State::Holding { words, files }, Verb::Confirm) = (&state, verb) {
        Deed::saying(verb, words.as_str()).with_files(files)
    } else {
        Deed::of(verb)
    };
    writing::deed(state, deed, Which::Id(id), Doing { what: verb, manner }, view)
}

/// The further verbs of a ticket.
fn more(state: State, id: i64, view: &View<'_>) -> Turn {
    let Some(ticket) = view.known(&Which::Id(id)).filter(|_| view.is_agent()) else {
        return Turn::show(state, Which::Id(id), "choice");
    };
    let line = Line::More { reference: ticket.reference.clone() };
    Turn::to(state, "choice").say(line, tickets::further(ticket, view))
}

fn take_back(acts: Vec<i64>, view: &View<'_>) -> Turn {
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    let doing = Doing { what: Verb::TakeBack, manner };
    Turn::to(State::Doing(doing), "choice").with(Effect::TakeBack { acts, ticket: None })
}

/// Words that are held say what still fails; else they are asked for.
fn still_broken(state: State, id: i64, view: &View<'_>) -> Turn {
    match state {
        State::Holding { words, files } => {
            let doing = Doing { what: Verb::Reopen, manner: Manner::Said };
            let deed = Deed::saying(Verb::Reopen, words).with_files(&files);
            writing::deed(State::Idle, deed, Which::Id(id), doing, view)
        }
        State::Idle
        | State::Enrol(_)
        | State::Report(_)
        | State::Writing { .. }
        | State::Giving { .. }
        | State::Talking { .. }
        | State::Parked { .. }
        | State::People(_)
        | State::Announcing(_)
        | State::Doing(_)
        | State::Notify(_) => writing::begin(state, Verb::Reopen, "", Which::Id(id), true, view),
    }
}

/// A question that was answered before: what was chosen, and how to change it. Where the question is open again, its
/// older button answers it.
pub fn stale(state: State, choice: &Choice, chosen: String, view: &View<'_>) -> Turn {
    if is_open(&state, choice, view) {
        return chose(state, choice, view);
    }
    let answers = view.answers();
    let field = view.draft.and_then(|_| fields::field_of(choice, &answers, view.desk));
    let stands = field.filter(|_| chosen.is_empty()).and_then(|field| fields::chosen(field, &answers, view.desk));
    let label = |choice| view.catalog.label(&choice, view.locale, view.desk, view.directory);
    let chosen = stands.map_or(chosen, label);
    let line = if chosen.is_empty() { Line::Plain(Plain::DeadButton) } else { Line::AlreadyAnswered { chosen } };
    let turn = Turn::to(state, "stale");
    if !view.is_private() {
        return turn.toast(line);
    }
    match (field, view.member()) {
        (Some(field), Some(_)) => turn.say(line, vec![Choice::Change(field), Choice::Continue]),
        (None, Some(_)) if view.draft.is_none() && turn.next == State::Idle => turn.say(line, home(view)),
        (Some(_), None) | (None, _) => turn.say(line, Vec::new()),
    }
}

/// Whether a report's question is open that the choice answers.
fn is_open(state: &State, choice: &Choice, view: &View<'_>) -> bool {
    let State::Report(step) = state else { return false };
    let is_meant = choice.names_its_question() || matches!(choice, Choice::Send | Choice::Correct);
    is_meant && view.is_private() && report::asks(*step, &view.answers(), view).1.contains(choice)
}

/// A confirmation that comes too late is asked for again, with a button of its own (platforms B.3).
fn asked_again(state: &State, choice: &Choice, view: &View<'_>) -> Option<Turn> {
    const COUNTS: Millis = 2 * 60 * 1000;
    let is_late = view.asked_at.is_some_and(|asked| asked + COUNTS < view.now);
    if !is_late {
        return None;
    }
    if let Choice::People(of) = choice {
        return people::sure_again(of, view);
    }
    if let Some(turn) = surely::again(state, choice, view) {
        return Some(turn);
    }
    let is_last = *choice == Choice::Discard && *state == State::Report(ReportStep::ConfirmCancel);
    let asked = || report::again(&ReportStep::ConfirmCancel, &view.answers(), view);
    is_last.then(|| asked().led_by(Plain::ConfirmAgain))
}

/// A button that leads nowhere.
pub fn dead(state: State, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "dead");
    if !view.is_private() {
        return turn.toast(Plain::DeadButton);
    }
    let is_free = turn.next == State::Idle && view.draft.is_none() && view.member().is_some();
    turn.say(Plain::DeadButton, if is_free { home(view) } else { Vec::new() })
}
