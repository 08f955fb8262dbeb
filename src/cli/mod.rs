//! The commands of the command line. Each does one thing and says what it did, or why not, on one screen.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "commands speak on the terminal")]

mod apply;
mod clock;
mod codes;
pub mod demo;
mod directory;
pub mod guests;
mod guide;
mod links;
mod many;

use anyhow::{Context, Result, bail};

use crate::{
    config::{Cli, ClockCommand, Command, DeskCommand, DirectoryCommand, FacilityCommand, RunArgs, StoreArgs},
    core::{audit, db::Store, policy::desk_file},
    desk::FloodLimits,
    serve::Service,
    telemetry,
};

/// Runs the command that was asked for.
///
/// # Errors
/// In words for the operator; the exit code is then not 0.
pub async fn run(cli: Cli) -> Result<()> {
    match cli.command {
        Command::Demo(args) => demo::demo(args).await,
        Command::Run(args) => serve(args).await,
        Command::Invite(args) => codes::invite(args).await,
        Command::InviteMany(args) => many::invite_many(args).await,
        Command::Facility(FacilityCommand::Code(args)) => codes::facility(args).await,
        Command::Link(args) => codes::link(args).await,
        Command::Directory(DirectoryCommand::Import(args)) => directory::import(args).await,
        Command::Desk(DeskCommand::Check { file }) => match desk_file::check(&file) {
            Ok(summary) => {
                println!("{summary}");
                Ok(())
            }
            Err(mistakes) => bail!("{mistakes}"),
        },
        Command::Desk(DeskCommand::Apply(args)) => apply::apply(args).await,
        Command::Desk(DeskCommand::Show(args)) => apply::show(args).await,
        Command::Desk(DeskCommand::Guide { desk, lang }) => guide::print(&desk, lang.into()),
        Command::Clock(ClockCommand::Trust(args)) => clock::trust(args).await,
        Command::Audit(args) => check_audit(args).await,
    }
}

async fn serve(args: RunArgs) -> Result<()> {
    telemetry::start();
    let policy = desk_file::Written::load(&args.desk).map_err(|mistakes| anyhow::anyhow!("{mistakes}"))?;
    let service = Service {
        database_url: args.store.database_url,
        files: args.files,
        http: args.http,
        policy,
        flood: FloodLimits { burst: args.burst, ..FloodLimits::default() },
        behind_proxy: args.behind_proxy,
        embed_origins: args.embed_origins,
        places: args.places.places(),
        telegram: args.telegram.config(),
        discord: args.discord.config(),
    };
    let ready = service.prepare().await?;
    ready
        .serve(None, |address| {
            println!("Balcão: http://{address}/");
            println!("Codes to sign in: balcao invite --role … (see balcao invite --help)");
        })
        .await
}

async fn check_audit(args: StoreArgs) -> Result<()> {
    let store = Store::open(&args.database_url).await.context("the database cannot be opened")?;
    let broken = audit::verify(&mut *store.reader().acquire().await?).await?;
    if broken.is_empty() {
        println!("The audit is whole.");
        return Ok(());
    }
    for place in &broken {
        eprintln!("request {}: row {} does not follow from the one before", place.ticket_id, place.seq);
    }
    bail!("the audit was changed in {} place(s)", broken.len())
}
