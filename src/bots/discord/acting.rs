//! Commands that open a form, and those in whose place the dialog begins; what is given with a command, in its own order.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{
    Me, PLATFORM, ROOM,
    bot::DiscordBot,
    client::Failure,
    form,
    gateway::Raw,
    inbound::{MODAL, Reading},
    missed::Heard,
    waiting::private_chat_with,
    wire::Interaction,
};
use crate::{
    core::chat::{Body, ChatKind, Inbound, form::Filled},
    door::Door,
};

/// How often a private chat is asked for, and how long is waited between.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(300);

/// Whether something begins a report, or was filled in for one in a channel: both belong into the private chat.
#[must_use]
pub fn begins(door: &Door, interaction: &Interaction) -> bool {
    form::given(door, interaction).is_some() || is_sent_in_room(interaction)
}

fn is_sent_in_room(interaction: &Interaction) -> bool {
    interaction.kind == MODAL && interaction.guild_id.is_some()
}

/// A report is begun: with its form, or else with the dialog. In a channel nobody else reads it: it goes on in private.
pub async fn begin(
    bot: Arc<DiscordBot>,
    me: Me,
    door: Door,
    interaction: Interaction,
    mut raw: Raw,
    queue: mpsc::UnboundedSender<Heard>,
) {
    let is_sent = is_sent_in_room(&interaction);
    if is_sent {
        bot.waiting.heard(&interaction, &me.application);
    }
    let bound = is_in_room(&door, &me, &interaction).await;
    let chat = if bound { private_chat(&bot, &interaction).await } else { None };
    if let Some(chat) = &chat {
        place(&mut raw.data, chat);
    }
    // In a channel that is not bound it is led into a private thread when it is taken in.
    let is_private = !bound || chat.is_some();
    if !is_sent {
        if is_private && form::open(&bot, &door, &me, &interaction).await {
            return;
        }
        bot.waiting.heard(&interaction, &me.application);
    }
    let _gone = queue.send(Heard::Event(raw));
}

/// Whether somebody acts in a channel that is bound as a room, or in a thread of one.
async fn is_in_room(door: &Door, me: &Me, interaction: &Interaction) -> bool {
    if interaction.guild_id.is_none() {
        return false;
    }
    let Ok(rooms) = door.rooms(PLATFORM, &me.id).await else { return false };
    let channel = interaction.channel.as_ref();
    let here = [interaction.channel_id.as_deref(), channel.and_then(|channel| channel.parent_id.as_deref())];
    rooms.iter().any(|(chat, _)| chat.strip_prefix(ROOM).is_some_and(|room| here.contains(&Some(room))))
}

/// The number of the private chat with whoever acts.
async fn private_chat(bot: &DiscordBot, interaction: &Interaction) -> Option<String> {
    for _ in 0..TRIES {
        match bot.api.call(&private_chat_with(&interaction.person()?.id)).await {
            Ok(chat) => return chat["id"].as_str().map(str::to_owned),
            Err(Failure::Refused { status: 400..=499, .. }) => return None,
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
    None
}

/// It counts as done there.
fn place(data: &mut Value, chat: &str) {
    if let Some(data) = data.as_object_mut() {
        data.remove("guild_id");
        data.insert("channel_id".into(), chat.into());
        data.insert("channel".into(), json!({"id": chat, "type": 1}));
    }
}

/// What is given with a command comes as people fill it in; it is typed in its own order.
pub fn order(door: &Door, interaction: &mut Interaction) {
    let Some(data) = &mut interaction.data else { return };
    let (Some(name), Some(options)) = (&data.name, &mut data.options) else { return };
    options.sort_by_key(|option| door.place_of(name, &option.name));
}

/// What was given with a command whose form could not be opened is told in private as the form would have done it.
pub fn told(door: &Door, reading: Reading, interaction: &Interaction) -> Reading {
    let given = form::given(door, interaction).filter(|given| !given.is_empty());
    match (reading, given) {
        (Reading::Inbound(inbound), Some(given)) if inbound.chat_kind == ChatKind::Private => {
            let filled = |(field, text)| Filled { field, text, files: Vec::new() };
            let body = Body::Form { answers: given.into_iter().map(filled).collect() };
            Reading::Inbound(Box::new(Inbound { body, ..*inbound }))
        }
        (reading, _) => reading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_in_a_channel_goes_on_in_private() {
        let mut data = json!({"id": "1", "guild_id": "77", "channel_id": "600", "channel": {"id": "600", "type": 0}});
        place(&mut data, "500");
        assert_eq!(data, json!({"id": "1", "channel_id": "500", "channel": {"id": "500", "type": 1}}));
    }
}
