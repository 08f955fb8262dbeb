//! The rows of problems, of what they are called for others, and of the requests that are of them.

use std::collections::BTreeMap;

use sqlx::AnyConnection;

use super::{Held, Link, Member, Problem, State, Summary, gist};
use crate::{
    core::{
        rows,
        ticket::{Status, Ticket},
        unit::Unit,
    },
    row,
    text::locale::Locale,
};

/// Loads problems by the ids of their requests.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, ids: &[i64], held: &mut Held) -> Result<(), sqlx::Error> {
    let ids = held.rows.unknown(ids.iter().copied());
    if ids.is_empty() {
        return Ok(());
    }
    let found = rows::read_in(
        conn,
        "select ticket_id, state, symptom, cause, workaround, created_at, solved_at from problem where ticket_id in",
        &ids,
        "",
    )
    .await?;
    let mut read: BTreeMap<i64, Problem> = BTreeMap::new();
    for row in found {
        let id = row.try_get(0)?;
        let state = State::from_word(&row.try_get::<String>(1)?).unwrap_or(State::Open);
        let (symptom, cause, workaround) = (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        let problem = Problem {
            state,
            symptom,
            cause,
            workaround,
            solved_at: row.try_get(6)?,
            ..Problem::new(id, row.try_get(5)?)
        };
        read.insert(id, problem);
    }
    if !read.is_empty() {
        let known: Vec<i64> = read.keys().copied().collect();
        let found = rows::read_in(
            conn,
            "select problem_id, locale, words, approved_at, approved_by from problem_summary where problem_id in",
            &known,
            "",
        )
        .await?;
        for row in found {
            let approved = row.try_get::<Option<i64>>(3)?.zip(row.try_get(4)?);
            let summary = Summary { words: row.try_get(2)?, approved };
            let locale: Locale = row.try_get::<String>(1)?.parse().unwrap_or_default();
            if let Some(problem) = read.get_mut(&row.try_get(0)?) {
                problem.summaries.insert(locale, summary);
            }
        }
    }
    for (id, problem) in read {
        held.rows.loaded(id, problem);
    }
    held.rows.looked_for(ids);
    Ok(())
}

/// Loads which problems requests are of.
///
/// # Errors
/// The database's.
pub async fn load_links(conn: &mut AnyConnection, tickets: &[i64], held: &mut Held) -> Result<(), sqlx::Error> {
    let ids = held.links.unknown(tickets.iter().copied());
    if ids.is_empty() {
        return Ok(());
    }
    let found = rows::read_in(
        conn,
        "select ticket_id, problem_id, joined_at, is_quiet, confirmed_at from problem_ticket where ticket_id in",
        &ids,
        "",
    )
    .await?;
    for row in found {
        let link = Link {
            problem_id: row.try_get(1)?,
            joined_at: row.try_get(2)?,
            quiet: row.try_get::<i64>(3)? == 1,
            confirmed_at: row.try_get(4)?,
        };
        held.links.loaded(row.try_get(0)?, link);
    }
    held.links.looked_for(ids);
    Ok(())
}

/// The problems that are going on, the newest first, at most so many.
///
/// # Errors
/// The database's.
pub async fn going_on(conn: &mut AnyConnection, most: i64) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("select ticket_id from problem where state <> 'solved' order by created_at desc limit $1")
        .bind(most)
        .fetch_all(conn)
        .await
}

/// The requests of a problem, also by what is not saved yet, the oldest first.
///
/// # Errors
/// The database's.
pub async fn members(unit: &mut Unit<'_>, problem: i64) -> Result<Vec<Member>, sqlx::Error> {
    let found = rows::read_in(
        &mut unit.conn,
        "select t.id, t.facility_id, t.facility_text, t.partner_id, t.reporter_id, t.status, p.confirmed_at
         from problem_ticket p join ticket t on t.id = p.ticket_id where p.problem_id in",
        &[problem],
        "",
    )
    .await?;
    let mut members: BTreeMap<i64, Member> = BTreeMap::new();
    for row in found {
        let (ticket, facility) = (row.try_get(0)?, row.try_get::<Option<i64>>(1)?);
        let status = Status::from_word(&row.try_get::<String>(5)?);
        let member = Member {
            ticket,
            place: place(facility, row.try_get(2)?),
            partner: row.try_get(3)?,
            reporter: row.try_get(4)?,
            open: status.is_some_and(Status::is_open),
            confirmed: row.try_get::<Option<i64>>(6)?.is_some(),
        };
        members.insert(ticket, member);
    }
    for ticket in unit.tickets.values() {
        match unit.problems.links.read(&ticket.id) {
            Some(link) if link.problem_id == Some(problem) => {
                members.insert(ticket.id, member(ticket, link));
            }
            Some(_) => {
                members.remove(&ticket.id);
            }
            None => {}
        }
    }
    Ok(members.into_values().collect())
}

fn member(ticket: &Ticket, link: &Link) -> Member {
    Member {
        ticket: ticket.id,
        place: place(ticket.facility_id, ticket.facility_text.clone()),
        partner: ticket.partner_id,
        reporter: ticket.reporter_id,
        open: ticket.status.is_open(),
        confirmed: link.confirmed_at.is_some(),
    }
}

/// What a facility is counted by.
pub(super) fn place(id: Option<i64>, typed: Option<String>) -> Option<String> {
    id.map(|id| id.to_string())
        .or_else(|| typed.filter(|typed| !typed.is_empty()).map(|typed| crate::text::fold::fold(&typed)))
}

/// Saves what a transaction has made and changed. Whoever offers problems to reporters reads them anew then.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, held: &Held) -> Result<(), sqlx::Error> {
    let problems = held.rows.unsaved();
    if !problems.is_empty() {
        let (mut written, mut summaries) = (Vec::new(), Vec::new());
        for (id, problem, _) in problems {
            written.push(row![
                *id,
                problem.state.word(),
                problem.symptom.as_str(),
                problem.cause.as_str(),
                problem.workaround.as_str(),
                problem.created_at,
                problem.solved_at
            ]);
            summaries.extend(problem.summaries.iter().map(|(locale, summary)| {
                let (at, by) = summary.approved.unzip();
                row![*id, locale.code(), summary.words.as_str(), at, by]
            }));
        }
        saving
            .write(
                "insert into problem (ticket_id, state, symptom, cause, workaround, created_at, solved_at) values",
                written,
                "on conflict (ticket_id) do update set state = excluded.state, symptom = excluded.symptom,
             cause = excluded.cause, workaround = excluded.workaround, solved_at = excluded.solved_at",
            )
            .await?;
        saving
            .write(
                "insert into problem_summary (problem_id, locale, words, approved_at, approved_by) values",
                summaries,
                "on conflict (problem_id, locale) do update set words = excluded.words,
             approved_at = excluded.approved_at, approved_by = excluded.approved_by",
            )
            .await?;
        sqlx::query(
            "update fact set fact_value = cast(cast(fact_value as bigint) + 1 as text) where name = 'problem_version'",
        )
        .execute(saving.conn())
        .await?;
    }
    let link = |(id, link, _): (&i64, &Link, _)| {
        row![*id, link.problem_id, link.joined_at, i64::from(link.quiet), link.confirmed_at]
    };
    saving
        .write(
            "insert into problem_ticket (ticket_id, problem_id, joined_at, is_quiet, confirmed_at) values",
            held.links.unsaved().into_iter().map(link).collect(),
            "on conflict (ticket_id) do update set problem_id = excluded.problem_id, joined_at = excluded.joined_at,
         confirmed_at = excluded.confirmed_at",
        )
        .await?;
    gist::save(saving, &held.gists).await
}
