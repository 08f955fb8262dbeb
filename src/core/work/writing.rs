//! What agents write: notes for the desk alone, replies and questions for the reporter.

use super::{approving, attach, name, own, tell_reporter, touch, workable};
use crate::core::{
    entry::Kind,
    notice::{Audience, News},
    rights::{Grant, Refusal},
    ticket::Status,
    unit::Unit,
};

/// Writes an internal note, at any time. It reaches the agents and nobody else.
pub(super) fn note(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str, files: &[i64]) -> Result<(), Refusal> {
    if words.is_empty() && files.is_empty() {
        return Err(Refusal::NotThat);
    }
    let entry = unit.write_entry(id, Kind::Note, grant.actor(), words);
    attach(unit, id, Some(entry), files);
    touch(unit, grant, id);
    let author = name(unit, grant.actor());
    unit.tell(id, Audience::Agents, News::NoteAdded { author, words: words.to_owned() });
    Ok(())
}

/// Writes to the reporter. Refused when the ticket has ended.
pub(super) fn reply(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    let status = workable(unit, id)?;
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Reply, grant.actor(), words);
    let status = if status == Status::New { Status::InProgress } else { status };
    own(unit, grant, id, status);
    let agent = name(unit, grant.actor());
    tell_reporter(unit, id, News::Reply { agent: agent.clone(), words: words.to_owned() });
    unit.tell(id, Audience::Agents, News::ReplySent { agent, words: words.to_owned() });
    Ok(())
}

/// Asks the reporter; the ticket waits for the answer. Refused when it is resolved or has ended.
pub(super) fn ask(unit: &mut Unit<'_>, grant: Grant, id: i64, words: &str) -> Result<(), Refusal> {
    approving::may(unit, grant, id)?;
    if words.is_empty() {
        return Err(Refusal::NotThat);
    }
    unit.write_entry(id, Kind::Question, grant.actor(), words);
    approving::own_or_keep(unit, grant, id, Status::WaitingReporter);
    let agent = name(unit, grant.actor());
    tell_reporter(
        unit,
        id,
        News::Question { agent: agent.clone(), words: words.to_owned(), by_focal: !grant.is_desk() },
    );
    unit.tell(id, Audience::Agents, News::QuestionSent { agent, words: words.to_owned() });
    Ok(())
}
