//! What the clock does with a ticket that nobody got done: it is passed to the next tier, or taken from whoever sits on
//! it. Nobody did it, so the audit names nobody; the only way in is a timer of the desk's own.

use super::{change_by, name, tell_reporter};
use crate::core::{
    notice::{Audience, News},
    stage::Told,
    ticket::{Status, WaitingOn},
    unit::Unit,
};

/// The audit's words.
const PASS: &str = "pass_over";
const GIVE_BACK: &str = "give_back";

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
