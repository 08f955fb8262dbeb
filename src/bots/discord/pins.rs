//! Pins, beside the messages: these go first, and a pin waits until there is room. Each refusal counts against the bot (ten
//! thousand in ten minutes shut it out), so where nobody lets it pin, it asks seldom.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use hyper::Method;

use super::{
    client::{Api, Call, Failure},
    errors,
};

/// After so many refusals in a row it is left alone …
const IN_A_ROW: u32 = 10;
/// … for so long.
const LEFT_ALONE: Duration = Duration::from_mins(10);
/// So often a pin waits for room; then the message stays unpinned.
const WAITS: usize = 120;
/// … and so long at a time, in milliseconds.
const A_WAIT: (u64, u64) = (1_000, 30_000);

/// How it went lately: refusals in a row, and when the last was.
#[derive(Debug, Default)]
struct Lately(Mutex<(u32, Option<Instant>)>);

impl Lately {
    /// Whether it is worth asking.
    fn may(&self) -> bool {
        let (refused, last) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        refused < IN_A_ROW || last.is_none_or(|last| last.elapsed() >= LEFT_ALONE)
    }

    /// Learns from how it ended.
    fn learn(&self, was_refused: bool) {
        let mut lately = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *lately = if was_refused { (lately.0.saturating_add(1), Some(Instant::now())) } else { (0, None) };
    }
}

/// Pins and takes off.
#[derive(Debug)]
pub struct Pins {
    api: Api,
    lately: Arc<Lately>,
}

impl Pins {
    pub fn new(api: Api) -> Self {
        Self { api, lately: Arc::default() }
    }

    /// Pins a message of a channel, or takes it off, as soon as there is room.
    pub fn want(&self, channel: &str, message: &str, on: bool) {
        let path = format!("/channels/{channel}/messages/pins/{message}");
        let method = if on { Method::PUT } else { Method::DELETE };
        let call = Call { can_wait: true, ..Call::new(method, "/channels/messages/pins", channel, path) };
        let (api, lately) = (self.api.clone(), Arc::clone(&self.lately));
        tokio::spawn(async move { ask(&api, &lately, &call).await });
    }
}

async fn ask(api: &Api, lately: &Lately, call: &Call) {
    for _ in 0..WAITS {
        if !lately.may() {
            return;
        }
        match api.call(call).await {
            Err(Failure::Limited { after_ms, .. }) => {
                let wait = u64::try_from(after_ms).unwrap_or(A_WAIT.0).clamp(A_WAIT.0, A_WAIT.1);
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
            ended => {
                lately.learn(ended.as_ref().is_err_and(errors::is_gone));
                if let Err(error) = ended {
                    tracing::info!(%error, "a channel's card is not pinned, or stays so");
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_lets_it_pin_it_asks_seldom() {
        let lately = Lately::default();
        for _ in 0..IN_A_ROW {
            assert!(lately.may());
            lately.learn(true);
        }
        assert!(!lately.may());
        lately.learn(false);
        assert!(lately.may());
    }
}
