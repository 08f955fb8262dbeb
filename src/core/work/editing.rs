//! Words that their author has changed afterwards. Both versions are kept, and whoever has read the first is told. What
//! has not gone yet goes as it stands now.

use super::{Ground, name, perform, says, take_back, tell_reporter};
use crate::core::{
    act::{self, Mark, Taken},
    deed::Deed,
    entry::{self, Entry, Kind, Version},
    notice::{Audience, News},
    rights::{Grant, Refusal},
    unit::Unit,
    verb::Verb,
};

/// In the audit of an edit: nobody outside has read the words that stood there before.
pub(in crate::core) const UNREAD: &str = "unread";

/// The verb that writes words of a kind, which its author needs to change them.
#[must_use]
pub fn verb_of(kind: Kind) -> Verb {
    match kind {
        Kind::Description | Kind::Answer => Verb::Answer,
        Kind::Note => Verb::Note,
        Kind::Reply => Verb::Reply,
        Kind::Question => Verb::Ask,
        Kind::Resolution => Verb::Resolve,
        Kind::Reopening => Verb::Reopen,
        Kind::Reason => Verb::Priority,
        Kind::Rejection => Verb::Reject,
        Kind::Withdrawal => Verb::Withdraw,
        Kind::Escalation => Verb::Escalate,
    }
}

/// Changes an entry's words. Returns the act that was undone, where what was on its way is said anew.
///
/// # Errors
/// The database's. [`Refusal::NotAllowed`] when it is somebody else's, [`Refusal::TooLate`] when it was taken back.
pub async fn edit(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    entry: &Entry,
    words: &str,
) -> Result<Result<Option<i64>, Refusal>, sqlx::Error> {
    let words = words.trim();
    if entry.author_id != grant.actor() {
        return Ok(Err(Refusal::NotAllowed));
    }
    if entry.withdrawn_at.is_some() {
        return Ok(Err(Refusal::TooLate));
    }
    if words.is_empty() || words == entry.words {
        return Ok(Err(Refusal::AlreadySo));
    }
    if is_for_reporter(entry.kind)
        && let Some(act) = on_its_way(unit, entry).await?
    {
        // Of a change with a reason the words alone are said anew.
        if says(grant.verb()) && take_back(unit, grant, &act).await?.is_ok() {
            return said_anew(unit, ground, grant, entry, (words, act.id)).await;
        }
        said_instead(unit, ground, grant, entry, (words, &act)).await?;
        return Ok(Ok(None));
    }
    replace(unit, entry, words, false).await?;
    tell(unit, grant, entry, words);
    Ok(Ok(None))
}

/// Whether words of a kind are told to the reporter.
fn is_for_reporter(kind: Kind) -> bool {
    match kind {
        Kind::Reply | Kind::Question | Kind::Resolution | Kind::Reason | Kind::Rejection => true,
        Kind::Note | Kind::Escalation | Kind::Description | Kind::Answer | Kind::Reopening | Kind::Withdrawal => false,
    }
}

/// The act that wrote these words, as long as nothing of it has gone.
pub(super) async fn on_its_way(unit: &mut Unit<'_>, entry: &Entry) -> Result<Option<Taken>, sqlx::Error> {
    if let Some(act) = unit.acts.iter().find(|act| act.entry_id == Some(entry.id)) {
        return Ok((act.mark != Mark::TakenBack).then(|| act.into()));
    }
    match act::of_entry(&mut unit.conn, entry.id).await? {
        Some(act) if !act::has_gone(&mut unit.conn, act.id).await? => Ok(Some(act)),
        Some(_) | None => Ok(None),
    }
}

/// What was undone is done again, in other words.
async fn said_anew(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    entry: &Entry,
    (words, undone): (&str, i64),
) -> Result<Result<Option<i64>, Refusal>, sqlx::Error> {
    let (written, deed) = (unit.entries.len(), Deed::saying(grant.verb(), words));
    let done = Box::pin(perform(unit, ground, grant, entry.ticket_id, &deed)).await?;
    // A further edit of the message finds the words that stand.
    for anew in &mut unit.entries[written..] {
        entry.inbox_key.clone_into(&mut anew.inbox_key);
    }
    Ok(done.map(|_| Some(undone)))
}

/// The ticket has changed since, but the words have not gone: these go in their place, and nobody reads the others.
async fn said_instead(
    unit: &mut Unit<'_>,
    ground: Ground<'_>,
    grant: Grant,
    entry: &Entry,
    (words, act): (&str, &Taken),
) -> Result<(), sqlx::Error> {
    // Nobody outside may know of it before these words go.
    let until = unit.now + ground.desk.take_back;
    unit.drop_told(act.id);
    act::tell_anew(&mut unit.conn, act.id, unit.now, until).await?;
    for unsaved in unit.acts.iter_mut().filter(|unsaved| unsaved.id == act.id) {
        unsaved.until = until;
    }
    replace(unit, entry, words, true).await?;
    let (id, agent, words) = (entry.ticket_id, name(unit, grant.actor()), words.to_owned());
    unit.audit(id, Some(grant.actor()), "edit", entry.kind.word(), UNREAD);
    super::alter(unit, id, |_| {});
    unit.tell(
        id,
        Audience::Agents,
        News::Edited { author: agent.clone(), before: entry.words.clone(), after: words.clone() },
    );
    let news = if entry.kind == Kind::Question {
        News::Question { agent, words, by_focal: false }
    } else if entry.kind == Kind::Resolution {
        News::Resolved { agent, words, by_focal: false }
    } else if entry.kind == Kind::Rejection {
        News::Rejected { agent, words }
    } else if entry.kind == Kind::Reason {
        changed(unit, act, words)
    } else {
        News::Reply { agent, words }
    };
    unit.act = Some(act.id);
    tell_reporter(unit, id, news);
    unit.act = None;
    Ok(())
}

/// What changed with this reason, from what it was to what it is now.
fn changed(unit: &Unit<'_>, act: &Taken, words: String) -> News {
    let now = unit.tickets.read(&act.ticket_id).unwrap_or(&act.before);
    if act.verb == Verb::Category.word() {
        News::CategoryChanged { from: act.before.category.clone(), to: now.category.clone(), words }
    } else {
        News::PriorityChanged { from: act.before.priority.clone(), to: now.priority.clone(), words }
    }
}

async fn replace(unit: &mut Unit<'_>, entry: &Entry, words: &str, unread: bool) -> Result<(), sqlx::Error> {
    if let Some(unsaved) = unit.entries.iter_mut().find(|other| other.id == entry.id) {
        let earlier = std::mem::replace(&mut unsaved.words, words.to_owned());
        let before = unit.earlier_words.iter().filter(|version| version.entry_id == entry.id).count();
        unit.earlier_words.push(Version {
            entry_id: entry.id,
            version: i64::try_from(before).unwrap_or(0) + 1,
            words: earlier,
            replaced_at: unit.now,
            unread,
        });
        return Ok(());
    }
    entry::edit(&mut unit.conn, entry, words, unit.now, unread).await
}

fn tell(unit: &mut Unit<'_>, grant: Grant, entry: &Entry, words: &str) {
    let id = entry.ticket_id;
    super::alter(unit, id, |_| {});
    unit.audit(id, Some(grant.actor()), "edit", entry.kind.word(), "");
    let author = name(unit, grant.actor());
    let news = News::Edited { author, before: entry.words.clone(), after: words.to_owned() };
    unit.tell(id, Audience::Agents, News::Card);
    unit.tell(id, Audience::Agents, news.clone());
    if is_for_reporter(entry.kind) {
        tell_reporter(unit, id, news);
    } else if !entry.kind.is_internal() {
        unit.tell(id, Audience::Owner, news);
    }
}
