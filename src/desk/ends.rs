//! How a message comes to its end beside what a dialog made of it: the direct answer that its platform waits for, and
//! quarantine.

use super::{
    GivenAnswer, Job, Shared,
    batch::{Worker, refuse},
    perform, turn,
};
use crate::{
    core::{
        chat::{Answer, Body, Inbound, Millis},
        contact, delivery,
        inbox::{self, Record},
        nudge,
        timer::Timer,
        unit::Unit,
    },
    dialogs::line::SentLine,
    door::{Received, Unavailable},
    text::locale::Locale,
};

/// After so long a ticket whose time had come, and which could not be looked at, is looked at again.
const LOOKED_AT_AGAIN: Millis = 15 * 60 * 1000;

/// The word for a tap or command of which no dialog has one, where the platform waits for a word. A toast is seen by whoever
/// pressed alone: it is in their language, also in a room.
pub(super) fn default_toast(unit: &Unit<'_>, shared: &Shared, inbound: &Inbound) -> Option<String> {
    let person = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key));
    let hint = || inbound.sender.locale_hint.as_deref().and_then(Locale::from_hint);
    toast(shared, inbound, person.map(|person| person.locale).or_else(hint).unwrap_or_default())
}

fn toast(shared: &Shared, inbound: &Inbound, locale: Locale) -> Option<String> {
    inbound.answer.is_some().then(|| shared.catalog.text(&SentLine::Received.into(), locale, &shared.policy()))
}

impl Worker {
    /// Messages that lost every race are kept; a timer stays where it is, and fires again at the next look. Returns whether
    /// all came to an end.
    pub(super) async fn lose(&self, jobs: Vec<Job>, now: Millis) -> bool {
        if jobs.iter().any(|job| matches!(job.inbound.body, Body::Due { .. })) {
            refuse(jobs);
            return true;
        }
        self.quarantine(jobs, "it lost every race", now).await
    }

    /// Keeps a message that cannot be handled, whole, and acknowledges it. Returns whether it was kept.
    pub(super) async fn quarantine(&self, jobs: Vec<Job>, error: &str, now: Millis) -> bool {
        let mut kept = true;
        for job in jobs {
            tracing::error!(address = %job.inbound.address.platform, error, "a message was put into quarantine");
            let error = error.chars().take(500).collect();
            let record = Record::kept(&job.inbound, job.arrival, now, inbox::State::Quarantined, Some(error));
            let outcome = self.store_quarantined(&job, record, now).await;
            kept &= outcome.is_ok();
            if let Some(reply) = job.reply {
                let _gone = reply.send(outcome.map_err(|_| Unavailable));
            }
        }
        kept
    }

    async fn store_quarantined(&self, job: &Job, record: Record, now: Millis) -> Result<Received, sqlx::Error> {
        let locale = turn::locale_of(&self.shared, &job.inbound).await;
        let mut unit = Unit::begin(&self.shared.store, &self.shared.ids, now).await?;
        turn::apologise(&mut unit, &self.shared, &job.inbound, locale);
        if let Body::Due { timer, kind, subject } = &job.inbound.body {
            unit.fired.push(*timer);
            // A ticket that cannot be looked at now would else never be looked at again: no stage of it may be missed.
            if kind == nudge::TIMER {
                let timer = Timer {
                    id: unit.next_id(),
                    address: job.inbound.address.to_string(),
                    user_key: job.inbound.sender.user_key.clone(),
                    kind: kind.clone(),
                    subject_id: *subject,
                    due_at: now + LOOKED_AT_AGAIN,
                };
                unit.timers.push(timer);
            }
        }
        if let Some(row) = perform::unreached_row(&job.inbound) {
            delivery::take_unreached(unit.conn(), row).await?;
        }
        if job.stored {
            unit.drained.push(record);
        } else {
            unit.received.push(record);
        }
        let placed = unit.commit(&self.shared.policy().key).await?;
        self.shared.announce(&placed);
        if let Some(word) = toast(&self.shared, &job.inbound, locale) {
            self.shared.give(&job.inbound, Answer::Toast(word));
        }
        Ok(Received::Quarantined)
    }
}

impl Shared {
    /// Hands a direct answer to whoever owns the bots.
    pub(super) fn give(&self, inbound: &Inbound, answer: Answer) {
        if let Some(handle) = &inbound.answer {
            let platform = inbound.address.platform.clone();
            let _closed = self.answers.send(GivenAnswer { platform, handle: handle.clone(), answer });
        }
    }
}
