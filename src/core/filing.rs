//! Filing: a draft becomes a ticket with a reference and a priority.

use std::collections::BTreeMap;

use super::{
    calling, circle, clock, counter,
    draft::{self, Answers, Behalf, Voice},
    entry,
    notice::{Audience, News},
    nudge::CRITICAL,
    person::{Person, Role},
    policy::{
        answer,
        desk::{Creation, Desk, Priority},
        rank::Rank,
    },
    problem::gist::Kept,
    rights::{Grant, Place, Verb, is_allowed},
    ticket::{Approval, CameBy, Ending, Environment, Kind, Origin, Status, Ticket, WaitingOn},
    unit::Unit,
    work,
};
use crate::{
    core::directory::Directory,
    text::{alike::Gist, day, reference},
};

/// Why a draft was not filed.
#[derive(Debug, thiserror::Error)]
pub enum FilingError {
    /// Something that the desk requires is missing, or is not of this desk (any more).
    #[error("the draft is not complete")]
    Incomplete,
    /// Only appointed people create requests at this desk.
    #[error("whoever filed it is not appointed")]
    NotAppointed,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Files the actor's open draft and returns the ticket's id.
///
/// # Errors
/// [`FilingError::Incomplete`] and [`FilingError::NotAppointed`]; the draft stays open then.
pub async fn file(
    unit: &mut Unit<'_>,
    grant: Grant,
    desk: &Desk,
    directory: &Directory,
    address: &str,
) -> Result<i64, FilingError> {
    debug_assert_eq!(grant.verb(), Verb::Report);
    let actor = grant.actor();
    if !unit.people.read(&actor).is_some_and(|person| desk.lets_create(person.role)) {
        return Err(FilingError::NotAppointed);
    }
    let answers = unit.drafts.read(&actor).map(|draft| draft.answers.clone()).ok_or(FilingError::Incomplete)?;
    let mut ticket = prepare(unit, desk, directory, actor, &answers)?;
    ticket.reporter_address = address.to_owned();
    let is_told = give_to_caller(unit, desk, &answers, &mut ticket).await?;
    let joins = joining(unit, &answers, &mut ticket).await?;
    if joins.is_none() && waits_at_gate(unit, desk, actor, &ticket).await? {
        ticket.status = Status::WaitingFocalPoint;
        ticket.waiting_on = WaitingOn::FocalPoint;
        ticket.approval = Approval::Pending;
    }
    if desk.customs.head_owns && !ticket.practice && joins.is_none() {
        ticket.owner_id = circle::head(unit, ticket.department.as_deref()).await?;
    }
    let (status, approval) = (ticket.status, ticket.approval);
    (ticket.running_number, ticket.reference) = numbered(unit, desk, ticket.practice).await?;
    let id = ticket.id;
    unit.tickets.insert(id, ticket);
    if !answers.practice {
        unit.waits.push(id);
    }
    unit.write_entry(id, entry::Kind::Description, actor, answers.description.as_deref().unwrap_or_default());
    for photo in &answers.photos {
        if let Some(attachment) = unit.attachments.change(photo) {
            // Whether they show a patient was asked of the report.
            attachment.asked = false;
            attachment.ticket_id = Some(id);
        }
    }
    if let Some(mut draft) = unit.drafts.take(&actor) {
        draft.state = draft::State::Filed;
        draft.updated_at = unit.now;
        unit.ended_drafts.push((actor, draft));
    }
    clock::filed(unit, id);
    unit.audit(id, Some(actor), "file", "", status.word());
    match joins {
        // The problem's own card tells of it: somebody of the desk has answered already what is the matter.
        Some(problem) => {
            clock::answered(unit, id);
            work::join_filed(unit, desk, problem, id).await?;
        }
        None => {
            unit.problems.links.looked_for([id]);
            keep_gist(unit, id, answers.description.as_deref().unwrap_or_default());
            unit.tell(id, Audience::Agents, News::Card);
            unit.tell(id, Audience::Wanting, News::Filed);
        }
    }
    unit.tell(id, Audience::Partner, News::PartnerLine);
    // Whoever decides on it reads it once.
    let news = if approval == Approval::Pending { News::ApprovalAsked } else { News::Filed };
    unit.tell(id, Audience::FocalPoints, news);
    if is_told {
        unit.tell(id, Audience::Reporter, News::FiledFor { by: name_of(unit, actor) });
    }
    Ok(id)
}

/// Whether somebody has it before the desk: whoever has to agree, or the partner's focal points where they have all of it
/// first (WS-6). Where nobody can, the desk itself decides; its card says so. What is critical never waits, nor what those
/// write down who would have it next.
async fn waits_at_gate(unit: &mut Unit<'_>, desk: &Desk, filer: i64, ticket: &Ticket) -> Result<bool, sqlx::Error> {
    if ticket.practice || ticket.priority_rank == CRITICAL {
        return Ok(false);
    }
    if desk.category(&ticket.category).is_some_and(|category| category.approval) {
        return Ok(!circle::approvers(unit, ticket).await?.is_empty());
    }
    let by_reporter = unit.people.read(&filer).is_some_and(|person| person.role == Role::Reporter);
    let is_gated = by_reporter && desk.policy_of(Some(&ticket.system)).service.gate_all;
    Ok(is_gated && !circle::at_gate(unit, ticket).await?.is_empty())
}

/// The problem that it joins, where that still goes on: whoever has that one has this one too. Where it is over, triage asks
/// for what was not told.
async fn joining(unit: &mut Unit<'_>, answers: &Answers, ticket: &mut Ticket) -> Result<Option<i64>, sqlx::Error> {
    let Some(problem) = answers.joins.filter(|_| !ticket.practice) else { return Ok(None) };
    if !work::goes_on(unit, problem).await? {
        ticket.incomplete = true;
        return Ok(None);
    }
    let owner = unit.tickets.read(&problem).and_then(|problem| problem.owner_id);
    if owner.is_some() {
        ticket.status = Status::InProgress;
        ticket.owner_id = owner;
    }
    ticket.acknowledged_at = Some(unit.now);
    Ok(Some(problem))
}

/// What it tells is kept for comparing, unless it is private.
fn keep_gist(unit: &mut Unit<'_>, id: i64, description: &str) {
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.private && !ticket.practice) else { return };
    let gist = Gist::of(description);
    if !gist.is_empty() {
        let (system, created_at) = (ticket.system.clone(), unit.now);
        unit.problems.gists.push(Kept { ticket: id, system, created_at, words: gist.kept() });
    }
}

fn name_of(unit: &Unit<'_>, person: i64) -> String {
    unit.people.read(&person).map(|person| person.name.clone()).unwrap_or_default()
}

/// A caller who has a chat is the reporter, told there; whoever wrote it down hears how it goes on. Returns whether they
/// are. What is practised is nobody else's.
async fn give_to_caller(
    unit: &mut Unit<'_>,
    desk: &Desk,
    answers: &Answers,
    ticket: &mut Ticket,
) -> Result<bool, sqlx::Error> {
    let filer = ticket.reporter_id;
    let person = unit.people.read(&filer).cloned();
    let behalf = person.as_ref().and_then(|person| behalf(person, answers)).filter(|_| !ticket.practice);
    // Appointed people are asked, told and agree themselves, and inform whoever asked them (SV-03).
    let behalf = behalf.filter(|_| desk.creation != Creation::Appointed);
    let Some(behalf) = behalf else { return Ok(false) };
    let Some(caller) = calling::known(unit, behalf, filer).await? else { return Ok(false) };
    ticket.reporter_id = caller.id;
    ticket.reporter_address = caller.address;
    ticket.filed_by = Some(filer);
    Ok(true)
}

/// The next number and its reference; practice has its own.
async fn numbered(unit: &mut Unit<'_>, desk: &Desk, practice: bool) -> Result<(i64, String), sqlx::Error> {
    if practice {
        let number = counter::of_practice(&mut unit.conn, &desk.key).await?;
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
    answers: &Answers,
    directory: &Directory,
    day: i64,
) -> (Option<i64>, Option<String>, Option<i64>) {
    let told = behalf.filter(|behalf| behalf.facility_id.is_some() || !behalf.facility.is_empty());
    let (facility, text) = match (told, answers.elsewhere.as_ref()) {
        (Some(behalf), _) => {
            (behalf.facility_id, Some(behalf.facility.clone()).filter(|_| behalf.facility_id.is_none()))
        }
        (None, Some(site)) => match site.facility_id.filter(|id| directory.facility(*id).is_some()) {
            Some(facility) => (Some(facility), None),
            None => (None, Some(site.name.clone())),
        },
        (None, None) => (person.facility_id, person.facility_text.clone()),
    };
    let partner = facility.and_then(|facility| directory.partner_on(facility, day));
    // What affects a focal point who works at no facility affects their organisation, too.
    let joins = answers.joins.is_some() && text.is_none();
    let is_theirs = facility.is_none() && (behalf.is_some() || joins);
    let own = person.partner_id.filter(|_| is_theirs && person.role == Role::FocalPoint);
    (facility, text, partner.or(own))
}

/// What was told, or suggested and not corrected.
struct Told<'d> {
    system: String,
    category: String,
    rank: Rank<'d>,
    is_incomplete: bool,
}

/// `None` where something is missing, but the report is not to be filed as it is. What nobody knows is empty then; the
/// urgency and the impact are those in the middle, since every ticket has a priority.
fn told<'d>(desk: &'d Desk, answers: &Answers) -> Option<Told<'d>> {
    let only = || desk.only_system().map(|only| only.key.clone());
    let system = answers.system.clone().filter(|key| desk.system(key).is_some()).or_else(only);
    let category = answers.category.clone().filter(|key| desk.category(key).is_some());
    let suggested = desk.suggested(system.as_deref(), category.as_deref(), &answers.suggested);
    let policy = desk.policy_of(system.as_deref());
    let as_it_is = answers.incomplete || answers.joins.is_some();
    let rank = policy.rank(answers, suggested, as_it_is)?;
    let is_described = answers.description.is_some() || answers.voice == Some(Voice::Alone);
    let is_known = is_described && system.is_some() && category.is_some();
    if !is_known && !as_it_is {
        return None;
    }
    Some(Told {
        system: system.unwrap_or_default(),
        category: category.unwrap_or_default(),
        rank,
        is_incomplete: answers.incomplete,
    })
}

/// What the desk makes of a report by its category.
struct Treated<'d> {
    department: Option<String>,
    is_private: bool,
    form: BTreeMap<String, String>,
    priority: &'d Priority,
    tier: i64,
}

fn treated<'d>(desk: &'d Desk, told: &Told<'d>, answers: &Answers) -> Treated<'d> {
    let (category, policy) = (desk.category(&told.category), desk.policy_of(Some(&told.system)));
    let department = category.and_then(|category| category.department.clone());
    let form = category.map_or_else(BTreeMap::new, |category| answer::kept(category, &answers.form, &answers.shape));
    // A severity's priorities are its own: no floor goes with it.
    let floor = category.and_then(|category| category.floor_of(&form)).filter(|_| policy.pairs().is_none());
    let shows_patient = answers.shows_patient == Some(true);
    Treated {
        is_private: shows_patient || department.as_deref().is_some_and(|key| desk.is_private_department(key)),
        department,
        priority: policy.raised(told.rank.priority, floor),
        tier: desk.first_tier(&told.system, &told.category),
        form,
    }
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
    let told = told(desk, answers).ok_or_else(missing)?;
    let treated = treated(desk, &told, answers);
    let today = day::of(unit.now);
    let behalf = behalf(&person, answers);
    let (facility_id, facility_text, partner_id) = place(&person, behalf, answers, directory, today);
    Ok(Ticket {
        id: unit.next_id(),
        running_number: 0,
        reference: String::new(),
        system: told.system,
        category: told.category,
        urgency: told.rank.urgency,
        impact: told.rank.impact,
        priority: treated.priority.named.key.clone(),
        priority_rank: treated.priority.rank,
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
        private: treated.is_private,
        department: treated.department,
        environment: Environment::Production,
        deadline_day: None,
        visit_day: None,
        visit_by: None,
        duplicate_of: None,
        tier: treated.tier,
        tags: Vec::new(),
        page: answers.page.clone(),
        practice: answers.practice,
        filed_by: None,
        came_by: answers.behalf.as_ref().map_or(CameBy::Unknown, |behalf| behalf.came_by),
        people_count: answers.behalf.as_ref().and_then(|behalf| behalf.count).filter(|count| *count > 1),
        on_behalf_of: answers.behalf.as_ref().map(Behalf::shown),
        approval: Approval::None,
        incomplete: told.is_incomplete,
        form: treated.form,
        reopened_count: 0,
        waits_since: Some(unit.now),
        nudges: 0,
        ending: Ending::Usual,
        call_since: None,
        missed: 0,
        response_due: None,
        resolve_due: None,
        version: 1,
        base_version: 0,
        created_at: unit.at,
        acknowledged_at: None,
        resolved_at: None,
        closed_at: None,
        updated_at: unit.now,
    })
}
