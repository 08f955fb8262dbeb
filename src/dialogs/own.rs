//! Which of their own tickets somebody's words at rest belong to (platforms B.6, 4 to 8): the one whose question waits,
//! the one that was written about lately, the one that they choose, the one that was just resolved.
//!
//! ```text
//! Ana:  Ainda não imprime.
//! bot:  É sobre qual pedido?                    [BL-10429] [BL-10437] [Novo pedido]
//! Ana:  [BL-10437]
//! bot:  Enviado à equipa. BL-10437              [Ver BL-10437] [Novo pedido]
//! Ana:  E o scanner também não.
//! bot:  Enviado à equipa. Não era isto? …       [Outro pedido] [Novo pedido]
//! ```

use super::{
    choice::Choice,
    choosing,
    effect::{Effect, Wake, Which},
    event::Recalled,
    line::{Line, Plain, RouteLine},
    report,
    state::{Doing, Manner, ReportStep, State},
    tickets,
    turn::Turn,
    typed,
    view::View,
    writing,
};
use crate::{
    core::{
        chat::Millis,
        deed::Deed,
        draft::{self, Draft},
        rights::Verb,
        ticket::{Status, Ticket},
        work::UNCHOSEN,
    },
    text::lexicon::{courtesy, works},
};

const MINUTE: Millis = 60 * 1000;
const HOUR: Millis = 60 * MINUTE;
/// A question of the desk's waits for so long for plain words.
const ASKED: Millis = 72 * HOUR;
/// A ticket that was written about within this time is the one that is meant.
const LIVELY: Millis = 24 * HOUR;
/// What was resolved within this time may be what still fails.
pub const FIXED: Millis = 7 * 24 * HOUR;
/// A report takes what its writer writes as long as its last step is not older.
const ACTIVE: Millis = 30 * MINUTE;
/// After this time words that are held go to the ticket that was written about last.
const HELD: Millis = HOUR;
/// An exchange with the desk is over when nobody has written for so long.
const EXCHANGE: Millis = 30 * MINUTE;
/// How many tickets a question offers.
const OFFERED: usize = 3;

/// Whether a report is still being written.
#[must_use]
pub fn is_active(draft: &Draft, now: Millis) -> bool {
    now < draft.updated_at + ACTIVE
}

/// What words at rest are about.
enum About<'v> {
    One(&'v Ticket),
    /// One of several, or one that nobody has written about for a while: it is asked.
    Unsure,
    None,
}

/// When a ticket was last written about.
fn spoken(ticket: &Ticket, view: &View<'_>) -> Millis {
    view.spoken.get(&ticket.id).copied().unwrap_or(ticket.created_at)
}

/// When words were last asked for, of a ticket that waits for them: a reminder asks again.
fn asked_words_at(ticket: &Ticket, view: &View<'_>) -> Millis {
    spoken(ticket, view).max(ticket.waits_since.unwrap_or_default())
}

fn about<'v>(view: &View<'v>) -> About<'v> {
    let since = |age: Millis| move |ticket: &&Ticket| spoken(ticket, view) + age > view.now;
    let open = view.own.iter().filter(|ticket| ticket.status.is_open());
    let waiting = open.clone().filter(|ticket| ticket.status == Status::WaitingReporter);
    let asked: Vec<&Ticket> = waiting.filter(|ticket| asked_words_at(ticket, view) + ASKED > view.now).collect();
    let lively: Vec<&Ticket> = open.clone().filter(since(LIVELY)).collect();
    match (&asked[..], &lively[..]) {
        ([one], _) | ([], [one]) => About::One(one),
        _ if open.count() > 0 => About::Unsure,
        _ => About::None,
    }
}

/// Whether words go to a ticket although a report lies there: nobody has written on it for a while, and the ticket was
/// written about since. Whichever was spoken of last has them.
pub(super) fn goes_before_draft(view: &View<'_>) -> bool {
    let Some(draft) = view.draft.filter(|draft| !is_active(draft, view.now)) else { return false };
    let is_later = |ticket: &&Ticket| spoken(ticket, view) > draft.updated_at;
    match about(view) {
        About::One(ticket) => is_later(&ticket),
        About::Unsure => view.own.iter().filter(|ticket| ticket.status.is_open()).any(|ticket| is_later(&ticket)),
        About::None => false,
    }
}

/// Words at rest for what is open: `None` where nothing is.
pub(super) fn open(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    match about(view) {
        About::One(ticket) if files.is_empty() && is_still_needed(ticket, text, view) => {
            Some(choosing::chose(State::Idle, &Choice::act(Verb::StillNeed, ticket.id), view))
        }
        About::One(ticket) => Some(tickets::answer(ticket.id, text, files, Manner::Guessed, view)),
        About::Unsure => Some(hold(text.trim().to_owned(), files.to_vec(), None, view)),
        About::None => None,
    }
}

/// Whether words say no more than that a ticket, which waits for an answer, is still needed.
pub(super) fn is_still_needed(ticket: &Ticket, text: &str, view: &View<'_>) -> bool {
    let offered = [Choice::act(Verb::StillNeed, ticket.id)];
    ticket.status == Status::WaitingReporter && typed::pick(text, &offered, false, view).is_some()
}

/// When a ticket's reporter was last asked whether it works; `None` where they were not, or cannot have read it yet.
fn asked_at(ticket: &Ticket, view: &View<'_>) -> Option<Millis> {
    let resolved = ticket.resolved_at.filter(|at| at + view.desk.take_back <= view.now);
    // A reminder asks again.
    resolved.filter(|_| ticket.status == Status::Resolved).map(|at| at.max(ticket.waits_since.unwrap_or_default()))
}

/// Words that answer the last question that stands, whether something works, before whatever else is open: `None` where
/// they do not, and where something else was written about since. What was filed since asks nothing.
pub(super) fn answers(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let asked = view.own.iter().filter_map(|ticket| Some((asked_at(ticket, view)?, ticket)));
    let (asked, ticket) = asked.max_by_key(|(at, ticket)| (*at, ticket.id)).filter(|_| files.is_empty())?;
    let is_spoken_of = |open: &Ticket| match open.status {
        Status::WaitingReporter => asked_words_at(open, view) > asked,
        status => status.is_open() && spoken(open, view) > asked.max(open.created_at),
    };
    let is_later = view.own.iter().any(is_spoken_of);
    if is_later || view.draft.is_some_and(|draft| is_active(draft, view.now) || draft.updated_at > asked) {
        return None;
    }
    let offered = [Choice::act(Verb::Confirm, ticket.id), Choice::act(Verb::Reopen, ticket.id)];
    let choice = typed::pick(text, &offered, false, view)?;
    Some(choosing::chose(State::Idle, &choice, view))
}

/// Words at rest, of somebody who has tickets: `None` where they have none that it could be about.
pub(super) fn said(text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let fixed = fixed(view);
    let after_fix = || (!fixed.is_empty()).then(|| resolved(text, files, &fixed, view));
    open(text, files, view).or_else(after_fix)
}

/// What was resolved lately, the newest change first.
fn fixed<'v>(view: &View<'v>) -> Vec<&'v Ticket> {
    let is_new = |ticket: &&Ticket| ticket.resolved_at.is_none_or(|at| at + FIXED > view.now);
    let resolved = view.own.iter().filter(|ticket| ticket.status == Status::Resolved);
    resolved.chain(view.closed).filter(is_new).collect()
}

/// After a fix: thanks, yes and no are understood; anything else is held until it is clear what it is about.
pub(super) fn resolved(text: &str, files: &[i64], resolved: &[&Ticket], view: &View<'_>) -> Turn {
    if files.is_empty() && (courtesy::is_thanks(text) || courtesy::is_greeting(text)) {
        return thanks();
    }
    if let ([ticket], true) = (resolved, files.is_empty()) {
        let offered = [Choice::act(Verb::Confirm, ticket.id), Choice::act(Verb::Reopen, ticket.id)];
        let offered = if ticket.status == Status::Resolved { &offered[..] } else { &offered[1..] };
        if let Some(choice) = typed::pick(text, offered, false, view) {
            return choosing::chose(State::Idle, &choice, view);
        }
        if works::says(text) {
            return thanks();
        }
    }
    after_fix(text.trim().to_owned(), files.to_vec(), resolved.first().copied())
}

/// There is nothing to do but to thank.
pub(super) fn thanks() -> Turn {
    Turn::to(State::Idle, "thanks").say(Plain::Thanks, Vec::new())
}

/// Keeps the words, and asks whether it still fails or is something new.
fn after_fix(words: String, files: Vec<i64>, newest: Option<&Ticket>) -> Turn {
    let asks = |ticket: &Ticket| Line::StillBrokenOrNew {
        reference: ticket.reference.clone(),
        closed: ticket.status != Status::Resolved,
    };
    let line = newest.map_or(Line::Plain(Plain::WhichTicket), asks);
    let resolved = newest.filter(|ticket| ticket.status == Status::Resolved);
    let confirm = resolved.map(|ticket| Choice::act(Verb::Confirm, ticket.id));
    let reopen = newest.map(|ticket| Choice::act(Verb::Reopen, ticket.id));
    let choices = confirm.into_iter().chain(reopen).chain([Choice::NewReport]).collect();
    Turn::to(State::Holding { words, files }, "held").with(wait(Wake::Held)).say(line, choices)
}

fn wait(what: Wake) -> Effect {
    let after = match what {
        Wake::Held => HELD,
        Wake::Parked => EXCHANGE,
        Wake::Interrupted => 0,
    };
    Effect::Wake { what, after }
}

/// Keeps the words, and asks which ticket they belong to; one that they are not about is not offered.
fn hold(words: String, files: Vec<i64>, except: Option<i64>, view: &View<'_>) -> Turn {
    let mut open: Vec<&Ticket> =
        view.own.iter().filter(|ticket| ticket.status.is_open() && Some(ticket.id) != except).collect();
    open.sort_by_key(|ticket| (ticket.status != Status::WaitingReporter, std::cmp::Reverse(spoken(ticket, view))));
    let about = |ticket: &&Ticket| Choice::About { ticket: ticket.id, reference: ticket.reference.clone() };
    let choices = open.iter().take(OFFERED).map(about).chain([Choice::NewReport]).collect();
    Turn::to(State::Holding { words, files }, "held").with(wait(Wake::Held)).say(Plain::WhichTicket, choices)
}

/// More words came while some are held: a ticket's reference chooses, the rest is held with them.
pub(super) fn hold_more(words: String, held: Vec<i64>, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    let choices: Vec<Choice> = view
        .own
        .iter()
        .map(|ticket| Choice::About { ticket: ticket.id, reference: ticket.reference.clone() })
        .chain([Choice::NewReport])
        .collect();
    if files.is_empty()
        && let Some(choice) = typed::pick(text, &choices, false, view)
    {
        return choosing::chose(State::Holding { words, files: held }, &choice, view);
    }
    hold_on(&words, held, text, files, view)
}

/// More words are held with those that are, whatever they say.
pub(super) fn hold_on(words: &str, mut held: Vec<i64>, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    held.extend(files);
    let joined = [words, text.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let joined = joined.join("\n");
    if view.own.iter().any(|ticket| ticket.status.is_open()) {
        hold(joined, held, None, view)
    } else {
        after_fix(joined, held, view.own.first().or(view.closed))
    }
}

/// Held words that were edited: they are put right where they are held. `None` where they do not stand there.
pub(super) fn held_corrected(state: &State, earlier: &str, words: &str, view: &View<'_>) -> Option<Turn> {
    let State::Holding { words: held, files } = state else { return None };
    let corrected = draft::reworded(held, earlier, words)?;
    Some(hold_on(&corrected, files.clone(), "", &[], view).led_by(RouteLine::HeldCorrected).placed("edit"))
}

/// Held words that were deleted, or files: what is left of them stays held. `None` where they do not stand there.
pub(super) fn held_deleted(state: &State, earlier: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let State::Holding { words: held, files: with } = state else { return None };
    let words = draft::without(held, earlier);
    let left: Vec<i64> = with.iter().copied().filter(|file| !files.contains(file)).collect();
    if words.is_none() && left.len() == with.len() {
        return None;
    }
    let words = words.unwrap_or_else(|| held.clone());
    Some(if words.is_empty() && left.is_empty() {
        Turn::to(State::Idle, "deletion").say(RouteLine::HeldDeleted, Vec::new())
    } else {
        hold_on(&words, left, "", &[], view).led_by(RouteLine::HeldDeleted).placed("deletion")
    })
}

/// It was chosen which ticket held words belong to. One that has ended meanwhile takes none: they stay held.
pub(super) fn chose(ticket: i64, words: String, files: Vec<i64>, view: &View<'_>) -> Turn {
    if view.own.iter().any(|own| own.id == ticket) {
        tickets::answer(ticket, &words, &files, Manner::Said, view)
    } else {
        hold(words, files, Some(ticket), view).led_by(Plain::DeadButton)
    }
}

/// Nobody chose: the words go to the ticket that was written about last, and the desk is told so. Where no ticket takes
/// them, they begin a report.
pub(super) fn held_too_long(state: State, view: &View<'_>) -> Turn {
    let State::Holding { words, files } = state else { return Turn::to(state, "timer") };
    let newest = view.own.iter().max_by_key(|ticket| (ticket.status.is_open(), spoken(ticket, view), ticket.id));
    let Some(ticket) = newest else { return report::begin(&words, &files, view) };
    let deed = Deed::saying(Verb::Answer, words).with_files(&files).to(UNCHOSEN);
    let doing = Doing { what: Verb::Answer, manner: Manner::Guessed };
    writing::deed(State::Idle, deed, Which::Id(ticket.id), doing, view)
}

/// The receipt of words whose ticket was guessed, with the ways out; a report that is being written is set aside.
pub(super) fn receipt(ticket: &Ticket, entry: Option<i64>, manner: Manner, view: &View<'_>) -> Turn {
    let line = Line::from(RouteLine::Guessed { reference: ticket.reference.clone() });
    let (others, id) = (view.own.iter().any(|own| own.id != ticket.id && own.status.is_open()), ticket.id);
    let way_out = |fresh: bool| entry.map(|entry| Choice::NotThis { ticket: id, entry, fresh });
    let ways_out = way_out(false).filter(|_| others).into_iter().chain(way_out(true));
    match (view.draft, manner) {
        (Some(_), Manner::Parked) => park(id, line, ways_out.collect()),
        (Some(_), _) => park(id, with_parked(line), ways_out.collect()),
        (None, _) => Turn::to(State::Idle, "ticket").say(line, ways_out.collect()),
    }
}

/// Says something of a ticket; the report that is being written waits until nobody writes about it any more. Until then
/// nothing is asked.
pub(super) fn park(ticket: i64, line: Line, mut choices: Vec<Choice>) -> Turn {
    choices.push(Choice::Continue);
    Turn::to(State::Parked { ticket }, "ticket").say(line, choices).with(wait(Wake::Parked))
}

/// Tells with a receipt that the report waits.
pub(super) fn with_parked(line: Line) -> Line {
    Line::Many(vec![line, RouteLine::Parked.into()])
}

/// Words while a report is set aside: they go on about the ticket, as long as it takes any.
pub(super) fn said_parked(ticket: i64, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let known = view.own.iter().find(|own| own.id == ticket && own.status.is_open())?;
    Some(tickets::answer(known.id, text, files, Manner::Parked, view))
}

/// Nobody has written for a while: the report that was set aside is offered again.
pub(super) fn exchange_is_over(state: State, view: &View<'_>) -> Turn {
    let (State::Parked { ticket }, Some(draft)) = (&state, view.draft) else { return Turn::to(state, "timer") };
    let last = view.own.iter().find(|own| own.id == *ticket).map(|own| spoken(own, view));
    match last.map(|last| last + EXCHANGE - view.now).filter(|left| *left > 0) {
        Some(after) => Turn::to(state, "timer").with(Effect::Wake { what: Wake::Parked, after }),
        None => report::again(&ReportStep::Resume, &draft.answers, view).placed("timer"),
    }
}

/// The desk has written in the middle of a report: its question is asked again below.
pub(super) fn interrupted(state: State, view: &View<'_>) -> Turn {
    match (&state, view.draft) {
        (State::Report(step), Some(draft)) if is_active(draft, view.now) => {
            report::again(step, &draft.answers, view).led_by(Plain::BackToDraft).placed("timer")
        }
        _ => Turn::to(state, "timer"),
    }
}

/// Words were taken out of a ticket that they were not meant for: they begin a report, or another ticket is chosen.
pub(super) fn recalled(state: State, recalled: Recalled, view: &View<'_>) -> Turn {
    let Recalled { ticket, words, files, fresh } = recalled;
    let is_empty = words.trim().is_empty() && files.is_empty();
    match (fresh, is_empty) {
        (true, _) => report::begin(&words, &files, view),
        (false, true) => Turn::to(state, "choice").with(Effect::ListMine),
        (false, false) => hold(words, files, Some(ticket), view),
    }
}
