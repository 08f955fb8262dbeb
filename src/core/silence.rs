//! Since when whoever has a ticket has done nothing with it.

use sqlx::Row as _;

use super::{audit, chat::Millis, ticket::Ticket, unit::Unit};

/// The last thing that its owner did with it; or that gave it to them, or back to the desk.
///
/// # Errors
/// The database's.
pub async fn since(unit: &mut Unit<'_>, ticket: &Ticket, owner: i64) -> Result<Millis, sqlx::Error> {
    let is_theirs = |event: &&audit::Event| {
        event.ticket_id == ticket.id && (event.actor_id == Some(owner) || matches!(event.verb, "assign" | "hand_over"))
    };
    let unsaved = unit.audits.iter().filter(is_theirs).map(|event| event.at).max();
    let begun = ticket.waits_since.unwrap_or(ticket.created_at);
    if let Some(at) = unsaved {
        return Ok(at.max(begun));
    }
    let found = sqlx::query(
        "select cast(coalesce(max(at), 0) as bigint) from audit
         where ticket_id = $1 and (actor_id = $2 or verb in ('assign', 'hand_over'))",
    )
    .bind(ticket.id)
    .bind(owner)
    .fetch_one(&mut *unit.conn)
    .await?;
    Ok(found.try_get::<Millis, _>(0)?.max(begun))
}
