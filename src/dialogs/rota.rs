//! The weekly rota: `/escala` shows it, and managers and administrators set it.
//!
//! ```text
//! Grace: /escala nível 2 seg-sex 8-16 Bo
//! bot:   Nível 2: Bo Sitoe, seg.–sex. 08:00–16:00.
//! Grace: /escala tirar nível 2 Bo
//! bot:   Bo Sitoe deixa de ter turnos no nível 2.
//! ```

use super::{
    command::tier,
    duty::{self, DutyEffect},
    effect::Effect,
    line::DutyLine,
    state::State,
    turn::Turn,
    view::View,
};
use crate::text::{fold, lexicon::weekdays};

/// Words that take a shift out, folded.
const OUT: [&str; 6] = ["tirar", "retirar", "remover", "apagar", "remove", "delete"];

pub(super) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    let rest = rest.trim();
    let effect = if rest.is_empty() { Some(DutyEffect::Show) } else { read(rest, view) };
    match effect {
        Some(effect) => Turn::to(state, "command").with(Effect::Duty(effect)),
        None => duty::came(state, DutyLine::RotaUnclear, view),
    }
}

/// A tier of the desk's, then days, hours and a name; or what is to be taken out.
fn read(rest: &str, view: &View<'_>) -> Option<DutyEffect> {
    let (first, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let is_out = OUT.contains(&fold::fold(first).as_str());
    let (number, words) = tier::split(if is_out { after } else { rest });
    let tiers = view.desk.all_tiers();
    let tier = number.filter(|number| tiers.is_empty() || tiers.contains(number))?;
    if is_out {
        return Some(DutyEffect::Unset { tier, name: words.to_owned() });
    }
    let week = weekdays::read(words).filter(|week| !week.rest.is_empty() && week.hours.0 != week.hours.1)?;
    Some(DutyEffect::Set { tier, week })
}
