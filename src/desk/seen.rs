//! A ticket as the dialogs see it.

use super::{clocks, turn::Turn};
use crate::{
    core::{
        audit, contact,
        file::Attachment,
        problem::{self, Extent, Problem},
        ticket::Approval,
        ticket_rows,
        unit::Unit,
    },
    dialogs::{
        event::{OfProblem, TicketView},
        problem::line::Summaries,
    },
    text::phone,
};

/// A ticket with what is needed to speak about it.
pub(super) async fn ticket(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<TicketView, sqlx::Error> {
    clocks::settle(turn, unit).await?;
    let ticket =
        unit.tickets.read(&id).cloned().ok_or_else(|| sqlx::Error::Protocol("a ticket is not loaded".into()))?;
    let people: Vec<i64> = [Some(ticket.reporter_id), ticket.owner_id, ticket.filed_by].into_iter().flatten().collect();
    contact::load_people(&mut unit.conn, &people, &mut unit.people).await?;
    let name = |id: i64| unit.people.read(&id).map(|person| person.name.clone()).unwrap_or_default();
    let (reporter_name, owner_name) = (name(ticket.reporter_id), ticket.owner_id.map(name));
    let filer_name = ticket.filed_by.map(name);
    let known = ticket.facility_id.and_then(|id| turn.directory.facility(id)).map(|facility| facility.name.clone());
    let facility_name = known.or_else(|| ticket.facility_text.clone()).unwrap_or_default();
    let description = unit.description(id).await?;
    let files = unit.files_of(id).await?;
    let waits = |file: &Attachment| file.asked && file.uploaded_from == turn.address;
    let asked = files.iter().filter(|id| unit.attachments.read(id).is_some_and(waits)).count();
    let repeated = unit.repeated(id).await?;
    let (common, of_problem) = of_problems(unit, id).await?;
    let decided_by = match ticket.approval {
        Approval::None | Approval::Pending | Approval::Lapsed => None,
        Approval::Approved => decided_by(unit, id, ["approve", "pass_on"]).await?,
        Approval::Refused => decided_by(unit, id, ["refuse", "refuse"]).await?,
        Approval::Kept => decided_by(unit, id, ["resolve", "resolve"]).await?,
    };
    let phone = || unit.people.read(&ticket.reporter_id).and_then(|person| person.profile.phone.clone());
    let call = ticket.call_since.map(|_| phone().map(|phone| phone::shown(&phone)).unwrap_or_default());
    Ok(TicketView {
        ticket,
        reporter_name,
        owner_name,
        filer_name,
        facility_name,
        description,
        file_count: files.len(),
        asked,
        repeated,
        decided_by,
        call,
        common,
        of_problem,
    })
}

/// How a problem stands, and how many it concerns; or the problem that a ticket is of.
async fn of_problems(
    unit: &mut Unit<'_>,
    id: i64,
) -> Result<(Option<(problem::State, Extent)>, Option<OfProblem>), sqlx::Error> {
    problem::load_links(&mut unit.conn, &[id], &mut unit.problems).await?;
    let Some(of) = unit.problems.of(id) else { return Ok((None, None)) };
    problem::load(&mut unit.conn, &[of], &mut unit.problems).await?;
    let Some(found) = unit.problems.rows.read(&of).cloned() else { return Ok((None, None)) };
    if of == id {
        let extent = Extent::of(&problem::members(unit, id).await?);
        return Ok((Some((found.state, extent)), None));
    }
    ticket_rows::load(&mut unit.conn, &[of], &mut unit.tickets).await?;
    let is_back = unit.tickets.read(&id).is_some_and(|ticket| ticket.reopened_count > 0);
    let quiet = unit.problems.links.read(&id).is_some_and(|link| link.quiet) && !is_back;
    let reference = unit.tickets.read(&of).map(|ticket| ticket.reference.clone()).unwrap_or_default();
    Ok((None, Some(OfProblem { reference, summaries: approved(&found), quiet })))
}

/// What others read of a problem.
pub(super) fn approved(problem: &Problem) -> Summaries {
    let approved = problem.summaries.iter().filter(|(_, summary)| summary.approved.is_some());
    approved.map(|(locale, summary)| (*locale, summary.words.clone())).collect()
}

/// Who has decided on a ticket that needed approval.
async fn decided_by(unit: &mut Unit<'_>, id: i64, verbs: [&str; 2]) -> Result<Option<String>, sqlx::Error> {
    let is_decision = |verb: &str| verbs.contains(&verb);
    let unsaved = unit.audits.iter().rev().find(|event| event.ticket_id == id && is_decision(event.verb));
    let actor = match unsaved {
        Some(event) => event.actor_id,
        None => audit::last_actor(&mut unit.conn, id, verbs).await?,
    };
    let Some(actor) = actor else { return Ok(None) };
    contact::load_people(&mut unit.conn, &[actor], &mut unit.people).await?;
    Ok(unit.people.read(&actor).map(|person| person.name.clone()))
}
