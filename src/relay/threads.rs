//! Tickets' threads on their platform: found or opened before anything is sent into them, called as the message says,
//! and beginning with the ticket's card. A room that takes no threads is remembered for a while.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    outcome::Tried,
    work::{ASK, Worker, no_answer, within},
};
use crate::{
    bots::{fit::fit, send_error::SendError},
    core::{
        chat::{Message, Millis, Outbound},
        delivery::{Claimed, newest_card, remember_card, remember_thread, remember_title},
        slot,
    },
};

/// How long a room is not asked again for a thread that it did not take.
const ASK_AGAIN_MS: Millis = 5 * 60_000;

/// The rooms that take no threads, and until when that is believed.
#[derive(Debug, Default)]
pub struct Threadless(Mutex<HashMap<String, Millis>>);

impl Threadless {
    fn rooms(&self) -> MutexGuard<'_, HashMap<String, Millis>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is(&self, room: &str, now: Millis) -> bool {
        self.rooms().get(room).is_some_and(|until| *until > now)
    }

    fn remember(&self, room: &str, now: Millis) {
        let mut rooms = self.rooms();
        rooms.retain(|_, until| *until > now);
        rooms.insert(room.to_owned(), now + ASK_AGAIN_MS);
    }
}

impl Worker {
    /// Whether a message belongs into a thread that its room has or can have.
    pub(super) fn wants_thread(&self, claimed: &Claimed) -> bool {
        let now = (self.clock)();
        claimed.in_thread && self.bot.limits().threads && !self.threadless.is(&claimed.address, now)
    }

    /// Finds or opens the thread, and calls it as it is to be called.
    pub(super) async fn prepare_thread(&self, claimed: &mut Claimed, outbound: &mut Outbound) -> Result<(), Tried> {
        if !self.wants_thread(claimed) {
            return Ok(());
        }
        if claimed.thread.is_some() {
            return self.rename(claimed, outbound).await;
        }
        claimed.thread = self.open_thread(claimed, outbound).await?;
        outbound.thread.clone_from(&claimed.thread);
        if claimed.thread.is_some() {
            if is_card(claimed) {
                // What stands for the card elsewhere is not in this thread.
                outbound.edits = None;
            } else {
                self.begin_with_card(claimed, outbound).await;
            }
        }
        Ok(())
    }

    /// The ticket's thread, kept before anything is sent into it. `None` where the room takes no threads: then the
    /// message goes into the room itself.
    async fn open_thread(&self, claimed: &Claimed, outbound: &Outbound) -> Result<Option<String>, Tried> {
        let (Some(ticket), Some(reference)) = (claimed.ticket_id, &claimed.reference) else { return Ok(None) };
        let title = outbound.message.title.as_ref().unwrap_or(reference);
        let opened = within(ASK, self.bot.open_thread(&outbound.to, title)).await.unwrap_or_else(no_answer);
        self.note(claimed, opened.as_ref().err());
        let retry = |reason: String| Tried::Failed(SendError::Retry { after_ms: None, whole_platform: false, reason });
        match opened {
            Ok(thread) => match remember_thread(&self.store, ticket, &claimed.address, &thread, title).await {
                Ok(thread) => Ok(Some(thread)),
                Err(error) => Err(retry(error.to_string())),
            },
            Err(SendError::Dead { reason }) => {
                tracing::warn!(%reason, "the room takes no threads");
                self.threadless.remember(&claimed.address, (self.clock)());
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

    /// The card tells what its thread is called. What cannot be renamed keeps its name; the card says the rest.
    async fn rename(&self, claimed: &mut Claimed, outbound: &Outbound) -> Result<(), Tried> {
        let (Some(title), Some(thread), Some(ticket)) = (&outbound.message.title, &claimed.thread, claimed.ticket_id)
        else {
            return Ok(());
        };
        if !is_card(claimed) || claimed.title.as_ref() == Some(title) {
            return Ok(());
        }
        let renamed = within(ASK, self.bot.rename_thread(&outbound.to, thread, title)).await.unwrap_or_else(no_answer);
        self.note(claimed, renamed.as_ref().err());
        match renamed {
            Ok(()) | Err(SendError::Dead { .. } | SendError::MessageGone) => {}
            // Calling it so once more does no harm.
            Err(SendError::Unknown { reason }) => {
                return Err(Tried::Failed(SendError::Retry { after_ms: None, whole_platform: false, reason }));
            }
            Err(error) => return Err(Tried::Failed(error)),
        }
        if let Err(error) = remember_title(&self.store, ticket, &claimed.address, title).await {
            tracing::error!(%error, "what a thread is called could not be kept");
        }
        claimed.title = Some(title.clone());
        Ok(())
    }

    /// A thread that was opened for other news begins with the ticket's card. If that fails, the next edit of the card
    /// sends it.
    async fn begin_with_card(&self, claimed: &Claimed, outbound: &Outbound) {
        let Some(ticket) = claimed.ticket_id else { return };
        let (slot, card) = match newest_card(&self.store, ticket, &claimed.address).await {
            Ok(Some(found)) => found,
            Ok(None) => return,
            Err(error) => return tracing::error!(%error, "a ticket's card could not be read"),
        };
        let first = Outbound {
            message: self.first_part(&card),
            files: Vec::new(),
            edits: None,
            reply_to: None,
            nonce: format!("{}c", outbound.nonce),
            ..outbound.clone()
        };
        let sent = self.send(claimed, &first, ASK).await;
        self.spend(claimed);
        if let Ok(receipt) = sent
            && let Err(error) = remember_card(&self.store, &slot, &claimed.address, &receipt.external_id).await
        {
            tracing::error!(%error, "which message a ticket's card is could not be kept");
        }
    }

    fn first_part(&self, card: &Message) -> Message {
        fit(card, self.bot.limits()).swap_remove(0)
    }

    /// Learns from a request of which no row tells, and counts it.
    fn note(&self, claimed: &Claimed, failure: Option<&SendError>) {
        self.learn(claimed, failure);
        self.spend(claimed);
    }

    fn spend(&self, claimed: &Claimed) {
        self.pacing().spend(&claimed.platform, &claimed.address, (self.clock)());
    }
}

/// Whether it is the ticket's card in its thread.
fn is_card(claimed: &Claimed) -> bool {
    let is = |slot: fn(i64) -> String| claimed.slot.is_some() && claimed.slot == claimed.ticket_id.map(slot);
    is(slot::topic) || (claimed.in_thread && is(slot::card))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_without_threads_is_asked_again_after_a_while() {
        let threadless = Threadless::default();
        assert!(!threadless.is("x:bot:1", 0));
        threadless.remember("x:bot:1", 0);
        assert!(threadless.is("x:bot:1", ASK_AGAIN_MS - 1));
        assert!(!threadless.is("x:bot:2", 0));
        assert!(!threadless.is("x:bot:1", ASK_AGAIN_MS));
    }
}
