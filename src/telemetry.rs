//! Logging. What people write, tokens and codes are never logged; `RUST_LOG` chooses how much of the rest is. Whatever
//! is written passes a last gate, which takes out the secrets that the program holds and all that looks like a token.

use std::{
    io::{self, IsTerminal, Write},
    sync::{LazyLock, OnceLock},
};

use regex::Regex;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// What stands in a secret's place.
const GONE: &str = "«…»";
/// Shorter ones are no secrets, and would take out common words.
const SHORTEST: usize = 6;

static SECRETS: OnceLock<Vec<String>> = OnceLock::new();

/// A Telegram bot's token, wherever it comes from. `None` could only come of a mistake in the pattern itself.
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[0-9]{6,}(?::|%3A|%3a)[A-Za-z0-9_-]{30,}").ok());

/// Names what must never be written: tokens, webhook secrets, and the password in a database's address. Once, before
/// anything is logged.
pub fn hide(secrets: impl IntoIterator<Item = String>) {
    let mut secrets: Vec<String> = secrets.into_iter().filter(|secret| secret.len() >= SHORTEST).collect();
    // A secret that holds another one goes first.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    let _named_before = SECRETS.set(secrets);
}

/// The password in an address such as `postgres://user:password@host/name`, as it is written there.
#[must_use]
pub fn password_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let (user, _) = rest.split('/').next()?.rsplit_once('@')?;
    user.split_once(':').map(|(_, password)| password.to_owned())
}

/// A text without secrets.
#[must_use]
pub fn redacted(text: &str) -> String {
    let known = SECRETS.get().map(Vec::as_slice).unwrap_or_default();
    without(text, known)
}

fn without(text: &str, secrets: &[String]) -> String {
    let text = secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), GONE));
    match TOKEN.as_ref() {
        Some(token) => token.replace_all(&text, GONE).into_owned(),
        None => text,
    }
}

/// Writes to standard error what is left of each line. One event is one write.
#[derive(Clone, Copy, Debug)]
struct Gate;

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(redacted(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

impl MakeWriter<'_> for Gate {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}

/// Sets logging up, once, on standard error; panics are told there too, through the same gate.
pub fn start() {
    // Libraries are held at "info", whatever is asked: their debug output can hold what people wrote.
    let asked = std::env::var("RUST_LOG").unwrap_or_else(|_| "balcao=info,warn".into());
    let about_us: Vec<&str> = asked.split(',').filter(|part| !HELD.iter().any(|held| is_about(part, held))).collect();
    let filter = EnvFilter::try_new(about_us.join(",")).unwrap_or_else(|_| EnvFilter::new("balcao=info,warn"));
    let most = |library: &str| match library {
        // Its warnings hold whole events, and so do the spans around what it tells.
        "serenity" | "tungstenite" | "tokio_tungstenite" => "error",
        "sqlx" => "warn",
        _ => "info",
    };
    let held = HELD.into_iter().map(|library| format!("{library}={}", most(library)));
    let filter = held.filter_map(|directive| directive.parse().ok()).fold(filter, EnvFilter::add_directive);
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Gate)
        .with_ansi(io::stderr().is_terminal())
        .try_init();
    if started.is_err() {
        tracing::debug!("logging was set up before");
    }
    // A panic's own message can quote what somebody wrote; where it was is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _unheard = writeln!(Gate, "balcao: a part broke off at {place}");
    }));
}

/// The libraries that are held.
const HELD: [&str; 13] = [
    "hyper",
    "hyper_util",
    "h2",
    "rustls",
    "reqwest",
    "teloxide_core",
    "serenity",
    "tungstenite",
    "tokio_tungstenite",
    "axum",
    "tower_http",
    "object_store",
    "sqlx",
];

/// Whether a part of `RUST_LOG` is about a library or a part of it.
fn is_about(part: &str, library: &str) -> bool {
    let rest = part.trim().strip_prefix(library);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['=', ':', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_tokens_are_taken_out() {
        let secrets = ["hunter2-hunter2".to_owned()];
        let token = "123456789:AAFcanary-canary_canary-canary012345";
        for (text, expected) in [
            (format!("https://api.telegram.org/bot{token}/getMe"), "https://api.telegram.org/bot«…»/getMe"),
            (format!("a {} b", token.replace(':', "%3A")), "a «…» b"),
            ("postgres://ana:hunter2-hunter2@host".into(), "postgres://ana:«…»@host"),
            ("às 10:30 de 2026".into(), "às 10:30 de 2026"),
        ] {
            assert_eq!(without(&text, &secrets), expected);
        }
    }

    #[test]
    fn passwords_in_addresses() {
        assert_eq!(password_of("postgres://ana:se:cret@host/db").as_deref(), Some("se:cret"));
        assert_eq!(password_of("postgres://ana:p@ss@host:5432/db").as_deref(), Some("p@ss"));
        for none in ["sqlite://data/balcao.db", "postgres://host/db", "postgres://ana@host/db", ""] {
            assert_eq!(password_of(none), None, "{none}");
        }
    }
}
