//! Who of the desk is there, and who stands in for whom.
//!
//! ```text
//! Bo:   /ausente 28/11 a 05/12 Carla
//! bot:  Fica ausente de 28/11/2026 a 05/12/2026. Para voltar antes: /presente
//!       Carla Nhaca fica com os seus pedidos.
//! ```

use super::{effect::Effect, line::DutyLine, outcomes, state::State, turn::Turn, values, view::View};
use crate::{
    core::verb::Verb,
    text::{day, fold},
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
}

/// Words before a day, folded.
const BEFORE: [&str; 6] = ["de", "desde", "from", "ate", "until", "till"];
/// Words between two days, folded.
const BETWEEN: [&str; 6] = ["a", "ate", "to", "until", "till", "-"];

/// One of the verbs of this dialog.
pub(super) fn said(verb: Verb, state: State, rest: &str, view: &View<'_>) -> Turn {
    let effect = if verb == Verb::Present {
        Some(DutyEffect::Back)
    } else if verb == Verb::Rota {
        Some(DutyEffect::Show)
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
