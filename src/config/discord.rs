//! What the Discord bot is set up with.

use std::fmt;

use clap::Args;

use crate::bots::discord;

/// The Discord bot. Without a token, Discord is off.
#[derive(Args)]
pub struct DiscordArgs {
    /// The token that the developer portal gave; better in the environment than on the command line, where others see it.
    #[arg(long, env = "DISCORD_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    pub discord_token: Option<String>,
    /// Another server than Discord's own: scheme, host and port.
    #[arg(long, env = "BALCAO_DISCORD_API", value_name = "URL")]
    pub discord_api: Option<String>,
}

impl fmt::Debug for DiscordArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiscordArgs").finish_non_exhaustive()
    }
}

impl DiscordArgs {
    /// How Discord is set up; `None` without a token. A variable that is empty counts as absent.
    #[must_use]
    pub fn config(&self) -> Option<discord::Config> {
        let given =
            |value: &Option<String>| value.as_deref().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
        Some(discord::Config { token: given(&self.discord_token)?, api_url: given(&self.discord_api) })
    }
}
