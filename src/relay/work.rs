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
    breaker::Turned,
    outcome::{MOST_DOUBTS, Tried},
    pacing::Pacing,
    threads::Threadless,
};
use crate::{
    bots::{
        bot::{Bot, Sighting},
        fit::fit,
        send_error::{Receipt, SendError},
    },
    core::{
        chat::{Message, Millis, Outbound},
        db::Store,
        delivery::Claimed,
        slot,
        vault::Vault,
    },
};

/// The longest that a question, the opening of a thread or the card that it begins with may take, and the longest that
/// a message may take. An attempt asks at most twice before it sends: together they stay below the lease.
pub(super) const ASK: Duration = Duration::from_secs(20);
const SEND: Duration = Duration::from_mins(1);

/// What an attempt needs besides its row.
pub(super) struct Worker {
    pub store: Arc<Store>,
    pub bot: Arc<dyn Bot>,
    pub pacing: Arc<Mutex<Pacing>>,
    pub threadless: Arc<Threadless>,
    pub vault: Option<Vault>,
    pub clock: Arc<dyn Fn() -> Millis + Send + Sync>,
    pub is_probe: bool,
}

impl Worker {
    /// Makes the attempt. The row comes back with what was learnt: a doubt that was cleared, a thread.
    pub(super) async fn attempt(self, mut claimed: Claimed) -> (Claimed, Tried) {
        let Some(outbound) = self.outbound(&claimed) else { return (claimed, Tried::Unreadable) };
        let is_edit = outbound.edits.is_some();
        let tried = self.try_sending(&mut claimed, outbound).await;
        self.pin(&claimed, is_edit, &tried).await;
        (claimed, tried)
    }

    fn outbound(&self, claimed: &Claimed) -> Option<Outbound> {
        let limits = self.bot.limits();
        Some(Outbound {
            to: claimed.address.parse().ok()?,
            thread: claimed
                .thread
                .clone()
                .filter(|_| limits.threads && claimed.in_thread)
                .or_else(|| claimed.message.as_ref()?.thread.clone()),
            reply_to: self.answered(claimed),
            message: self.fitted(claimed.message.as_ref()?),
            files: Vec::new(),
            edits: claimed.living.clone().filter(|_| limits.edits),
            nonce: claimed.nonce(),
            since: claimed.due_at,
        })
    }

    /// What belongs to a ticket answers its card, where it stands beside it in the room.
    fn answered(&self, claimed: &Claimed) -> Option<String> {
        let is_card = claimed.slot.is_some() && claimed.slot == claimed.ticket_id.map(slot::card);
        claimed.card.clone().filter(|_| self.bot.limits().queue_card && !is_card)
    }

    /// Rows were fitted when they were written; limits may have changed since. What would need several messages
    /// goes out as it is: the platform has the last word.
    fn fitted(&self, message: &Message) -> Message {
        let mut parts = fit(message, self.bot.limits());
        if parts.len() == 1 { parts.remove(0) } else { message.clone() }
    }

    async fn try_sending(&self, claimed: &mut Claimed, mut outbound: Outbound) -> Tried {
        if let Some(until) = self.silent_until(claimed) {
            return self.not_now(claimed, until);
        }
        if let Some(tried) = self.resolve_doubt(claimed, &outbound).await {
            return tried;
        }
        match self.carried(claimed, &outbound).await {
            Ok(files) => outbound.files = files,
            Err(tried) => {
                self.pacing().give_back(&claimed.platform, &claimed.address);
                return tried;
            }
        }
        if let Err(tried) = self.prepare_thread(claimed, &mut outbound).await {
            return tried;
        }
        if outbound.thread.is_some() {
            outbound.reply_to = None;
        }
        // Others may have learnt meanwhile that the platform wants silence.
        if let Some(until) = self.silent_until(claimed) {
            return self.not_now(claimed, until);
        }
        match self.send(claimed, &outbound, SEND).await {
            Ok(receipt) => Tried::Sent(receipt),
            Err(SendError::ThreadGone) if claimed.thread.is_none() && outbound.thread.is_some() => {
                self.send_into_chat(claimed, outbound).await
            }
            Err(error) => Tried::Failed(error),
        }
    }

    /// The thread that it was to be answered in is gone or closed: it is answered in the chat itself.
    async fn send_into_chat(&self, claimed: &Claimed, outbound: Outbound) -> Tried {
        self.pacing().spend(&claimed.platform, &claimed.address, (self.clock)());
        let outbound = Outbound { thread: None, reply_to: self.answered(claimed), ..outbound };
        match self.send(claimed, &outbound, ASK).await {
            Ok(receipt) => Tried::Sent(receipt),
            Err(error) => Tried::Failed(error),
        }
    }

    /// Nothing is sent: its place is somebody else's.
    fn not_now(&self, claimed: &Claimed, until: Millis) -> Tried {
        self.pacing().give_back(&claimed.platform, &claimed.address);
        Tried::NotNow(until)
    }

    /// Whether an earlier attempt arrived. An edit can be made twice, and what belongs into a thread that is not
    /// known was not sent there: neither needs to be asked for.
    async fn resolve_doubt(&self, claimed: &mut Claimed, outbound: &Outbound) -> Option<Tried> {
        if !claimed.cut_off && claimed.doubts == 0 {
            return None;
        }
        let is_edit = outbound.edits.is_some();
        let has_no_thread = self.wants_thread(claimed) && claimed.thread.is_none();
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

    pub(super) async fn send(
        &self,
        claimed: &Claimed,
        outbound: &Outbound,
        longest: Duration,
    ) -> Result<Receipt, SendError> {
        let left = (self.clock)();
        let sent = within(longest, self.bot.send(outbound)).await.unwrap_or_else(no_answer);
        self.pacing().answered(&claimed.platform, left, (self.clock)());
        self.learn(claimed, sent.as_ref().err());
        sent
    }

    pub(super) fn silent_until(&self, claimed: &Claimed) -> Option<Millis> {
        let now = (self.clock)();
        self.pacing().silent_until(&claimed.platform, &claimed.address, self.is_probe, now)
    }

    pub(super) fn learn(&self, claimed: &Claimed, failure: Option<&SendError>) {
        let now = (self.clock)();
        let platform = &claimed.platform;
        let turned = self.pacing().learn(platform, &claimed.address, failure, now);
        match turned {
            Some(Turned::Down) => {
                tracing::warn!(%platform, "the platform takes nothing; what is to be sent waits for it");
            }
            Some(Turned::Up { after }) => {
                tracing::info!(%platform, seconds = after / 1_000, "the platform takes messages again");
            }
            None => {}
        }
    }

    pub(super) fn pacing(&self) -> MutexGuard<'_, Pacing> {
        self.pacing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an adapter says; nothing if it takes too long or panics, for then the bytes may have left.
pub(super) async fn within<T>(limit: Duration, asked: BoxFuture<'_, T>) -> Option<T> {
    timeout(limit, AssertUnwindSafe(asked).catch_unwind()).await.ok()?.ok()
}

pub(super) fn no_answer<T>() -> Result<T, SendError> {
    Err(SendError::Unknown { reason: "no answer".into() })
}
