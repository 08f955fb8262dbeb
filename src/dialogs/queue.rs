//! The queue: pages with buttons, the morning's digest, and replies to many tickets at once by the numbers of the list
//! that was shown last.
//!
//! ```text
//! Bo:   /fila novos provincia:Gaza
//! bot:  Fila · Novos · Gaza: 2 pedidos
//!       1. BL-10429 · Urgente · CS Chókwè · OpenMRS EPTS · 3 h
//!       2. …
//! Bo:   1 assumir; 2 foto?
//! bot:  1. BL-10429: Pedido assumido.
//!       2. BL-10437: Pergunta guardada.                            [Desfazer]
//! ```

mod asking;
mod batch;
pub mod choice;
pub mod line;
mod meaning;
pub mod triage;

use super::{
    catalog::Catalog,
    choice::Choice,
    effect::{Effect, Which},
    event::TicketView,
    line::{Line, Plain},
    outcomes::then_back,
    report::{self, ending::beginning},
    state::State,
    turn::Turn,
    values,
    view::View,
    writing,
};
use crate::{
    core::{
        chat::Millis,
        deed::Deed,
        listing::Listing,
        queue::{Filter, Slice},
        verb::{Place, Takes, Verb},
    },
    text::locale::Locale,
};
use asking::Asked;
use batch::{Told, Wish};
use choice::{Look, QueueChoice};
use line::{End, Entry, Part, QueueLine};

/// How many tickets a page has.
pub const PAGE: usize = 8;
/// How much of the reporter's words a line shows, in characters.
const SHOWN: usize = 60;
/// How many tickets the digest lists.
pub const DIGEST: usize = 12;

/// What the queue wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueEffect {
    /// Read a page; answers `Page`.
    Look(Look),
    /// Read the first new ticket that was not seen yet; answers `Walk`.
    Walk { seen: Vec<i64> },
    /// What waits for this person; answers `Digest`. `asked`: it is said also where nothing waits.
    Digest { asked: bool },
    /// Do these in their order; answers `Batch`.
    Batch(Vec<Numbered>),
}

/// One ticket's line of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub number: usize,
    pub ticket: Option<i64>,
    pub task: Task,
}

/// What is to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    Do(Deed),
    /// Ask the reporter, in their language, for a photo.
    AskPhoto,
    /// Nothing: it ended before it began.
    Nothing(End),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueOutcome {
    Page {
        look: Look,
        total: usize,
        partly: bool,
        entries: Vec<Entry>,
    },
    /// A ticket with what is to be decided about it, and how many come after it. Where none is left that was not seen, how
    /// many are new all the same.
    Walk {
        seen: Vec<i64>,
        ticket: Option<Box<TicketView>>,
        left: usize,
    },
    Digest {
        asked: bool,
        mine: usize,
        fresh: usize,
        entries: Vec<Entry>,
    },
    /// The acts in their order.
    Batch {
        parts: Vec<Part>,
        acts: Vec<i64>,
        waits: bool,
    },
}

/// `/fila`, with what is asked of it.
pub(super) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Queue, view) {
        return writing::refuse(state, line, false, view);
    }
    let line = match asking::parse(rest, view) {
        Asked::Nothing => {
            let slice = if view.is_agent() { Slice::Start } else { Slice::Any };
            return look(state, Look::first(Filter { slice, ..Filter::default() }), "command");
        }
        Asked::Look(filter) => return look(state, Look::first(*filter), "command"),
        Asked::Digest => return Turn::to(state, "command").with(Effect::Queue(QueueEffect::Digest { asked: true })),
        Asked::Unclear(words) => QueueLine::FilterUnclear { words },
        Asked::Ambiguous(word, keys) => QueueLine::FilterAmbiguous { word, keys },
        Asked::WhichFacility(word, facilities) => QueueLine::FilterFacility { word, facilities },
    };
    then_back(state, Line::Queue(line), Vec::new(), "command", view)
}

/// `/parados`: what has had no change for longest.
pub(super) fn stalled(state: State, view: &View<'_>) -> Turn {
    match writing::refusal(Verb::Stale, view) {
        Some(line) => writing::refuse(state, line, false, view),
        None => look(state, QueueChoice::Stalled.look(), "command"),
    }
}

/// A button of the queue.
pub(super) fn chose(state: State, choice: &QueueChoice, view: &View<'_>) -> Turn {
    let walked: Option<&[i64]> = match choice {
        QueueChoice::Walk(seen) => Some(seen),
        QueueChoice::WalkAgain => Some(&[]),
        QueueChoice::Whole
        | QueueChoice::New
        | QueueChoice::Mine
        | QueueChoice::Stalled
        | QueueChoice::Risk
        | QueueChoice::All
        | QueueChoice::Next(_)
        | QueueChoice::Previous(_) => None,
    };
    if let Some(seen) = walked {
        return triage::next(state, seen, view);
    }
    match writing::refusal(Verb::Queue, view) {
        Some(line) => writing::refuse(state, line, true, view),
        None => look(state, choice.look(), "choice"),
    }
}

fn look(state: State, look: Look, place: &'static str) -> Turn {
    Turn::to(state, place).with(Effect::Queue(QueueEffect::Look(look)))
}

/// It is morning.
pub(super) fn morning(state: State) -> Turn {
    Turn::to(state, "timer").with(Effect::Queue(QueueEffect::Digest { asked: false }))
}

/// Whether a number typed below these choices means a ticket of the list that was shown last: then they are chosen by
/// their names. A question that waits for an answer, such as that for a value, is answered by number.
#[must_use]
pub fn is_counted(choices: &[Choice], listing: Option<&Listing>, now: Millis) -> bool {
    let of_queue = choices.iter().any(|choice| matches!(choice, Choice::Queue(_)));
    of_queue || (listing.is_some_and(|listing| listing.stands(now)) && choices.iter().all(Choice::stands))
}

/// Words that begin with numbers of the list that was shown last: one ticket to be shown, or replies to several.
/// `None` where they are something else.
pub(super) fn by_number(state: &State, text: &str, files: &[i64], view: &View<'_>) -> Option<Turn> {
    let is_here = match view.place {
        Place::Private | Place::Agents | Place::Managers => files.is_empty() && view.thread.is_none(),
        Place::Partner | Place::Announcements | Place::UnknownGroup => false,
    };
    // The digest may come in the midst of a report: only what is surely a reply to it is taken for one there.
    let is_busy = matches!(state, State::Report(_));
    if !is_here || !(is_busy || *state == State::Idle) || view.member().is_none() {
        return None;
    }
    let listing = view.listing.filter(|listing| listing.stands(view.now));
    if let (Some(number), Some(listing), false) = (batch::number(text), listing, is_busy) {
        return Some(match listing.at(number) {
            Some(id) => Turn::show(State::Idle, Which::Id(id), "status"),
            None => {
                let (first, last) = listing.numbers();
                let line = QueueLine::NotOnList { number, first, last };
                Turn::to(State::Idle, "status").say(Line::Queue(line), Vec::new())
            }
        });
    }
    let parts = batch::parse(text, &view.desk.prefix).filter(|_| view.is_agent() && view.place != Place::Managers)?;
    if is_busy && !batch::is_surely_one(&parts) {
        return None;
    }
    let Some(listing) = listing else {
        let is_meant = !is_busy && view.is_private() && batch::is_surely_one(&parts);
        let choices = vec![Choice::Queue(QueueChoice::Mine), Choice::Queue(QueueChoice::New)];
        return is_meant.then(|| Turn::to(State::Idle, "batch").say(Line::Queue(QueueLine::NoListing), choices));
    };
    let tasks = |told: &Told| -> Vec<Numbered> {
        let numbered = |number: &usize| {
            let ticket = listing.at(*number);
            Numbered { number: *number, ticket, task: task(&told.wish, ticket, view) }
        };
        told.numbers.iter().map(numbered).collect()
    };
    let all = parts.iter().flat_map(tasks).collect();
    Some(Turn::to(state.clone(), "batch").with(Effect::Keep).with(Effect::Queue(QueueEffect::Batch(all))))
}

/// What a wish means for a ticket.
fn task(wish: &Wish, ticket: Option<i64>, view: &View<'_>) -> Task {
    let Some(id) = ticket else { return Task::Nothing(End::NotOnList) };
    let Some(ticket) = view.known(&Which::Id(id)) else { return Task::Nothing(End::NoSuchRequest) };
    let (verb, words) = match wish {
        Wish::Photo => return Task::AskPhoto,
        Wish::Ask(words) => return Task::Do(Deed::saying(Verb::Ask, words)),
        Wish::DuplicateOf(other) => return Task::Do(Deed::of(Verb::Duplicate).to(other)),
        Wish::WrongDigit(typed) => return Task::Nothing(End::CheckTheNumber(typed.clone())),
        Wish::Unknown(typed) => return Task::Nothing(End::NotUnderstood(typed.clone())),
        Wish::Do(verb, words) => (*verb, words.as_str()),
    };
    match verb.row().takes {
        Takes::Ticket if words.is_empty() => Task::Do(Deed::of(verb)),
        Takes::Ticket | Takes::Own => Task::Nothing(End::NotUnderstood(words.to_owned())),
        Takes::Words if words.is_empty() => Task::Nothing(End::NoWords(verb)),
        Takes::Words | Takes::MayWords => Task::Do(Deed::saying(verb, words)),
        Takes::Value(_) | Takes::Reason(_) => match values::typed(verb, words, ticket, view) {
            None => Task::Nothing(End::NoValue(verb)),
            Some((_, "")) if matches!(verb.row().takes, Takes::Reason(_)) => Task::Nothing(End::NoWords(verb)),
            Some((to, why)) => Task::Do(Deed::saying(verb, why).to(to)),
        },
    }
}

/// What came of an effect of the queue.
pub(super) fn came(state: State, outcome: QueueOutcome, view: &View<'_>) -> Turn {
    match outcome {
        QueueOutcome::Page { look, total, partly, entries } => {
            // What is typed below a list is meant for it, and not for whoever words were asked for before.
            let state = if matches!(state, State::Writing { .. }) { State::Idle } else { state };
            page(state, look, (total, partly), shortened(entries), view)
        }
        QueueOutcome::Walk { seen, ticket, left } => triage::came(state, seen, ticket.as_deref(), left, view),
        QueueOutcome::Digest { asked: false, entries, .. } if entries.is_empty() => Turn::to(state, "timer"),
        QueueOutcome::Digest { entries, .. } if entries.is_empty() => {
            then_back(state, Line::Queue(QueueLine::NothingWaits), buttons(), "command", view)
        }
        QueueOutcome::Digest { mine, fresh, entries, .. } => {
            let name = view.actor.map(|person| person.name.clone()).unwrap_or_default();
            let line = Line::Queue(QueueLine::Digest { name, mine, fresh, entries: shortened(entries) });
            // A question that is open stays the one that the next words answer.
            let choices = if state == State::Idle { buttons() } else { Vec::new() };
            Turn::to(state, "timer").say(line, choices)
        }
        QueueOutcome::Batch { parts, mut acts, waits } => {
            acts.reverse();
            let undo = if acts.is_empty() { Vec::new() } else { vec![Choice::TakeBack(acts)] };
            let line = Line::Queue(QueueLine::Batch { parts, waits });
            let State::Report(step) = &state else { return Turn::to(state, "batch").say(line, undo) };
            let (question, open) = report::asks(*step, &view.answers(), view);
            let again = Line::Many(vec![Line::Plain(Plain::BackToDraft), question]);
            Turn::to(state, "batch").say(line, undo).say(again, open)
        }
    }
}

/// With the beginning of the reporters' words, on one line.
fn shortened(entries: Vec<Entry>) -> Vec<Entry> {
    let on_one_line = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = |entry: Entry| Entry { words: entry.words.map(|words| beginning(&on_one_line(words), SHOWN)), ..entry };
    entries.into_iter().map(short).collect()
}

fn page(state: State, look: Look, (total, partly): (usize, bool), entries: Vec<Entry>, view: &View<'_>) -> Turn {
    let Look { filter, offset } = look;
    let at = |offset| Look { filter: filter.clone(), offset };
    let mut choices = Vec::new();
    if filter.slice == Slice::Start {
        choices = buttons();
    }
    if offset + entries.len() < total {
        choices.push(Choice::Queue(QueueChoice::Next(at(offset + PAGE))));
    }
    if offset > 0 {
        choices.push(Choice::Queue(QueueChoice::Previous(at(offset.saturating_sub(PAGE)))));
    }
    let filter = *filter;
    let line = if entries.is_empty() {
        QueueLine::QueueEmpty { filter, partly }
    } else {
        QueueLine::QueuePage { filter, first: offset + 1, total, partly, entries }
    };
    then_back(state, Line::Queue(line), choices, "command", view)
}

pub(super) fn buttons() -> Vec<Choice> {
    [QueueChoice::New, QueueChoice::Mine, QueueChoice::Stalled, QueueChoice::All].map(Choice::Queue).to_vec()
}

/// The question for a photo, as a reporter reads it.
#[must_use]
pub fn photo_question(catalog: &Catalog, locale: Locale) -> String {
    let mut out = String::new();
    catalog.write("queue-photo-question", &[], locale, &mut out);
    out
}
