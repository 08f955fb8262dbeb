//! A visit to the facility: on which day, and who goes (EPTS guide, tiers 2 and 3: on-site support is dispatched).

use super::{mark, tell_reporter, workable};
use crate::{
    core::{
        notice::News,
        rights::{Grant, Refusal},
        unit::Unit,
    },
    text::day,
};

/// The longest name of whoever goes, in characters.
const LONGEST: usize = 60;

/// Sets the day and who goes, or with `none` takes both away again. Days that are over are refused. The reporter is
/// told: somebody has to be there.
pub(super) fn visit(unit: &mut Unit<'_>, grant: Grant, id: i64, to: &str, words: &str) -> Result<(), Refusal> {
    workable(unit, id)?;
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let before = (ticket.visit_day, ticket.visit_by.clone());
    let after = match to {
        "none" => (None, None),
        text => {
            let when = day::parse(text).filter(|day| *day >= day::of(unit.now)).ok_or(Refusal::NotThat)?;
            let who = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if who.is_empty() || who.chars().count() > LONGEST {
                return Err(Refusal::NotThat);
            }
            (Some(when), Some(who))
        }
    };
    if before == after {
        return Err(Refusal::AlreadySo);
    }
    let word = |day: Option<i64>| day.map(day::format).unwrap_or_default();
    let (set, by) = after.clone();
    mark(unit, grant, id, (word(before.0), word(after.0)), |ticket| (ticket.visit_day, ticket.visit_by) = after);
    if let Some(day) = set.or(before.0) {
        tell_reporter(unit, id, News::Visit { day, by: by.unwrap_or_default(), off: set.is_none() });
    }
    Ok(())
}
