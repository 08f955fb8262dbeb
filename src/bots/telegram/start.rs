//! Starting: who the bot is, which way updates come, and what runs from then on.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::Router;
use reqwest::Url;
use serde::Deserialize;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    ALLOWED_UPDATES, Me, Pace, TelegramBot,
    client::{Api, Failure},
    errors, menus, poll,
    receive::Receiver,
    watch, webhook,
};
use crate::{bots::pause::jitter, door::Door};

/// Where Telegram is.
const TELEGRAM: &str = "https://api.telegram.org";
/// Shorter secrets are refused.
const SECRET_BYTES: usize = 32;
/// How long the start waits for Telegram; the web chat does not need it.
const PATIENCE: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// So many updates Telegram may bring at once.
const CONNECTIONS: u32 = 40;

/// How Telegram is set up.
#[derive(Clone)]
pub struct Config {
    pub token: String,
    /// Where the interface is; Telegram's own where there is none. Scheme, host and port count.
    pub api_url: Option<String>,
    pub webhook: Option<WebhookConfig>,
    pub pace: Pace,
}

/// How Telegram brings updates, instead of being asked for them.
#[derive(Clone)]
pub struct WebhookConfig {
    /// The public address of this server.
    pub url: String,
    pub secret: String,
}

/// Why Telegram cannot be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    #[error("TELOXIDE_TOKEN is no token of a Telegram bot: it looks like 123456789:AAF…, as @BotFather gave it")]
    NoToken,
    #[error("Telegram does not know this bot: look whether TELOXIDE_TOKEN is what @BotFather gave")]
    Unauthorized,
    #[error("TELOXIDE_API_URL is no address such as https://api.telegram.org")]
    ApiUrl,
    #[error("BALCAO_TELEGRAM_WEBHOOK is no address such as https://help.example.org")]
    WebhookUrl,
    #[error(
        "a webhook needs BALCAO_TELEGRAM_SECRET: at least 32 letters, digits, _ or -, drawn at random; \
         without one anybody could speak for anybody"
    )]
    NoSecret,
    #[error("no encrypted connections can be made")]
    Tls,
}

/// Who the bot is, once Telegram has said so, and the way in for its updates.
pub type Known = Arc<OnceLock<Receiver>>;

/// Telegram, ready to be started.
pub struct Telegram {
    pub bot: Arc<TelegramBot>,
    api: Api,
    account: i64,
    webhook: Option<WebhookConfig>,
    me: Option<Me>,
    known: Known,
}

#[derive(Deserialize)]
struct GetMe {
    id: i64,
    username: String,
    can_join_groups: Option<bool>,
    can_read_all_group_messages: Option<bool>,
}

impl Telegram {
    /// Asks Telegram who the bot is. Where it cannot be reached in time, that is asked again later.
    ///
    /// # Errors
    /// [`StartError`], in words for the operator.
    pub async fn prepare(config: Config) -> Result<Self, StartError> {
        let account = account_of(&config.token).ok_or(StartError::NoToken)?;
        let url = base(config.api_url.as_deref().unwrap_or(TELEGRAM)).ok_or(StartError::ApiUrl)?;
        if let Some(webhook) = &config.webhook {
            base(&webhook.url).ok_or(StartError::WebhookUrl)?;
            is_secret(&webhook.secret).then_some(()).ok_or(StartError::NoSecret)?;
        }
        let api = Api::new(url, &config.token).map_err(|_| StartError::Tls)?;
        let bot = Arc::new(TelegramBot::new(api.clone(), config.pace));
        let me = match tokio::time::timeout(PATIENCE, who(&api, account, false)).await {
            Ok(found) => Some(found?),
            Err(_) => {
                tracing::warn!("Telegram cannot be reached; trying on, and the web chat works without");
                None
            }
        };
        Ok(Self { bot, api, account, webhook: config.webhook, me, known: Known::default() })
    }

    /// What time it was when Telegram answered, where it has, in milliseconds since 1970.
    #[must_use]
    pub fn told_time(&self) -> Option<i64> {
        self.api.told_time()
    }

    /// The bot's name, where it is known.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.me.as_ref().map(|me| me.username.as_str())
    }

    /// The route by which Telegram brings updates, where it does.
    pub fn router(&self) -> Router {
        match &self.webhook {
            Some(webhook) => webhook::router(&webhook.secret, Known::clone(&self.known)),
            None => Router::new(),
        }
    }

    /// Receives until it is stopped.
    pub async fn run(self, door: Door, stop: CancellationToken) {
        let me = match self.me {
            Some(me) => me,
            None => tokio::select! {
                () = stop.cancelled() => return,
                found = who(&self.api, self.account, true) => match found {
                    Ok(me) => me,
                    Err(error) => {
                        tracing::error!(%error, "Telegram is off until the next start");
                        return stop.cancelled().await;
                    }
                },
            },
        };
        let shown = menus::run(self.api.clone(), door.clone(), me.id.to_string(), stop.clone());
        let receiver = Receiver { door, me };
        if let Some(webhook) = self.webhook {
            let url = format!("{}{}", webhook.url.trim_end_matches('/'), webhook::path(&webhook.secret));
            let _known = self.known.set(receiver);
            tokio::select! {
                () = stop.cancelled() => return,
                () = set_webhook(&self.api, &url, &webhook.secret) => {}
            }
            tokio::join!(shown, watch::run(self.api, url, stop));
            return;
        }
        let Ok(waiting) = self.api.waiting(poll::WAIT) else {
            tracing::error!("no encrypted connections can be made: Telegram is off until the next start");
            return stop.cancelled().await;
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = clear_webhook(&self.api) => {}
        }
        tokio::join!(shown, poll::run(waiting, receiver, stop.clone()), watch::run(self.api, String::new(), stop));
    }
}

/// The bot's number, which its token begins with.
#[must_use]
pub fn account_of(token: &str) -> Option<i64> {
    let (account, secret) = token.split_once(':')?;
    let fits = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    let account = account.parse().ok().filter(|account| *account > 0)?;
    (!secret.is_empty() && secret.chars().all(fits)).then_some(account)
}

fn is_secret(secret: &str) -> bool {
    let fits = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    (SECRET_BYTES..=256).contains(&secret.len()) && secret.chars().all(fits)
}

fn base(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Asks until Telegram says who the bot is.
///
/// # Errors
/// [`StartError::Unauthorized`], unless it goes on whatever comes.
async fn who(api: &Api, account: i64, goes_on: bool) -> Result<Me, StartError> {
    let mut pause = FIRST_PAUSE;
    loop {
        match api.call::<GetMe>("getMe", &json!({})).await {
            Ok(found) => {
                note(&found, account);
                return Ok(Me { id: found.id, username: found.username });
            }
            Err(failure) if errors::is_unauthorized(&failure) && !goes_on => return Err(StartError::Unauthorized),
            Err(failure) => tell(&failure, pause == FIRST_PAUSE),
        }
        tokio::time::sleep(jitter(pause)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn note(found: &GetMe, account: i64) {
    if found.id != account {
        tracing::warn!("Telegram gives the bot another number than its token does");
    }
    if found.can_join_groups == Some(false) {
        tracing::warn!("this bot may not join groups: allow it with /setjoingroups at @BotFather");
    }
    let privacy = found.can_read_all_group_messages != Some(true);
    tracing::info!(bot = %found.username, privacy, "Telegram is reached");
}

fn tell(failure: &Failure, is_first: bool) {
    if is_first {
        tracing::warn!(%failure, "Telegram cannot be reached yet");
    }
}

/// Telegram is to bring updates here. What waits there is kept.
async fn set_webhook(api: &Api, url: &str, secret: &str) {
    let asked = json!({
        "url": url,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": CONNECTIONS,
    });
    until_done(api, "setWebhook", &asked).await;
    tracing::info!("Telegram brings updates to the webhook");
}

/// A webhook of earlier would keep updates from whoever polls. What waits is kept.
async fn clear_webhook(api: &Api) {
    if watch::has_webhook(api).await != Some(false) {
        until_done(api, "deleteWebhook", &json!({})).await;
        tracing::info!("Telegram is asked for updates; no webhook is set");
    }
}

async fn until_done(api: &Api, method: &str, asked: &serde_json::Value) {
    let mut pause = FIRST_PAUSE;
    while let Err(failure) = api.call::<bool>(method, asked).await {
        if pause == FIRST_PAUSE {
            tracing::error!(%failure, method, "Telegram does not do what the start needs; trying on");
        }
        tokio::time::sleep(jitter(pause)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
