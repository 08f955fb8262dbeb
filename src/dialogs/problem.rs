//! Problems that many have: made of a request, with others joined to it, and described for the desk and for others.
//!
//! ```text
//! Bo:   /comum BL-10429
//! bot:  Problema comum BL-10429 · 1 pedido, 1 Unidade Sanitária …       [Resumo em português] [Juntar BL-10437]
//! Bo:   /problema BL-10429 resumo O iDART não imprime etiquetas.
//! bot:  … Por aprovar (português): «O iDART não imprime etiquetas.»     [Aprovar resumo]
//! Bo:   /comum BL-10429 BL-10437 BL-10445
//! ```

pub mod choice;
pub mod line;

use super::{
    announce::choice::AnnounceChoice,
    choice::Choice,
    command,
    effect::{Effect, Which},
    event::TicketView,
    line::Line,
    outcomes,
    state::State,
    turn::Turn,
    view::View,
    writing,
};
use crate::{
    core::{
        deed::Deed,
        problem::{Extent, Part, Problem, State as How},
        verb::Verb,
    },
    text::{fold, locale::Locale, reference},
};
use choice::ProblemChoice;
use line::{Like, Listed, ProblemLine, Whole};

/// So many requests that are alike are offered to be joined.
const OFFERED: usize = 3;

/// What is wanted of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemEffect {
    /// Those that go on; answers `Listed`.
    List,
    /// Does these on a request, one after the other, and shows its problem; answers `Shown` or `Refused`.
    Do { ticket: Which, deeds: Vec<Deed> },
    /// Makes one problem of these; answers as `Do`.
    Gather(Vec<i64>),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemOutcome {
    Listed(Vec<Listed>),
    Shown(Box<Shown>),
}

/// A problem, for the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub ticket: TicketView,
    pub problem: Problem,
    pub extent: Extent,
    /// Open requests of its system that are like it and of no problem, with their ids.
    pub alike: Vec<(i64, Like)>,
}

/// `/comum …` and `/problema …`
pub(super) fn said(verb: Verb, state: State, rest: &str, view: &View<'_>) -> Turn {
    let (which, rest) = match command::target(verb, rest, view) {
        command::Target::One(which, rest) => (which, rest),
        command::Target::Wrong(typed) => return command::wrong(state, typed, view),
        command::Target::None if rest.trim().is_empty() => {
            return Turn::to(state, "command").with(Effect::Problem(ProblemEffect::List));
        }
        command::Target::None => return Turn::to(state, "command").say(Line::WhichReference, Vec::new()),
    };
    let turn =
        if verb == Verb::Common { gather(state, which, &rest, view) } else { describe(state, which, &rest, view) };
    turn.placed("command")
}

/// The other requests that are named join it, or leave it.
fn gather(state: State, which: Which, rest: &str, view: &View<'_>) -> Turn {
    const OUT: [&str; 8] = ["tirar", "tira", "retirar", "retira", "sem", "out", "remove", "without"];
    let first = fold::fold(rest.split_whitespace().next().unwrap_or_default());
    let sign = if OUT.contains(&first.as_str()) { "-" } else { "" };
    let others = reference::all_in(rest, &view.desk.prefix).flatten();
    let mut deeds: Vec<Deed> = others.map(|other| Deed::of(Verb::Common).to(format!("{sign}{other}"))).collect();
    if deeds.is_empty() {
        deeds.push(Deed::of(Verb::Common));
    }
    Turn::to(state, "command").with(Effect::Problem(ProblemEffect::Do { ticket: which, deeds }))
}

/// What is told of a problem: `resumo …`, `causa …`, `conhecido`.
fn describe(state: State, which: Which, rest: &str, view: &View<'_>) -> Turn {
    let (first, after) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    let (key, after) = (fold::fold(first), after.trim());
    let (locale, of_locale) = language(after, view);
    let part = match key.as_str() {
        "resumo" | "summary" => format!("summary-{locale}"),
        "sintoma" | "symptom" => Part::Symptom.word().to_owned(),
        "causa" | "cause" => Part::Cause.word().to_owned(),
        "contorno" | "provisoria" | "workaround" => Part::Workaround.word().to_owned(),
        "aprovar" | "approve" => return does(state, which, Deed::of(Verb::Problem).to(format!("approve-{locale}"))),
        "conhecido" | "known" => return does(state, which, Deed::of(Verb::Problem).to(How::Known.word())),
        "aberto" | "open" => return does(state, which, Deed::of(Verb::Problem).to(How::Open.word())),
        "resolvido" | "solved" | "resolved" => return solved(state, which, after, view),
        "" => return does(state, which, Deed::of(Verb::Problem)),
        _ => {
            let line = Line::NotThat { what: Verb::Problem, reference: None, system: None };
            return outcomes::then_back(state, line, Vec::new(), "command", view);
        }
    };
    let words = if part.starts_with("summary-") { of_locale } else { after };
    if words.is_empty() {
        return match view.known(&which).map(|ticket| (ticket.id, ticket.reference.clone())) {
            Some((ticket, reference)) => ask(&part, ticket, reference, view),
            None => does(state, which, Deed::of(Verb::Problem)),
        };
    }
    does(state, which, Deed::saying(Verb::Problem, words).to(part))
}

/// A problem is solved by the resolution of its request, in words, as `/resolver` does it; where that has ended otherwise,
/// by the word alone.
fn solved(state: State, which: Which, words: &str, view: &View<'_>) -> Turn {
    match view.known(&which).filter(|ticket| ticket.status.is_open()) {
        Some(ticket) => command::run(Verb::Resolve, &format!("{} {words}", ticket.reference), state, &[], view),
        None => does(state, which, Deed::of(Verb::Problem).to(How::Solved.word())),
    }
}

/// A language that stands before words, else that of the chat.
fn language<'t>(words: &'t str, view: &View<'_>) -> (Locale, &'t str) {
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let locale = match fold::fold(first).as_str() {
        "pt" | "portugues" | "portuguese" => Some(Locale::Pt),
        "en" | "ingles" | "english" => Some(Locale::En),
        _ => None,
    };
    locale.map_or((view.locale, words), |locale| (locale, rest.trim()))
}

fn does(state: State, ticket: Which, deed: Deed) -> Turn {
    Turn::to(state, "command").with(Effect::Problem(ProblemEffect::Do { ticket, deeds: vec![deed] }))
}

/// Asks for the words of a part.
fn ask(part: &str, ticket: i64, reference: String, view: &View<'_>) -> Turn {
    let next = writing::asking(Verb::Problem, part, Which::Id(ticket), view);
    Turn::to(next, "ticket").say(ProblemLine::AskPart { part: part.to_owned(), reference }, vec![Choice::Cancel])
}

/// A button of a problem's, or of requests that are alike.
pub(super) fn chose(state: State, choice: &ProblemChoice, view: &View<'_>) -> Turn {
    let verb = match choice {
        ProblemChoice::Join { .. }
        | ProblemChoice::Because { .. }
        | ProblemChoice::NotThis
        | ProblemChoice::Helped
        | ProblemChoice::NotHelped => Verb::Report,
        ProblemChoice::Gather(_) | ProblemChoice::Add { .. } => Verb::Common,
        ProblemChoice::Write { .. } | ProblemChoice::Approve { .. } | ProblemChoice::Mark { .. } => Verb::Problem,
    };
    if let Some(line) = writing::refusal(verb, view) {
        return writing::refuse(state, line, true, view);
    }
    let does = |ticket: i64, deed| does(state.clone(), Which::Id(ticket), deed);
    let turn = match choice {
        // These are a report's, which has them.
        ProblemChoice::Join { .. }
        | ProblemChoice::Because { .. }
        | ProblemChoice::NotThis
        | ProblemChoice::Helped
        | ProblemChoice::NotHelped => Turn::to(state.clone(), "choice"),
        ProblemChoice::Gather(tickets) => {
            Turn::to(state.clone(), "choice").with(Effect::Problem(ProblemEffect::Gather(tickets.clone())))
        }
        ProblemChoice::Add { ticket, reference } => does(*ticket, Deed::of(Verb::Common).to(reference)),
        ProblemChoice::Write { ticket, reference, locale } => {
            ask(&format!("summary-{locale}"), *ticket, reference.clone(), view)
        }
        ProblemChoice::Approve { ticket, locale } => {
            does(*ticket, Deed::of(Verb::Problem).to(format!("approve-{locale}")))
        }
        ProblemChoice::Mark { ticket, state } => does(*ticket, Deed::of(Verb::Problem).to(state.word())),
    };
    turn.placed("choice")
}

/// Something was done with a problem by its words: it is shown as it is now.
pub(super) fn done(ticket: i64) -> Turn {
    does(State::Idle, Which::Id(ticket), Deed::of(Verb::Problem))
}

/// What came of an effect on problems.
pub(super) fn came(state: State, outcome: ProblemOutcome, view: &View<'_>) -> Turn {
    match outcome {
        ProblemOutcome::Listed(entries) => {
            outcomes::then_back(state, ProblemLine::Listed { entries }.into(), Vec::new(), "command", view)
        }
        ProblemOutcome::Shown(shown) => {
            let (line, choices) = shown_as(&shown, view);
            let state = if let State::Doing(_) = state { outcomes::rest(view) } else { state };
            outcomes::then_back(state, line, choices, "command", view)
        }
    }
}

fn shown_as(shown: &Shown, view: &View<'_>) -> (Line, Vec<Choice>) {
    let (ticket, problem) = (&shown.ticket.ticket, &shown.problem);
    let (id, reference) = (ticket.id, ticket.reference.clone());
    let mut choices = Vec::new();
    let locales = std::iter::once(view.locale).chain(Locale::ALL.into_iter().filter(|locale| *locale != view.locale));
    for locale in locales {
        match problem.summaries.get(&locale) {
            Some(summary) if summary.approved.is_some() => {}
            Some(_) => choices.push(ProblemChoice::Approve { ticket: id, locale }),
            None => choices.push(ProblemChoice::Write { ticket: id, reference: reference.clone(), locale }),
        }
    }
    let add = |(_, like): &(i64, Like)| ProblemChoice::Add { ticket: id, reference: like.reference.clone() };
    choices.extend(shown.alike.iter().take(OFFERED).map(add));
    match problem.state {
        How::Open => choices.push(ProblemChoice::Mark { ticket: id, state: How::Known }),
        How::Known => choices.push(ProblemChoice::Mark { ticket: id, state: How::Open }),
        How::Solved => {}
    }
    let tells = problem.state != How::Solved && writing::refusal(Verb::Announce, view).is_none();
    let tells = tells.then_some(Choice::Announce(AnnounceChoice::OfProblem(id)));
    let resolve = ticket.status.is_open().then(|| Choice::act(Verb::Resolve, id));
    let choices = choices.into_iter().map(Choice::Problem).chain(tells).chain(resolve).collect();
    let summaries = problem.summaries.iter();
    let whole = Whole {
        reference,
        system: ticket.system.clone(),
        state: problem.state,
        extent: shown.extent,
        parts: Part::ALL
            .iter()
            .map(|part| (*part, problem.part(*part).to_owned()))
            .filter(|(_, words)| !words.is_empty())
            .collect(),
        summaries: summaries.map(|(locale, one)| (*locale, one.words.clone(), one.approved.is_some())).collect(),
        alike: shown.alike.iter().map(|(_, like)| like.clone()).collect(),
    };
    (ProblemLine::Shown(Box::new(whole)).into(), choices)
}
