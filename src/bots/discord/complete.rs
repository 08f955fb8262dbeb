//! What follows a command is completed while it is typed. What is offered may be read by whoever types, and nothing is
//! stored.

use hyper::Method;
use serde_json::{Value, json};

use super::{
    Me, PLATFORM,
    client::{Api, Call, INTERACTION},
    errors,
    wire::{CommandOption, Interaction},
};
use crate::door::{Door, offers::Typing};

/// What somebody is typing, to be completed.
pub const COMPLETING: u64 = 4;
const CHOICES: u8 = 8;
const CHOICES_MOST: usize = 25;
/// The longest name of a choice, and the longest value that is offered.
const NAME: usize = 100;

/// Offers what fits, or nothing.
pub async fn offer(api: Api, door: Door, me: Me, interaction: Interaction) {
    let found = match (interaction.person(), typed(&interaction)) {
        (Some(person), Some(typing)) => door.suggest(PLATFORM, &me.id, &person.id, &typing).await.unwrap_or_default(),
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

fn typed(interaction: &Interaction) -> Option<Typing<'_>> {
    let data = interaction.data.as_ref()?;
    let options = data.options.as_deref()?;
    let words = |option: &CommandOption| option.value.as_ref().and_then(|value| value.as_str().map(str::to_owned));
    let at = options.iter().find(|option| option.focused == Some(true))?;
    let others = options.iter().filter(|option| option.focused != Some(true));
    Some(Typing {
        command: data.name.as_deref()?,
        argument: &at.name,
        typed: at.value.as_ref()?.as_str()?,
        others: others.filter_map(|option| Some((option.name.clone(), words(option)?))).collect(),
    })
}

fn choices(found: &[(String, String)]) -> Vec<Value> {
    let short = |text: &str| text.chars().take(NAME).collect::<String>();
    let is_something = |(name, value): &&(String, String)| !name.trim().is_empty() && !value.trim().is_empty();
    let found = found.iter().filter(is_something).take(CHOICES_MOST);
    found.map(|(name, value)| json!({"name": short(name), "value": short(value)})).collect()
}
