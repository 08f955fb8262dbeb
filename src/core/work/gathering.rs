//! Problems that many have: made of a request, with others joined to it, described for the desk and for others, and solved.
//! What is joined is never dropped: it keeps its number, its reporter and its history, and each reporter says for
//! themselves whether it works again (WS-7, N2).

use super::{Ground, Ran, alter, change_by, ending, mark, tell_reporter, workable};
use crate::{
    core::{
        clock, contact,
        notice::{Audience, News},
        nudge,
        policy::{common::Raise, desk::Desk},
        problem::{self, Extent, FIXED, Link, Part, Problem, SOLVED, State, Summary},
        rights::{Grant, Refusal},
        ticket::{Kind, Status, WaitingOn},
        ticket_rows,
        timer::Timer,
        unit::Unit,
        verb::Verb,
    },
    text::locale::Locale,
};

/// Makes a problem of a request, if it is none yet, and joins another to it, or takes that one out again (`-BL-10429`).
pub(super) async fn common(unit: &mut Unit<'_>, desk: &Desk, grant: Grant, id: i64, to: &str) -> Ran {
    let problem = match make(unit, grant, id).await? {
        Ok(problem) => problem,
        Err(why) => return Ok(Err(why)),
    };
    if to.is_empty() {
        return Ok(Ok(()));
    }
    let (out, reference) = to.strip_prefix('-').map_or((false, to), |reference| (true, reference));
    let found = ticket_rows::load_by_reference(&mut unit.conn, &[reference.to_owned()], &mut unit.tickets).await?;
    let Some(other) = found.first().map(|(_, id)| *id) else { return Ok(Err(Refusal::NotThat)) };
    problem::load_links(&mut unit.conn, &[other], &mut unit.problems).await?;
    let done = if out { leave(unit, grant, problem, other) } else { join(unit, grant, problem, other).await? };
    if done.is_ok() {
        reach(unit, desk, problem).await?;
    }
    Ok(done)
}

/// The problem that a request is, or is of; it becomes one where it is open, not private, and no practice.
async fn make(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<Result<i64, Refusal>, sqlx::Error> {
    problem::load_links(&mut unit.conn, &[id], &mut unit.problems).await?;
    if let Some(problem) = unit.problems.of(id) {
        load_whole(unit, problem).await?;
        return Ok(Ok(problem));
    }
    let Some(ticket) = unit.tickets.read(&id) else { return Ok(Err(Refusal::NoSuchRequest)) };
    if ticket.private || ticket.practice {
        return Ok(Err(Refusal::NotThat));
    }
    if !ticket.status.is_open() {
        return Ok(Err(Refusal::NotNow));
    }
    problem::load(&mut unit.conn, &[id], &mut unit.problems).await?;
    if unit.problems.rows.read(&id).is_none() {
        unit.problems.rows.insert(id, Problem::new(id, unit.now));
    }
    link(unit, id, Some(id), false);
    let actor = grant.actor();
    mark(unit, grant, id, (String::new(), String::new()), |ticket| {
        ticket.kind = Kind::Problem;
        if ticket.status == Status::New {
            ticket.status = Status::InProgress;
            ticket.owner_id.get_or_insert(actor);
        }
    });
    unit.waits.push(id);
    unit.tell(id, Audience::Partner, News::PartnerLine);
    Ok(Ok(id))
}

async fn load_whole(unit: &mut Unit<'_>, problem: i64) -> Result<(), sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &[problem], &mut unit.tickets).await?;
    problem::load(&mut unit.conn, &[problem], &mut unit.problems).await
}

fn link(unit: &mut Unit<'_>, ticket: i64, problem_id: Option<i64>, quiet: bool) {
    let joined_at = unit.now;
    match unit.problems.links.change(&ticket) {
        Some(link) => (link.problem_id, link.joined_at, link.confirmed_at) = (problem_id, joined_at, None),
        None => unit.problems.links.insert(ticket, Link { problem_id, joined_at, quiet, confirmed_at: None }),
    }
}

/// Somebody of the desk joins a request. One that is a problem of its own with others brings these along no more: it is
/// refused.
async fn join(unit: &mut Unit<'_>, grant: Grant, problem: i64, other: i64) -> Result<Result<(), Refusal>, sqlx::Error> {
    if let Err(why) = workable(unit, other) {
        return Ok(Err(why));
    }
    let is_practice = unit.tickets.read(&other).is_some_and(|ticket| ticket.practice);
    match unit.problems.of(other) {
        Some(of) if of == problem => return Ok(Err(Refusal::AlreadySo)),
        Some(_) => return Ok(Err(Refusal::NotThat)),
        None if other == problem || is_practice => return Ok(Err(Refusal::NotThat)),
        None => {}
    }
    link(unit, other, Some(problem), false);
    let now = unit.now;
    let reference = unit.tickets.read(&problem).map(|ticket| ticket.reference.clone()).unwrap_or_default();
    let actor = grant.actor();
    mark(unit, grant, other, (String::new(), reference), |ticket| {
        ticket.acknowledged_at.get_or_insert(now);
        // Whoever joins what nobody has yet has it.
        if ticket.status == Status::New {
            ticket.status = Status::InProgress;
            ticket.owner_id.get_or_insert(actor);
        }
    });
    clock::answered(unit, other);
    unit.waits.push(other);
    unit.tell(other, Audience::Partner, News::PartnerLine);
    let reporter = unit.tickets.read(&other).map_or(0, |ticket| ticket.reporter_id);
    contact::load_people(&mut unit.conn, &[reporter], &mut unit.people).await?;
    tell_reporter(unit, other, News::PartOf);
    Ok(Ok(()))
}

/// It was none of these after all. The problem's own request stays.
fn leave(unit: &mut Unit<'_>, grant: Grant, problem: i64, other: i64) -> Result<(), Refusal> {
    if other == problem || unit.problems.of(other) != Some(problem) {
        return Err(Refusal::NotThat);
    }
    link(unit, other, None, false);
    let reference = unit.tickets.read(&problem).map(|ticket| ticket.reference.clone()).unwrap_or_default();
    mark(unit, grant, other, (reference, String::new()), |_| {});
    Ok(())
}

/// Whether a problem goes on, so that a request can be filed as one of it.
///
/// # Errors
/// The database's.
pub async fn goes_on(unit: &mut Unit<'_>, problem: i64) -> Result<bool, sqlx::Error> {
    load_whole(unit, problem).await?;
    Ok(unit.problems.rows.read(&problem).is_some_and(|problem| problem.state != State::Solved))
}

/// Whether a request is of a problem of somebody else's that goes on.
///
/// # Errors
/// The database's.
pub async fn is_of_problem(unit: &mut Unit<'_>, id: i64) -> Result<bool, sqlx::Error> {
    problem::load_links(&mut unit.conn, &[id], &mut unit.problems).await?;
    match unit.problems.of(id).filter(|problem| *problem != id) {
        Some(problem) => goes_on(unit, problem).await,
        None => Ok(false),
    }
}

/// A request that was filed with «Também me afecta»: it is counted, and its reporter hears what becomes of the problem.
pub(in crate::core) async fn join_filed(
    unit: &mut Unit<'_>,
    desk: &Desk,
    problem: i64,
    filed: i64,
) -> Result<(), sqlx::Error> {
    link(unit, filed, Some(problem), true);
    let reference = unit.tickets.read(&problem).map(|ticket| ticket.reference.clone()).unwrap_or_default();
    let actor = unit.tickets.read(&filed).map(|ticket| ticket.reporter_id);
    unit.audit(filed, actor, "common", "", reference);
    reach(unit, desk, problem).await
}

/// How far a problem reaches by those it concerns: its impact and its priority rise with them, and never fall by
/// themselves (EP 1.4.6).
async fn reach(unit: &mut Unit<'_>, desk: &Desk, id: i64) -> Result<(), sqlx::Error> {
    unit.tell(id, Audience::Agents, News::Card);
    let extent = Extent::of(&problem::members(unit, id).await?);
    let Some(ticket) = unit.tickets.read(&id).filter(|ticket| ticket.status.is_open()) else { return Ok(()) };
    let policy = desk.policy_of(Some(&ticket.system));
    let rank_of = |impact: &str| policy.prioritise(&ticket.urgency, impact).map(|priority| priority.rank);
    let place = |impact: &str| policy.impacts.iter().position(|named| named.key == impact);
    let counts = |raise: &&Raise| extent.facilities >= raise.facilities && place(&raise.impact).is_some();
    // The file's last one that is reached is the widest.
    let Some(raise) = desk.common.raises.iter().rfind(counts) else { return Ok(()) };
    let is_wider = desk.common.raises.iter().position(|one| one.impact == ticket.impact)
        < desk.common.raises.iter().position(|one| one.impact == raise.impact);
    let (Some(rank), true) = (rank_of(&raise.impact), is_wider && policy.pairs().is_none()) else { return Ok(()) };
    let (from, to) = (ticket.impact.clone(), raise.impact.clone());
    let priority = policy.prioritise(&ticket.urgency, &to).filter(|_| rank < ticket.priority_rank);
    let priority = priority.map(|priority| (priority.named.key.clone(), priority.rank));
    unit.audit(id, None, "impact", from, to.clone());
    alter(unit, id, |ticket| {
        ticket.impact = to;
        if let Some((key, rank)) = priority {
            (ticket.priority, ticket.priority_rank) = (key, rank);
        }
    });
    Ok(())
}

/// What is known of a problem: its parts, its state, and what others read of it.
pub(super) async fn describe(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    id: i64,
    (to, words): (&str, &str),
) -> Ran {
    let id = match make(unit, grant, id).await? {
        Ok(problem) => problem,
        Err(why) => return Ok(Err(why)),
    };
    if to.is_empty() {
        return Ok(Ok(()));
    }
    if to == State::Solved.word() {
        return solved_by_word(unit, ground, id).await;
    }
    let now = unit.now;
    let Some(problem) = unit.problems.rows.change(&id) else { return Ok(Err(Refusal::NotThat)) };
    let done = describe_by(problem, to, words, (now, grant.actor()));
    if done.is_ok() {
        mark(unit, grant, id, (String::new(), String::new()), |_| {});
    }
    Ok(done)
}

/// Where the problem's own request has ended otherwise, somebody of the desk says that it is solved; else that one is
/// resolved.
async fn solved_by_word(unit: &mut Unit<'_>, ground: Ground<'_>, id: i64) -> Ran {
    if unit.tickets.read(&id).is_some_and(|ticket| ticket.status.is_open()) {
        return Ok(Err(Refusal::NotNow));
    }
    solve(unit, id, ground.address).await?;
    Ok(Ok(()))
}

fn describe_by(problem: &mut Problem, to: &str, words: &str, by: (i64, i64)) -> Result<(), Refusal> {
    let locale = |prefix: &str| to.strip_prefix(prefix).and_then(|code| code.parse::<Locale>().ok());
    if let Some(part) = Part::from_word(to) {
        if words.is_empty() {
            return Err(Refusal::NotThat);
        }
        problem.set_part(part, words);
    } else if let Some(locale) = locale("summary-") {
        if !problem::is_presentable(words) {
            return Err(Refusal::NotThat);
        }
        // It is quoted within sentences.
        let words = words.trim_end_matches('.').to_owned();
        problem.summaries.insert(locale, Summary { words, approved: None });
    } else if let Some(locale) = locale("approve-") {
        let summary = problem.summaries.get_mut(&locale).ok_or(Refusal::NotNow)?;
        if summary.approved.is_some() {
            return Err(Refusal::AlreadySo);
        }
        summary.approved = Some(by);
    } else {
        // Solved is what its request is once that is resolved.
        let state = State::from_word(to).filter(|state| *state != State::Solved).ok_or(Refusal::NotThat)?;
        if problem.state == state {
            return Err(Refusal::AlreadySo);
        }
        (problem.state, problem.solved_at) = (state, None);
    }
    Ok(())
}

/// Resolves a request. Where it is a problem that goes on, those who joined are told once it cannot be taken back any more.
pub(super) async fn resolve(unit: &mut Unit<'_>, ground: Ground<'_>, grant: Grant, id: i64, words: &str) -> Ran {
    let done = ending::resolve(unit, grant, id, words).await?;
    if done.is_ok() && unit.problems.of(id) == Some(id) {
        let due_at = unit.now + ground.desk.take_back;
        remind(unit, id, SOLVED, due_at, ground.address);
    }
    Ok(done)
}

fn remind(unit: &mut Unit<'_>, ticket: i64, kind: &str, due_at: i64, address: &str) {
    let theirs = unit.tickets.read(&ticket).map(|ticket| ticket.reporter_address.clone());
    let address = theirs.filter(|theirs| !theirs.is_empty()).unwrap_or_else(|| address.to_owned());
    let (user_key, kind) = (nudge::DESK.to_owned(), kind.to_owned());
    let id = unit.next_id();
    unit.timers.push(Timer { id, address, user_key, kind, subject_id: ticket, due_at });
}

/// A problem's request was resolved some time ago: if it still is, the problem is solved, and each of those who joined is
/// asked by a message of its own, so that many are no burden. Returns whether it is solved by this.
///
/// # Errors
/// The database's.
pub async fn solve(unit: &mut Unit<'_>, id: i64, address: &str) -> Result<bool, sqlx::Error> {
    load_whole(unit, id).await?;
    if unit.tickets.read(&id).is_none_or(|ticket| ticket.status.is_open()) {
        return Ok(false);
    }
    let now = unit.now;
    match unit.problems.rows.change(&id) {
        Some(problem) if problem.state != State::Solved => {
            (problem.state, problem.solved_at) = (State::Solved, Some(now));
        }
        Some(_) | None => return Ok(false),
    }
    let members = problem::members(unit, id).await?;
    let open: Vec<i64> = members.iter().filter(|one| one.open && one.ticket != id).map(|one| one.ticket).collect();
    ticket_rows::load(&mut unit.conn, &open, &mut unit.tickets).await?;
    for ticket in open {
        remind(unit, ticket, FIXED, now, address);
    }
    unit.tell(id, Audience::Agents, News::Card);
    Ok(true)
}

/// The problem of a request is solved: it is resolved with it, and its reporter is asked whether it works.
///
/// # Errors
/// The database's.
pub async fn fix(unit: &mut Unit<'_>, id: i64) -> Result<(), sqlx::Error> {
    ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
    problem::load_links(&mut unit.conn, &[id], &mut unit.problems).await?;
    let Some(problem) = unit.problems.of(id) else { return Ok(()) };
    load_whole(unit, problem).await?;
    let is_solved = unit.problems.rows.read(&problem).is_some_and(|problem| problem.state == State::Solved);
    if is_solved && unit.tickets.read(&id).is_some_and(|ticket| ticket.status.is_open()) {
        change_by(unit, None, "resolve", id, (Status::Resolved, WaitingOn::Reporter), |_| {});
        tell_reporter(unit, id, News::ProblemFixed);
    }
    Ok(())
}

/// What was done with a request that is of a problem counts for that one: what its reporter said; that the desk reopened
/// the problem's own, which goes on then; that this one is private by now, and offered no more.
pub(super) async fn counted(unit: &mut Unit<'_>, grant: Grant, id: i64) -> Result<(), sqlx::Error> {
    let Some(problem) = unit.problems.of(id) else { return Ok(()) };
    let (verb, now) = (grant.verb(), unit.now);
    let speaks = matches!(verb, Verb::Confirm | Verb::Reopen);
    if let Some(link) = unit.problems.links.change(&id).filter(|_| speaks) {
        link.confirmed_at = (verb == Verb::Confirm).then_some(now);
    }
    let goes_on = verb == Verb::Reopen && grant.is_desk();
    if problem == id && (goes_on || matches!(verb, Verb::Private | Verb::Department)) {
        load_whole(unit, id).await?;
        if let Some(problem) = unit.problems.rows.change(&id).filter(|_| goes_on) {
            (problem.state, problem.solved_at) = (State::Open, None);
        }
    }
    Ok(())
}
