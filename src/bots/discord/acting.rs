//! Commands that open a form, and those in whose place the dialog begins; what is given with a command, in its own order.

use std::sync::Arc;

use tokio::sync::mpsc;

use super::{Me, bot::DiscordBot, form, gateway::Raw, inbound::Reading, missed::Heard, wire::Interaction};
use crate::{
    core::chat::{Body, ChatKind, Inbound, form::Filled},
    door::Door,
};

/// A report is begun: with its form, or else with the dialog.
pub async fn begin(
    bot: Arc<DiscordBot>,
    me: Me,
    door: Door,
    interaction: Interaction,
    raw: Raw,
    queue: mpsc::UnboundedSender<Heard>,
) {
    if !form::open(&bot, &door, &me, &interaction).await {
        bot.waiting.heard(&interaction, &me.application);
        let _gone = queue.send(Heard::Event(raw));
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
