//! Requests that somebody has to agree to before the desk acts: new accounts, and whatever else a desk file says.

use super::{change, name, tell_reporter};
use crate::core::{
    entry::Kind,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::{Approval, Status, WaitingOn},
    unit::Unit,
};

/// Agrees: the request goes to the desk.
pub(super) fn approve(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    pending(unit, id)?;
    if !words.is_empty() {
        unit.write_entry(id, Kind::Note, grant.actor(), words);
    }
    change(unit, grant, id, Status::New, WaitingOn::Agent, |ticket| ticket.approval = Approval::Approved);
    let by = name(unit, grant.actor());
    tell_reporter(unit, id, News::Approved { by: by.clone() });
    unit.tell(id, Audience::Agents, News::Approved { by });
    Ok(())
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
