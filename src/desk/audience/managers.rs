//! The managers, as an audience.

use super::{Because, Scene, Target, people, rooms};
use crate::core::{circle, ticket::Ticket, unit::Unit};

/// The managers, where they read together, or each in private. What is private is for the administrators.
pub(super) async fn of(unit: &mut Unit<'_>, scene: Scene<'_>, ticket: &Ticket) -> Result<Vec<Target>, sqlx::Error> {
    if ticket.private {
        let admins = circle::admins(&mut unit.conn).await?;
        return people(unit, scene, &admins, ticket, Because::Addressed).await;
    }
    let found = rooms(unit, ticket, |room| room.purpose == "managers").await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let managers = circle::managers(&mut unit.conn).await?;
    people(unit, scene, &managers, ticket, Because::Addressed).await
}
