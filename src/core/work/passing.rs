//! What the clock does with a ticket that nobody got done: it is passed to the next tier, or taken from whoever sits on
//! it. Nobody did it, so the audit names nobody; the only way in is a timer of the desk's own.

use super::{alter, change_by, name, taking::let_go, tell_reporter};
use crate::core::{
    contact,
    notice::{Audience, News},
    stage::Told,
    ticket::{Status, Ticket, WaitingOn},
    ticket_rows,
    unit::Unit,
};

/// The audit's words.
const PASS: &str = "pass_over";
const GIVE_BACK: &str = "give_back";
const HAND_OVER: &str = "hand_over";

/// Its time is over in its tier: another one has it, and whoever owned it hears of that (EP-08).
pub fn pass_over(unit: &mut Unit<'_>, id: i64, to: i64) {
    let Some((from, owner)) = unit.tickets.read(&id).map(|ticket| (ticket.tier, ticket.owner_id)) else { return };
    change_by(unit, None, PASS, id, (Status::New, WaitingOn::Agent), |ticket| {
        ticket.tier = to;
        ticket.owner_id = None;
    });
    let told = News::Stage(Told::PassedOver { from, to });
    unit.tell(id, Audience::Agents, told.clone());
    if let Some(owner) = owner {
        unit.tell(id, Audience::Person(owner), told);
    }
    tell_reporter(unit, id, News::PassedOn { tier: to });
}

/// Whoever took it let it lie: it is free again, for whoever takes it.
pub fn give_back(unit: &mut Unit<'_>, id: i64) {
    let Some(owner) = unit.tickets.read(&id).and_then(|ticket| ticket.owner_id) else { return };
    let agent = name(unit, owner);
    change_by(unit, None, GIVE_BACK, id, (Status::New, WaitingOn::Agent), |ticket| ticket.owner_id = None);
    let told = News::Stage(Told::GivenBack { agent });
    unit.tell(id, Audience::Agents, told.clone());
    unit.tell(id, Audience::Person(owner), told);
}

/// Somebody is away: their deputy has what they own, or else it is free again. Returns what that is.
///
/// # Errors
/// The database's.
pub async fn hand_over(unit: &mut Unit<'_>, owner: i64, deputy: Option<i64>) -> Result<Vec<i64>, sqlx::Error> {
    ticket_rows::load_owned(&mut unit.conn, owner, &mut unit.tickets).await?;
    let people: Vec<i64> = deputy.into_iter().chain([owner]).collect();
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let is_theirs = |ticket: &&Ticket| ticket.owner_id == Some(owner) && ticket.status.is_open() && !ticket.practice;
    let mut owned: Vec<i64> = unit.tickets.values().filter(is_theirs).map(|ticket| ticket.id).collect();
    owned.sort_unstable();
    for id in &owned {
        hand_over_one(unit, *id, owner, deputy);
    }
    Ok(owned)
}

fn hand_over_one(unit: &mut Unit<'_>, id: i64, owner: i64, deputy: Option<i64>) {
    let agent = name(unit, owner);
    if let Some(deputy) = deputy {
        alter(unit, id, |ticket| ticket.owner_id = Some(deputy));
        unit.audit(id, None, HAND_OVER, owner.to_string(), deputy.to_string());
        unit.tell(id, Audience::Agents, News::Card);
        let deputy = name(unit, deputy);
        unit.tell(id, Audience::Agents, News::Stage(Told::HandedOver { agent, deputy: Some(deputy) }));
        unit.waits.push(id);
        return;
    }
    let Some(status) = unit.tickets.read(&id).map(|ticket| ticket.status) else { return };
    change_by(unit, None, HAND_OVER, id, let_go(status), |ticket| ticket.owner_id = None);
    unit.tell(id, Audience::Agents, News::Stage(Told::HandedOver { agent, deputy: None }));
}
