//! Callers: those for whom somebody of the desk, or their focal point, writes a report down (EP-11, WS-1). Who has a chat
//! of their own is its reporter, told there, and sees it as theirs; whoever has none can be invited to it. Whoever wrote
//! it down may go on speaking for them.

use super::{
    contact,
    draft::Behalf,
    invite::{Gift, Invitation},
    people::INVITATION_MS,
    person::{Person, Role},
    rights::{Grant, Refusal, Verb, is_own},
    unit::Unit,
};
use crate::text::{fold, phone};

/// A caller with a chat.
pub(super) struct Known {
    pub id: i64,
    pub address: String,
}

/// The only enrolled person that a caller can be: of their name, at their facility or with their telephone, and reached.
///
/// # Errors
/// The database's.
pub(super) async fn known(unit: &mut Unit<'_>, behalf: &Behalf, filer: i64) -> Result<Option<Known>, sqlx::Error> {
    let mut found = contact::people_named(&mut unit.conn, &[fold::fold(&behalf.name)]).await?;
    found.retain(|person| {
        let is_there = behalf.facility_id.is_some() && person.facility_id == behalf.facility_id;
        let calls = behalf.phone_number().is_some_and(|number| has_number(person, &number));
        person.enrolled && person.is_here() && person.id != filer && (is_there || calls)
    });
    let [person] = &found[..] else { return Ok(None) };
    let id = person.id;
    let address = contact::addresses(&mut unit.conn, &[id]).await?.remove(&id);
    contact::load_people(&mut unit.conn, &[id], &mut unit.people).await?;
    Ok(address.map(|address| Known { id, address }))
}

fn has_number(person: &Person, number: &str) -> bool {
    let local = |number: &str| number.strip_prefix("+258").unwrap_or(number).to_owned();
    let own = person.profile.phone.as_deref().and_then(phone::clean);
    own.is_some_and(|own| local(&own) == local(number))
}

/// Somebody to be invited, and the invitation.
#[derive(Debug)]
pub struct Invited {
    pub name: String,
    /// Empty where nobody knows it.
    pub phone: String,
    pub invitation: Invitation,
}

/// Invites the caller of a report: they are its reporter from now on, and have all that was said once they come. Until
/// then whoever wrote it down hears in their place.
///
/// # Errors
/// [`Refusal::NotNow`] for a report of practice, or of somebody who has a chat; [`Refusal::NotAllowed`] for one that
/// somebody else wrote down.
pub async fn invite(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<Result<Invited, Refusal>, sqlx::Error> {
    debug_assert_eq!(grant.verb(), Verb::OnBehalf);
    let actor = grant.actor();
    let Some(ticket) = unit.tickets.read(&id).cloned() else { return Ok(Err(Refusal::NoSuchRequest)) };
    let Some(filer) = unit.people.read(&actor).filter(|person| is_own(person, &ticket)).cloned() else {
        return Ok(Err(Refusal::NotAllowed));
    };
    let Some(shown) = ticket.on_behalf_of.as_deref().filter(|_| !ticket.practice) else {
        return Ok(Err(Refusal::NotNow));
    };
    let (name, phone) = Behalf::read(shown);
    let caller = if ticket.reporter_id == actor {
        let caller = unit.next_id();
        let mut person = Person::new(caller, filer.locale);
        person.name.clone_from(&name);
        person.enrolled = true;
        person.work_at(ticket.facility_id, ticket.facility_text.clone());
        person.profile.phone = Some(phone.clone()).filter(|phone| !phone.is_empty());
        unit.people.insert(caller, person);
        let now = unit.now;
        if let Some(ticket) = unit.tickets.change(&id) {
            ticket.reporter_id = caller;
            ticket.reporter_address.clear();
            ticket.filed_by = Some(actor);
            ticket.version += 1;
            ticket.updated_at = now;
        }
        unit.audit(id, Some(actor), grant.verb().word(), "", "");
        caller
    } else {
        ticket.reporter_id
    };
    if !contact::addresses(&mut unit.conn, &[caller]).await?.is_empty() {
        return Ok(Err(Refusal::NotNow));
    }
    let gift = Gift::role(Role::Reporter, Some(caller));
    let invitation = Invitation::once(gift, unit.now + INVITATION_MS).by(actor);
    Ok(Ok(Invited { name, phone, invitation }))
}
