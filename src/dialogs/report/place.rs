//! Where a report happens: which of the facilities that words may mean, or one that is typed.
//!
//! ```text
//! Ana:  o idart de chokwe nao abre
//! bot:  Para «de chokwe» encontrei isto. …               [HR Chókwè] [CS Chókwè] [Outra] [Cancelar]
//! Ana:  [Outra]
//! bot:  Em que Unidade Sanitária está o problema? …
//! Ana:  lionde
//! ```

use super::{again, answers, field_asked, fields, not_understood, onward};
use crate::{
    core::{
        directory::Facility,
        draft::{Answers, Site, Unsure},
        policy::{answer, desk::QuestionKind},
    },
    dialogs::{
        choice::{Choice, Field},
        effect::Effect,
        line::{Line, Plain},
        nearby,
        state::ReportStep,
        turn::Turn,
        view::View,
    },
    text::names,
};

/// How many facilities are offered.
const OFFERED: usize = 3;

/// The facility of whoever writes.
pub fn own<'v>(view: &View<'v>) -> Option<&'v Facility> {
    view.directory.facility(view.actor?.facility_id?)
}

/// Where it happens, as it is shown.
pub fn shown(answers: &Answers, view: &View<'_>) -> Option<String> {
    let known =
        |id: Option<i64>| id.and_then(|id| view.directory.facility(id)).map(|one| view.directory.told_apart(one));
    let behalf = answers.behalf.as_ref().filter(|behalf| !behalf.facility.is_empty());
    if let Some(behalf) = behalf {
        return known(behalf.facility_id).or_else(|| Some(behalf.facility.clone()));
    }
    if let Some(site) = &answers.elsewhere {
        return known(site.facility_id).or_else(|| Some(site.name.clone()));
    }
    let person = view.actor?;
    known(person.facility_id).or_else(|| person.facility_text.clone()).filter(|name| !name.is_empty())
}

/// The question, with what the words may mean.
pub fn ask(answers: &Answers, view: &View<'_>) -> (Line, Vec<Choice>) {
    let Some(unsure) = answers.unsure.as_ref().filter(|unsure| !unsure.typed.is_empty()) else {
        return (Plain::AskWhere.into(), Vec::new());
    };
    let known = unsure.facilities.iter().filter(|id| view.directory.facility(**id).is_some());
    let found: Vec<Choice> = known.take(OFFERED).map(|id| Choice::Facility(*id)).collect();
    let typed = unsure.typed.clone();
    let line = if found.is_empty() { Line::NoSuchFacility { typed } } else { Line::WhichFacility { typed } };
    (line, found.into_iter().chain([Choice::FacilityAsTyped]).collect())
}

/// A facility was typed: taken where it can only be one, else offered with those that are near.
pub fn said(step: ReportStep, text: &str, mut answers: Answers, view: &View<'_>) -> Turn {
    let typed = names::clean(text);
    if typed.is_empty() {
        return again(&step, &answers, view).led_by(Plain::NameUnreadable);
    }
    if view.directory.facilities.is_empty() {
        return settled(None, typed, answers, view);
    }
    if let Some(facility) = view.directory.exactly(&typed) {
        return settled(Some(facility), typed, answers, view);
    }
    let found = nearby::find(&typed, OFFERED, view);
    let facilities = found.into_iter().map(|facility| facility.id).collect();
    answers.unsure = Some(Unsure { typed, facilities, is_answer: true });
    again(&step, &answers, view).first(Effect::SaveDraft(answers))
}

/// One of the facilities that were offered, or none of them.
pub fn chose(step: ReportStep, choice: &Choice, mut answers: Answers, view: &View<'_>) -> Turn {
    let field = field_asked(step, &answers, view);
    let chosen = if let Choice::Facility(id) = choice { view.directory.facility(*id) } else { None };
    if field == Some(Field::Facility) {
        return match (chosen, answers.unsure.clone()) {
            (Some(facility), _) => settled(Some(facility), String::new(), answers, view),
            (None, Some(unsure)) if unsure.is_answer => settled(None, unsure.typed, answers, view),
            // None of those that the message may have meant: the name is asked for.
            (None, _) => {
                answers.unsure = Some(Unsure::default());
                again(&step, &answers, view).first(Effect::SaveDraft(answers))
            }
        };
    }
    let value = field.and_then(|field| {
        let Field::Question(at) = field else { return None };
        let question = fields::question(at, &answers, view.desk)?;
        match chosen {
            Some(facility) if question.kind == QuestionKind::Facility => Some(answer::of_facility(facility)),
            Some(_) | None => answers::typed_facility(question, &answers).map(str::to_owned),
        }
    });
    let Some((field, value)) = field.zip(value) else {
        // None of those that are near a place: its name is asked for.
        let is_other = *choice == Choice::FacilityAsTyped;
        return if is_other { again(&step, &answers, view) } else { not_understood(step, &answers, view) };
    };
    fields::set(&mut answers, field, value, view.desk);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

fn settled(facility: Option<&Facility>, typed: String, mut answers: Answers, view: &View<'_>) -> Turn {
    settle(&mut answers, facility, typed, view);
    onward(&answers, view).first(Effect::SaveDraft(answers))
}

/// Keeps where it happens: known, or as it was typed.
pub fn settle(answers: &mut Answers, facility: Option<&Facility>, typed: String, view: &View<'_>) {
    answers.unsure = None;
    let (id, name) = (facility.map(|facility| facility.id), facility.map_or(typed, |facility| facility.name.clone()));
    if let Some(behalf) = answers.behalf.as_mut().filter(|behalf| !behalf.facility.is_empty()) {
        behalf.facility_id = id;
        behalf.facility = name;
        return;
    }
    let is_own = id.is_some() && view.actor.is_some_and(|person| person.facility_id == id);
    answers.elsewhere = (!is_own).then_some(Site { facility_id: id, name });
}
