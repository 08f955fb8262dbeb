//! What reporters and their colleagues do with a ticket: answer or add to it, confirm that it works, say that it does
//! not. The desk may reopen too.

use super::{Ground, attach_theirs, change, name, touch, waits_anew, workable};
use crate::core::{
    deed::Deed,
    entry::Kind,
    notice::{Audience, News, Waiting},
    nudge::REOPEN_MS,
    problem::Link,
    rights::{Grant, Refusal},
    ticket::{Approval, Status, Ticket, WaitingOn},
    unit::Unit,
};

/// Of an answer: nobody chose this ticket for it, it was the one that was written about last.
pub const UNCHOSEN: &str = "unchosen";

/// Further words or files. A ticket that waited for them is in work again. Refused when the ticket has ended.
pub(super) fn answer(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    id: i64,
    deed: &Deed,
) -> Result<(), Refusal> {
    workable(unit, id)?;
    let words = deed.words.trim();
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let (status, waiting, owned) = (ticket.status, ticket.waiting_on, ticket.owner_id.is_some());
    let is_at_gate = ticket.is_at_gate();
    let by_reporter = ticket.reporter_id == grant.actor();
    let entry = unit.write_entry(id, Kind::Answer, grant.actor(), words);
    attach_theirs(unit, ground, grant, (id, entry), &deed.files);
    let (to, waiting) = match status {
        Status::WaitingReporter if is_at_gate => (Status::WaitingFocalPoint, WaitingOn::FocalPoint),
        Status::WaitingReporter if owned => (Status::InProgress, WaitingOn::Agent),
        Status::WaitingReporter => (Status::New, WaitingOn::Agent),
        other => (other, waiting),
    };
    change(unit, grant, id, to, waiting, |ticket| {
        if by_reporter {
            ground.address.clone_into(&mut ticket.reporter_address);
        }
    });
    let reporter = name(unit, grant.actor());
    let news = News::Answered { reporter: reporter.clone(), words: words.to_owned(), file_count: deed.files.len() };
    if is_at_gate {
        unit.tell(id, Audience::FocalPoints, news.clone());
    }
    tell_desk(unit, id, news);
    if deed.to == UNCHOSEN {
        unit.audit(id, Some(grant.actor()), UNCHOSEN, "", "");
        unit.tell(id, Audience::Agents, News::Unchosen { reporter });
    }
    Ok(())
}

/// It works: the ticket is closed, with what was written before that was asked. Refused when it is not resolved, unless
/// it is of a problem and was closed without their word.
pub(super) fn confirm(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    id: i64,
    deed: &Deed,
) -> Result<(), Refusal> {
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    // Of a problem that many have each word counts, however late: silence may have closed the request.
    let is_uncounted = |link: &Link| link.problem_id.is_some() && link.confirmed_at.is_none();
    let is_late = ticket.status == Status::Closed && unit.problems.links.read(&id).is_some_and(is_uncounted);
    if !is_late && workable(unit, id)? != Status::Resolved {
        return Err(Refusal::NotNow);
    }
    let is_initiator = |ticket: &Ticket| [Some(ticket.reporter_id), ticket.filed_by].contains(&Some(grant.actor()));
    if ground.desk.customs.initiator_closes && !unit.tickets.read(&id).is_some_and(is_initiator) {
        return Err(Refusal::OnlyInitiator);
    }
    let by_reporter = unit.tickets.read(&id).is_some_and(|ticket| ticket.reporter_id == grant.actor());
    let (words, file_count) = (deed.words.trim().to_owned(), deed.files.len());
    let reporter = name(unit, grant.actor());
    if !words.is_empty() || file_count > 0 {
        let entry = unit.write_entry(id, Kind::Answer, grant.actor(), &words);
        attach_theirs(unit, ground, grant, (id, entry), &deed.files);
        tell_desk(unit, id, News::Answered { reporter: reporter.clone(), words, file_count });
    }
    change(unit, grant, id, Status::Closed, WaitingOn::Nobody, |_| {});
    if !by_reporter {
        unit.tell(id, Audience::Reporter, News::ConfirmedByColleague { colleague: reporter.clone() });
    }
    tell_desk(unit, id, News::Confirmed { reporter });
    Ok(())
}

/// It still does not work: the ticket is in work again, and counted as reopened. Refused when it is neither resolved nor
/// closed; by the reporter's side also 30 days after its end (platforms B.7).
pub(super) fn reopen(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    id: i64,
    deed: &Deed,
) -> Result<(), Refusal> {
    let words = deed.words.trim();
    let ticket = unit.tickets.read(&id).ok_or(Refusal::NoSuchRequest)?;
    let mends = grant.is_desk() && matches!(ticket.status, Status::Rejected | Status::Duplicate);
    if !matches!(ticket.status, Status::Resolved | Status::Closed) && !mends {
        return Err(Refusal::NotNow);
    }
    let is_long_ago = ticket.closed_at.is_some_and(|at| at + REOPEN_MS < unit.now);
    if is_long_ago && !grant.is_desk() {
        return Err(Refusal::NotNow);
    }
    let to = if ticket.owner_id.is_some() { Status::InProgress } else { Status::New };
    let by_reporter = ticket.reporter_id == grant.actor();
    let entry = unit.write_entry(id, Kind::Reopening, grant.actor(), words);
    attach_theirs(unit, ground, grant, (id, entry), &deed.files);
    change(unit, grant, id, to, WaitingOn::Agent, |ticket| {
        ticket.reopened_count += 1;
        // What was resolved at the gate and does not hold comes to the desk.
        if ticket.approval == Approval::Kept {
            ticket.approval = Approval::Lapsed;
        }
        ticket.resolved_at = None;
        ticket.duplicate_of = None;
    });
    let who = name(unit, grant.actor());
    tell_desk(unit, id, News::Reopened { reporter: who.clone(), words: words.to_owned() });
    if !by_reporter {
        unit.tell(id, Audience::Reporter, News::ReopenedByOther { by: who, words: words.to_owned() });
    }
    Ok(())
}

/// They still need it, without an answer yet: whoever waits for one goes on waiting. Refused when nobody does.
pub(super) fn still_need(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), Refusal> {
    if workable(unit, id)? != Status::WaitingReporter {
        return Err(Refusal::NotNow);
    }
    touch(unit, grant, id);
    waits_anew(unit, id);
    let reporter = name(unit, grant.actor());
    tell_desk(unit, id, News::Waiting(Waiting::StillNeeded { reporter }));
    Ok(())
}

/// Tells the agents, the ticket's owner and whoever follows it what the reporter's side did.
fn tell_desk(unit: &mut Unit<'_>, id: i64, news: News) {
    unit.tell(id, Audience::Agents, news.clone());
    unit.tell(id, Audience::Owner, news.clone());
    unit.tell(id, Audience::Followers, news);
}
