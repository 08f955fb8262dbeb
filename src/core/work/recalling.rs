//! Words that were not meant for a ticket, taken out of it again: they stay in its history as withdrawn, and their
//! writer gets them back for where they belong.

use super::{alter, name};
use crate::core::{
    audit,
    chat::Millis,
    entry::{self, Entry, Kind},
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::{Status, WaitingOn},
    unit::Unit,
};

/// Whoever says so later has something new in mind.
const STANDS: Millis = 60 * 60 * 1000;

/// What was taken out of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recalled {
    pub words: String,
    pub files: Vec<i64>,
}

/// Takes out what somebody has answered, from one of their answers on. After an hour nothing is taken out any more.
///
/// # Errors
/// The database's. [`Refusal::AlreadySo`] where there is nothing of theirs.
pub async fn recall(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    first: i64,
) -> Result<Result<Recalled, Refusal>, sqlx::Error> {
    let entries = answers(unit, grant, id, first).await?;
    let Some(began) = entries.first().map(|entry| entry.created_at) else { return Ok(Err(Refusal::AlreadySo)) };
    if began + STANDS < unit.now {
        return Ok(Ok(Recalled::default()));
    }
    let ids: Vec<i64> = entries.iter().map(|entry| entry.id).collect();
    withdraw(unit, &ids).await?;
    let files = take_files(unit, id, &ids).await?;
    let (from, to) = put_back(unit, id, began).await?;
    unit.audit(id, Some(grant.actor()), "recall", from.word(), to.word());
    let reporter = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::Card);
    if from != to {
        unit.tell(id, Audience::Partner, News::PartnerLine);
    }
    unit.tell(id, Audience::Agents, News::Recalled { reporter });
    let words = entries.iter().map(|entry| entry.words.trim()).filter(|words| !words.is_empty());
    Ok(Ok(Recalled { words: words.collect::<Vec<_>>().join("\n"), files }))
}

/// Their answers, from one on, the oldest first.
async fn answers(unit: &mut Unit<'_>, grant: Grant, id: i64, first: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut found = entry::answers_from(&mut unit.conn, id, grant.actor(), first).await?;
    let is_theirs = |entry: &&Entry| {
        entry.ticket_id == id
            && entry.author_id == grant.actor()
            && entry.kind == Kind::Answer
            && entry.withdrawn_at.is_none()
    };
    let unsaved = unit.entries.iter().filter(is_theirs);
    let known = !found.is_empty();
    found.extend(unsaved.skip_while(|entry| !known && entry.id != first).cloned());
    Ok(found)
}

/// Marks entries as withdrawn.
pub(super) async fn withdraw(unit: &mut Unit<'_>, ids: &[i64]) -> Result<(), sqlx::Error> {
    for id in ids {
        match unit.entries.iter_mut().find(|entry| entry.id == *id) {
            Some(unsaved) => unsaved.withdrawn_at = Some(unit.now),
            None => entry::withdraw(&mut unit.conn, *id, unit.now).await?,
        }
    }
    Ok(())
}

/// The files that came with these entries are the ticket's no more.
async fn take_files(unit: &mut Unit<'_>, id: i64, entries: &[i64]) -> Result<Vec<i64>, sqlx::Error> {
    let mut files = unit.files_of(id).await?;
    files.retain(|file| {
        let came_with = unit.attachments.read(file).and_then(|file| file.entry_id);
        came_with.is_some_and(|entry| entries.contains(&entry))
    });
    for file in &files {
        if let Some(attachment) = unit.attachments.change(file) {
            (attachment.ticket_id, attachment.entry_id) = (None, None);
        }
    }
    Ok(files)
}

/// A question that these words had answered waits again, as long as nothing else has changed. Returns the status before
/// and after.
async fn put_back(unit: &mut Unit<'_>, id: i64, answered_at: Millis) -> Result<(Status, Status), sqlx::Error> {
    let changed = changed_by(unit, id, answered_at).await?;
    let Some(status) = unit.tickets.read(&id).map(|ticket| ticket.status) else {
        return Ok((Status::New, Status::New));
    };
    let waits = changed == Some((Status::WaitingReporter, status)) && status != Status::WaitingReporter;
    let to = if waits { Status::WaitingReporter } else { status };
    alter(unit, id, |ticket| {
        ticket.status = to;
        if waits {
            ticket.waiting_on = WaitingOn::Reporter;
        }
    });
    Ok((status, to))
}

/// The status before and after an answer.
async fn changed_by(unit: &mut Unit<'_>, id: i64, at: Millis) -> Result<Option<(Status, Status)>, sqlx::Error> {
    let is_it = |event: &&audit::Event| event.ticket_id == id && event.verb == "answer" && event.at == at;
    let words = match unit.audits.iter().find(is_it) {
        Some(event) => Some((event.from.clone(), event.to.clone())),
        None => audit::states_of_answer(&mut unit.conn, id, at).await?,
    };
    Ok(words.and_then(|(from, to): (String, String)| Status::from_word(&from).zip(Status::from_word(&to))))
}
