//! Rendered messages become rows of the outbox: fitted to their platform, in parts where they are long, and with their
//! files apart where the platform wants them so.

use super::{Shared, audience::Target};
use crate::{
    bots::fit,
    core::{
        chat::{Message, Shown},
        outbox::Post,
        slot,
        unit::Unit,
    },
    dialogs::line::Line,
};

/// Fits a message and puts it into the outbox.
pub(super) fn enqueue(shared: &Shared, unit: &mut Unit<'_>, target: &Target, line: &Line, mut message: Message) {
    let platform = target.address.split(':').next().unwrap_or_default().to_owned();
    let limits = shared.platforms.get(&platform);
    message.title.clone_from(&target.title);
    let are_apart = limits.is_some_and(|limits| limits.files_apart);
    let apart = if are_apart { std::mem::take(&mut message.files) } else { Vec::new() };
    let parts = limits.map_or_else(|| vec![message.clone()], |limits| fit::fit(&message, limits));
    let row = Post {
        id: 0,
        address: target.address.clone(),
        class: target.class,
        platform,
        mailbox: limits.is_some_and(|limits| limits.mailbox),
        person_id: target.person_id,
        ticket_id: target.ticket_id,
        act_id: target.act_id,
        in_thread: target.in_thread,
        slot: target.slot.clone(),
        line: serde_json::to_string(line).unwrap_or_default(),
        as_is: parts.len() > 1,
        locale: target.locale.code(),
        message: Message::default(),
        due_at: target.due_at,
    };
    for (at, message) in parts.into_iter().enumerate() {
        // A part has a slot of its own, or the parts would replace each other.
        let slot = target.slot.as_ref().map(|slot| if at == 0 { slot.clone() } else { format!("{slot}#{}", at + 1) });
        let id = unit.next_id();
        unit.posts.push(Post { id, slot, message, ..row.clone() });
    }
    for shown in apart {
        let id = unit.next_id();
        unit.posts.push(beside(&row, id, shown, target));
    }
}

/// A file's own row. It is no words of an act's, and is not rendered anew.
fn beside(row: &Post, id: i64, shown: Shown, target: &Target) -> Post {
    let slot = slot::file(target.slot.as_deref(), shown.attachment);
    let message = Message { files: vec![shown], title: target.title.clone(), ..Message::default() };
    Post { id, slot, act_id: None, line: String::new(), as_is: true, message, ..row.clone() }
}

/// A post whose message is fitted to its platform; the first part alone is edited where it has become several.
pub(super) fn fitted(shared: &Shared, unit: &mut Unit<'_>, post: Post) {
    let limits = shared.platforms.get(&post.platform);
    let mut parts = limits.map_or_else(|| vec![post.message.clone()], |limits| fit::fit(&post.message, limits));
    if !parts.is_empty() {
        unit.posts.push(Post { message: parts.swap_remove(0), ..post });
    }
}
