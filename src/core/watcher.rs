//! Who follows a ticket that is not their own. Following opens nothing: whether they may still read it is asked of
//! the rights whenever there is news.

use super::{
    rights::{Grant, Refusal},
    rows,
    unit::Unit,
};
use crate::row;

/// Somebody begins or ends to follow a ticket; saved with the unit, after its tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub ticket: i64,
    pub person: i64,
    pub follows: bool,
}

/// Begins or ends to follow.
///
/// # Errors
/// The database's. [`Refusal::AlreadySo`] where it changes nothing; reporters are told of their own tickets anyway.
pub async fn set(
    unit: &mut Unit<'_>,
    grant: Grant,
    ticket: i64,
    follows: bool,
) -> Result<Result<(), Refusal>, sqlx::Error> {
    let person = grant.actor();
    let is_reporter = unit.tickets.read(&ticket).is_some_and(|ticket| ticket.reporter_id == person);
    if is_reporter || of_ticket(unit, ticket).await?.contains(&person) == follows {
        return Ok(Err(Refusal::AlreadySo));
    }
    unit.watching.push(Change { ticket, person, follows });
    Ok(Ok(()))
}

/// The followers of a ticket, also by what is not saved yet.
///
/// # Errors
/// The database's.
pub async fn of_ticket(unit: &mut Unit<'_>, ticket: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found =
        rows::read_in(&mut unit.conn, "select person_id from watcher where ticket_id in", &[ticket], "").await?;
    let mut people = found.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    for change in unit.watching.iter().filter(|change| change.ticket == ticket) {
        people.retain(|person| *person != change.person);
        if change.follows {
            people.push(change.person);
        }
    }
    people.sort_unstable();
    Ok(people)
}

/// Saves changes; of several about one ticket and person, the last one counts.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, changes: &[Change]) -> Result<(), sqlx::Error> {
    for change in changes.iter().filter(|change| !change.follows) {
        sqlx::query("delete from watcher where ticket_id = $1 and person_id = $2")
            .bind(change.ticket)
            .bind(change.person)
            .execute(saving.conn())
            .await?;
    }
    let stands = |at: usize, change: &Change| {
        !changes[at + 1..].iter().any(|later| (later.ticket, later.person) == (change.ticket, change.person))
    };
    let begun = changes.iter().enumerate().filter(|(at, change)| change.follows && stands(*at, change));
    let rows = begun.map(|(_, change)| row![change.ticket, change.person]).collect();
    saving.write("insert into watcher (ticket_id, person_id) values", rows, "on conflict do nothing").await?;
    Ok(())
}
