//! A choice was tapped or typed: it is handed to the dialog that it belongs to. Choices that are too late are
//! answered with what was chosen then, and a way to change it where there is one.

use super::{
    choice::Choice,
    effect::{Deed, Effect, Which},
    enrol, guide,
    line::{Line, Plain},
    report::{self, fields},
    state::{Did, Doing, Manner, ReportStep, State, Writing},
    tickets,
    turn::{Turn, home},
    view::View,
    writing,
};

pub fn chose(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    if view.member().is_none() {
        return if view.is_private() {
            enrol::chose(state, choice, view)
        } else {
            Turn::to(state, "refused").toast(Plain::NotKnownHere)
        };
    }
    match choice {
        Choice::System(_)
        | Choice::Category(_)
        | Choice::Option { .. }
        | Choice::Urgency(_)
        | Choice::Impact(_)
        | Choice::Skip
        | Choice::Back
        | Choice::Send
        | Choice::Correct
        | Choice::CorrectField(_)
        | Choice::Continue
        | Choice::StartOver
        | Choice::Discard => of_report(state, choice, view),
        Choice::Cancel => cancel(&state, view),
        Choice::Facility(_) | Choice::FacilityAsTyped if matches!(state, State::Report(_)) => {
            of_report(state, choice, view)
        }
        Choice::Language(_) | Choice::Facility(_) | Choice::FacilityAsTyped => enrol::chose(state, choice, view),
        Choice::NewReport => new_report(state, view),
        Choice::MyTickets => Turn::to(state, "choice").with(Effect::ListMine),
        Choice::Help => help(state, view),
        Choice::Guide(category) => guide::show(state, category, view),
        Choice::Show { ticket, .. } => Turn::show(state, Which::Id(*ticket), "choice"),
        Choice::Take(id) => tapped(state, Deed::Take, Did::Take, *id, view),
        Choice::Note(id) => writing::begin(state, Writing::Note, Which::Id(*id), true, view),
        Choice::Reply(id) => writing::begin(state, Writing::Reply, Which::Id(*id), true, view),
        Choice::Ask(id) => writing::begin(state, Writing::Question, Which::Id(*id), true, view),
        Choice::Resolve(id) => writing::begin(state, Writing::Resolution, Which::Id(*id), true, view),
        Choice::Confirm(id) => tapped(state, Deed::Confirm, Did::Confirm, *id, view),
        Choice::StillBroken(id) => still_broken(state, *id, view),
        Choice::About { ticket, .. } => match state {
            State::Holding { words, files } => tickets::answer(*ticket, &words, &files, view),
            State::Idle | State::Enrol(_) | State::Report(_) | State::Writing { .. } | State::Doing(_) => {
                Turn::show(state, Which::Id(*ticket), "choice")
            }
        },
    }
}

fn of_report(state: State, choice: &Choice, view: &View<'_>) -> Turn {
    if !view.is_private() {
        return Turn::to(state, "refused").toast(Plain::NotHere);
    }
    match state {
        State::Report(step) => report::chose(step, choice, view),
        State::Idle | State::Enrol(_) | State::Writing { .. } | State::Holding { .. } | State::Doing(_) => {
            if view.draft.is_some() { report::chose(ReportStep::Resume, choice, view) } else { dead(state, view) }
        }
    }
}

/// "Cancel" ends whatever is at hand.
pub fn cancel(state: &State, view: &View<'_>) -> Turn {
    match state {
        State::Report(_) => report::ending::cancel(&view.answers(), view),
        State::Writing { .. } => writing::cancelled(),
        State::Holding { .. } => Turn::to(State::Idle, "draft").say(Plain::NotWritten, home()),
        State::Idle | State::Enrol(_) | State::Doing(_) => {
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
        State::Idle | State::Enrol(_) | State::Report(_) | State::Writing { .. } | State::Doing(_) => {
            report::begin("", &[], view)
        }
    }
}

/// Help, and then the question again that was open.
pub fn help(state: State, view: &View<'_>) -> Turn {
    let line = Line::Help { role: view.role() };
    let choices = if view.is_private() { vec![Choice::NewReport, Choice::MyTickets] } else { Vec::new() };
    super::outcomes::then_back(state, line, choices, "help", view)
}

fn tapped(state: State, deed: Deed, what: Did, id: i64, view: &View<'_>) -> Turn {
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    writing::deed(state, deed, Which::Id(id), Doing { what, manner, files: Vec::new() }, view)
}

/// Words that are held say what still fails; else they are asked for.
fn still_broken(state: State, id: i64, view: &View<'_>) -> Turn {
    match state {
        State::Holding { words, files } => {
            let doing = Doing { what: Did::Reopen, manner: Manner::Said, files };
            writing::deed(State::Idle, Deed::Reopen { words }, Which::Id(id), doing, view)
        }
        State::Idle | State::Enrol(_) | State::Report(_) | State::Writing { .. } | State::Doing(_) => {
            writing::begin(state, Writing::StillBroken, Which::Id(id), true, view)
        }
    }
}

/// A question that was answered before: what was chosen, and how to change it.
pub fn stale(state: State, choice: &Choice, chosen: String, view: &View<'_>) -> Turn {
    let line = if chosen.is_empty() { Line::Plain(Plain::DeadButton) } else { Line::AlreadyAnswered { chosen } };
    let turn = Turn::to(state, "stale");
    if !view.is_private() {
        return turn.toast(line);
    }
    let answers = view.answers();
    let field = view.draft.and_then(|_| fields::field_of(choice, &answers, view.desk));
    match (field, view.member()) {
        (Some(field), Some(_)) => turn.say(line, vec![Choice::CorrectField(field), Choice::Continue]),
        (Some(_), None) | (None, _) => turn.say(line, Vec::new()),
    }
}

/// A button that leads nowhere.
pub fn dead(state: State, view: &View<'_>) -> Turn {
    let turn = Turn::to(state, "dead");
    if view.is_private() { turn.say(Plain::DeadButton, Vec::new()) } else { turn.toast(Plain::DeadButton) }
}
