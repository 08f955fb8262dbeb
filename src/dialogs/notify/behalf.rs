//! A report for somebody who has no chat at hand: their name and their facility first, then the report as ever.
//!
//! ```text
//! Paulo: /porconta Maria Tembe
//! bot:   Em que Unidade Sanitária trabalha Maria Tembe?      [CS Ndlavela] [CS Machava] [Cancelar]
//! Paulo: [CS Ndlavela]
//! bot:   Que sistema tem o problema?
//! ```

use super::{NotifyLine, NotifyState, called};
use crate::{
    core::{directory::Facility, draft::Behalf, person::Role, rights::Verb},
    dialogs::{choice::Choice, line::Plain, nearby, report, state::State, turn::Turn, view::View, writing},
    text::{day, fold, names},
};

/// How many facilities are offered.
const OFFERED: usize = 3;
/// A focal point with no more facilities than these sees them all.
const FEW: usize = 8;

/// `/porconta NAME`.
pub(in crate::dialogs) fn begin(state: State, rest: &str, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::OnBehalf, view) {
        return writing::refuse(state, line, false, view);
    }
    if view.draft.is_some() {
        return report::ending::resume(&view.answers(), view).led_by(NotifyLine::FinishFirst).placed("command");
    }
    if rest.trim().is_empty() { ask(NotifyState::BehalfName, view) } else { named(rest, view) }.placed("command")
}

/// Asks once more.
pub(in crate::dialogs) fn again(step: &NotifyState, view: &View<'_>) -> Turn {
    ask(step.clone(), view)
}

fn ask(step: NotifyState, view: &View<'_>) -> Turn {
    let (line, choices) = asks(&step, view);
    Turn::to(State::Notify(step), "draft").say(line, choices)
}

/// What a step asks, with its choices.
pub(super) fn asks(step: &NotifyState, view: &View<'_>) -> (NotifyLine, Vec<Choice>) {
    let facility = |facility: &&Facility| Choice::Facility(facility.id);
    match step {
        NotifyState::BehalfName => (NotifyLine::BehalfName, vec![Choice::Cancel]),
        NotifyState::BehalfFacility { name, .. } => {
            let own = of_partner(view);
            let few = if own.len() <= FEW { own.iter().map(facility).collect() } else { Vec::new() };
            let line = NotifyLine::BehalfFacility { name: name.clone() };
            (line, few.into_iter().chain([Choice::Cancel]).collect())
        }
        NotifyState::BehalfFound { name, typed, .. } => {
            let found = found(typed, view).into_iter().take(OFFERED).map(|found| Choice::Facility(found.id));
            let line = NotifyLine::BehalfFound { name: name.clone(), typed: typed.clone() };
            (line, found.chain([Choice::FacilityAsTyped, Choice::Cancel]).collect())
        }
        NotifyState::BehalfCame(behalf) => called::asks_came(behalf),
        NotifyState::BehalfPhone(behalf) => called::asks_phone(behalf),
        NotifyState::BehalfCount(_) => called::asks_count(),
    }
}

/// Words came.
pub(in crate::dialogs) fn said(step: NotifyState, text: &str, files: &[i64], view: &View<'_>) -> Turn {
    if !files.is_empty() || text.trim().is_empty() {
        let line = if files.is_empty() { Plain::NothingWritten } else { Plain::OnlyWordsGo };
        return ask(step, view).led_by(line);
    }
    match step {
        NotifyState::BehalfName => named(text, view),
        NotifyState::BehalfFacility { name, phone } | NotifyState::BehalfFound { name, phone, .. } => {
            at(name, phone, text, view)
        }
        step @ (NotifyState::BehalfCame(_) | NotifyState::BehalfPhone(_) | NotifyState::BehalfCount(_)) => {
            called::said(step, text, view)
        }
    }
}

fn named(text: &str, view: &View<'_>) -> Turn {
    let name = names::clean(text);
    if name.is_empty() {
        return ask(NotifyState::BehalfName, view).led_by(Plain::NameUnreadable);
    }
    ask(NotifyState::BehalfFacility { name, phone: String::new() }, view)
}

/// Their card was sent. A draft that lies there comes first.
pub(in crate::dialogs) fn by_card(state: State, name: String, phone: String, view: &View<'_>) -> Turn {
    if view.draft.is_some() {
        return begin(state, "", view).placed("draft");
    }
    ask(NotifyState::BehalfFacility { name, phone }, view)
}

/// A facility was typed: taken where it can only be one, else offered with those that are near.
fn at(name: String, phone: String, text: &str, view: &View<'_>) -> Turn {
    let typed = names::clean(text);
    if typed.is_empty() {
        return ask(NotifyState::BehalfFacility { name, phone }, view).led_by(Plain::NameUnreadable);
    }
    let folded = fold::fold(&typed);
    let found = found(&typed, view);
    let mut exact = found.iter().filter(|one| fold::fold(&one.name) == folded || fold::fold(&one.code) == folded);
    match (exact.next(), exact.next()) {
        (Some(facility), None) => with((name, phone), Some(facility), typed, view),
        _ if view.directory.facilities.is_empty() => with((name, phone), None, typed, view),
        (None | Some(_), _) => ask(NotifyState::BehalfFound { name, typed, phone }, view),
    }
}

/// A facility was chosen.
pub(in crate::dialogs) fn chose(step: NotifyState, choice: &Choice, view: &View<'_>) -> Turn {
    let chosen = if let Choice::Facility(id) = choice { view.directory.facility(*id) } else { None };
    match (step, chosen) {
        (
            NotifyState::BehalfFacility { name, phone } | NotifyState::BehalfFound { name, phone, .. },
            Some(facility),
        ) => with((name, phone), Some(facility), String::new(), view),
        (NotifyState::BehalfFound { name, typed, phone }, None) => with((name, phone), None, typed, view),
        // None of those that are near a place.
        (step @ NotifyState::BehalfFacility { .. }, None) if *choice == Choice::FacilityAsTyped => ask(step, view),
        (step @ (NotifyState::BehalfName | NotifyState::BehalfFacility { .. }), None)
        | (step @ (NotifyState::BehalfCame(_) | NotifyState::BehalfPhone(_) | NotifyState::BehalfCount(_)), _) => {
            ask(step, view).led_by(Plain::NotUnderstood)
        }
        (NotifyState::BehalfName, Some(_)) => ask(NotifyState::BehalfName, view),
    }
}

/// What else is asked of a caller, and then the report.
fn with((name, phone): (String, String), facility: Option<&Facility>, typed: String, view: &View<'_>) -> Turn {
    let facility_id = facility.map(|facility| facility.id);
    let (name, count) = called::name_and_count(&name);
    let facility = facility.map_or(typed, |facility| facility.name.clone());
    called::onward(Behalf { name, facility_id, facility, phone, count, ..Behalf::default() }, view)
}

/// Facilities that a name may mean; for a focal point, those of their partner.
fn found<'v>(typed: &str, view: &View<'v>) -> Vec<&'v Facility> {
    let all = nearby::find(typed, 3 * FEW, view);
    all.into_iter().filter(|facility| is_theirs(facility, view)).collect()
}

fn of_partner<'v>(view: &View<'v>) -> Vec<&'v Facility> {
    if view.role() != Role::FocalPoint {
        // Everybody else has the whole country to choose from.
        return Vec::new();
    }
    view.directory.facilities.iter().filter(|facility| is_theirs(facility, view)).collect()
}

fn is_theirs(facility: &Facility, view: &View<'_>) -> bool {
    let partner = view.actor.and_then(|person| person.partner_id);
    view.role() != Role::FocalPoint || view.directory.partner_on(facility.id, day::of(view.now)) == partner
}
