//! Edits of earlier messages, performed: what is known of the message, and its words corrected.

use super::tickets::granted_on;
use crate::{
    core::{
        act::Mark,
        chat::Body,
        entry::{self, Entry},
        inbox::{self, Record, State},
        rights::Refusal,
        ticket_rows,
        unit::Unit,
        work::{self, Ground},
    },
    desk::{echo, marks, post, turn::Turn},
    dialogs::event::{Before, Outcome},
};

/// Looks up the message that this one changes. What is not known is said for the first time now: a further edit of it
/// finds what is said here.
pub(in crate::desk) async fn look_up(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    let Body::Edited { of, .. } = &turn.inbound.body else { return Ok(()) };
    let (own, named) = (inbox::key(turn.inbound), inbox::key_of(turn.inbound, of));
    let key = inbox::stands_for(&mut unit.conn, &named).await?.unwrap_or_else(|| named.clone());
    let before = before(turn, unit, &key).await?;
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
        Some(record) => Some((record.address.clone(), record.user_key.clone(), record.body.clone())),
        None => inbox::original(&mut unit.conn, key).await?.map(|found| (found.address, found.user_key, found.text)),
    };
    let Some((address, user_key, text)) = original else { return Ok(Before::default()) };
    if address != turn.address || user_key != turn.inbound.sender.user_key {
        return Ok(Before::default());
    }
    let entry = written(unit, key).await?;
    let wrote = entry.map(|entry| entry.ticket_id);
    if let Some(ticket) = wrote {
        ticket_rows::load(&mut unit.conn, &[ticket], &mut unit.tickets).await?;
    }
    Ok(Before { known: true, text, wrote })
}

/// The record of a message that was handled in this transaction.
fn unsaved<'u>(unit: &'u mut Unit<'_>, key: &str) -> Option<&'u mut Record> {
    let mut records = unit.received.iter_mut().chain(&mut unit.drained);
    records.find(|record| record.key == key && record.state == State::Done)
}

/// Keeps the text of an edit that was handled, where one was kept: a further edit is compared with what stands there
/// now. Of plain words none is kept: they are corrected as often as they are edited.
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
async fn written(unit: &mut Unit<'_>, key: &str) -> Result<Option<Entry>, sqlx::Error> {
    let mut found: Vec<Entry> = unit.entries.iter().filter(|entry| entry.inbox_key == key).cloned().collect();
    found.extend(entry::by_message(&mut unit.conn, key).await?);
    found.retain(|entry| entry.withdrawn_at.is_none());
    Ok(found.pop().filter(|_| found.is_empty()))
}

/// Corrects the words that the edited message wrote.
pub(super) async fn edit(turn: &mut Turn<'_>, unit: &mut Unit<'_>, words: &str) -> Result<Outcome, sqlx::Error> {
    let refused = |why| Ok(Outcome::Refused { why, ticket: None });
    let Some(key) = turn.original.clone() else { return refused(Refusal::NotNow) };
    let Some(entry) = written(unit, &key).await? else { return refused(Refusal::NotNow) };
    let (grant, id) = match granted_on(turn, unit, work::verb_of(entry.kind), Some(entry.ticket_id)) {
        Ok(granted) => granted,
        Err(why) => return refused(why),
    };
    let ground = Ground { desk: &turn.shared.policy, directory: &turn.directory, address: &turn.address };
    match work::edit(unit, ground, grant, &entry, words).await? {
        Ok(Some(undone)) => marks::renew(turn, unit, undone, Mark::TakenBack).await?,
        Ok(None) => {}
        Err(why) => return refused(why),
    }
    turn.keeps = true;
    turn.found_place = Some(format!("ticket:{id}"));
    turn.about = Some(id);
    Ok(Outcome::Corrected { ticket: Box::new(post::ticket_view(turn, unit, id).await?) })
}
