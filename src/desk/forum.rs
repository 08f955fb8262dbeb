//! How the agents' rooms are told of tickets. Where a platform's rooms have a card for all that waits, a ticket's card
//! stands in the room itself until somebody takes it; then it shrinks there, and the ticket goes on in a thread of its
//! own, which the relay opens.

use std::collections::BTreeSet;

use super::{
    audience::{Moved, Target},
    post,
    turn::Turn,
};
use crate::{
    core::{
        chat::Shown,
        file,
        notice::{News, Notice},
        slot,
        ticket_rows::{self, Before},
        unit::Unit,
    },
    dialogs::{event::TicketView, forum, telling::Telling},
};

/// So many files stand under the card of what nobody has taken yet: a room takes few messages a minute, and in the
/// thread all of them stand.
const WITH_A_WAITING_CARD: usize = 1;

/// Tells an agents' room, as its platform shows tickets there.
pub(super) async fn tell(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    mut target: Target,
    telling: &Telling,
    (notice, view): (&Notice, &TicketView),
    (files, coming): (&[Shown], usize),
) -> Result<(), sqlx::Error> {
    let limits = turn.shared.platforms.get(platform(&target.address));
    let begins_in_thread = limits.is_some_and(|limits| limits.threads && limits.card_in_thread);
    if let Some(moved) = target.moved {
        let target = if begins_in_thread { headed(turn, view, target) } else { Target { in_thread: false, ..target } };
        return gone(turn, unit, target, view, moved == Moved::Tier).await;
    }
    let are_apart = limits.is_some_and(|limits| limits.files_apart);
    // The newest come with their words.
    let files = if are_apart { &files[..files.len().saturating_sub(coming)] } else { files };
    if limits.is_some_and(|limits| limits.queue_card) {
        if notice.news == News::Card {
            return card(turn, unit, target, telling, view, files).await;
        }
        if telling.in_thread {
            target = place(turn, unit, target, view).await?;
        }
    } else if begins_in_thread && (telling.in_thread || notice.news == News::Card) {
        target = headed(turn, view, target);
    }
    // A file that is a message of its own would not be edited, but sent again.
    let files = if are_apart { unshown(unit, files, &target.address).await? } else { files.to_vec() };
    let files = note_shown(unit, files, &target.address);
    post::post(turn.shared, turn, unit, &target, &telling.line, &telling.choices, files);
    Ok(())
}

fn platform(address: &str) -> &str {
    address.split(':').next().unwrap_or_default()
}

/// Tells a room a ticket's card: in the room itself as long as it waits, else in its thread.
async fn card(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    target: Target,
    telling: &Telling,
    view: &TicketView,
    files: &[Shown],
) -> Result<(), sqlx::Error> {
    let ticket = &view.ticket;
    let fresh = unshown(unit, files, &target.address).await?;
    let topic = slot::topic(ticket.id);
    let topic_stands = stands(unit, &target.address, &topic).await?;
    let has_topic = topic_stands || forum::is_taken(ticket);
    let in_room = Target { in_thread: false, slot: Some(slot::card(ticket.id)), ..target.clone() };
    if forum::waits(ticket) {
        let is_new = !has_topic && !stands(unit, &target.address, &slot::card(ticket.id)).await?;
        let first = if is_new { fresh.iter().take(WITH_A_WAITING_CARD).cloned().collect() } else { Vec::new() };
        let first = note_shown(unit, first, &target.address);
        post_card(turn, unit, &in_room, telling, first).await?;
    } else if is_changed(unit, &in_room, view).await? {
        post::post(turn.shared, turn, unit, &in_room, &forum::short(view), &[], Vec::new());
    }
    if has_topic {
        // In a new thread all files stand again, beside the card.
        let files = if topic_stands { fresh } else { present(unit, files) };
        let files = note_shown(unit, files, &target.address);
        let in_topic = Target { slot: Some(topic), ..in_thread(turn, view, target) };
        post_card(turn, unit, &in_topic, telling, files).await?;
    }
    Ok(())
}

/// Where a ticket's news is told: in its thread, or in answer to its card while it waits.
async fn place(turn: &Turn<'_>, unit: &mut Unit<'_>, target: Target, view: &TicketView) -> Result<Target, sqlx::Error> {
    let has_topic =
        forum::is_taken(&view.ticket) || stands(unit, &target.address, &slot::topic(view.ticket.id)).await?;
    Ok(if has_topic { in_thread(turn, view, target) } else { Target { in_thread: false, ..target } })
}

/// What is left of a ticket in a room that it has moved away from.
async fn gone(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    target: Target,
    view: &TicketView,
    other_tier: bool,
) -> Result<(), sqlx::Error> {
    let line = forum::moved(&view.ticket, other_tier);
    let card = Target { slot: Some(slot::card(view.ticket.id)), ..target.clone() };
    post::post(turn.shared, turn, unit, &card, &line, &[], Vec::new());
    let topic = slot::topic(view.ticket.id);
    if stands(unit, &target.address, &topic).await? {
        let topic = Target { slot: Some(topic), ..in_thread(turn, view, target) };
        post::post(turn.shared, turn, unit, &topic, &line, &[], Vec::new());
    }
    Ok(())
}

fn in_thread(turn: &Turn<'_>, view: &TicketView, target: Target) -> Target {
    let title = forum::title(&view.ticket, &turn.shared.catalog, &turn.policy, target.locale);
    Target { in_thread: true, title: Some(title), ..target }
}

/// In the thread that a ticket has from the beginning.
fn headed(turn: &Turn<'_>, view: &TicketView, target: Target) -> Target {
    let title = forum::heading(&view.ticket, &turn.shared.catalog, &turn.policy, target.locale);
    Target { in_thread: true, title: Some(title), ..target }
}

/// Posts a card, unless it reads as it did: edits count where a room takes few messages a minute.
async fn post_card(
    turn: &Turn<'_>,
    unit: &mut Unit<'_>,
    target: &Target,
    telling: &Telling,
    files: Vec<Shown>,
) -> Result<(), sqlx::Error> {
    let slot = target.slot.as_deref().unwrap_or_default();
    let line = serde_json::to_string(&telling.line).unwrap_or_default();
    let reads_so = files.is_empty()
        && !is_written(unit, &target.address, slot)
        && slot::newest_line(&mut unit.conn, &target.address, slot).await?.as_ref() == Some(&line);
    if !reads_so {
        post::post(turn.shared, turn, unit, target, &telling.line, &telling.choices, files);
    }
    Ok(())
}

/// Whether a message of this slot stands in the room, is on its way, or is being written.
async fn stands(unit: &mut Unit<'_>, address: &str, slot: &str) -> Result<bool, sqlx::Error> {
    Ok(is_written(unit, address, slot) || slot::stands(&mut unit.conn, address, slot).await?)
}

fn is_written(unit: &Unit<'_>, address: &str, slot: &str) -> bool {
    unit.posts.iter().any(|post| post.address == address && post.slot.as_deref() == Some(slot))
}

/// Whether what is left of the card reads otherwise now.
async fn is_changed(unit: &mut Unit<'_>, card: &Target, view: &TicketView) -> Result<bool, sqlx::Error> {
    let ticket = &view.ticket;
    if card.slot.as_ref().is_some_and(|slot| is_written(unit, &card.address, slot)) {
        return Ok(true);
    }
    let now = Before {
        status: ticket.status.word().to_owned(),
        owner_id: ticket.owner_id,
        tier: ticket.tier,
        system: ticket.system.clone(),
    };
    Ok(ticket_rows::before(&mut unit.conn, ticket.id).await?.is_none_or(|before| before != now))
}

/// The files that a chat was not shown yet.
async fn unshown(unit: &mut Unit<'_>, files: &[Shown], address: &str) -> Result<Vec<Shown>, sqlx::Error> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = files.iter().map(|file| file.attachment).collect();
    let mut known: BTreeSet<i64> = file::shown_in(&mut unit.conn, address, &ids).await?.into_iter().collect();
    known.extend(unit.shown.iter().filter(|(_, shown_in)| shown_in == address).map(|(id, _)| *id));
    let mut files = present(unit, files);
    files.retain(|file| !known.contains(&file.attachment));
    Ok(files)
}

/// Without those that are lost.
fn present(unit: &Unit<'_>, files: &[Shown]) -> Vec<Shown> {
    let is_here = |file: &&Shown| unit.attachments.read(&file.attachment).is_none_or(|row| row.state != "lost");
    files.iter().filter(is_here).cloned().collect()
}

/// Notes which files a chat is shown now.
fn note_shown(unit: &mut Unit<'_>, files: Vec<Shown>, address: &str) -> Vec<Shown> {
    unit.shown.extend(files.iter().map(|file| (file.attachment, address.to_owned())));
    files
}
