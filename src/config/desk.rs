//! What the commands around desk files are told.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Language, StoreArgs};

#[derive(Debug, Subcommand)]
pub enum DeskCommand {
    /// Read a desk file and tell its mistakes.
    Check { file: PathBuf },
    /// Tell what a desk file would change, and for how many open requests; with `--yes`, change it. A desk that runs goes on.
    Apply(ApplyArgs),
    /// Print the desk file that counts, as it was applied.
    Show(ShowArgs),
    /// Print a guide of all forms as one HTML page, to be printed on A4.
    Guide {
        /// The name of a shipped desk, or a desk file.
        #[arg(long, env = "BALCAO_DESK", default_value = "epts")]
        desk: String,
        /// The language of the guide.
        #[arg(long, value_enum, default_value_t = Language::Pt)]
        lang: Language,
    },
}

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
