//! Words that come long after they were written, since a telephone was without a network: they find their place by their
//! own time (platforms B.4), in the report that was being written then, or at the ticket that was written about.

use super::{kinds, turn::Turn};
use crate::core::{
    chat::{Body, Millis},
    entry,
    rights::Place,
    ticket_rows,
    unit::Unit,
};

/// A ticket that was written about so shortly before is the one that was meant.
const LIVELY: Millis = 24 * 3600 * 1000;

/// The ticket that late words belong to; none where they belong to the report that is being written, or nobody can tell.
pub(super) async fn focus(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Option<i64>, sqlx::Error> {
    let is_message = matches!(turn.inbound.body, Body::Message { .. });
    if !is_message || turn.place != Place::Private || turn.thread.is_some() || !kinds::is_late(turn.inbound, unit.now) {
        return Ok(None);
    }
    let Some(person) = unit.person_of(&turn.contact_key).filter(|person| person.enrolled).map(|person| person.id)
    else {
        return Ok(None);
    };
    let at = unit.at;
    if unit.drafts.read(&person).is_some_and(|draft| draft.started_at <= at) {
        return Ok(None);
    }
    if let Some(ticket) = entry::filed_from_draft_at(&mut unit.conn, person, at).await? {
        ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
        return Ok(Some(ticket));
    }
    let open = turn.own_tickets(unit).into_iter().filter(|ticket| ticket.status.is_open() && ticket.created_at <= at);
    let open: Vec<i64> = open.map(|ticket| ticket.id).collect();
    if open.is_empty() {
        return Ok(None);
    }
    let spoken = entry::spoken_before(&mut unit.conn, &open, at).await?;
    let mut lively = spoken.into_iter().filter(|(_, spoken)| at < spoken + LIVELY).map(|(ticket, _)| ticket);
    Ok(lively.next().filter(|_| lively.next().is_none()))
}
