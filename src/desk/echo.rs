//! In a mailbox, what a person wrote is a letter too: one order for all readers of the chat. A text has a slot, in which
//! its words take their place when they are edited.

use sha2::{Digest, Sha256};

use super::{post, turn::Turn};
use crate::{
    core::{
        chat::{Body, Echo, Message, Shown},
        inbox,
        outbox::{self, Class, Post},
        unit::Unit,
    },
    text::names,
};

/// Where messages are put that merely name a ticket.
pub(super) const MENTION: &str = "mention";

/// The echo of a message as it stood before it was edited.
#[derive(Clone, Debug, Default)]
pub(super) struct Earlier {
    files: Vec<Shown>,
    reply_to: Option<i64>,
    ticket_id: Option<i64>,
}

/// The slot of a text, by its key in the inbox: nobody can tell the key from it, or choose another's.
fn slot(inbox_key: &str) -> String {
    let hash = crate::text::hex(&Sha256::digest(format!("balcao said {inbox_key}")));
    format!("said:{}", &hash[..32])
}

/// What stands in the chat of a message that is edited now.
pub(super) async fn earlier(turn: &Turn<'_>, unit: &mut Unit<'_>, inbox_key: &str) -> Result<Earlier, sqlx::Error> {
    if !turn.shared.is_mailbox(&turn.inbound.address.platform) {
        return Ok(Earlier::default());
    }
    let slot = slot(inbox_key);
    let is_it = |post: &&Post| post.address == turn.address && post.slot.as_ref() == Some(&slot);
    if let Some(post) = unit.posts.iter().rev().find(is_it) {
        return Ok(as_it_stood(&post.message, post.ticket_id));
    }
    let stood = outbox::letter_of_slot(&mut unit.conn, &turn.address, &slot).await?;
    Ok(stood.map(|(message, ticket_id)| as_it_stood(&message, ticket_id)).unwrap_or_default())
}

fn as_it_stood(message: &Message, ticket_id: Option<i64>) -> Earlier {
    let reply_to = message.echo.as_ref().and_then(|echo| echo.reply_to);
    Earlier { files: message.files.clone(), reply_to, ticket_id }
}

/// Shows a message, or a button's label, to all readers of the chat.
pub(super) fn echo(turn: &mut Turn<'_>, unit: &mut Unit<'_>, text: &str, files: &[i64], tapped: Option<&str>) {
    if !turn.shared.is_mailbox(&turn.inbound.address.platform) {
        return;
    }
    let own_key = inbox::key(turn.inbound);
    let (slot, edited) = match &turn.inbound.body {
        Body::Message { .. } => (Some(slot(&own_key)), false),
        Body::Edited { .. } => {
            let is_known = turn.edited.as_ref().is_some_and(|before| before.known);
            (Some(slot(turn.original.as_ref().unwrap_or(&own_key))), is_known)
        }
        Body::Start { .. }
        | Body::Deleted { .. }
        | Body::Form { .. }
        | Body::Tap { .. }
        | Body::Place { .. }
        | Body::Contact { .. }
        | Body::Sign { .. }
        | Body::Standing { .. }
        | Body::Moved { .. }
        | Body::Due { .. } => (None, false),
    };
    let before = std::mem::take(&mut turn.earlier);
    let mut shown: Vec<Shown> = files.iter().filter_map(|id| unit.attachments.read(id)).map(post::shown).collect();
    unit.shown.extend(shown.iter().map(|file| (file.attachment, turn.address.clone())));
    shown.extend(before.files);
    let sender = &turn.inbound.sender;
    let known = unit.person_of(&turn.contact_key).map(|person| person.name.clone()).filter(|name| !name.is_empty());
    let echo = Echo {
        user_key: sender.user_key.clone(),
        author: known.unwrap_or_else(|| names::clean(&sender.name)),
        key: turn.inbound.key.clone(),
        tapped: tapped.map(str::to_owned),
        reply_to: turn.quoted.or(before.reply_to),
        edited,
    };
    let message = Message { text: text.to_owned(), files: shown, echo: Some(echo), ..Message::default() };
    let post = Post {
        id: unit.next_id(),
        address: turn.address.clone(),
        class: Class::Reply,
        platform: turn.inbound.address.platform.clone(),
        mailbox: true,
        person_id: None,
        ticket_id: before.ticket_id.or(turn.topic(None)),
        act_id: None,
        in_thread: false,
        slot,
        line: String::new(),
        as_is: false,
        locale: turn.locale(unit).code(),
        message,
        due_at: unit.now,
    };
    turn.echo = Some(post.id);
    unit.posts.push(post);
}

/// The message turned out to be about a ticket, and its echo is read with what is said of it. What only names one stays
/// talk.
pub(super) fn files_under(turn: &Turn<'_>, unit: &mut Unit<'_>, ticket: Option<i64>) {
    if ticket.is_none() || turn.found_place.as_deref() == Some(MENTION) {
        return;
    }
    if let Some(post) = unit.posts.iter_mut().find(|post| Some(post.id) == turn.echo) {
        post.ticket_id = post.ticket_id.or(ticket);
    }
}
