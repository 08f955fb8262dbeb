//! What the Telegram bot is set up with.

use std::fmt;

use clap::{Args, ValueEnum};

use crate::bots::telegram;

/// The Telegram bot. Without a token, Telegram is off.
#[derive(Args)]
pub struct TelegramArgs {
    /// The token that `@BotFather` gave; better in the environment than on the command line, where others see it.
    #[arg(long, env = "TELOXIDE_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub telegram_token: Option<String>,
    /// Another server of the Bot API than Telegram's own: scheme, host and port.
    #[arg(long, env = "TELOXIDE_API_URL", value_name = "URL")]
    pub telegram_api: Option<String>,
    /// The public address of this server, where Telegram is to bring updates instead of being asked for them.
    #[arg(long, env = "BALCAO_TELEGRAM_WEBHOOK", value_name = "URL")]
    pub telegram_webhook: Option<String>,
    /// What a webhook's caller must know: at least 32 letters, digits, _ or -.
    #[arg(long, env = "BALCAO_TELEGRAM_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub telegram_secret: Option<String>,
    /// How fast messages may go out: as Telegram documents, or as fast as they can.
    #[arg(long, env = "BALCAO_TELEGRAM_PACE", value_enum, default_value_t = TelegramPace::Documented)]
    pub telegram_pace: TelegramPace,
}

impl fmt::Debug for TelegramArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TelegramArgs").field("pace", &self.telegram_pace).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TelegramPace {
    Documented,
    Off,
}

impl TelegramArgs {
    /// How Telegram is set up; `None` without a token. A variable that is empty counts as absent.
    #[must_use]
    pub fn config(&self) -> Option<telegram::Config> {
        let given =
            |value: &Option<String>| value.as_deref().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
        let secret = given(&self.telegram_secret).unwrap_or_default();
        Some(telegram::Config {
            token: given(&self.telegram_token)?,
            api_url: given(&self.telegram_api),
            webhook: given(&self.telegram_webhook).map(|url| telegram::WebhookConfig { url, secret }),
            pace: match self.telegram_pace {
                TelegramPace::Documented => telegram::Pace::Documented,
                TelegramPace::Off => telegram::Pace::Off,
            },
        })
    }
}
