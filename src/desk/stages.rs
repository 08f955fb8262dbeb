//! The stages of a ticket's clocks, done when their time has come: each once, in the transaction that keeps that it was.

use super::{clocks, turn::Turn};
use crate::{
    core::{
        chat::Millis,
        clock::{Clock, Terms},
        duty, handover,
        notice::{Audience, News},
        nudge::CRITICAL,
        policy::service::{Service, Tier},
        rota::Moment,
        silence,
        stage::{self, Coming, Course, Courses, Kind, Told},
        ticket::{Status, Ticket},
        unit::Unit,
        work,
    },
    text::day,
};

/// An hour.
const HOUR: Millis = 3600 * 1000;

/// All that has stages in a ticket, and of which stint each is.
#[derive(Default)]
struct Stints {
    courses: Courses,
    /// The number of the stint.
    clock: i64,
    /// Since when its owner is silent.
    silence: Millis,
}

/// Does what has come. Returns when to look again; where something was done, that is for whoever sets the timers.
pub(super) async fn look(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Option<Millis>, sqlx::Error> {
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice).cloned() else { return Ok(None) };
    let Some((stints, done)) = read(turn, unit, &ticket).await? else { return Ok(None) };
    let Coming { come, passed, next } = stints.courses.at(unit.now, &done);
    if come.is_empty() {
        return Ok(next);
    }
    for kind in come.iter().chain(&passed) {
        let stint = if is_of_silence(*kind) { stints.silence } else { stints.clock };
        stage::record(&mut unit.conn, id, stint, &[*kind], unit.now).await?;
    }
    for kind in come {
        perform(turn, unit, &ticket, kind, &stints.courses).await?;
    }
    unit.waits.push(id);
    Ok(None)
}

/// When to look at a ticket next.
pub(super) async fn next(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Option<Millis>, sqlx::Error> {
    let now = unit.now;
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| !ticket.practice).cloned() else { return Ok(None) };
    Ok(read(turn, unit, &ticket).await?.and_then(|(stints, done)| stints.courses.next(now, &done)))
}

/// A ticket that waits in a tier where nobody is on duty: the managers are told, once a day for each tier.
pub(super) async fn tell_of_gap(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let is_waiting = |ticket: &&Ticket| ticket.status == Status::New && ticket.owner_id.is_none() && !ticket.practice;
    let Some(ticket) = unit.tickets.read(&id).filter(is_waiting).cloned() else { return Ok(()) };
    let today = today(turn, unit);
    let has_tier = service(turn, &ticket).tier(ticket.tier).is_some();
    let soon = looked_at(turn, unit, &ticket);
    let duties = unit.duties(today).await?;
    if !has_tier || soon.into_iter().any(|at| duty::is_staffed(duties, ticket.tier, at)) {
        return Ok(());
    }
    // What is private goes to the administrators, and counts for nobody else.
    if ticket.private || duty::claim_gap(&mut unit.conn, ticket.tier, today).await? {
        unit.tell(id, Audience::Managers, News::Stage(Told::Unstaffed { tier: ticket.tier }));
    }
    Ok(())
}

/// What has come to a tier with a rota is told to whoever's shift it is, in private, unless somebody has it.
pub(super) async fn tell_on_duty(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    let is_free = |ticket: &&Ticket| ticket.owner_id.is_none() && ticket.status == Status::New && !ticket.practice;
    let Some(ticket) = unit.tickets.read(&id).filter(is_free).cloned() else { return Ok(()) };
    let actor = unit.person_of(&turn.contact_key).map(|person| person.id);
    for person in on_shift(turn, unit, &ticket).await? {
        if Some(person) != actor {
            unit.tell(id, Audience::Person(person), News::Stage(Told::OnDuty { tier: ticket.tier }));
        }
    }
    Ok(())
}

/// Whose shift it is in a ticket's tier.
async fn on_shift(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Vec<i64>, sqlx::Error> {
    let at = Moment::at(unit.now, &turn.policy.timezone);
    Ok(duty::on_shift(unit.duties(today(turn, unit)).await?, ticket.tier, at))
}

/// When somebody has to be there for a ticket: now, where its clocks run day and night, else when the desk is open next;
/// or within an hour of that, since shifts and hours need not begin together.
fn looked_at(turn: &Turn<'_>, unit: &Unit<'_>, ticket: &Ticket) -> [Moment; 2] {
    let is_always = service(turn, ticket).is_round_the_clock(&ticket.priority);
    let at = if is_always { unit.now } else { clocks::hours(turn, ticket).next_open(unit.now) };
    [at, at + HOUR].map(|at| Moment::at(at, &turn.policy.timezone))
}

fn today(turn: &Turn<'_>, unit: &Unit<'_>) -> i64 {
    day::local(unit.now, &turn.policy.timezone)
}

fn service<'t>(turn: &'t Turn<'_>, ticket: &Ticket) -> &'t Service {
    &turn.policy.policy_of(Some(&ticket.system)).service
}

fn is_of_silence(kind: Kind) -> bool {
    match kind {
        Kind::Silent | Kind::GivenBack => true,
        Kind::AnswerSoon | Kind::AnswerLate | Kind::DueSoon | Kind::Overdue => false,
    }
}

/// The stages of a ticket as they stand, and what was done of them; `None` where nothing runs.
async fn read(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: &Ticket,
) -> Result<Option<(Stints, Vec<Kind>)>, sqlx::Error> {
    if !matches!(ticket.status, Status::New | Status::InProgress) {
        return Ok(None);
    }
    // Of what is known to be of a problem that goes on the problem's own clocks are told.
    if work::is_of_problem(unit, ticket.id).await? {
        return Ok(None);
    }
    let is_new = unit.tickets.is_new(&ticket.id);
    let mut stints = Stints::default();
    let terms = clocks::terms(turn, ticket);
    clocks(turn, unit, ticket, &terms, &mut stints).await?;
    let service = terms.service;
    if let Some(owner) = ticket.owner_id.filter(|_| service.silent > 0) {
        let since = silence::since(unit, ticket, owner).await?;
        let after = |time: Millis| terms.eras.last().map(|era| era.hours.add(since, time));
        stints.silence = since;
        stints.courses.silence = Course { warn: after(service.silent), due: after(2 * service.silent) };
    }
    if stints.courses == Courses::default() {
        return Ok(None);
    }
    if is_new {
        return Ok(Some((stints, Vec::new())));
    }
    let mut done = stage::done(&mut unit.conn, ticket.id, stints.clock).await?;
    if stints.silence > 0 {
        done.extend(stage::done(&mut unit.conn, ticket.id, stints.silence).await?);
    }
    Ok(Some((stints, done)))
}

/// Both clocks of the stint that it is in.
async fn clocks(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    terms: &Terms<'_>,
    stints: &mut Stints,
) -> Result<(), sqlx::Error> {
    if terms.service.tiers.is_empty() {
        return Ok(());
    }
    let Some(clocks) = clocks::of(turn, unit, ticket.id).await? else { return Ok(()) };
    let course = |clock: &Option<Clock>| clock.as_ref().map(|clock| course(clock, terms)).unwrap_or_default();
    stints.clock = clocks.stint;
    stints.courses.response = course(&clocks.response);
    stints.courses.resolution = course(&clocks.resolution);
    Ok(())
}

fn course(clock: &Clock, terms: &Terms<'_>) -> Course {
    if !clock.is_running() {
        return Course::default();
    }
    let share = clock.target.map(|target| target / 100 * Millis::from(terms.service.warn_percent));
    Course { warn: share.and_then(|share| clock.reaches(share, terms)), due: clock.due }
}

async fn perform(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ticket: &Ticket,
    kind: Kind,
    courses: &Courses,
) -> Result<(), sqlx::Error> {
    let soon = |due: Option<Millis>| {
        let until = due.unwrap_or(unit.now);
        (until, day::offset_minutes(until, &turn.policy.timezone))
    };
    match kind {
        Kind::AnswerSoon => {
            let (until, offset) = soon(courses.response.due);
            tell_tier(turn, unit, ticket, Told::AnswerSoon { until, offset }).await?;
        }
        Kind::AnswerLate => {
            let told = Told::AnswerLate { tier: ticket.tier };
            tell_tier(turn, unit, ticket, told.clone()).await?;
            if ticket.priority_rank == CRITICAL {
                unit.tell(ticket.id, Audience::Managers, News::Stage(told));
            }
        }
        Kind::DueSoon => {
            let (until, offset) = soon(courses.resolution.due);
            tell_tier(turn, unit, ticket, Told::DueSoon { until, offset }).await?;
        }
        Kind::Overdue => overdue(turn, unit, ticket).await?,
        // What was passed on at this very look is theirs no more.
        Kind::Silent | Kind::GivenBack if owner_of(unit, ticket.id) != ticket.owner_id => {}
        Kind::Silent => {
            if let Some(owner) = ticket.owner_id {
                unit.tell(ticket.id, Audience::Person(owner), News::Stage(Told::Silent));
            }
        }
        Kind::GivenBack => work::give_back(unit, ticket.id),
    }
    Ok(())
}

fn owner_of(unit: &Unit<'_>, id: i64) -> Option<i64> {
    unit.tickets.read(&id).and_then(|ticket| ticket.owner_id)
}

/// Whoever has it: its owner, or else whoever's shift it is, and the rooms of its tier.
async fn tell_tier(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: &Ticket, told: Told) -> Result<(), sqlx::Error> {
    let people = match ticket.owner_id {
        Some(owner) => vec![owner],
        None => on_shift(turn, unit, ticket).await?,
    };
    for person in people {
        unit.tell(ticket.id, Audience::Person(person), News::Stage(told.clone()));
    }
    unit.tell(ticket.id, Audience::Agents, News::Stage(told));
    Ok(())
}

/// The next tier has it, with what was tried; past the last one the managers hear of it.
async fn overdue(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: &Ticket) -> Result<(), sqlx::Error> {
    let Some(to) = next_tier(turn, unit, ticket).await? else {
        let told = Told::Overdue { tier: ticket.tier };
        tell_tier(turn, unit, ticket, told.clone()).await?;
        unit.tell(ticket.id, Audience::Managers, News::Stage(told));
        return Ok(());
    };
    let handover = handover::of_ticket(unit, ticket.id).await?;
    work::pass_over(unit, ticket.id, to);
    unit.tell(ticket.id, Audience::Agents, News::Stage(Told::Handover(handover)));
    if ticket.priority_rank == CRITICAL {
        let told = Told::PassedOver { from: ticket.tier, to };
        unit.tell(ticket.id, Audience::Managers, News::Stage(told));
    }
    Ok(())
}

/// The tier above. One in which nobody works is passed over, since nobody would read there; so is one that need not be
/// there, where everybody is away.
async fn next_tier(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: &Ticket) -> Result<Option<i64>, sqlx::Error> {
    let soon = looked_at(turn, unit, ticket);
    let duties = unit.duties(today(turn, unit)).await?;
    let above = service(turn, ticket).tiers.iter().filter(|tier| tier.number > ticket.tier);
    let works = |tier: &&Tier| {
        if tier.optional {
            soon.iter().any(|at| duty::is_staffed(duties, tier.number, *at))
        } else {
            duty::has_people(duties, tier.number)
        }
    };
    Ok(above.filter(works).map(|tier| tier.number).min())
}
