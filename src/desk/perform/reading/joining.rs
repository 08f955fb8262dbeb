//! «Também me afecta», below an announcement: a request of its problem is filed at once for whoever tapped, wherever that
//! was. A report that they are writing stays as it is.

use super::begin_first;
use crate::{
    core::{
        announce::{self, Announcement, Stage, State, words_in},
        contact,
        draft::{self, Answers, Draft},
        filing::{self, FilingError},
        person::{Person, Role},
        problem,
        rights::{self, Place, Verb},
        ticket_rows,
        unit::Unit,
        work,
    },
    desk::{post::Letter, seen, turn::Turn},
    dialogs::{
        announce::reading::{Joined, ReadingOutcome},
        problem::line::{ProblemLine, Summaries},
    },
    text::one_line,
};

/// So much of an announcement's words is the description of a request that joins it, in characters.
const QUOTED: usize = 300;

pub(super) async fn join(turn: &mut Turn<'_>, unit: &mut Unit<'_>, id: i64) -> Result<ReadingOutcome, sqlx::Error> {
    let Some(person) = unit.person_of(&turn.contact_key).filter(|person| person.enrolled).cloned() else {
        return Ok(begin_first(turn));
    };
    let over = ReadingOutcome::Joined(Joined::Over);
    let found = announce::load(&mut unit.conn, id).await?.filter(|found| found.state == State::GoingOn);
    let Some((announcement, problem)) = found.and_then(|found| found.problem.map(|problem| (found, problem))) else {
        return Ok(over);
    };
    if !work::goes_on(unit, problem).await? {
        return Ok(over);
    }
    if let Some(reference) = before(unit, problem, person.id).await? {
        return Ok(ReadingOutcome::Joined(Joined::Before { reference }));
    }
    // A focal point works for their organisation, at any of its facilities or at none.
    let is_focal = person.role == Role::FocalPoint && person.partner_id.is_some();
    let works_somewhere = person.facility_id.is_some() || person.facility_text.is_some() || is_focal;
    let Ok(grant) = rights::grant(Verb::Report, &person, Place::Private) else {
        return Ok(ReadingOutcome::Joined(Joined::NotTheirs));
    };
    if !works_somewhere || rights::is_desk(person.role) {
        return Ok(ReadingOutcome::Joined(Joined::NotTheirs));
    }
    let summaries = summaries(unit, &announcement, problem).await?;
    let kept = unit.drafts.take(&person.id);
    begin(unit, &person, &announcement, problem, words_in(&summaries, person.locale));
    let address = address(turn, unit, person.id).await?;
    let at = address.clone().unwrap_or_default();
    let filed = filing::file(unit, grant, &turn.policy, &turn.directory, &at).await;
    unit.drafts.take(&person.id);
    if let Some(kept) = kept {
        unit.drafts.insert(person.id, kept);
    }
    let id = match filed {
        Ok(id) => id,
        Err(FilingError::Database(error)) => return Err(error),
        Err(FilingError::Incomplete | FilingError::NotAppointed) => {
            return Ok(ReadingOutcome::Joined(Joined::NotTheirs));
        }
    };
    let reference = unit.tickets.read(&id).map(|ticket| ticket.reference.clone()).unwrap_or_default();
    let told = address.is_some();
    if turn.place == Place::Private {
        turn.about = Some(id);
    } else if told {
        let line = ProblemLine::Joined { reference: reference.clone(), summaries: summaries.clone() }.into();
        turn.letters.push(Letter { to: person.id, line, choices: Vec::new(), asked: None, files: Vec::new() });
    }
    Ok(ReadingOutcome::Joined(Joined::Now { reference, summaries, told }))
}

/// Where they hear of it: here in private, else in the private chat that they used last.
async fn address(turn: &Turn<'_>, unit: &mut Unit<'_>, person: i64) -> Result<Option<String>, sqlx::Error> {
    if turn.place == Place::Private {
        return Ok(Some(turn.address.clone()));
    }
    Ok(contact::addresses(&mut unit.conn, &[person]).await?.remove(&person))
}

/// The request with which they have joined it already.
async fn before(unit: &mut Unit<'_>, problem: i64, person: i64) -> Result<Option<String>, sqlx::Error> {
    let members = problem::members(unit, problem).await?;
    let Some(theirs) = members.iter().find(|member| member.reporter == person && member.open) else {
        return Ok(None);
    };
    ticket_rows::load(&mut unit.conn, &[theirs.ticket], &mut unit.tickets).await?;
    Ok(unit.tickets.read(&theirs.ticket).map(|ticket| ticket.reference.clone()))
}

/// What was approved of the problem; else the announcement's own words.
async fn summaries(unit: &mut Unit<'_>, of: &Announcement, problem: i64) -> Result<Summaries, sqlx::Error> {
    let approved = unit.problems.rows.read(&problem).map(seen::approved).unwrap_or_default();
    if !approved.is_empty() {
        return Ok(approved);
    }
    let told = |stage: Stage| matches!(stage, Stage::Going | Stage::Out | Stage::Stopped);
    let bulletins = announce::bulletins(&mut unit.conn, of.id).await?;
    let last = bulletins.into_iter().rev().find(|bulletin| told(bulletin.stage));
    let words = last.map(|bulletin| bulletin.words).unwrap_or_default();
    // They are quoted within a sentence.
    Ok(words.into_iter().map(|(locale, words)| (locale, words.trim().trim_end_matches('.').to_owned())).collect())
}

/// A report of the problem's system and kind, as it is there.
fn begin(unit: &mut Unit<'_>, person: &Person, of: &Announcement, problem: i64, words: &str) {
    let words: String = one_line(words).chars().take(QUOTED).collect();
    let like = unit.tickets.read(&problem);
    let answers = Answers {
        system: like.map(|ticket| ticket.system.clone()),
        category: like.map(|ticket| ticket.category.clone()),
        urgency: like.map(|ticket| ticket.urgency.clone()),
        impact: like.map(|ticket| ticket.impact.clone()),
        description: Some(format!("{}: {words}", of.name())),
        photos_done: true,
        joins: Some(problem),
        ..Answers::default()
    };
    let (now, id) = (unit.now, unit.next_id());
    let draft = Draft { id, answers, state: draft::State::Open, started_at: now, updated_at: now, reminded_at: None };
    unit.drafts.insert(person.id, draft);
}
