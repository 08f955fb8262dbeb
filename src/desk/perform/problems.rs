//! Effects on problems that many have, performed.

use super::{granted_on, tickets};
use crate::{
    core::{
        chat::Millis,
        deed::Deed,
        entry,
        problem::{self, Extent, cluster, gist},
        rights::{Refusal, Verb},
        ticket_rows,
        unit::Unit,
    },
    desk::{problems, seen, turn::Turn},
    dialogs::{
        effect::Which,
        event::Outcome,
        problem::{
            ProblemEffect, ProblemOutcome, Shown,
            line::{Like, Listed},
        },
    },
};

/// So many problems are listed.
const LISTED: i64 = 12;
/// So many requests that are alike are shown.
const ALIKE: usize = 5;
/// So far back they are looked for, where the desk file asks for less, in milliseconds.
const WITHIN: Millis = 7 * 24 * 3600 * 1000;

pub(super) async fn perform(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    effect: ProblemEffect,
) -> Result<Outcome, sqlx::Error> {
    match effect {
        ProblemEffect::List => list(turn, unit).await,
        ProblemEffect::Do { ticket, deeds } => does(turn, unit, ticket, deeds).await,
        ProblemEffect::Gather(tickets) => {
            ticket_rows::load(&mut unit.conn, &tickets, &mut unit.tickets).await?;
            let Some((first, others)) = tickets.split_first() else {
                return Ok(Outcome::Refused { why: Refusal::NoSuchRequest, ticket: None });
            };
            let others = others.iter().filter_map(|id| unit.tickets.read(id));
            let deeds: Vec<Deed> = others.map(|other| Deed::of(Verb::Common).to(other.reference.clone())).collect();
            does(turn, unit, Which::Id(*first), deeds).await
        }
    }
}

async fn list(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<Outcome, sqlx::Error> {
    if let Err(why) = super::granted(turn, unit, Verb::Common) {
        return Ok(Outcome::Refused { why, ticket: None });
    }
    let ids = problem::going_on(&mut unit.conn, LISTED).await?;
    ticket_rows::load(&mut unit.conn, &ids, &mut unit.tickets).await?;
    problem::load(&mut unit.conn, &ids, &mut unit.problems).await?;
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        let extent = Extent::of(&problem::members(unit, id).await?);
        let (Some(ticket), Some(problem)) = (unit.tickets.read(&id), unit.problems.rows.read(&id)) else { continue };
        entries.push(Listed {
            reference: ticket.reference.clone(),
            system: ticket.system.clone(),
            state: problem.state,
            extent,
            summaries: seen::approved(problem),
        });
    }
    Ok(Outcome::Problem(ProblemOutcome::Listed(entries)))
}

/// Does these, each with a grant of its own; the first that is refused ends it, unless it is so already.
async fn does(
    turn: &mut Turn<'_>,
    unit: &mut Unit<'_>,
    which: Which,
    deeds: Vec<Deed>,
) -> Result<Outcome, sqlx::Error> {
    let id = tickets::find(unit, which).await?;
    let id = match granted_on(turn, unit, Verb::Common, id) {
        Ok((_, id)) => id,
        Err(why) => return Ok(Outcome::Refused { why, ticket: None }),
    };
    let is_solved = |deed: &Deed| deed.verb == Verb::Problem && deed.to == problem::State::Solved.word();
    let solves = deeds.iter().any(is_solved);
    for deed in deeds {
        if let Outcome::Refused { why, ticket } = tickets::deed(turn, unit, &deed, Which::Id(id)).await?
            && why != Refusal::AlreadySo
        {
            return Ok(Outcome::Refused { why, ticket });
        }
    }
    if solves {
        super::announce::solved(turn, unit, unit.problems.of(id).unwrap_or(id)).await?;
    }
    show(turn, unit, id).await
}

/// The problem that a request is, or is of.
async fn show(turn: &mut Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Outcome, sqlx::Error> {
    let id = unit.problems.of(id).unwrap_or(id);
    ticket_rows::load(&mut unit.conn, &[id], &mut unit.tickets).await?;
    problem::load(&mut unit.conn, &[id], &mut unit.problems).await?;
    let Some(problem) = unit.problems.rows.read(&id).cloned() else {
        return Ok(Outcome::Refused { why: Refusal::NotNow, ticket: None });
    };
    let extent = Extent::of(&problem::members(unit, id).await?);
    let alike = alike(turn, unit, id).await?;
    turn.about = Some(id);
    let ticket = seen::ticket(turn, unit, id).await?;
    Ok(Outcome::Problem(ProblemOutcome::Shown(Box::new(Shown { ticket, problem, extent, alike }))))
}

/// Open requests that are like a problem's own, and of none.
async fn alike(turn: &Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<Vec<(i64, Like)>, sqlx::Error> {
    let Some(kept) = gist::of(&mut unit.conn, id).await? else { return Ok(Vec::new()) };
    let within = WITHIN.max(turn.policy.common.within);
    let mut ids = cluster::like(&mut unit.conn, &kept, (unit.now - kept.created_at) + within, ALIKE * 2).await?;
    // What was joined by this very message is not saved yet.
    ids.retain(|other| unit.problems.of(*other).is_none());
    ids.truncate(ALIKE);
    likes(turn, unit, &ids).await
}

/// Requests as the desk is shown those that are alike.
pub(in crate::desk) async fn likes(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    ids: &[i64],
) -> Result<Vec<(i64, Like)>, sqlx::Error> {
    ticket_rows::load(&mut unit.conn, ids, &mut unit.tickets).await?;
    let mut words = entry::descriptions(&mut unit.conn, ids).await?;
    let like = |id: &i64| {
        let ticket = unit.tickets.read(id).filter(|ticket| !ticket.private)?;
        let words = words.remove(id).unwrap_or_default();
        Some((*id, Like::of(&ticket.reference, problems::facility(turn, ticket), &words)))
    };
    Ok(ids.iter().filter_map(like).collect())
}
