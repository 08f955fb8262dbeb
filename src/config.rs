//! What the environment and the command line say. Names of variables follow each ecosystem's convention.

mod desk;
mod discord;
mod link;
mod telegram;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    bots::web::EmbedOrigins,
    core::person::Role,
    telemetry::password_of,
    text::{locale::Locale, places::Places},
};

pub use desk::{ApplyArgs, DeskCommand, ShowArgs};
pub use discord::DiscordArgs;
pub use link::LinkArgs;
pub use telegram::{TelegramArgs, TelegramPace};

/// A chat front door for the help desk of health information systems.
#[derive(Debug, Parser)]
#[command(name = "balcao", version, about)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// What must never be written anywhere, wherever it comes from.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let variables =
            ["TELOXIDE_TOKEN", "BALCAO_TELEGRAM_SECRET", "DISCORD_TOKEN"].map(|name| std::env::var(name).ok());
        let database = std::env::var("DATABASE_URL").ok().and_then(|url| password_of(&url));
        let mut secrets: Vec<String> = variables.into_iter().chain([database]).flatten().collect();
        if let Command::Run(args) = &self.command {
            let given = [&args.telegram.telegram_token, &args.telegram.telegram_secret, &args.discord.discord_token];
            secrets.extend(given.into_iter().flatten().cloned());
            secrets.extend(password_of(&args.store.database_url));
        }
        secrets
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try everything: a sample desk with people, four chats on one page, a database of its own.
    Demo(DemoArgs),
    /// Serve the desk.
    Run(RunArgs),
    /// Make a one-time code for a person.
    Invite(InviteArgs),
    /// Make one-time codes for many people, from a CSV file.
    InviteMany(InviteManyArgs),
    /// What concerns a facility.
    #[command(subcommand)]
    Facility(FacilityCommand),
    /// Make a one-time code that binds a group, to be typed there as `/link CODE`.
    Link(LinkArgs),
    /// The directory of facilities and partners.
    #[command(subcommand)]
    Directory(DirectoryCommand),
    /// Desk files.
    #[command(subcommand)]
    Desk(DeskCommand),
    /// The machine's clock.
    #[command(subcommand)]
    Clock(ClockCommand),
    /// Follow the audit's chains and tell whether any was broken.
    Audit(StoreArgs),
}

#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// Say that the machine's time is right, where the desk holds its deadlines because that has jumped.
    Trust(StoreArgs),
}

#[derive(Debug, Args)]
pub struct StoreArgs {
    /// `sqlite://path` or `postgres://…`.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://data/balcao.db", hide_env_values = true)]
    pub database_url: String,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// Where the web chat listens.
    #[arg(long, env = "BALCAO_HTTP", default_value = "127.0.0.1:8080")]
    pub http: SocketAddr,
    /// The name of a shipped desk, or a desk file.
    #[arg(long, env = "BALCAO_DESK", default_value = "epts")]
    pub desk: String,
    /// Where attachments are kept.
    #[arg(long, env = "BALCAO_FILES", default_value = "data/files")]
    pub files: PathBuf,
    /// A proxy stands in front and sets X-Forwarded-For.
    #[arg(long, env = "BALCAO_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Other sites whose pages may show the chat in a frame, such as `https://openmrs.example.org`; separated by spaces
    /// or commas.
    #[arg(long, env = "BALCAO_EMBED_ORIGINS", value_name = "ORIGINS", default_value = "", hide_default_value = true)]
    pub embed_origins: EmbedOrigins,
    /// So many messages of one user at once, before the rest waits its turn.
    #[arg(long, env = "BALCAO_BURST", default_value_t = 20)]
    pub burst: u32,
    #[command(flatten)]
    pub places: PlaceArgs,
    #[command(flatten)]
    pub telegram: TelegramArgs,
    #[command(flatten)]
    pub discord: DiscordArgs,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where the page is served.
    #[arg(long, env = "BALCAO_HTTP", default_value = "127.0.0.1:8080")]
    pub http: SocketAddr,
    /// The demo's own folder, for its database and files.
    #[arg(long, default_value = "data/demo")]
    pub folder: PathBuf,
    /// Start with an empty database.
    #[arg(long)]
    pub fresh: bool,
    /// Other sites whose pages may show the chat in a frame, such as `https://openmrs.example.org`; separated by spaces
    /// or commas.
    #[arg(long, env = "BALCAO_EMBED_ORIGINS", value_name = "ORIGINS", default_value = "", hide_default_value = true)]
    pub embed_origins: EmbedOrigins,
}

/// The language of an invitation or a guide.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Language {
    Pt,
    En,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::Pt => Self::Pt,
            Language::En => Self::En,
        }
    }
}

/// A role, as the command line names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleName {
    Reporter,
    FocalPoint,
    Agent,
    Manager,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Reporter => Self::Reporter,
            RoleName::FocalPoint => Self::FocalPoint,
            RoleName::Agent => Self::Agent,
            RoleName::Manager => Self::Manager,
            RoleName::Admin => Self::Admin,
        }
    }
}

#[derive(Debug, Args)]
pub struct InviteArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    #[arg(long, value_enum)]
    pub role: RoleName,
    /// The person's name; needed for whoever works in a room (agents, focal points).
    #[arg(long)]
    pub name: Option<String>,
    /// The partner's code, for a focal point.
    #[arg(long)]
    pub partner: Option<String>,
    /// The facility's code.
    #[arg(long)]
    pub facility: Option<String>,
    /// The support tier of an agent, 1 to 4.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=4))]
    pub tier: Option<i64>,
    /// The person's telephone.
    #[arg(long)]
    pub phone: Option<String>,
    /// A department of an agent, by its key; may be given several times.
    #[arg(long)]
    pub department: Vec<String>,
    /// A province of an agent; may be given several times.
    #[arg(long)]
    pub province: Vec<String>,
    /// The person's language.
    #[arg(long, value_enum, default_value_t = Language::Pt)]
    pub lang: Language,
    /// How long the code is good for, in hours.
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(i64).range(1..=8760))]
    pub hours: i64,
    #[command(flatten)]
    pub places: PlaceArgs,
    #[command(flatten)]
    pub picture: PictureArgs,
}

/// Where a code's links lead.
#[derive(Debug, Args)]
pub struct PlaceArgs {
    /// The address of the web chat.
    #[arg(long, env = "BALCAO_URL", default_value = "http://127.0.0.1:8080")]
    pub url: String,
    /// The name of the Telegram bot.
    #[arg(long, env = "BALCAO_TELEGRAM_BOT", value_name = "BOT", value_parser = telegram_bot)]
    pub telegram: Option<String>,
}

impl PlaceArgs {
    #[must_use]
    pub fn places(&self) -> Places {
        Places { url: self.url.clone(), telegram: self.telegram.clone() }
    }
}

/// A Telegram bot's name, as its links have it; empty where there is none.
fn telegram_bot(name: &str) -> Result<String, String> {
    let bare = name.trim_start_matches('@');
    let fits = (5..=32).contains(&bare.len()) && bare.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    if fits || bare.is_empty() {
        Ok(bare.to_owned())
    } else {
        Err("a bot's name has 5 to 32 letters, digits or underscores".into())
    }
}

/// The QR code of a link: of the Telegram bot's where one is named, else of the web chat's.
#[derive(Debug, Args)]
pub struct PictureArgs {
    /// Show the link as a QR code.
    #[arg(long)]
    pub qr: bool,
    /// Write the QR code into a PNG file.
    #[arg(long, value_name = "FILE")]
    pub png: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct InviteManyArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// Columns: name, role; tier, facility, partner, phone, departments, provinces, lang.
    pub file: PathBuf,
    /// Tell the mistakes, and invite nobody.
    #[arg(long)]
    pub check: bool,
    /// Write the codes and links into a new CSV file, instead of printing them.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write a PNG with a QR code for each person into this folder.
    #[arg(long, value_name = "DIR")]
    pub png_dir: Option<PathBuf>,
    /// How long the codes are good for, in hours.
    #[arg(long, default_value_t = 72, value_parser = clap::value_parser!(i64).range(1..=8760))]
    pub hours: i64,
    #[command(flatten)]
    pub places: PlaceArgs,
}

#[derive(Debug, Subcommand)]
pub enum FacilityCommand {
    /// Make a code for all who work at a facility, for its notice board.
    Code(FacilityCodeArgs),
}

#[derive(Debug, Args)]
pub struct FacilityCodeArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// The facility's code in the directory.
    pub facility: String,
    /// How long the code is good for, in days.
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=730))]
    pub days: i64,
    /// Take all codes of the facility back, and make none.
    #[arg(long, conflicts_with_all = ["qr", "png", "days"])]
    pub revoke: bool,
    #[command(flatten)]
    pub places: PlaceArgs,
    #[command(flatten)]
    pub picture: PictureArgs,
}

/// What a group is for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Purpose {
    Agents,
    Partner,
    Managers,
    Announcements,
    /// Those who are told of certain categories, as the desk file says.
    Watchers,
}

impl Purpose {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Agents => "agents",
            Self::Partner => "partner",
            Self::Managers => "managers",
            Self::Announcements => "announcements",
            Self::Watchers => "watchers",
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Read facilities, districts and partners from a CSV file, after a preview.
    Import(ImportArgs),
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    pub file: PathBuf,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub preview: bool,
}
