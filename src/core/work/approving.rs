//! The partner gate: requests that a focal point has first, since they have to agree (new accounts, and whatever else a
//! desk file says) or may resolve them where they are (WS-6). They resolve, ask, pass on or refuse; the desk has the rest.

use super::{Ran, change, name, open, own, tell_reporter, waiting_on};
use crate::core::{
    entry::Kind,
    handover,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    stage::Told,
    ticket::{Approval, Status, WaitingOn},
    unit::Unit,
    verb::Verb,
};

/// Agrees, or passes it on as it is: the request goes to the desk, with what was asked and answered at the gate.
pub(super) async fn approve(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Ran {
    if let Err(why) = pending(unit, id) {
        return Ok(Err(why));
    }
    let before = handover::of_ticket(unit, id).await?.of_talk();
    if !words.is_empty() {
        unit.write_entry(id, Kind::Note, grant.actor(), words);
    }
    change(unit, grant, id, Status::New, WaitingOn::Agent, |ticket| ticket.approval = Approval::Approved);
    let by = name(unit, grant.actor());
    let news = if grant.verb() == Verb::PassOn { News::PassedIn { by } } else { News::Approved { by } };
    tell_reporter(unit, id, news.clone());
    unit.tell(id, Audience::Agents, news);
    if !before.is_empty() {
        unit.tell(id, Audience::Agents, News::Stage(Told::Handover(before)));
    }
    Ok(Ok(()))
}

/// What both the desk and a focal point may do: whoever is not of the desk only while it is at the gate.
pub(super) fn may(unit: &Unit<'_>, grant: Grant, id: i64) -> Result<Status, Refusal> {
    if !grant.is_desk() {
        pending(unit, id)?;
    }
    open(unit, id)
}

/// An agent becomes its owner; a focal point does not, and what they resolve is theirs.
pub(super) fn own_or_keep(unit: &mut Unit<'_>, grant: Grant, id: i64, to: Status) {
    if grant.is_desk() {
        return own(unit, grant, id, to);
    }
    change(unit, grant, id, to, waiting_on(to), |ticket| {
        if to == Status::Resolved {
            ticket.approval = Approval::Kept;
        }
    });
}

/// Does not agree, and says why: the request ends.
pub(super) fn refuse(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    pending(unit, id)?;
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Rejection, grant.actor(), words);
    change(unit, grant, id, Status::Rejected, WaitingOn::Nobody, |ticket| ticket.approval = Approval::Refused);
    let by = name(unit, grant.actor());
    tell_reporter(unit, id, News::Refused { by, words: words.to_owned() });
    Ok(())
}

fn pending(unit: &Unit<'_>, id: i64) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.approval == Approval::Pending && ticket.status.is_open() { Ok(()) } else { Err(Refusal::NotNow) }
}
