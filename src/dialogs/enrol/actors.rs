//! Enrolment at desks with groups of actors and fields of people: the group after the language, the fields after the
//! name. A group without access is told where it is helped instead, and nothing of theirs is kept.
//!
//! ```text
//! bot:    Quem é?                     [Doente] [Profissional de saúde]
//! Maria:  [Doente]
//! bot:    Este apoio é para profissionais. Ligue para 22604100.        [Começar de novo]
//! Maria:  Não vejo a minha receita
//! bot:    Este apoio é para profissionais. Ligue para 22604100.        [Começar de novo]
//! ```

use super::{EnrolStep, after_group, ask};
use crate::{
    core::{
        person::{Person, Role},
        policy::actors::{Group, PersonField},
    },
    dialogs::{
        choice::Choice,
        effect::Effect,
        line::{Line, Plain},
        people::{choice::PeopleChoice, line::PeopleLine, profile, want::PeopleEffect},
        state::State,
        turn::Turn,
        typed,
        view::View,
    },
};

/// Whether the group is still to be asked for. Whoever was given a role is of the desk's own.
pub(super) fn asks_group(view: &View<'_>) -> bool {
    let has_group = |person: &Person| {
        person.role != Role::Reporter
            || person.profile.group.as_ref().is_some_and(|key| view.desk.actors.group(key).is_some())
    };
    !view.desk.actors.groups.is_empty() && !view.actor.is_some_and(has_group)
}

pub(super) fn group_question(view: &View<'_>) -> (Line, Vec<Choice>) {
    let groups = view.desk.actors.groups.iter();
    let choices = groups.map(|group| Choice::People(PeopleChoice::Group(group.named.key.clone()))).collect();
    (Line::People(PeopleLine::AskGroup), choices)
}

/// A group was chosen.
pub(super) fn chose_group(key: &str, view: &View<'_>) -> Turn {
    let Some(group) = view.desk.actors.group(key) else { return ask(EnrolStep::Group, view) };
    let turn = if group.redirect.is_some() { redirect(group) } else { after_group(view) };
    turn.first(Effect::People(PeopleEffect::SetGroup(Some(key.to_owned()))))
}

/// What whoever has no access is told, whatever they do; `None` for all others.
pub(super) fn redirected(view: &View<'_>) -> Option<Turn> {
    Some(redirect(without_access(view)?))
}

fn without_access<'v>(view: &View<'v>) -> Option<&'v Group> {
    let person = view.actor.filter(|person| !person.enrolled && person.role == Role::Reporter)?;
    let group = view.desk.actors.group(person.profile.group.as_ref()?)?;
    group.redirect.is_some().then_some(group)
}

fn redirect(group: &Group) -> Turn {
    let line = Line::People(PeopleLine::Redirect { group: group.named.key.clone() });
    Turn::to(State::Enrol(EnrolStep::Group), "redirected").with(Effect::CancelDraft).say(line, vec![Choice::StartOver])
}

/// The same for words: some of them begin again.
pub(super) fn redirected_saying(text: &str, view: &View<'_>) -> Option<Turn> {
    without_access(view)?;
    if typed::pick(text, &[Choice::StartOver], false, view).is_some() {
        Some(start_over(view))
    } else {
        redirected(view)
    }
}

/// The group is asked for again.
pub(super) fn start_over(view: &View<'_>) -> Turn {
    ask(EnrolStep::Group, view).first(Effect::People(PeopleEffect::SetGroup(None)))
}

/// The name is known: what else the desk asks of its reporters.
pub(super) fn after_name(name: String, view: &View<'_>) -> Turn {
    if field(0, view).is_some() {
        return ask(EnrolStep::Field(0), view).first(Effect::People(PeopleEffect::SetName(name)));
    }
    enrol(name)
}

fn enrol(name: String) -> Turn {
    Turn::to(State::Enrol(EnrolStep::Name), "enrol").with(Effect::Enrol { name })
}

fn field<'v>(at: usize, view: &View<'v>) -> Option<&'v PersonField> {
    view.desk.actors.fields.get(at).filter(|_| view.role() == Role::Reporter)
}

pub(super) fn field_question(at: usize, view: &View<'_>) -> (Line, Vec<Choice>) {
    let Some(field) = field(at, view) else { return (Line::Plain(Plain::AskName), Vec::new()) };
    let mut choices = profile::options(field);
    choices.extend((!field.required).then_some(Choice::Skip));
    (Line::People(PeopleLine::AskField { field: field.named.key.clone() }), choices)
}

/// A field was answered in words.
pub(super) fn said_field(at: usize, text: &str, view: &View<'_>) -> Turn {
    let Some(field) = field(at, view) else { return next_field(at, view) };
    match profile::value(&field.named.key, text, view) {
        Some(value) => filled(at, field, Some(value), view),
        None => ask(EnrolStep::Field(at), view).led_by(Plain::NotUnderstood),
    }
}

/// A choice of a field was made, or it was skipped; `None` where it is not this field's.
pub(super) fn chose_field(at: usize, choice: &Choice, view: &View<'_>) -> Option<Turn> {
    let field = field(at, view)?;
    if *choice == Choice::Skip && !field.required {
        return Some(filled(at, field, None, view));
    }
    let Choice::People(PeopleChoice::Option { field: key, option }) = choice else { return None };
    let is_its_own = *key == field.named.key && view.desk.actors.option(key, option).is_some();
    is_its_own.then(|| filled(at, field, Some(option.clone()), view))
}

fn filled(at: usize, field: &PersonField, value: Option<String>, view: &View<'_>) -> Turn {
    let key = field.named.key.clone();
    next_field(at + 1, view).first(Effect::People(PeopleEffect::SetField { key, value }))
}

/// Goes on to the next field with none for this one.
pub(super) fn without_field(at: usize, view: &View<'_>) -> Turn {
    next_field(at + 1, view)
}

fn next_field(at: usize, view: &View<'_>) -> Turn {
    if field(at, view).is_some() {
        return ask(EnrolStep::Field(at), view);
    }
    match view.actor.filter(|person| !person.name.is_empty()) {
        Some(person) => enrol(person.name.clone()),
        None => ask(EnrolStep::Name, view),
    }
}
