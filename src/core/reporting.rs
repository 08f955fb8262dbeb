//! What reporters do with their ticket: answer or add to it, confirm that it works, say that it does not.

use super::{
    entry::Kind,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::{Status, WaitingOn},
    unit::Unit,
    work::{change, name},
};

/// Further words or files of the reporter. A ticket that waited for them is in work again.
///
/// # Errors
/// [`Refusal::NotNow`] when the ticket has ended.
pub fn answer(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    words: &str,
    files: &[i64],
    address: &str,
) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let (status, waiting, owned) = (ticket.status, ticket.waiting_on, ticket.owner_id.is_some());
    if !status.is_open() && status != Status::Resolved {
        return Err(Refusal::NotNow);
    }
    unit.write_entry(id, Kind::Answer, grant.actor(), words);
    for file in files {
        if let Some(attachment) = unit.attachments.change(file) {
            attachment.ticket_id = Some(id);
        }
    }
    let (to, waiting) = match status {
        Status::WaitingReporter if owned => (Status::InProgress, WaitingOn::Agent),
        Status::WaitingReporter => (Status::New, WaitingOn::Agent),
        other => (other, waiting),
    };
    change(unit, grant, id, "answer", to, waiting, |ticket| address.clone_into(&mut ticket.reporter_address));
    let reporter = name(unit, grant.actor());
    let news = News::Answered { reporter, words: words.to_owned(), file_count: files.len() };
    unit.tell(id, Audience::Agents, news);
    Ok(())
}

/// The reporter confirms that it works: the ticket is closed.
///
/// # Errors
/// [`Refusal::NotNow`] when it is not resolved.
pub fn confirm(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    resolved(unit, id)?;
    change(unit, grant, id, "confirm", Status::Closed, WaitingOn::Nobody, |_| {});
    let reporter = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Confirmed { reporter });
    Ok(())
}

/// The reporter says that it still does not work: the ticket is in work again, and counted as reopened.
///
/// # Errors
/// [`Refusal::NotNow`] when it is neither resolved nor closed.
pub fn reopen(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if !matches!(ticket.status, Status::Resolved | Status::Closed) {
        return Err(Refusal::NotNow);
    }
    let to = if ticket.owner_id.is_some() { Status::InProgress } else { Status::New };
    unit.write_entry(id, Kind::Reopening, grant.actor(), words);
    change(unit, grant, id, "reopen", to, WaitingOn::Agent, |ticket| {
        ticket.reopened_count += 1;
        ticket.resolved_at = None;
    });
    let reporter = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Reopened { reporter, words: words.to_owned() });
    Ok(())
}

fn resolved(unit: &Unit<'_>, id: i64) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    if ticket.status == Status::Resolved { Ok(()) } else { Err(Refusal::NotNow) }
}
