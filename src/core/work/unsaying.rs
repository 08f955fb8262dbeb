//! Words whose message was deleted (platforms B.4). What was only there to be read is withdrawn, with its files, and stays
//! in the history as such; what did more stays as it is, and what has not gone yet does not go.

use super::{alter, editing, name, recalling, take_back};
use crate::core::{
    entry::{Entry, Kind},
    notice::{Audience, News},
    rights::{Grant, Refusal},
    unit::Unit,
};

/// What became of the words of a deleted message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    Withdrawn,
    /// They were on their way, and did not go: this act was taken back.
    TakenBack(i64),
    /// They have been read, or changed the ticket.
    Stands,
}

/// Withdraws what a deleted message wrote about a ticket, and its files. `by_author`: it is known that its author did it,
/// as in a chat where nobody else can.
///
/// # Errors
/// The database's. [`Refusal::NotAllowed`] when it is somebody else's.
pub async fn unsay(
    unit: &mut Unit<'_>,
    grant: Grant,
    id: i64,
    entry: Option<&Entry>,
    (files, by_author): (&[i64], bool),
) -> Result<Result<Unsaid, Refusal>, sqlx::Error> {
    if entry.is_some_and(|entry| entry.author_id != grant.actor()) {
        return Ok(Err(Refusal::NotAllowed));
    }
    if let Some(entry) = entry
        && let Some(act) = editing::on_its_way(unit, entry).await?
        && take_back(unit, grant, &act).await?.is_ok()
    {
        return Ok(Ok(Unsaid::TakenBack(act.id)));
    }
    let unsaid = match entry.map(|entry| entry.kind) {
        Some(
            Kind::Description
            | Kind::Reply
            | Kind::Question
            | Kind::Resolution
            | Kind::Reopening
            | Kind::Reason
            | Kind::Rejection
            | Kind::Withdrawal
            | Kind::Escalation,
        ) => Unsaid::Stands,
        None if files.is_empty() => Unsaid::Stands,
        Some(Kind::Answer | Kind::Note) | None => Unsaid::Withdrawn,
    };
    if let (Some(entry), Unsaid::Withdrawn) = (entry, unsaid) {
        recalling::withdraw(unit, &[entry.id]).await?;
    }
    // The entry that they came with stays theirs: it says where they were.
    for file in files {
        if let Some(file) = unit.attachments.change(file) {
            file.ticket_id = None;
        }
    }
    alter(unit, id, |_| {});
    let what = entry.map_or("file", |entry| entry.kind.word());
    unit.audit(id, by_author.then(|| grant.actor()), "delete", what, "");
    unit.tell(id, Audience::Agents, News::Card);
    let is_reporters = unit.tickets.read(&id).is_some_and(|ticket| ticket.reporter_id == grant.actor());
    if is_reporters {
        let reporter = name(unit, grant.actor());
        unit.tell(id, Audience::Agents, News::Deleted { reporter, stands: unsaid == Unsaid::Stands });
    }
    Ok(Ok(unsaid))
}
