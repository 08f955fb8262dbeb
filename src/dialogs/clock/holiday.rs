//! `/feriado`: a day on which the desk is closed, or open for less, everywhere or in one place; at short notice too.
//!
//! ```text
//! Grace: /feriado 25/11 Gaza 07:30-12:00
//! bot:   25/11/2026, Gaza: o apoio abre só 07:30-12:00. Os prazos são contados de novo.
//! ```

use chrono::Datelike;

use super::{ClockEffect, line::ClockLine};
use crate::{
    core::{
        calendar::Slot,
        day_off::{self, DayOff},
        rights::Verb,
    },
    dialogs::{effect::Effect, outcomes::then_back, state::State, turn::Turn, view::View, writing},
    text::{day, fold},
};

/// Until when half a day is open.
const NOON: u32 = 12 * 60;

/// Declares a day, takes one out, or lists those that are to come.
pub(in crate::dialogs) fn said(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Holiday, view) {
        return writing::refuse(state, line, false, view);
    }
    if rest.trim().is_empty() {
        return Turn::to(state, "command").with(Effect::Clock(ClockEffect::DaysOff));
    }
    match read(rest, view) {
        Some((day, true)) => Turn::to(state, "command").with(Effect::Clock(ClockEffect::NoDayOff(day))),
        Some((day, false)) => Turn::to(state, "command").with(Effect::Clock(ClockEffect::DayOff(day))),
        None => then_back(state, ClockLine::HolidayUnclear.into(), Vec::new(), "command", view),
    }
}

/// The day, and whether it is taken out.
fn read(rest: &str, view: &View<'_>) -> Option<(DayOff, bool)> {
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let is_out = matches!(fold::fold(words.first()?).as_str(), "tirar" | "remover" | "remove" | "cancel");
    if is_out {
        words.remove(0);
    }
    let day = date(words.first()?, view)?;
    words.remove(0);
    let at = words.iter().position(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let written = at.map(|at| words.split_off(at).join(" "));
    let mut name = fold::fold_words(&words.join(" "));
    let half = ["meio dia", "half day", "half"].into_iter().find_map(|half| name.strip_suffix(half).map(str::to_owned));
    let is_half = half.is_some();
    if let Some(rest) = half {
        rest.trim().clone_into(&mut name);
    }
    let hours = match written {
        Some(written) => day_off::hours(&written)?,
        None if is_half => morning(day, view),
        None => Vec::new(),
    };
    let (place, place_name) = place(&name, view)?;
    Some((DayOff { day, place, place_name, hours }, is_out))
}

/// Today or a day to come: `hoje`, `amanhã`, `25/11`, `25/11/2026`.
fn date(word: &str, view: &View<'_>) -> Option<i64> {
    let today = day::local(view.now, &view.desk.timezone);
    let found = match fold::fold(word).as_str() {
        "hoje" | "today" => today,
        "amanha" | "tomorrow" => today + 1,
        _ => day::parse(word).or_else(|| {
            let year = view.desk.day_of(view.now).year();
            (year..=year + 1).filter_map(|year| day::parse(&format!("{word}/{year}"))).find(|day| *day >= today)
        })?,
    };
    (found >= today).then_some(found)
}

/// What is open of a day before noon.
fn morning(on: i64, view: &View<'_>) -> Vec<Slot> {
    let weekday = usize::try_from((on + 3).rem_euclid(7)).unwrap_or(0);
    let slots = view.calendar.week.get(weekday).map_or(&[][..], Vec::as_slice);
    let before = slots.iter().filter(|slot| slot.from < NOON);
    before.map(|slot| Slot { from: slot.from, until: slot.until.min(NOON) }).collect()
}

/// A province or a district of the directory; nothing is everywhere.
fn place(name: &str, view: &View<'_>) -> Option<(String, String)> {
    if name.is_empty() {
        return Some((String::new(), String::new()));
    }
    let places = view.directory.facilities.iter().flat_map(|one| [&one.province, &one.district]);
    let found = places.into_iter().find(|place| fold::fold_words(place) == name)?;
    Some((fold::fold(found), found.clone()))
}
