//! The values that a verb takes, as choices: they are tapped, or typed after the verb.
//!
//! ```text
//! Bo:   /prioridade BL-10429
//! bot:  Qual é a nova prioridade? BL-10429      [Crítica] [Urgente] [Normal]
//! Bo:   /prioridade urgente BL-10429 A farmácia parou
//! ```

use super::{choice::Choice, typed, view::View};
use crate::{
    core::{
        policy::{desk::Desk, scheme::Pairs},
        ticket::{Environment, Kind, Origin, Ticket},
        verb::{Verb, What},
    },
    text::{day, fold, reference},
};

/// The longest name of a value, in words.
const LONGEST: usize = 5;

/// What can be chosen for a verb that takes one of a few values; the one that it has is not offered.
pub fn offered(verb: Verb, ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let Some(what) = verb.takes_value() else { return Vec::new() };
    if what == What::Tag {
        return tags(ticket, view);
    }
    let current = current(what, ticket).unwrap_or_default();
    let others = keys(what, Some(&ticket.system), view.desk).into_iter().filter(|key| *key != current);
    let others = others.filter(|key| may_become(what, key, ticket, view));
    others.map(|to| with(verb, ticket, to)).collect()
}

fn with(verb: Verb, ticket: &Ticket, to: String) -> Choice {
    Choice::With { verb, ticket: ticket.id, to, name: None }
}

/// The values that there are, where they are few.
pub(super) fn keys(what: What, system: Option<&str>, desk: &Desk) -> Vec<String> {
    let policy = desk.policy_of(system);
    let severities = |pairs: &Pairs| pairs.severities.iter().map(|one| one.key.clone()).collect();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match what {
        What::Priority => policy.priorities.iter().map(|one| one.named.key.clone()).collect(),
        What::Severity => policy.pairs().map(severities).unwrap_or_default(),
        What::Category => desk.categories.iter().map(|one| one.named.key.clone()).collect(),
        What::Department => desk.departments.iter().map(|one| one.named.key.clone()).collect(),
        What::Kind => Kind::ALL.iter().map(|one| one.word().to_owned()).collect(),
        What::Origin => words(&[Origin::Implementation.word(), Origin::Defect.word()]),
        What::Environment => Environment::ALL.iter().map(|one| one.word().to_owned()).collect(),
        What::Private => words(&["yes", "no"]),
        What::Person | What::Reference | What::Day | What::Tag => Vec::new(),
    }
}

/// Where severities have pairs, only what is allowed is offered (SV 3.2): the desk lowers, whoever reported it says how
/// severe it is.
fn may_become(what: What, key: &str, ticket: &Ticket, view: &View<'_>) -> bool {
    let policy = view.desk.policy_of(Some(&ticket.system));
    let Some(pairs) = policy.pairs() else { return true };
    match what {
        What::Priority => policy.may_lower_to(pairs, &ticket.impact, &ticket.priority, key).is_ok(),
        What::Severity => !view.is_agent() || policy.is_less_severe(pairs, key, &ticket.impact),
        What::Person
        | What::Reference
        | What::Day
        | What::Tag
        | What::Category
        | What::Kind
        | What::Origin
        | What::Department
        | What::Environment
        | What::Private => true,
    }
}

/// The value that a ticket has.
fn current(what: What, ticket: &Ticket) -> Option<String> {
    match what {
        What::Priority => Some(ticket.priority.clone()),
        What::Severity => Some(ticket.impact.clone()),
        What::Category => Some(ticket.category.clone()),
        What::Department => ticket.department.clone(),
        What::Kind => Some(ticket.kind.word().to_owned()),
        What::Origin => Some(ticket.origin.word().to_owned()),
        What::Environment => Some(ticket.environment.word().to_owned()),
        What::Private => Some(if ticket.private { "yes" } else { "no" }.to_owned()),
        What::Person | What::Reference | What::Day | What::Tag => None,
    }
}

/// The desk's tags that it does not have, and those that it has, to be taken off.
fn tags(ticket: &Ticket, view: &View<'_>) -> Vec<Choice> {
    let with = |to: String, name: String| Choice::With { verb: Verb::Tag, ticket: ticket.id, to, name: Some(name) };
    let off = ticket.tags.iter().map(|tag| with(format!("-{tag}"), format!("− {tag}")));
    let on = view.desk.tags.iter().filter(|tag| !ticket.tags.contains(&tag.key));
    let on = on.map(|tag| with(format!("+{}", tag.key), tag.label.in_locale(view.locale).to_owned()));
    on.chain(off).collect()
}

/// A typed value and the words after it.
pub fn typed<'t>(verb: Verb, rest: &'t str, ticket: &Ticket, view: &View<'_>) -> Option<(String, &'t str)> {
    let (first, after) = split(rest);
    match verb.takes_value()? {
        What::Tag => (!first.is_empty()).then(|| (rest.trim().to_owned(), "")),
        What::Day => day_named(first, view).map(|to| (to, after)),
        What::Reference => {
            let found = reference::whole(first.trim_end_matches([',', '.', ';']), &view.desk.prefix)?.ok()?;
            Some((found, after))
        }
        What::Person => (!first.is_empty()).then(|| (rest.trim().to_owned(), "")),
        what @ (What::Priority
        | What::Severity
        | What::Category
        | What::Kind
        | What::Origin
        | What::Department
        | What::Environment
        | What::Private) => {
            // The value that it has is understood too, and answered with "it is so already".
            let keys = keys(what, Some(&ticket.system), view.desk);
            let all: Vec<Choice> = keys.into_iter().map(|to| with(verb, ticket, to)).collect();
            named(rest, &all, view)
        }
    }
}

/// The longest beginning of the text that names one of the choices.
fn named<'t>(rest: &'t str, choices: &[Choice], view: &View<'_>) -> Option<(String, &'t str)> {
    let ends: Vec<usize> = rest
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .chain([rest.len()])
        .filter(|at| !rest[..*at].trim().is_empty())
        .take(LONGEST)
        .collect();
    ends.into_iter().rev().find_map(|end| {
        let name = rest[..end].trim().trim_end_matches([':', ',', ';']);
        let choice = typed::pick(name, choices, false, view)?;
        let Choice::With { to, .. } = choice else { return None };
        Some((to, rest[end..].trim()))
    })
}

/// A day that is taken away again needs no words.
pub fn is_taken_away(verb: Verb, to: &str) -> bool {
    verb.takes_value() == Some(What::Day) && to == "none"
}

/// A day in full, a day of this or the next year, tomorrow, or none.
pub(super) fn day_named(text: &str, view: &View<'_>) -> Option<String> {
    let today = day::of(view.now + i64::from(view.offset()) * 60_000);
    let folded = fold::fold_words(text);
    match folded.as_str() {
        "nenhum" | "none" | "retirar" | "remove" => return Some("none".to_owned()),
        "hoje" | "today" => return Some(day::format(today)),
        "amanha" | "tomorrow" => return Some(day::format(today + 1)),
        _ => {}
    }
    if let Some(day) = day::parse(text) {
        return Some(day::format(day));
    }
    let year: i64 = day::format(today).get(..4)?.parse().ok()?;
    let short = text.replace(['-', '.'], "/");
    let in_year = |year: i64| day::parse(&format!("{short}/{year}"));
    in_year(year).filter(|day| *day >= today).or_else(|| in_year(year + 1)).map(day::format)
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(first, rest)| (first, rest.trim()))
}
