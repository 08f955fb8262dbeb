//! One attempt at one message: look whether an earlier one arrived, find or open the thread, send. It tells what
//! came of it, and pacing at once; what follows is decided in `outcome`.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{FutureExt as _, future::BoxFuture};
use tokio::time::timeout;

use super::{
    outcome::{MOST_DOUBTS, Tried},
    pacing::Pacing,
};
use crate::{
    bots::{
        bot::{Bot, Sighting},
        fit::fit,
        send_error::{Receipt, SendError},
    },
    core::{
        chat::{Address, Message, Millis, Outbound},
        db::Store,
        delivery::{Claimed, remember_thread},
    },
};

/// The longest that a question or the opening of a thread may take, and the longest that a message may take.
/// Together they stay below the lease.
const ASK: Duration = Duration::from_secs(20);
const SEND: Duration = Duration::from_mins(1);

/// What an attempt needs besides its row.
pub(super) struct Worker {
    pub store: Arc<Store>,
    pub bot: Arc<dyn Bot>,
    pub pacing: Arc<Mutex<Pacing>>,
    pub clock: Arc<dyn Fn() -> Millis + Send + Sync>,
    pub is_probe: bool,
}

impl Worker {
    /// Makes the attempt. The row comes back with what was learnt: a doubt that was cleared, a thread.
    pub(super) async fn attempt(self, mut claimed: Claimed) -> (Claimed, Tried) {
        let tried = match self.outbound(&claimed) {
            Some(outbound) => self.try_sending(&mut claimed, outbound).await,
            None => Tried::Unreadable,
        };
        (claimed, tried)
    }

    fn outbound(&self, claimed: &Claimed) -> Option<Outbound> {
        let limits = self.bot.limits();
        Some(Outbound {
            to: claimed.address.parse().ok()?,
            thread: claimed.thread.clone().filter(|_| limits.threads && claimed.in_thread),
            reply_to: None,
            message: self.fitted(claimed.message.as_ref()?),
            files: Vec::new(),
            edits: claimed.living.clone().filter(|_| limits.edits),
            nonce: claimed.nonce(),
        })
    }

    /// Rows were fitted when they were written; limits may have changed since. What would need several messages
    /// goes out as it is: the platform has the last word.
    fn fitted(&self, message: &Message) -> Message {
        let mut parts = fit(message, self.bot.limits());
        if parts.len() == 1 { parts.remove(0) } else { message.clone() }
    }

    async fn try_sending(&self, claimed: &mut Claimed, mut outbound: Outbound) -> Tried {
        if let Some(until) = self.silent_until(claimed) {
            return Tried::NotNow(until);
        }
        if let Some(tried) = self.resolve_doubt(claimed, &outbound).await {
            return tried;
        }
        if claimed.in_thread && self.bot.limits().threads && claimed.thread.is_none() {
            match self.open_thread(claimed, &outbound.to).await {
                Ok(thread) => claimed.thread = thread,
                Err(tried) => return tried,
            }
            outbound.thread = claimed.thread.clone();
        }
        // Others may have learnt meanwhile that the platform wants silence.
        if let Some(until) = self.silent_until(claimed) {
            return Tried::NotNow(until);
        }
        match self.send(claimed, &outbound).await {
            Ok(receipt) => Tried::Sent(receipt),
            Err(error) => Tried::Failed(error),
        }
    }

    /// Whether an earlier attempt arrived. An edit can be made twice, and what belongs into a thread that is not
    /// known was not sent there: neither needs to be asked for.
    async fn resolve_doubt(&self, claimed: &mut Claimed, outbound: &Outbound) -> Option<Tried> {
        if !claimed.cut_off && claimed.doubts == 0 {
            return None;
        }
        let is_edit = outbound.edits.is_some();
        let has_no_thread = claimed.in_thread && self.bot.limits().threads && claimed.thread.is_none();
        let sighting = if is_edit || has_no_thread {
            Sighting::Absent
        } else {
            within(ASK, self.bot.look_up(outbound)).await.unwrap_or(Sighting::CannotTell)
        };
        match sighting {
            Sighting::Seen(receipt) => Some(Tried::Seen(receipt)),
            Sighting::Absent => {
                (claimed.cut_off, claimed.doubts) = (false, 0);
                None
            }
            Sighting::CannotTell if claimed.doubts >= MOST_DOUBTS => Some(Tried::GivenUp),
            Sighting::CannotTell => None,
        }
    }

    /// The ticket's thread, kept before anything is sent into it. `None` where the room takes no threads: then the
    /// message goes into the room itself.
    async fn open_thread(&self, claimed: &Claimed, room: &Address) -> Result<Option<String>, Tried> {
        let (Some(ticket), Some(title)) = (claimed.ticket_id, &claimed.reference) else { return Ok(None) };
        let opened = within(ASK, self.bot.open_thread(room, title)).await.unwrap_or_else(no_answer);
        self.learn(claimed, opened.as_ref().err());
        self.pacing().spend(&claimed.platform, (self.clock)());
        let retry = |reason: String| Tried::Failed(SendError::Retry { after_ms: None, whole_platform: false, reason });
        match opened {
            Ok(thread) => match remember_thread(&self.store, ticket, &claimed.address, &thread).await {
                Ok(thread) => Ok(Some(thread)),
                Err(error) => Err(retry(error.to_string())),
            },
            Err(SendError::Dead { reason }) => {
                tracing::warn!(%reason, "the room takes no threads");
                Ok(None)
            }
            Err(error @ (SendError::Unknown { .. } | SendError::ThreadGone | SendError::MessageGone)) => {
                Err(retry(error.to_string()))
            }
            Err(error @ (SendError::Retry { .. } | SendError::Migrated { .. } | SendError::Blocked)) => {
                Err(Tried::Failed(error))
            }
        }
    }

    async fn send(&self, claimed: &Claimed, outbound: &Outbound) -> Result<Receipt, SendError> {
        let sent = within(SEND, self.bot.send(outbound)).await.unwrap_or_else(no_answer);
        self.learn(claimed, sent.as_ref().err());
        sent
    }

    fn silent_until(&self, claimed: &Claimed) -> Option<Millis> {
        let now = (self.clock)();
        self.pacing().silent_until(&claimed.platform, &claimed.address, self.is_probe, now)
    }

    fn learn(&self, claimed: &Claimed, failure: Option<&SendError>) {
        let now = (self.clock)();
        self.pacing().learn(&claimed.platform, &claimed.address, failure, now);
    }

    fn pacing(&self) -> MutexGuard<'_, Pacing> {
        self.pacing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an adapter says; nothing if it takes too long or panics, for then the bytes may have left.
async fn within<T>(limit: Duration, asked: BoxFuture<'_, T>) -> Option<T> {
    timeout(limit, AssertUnwindSafe(asked).catch_unwind()).await.ok()?.ok()
}

fn no_answer<T>() -> Result<T, SendError> {
    Err(SendError::Unknown { reason: "no answer".into() })
}
