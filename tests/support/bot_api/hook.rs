//! Brings updates to the webhook: of each queue one at a time, again until they are taken.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use super::{Inner, updates::Errand};

/// The header that proves from whom it comes.
pub const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";
/// Longer than a restart.
const IDLE: Duration = Duration::from_secs(60);

type Ended = (Errand, Result<(), (Option<u64>, String)>);

/// Runs until it is aborted.
pub async fn run(inner: Arc<Inner>) {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
    let mut changed = inner.changed.subscribe();
    let mut flying: JoinSet<Ended> = JoinSet::new();
    loop {
        changed.borrow_and_update();
        let (errands, next) = inner.look().updates.errands(Instant::now());
        for errand in errands {
            flying.spawn(bring(client.clone(), errand));
        }
        let next = next.unwrap_or_else(|| Instant::now() + IDLE);
        tokio::select! {
            _ = changed.changed() => {}
            Some(ended) = flying.join_next() => {
                let (errand, taken) = ended.expect("it does not panic");
                inner.change(|state| state.updates.returned(&errand, taken, Instant::now()));
            }
            () = tokio::time::sleep_until(next.into()) => {}
        }
    }
}

async fn bring(client: reqwest::Client, errand: Errand) -> Ended {
    let mut request = client.post(&errand.url).header("Content-Type", "application/json").body(errand.body.clone());
    if !errand.secret.is_empty() {
        request = request.header(SECRET_HEADER, &errand.secret);
    }
    let taken = match request.send().await {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => {
            let after = answer.headers().get("Retry-After").and_then(|value| value.to_str().ok()?.parse().ok());
            Err((after, format!("Wrong response from the webhook: {}", answer.status())))
        }
        Err(error) => Err((None, error.without_url().to_string())),
    };
    (errand, taken)
}
