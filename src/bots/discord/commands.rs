//! The slash commands: those that can be typed, in both languages, registered where they are others than before. Discord
//! knows one Portuguese, `pt-BR`, and gets ours for it.

use std::time::Duration;

use hyper::Method;
use serde_json::{Map, Value, json};
use tokio_util::sync::CancellationToken;

use super::client::{Api, Call, Failure};
use crate::{
    bots::pause::jitter,
    door::{
        Door,
        menus::{Argument, Slash, Spoken},
    },
};

const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(10);
/// The most commands, and the longest description.
const COMMANDS: usize = 100;
const DESCRIPTION: usize = 100;
const TEXT: u8 = 3;

/// Registers what has changed, until that is done or it is stopped.
pub async fn run(api: Api, door: Door, application: String, stop: CancellationToken) {
    let wanted = commands(&door.slash());
    let mut pause = FIRST_PAUSE;
    loop {
        let wait = match bring_up_to_date(&api, &application, &wanted).await {
            Ok(()) => return,
            Err(Failure::Limited { after_ms, .. }) => {
                Duration::from_millis(u64::try_from(after_ms).unwrap_or(1_000)) + FIRST_PAUSE
            }
            Err(failure @ Failure::Refused { status: 400..=499, .. }) => {
                return tracing::error!(%failure, "Discord does not take the commands; they can be typed in any case");
            }
            Err(failure) => {
                tracing::debug!(%failure, "the commands are not registered yet");
                jitter(pause)
            }
        };
        pause = (pause * 2).min(LONGEST_PAUSE);
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// As they are registered.
#[must_use]
pub fn commands(slash: &[Slash]) -> Vec<Value> {
    slash.iter().take(COMMANDS).map(command).collect()
}

async fn bring_up_to_date(api: &Api, application: &str, wanted: &[Value]) -> Result<(), Failure> {
    let path = format!("/applications/{application}/commands");
    let there = api.get("/applications/commands", application, format!("{path}?with_localizations=true")).await?;
    let there = there.as_array().map(Vec::as_slice).unwrap_or_default();
    let is_there = |one: &Value| there.iter().any(|other| other["name"] == one["name"] && holds(other, one));
    if there.len() == wanted.len() && wanted.iter().all(is_there) {
        return Ok(());
    }
    let put = Call::new(Method::PUT, "/applications/commands", application, path);
    api.call(&put.with(wanted.to_vec().into())).await?;
    tracing::info!(commands = wanted.len(), "the commands were registered");
    Ok(())
}

/// Whether all that was said of a command is there; Discord adds fields of its own.
fn holds(there: &Value, wanted: &Value) -> bool {
    match (there, wanted) {
        (Value::Object(there), Value::Object(wanted)) => {
            wanted.iter().all(|(name, value)| there.get(name).is_some_and(|there| holds(there, value)))
        }
        (Value::Array(there), Value::Array(wanted)) => {
            there.len() == wanted.len() && there.iter().zip(wanted).all(|(there, wanted)| holds(there, wanted))
        }
        (there, wanted) => there == wanted,
    }
}

fn command(slash: &Slash) -> Value {
    let options: Vec<Value> = slash.arguments.iter().map(option).collect();
    let mut command = named(&slash.name, &slash.description);
    command.insert("type".into(), 1.into());
    command.insert("contexts".into(), json!([0, 1]));
    if !options.is_empty() {
        command.insert("options".into(), options.into());
    }
    Value::Object(command)
}

fn option(argument: &Argument) -> Value {
    let mut option = named(&argument.name, &argument.description);
    option.insert("type".into(), TEXT.into());
    if argument.completes {
        option.insert("autocomplete".into(), true.into());
    }
    Value::Object(option)
}

fn named(name: &Spoken, description: &Spoken) -> Map<String, Value> {
    let cut = |text: &str| text.chars().take(DESCRIPTION).collect::<String>();
    let locales = |spoken: &Spoken, most: &dyn Fn(&str) -> String| json!({"pt-BR": most(&spoken.pt), "en-US": most(&spoken.en), "en-GB": most(&spoken.en)});
    let mut named = Map::new();
    named.insert("name".into(), name.pt.clone().into());
    named.insert("name_localizations".into(), locales(name, &str::to_owned));
    named.insert("description".into(), cut(&description.pt).into());
    named.insert("description_localizations".into(), locales(description, &cut));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_both_languages() {
        let spoken = |pt: &str, en: &str| Spoken { pt: pt.into(), en: en.into() };
        let described = spoken("O número", "The number");
        let argument = Argument { name: spoken("pedido", "request"), description: described, completes: true };
        let (name, description) = (spoken("assumir", "take"), spoken("Fica com o pedido", "Takes the request"));
        let made = command(&Slash { name, description, arguments: vec![argument] });
        assert_eq!((&made["name"], &made["name_localizations"]["en-GB"]), (&json!("assumir"), &json!("take")));
        assert_eq!(made["description_localizations"]["pt-BR"], "Fica com o pedido");
        assert_eq!(made["options"][0]["name_localizations"]["en-US"], "request");
        let mut there = made.clone();
        there["id"] = "5".into();
        there["options"][0]["required"] = false.into();
        assert!(holds(&there, &made));
        there["description"] = "outra".into();
        assert!(!holds(&there, &made));
    }
}
