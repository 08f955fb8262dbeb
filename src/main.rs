//! The command `balcao`.

use std::process::ExitCode;

use balcao::{cli, config::Cli, telemetry};
use clap::Parser as _;

fn main() -> ExitCode {
    let _absent = dotenvy::dotenv();
    let cli = Cli::parse();
    telemetry::hide(cli.secrets());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("balcao: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("balcao: {}", telemetry::redacted(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}
