//! Logging. What people write, tokens and codes are never logged; `RUST_LOG` chooses how much of the rest is.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Sets logging up, once, on standard error.
pub fn start() {
    // Libraries are held at "info", whatever is asked: their debug output can hold what people wrote.
    let asked = std::env::var("RUST_LOG").unwrap_or_else(|_| "balcao=info,warn".into());
    let filter = EnvFilter::try_new(asked).unwrap_or_else(|_| EnvFilter::new("balcao=info,warn"));
    let filter = ["sqlx=warn", "hyper=info", "axum=info", "tower_http=info", "object_store=info"]
        .into_iter()
        .filter_map(|directive| directive.parse().ok())
        .fold(filter, EnvFilter::add_directive);
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
    if started.is_err() {
        tracing::debug!("logging was set up before");
    }
}
