//! What a code for a group is asked for with.

use clap::Args;

use super::{Purpose, StoreArgs};

#[derive(Debug, Args)]
pub struct LinkArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    #[arg(long, value_enum)]
    pub purpose: Purpose,
    /// The partner's code, for a partner's group.
    #[arg(long)]
    pub partner: Option<String>,
    /// Of an agents' group: only requests of this support tier come here, 1 to 4.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=4))]
    pub tier: Option<i64>,
    /// Of an agents' group: only requests about this system come here, by its key in the desk file.
    #[arg(long)]
    pub system: Option<String>,
    /// Of a watchers' group: the key of its `[[watcher]]` in the desk file.
    #[arg(long)]
    pub watcher: Option<String>,
    /// The name of a shipped desk, or a desk file: where system and watcher are looked up.
    #[arg(long, env = "BALCAO_DESK", default_value = "epts")]
    pub desk: String,
    /// The name of the Telegram bot, for a link that adds it to a group.
    #[arg(long, env = "BALCAO_TELEGRAM_BOT", value_name = "BOT", value_parser = super::telegram_bot)]
    pub telegram: Option<String>,
    /// How long the code is good for, in hours.
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(i64).range(1..=8760))]
    pub hours: i64,
}
