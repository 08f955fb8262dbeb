//! Deletions of earlier messages, performed: the files that came with the message, and its words withdrawn.

use super::{editing::written, tickets::granted_on};
use crate::{
    core::{
        act::Mark,
        file,
        rights::{Place, Refusal, Verb},
        ticket_rows,
        unit::Unit,
        work::{self, Unsaid},
    },
    desk::{marks, seen, turn::Turn},
    dialogs::event::{Before, Outcome},
};

/// Finds the files of a deleted message: those from this chat whose sources begin so.
pub(super) async fn find_files(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    sources: &str,
    before: &mut Before,
) -> Result<(), sqlx::Error> {
    if sources.is_empty() {
        return Ok(());
    }
    let mut found = file::by_source(&mut unit.conn, &turn.address, sources).await?;
    file::load(&mut unit.conn, &found, &mut unit.attachments).await?;
    let is_its = |file: &&file::Attachment| file.uploaded_from == turn.address && file.source.starts_with(sources);
    found.extend(unit.attachments.values().filter(is_its).map(|file| file.id));
    found.sort_unstable();
    found.dedup();
    let has_them = found.iter().find_map(|file| unit.attachments.read(file)?.ticket_id);
    if before.wrote.is_none() && before.filed.is_none() {
        before.filed = has_them;
    }
    if let Some(ticket) = has_them {
        ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
    }
    before.files = found;
    Ok(())
}

/// Withdraws what the deleted message wrote about a ticket, and its files.
pub(super) async fn unsay(turn: &mut Turn<'_>, unit: &mut Unit<'_>, ticket: i64) -> Result<Outcome, sqlx::Error> {
    let refused = |why| Ok(Outcome::Refused { why, ticket: None });
    let Some(key) = turn.original.clone() else { return refused(Refusal::NotNow) };
    let entry = written(unit, &key).await?;
    let came = turn.edited.as_ref().map(|before| before.files.clone()).unwrap_or_default();
    let is_its = |file: &i64| unit.attachments.read(file).is_some_and(|file| file.ticket_id == Some(ticket));
    let files: Vec<i64> = came.into_iter().filter(is_its).collect();
    let verb = entry.as_ref().map_or(Verb::Answer, |entry| work::verb_of(entry.kind));
    let (grant, id) = match granted_on(turn, unit, verb, Some(ticket)) {
        Ok(granted) => granted,
        Err(why) => return refused(why),
    };
    let by_author = turn.place == Place::Private;
    turn.found_place = Some(format!("ticket:{id}"));
    turn.about = Some(id);
    let unsaid = match work::unsay(unit, grant, id, entry.as_ref(), (&files, by_author)).await? {
        Ok(unsaid) => unsaid,
        Err(why) => return refused(why),
    };
    if let Unsaid::TakenBack(act) = unsaid {
        marks::renew(turn, unit, act, Mark::TakenBack).await?;
    }
    let ticket = Box::new(seen::ticket(turn, unit, id).await?);
    Ok(match unsaid {
        Unsaid::TakenBack(_) => Outcome::TakenBack { count: 1, left: 0, ticket },
        Unsaid::Withdrawn => Outcome::Unsaid { ticket, stands: false },
        Unsaid::Stands => Outcome::Unsaid { ticket, stands: true },
    })
}
