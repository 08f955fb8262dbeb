//! Invitations in the chat: a code with links that can be passed on, for somebody at a facility of the focal point's
//! partner; an administrator invites for every facility, and agents, focal points and managers too.
//!
//! ```text
//! Paulo:  /convidar CS Ndlavela
//! bot:    Convite para quem trabalha em CS Ndlavela … Código: abcde23456 … Serve uma vez, até 26/11 09:00.
//! Paulo:  /convidar código CS Ndlavela
//! bot:    Código para todos em CS Ndlavela: … até 21/02 09:00.
//! ```

use super::{
    PeopleEffect, PeopleLine, PeopleState,
    choice::{Kind, PeopleChoice},
    said_so, wants,
};
use crate::{
    core::{
        directory::{Facility, Partner},
        people::Wish,
        person::Role,
        verb::Verb,
    },
    dialogs::{
        choice::Choice,
        line::{Line, Plain},
        nearby,
        state::State,
        turn::Turn,
        view::View,
        writing,
    },
    text::{day, fold, names},
};

/// How many facilities or partners a question offers.
const OFFERED: usize = 8;
/// How many that a typed name may mean are looked at before other partners' are left out.
const LOOKED_AT: usize = 12;

/// The words for whom is to be invited, folded; the longer before those that begin them.
const WORDS: [(&str, Kind); 17] = [
    ("ponto focal", Kind::FocalPoint),
    ("focal point", Kind::FocalPoint),
    ("focal", Kind::FocalPoint),
    ("agente", Kind::Agent),
    ("agent", Kind::Agent),
    ("tecnico", Kind::Agent),
    ("tecnica", Kind::Agent),
    ("gestor", Kind::Manager),
    ("gestora", Kind::Manager),
    ("manager", Kind::Manager),
    ("utilizador", Kind::Reporter),
    ("utilizadora", Kind::Reporter),
    ("user", Kind::Reporter),
    ("reporter", Kind::Reporter),
    ("codigo", Kind::Facility),
    ("cartaz", Kind::Facility),
    ("code", Kind::Facility),
];

pub(super) fn begin(state: State, rest: &str, view: &View<'_>) -> Turn {
    let (kind, given) = kind(rest);
    match (kind, view.role()) {
        (None, Role::Admin) if given.is_empty() => {
            let kinds = [Kind::Reporter, Kind::Facility, Kind::Agent, Kind::FocalPoint, Kind::Manager];
            let mut choices: Vec<Choice> =
                kinds.into_iter().map(|kind| Choice::People(PeopleChoice::Invite(kind))).collect();
            choices.push(Choice::Cancel);
            // A facility that is typed now is one of somebody who works there.
            let next = State::People(PeopleState::Inviting(Kind::Reporter));
            Turn::to(next, "command").say(said_so(PeopleLine::InviteWhom), choices)
        }
        (Some(Kind::Agent | Kind::FocalPoint | Kind::Manager), role) if role != Role::Admin => {
            writing::refuse(state, Line::Plain(Plain::NotAllowed), false, view)
        }
        (kind, _) => {
            let kind = kind.unwrap_or(Kind::Reporter);
            if given.is_empty() { ask(kind, view) } else { self::given(kind, &given, view) }
        }
    }
}

/// Who is to be invited, and the words after it. A facility alone means somebody who works there.
fn kind(rest: &str) -> (Option<Kind>, String) {
    let folded = fold::fold(rest);
    let found = WORDS.iter().find(|(word, _)| folded == *word || folded.starts_with(&format!("{word} ")));
    match found {
        Some((word, kind)) => {
            let words = rest.split_whitespace().skip(word.split(' ').count());
            (Some(*kind), words.collect::<Vec<_>>().join(" "))
        }
        None => (None, rest.trim().to_owned()),
    }
}

/// Asks for what an invitation needs.
pub(super) fn ask(kind: Kind, view: &View<'_>) -> Turn {
    if let Some(line) = writing::refusal(Verb::Invite, view) {
        return writing::refuse(State::Idle, line, false, view);
    }
    let (line, mut choices): (PeopleLine, Vec<Choice>) = match kind {
        Kind::Manager => return wish(Wish::Manager),
        Kind::Reporter | Kind::Facility => (PeopleLine::AskFacilityOf, Vec::new()),
        Kind::Agent => (PeopleLine::AskTier, (1..=4).map(|tier| Choice::People(PeopleChoice::Tier(tier))).collect()),
        Kind::FocalPoint => {
            let partners = view.directory.partners.iter().take(OFFERED);
            let choices = partners.map(|partner| Choice::People(PeopleChoice::Partner(partner.id))).collect();
            (PeopleLine::AskPartner, choices)
        }
    };
    choices.push(Choice::Cancel);
    Turn::to(State::People(PeopleState::Inviting(kind)), "people").say(said_so(line), choices)
}

pub(super) fn wish(wish: Wish) -> Turn {
    Turn::to(State::Idle, "people").with(wants(PeopleEffect::Invite(wish)))
}

/// What was asked for came in words.
pub(super) fn given(kind: Kind, text: &str, view: &View<'_>) -> Turn {
    match kind {
        Kind::Reporter | Kind::Facility => named_facility(kind, text, view),
        Kind::Agent => {
            let tier = text.chars().filter_map(|char| char.to_digit(10)).find(|tier| (1..=4).contains(tier));
            tier.map_or_else(|| ask(kind, view), |tier| wish(Wish::Agent { tier: tier.into() }))
        }
        Kind::FocalPoint => {
            partner(text, view).map_or_else(|| ask(kind, view), |of| wish(Wish::FocalPoint { partner: of.id }))
        }
        Kind::Manager => wish(Wish::Manager),
    }
}

fn partner<'v>(text: &str, view: &View<'v>) -> Option<&'v Partner> {
    let folded = fold::fold_words(text);
    let is_it = |partner: &&Partner| [&partner.code, &partner.name].iter().any(|name| fold::fold_words(name) == folded);
    view.directory.partners.iter().find(is_it)
}

fn named_facility(kind: Kind, text: &str, view: &View<'_>) -> Turn {
    let (folded, typed) = (fold::fold(text), names::clean(text));
    let found = nearby::find(text, LOOKED_AT, view);
    let (theirs, others): (Vec<&Facility>, Vec<&Facility>) = found.into_iter().partition(|one| is_theirs(one, view));
    let mut exact = theirs.iter().filter(|one| fold::fold(&one.name) == folded || fold::fold(&one.code) == folded);
    if let (Some(one), None) = (exact.next(), exact.next()) {
        return of_facility(kind, one.id);
    }
    let mut choices: Vec<Choice> = theirs.iter().take(OFFERED).map(|one| Choice::Facility(one.id)).collect();
    choices.push(Choice::Cancel);
    let line = match (theirs.first(), others.first()) {
        (Some(_), _) => PeopleLine::FacilitiesOf { typed },
        (None, Some(one)) => PeopleLine::NotYourPartner { facility: one.name.clone() },
        (None, None) => PeopleLine::NoFacilityOf { typed },
    };
    Turn::to(State::People(PeopleState::Inviting(kind)), "people").say(said_so(line), choices)
}

/// An administrator invites for every facility, a focal point for those of their partner.
fn is_theirs(facility: &Facility, view: &View<'_>) -> bool {
    let Some(person) = view.member() else { return false };
    let partner = || view.directory.partner_on(facility.id, day::of(view.now));
    person.role == Role::Admin || (person.partner_id.is_some() && partner() == person.partner_id)
}

fn of_facility(kind: Kind, facility: i64) -> Turn {
    wish(if kind == Kind::Facility { Wish::Facility { facility } } else { Wish::Reporter { facility } })
}

/// One of the offered facilities was chosen.
pub(super) fn facility(kind: Kind, id: i64, view: &View<'_>) -> Option<Turn> {
    let is_one = matches!(kind, Kind::Reporter | Kind::Facility) && view.directory.facility(id).is_some();
    is_one.then(|| of_facility(kind, id))
}
