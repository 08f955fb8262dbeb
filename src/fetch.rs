//! The fetcher: brings the bytes of attachments from the platforms into the vault, and clears away uploads that nobody
//! finishes. Nobody waits for it: a message that came with a file is handled long before. It knows no platform by
//! name, and believes no file's own word for what it is.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use tokio::{sync::Notify, time::timeout};
use tokio_util::sync::CancellationToken;

use crate::{
    bots::bot::{Bot, FetchError},
    core::{
        chat::Millis,
        db::Store,
        fetching::{self, Brought, Waiting},
        sniff::sniff,
        upload,
        vault::{PutError, Vault},
    },
};

/// Files that are brought at once, of each platform.
const AT_ONCE: i64 = 4;
/// How long one file may take: 20 MB need half a megabit a second.
const PATIENCE: Duration = Duration::from_mins(5);
/// How long a file is tried for, from when it was announced.
const LIFE_MS: Millis = 24 * 3_600_000;
const FIRST_WAIT_MS: Millis = 10_000;
const LONGEST_WAIT_MS: Millis = 3_600_000;
const POLL_MS: Millis = 1_000;
/// So often uploads are looked through for those that nobody goes on with …
const SWEEP_MS: Millis = 3_600_000;
/// … for so long.
const STALE_MS: Millis = 24 * 3_600_000;

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    pub kept: usize,
    pub again: usize,
    /// Attachments whose bytes will never come.
    pub lost: Vec<i64>,
    pub next_due: Option<Millis>,
}

/// Brings files into the vault.
pub struct Fetcher {
    store: Arc<Store>,
    vault: Vault,
    bots: Vec<Arc<dyn Bot>>,
}

impl Fetcher {
    #[must_use]
    pub fn new(store: Arc<Store>, vault: Vault, bots: Vec<Arc<dyn Bot>>) -> Self {
        Self { store, vault, bots }
    }

    /// One round: a few files of each platform that are due, to their end.
    ///
    /// # Errors
    /// The database's; what was brought but not written down is brought again.
    pub async fn pump(&self, now: Millis) -> Result<Fetched, sqlx::Error> {
        let mut fetched = Fetched::default();
        let mut tries = Vec::new();
        for bot in &self.bots {
            // Only a reader looks first: where nothing is due, whoever writes is not held up.
            if fetching::next_due(&self.store, bot.platform()).await?.is_none_or(|due| due > now) {
                continue;
            }
            for file in fetching::take(&self.store, bot.platform(), now, AT_ONCE).await? {
                tries.push(async move { (file.id, self.bring(bot.as_ref(), &file, now).await) });
            }
        }
        let brought = join_all(tries).await;
        for (id, end) in &brought {
            match end {
                Brought::Kept { .. } => fetched.kept += 1,
                Brought::Retry { .. } => fetched.again += 1,
                Brought::Lost => fetched.lost.push(*id),
            }
        }
        fetching::settle(&self.store, brought).await?;
        for bot in &self.bots {
            let due = fetching::next_due(&self.store, bot.platform()).await?;
            fetched.next_due = [fetched.next_due, due].into_iter().flatten().min();
        }
        Ok(fetched)
    }

    /// Forgets uploads that nobody finishes. Returns how many parts were removed.
    ///
    /// # Errors
    /// In words for the log; what stays goes the next time.
    pub async fn sweep(&self, now: Millis) -> anyhow::Result<usize> {
        let parts = self.vault.drop_stale_parts(now - STALE_MS).await?;
        let mut tx = self.store.begin().await?;
        upload::forget(&mut tx, now).await?;
        tx.commit().await?;
        Ok(parts)
    }

    async fn sweep_and_tell(&self, now: Millis) {
        match self.sweep(now).await {
            Ok(parts) => tracing::debug!(parts, "uploads that nobody finished are forgotten"),
            Err(error) => tracing::error!(%error, "uploads that nobody finishes cannot be removed"),
        }
    }

    /// Fetches until it is stopped: at each wake-up, and at least once a second. A round that is under way at the
    /// stop is left behind; its files come again.
    pub async fn run(self, wake: Arc<Notify>, clock: impl Fn() -> Millis + Send + Sync, stop: CancellationToken) {
        let this = Arc::new(self);
        let mut swept_at = Millis::MIN;
        while !stop.is_cancelled() {
            let (round, now) = (this.clone(), clock());
            let sweeps = now.saturating_sub(swept_at) >= SWEEP_MS;
            swept_at = if sweeps { now } else { swept_at };
            // In a task of its own, since a transaction must not be dropped halfway.
            let round = tokio::spawn(async move {
                if sweeps {
                    round.sweep_and_tell(now).await;
                }
                round.pump(now).await
            });
            let wait = tokio::select! {
                () = stop.cancelled() => break,
                ended = round => match ended {
                    Ok(Ok(fetched)) => fetched.next_due.map_or(POLL_MS, |due| (due - clock()).clamp(1, POLL_MS)),
                    Ok(Err(error)) => {
                        tracing::error!(%error, "the fetcher cannot reach the database");
                        POLL_MS
                    }
                    Err(error) => {
                        tracing::error!(%error, "a round of the fetcher broke off");
                        POLL_MS
                    }
                },
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = wake.notified() => {}
                () = tokio::time::sleep(Duration::from_millis(u64::try_from(wait).unwrap_or(1))) => {}
            }
        }
    }

    async fn bring(&self, bot: &dyn Bot, file: &Waiting, now: Millis) -> Brought {
        let again = || {
            if now - file.created_at > LIFE_MS {
                return Brought::Lost;
            }
            let doublings = u32::try_from(file.attempts - 1).unwrap_or(0).min(16);
            Brought::Retry { due: now + (FIRST_WAIT_MS << doublings).min(LONGEST_WAIT_MS) }
        };
        let bytes = match timeout(PATIENCE, bot.fetch(&file.source)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(FetchError::Lost { reason })) => {
                tracing::warn!(id = file.id, %reason, "an attachment is lost");
                return Brought::Lost;
            }
            Ok(Err(FetchError::Retry { .. })) | Err(_) => return again(),
        };
        let mime = true_mime(&file.mime, &bytes);
        let byte_count = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        match self.vault.put(bytes, bot.limits().file_bytes).await {
            Ok(sha) => Brought::Kept { sha, mime, byte_count },
            Err(error @ (PutError::Empty | PutError::TooLarge { .. })) => {
                tracing::warn!(id = file.id, %error, "an attachment is refused");
                Brought::Lost
            }
            Err(PutError::Unavailable(error)) => {
                tracing::error!(id = file.id, %error, "an attachment cannot be kept yet");
                again()
            }
        }
    }
}

/// What the bytes show; where they show nothing, what was declared, unless that is a picture: it would be shown.
fn true_mime(declared: &str, bytes: &[u8]) -> String {
    match sniff(bytes) {
        Some(mime) => mime.to_owned(),
        None if declared.starts_with("image/") => "application/octet-stream".to_owned(),
        None => declared.to_owned(),
    }
}
