//! Who of the desk is there, and who stands in for whom.
//!
//! ```text
//! Bo:   /ausente 28/11 a 05/12 Carla
//! bot:  Fica ausente de 28/11/2026 a 05/12/2026. Para voltar antes: /presente
//!       Carla Nhaca fica com os seus pedidos.
//! ```

use super::{
    choice::Choice,
    effect::{Effect, Which},
    line::DutyLine,
    outcomes, rota,
    state::{Doing, Manner, State},
    turn::Turn,
    values,
    view::View,
    writing,
};
use crate::{
    core::{deed::Deed, ticket::Ticket, verb::Verb},
    text::{day, fold, lexicon::weekdays::Week},
};

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyEffect {
    /// From a day, or today, until another, both since 1970; answers `Duty`.
    Away { from: Option<i64>, until: i64, deputy: String },
    /// Answers `Duty`.
    Back,
    /// Answers `Duty`.
    Show,
    /// Gives somebody a shift in a tier; answers `Duty`.
    Set { tier: i64, week: Week },
    /// Takes the shifts of a tier out, or somebody's in it; answers `Duty`.
    Unset { tier: i64, name: String },
}

/// Why a request cannot go where it was meant to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Nobody works in that tier; in these somebody does.
    Nobody { tier: i64, words: String, others: Vec<i64> },
    /// Somebody is away until a day; who stands in, or else who is here, by id and name.
    Away { name: String, until: i64, deputy: Option<(i64, String)>, others: Vec<(i64, String)> },
}

/// So many colleagues are offered in the place of one.
const OFFERED: usize = 4;

/// Words before a day, folded.
const BEFORE: [&str; 6] = ["de", "desde", "from", "ate", "until", "till"];
/// Words between two days, folded.
const BETWEEN: [&str; 6] = ["a", "ate", "to", "until", "till", "-"];

/// One of the verbs of this dialog.
pub(super) fn said(verb: Verb, state: State, rest: &str, view: &View<'_>) -> Turn {
    let effect = if verb == Verb::Present {
        Some(DutyEffect::Back)
    } else if verb == Verb::Rota {
        return rota::said(state, rest, view);
    } else {
        read(rest, view)
    };
    match effect {
        Some(effect) => Turn::to(state, "command").with(Effect::Duty(effect)),
        None => came(state, DutyLine::AskAway, view),
    }
}

pub(super) fn came(state: State, line: DutyLine, view: &View<'_>) -> Turn {
    outcomes::then_back(state, line.into(), Vec::new(), "command", view)
}

/// One day, until which they are away, or two; then who stands in.
fn read(rest: &str, view: &View<'_>) -> Option<DutyEffect> {
    let mut words = rest.split_whitespace().peekable();
    let is = |list: &[&str], word: &&str| list.contains(&fold::fold(word).as_str());
    let day_of = |word: &str| values::day_named(word, view).and_then(|found| day::parse(&found));
    words.next_if(|word| is(&BEFORE, word));
    let first = day_of(words.next()?)?;
    let second = if words.next_if(|word| is(&BETWEEN, word)).is_some() {
        Some(day_of(words.next()?)?)
    } else {
        words.next_if(|word| day_of(word).is_some()).and_then(day_of)
    };
    let deputy = words.collect::<Vec<&str>>().join(" ");
    let (from, until) = second.map_or((None, first), |until| (Some(first), until));
    Some(DutyEffect::Away { from, until, deputy })
}

/// Says why it stays where it is, and asks again.
pub(super) fn elsewhere(ticket: &Ticket, why: Elsewhere, view: &View<'_>) -> Turn {
    let (id, reference) = (ticket.id, ticket.reference.clone());
    let (line, choices) = match why {
        Elsewhere::Nobody { tier, words, others } => {
            let to = |tier: &i64| Choice::PassTo { ticket: id, tier: *tier, words: words.clone() };
            let line = DutyLine::NobodyThere { reference, tier, others: !others.is_empty() };
            (line, others.iter().map(to).collect())
        }
        Elsewhere::Away { name, until, deputy, others } => {
            let to = |(person, name): (i64, String)| Choice::With {
                verb: Verb::Assign,
                ticket: id,
                to: person.to_string(),
                name: Some(name),
            };
            let line = DutyLine::Absent { reference, name, until, deputy: deputy.clone().map(|(_, name)| name) };
            let offered = if let Some(deputy) = deputy { vec![deputy] } else { others };
            (line, offered.into_iter().take(OFFERED).map(to).collect::<Vec<Choice>>())
        }
    };
    if view.is_private() {
        return outcomes::then_back(outcomes::rest(view), line.into(), choices, "refused", view);
    }
    Turn::to(State::Idle, "refused").say(line, choices)
}

/// Handed to another tier than was asked, with the words that were written.
pub(super) fn pass_to(state: State, ticket: i64, tier: i64, words: &str, view: &View<'_>) -> Turn {
    let manner = if view.is_private() { Manner::Said } else { Manner::Tapped };
    let deed = Deed::saying(Verb::Escalate, words).to(tier.to_string());
    writing::deed(state, deed, Which::Id(ticket), Doing { what: Verb::Escalate, manner }, view)
}
