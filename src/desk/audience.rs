//! The chats of an audience: who is told of a ticket's news, where, and when.

use super::Shared;
use crate::core::{
    chat::Millis,
    contact,
    notice::{Audience, Notice},
    outbox::Class,
    person::Person,
    room::Room,
    ticket::Ticket,
    unit::Unit,
};
use crate::text::locale::Locale;

/// Where a message goes.
pub(super) struct Target {
    pub address: String,
    /// Whose buttons these are; empty in a room.
    pub user_key: String,
    pub role_epoch: i64,
    pub locale: Locale,
    pub class: Class,
    pub person_id: Option<i64>,
    pub ticket_id: Option<i64>,
    /// What it is taken back with.
    pub act_id: Option<i64>,
    pub in_thread: bool,
    pub slot: Option<String>,
    /// Later than now: it waits until then.
    pub due_at: Millis,
}

/// The chats that a notice goes to. What an act tells outside the desk waits until it cannot be taken back any more.
pub(super) async fn targets(
    unit: &mut Unit<'_>,
    shared: &Shared,
    notice: &Notice,
    ticket: &Ticket,
) -> Result<Vec<Target>, sqlx::Error> {
    let mut targets = chats(unit, notice, ticket).await?;
    for target in &mut targets {
        target.act_id = notice.act;
        let is_outside = !matches!(notice.to, Audience::Agents | Audience::Partner);
        if notice.act.is_some() && is_outside {
            target.due_at = unit.now + shared.policy.take_back;
        }
    }
    Ok(targets)
}

async fn chats(unit: &mut Unit<'_>, notice: &Notice, ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    match notice.to {
        Audience::Reporter => {
            contact::load_people(&mut unit.conn, &[ticket.reporter_id], &mut unit.people).await?;
            let person = unit.people.read(&ticket.reporter_id).filter(|person| person.is_here());
            Ok(person.map(|person| private(unit, &ticket.reporter_address, person, ticket)).into_iter().collect())
        }
        Audience::Agents => rooms(unit, ticket, |room| room.purpose == "agents").await,
        Audience::Partner => {
            let Some(partner) = ticket.partner_id else { return Ok(Vec::new()) };
            rooms(unit, ticket, |room| room.purpose == "partner" && room.partner_id == Some(partner)).await
        }
        Audience::Person(id) => people(unit, &[id], ticket).await,
        Audience::Owner | Audience::Followers | Audience::FocalPoints => Ok(Vec::new()),
    }
}

async fn rooms(
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    is_meant: impl Fn(&Room) -> bool,
) -> Result<Vec<Target>, sqlx::Error> {
    let now = unit.now;
    let rooms = unit.audiences().await?.iter().filter(|room| is_meant(room));
    Ok(rooms.map(|room| in_chat(now, &room.address, room.locale, ticket)).collect())
}

/// People in the private chat that they used last.
async fn people(unit: &mut Unit<'_>, ids: &[i64], ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    contact::load_people(&mut unit.conn, ids, &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, ids).await?;
    let known = ids.iter().filter_map(|id| {
        let person = unit.people.read(id).filter(|person| person.is_here())?;
        Some(private(unit, addresses.get(id)?, person, ticket))
    });
    Ok(known.collect())
}

fn private(unit: &Unit<'_>, address: &str, person: &Person, ticket: &Ticket) -> Target {
    Target {
        role_epoch: person.role_epoch,
        person_id: Some(person.id),
        ..in_chat(unit.now, address, person.locale, ticket)
    }
}

fn in_chat(now: Millis, address: &str, locale: Locale, ticket: &Ticket) -> Target {
    Target {
        address: address.to_owned(),
        user_key: String::new(),
        role_epoch: 0,
        locale,
        class: Class::Notice,
        person_id: None,
        ticket_id: Some(ticket.id),
        act_id: None,
        in_thread: false,
        slot: None,
        due_at: now,
    }
}
