//! What the commands around desk files are told.

use std::path::PathBuf;

use clap::Args;

use super::StoreArgs;

#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// The desk file, of the desk that is served.
    pub file: PathBuf,
    /// Change it; else what would change is told alone.
    #[arg(long)]
    pub yes: bool,
    /// What the desk was started with, where the database does not know it yet: the name of a shipped desk, or a desk file.
    #[arg(long, env = "BALCAO_DESK", default_value = "epts")]
    pub desk: String,
    #[command(flatten)]
    pub store: StoreArgs,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The key of the desk.
    #[arg(default_value = "epts")]
    pub key: String,
    /// An earlier version.
    #[arg(long)]
    pub version: Option<i64>,
    #[command(flatten)]
    pub store: StoreArgs,
}
