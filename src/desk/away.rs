//! Whoever comes back after nothing reached them: one message tells what they have missed, each ticket as it stands now,
//! instead of all that was said meanwhile (platforms B.8). Nobody has to call them any more.

use super::turn::{Said, Turn};
use crate::{
    core::{ticket_rows, unit::Unit, work},
    dialogs::{choice::Choice, line::Mine, notify::NotifyLine},
};

/// How many tickets have a button.
const OFFERED: usize = 3;

/// Tells somebody who writes again what was lost.
pub(super) async fn comes_back(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let away = unit.person_of(&turn.contact_key).filter(|person| person.profile.missed && person.is_here());
    let Some(person) = away.map(|person| person.id) else { return Ok(()) };
    if let Some(person) = unit.people.change(&person) {
        person.profile.missed = false;
    }
    let ids = ticket_rows::load_missed(&mut unit.conn, person, &mut unit.tickets).await?;
    let (mut count, mut tickets, mut choices) = (0, Vec::new(), Vec::new());
    for id in ids {
        let Some(ticket) = unit.tickets.read(&id).filter(|ticket| ticket.missed > 0) else { continue };
        count += usize::try_from(ticket.missed).unwrap_or(0);
        let (reference, system, status) = (ticket.reference.clone(), ticket.system.clone(), ticket.status);
        choices.push(Choice::Show { ticket: id, reference: reference.clone() });
        tickets.push(Mine { reference, system, status });
        work::is_reached(unit, id);
    }
    choices.truncate(OFFERED);
    if !tickets.is_empty() {
        let line = NotifyLine::WhileAway { count, tickets }.into();
        turn.says.insert(0, Said { line, choices, act: None });
    }
    Ok(())
}
