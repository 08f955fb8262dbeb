//! One's own profile: what the desk knows of a person, each part to be changed.
//!
//! ```text
//! Ana:  /perfil
//! bot:  Nome: Ana Macuácua · Unidade Sanitária: CS Ndlavela · …   [Nome] [Unidade Sanitária] [Telefone] [Língua]
//! Ana:  [Telefone]
//! bot:  Escreva o seu número de telefone.                         [Sem resposta] [Não]
//! Ana:  84 123 4567
//! bot:  Está guardado.
//! ```

use super::{
    PeopleEffect, PeopleLine, PeopleState,
    choice::{Item, PeopleChoice},
    line::Profile,
    said_so, wants,
};
use crate::{
    core::{
        person::Role,
        policy::actors::{FieldKind, PersonField},
        verb::Verb,
    },
    dialogs::{
        choice::Choice,
        choosing,
        effect::Effect,
        line::{Line, Plain},
        nearby, outcomes,
        state::State,
        turn::{Turn, home},
        typed,
        view::View,
        writing,
    },
    text::{fold, locale::Locale, names, phone},
};

/// How many facilities a question offers.
const OFFERED: usize = 3;

pub(super) fn show(state: State, view: &View<'_>) -> Turn {
    let Some(profile) = profile(view) else { return Turn::to(state, "command") };
    let items = [Item::Name, Item::Facility, Item::Phone].into_iter();
    let fields = asked(view).into_iter().map(|field| Item::Field(field.named.key.clone()));
    let choices = items.chain(fields).chain([Item::Language]).map(|item| Choice::People(PeopleChoice::Change(item)));
    // Its buttons are why it is shown: an unfinished report waits.
    Turn::to(State::Idle, "command").say(said_so(PeopleLine::Profile(Box::new(profile))), choices.collect())
}

/// The fields that the desk asks of this person: of reporters alone.
fn asked<'v>(view: &View<'v>) -> Vec<&'v PersonField> {
    let is_reporter = view.role() == Role::Reporter;
    view.desk.actors.fields.iter().filter(|_| is_reporter).collect()
}

fn profile(view: &View<'_>) -> Option<Profile> {
    let person = view.member()?;
    let known = person.facility_id.and_then(|id| view.directory.facility(id)).map(|facility| facility.name.clone());
    let fields = asked(view).into_iter().map(|field| {
        let key = &field.named.key;
        (key.clone(), person.profile.fields.get(key).cloned().unwrap_or_default())
    });
    Some(Profile {
        name: person.name.clone(),
        role: person.role,
        tier: person.tier,
        facility: known.or_else(|| person.facility_text.clone()),
        proven: person.facility_proven,
        partner: person.partner_id.and_then(|id| view.directory.partner(id)).map(|partner| partner.name.clone()),
        phone: person.profile.phone.clone(),
        group: person.profile.group.clone(),
        fields: fields.collect(),
        notify: person.notify(),
        quiet: person.profile.quiet,
    })
}

/// Asks for a new value.
pub(super) fn ask(item: &Item, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Profile, view) {
        return writing::refuse(State::Idle, line, false, view);
    }
    let empty = || Choice::People(PeopleChoice::Empty(item.clone()));
    let mut choices = match item {
        Item::Language => {
            let choices = Locale::ALL.map(Choice::Language).to_vec();
            return Turn::to(outcomes::rest(view), "choice").say(Plain::ChooseLanguage, choices);
        }
        Item::Name | Item::Facility => Vec::new(),
        Item::Phone => vec![empty()],
        Item::Field(key) => {
            let Some(field) = view.desk.actors.field(key) else { return choosing::dead(State::Idle, view) };
            options(field).into_iter().chain((!field.required).then(empty)).collect()
        }
    };
    choices.push(Choice::Cancel);
    let next = State::People(PeopleState::Changing(item.clone()));
    Turn::to(next, "people").say(said_so(PeopleLine::AskItem(item.clone())), choices)
}

/// What a field can be chosen from.
pub fn options(field: &PersonField) -> Vec<Choice> {
    match &field.kind {
        FieldKind::Choice(options) => options
            .iter()
            .map(|option| {
                let (field, option) = (field.named.key.clone(), option.key.clone());
                Choice::People(PeopleChoice::Option { field, option })
            })
            .collect(),
        FieldKind::Text => Vec::new(),
    }
}

/// The new value came in words.
pub(super) fn given(item: &Item, text: &str, view: &View<'_>) -> Turn {
    let typed = names::clean(text);
    match item {
        Item::Name | Item::Facility if typed.is_empty() => ask(item, view).led_by(Plain::NameUnreadable),
        Item::Name => saved(wants(PeopleEffect::SetName(typed)), None, view),
        Item::Facility => named_facility(typed, view),
        Item::Phone => match phone::clean(text) {
            Some(number) => saved(wants(PeopleEffect::SetPhone(Some(number))), None, view),
            None => ask(item, view).led_by(said_so(PeopleLine::NoPhone)),
        },
        Item::Language => ask(item, view),
        Item::Field(key) => match value(key, text, view) {
            Some(value) => set_field(key, Some(value), view),
            None => ask(item, view).led_by(Plain::NotUnderstood),
        },
    }
}

/// A typed value of a field: one of its choices, or words.
pub fn value(key: &str, text: &str, view: &View<'_>) -> Option<String> {
    let field = view.desk.actors.field(key)?;
    match &field.kind {
        FieldKind::Text => Some(names::clean(text)).filter(|value| !value.is_empty()),
        FieldKind::Choice(_) => {
            let picked = typed::pick(text, &options(field), true, view)?;
            if let Choice::People(PeopleChoice::Option { option, .. }) = picked { Some(option) } else { None }
        }
    }
}

/// A value of a field was chosen.
pub(super) fn option(state: State, field: &str, option: &str, view: &View<'_>) -> Turn {
    match view.desk.actors.option(field, option) {
        Some(_) => set_field(field, Some(option.to_owned()), view),
        None => choosing::dead(state, view),
    }
}

pub(super) fn empty(state: State, item: &Item, view: &View<'_>) -> Turn {
    match item {
        Item::Phone => saved(wants(PeopleEffect::SetPhone(None)), None, view),
        Item::Field(key) if view.desk.actors.field(key).is_some_and(|field| !field.required) => {
            set_field(key, None, view)
        }
        Item::Name | Item::Facility | Item::Language | Item::Field(_) => choosing::dead(state, view),
    }
}

fn set_field(key: &str, value: Option<String>, view: &View<'_>) -> Turn {
    saved(wants(PeopleEffect::SetField { key: key.to_owned(), value }), None, view)
}

fn saved(effect: Effect, more: Option<PeopleLine>, view: &View<'_>) -> Turn {
    let saved = said_so(PeopleLine::Saved);
    let line = match more {
        Some(more) => Line::Many(vec![saved, said_so(more)]),
        None => saved,
    };
    outcomes::then_back(outcomes::rest(view), line, home(view), "people", view).first(effect)
}

fn named_facility(typed: String, view: &View<'_>) -> Turn {
    if view.directory.facilities.is_empty() {
        return facility(None, &typed, view);
    }
    let folded = fold::fold(&typed);
    let found = nearby::find(&typed, OFFERED, view);
    let mut exact = found.iter().filter(|one| fold::fold(&one.name) == folded || fold::fold(&one.code) == folded);
    if let (Some(one), None) = (exact.next(), exact.next()) {
        return facility(Some(one.id), &typed, view);
    }
    let choices =
        found.iter().map(|one| Choice::Facility(one.id)).chain([Choice::FacilityAsTyped, Choice::Cancel]).collect();
    let line = said_so(PeopleLine::AskWhichFacility { typed: typed.clone() });
    Turn::to(State::People(PeopleState::ChangingFacility { typed }), "people").say(line, choices)
}

/// The new facility, known by id or as typed. What was shown of the one before shows nothing of it.
pub(super) fn facility(id: Option<i64>, typed: &str, view: &View<'_>) -> Turn {
    let is_proven = view.member().is_some_and(|person| person.facility_proven && person.facility_id == id);
    let more = (id.is_some() && !is_proven).then_some(PeopleLine::FacilityNotProven);
    saved(Effect::SetFacility { id, typed: id.is_none().then(|| typed.to_owned()) }, more, view)
}
