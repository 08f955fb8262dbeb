//! Starting: who the bot is, what it may, and what runs from then on.

use std::{sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use reqwest::Url;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::{
    Me,
    bot::DiscordBot,
    client::{Api, Failure},
    commands, errors, gateway, permissions, receive,
};
use crate::{bots::pause::jitter, door::Door};

/// Where Discord is.
const DISCORD: &str = "https://discord.com";
/// How long the start waits for Discord; the web chat does not need it.
const PATIENCE: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What an application says of the words in rooms: it may read them, as a large one or as a small one.
const READS_ROOMS: u64 = 1 << 18 | 1 << 19;
/// What is missing where the bot may not read rooms.
pub const NO_CONTENT: &str = "this bot may not read what is written in channels: agents have to use commands and buttons. Allow it at \
     https://discord.com/developers/applications → Bot → Privileged Gateway Intents → Message Content Intent";

/// How Discord is set up.
#[derive(Clone)]
pub struct Config {
    pub token: String,
    /// Where the interface is; Discord's own where there is none. Scheme, host and port count.
    pub api_url: Option<String>,
}

/// Why Discord cannot be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    #[error(
        "DISCORD_TOKEN is no token of a Discord bot: it is what «Reset Token» shows on the page «Bot» of the developer portal"
    )]
    NoToken,
    #[error("Discord does not know this bot: look whether DISCORD_TOKEN is what the developer portal gave")]
    Unauthorized,
    #[error("BALCAO_DISCORD_API is no address such as https://discord.com")]
    ApiUrl,
}

/// Discord, ready to be started.
pub struct Discord {
    pub bot: Arc<DiscordBot>,
    api: Api,
    token: String,
    known: Option<Known>,
}

/// What Discord says of the bot.
struct Known {
    me: Me,
    reads_rooms: bool,
}

#[derive(Deserialize)]
struct User {
    id: String,
    username: String,
}

#[derive(Deserialize)]
struct Application {
    id: String,
    #[serde(default)]
    flags: u64,
}

impl Discord {
    /// Asks Discord who the bot is. Where it cannot be reached in time, that is asked again later.
    ///
    /// # Errors
    /// [`StartError`], in words for the operator.
    pub async fn prepare(config: Config) -> Result<Self, StartError> {
        let account = account_of(&config.token).ok_or(StartError::NoToken)?;
        let url = Url::parse(config.api_url.as_deref().unwrap_or(DISCORD)).map_err(|_| StartError::ApiUrl)?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(StartError::ApiUrl);
        }
        let api = Api::new(&url.origin().ascii_serialization(), &config.token);
        let bot = Arc::new(DiscordBot::new(api.clone(), &account));
        let known = match tokio::time::timeout(PATIENCE, who(&api, &account, false)).await {
            Ok(found) => Some(found?),
            Err(_) => {
                tracing::warn!("Discord cannot be reached; trying on, and the web chat works without");
                None
            }
        };
        Ok(Self { bot, api, token: config.token, known })
    }

    /// Receives until it is stopped.
    pub async fn run(self, door: Door, stop: CancellationToken) {
        let account = account_of(&self.token).unwrap_or_default();
        let known = match self.known {
            Some(known) => known,
            None => tokio::select! {
                () = stop.cancelled() => return,
                found = who(&self.api, &account, true) => match found {
                    Ok(known) => known,
                    Err(error) => {
                        tracing::error!(%error, "Discord is off until the next start");
                        return stop.cancelled().await;
                    }
                },
            },
        };
        let offered = commands::run(self.api.clone(), door.clone(), known.me.application.clone(), stop.clone());
        let heard = gateway::listen(self.api, self.token, known.reads_rooms, stop.clone());
        tokio::join!(offered, receive::run(self.bot, known.me, door, heard, stop.clone()));
        // Where Discord refused the bot the rest of the desk goes on.
        stop.cancelled().await;
    }
}

/// The bot's number, which its token begins with.
#[must_use]
pub fn account_of(token: &str) -> Option<String> {
    let mut parts = token.trim().split('.');
    let (first, rest) = (parts.next()?, parts.filter(|part| !part.is_empty()).count());
    let account = String::from_utf8(STANDARD_NO_PAD.decode(first.trim_end_matches('=')).ok()?).ok()?;
    (rest == 2 && super::outbound::number(&account).is_ok()).then_some(account)
}

/// Asks until Discord says who the bot is.
///
/// # Errors
/// [`StartError::Unauthorized`], unless it goes on whatever comes.
async fn who(api: &Api, account: &str, goes_on: bool) -> Result<Known, StartError> {
    let mut pause = FIRST_PAUSE;
    loop {
        match asked(api).await {
            Ok((user, application)) => return Ok(known(user, &application, account)),
            Err(failure) if errors::is_unauthorized(&failure) && !goes_on => return Err(StartError::Unauthorized),
            Err(Failure::Limited { after_ms, .. }) => {
                let wait = Duration::from_millis(u64::try_from(after_ms).unwrap_or_default());
                tokio::time::sleep(wait.min(LONGEST_PAUSE)).await;
                continue;
            }
            Err(failure) if pause == FIRST_PAUSE => tracing::warn!(%failure, "Discord cannot be reached yet"),
            Err(failure) => tracing::debug!(%failure, "Discord cannot be reached yet"),
        }
        tokio::time::sleep(jitter(pause)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn asked(api: &Api) -> Result<(User, Application), Failure> {
    let unread = |_| Failure::Cut("the answer is not what was asked for");
    let user = serde_json::from_value(api.get("/users/@me", "", "/users/@me".into()).await?).map_err(unread)?;
    let application = api.get("/applications/@me", "", "/applications/@me".into()).await?;
    Ok((user, serde_json::from_value(application).map_err(unread)?))
}

fn known(user: User, application: &Application, account: &str) -> Known {
    if user.id != account {
        tracing::warn!("Discord gives the bot another number than its token does");
    }
    let reads_rooms = application.flags & READS_ROOMS != 0;
    if !reads_rooms {
        tracing::warn!("{NO_CONTENT}");
    }
    let invite = format!(
        "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions={}",
        application.id,
        permissions::asked_for()
    );
    tracing::info!(bot = %user.username, invite, "Discord is reached; the address invites the bot to a server");
    let me = Me { id: account.to_owned(), application: application.id.clone(), name: user.username };
    Known { me, reads_rooms }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_begins_with_the_bot() {
        assert_eq!(account_of("OTAwMDAwMDAwMDAwMDAwMDAx.GaBcDe.x-_y").as_deref(), Some("900000000000000001"));
        for none in ["", "OTAwMDAwMDAwMDAwMDAwMDAx", "OTAwMDAwMDAwMDAwMDAwMDAx.a", "YWJj.a.b", "123456789:AAF", "?.a.b"]
        {
            assert_eq!(account_of(none), None, "{none}");
        }
    }
}
