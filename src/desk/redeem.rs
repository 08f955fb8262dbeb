//! A code that was typed or came with a link: who or what its sender becomes.

use super::{perform::with_person, turn::Turn};
use crate::{
    core::{
        contact::{self, Contact},
        draft,
        invite::{self, Attempt, Gift, Redeemed},
        person::Role,
        rights::Place,
        room::{Room, RoomNotify},
        unit::Unit,
    },
    dialogs::{event::Outcome, people::want::PeopleOutcome},
};

/// A code: of a role or a facility for the sender, or of a purpose for this group.
pub(super) async fn redeem(turn: &mut Turn<'_>, unit: &mut Unit<'_>, code: &str) -> Result<Outcome, sqlx::Error> {
    let key = &turn.contact_key;
    let account_of = unit.person_of(key).filter(|person| person.enrolled).map(|person| person.id);
    let attempt = Attempt { source: key, used_by: key, in_room: turn.place != Place::Private, account_of };
    let now = unit.now;
    match invite::redeem(&mut unit.conn, now, code, attempt).await? {
        Redeemed::Bad => match account_of {
            Some(person) if invite::is_of_another(&mut unit.conn, now, code, person).await? => {
                Ok(Outcome::People(PeopleOutcome::OfAnother))
            }
            Some(_) | None => Ok(Outcome::BadCode),
        },
        Redeemed::SlowDown { seconds } => Ok(Outcome::SlowDown { seconds }),
        Redeemed::Given(Gift::Role { role, tier, partner_id, facility_id, proves_facility, person_id }) => {
            if let Some(invited) = person_id {
                become_invited(turn, unit, invited).await?;
            }
            // Whoever comes with a code that names nobody has yet to choose a language.
            let locale = unit.person_of(&turn.contact_key).map(|person| person.locale);
            unit.new_menus = true;
            with_person(turn, unit, |person| {
                if role != Role::Reporter {
                    // Buttons that were offered in another role are dead; those in another chat of theirs are not.
                    person.role_epoch += i64::from(person.role != role);
                    person.role = role;
                    person.tier = tier;
                }
                person.partner_id = partner_id.or(person.partner_id);
                if let Some(facility) = facility_id {
                    person.is_sent_to(facility, proves_facility);
                }
            });
            Ok(Outcome::Redeemed { locale })
        }
        Redeemed::Given(Gift::Room { purpose, partner_id, tier, system }) => {
            let locale = turn.locale(unit);
            let room = Room {
                address: turn.address.clone(),
                purpose: purpose.clone(),
                partner_id,
                locale,
                notify: RoomNotify::All,
                tier,
                system: system.clone(),
            };
            unit.bind_room(room).await?;
            let is_agents = Place::of_purpose(&purpose) == Place::Agents;
            let topics = is_agents && turn.shared.has_queue_card(&turn.inbound.address.platform);
            Ok(Outcome::RoomLinked { purpose, tier, system, topics })
        }
    }
}

/// The account becomes that of the person who was invited: it is new, or somebody had begun to enrol with it. What
/// they had begun to write goes along. An account of somebody enrolled does not come here with another's code.
async fn become_invited(turn: &Turn<'_>, unit: &mut Unit<'_>, invited: i64) -> Result<(), sqlx::Error> {
    let before = unit.person_of(&turn.contact_key).map(|person| person.id);
    if before == Some(invited) {
        return Ok(());
    }
    contact::load_people(&mut unit.conn, &[invited], &mut unit.people).await?;
    if unit.people.read(&invited).is_none() {
        return Ok(());
    }
    unit.load_draft(invited).await?;
    let now = unit.now;
    match before {
        None => {
            let contact =
                Contact { person_id: invited, address: turn.address.clone(), reachable: true, last_used_at: now };
            unit.contacts.insert(turn.contact_key.clone(), contact);
        }
        Some(before) => {
            contact::rebind(&mut unit.conn, &turn.contact_key, before, invited).await?;
            if let Some(contact) = unit.contacts.change(&turn.contact_key) {
                contact.person_id = invited;
            }
            hand_draft_on(unit, before, invited);
        }
    }
    Ok(())
}

/// What was begun before stays open, unless the person has an open draft already.
fn hand_draft_on(unit: &mut Unit<'_>, from: i64, to: i64) {
    if unit.drafts.read(&to).is_some() {
        return;
    }
    let Some(draft) = unit.drafts.take(&from) else { return };
    let id = unit.next_id();
    unit.drafts.insert(to, draft::Draft { id, ..draft.clone() });
    unit.ended_drafts.push((from, draft::Draft { state: draft::State::Cancelled, ..draft }));
}
