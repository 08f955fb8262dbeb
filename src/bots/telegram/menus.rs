//! The menus of commands, by language and by chat, set where they have changed.

use std::{collections::HashMap, time::Duration};

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{
    PLATFORM,
    client::{Api, Failure},
};
use crate::{
    bots::pause::jitter,
    door::{Door, menus::Menu},
};

/// Changes that come together are set together.
const GATHER: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(10);

/// Where a menu stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Scope {
    /// Where there is no other.
    Default,
    PrivateChats,
    Chat(String),
}

/// A menu as Telegram knows it: by scope and language.
type Place = (Scope, Option<String>);

impl Scope {
    fn value(&self) -> Value {
        match self {
            Self::Default => json!({"type": "default"}),
            Self::PrivateChats => json!({"type": "all_private_chats"}),
            Self::Chat(chat) => {
                json!({"type": "chat", "chat_id": chat.parse::<i64>().map_or_else(|_| chat.clone().into(), Value::from)})
            }
        }
    }
}

/// Sets menus until it is stopped: at first all, then what changes.
pub async fn run(api: Api, door: Door, account: String, stop: CancellationToken) {
    let mut set = HashMap::new();
    let mut pause = FIRST_PAUSE;
    loop {
        let ended = tokio::select! {
            () = stop.cancelled() => return,
            ended = bring_up_to_date(&api, &door, &account, &mut set) => ended,
        };
        let all_set = ended.is_ok();
        let wait = ended.map_or_else(|Later(asked)| jitter(pause).max(asked), |()| GATHER);
        pause = if all_set { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        if all_set {
            tokio::select! {
                () = stop.cancelled() => return,
                () = door.menus_changed() => {}
            }
        }
    }
}

/// Menus are left as they are for now, for at least so long as Telegram asks.
struct Later(Duration);

/// Sets what has changed. After the first failure nothing more is asked: the next would most likely fail too.
async fn bring_up_to_date(api: &Api, door: &Door, account: &str, set: &mut HashMap<Place, Value>) -> Result<(), Later> {
    let menus = door.menus(PLATFORM, account).await.map_err(|_unavailable| Later(Duration::ZERO))?;
    let wanted: HashMap<Place, Value> = menus.into_iter().flat_map(placed).collect();
    for (place, commands) in &wanted {
        if set.get(place) != Some(commands) {
            let asked = json!({"scope": place.0.value(), "language_code": place.1, "commands": commands});
            done(api, "setMyCommands", asked, place).await?;
            set.insert(place.clone(), commands.clone());
        }
    }
    let gone: Vec<Place> = set.keys().filter(|place| !wanted.contains_key(*place)).cloned().collect();
    for place in gone {
        let asked = json!({"scope": place.0.value(), "language_code": place.1});
        done(api, "deleteMyCommands", asked, &place).await?;
        set.remove(&place);
    }
    Ok(())
}

/// The commands of private chats stand in place of those that are missing elsewhere too.
fn placed(menu: Menu) -> Vec<(Place, Value)> {
    let commands: Vec<Value> = menu
        .commands
        .iter()
        .map(|(command, description)| json!({"command": command, "description": description}))
        .collect();
    let scopes = match menu.chat {
        Some(chat) => vec![Scope::Chat(chat)],
        None => vec![Scope::PrivateChats, Scope::Default],
    };
    scopes.into_iter().map(|scope| ((scope, menu.locale.clone()), Value::from(commands.clone()))).collect()
}

/// A chat that is gone needs no menu. Anything else has to be tried again.
async fn done(api: &Api, method: &str, mut asked: Value, place: &Place) -> Result<(), Later> {
    if let (None, Some(asked)) = (&place.1, asked.as_object_mut()) {
        asked.remove("language_code");
    }
    match api.call::<bool>(method, &asked).await {
        Ok(_) => Ok(()),
        Err(failure @ Failure::Refused { code: 400 | 403, .. }) => {
            tracing::info!(%failure, "a menu of commands is not taken");
            Ok(())
        }
        Err(failure) => {
            tracing::debug!(%failure, "a menu of commands is not set yet");
            let asked = match failure {
                Failure::Refused { retry_after, .. } => retry_after.unwrap_or_default().min(3600),
                Failure::NotSent(_) | Failure::Cut(_) => 0,
            };
            Err(Later(Duration::from_secs(asked)))
        }
    }
}
