//! Which ticket a message belongs to by where it was written: in the ticket's thread, or in answer to a message that is
//! about it.
//!
//! A room of a mailbox is one stream: a thread there is the letters about one ticket, and is named by its reference.
//! Letters are answered by their numbers.

use sqlx::Row as _;

use super::Shared;
use crate::core::{
    chat::{ChatKind, Inbound},
    contact,
    rights::{self, Place},
    ticket_rows,
    unit::Unit,
};

/// What a message belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Belonging {
    /// The ticket whose thread it was written in, or whose message it answers.
    pub ticket: Option<i64>,
    /// The letter that it answers, by its number in the mailbox.
    pub quoted: Option<i64>,
}

/// Finds out. What is not there, or stands in another chat, is as if it had not been named.
pub(super) async fn of(unit: &mut Unit<'_>, shared: &Shared, inbound: &Inbound) -> Result<Belonging, sqlx::Error> {
    if !shared.is_mailbox(&inbound.address.platform) {
        return Ok(Belonging { ticket: on_platform(unit, inbound).await?, quoted: None });
    }
    let written_in = match &inbound.thread {
        Some(reference) => named(unit, inbound, reference).await?,
        None => None,
    };
    let Some(seq) = inbound.reply_to.as_ref().and_then(|seq| seq.parse::<i64>().ok()).filter(|seq| *seq > 0) else {
        return Ok(Belonging { ticket: written_in, quoted: None });
    };
    let found = sqlx::query("select ticket_id from outbox where address = $1 and class = 0 and seq = $2")
        .bind(inbound.address.to_string())
        .bind(seq)
        .fetch_optional(&mut *unit.conn)
        .await?;
    let Some(row) = found else { return Ok(Belonging { ticket: written_in, quoted: None }) };
    Ok(Belonging { ticket: written_in.or(row.try_get(0)?), quoted: Some(seq) })
}

/// The ticket of a mailbox's thread, in the agents' rooms alone, for those who may read it.
async fn named(unit: &mut Unit<'_>, inbound: &Inbound, reference: &str) -> Result<Option<i64>, sqlx::Error> {
    let is_room = inbound.chat_kind == ChatKind::Group
        && unit
            .rooms
            .read(&inbound.address.to_string())
            .is_some_and(|room| Place::of_purpose(&room.purpose) == Place::Agents);
    if !is_room {
        return Ok(None);
    }
    ticket_rows::load_by_reference(&mut unit.conn, &[reference.to_owned()], &mut unit.tickets).await?;
    let Some(person) = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key)) else {
        return Ok(None);
    };
    let found = unit.tickets.values().find(|ticket| ticket.reference == reference);
    Ok(found.filter(|ticket| rights::reads(person, ticket)).map(|ticket| ticket.id))
}

async fn on_platform(unit: &mut Unit<'_>, inbound: &Inbound) -> Result<Option<i64>, sqlx::Error> {
    let address = inbound.address.to_string();
    if let Some(thread) = &inbound.thread {
        let found = sqlx::query("select ticket_id from thread where address = $1 and external_id = $2")
            .bind(address.as_str())
            .bind(thread.as_str())
            .fetch_optional(&mut *unit.conn)
            .await?;
        if let Some(row) = found {
            return Ok(Some(row.try_get(0)?));
        }
    }
    let Some(reply_to) = &inbound.reply_to else { return Ok(None) };
    let row = sqlx::query("select ticket_id from outbox where address = $1 and external_id = $2")
        .bind(address)
        .bind(reply_to.as_str())
        .fetch_optional(&mut *unit.conn)
        .await?;
    row.map_or(Ok(None), |row| row.try_get(0))
}
