//! What is written on the buttons of choices about people, and which of them a typed word means.

use std::borrow::Cow;

use super::choice::{Item, Kind, PeopleChoice};
use crate::{
    core::{
        directory::Directory,
        policy::desk::{Desk, Named},
        verb::Verb,
    },
    dialogs::label::verb_key,
    text::locale::Locale,
};

/// The keys of the choices of ours.
pub const KEYS: [&str; 22] = [
    "choice-leave-it",
    "choice-empty",
    "choice-sure-leave",
    "choice-sure-block",
    "choice-sure-unblock",
    "choice-sure-revoke",
    "choice-block",
    "choice-unblock",
    "choice-revoke",
    "choice-invite-reporter",
    "choice-invite-facility",
    "choice-invite-agent",
    "choice-invite-focal-point",
    "choice-invite-manager",
    "choice-tier-1",
    "choice-tier-2",
    "choice-tier-3",
    "choice-tier-4",
    "choice-item-name",
    "choice-item-facility",
    "choice-item-phone",
    "choice-item-language",
];

/// The key of a choice of ours; what the desk or the directory names has none.
pub fn key(choice: &PeopleChoice) -> Option<Cow<'static, str>> {
    Some(match choice {
        PeopleChoice::Group(_)
        | PeopleChoice::Option { .. }
        | PeopleChoice::Partner(_)
        | PeopleChoice::Person { .. }
        | PeopleChoice::Change(Item::Field(_)) => return None,
        PeopleChoice::No => "choice-leave-it".into(),
        PeopleChoice::Empty(_) => "choice-empty".into(),
        PeopleChoice::Leave => "choice-sure-leave".into(),
        PeopleChoice::Sure { verb, .. } => verb_key("choice-sure", *verb).into(),
        PeopleChoice::Ask { verb, .. } => verb_key("choice", *verb).into(),
        PeopleChoice::Tier(tier) => format!("choice-tier-{}", tier.clamp(&1, &4)).into(),
        PeopleChoice::Invite(kind) => invite_key(*kind).into(),
        PeopleChoice::Change(Item::Name) => "choice-item-name".into(),
        PeopleChoice::Change(Item::Facility) => "choice-item-facility".into(),
        PeopleChoice::Change(Item::Phone) => "choice-item-phone".into(),
        PeopleChoice::Change(Item::Language) => "choice-item-language".into(),
    })
}

fn invite_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Reporter => "choice-invite-reporter",
        Kind::Facility => "choice-invite-facility",
        Kind::Agent => "choice-invite-agent",
        Kind::FocalPoint => "choice-invite-focal-point",
        Kind::Manager => "choice-invite-manager",
    }
}

/// What the desk names.
pub fn named<'d>(choice: &PeopleChoice, desk: &'d Desk) -> Option<&'d Named> {
    match choice {
        PeopleChoice::Group(key) => desk.actors.group(key).map(|group| &group.named),
        PeopleChoice::Option { field, option } => desk.actors.option(field, option),
        PeopleChoice::Change(Item::Field(key)) => desk.actors.field(key).map(|field| &field.named),
        PeopleChoice::Invite(_)
        | PeopleChoice::Tier(_)
        | PeopleChoice::Partner(_)
        | PeopleChoice::Person { .. }
        | PeopleChoice::Ask { .. }
        | PeopleChoice::Sure { .. }
        | PeopleChoice::Leave
        | PeopleChoice::No
        | PeopleChoice::Empty(_)
        | PeopleChoice::Change(Item::Name | Item::Facility | Item::Phone | Item::Language) => None,
    }
}

/// What the desk, the directory or a person names. What is named no more shows as its key.
pub fn data(choice: &PeopleChoice, locale: Locale, desk: &Desk, directory: &Directory) -> Option<String> {
    if let Some(named) = named(choice, desk) {
        return Some(named.label.in_locale(locale).to_owned());
    }
    match choice {
        PeopleChoice::Partner(id) => Some(directory.partner(*id).map_or_else(|| id.to_string(), |of| of.name.clone())),
        PeopleChoice::Person { name, .. } => Some(name.clone()),
        PeopleChoice::Group(key)
        | PeopleChoice::Option { option: key, .. }
        | PeopleChoice::Change(Item::Field(key)) => Some(key.clone()),
        PeopleChoice::Invite(_)
        | PeopleChoice::Tier(_)
        | PeopleChoice::Ask { .. }
        | PeopleChoice::Sure { .. }
        | PeopleChoice::Leave
        | PeopleChoice::No
        | PeopleChoice::Empty(_)
        | PeopleChoice::Change(Item::Name | Item::Facility | Item::Phone | Item::Language) => None,
    }
}

/// What yes or no means to it.
pub fn says(choice: &PeopleChoice, yes: bool) -> bool {
    match choice {
        PeopleChoice::Sure { .. } | PeopleChoice::Leave => yes,
        PeopleChoice::No => !yes,
        PeopleChoice::Group(_)
        | PeopleChoice::Option { .. }
        | PeopleChoice::Invite(_)
        | PeopleChoice::Tier(_)
        | PeopleChoice::Partner(_)
        | PeopleChoice::Person { .. }
        | PeopleChoice::Ask { .. }
        | PeopleChoice::Change(_)
        | PeopleChoice::Empty(_) => false,
    }
}

/// The verbs that stand on buttons about somebody who was found.
pub const OVER: [Verb; 3] = [Verb::Block, Verb::Unblock, Verb::Revoke];
