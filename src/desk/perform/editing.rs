//! Edits of earlier messages, performed: what is known of the message, and its words corrected.

use super::{deleting, tickets::granted_on};
use crate::{
    core::{
        act::Mark,
        chat::{Body, Millis},
        draft,
        entry::{self, Entry, Kind},
        inbox::{self, Original, Record, State},
        rights::{Place, Refusal},
        ticket_rows,
        unit::Unit,
        work,
    },
    desk::{echo, marks, seen, turn::Turn},
    dialogs::{
        self,
        event::{Before, Outcome},
    },
};

/// Looks up the message that this one changes. What is not known is said for the first time now: a further edit of it
/// finds what is said here.
pub(in crate::desk) async fn look_up(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let (Body::Edited { of, .. } | Body::Deleted { of, .. }) = &turn.inbound.body else { return Ok(()) };
    let (own, named) = (inbox::key(turn.inbound), inbox::key_of(turn.inbound, of));
    let key = inbox::stands_for(&mut unit.conn, &named).await?.unwrap_or_else(|| named.clone());
    let mut before = before(turn, unit, &key).await?;
    if let Body::Deleted { files, .. } = &turn.inbound.body {
        if before.known {
            deleting::find_files(turn, unit, files, &mut before).await?;
            turn.original = Some(key);
        }
        turn.edited = Some(before);
        return Ok(());
    }
    if before.known {
        turn.earlier = echo::earlier(turn, unit, &key).await?;
        inbox::also_known_as(&mut unit.conn, &key, &own).await?;
        turn.original = Some(key);
    } else {
        inbox::also_known_as(&mut unit.conn, &own, &named).await?;
    }
    turn.edited = Some(before);
    Ok(())
}

/// What is known of the message that is changed. Somebody else's, or one of another chat, is not known.
async fn before(turn: &Turn<'_>, unit: &mut Unit<'_>, key: &str) -> Result<Before, sqlx::Error> {
    let unsaved = unsaved(unit, key);
    let original = match unsaved {
        Some(record) => Some(Original {
            address: record.address.clone(),
            user_key: record.user_key.clone(),
            text: record.body.clone(),
            received_at: record.received_at,
        }),
        None => inbox::original(&mut unit.conn, key).await?,
    };
    let Some(Original { address, user_key, text, received_at }) = original else { return Ok(Before::default()) };
    if address != turn.address || user_key != turn.inbound.sender.user_key {
        return Ok(Before::default());
    }
    let wrote = written(unit, key).await?.map(|entry| entry.ticket_id);
    let filed = match (&text, wrote) {
        (Some(text), None) => filed(turn, unit, text, received_at).await?,
        (None, _) | (_, Some(_)) => None,
    };
    if let Some(ticket) = wrote.or(filed) {
        ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
    }
    Ok(Before { known: true, text, wrote, filed, files: Vec::new() })
}

/// The ticket that was filed with a message's words. Somebody has one draft at a time: it can only be the first that they
/// filed since the message came.
async fn filed(turn: &Turn<'_>, unit: &mut Unit<'_>, words: &str, since: Millis) -> Result<Option<i64>, sqlx::Error> {
    if turn.place != Place::Private || dialogs::is_command(words) {
        return Ok(None);
    }
    let Some(author) = unit.person_of(&turn.contact_key).map(|person| person.id) else { return Ok(None) };
    let found = match entry::filed_since(&mut unit.conn, author, since).await? {
        Some(entry) => Some(entry),
        None => unit.entries.iter().find(|entry| is_description(entry) && entry.author_id == author).cloned(),
    };
    let has_words = |entry: &Entry| draft::reworded(&entry.words, words, words).is_some();
    Ok(found.filter(has_words).map(|entry| entry.ticket_id))
}

fn is_description(entry: &Entry) -> bool {
    entry.kind == Kind::Description
}

/// The record of a message that was handled in this transaction.
fn unsaved<'u>(unit: &'u mut Unit<'_>, key: &str) -> Option<&'u mut Record> {
    let mut records = unit.received.iter_mut().chain(&mut unit.drained);
    records.find(|record| record.key == key && record.state == State::Done)
}

/// Keeps the text of an edit that was handled, where one was kept: a further edit is compared with what stands there
/// now. Of plain words about a ticket none is kept: they are corrected as often as they are edited.
pub(in crate::desk) async fn keep(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let (Some(key), Body::Edited { text, .. }) = (&turn.original, &turn.inbound.body) else { return Ok(()) };
    if let Some(record) = unsaved(unit, key) {
        if let Some(body) = &mut record.body {
            body.clone_from(text);
        }
        return Ok(());
    }
    inbox::keep(&mut unit.conn, key, text).await
}

/// What the message wrote, if it wrote one thing.
pub(super) async fn written(unit: &mut Unit<'_>, key: &str) -> Result<Option<Entry>, sqlx::Error> {
    let mut found: Vec<Entry> = unit.entries.iter().filter(|entry| entry.inbox_key == key).cloned().collect();
    found.extend(entry::by_message(&mut unit.conn, key).await?);
    found.retain(|entry| entry.withdrawn_at.is_none());
    Ok(found.pop().filter(|_| found.is_empty()))
}

/// What the message gave to a report that was filed, with these words in its place.
async fn reported(
    unit: &mut Unit<'_>,
    before: Option<&Before>,
    words: &str,
) -> Result<Option<(Entry, String)>, sqlx::Error> {
    let Some((ticket, earlier)) = before.and_then(|before| before.filed.zip(before.text.as_deref())) else {
        return Ok(None);
    };
    let unsaved = unit.entries.iter().find(|entry| entry.ticket_id == ticket && is_description(entry)).cloned();
    let found = match unsaved {
        Some(entry) => Some(entry),
        None => entry::of_ticket(&mut unit.conn, ticket).await?.into_iter().find(is_description),
    };
    Ok(found.and_then(|entry| draft::reworded(&entry.words, earlier, words).map(|words| (entry, words))))
}

/// Corrects the words that the edited message wrote, or gave to a report.
pub(super) async fn edit(turn: &mut Turn<'_>, unit: &mut Unit<'_>, words: &str) -> Result<Outcome, sqlx::Error> {
    let refused = |why| Ok(Outcome::Refused { why, ticket: None });
    let Some(key) = turn.original.clone() else { return refused(Refusal::NotNow) };
    let found = match written(unit, &key).await? {
        Some(entry) => Some((entry, words.to_owned())),
        None => reported(unit, turn.edited.as_ref(), words).await?,
    };
    let Some((entry, words)) = found else { return refused(Refusal::NotNow) };
    let (grant, id) = match granted_on(turn, unit, work::verb_of(entry.kind), Some(entry.ticket_id)) {
        Ok(granted) => granted,
        Err(why) => return refused(why),
    };
    let ground = turn.ground();
    match work::edit(unit, ground, grant, &entry, &words).await? {
        Ok(Some(undone)) => marks::renew(turn, unit, undone, Mark::TakenBack).await?,
        Ok(None) => {}
        Err(why) => return refused(why),
    }
    turn.keeps = true;
    turn.found_place = Some(format!("ticket:{id}"));
    turn.about = Some(id);
    Ok(Outcome::Corrected { ticket: Box::new(seen::ticket(turn, unit, id).await?) })
}
