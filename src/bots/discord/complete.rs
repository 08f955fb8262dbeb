//! References are completed while they are typed. What is offered may be read by whoever types, and nothing is stored.

use hyper::Method;
use serde_json::{Value, json};

use super::{
    Me, PLATFORM,
    client::{Api, Call, INTERACTION},
    errors,
    wire::{CommandOption, Interaction},
};
use crate::door::Door;

/// What somebody is typing, to be completed.
pub const COMPLETING: u64 = 4;
const CHOICES: u8 = 8;
/// The longest name of a choice.
const NAME: usize = 100;

/// Offers what fits, or nothing.
pub async fn offer(api: Api, door: Door, me: Me, interaction: Interaction) {
    let found = match (interaction.person(), typed(&interaction)) {
        (Some(person), Some(typed)) => door.suggest(PLATFORM, &me.id, &person.id, typed).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    let path = format!("/interactions/{}/{}/callback", interaction.id, interaction.token);
    let json = json!({"type": CHOICES, "data": {"choices": choices(&found)}});
    let call = Call::new(Method::POST, INTERACTION, &interaction.id, path).with(json);
    match api.call(&call).await {
        Err(failure) if !errors::is_over(&failure) => tracing::debug!(%failure, "nothing could be offered"),
        Ok(_) | Err(_) => {}
    }
}

fn typed(interaction: &Interaction) -> Option<&str> {
    let options = interaction.data.as_ref()?.options.as_deref()?;
    let is_typed = |option: &&CommandOption| option.focused == Some(true);
    options.iter().find(is_typed)?.value.as_ref()?.as_str()
}

fn choices(found: &[(String, String)]) -> Vec<Value> {
    let short = |name: &str| name.chars().take(NAME).collect::<String>();
    found.iter().map(|(name, value)| json!({"name": short(name), "value": value})).collect()
}
