//! Effects on people, performed: invitations, finding, blocking, revoking, leaving, what somebody changes of their
//! own, and who helps them.

use super::{end_draft, granted, with_person};
use crate::{
    core::{
        contact, draft,
        invite::{self, Invitation},
        people::{self, Wish},
        person::{Person, Role},
        rights::{self, Place, Refusal, Verb},
        unit::Unit,
    },
    desk::turn::Turn,
    dialogs::{
        event::Outcome,
        people::{
            choice::Kind,
            label::OVER,
            line::{Contacts, Found, Handed, Helper},
            want::{PeopleEffect, PeopleOutcome},
        },
    },
    text::day,
};

/// How many people are shown.
const FOUND: usize = 5;

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: PeopleEffect,
) -> Result<Option<Outcome>, sqlx::Error> {
    let outcome = match effect {
        own @ (PeopleEffect::SetName(_)
        | PeopleEffect::SetPhone(_)
        | PeopleEffect::SetGroup(_)
        | PeopleEffect::SetField { .. }) => {
            with_person(turn, unit, |person| set(person, own));
            return Ok(None);
        }
        PeopleEffect::Invite(wish) => invite(turn, unit, wish).await?,
        PeopleEffect::SecondChat => second_chat(turn, unit).await?,
        PeopleEffect::Find { verb, typed } => find(turn, unit, verb, typed).await?,
        PeopleEffect::Look { verb, person } => look(turn, unit, verb, person).await?,
        PeopleEffect::Do { verb, person } => act(turn, unit, verb, person).await?,
        PeopleEffect::Leave => leave(turn, unit).await?,
        PeopleEffect::Contacts => contacts(turn, unit).await?,
    };
    Ok(Some(match outcome {
        Ok(outcome) => Outcome::People(outcome),
        Err(why) => Outcome::Refused { why, ticket: None },
    }))
}

type Done = Result<Result<PeopleOutcome, Refusal>, sqlx::Error>;

/// What somebody changes of their own; other effects change nothing here.
fn set(person: &mut Person, effect: PeopleEffect) {
    if let PeopleEffect::SetName(name) = effect {
        person.name = name;
    } else if let PeopleEffect::SetPhone(phone) = effect {
        person.profile.phone = phone;
    } else if let PeopleEffect::SetGroup(group) = effect {
        person.profile.group = group;
    } else if let PeopleEffect::SetField { key, value } = effect {
        match value {
            Some(value) => person.profile.fields.insert(key, value),
            None => person.profile.fields.remove(&key),
        };
    }
}

async fn invite(turn: &Turn<'_>, unit: &mut Unit<'_>, wish: Wish) -> Done {
    let directory = &turn.directory;
    let invitation = granted(turn, unit, Verb::Invite).and_then(|grant| {
        let actor = unit.person_of(&turn.contact_key).ok_or(Refusal::NotAllowed)?;
        people::invitation(grant, actor, wish, directory, unit.now)
    });
    let invitation = match invitation {
        Ok(invitation) => invitation,
        Err(why) => return Ok(Err(why)),
    };
    let facility = |id| directory.facility(id).map(|facility| facility.name.clone());
    let partner = |id| directory.partner(id).map(|partner| partner.name.clone());
    let (kind, of, tier) = match wish {
        Wish::Reporter { facility: id } => (Kind::Reporter, facility(id), None),
        Wish::Facility { facility: id } => (Kind::Facility, facility(id), None),
        Wish::Agent { tier } => (Kind::Agent, None, Some(tier)),
        Wish::FocalPoint { partner: id } => (Kind::FocalPoint, partner(id), None),
        Wish::Manager => (Kind::Manager, None, None),
    };
    let handed = Handed { kind: Some(kind), of, tier, ..hand_over(turn, unit, &invitation).await? };
    Ok(Ok(PeopleOutcome::Invited(handed)))
}

async fn second_chat(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Done {
    match granted(turn, unit, Verb::Link) {
        Ok(grant) => {
            let invitation = invite::for_second_chat(grant.actor(), unit.now);
            Ok(Ok(PeopleOutcome::SecondChat(hand_over(turn, unit, &invitation).await?)))
        }
        Err(why) => Ok(Err(why)),
    }
}

/// Makes the code of an invitation. People that the row names may have been made in this very transaction.
pub(super) async fn hand_over(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    invitation: &Invitation,
) -> Result<Handed, sqlx::Error> {
    unit.save_people().await?;
    let code = turn.fresh_code(0);
    invite::create(&mut unit.conn, &code, invitation).await?;
    let links = turn.shared.places.links(&code);
    let offset = day::offset_minutes(unit.now, &turn.policy.timezone);
    Ok(Handed { kind: None, of: None, tier: None, code, links, until: invitation.expires_at(), offset })
}

/// People who may be meant; of those that a verb cannot be used on nothing is asked.
async fn find(turn: &Turn<'_>, unit: &mut Unit<'_>, verb: Verb, typed: String) -> Done {
    if let Err(why) = granted(turn, unit, verb) {
        return Ok(Err(why));
    }
    let ids = people::found(&mut unit.conn, &typed, FOUND).await?;
    show(turn, unit, verb, typed, &ids).await
}

async fn look(turn: &Turn<'_>, unit: &mut Unit<'_>, verb: Verb, person: i64) -> Done {
    if let Err(why) = granted(turn, unit, verb) {
        return Ok(Err(why));
    }
    show(turn, unit, verb, String::new(), &[person]).await
}

async fn show(turn: &Turn<'_>, unit: &mut Unit<'_>, verb: Verb, typed: String, ids: &[i64]) -> Done {
    contact::load_people(&mut unit.conn, ids, &mut unit.people).await?;
    let loads = people::loads(&mut unit.conn, ids).await?;
    let Some(actor) = unit.person_of(&turn.contact_key) else { return Ok(Err(Refusal::NotAllowed)) };
    let seen = ids.iter().filter_map(|id| unit.people.read(id)).map(|person| {
        let load = loads.get(&person.id).copied().unwrap_or_default();
        let directory = &turn.directory;
        let facility = person.facility_id.and_then(|id| directory.facility(id)).map(|one| one.name.clone());
        Found {
            id: person.id,
            name: person.name.clone(),
            role: person.role,
            tier: person.tier,
            facility: facility.or_else(|| person.facility_text.clone()),
            partner: person.partner_id.and_then(|id| directory.partner(id)).map(|one| one.name.clone()),
            phone: person.profile.phone.clone(),
            blocked: person.blocked_at.is_some(),
            left: person.left_at.is_some(),
            reported: load.reported,
            owned: load.owned,
            may: OVER.into_iter().filter(|verb| may(turn, actor, *verb, person)).collect(),
        }
    });
    let people: Vec<Found> = seen.collect();
    if let ([one], true) = (&people[..], verb != Verb::FindPerson)
        && let Some(person) = unit.people.read(&one.id)
    {
        if let Err(why) = rights::grant_over(verb, actor, turn.place, person) {
            return Ok(Err(why));
        }
        if !one.may.contains(&verb) {
            return Ok(Err(Refusal::AlreadySo));
        }
    }
    Ok(Ok(PeopleOutcome::Found { verb, typed, people }))
}

/// Whether a verb has a meaning for this person, and the actor has it here.
fn may(turn: &Turn<'_>, actor: &Person, verb: Verb, person: &Person) -> bool {
    let would_change = if verb == Verb::Revoke {
        person.role != Role::Reporter
    } else {
        person.blocked_at.is_none() == (verb == Verb::Block)
    };
    would_change && rights::grant_over(verb, actor, turn.place, person).is_ok()
}

async fn act(turn: &mut Turn<'_>, unit: &mut Unit<'_>, verb: Verb, person: i64) -> Done {
    contact::load_people(&mut unit.conn, &[person], &mut unit.people).await?;
    let (Some(actor), Some(other)) = (unit.person_of(&turn.contact_key), unit.people.read(&person)) else {
        return Ok(Err(Refusal::NotAllowed));
    };
    let name = other.name.clone();
    let grant = match rights::grant_over(verb, actor, turn.place, other) {
        Ok(grant) => grant,
        Err(why) => return Ok(Err(why)),
    };
    let done = if verb == Verb::Block {
        people::block(unit, grant, person).await?.map(|ended| turn.ended_seats.extend(ended))
    } else if verb == Verb::Unblock {
        people::unblock(unit, grant, person)
    } else if verb == Verb::Revoke {
        people::revoke(unit, grant, person).await?.map(|ended| turn.ended_seats.extend(ended))
    } else {
        Err(Refusal::NotAllowed)
    };
    Ok(done.map(|()| PeopleOutcome::Done { verb, name }))
}

async fn leave(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Done {
    let grant = match granted(turn, unit, Verb::Leave) {
        Ok(grant) => grant,
        Err(why) => return Ok(Err(why)),
    };
    end_draft(turn, unit, draft::State::Cancelled);
    let ended = people::leave(unit, grant).await?;
    turn.ended_seats.extend(ended);
    Ok(Ok(PeopleOutcome::Left))
}

/// Who helps whoever asks; in a room what everybody there may read.
async fn contacts(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Done {
    if let Err(why) = granted(turn, unit, Verb::Contacts) {
        return Ok(Err(why));
    }
    let Some(person) = unit.person_of(&turn.contact_key) else { return Ok(Err(Refusal::NotAllowed)) };
    let (directory, today) = (&turn.directory, day::of(unit.now));
    let in_room = turn.place != Place::Private;
    let facility = person.facility_id.filter(|_| !in_room).and_then(|id| directory.facility(id));
    let typed = person.facility_text.clone().filter(|_| !in_room);
    let partner = match turn.place {
        Place::Private => facility.and_then(|one| directory.partner_on(one.id, today)).or(person.partner_id),
        Place::Partner => unit.rooms.read(&turn.address).and_then(|room| room.partner_id),
        Place::Agents | Place::Managers | Place::Announcements | Place::UnknownGroup => None,
    };
    let helpers = people::helpers(&mut unit.conn, facility, partner).await?;
    let seen = |list: Vec<people::Helper>| {
        list.into_iter().map(|one| Helper { name: one.name, phone: one.phone }).collect::<Vec<_>>()
    };
    Ok(Ok(PeopleOutcome::Contacts(Contacts {
        facility: facility.map(|one| one.name.clone()).or(typed),
        partner: partner.and_then(|id| directory.partner(id)).map(|one| one.name.clone()),
        agents: seen(helpers.agents),
        focal_points: seen(helpers.focal_points),
        in_room,
    })))
}
