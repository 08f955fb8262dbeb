//! Long polling. Telegram is told that updates are done by asking for the next ones, and that happens only after all of
//! them are committed. Nothing else is remembered: where a process ends in between, the same updates come again.

use std::time::{Duration, Instant};

use serde_json::{Value, json, value::RawValue};
use tokio_util::sync::CancellationToken;

use super::{
    ALLOWED_UPDATES,
    client::{Api, Failure},
    errors, inbound,
    receive::Receiver,
    watch,
};
use crate::bots::pause::jitter;

/// How long a poll waits for something to come. Telegram would wait for 50 seconds; but where the connection is lost without a
/// word, nobody is heard until the poll is given up, ten seconds after this.
pub const WAIT: Duration = Duration::from_secs(25);
/// The most updates of one poll.
const AT_ONCE: u32 = 100;
/// After so many answers in a row that were none, updates are asked for one by one: one of them may be what breaks them.
const PATIENCE: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Telegram answers an empty poll after [`WAIT`]; whoever answers at once is not asked at once again.
const SHORTEST_POLL: Duration = Duration::from_millis(250);

/// Polls until it is stopped; then what was received is handed in still.
pub async fn run(api: Api, receiver: Receiver, stop: CancellationToken) {
    let mut polling = Polling { api, receiver, offset: None, trouble: Trouble::default() };
    while !stop.is_cancelled() {
        let pause = polling.round(&stop).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

struct Polling {
    api: Api,
    receiver: Receiver,
    /// Updates before it are done. None once Telegram knows: its numbers may begin anew after a quiet week.
    offset: Option<i64>,
    trouble: Trouble,
}

/// What is wrong at present, so that it is told once and not at every try.
#[derive(Default)]
struct Trouble {
    told: Option<String>,
    tries: u32,
}

impl Polling {
    /// One poll, to its end. Returns how long to wait before the next.
    async fn round(&mut self, stop: &CancellationToken) -> Duration {
        let since = Instant::now();
        let asked = self.asked();
        let answer = tokio::select! {
            () = stop.cancelled() => return Duration::ZERO,
            answer = self.api.call_raw("getUpdates", &asked) => answer,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(failure) => return self.failed(&failure).await,
        };
        if let Some(told) = self.api.told_time() {
            self.receiver.door.heard_time(told);
        }
        let Ok(raws) = serde_json::from_str::<Vec<&RawValue>>(&answer) else {
            return self.failed(&Failure::Cut("the answer is no list of updates")).await;
        };
        self.trouble.over();
        let raws: Vec<&str> = raws.into_iter().map(RawValue::get).collect();
        if raws.is_empty() {
            self.offset = None;
            return SHORTEST_POLL.saturating_sub(since.elapsed());
        }
        if !self.receiver.hand_in(&raws, stop).await {
            return Duration::ZERO;
        }
        match raws.iter().filter_map(|raw| inbound::name_of(raw).1).max() {
            Some(newest) => {
                self.offset = Some(newest.saturating_add(1));
                Duration::ZERO
            }
            // None of them has a number to acknowledge it by: they will come again.
            None => FIRST_PAUSE,
        }
    }

    fn asked(&self) -> Value {
        let limit = if self.trouble.tries < PATIENCE { AT_ONCE } else { 1 };
        let mut asked = json!({"limit": limit, "timeout": WAIT.as_secs(), "allowed_updates": ALLOWED_UPDATES});
        if let (Some(offset), Some(asked)) = (self.offset, asked.as_object_mut()) {
            asked.insert("offset".into(), offset.into());
        }
        asked
    }

    async fn failed(&mut self, failure: &Failure) -> Duration {
        let pause = self.trouble.pause(failure);
        if self.trouble.is_new(failure) {
            self.tell(failure).await;
        }
        pause
    }

    async fn tell(&self, failure: &Failure) {
        match failure {
            Failure::Refused { code: 409, .. } if watch::has_webhook(&self.api).await == Some(true) => {
                tracing::error!(
                    "Telegram hands this bot's updates to a webhook, which somebody has set: nothing comes here until it \
                     is removed. If it was not you, the token is in wrong hands: ask @BotFather for a new one"
                );
            }
            Failure::Refused { code: 409, .. } => {
                tracing::error!(
                    "another program asks Telegram for this bot's updates with the same token: stop it. If you know of \
                     none, the token is in wrong hands: ask @BotFather for a new one"
                );
            }
            failure if errors::is_unauthorized(failure) => {
                tracing::error!("Telegram does not know this bot's token any more: is TELOXIDE_TOKEN still right?");
            }
            failure => tracing::warn!(%failure, "Telegram cannot be asked for updates; trying again"),
        }
    }
}

impl Trouble {
    fn is_new(&mut self, failure: &Failure) -> bool {
        let kind = match failure {
            Failure::Refused { code, .. } => code.to_string(),
            Failure::NotSent(reason) | Failure::Cut(reason) => (*reason).to_owned(),
        };
        let is_new = self.told.as_ref() != Some(&kind);
        self.told = Some(kind);
        is_new
    }

    /// Longer with each failure, and never quite the same.
    fn pause(&mut self, failure: &Failure) -> Duration {
        if let Failure::Refused { retry_after: Some(seconds), .. } = failure {
            return Duration::from_secs((*seconds).clamp(1, 3600)) + FIRST_PAUSE / 2;
        }
        let doubled = FIRST_PAUSE.saturating_mul(1 << self.tries.min(5)).min(LONGEST_PAUSE);
        self.tries = self.tries.saturating_add(1);
        jitter(doubled)
    }

    fn over(&mut self) {
        if self.told.take().is_some() {
            tracing::info!("Telegram gives updates again");
        }
        self.tries = 0;
    }
}
