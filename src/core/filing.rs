//! Filing: a draft becomes a ticket with a reference and a priority.

use super::{
    circle,
    draft::{self, Answers, Behalf, Voice},
    entry,
    notice::{Audience, News},
    person::{Person, Role},
    policy::{answer, desk::Desk},
    rights::{Grant, Place, Verb, is_allowed},
    ticket::{Approval, CameBy, Environment, Kind, Origin, Status, Ticket, WaitingOn},
    unit::Unit,
};
use crate::{
    core::directory::Directory,
    text::{day, reference},
};

/// Why a draft was not filed.
#[derive(Debug, thiserror::Error)]
pub enum FilingError {
    /// Something that the desk requires is missing, or is not of this desk (any more).
    #[error("the draft is not complete")]
    Incomplete,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Files the actor's open draft and returns the ticket's id.
///
/// # Errors
/// [`FilingError::Incomplete`]; the draft stays open then.
pub async fn file(
    unit: &mut Unit<'_>,
    grant: Grant,
    desk: &Desk,
    directory: &Directory,
    address: &str,
) -> Result<i64, FilingError> {
    debug_assert_eq!(grant.verb(), Verb::Report);
    let actor = grant.actor();
    let answers = unit.drafts.read(&actor).map(|draft| draft.answers.clone()).ok_or(FilingError::Incomplete)?;
    let mut ticket = prepare(unit, desk, directory, actor, &answers)?;
    ticket.reporter_address = address.to_owned();
    let needs_approval = desk.category(&ticket.category).is_some_and(|category| category.approval);
    // Where nobody can agree, the desk itself decides; its card says so.
    if needs_approval && !ticket.practice && !circle::approvers(unit, &ticket).await?.is_empty() {
        ticket.status = Status::WaitingFocalPoint;
        ticket.waiting_on = WaitingOn::FocalPoint;
        ticket.approval = Approval::Pending;
    }
    let (status, approval) = (ticket.status, ticket.approval);
    (ticket.running_number, ticket.reference) = numbered(unit, desk, ticket.practice).await?;
    let id = ticket.id;
    unit.tickets.insert(id, ticket);
    unit.write_entry(id, entry::Kind::Description, actor, answers.description.as_deref().unwrap_or_default());
    for photo in &answers.photos {
        if let Some(attachment) = unit.attachments.change(photo) {
            attachment.ticket_id = Some(id);
        }
    }
    if let Some(mut draft) = unit.drafts.take(&actor) {
        draft.state = draft::State::Filed;
        draft.updated_at = unit.now;
        unit.ended_drafts.push((actor, draft));
    }
    unit.audit(id, Some(actor), "file", "", status.word());
    unit.tell(id, Audience::Agents, News::Card);
    unit.tell(id, Audience::Partner, News::PartnerLine);
    // Whoever decides on it reads it once.
    let news = if approval == Approval::Pending { News::ApprovalAsked } else { News::Filed };
    unit.tell(id, Audience::FocalPoints, news);
    unit.tell(id, Audience::Wanting, News::Filed);
    Ok(id)
}

/// The next number and its reference; practice has its own.
async fn numbered(unit: &mut Unit<'_>, desk: &Desk, practice: bool) -> Result<(i64, String), sqlx::Error> {
    if practice {
        let number = unit.next_practice_number(&desk.key).await?;
        return Ok((number, reference::of_practice(&desk.prefix, number)));
    }
    let number = unit.next_number(&desk.key).await?;
    Ok((number, reference::format(&desk.prefix, number)))
}

/// For whom it is written down, where the person may write for others.
fn behalf<'a>(person: &Person, answers: &'a Answers) -> Option<&'a Behalf> {
    answers.behalf.as_ref().filter(|_| is_allowed(Verb::OnBehalf, person.role, Place::Private))
}

/// Where it happens, and whose that is: the facility, as it was typed, and the partner on that day. A focal point writes
/// for their own organisation where the directory does not know the facility.
fn place(
    person: &Person,
    behalf: Option<&Behalf>,
    elsewhere: Option<i64>,
    directory: &Directory,
    day: i64,
) -> (Option<i64>, Option<String>, Option<i64>) {
    let (facility, text) = match behalf {
        Some(behalf) => {
            let typed = Some(behalf.facility.clone()).filter(|name| behalf.facility_id.is_none() && !name.is_empty());
            (behalf.facility_id, typed)
        }
        None => match elsewhere.filter(|id| directory.facility(*id).is_some()) {
            Some(facility) => (Some(facility), None),
            None => (person.facility_id, person.facility_text.clone()),
        },
    };
    let partner = facility.and_then(|facility| directory.partner_on(facility, day));
    let own = person.partner_id.filter(|_| behalf.is_some() && facility.is_none() && person.role == Role::FocalPoint);
    (facility, text, partner.or(own))
}

fn prepare(
    unit: &mut Unit<'_>,
    desk: &Desk,
    directory: &Directory,
    actor: i64,
    answers: &Answers,
) -> Result<Ticket, FilingError> {
    let missing = || FilingError::Incomplete;
    let person = unit.people.read(&actor).cloned().ok_or_else(missing)?;
    let only = || desk.only_system().map(|only| only.key.clone());
    let system = answers.system.clone().filter(|key| desk.system(key).is_some()).or_else(only).ok_or_else(missing)?;
    let category = answers.category.as_deref().and_then(|key| desk.category(key)).ok_or_else(missing)?;
    let urgency = answers.urgency.clone().ok_or_else(missing)?;
    let impact = answers.impact.clone().ok_or_else(missing)?;
    let priority = desk.prioritise(&urgency, &impact).ok_or_else(missing)?;
    if answers.description.is_none() && answers.voice != Some(Voice::Alone) {
        return Err(missing());
    }
    let today = day::of(unit.now);
    let behalf = behalf(&person, answers);
    let (facility_id, facility_text, partner_id) =
        place(&person, behalf, answers.elsewhere.as_ref().map(|site| site.facility_id), directory, today);
    Ok(Ticket {
        id: unit.next_id(),
        running_number: 0,
        reference: String::new(),
        system,
        category: category.named.key.clone(),
        urgency,
        impact,
        priority: priority.named.key.clone(),
        priority_rank: priority.rank,
        status: Status::New,
        waiting_on: WaitingOn::Agent,
        owner_id: None,
        reporter_id: actor,
        reporter_address: String::new(),
        locale: person.locale,
        facility_id,
        facility_text,
        partner_id,
        kind: Kind::Incident,
        origin: Origin::Unknown,
        department: category.department.clone(),
        private: answers.shows_patient == Some(true)
            || category.department.as_deref().is_some_and(|key| desk.is_private_department(key)),
        environment: Environment::Production,
        deadline_day: None,
        duplicate_of: None,
        tier: 1,
        tags: Vec::new(),
        page: answers.page.clone(),
        practice: answers.practice,
        filed_by: None,
        came_by: CameBy::Unknown,
        people_count: None,
        on_behalf_of: behalf.map(Behalf::shown),
        approval: Approval::None,
        form: answer::kept(category, &answers.form, &answers.shape),
        reopened_count: 0,
        version: 1,
        base_version: 0,
        created_at: unit.at,
        acknowledged_at: None,
        resolved_at: None,
        closed_at: None,
        updated_at: unit.now,
    })
}
