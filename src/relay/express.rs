//! The relay's end of the short way: it starts what the desk's commits hand over, and gives back what simply arrived
//! for the next commit to settle. What no commit has settled soon the relay settles itself.

use std::{collections::VecDeque, time::Duration};

use tokio::{task::JoinError, time::Instant};

use super::{Attempts, Clock, POLL, Relay, outcome::Tried};
use crate::core::{
    chat::Millis,
    db::Kind,
    delivery::{Admission, Claimed, End, LEASE_MS, Landed, Settled},
};

/// How long what arrived waits for a commit of the desk: longer than one takes when there is much to do.
const LINGER: Duration = Duration::from_millis(25);
/// What could not be started for so long is given back: its attempt has to end before the lease does.
const PATIENCE_MS: Millis = 20_000;

/// What the relay has under way.
#[derive(Default)]
pub(super) struct Round {
    pub attempts: Attempts,
    /// To be settled by the relay.
    pub ended: Vec<Settled>,
    /// Handed over, but too many are under way.
    pub waiting: VecDeque<Claimed>,
    /// When the outbox is to be looked into again; `None`: now.
    pub look_at: Option<Instant>,
    /// Until when what arrived waits for a commit of the desk.
    lingers_until: Option<Instant>,
}

impl Round {
    /// How long there is nothing to do. When all places are taken, the next end is what matters.
    pub fn wait(&self, is_full: bool) -> Duration {
        let look_at = self.look_at.filter(|_| !is_full);
        let next = look_at.into_iter().chain(self.lingers_until).min();
        next.map_or(POLL, |at| at.saturating_duration_since(Instant::now()).min(POLL))
    }
}

/// Handed over, but not to be sent now.
pub(super) fn not_now(claimed: Claimed, due: Millis) -> Settled {
    Settled { claimed, end: End::Postponed { due } }
}

impl Relay {
    /// Starts what was handed over, as far as the pace lets and there is a place.
    pub(super) fn start_handed(&self, round: &mut Round, clock: &Clock) {
        let now = clock();
        round.waiting.extend(self.express.take_claims());
        while round.attempts.len() < self.config.in_flight
            && let Some(claimed) = round.waiting.pop_front()
        {
            let is_probe = self.pacing().is_down(&claimed.platform);
            let admission = self.pacing().admit(&claimed.platform, &claimed.address, claimed.class, now);
            match admission {
                Admission::Go if now < claimed.lease_until - LEASE_MS + PATIENCE_MS => {
                    self.spawn(&mut round.attempts, claimed, clock, is_probe);
                }
                Admission::Go => round.ended.push(not_now(claimed, now)),
                Admission::Wait(until) => round.ended.push(not_now(claimed, until.max(now + 1))),
            }
        }
    }

    /// Takes an attempt that ended to where its end is written.
    pub(super) fn came_back(&self, round: &mut Round, attempt: Result<(Claimed, Tried), JoinError>, now: Millis) {
        let Some(settled) = self.ended(attempt, now) else { return };
        let simply_arrived = matches!(settled.end, End::Delivered { landed: Landed::Once, .. });
        // PostgreSQL would have to lock more lanes in one order than a commit fills.
        if simply_arrived && self.store.kind == Kind::Sqlite {
            self.express.arrived(settled);
            round.lingers_until.get_or_insert_with(|| Instant::now() + LINGER);
        } else {
            round.ended.push(settled);
        }
    }

    /// Takes what has waited long enough for a commit of the desk.
    pub(super) fn take_lingering(&self, round: &mut Round) {
        if !self.express.has_arrived() {
            round.lingers_until = None;
            return;
        }
        // A commit that failed has given back what it took.
        round.lingers_until.get_or_insert_with(|| Instant::now() + LINGER);
        if round.lingers_until.is_some_and(|until| until <= Instant::now()) {
            round.lingers_until = None;
            round.ended.extend(self.express.take_arrived());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{core::db::Store, relay::Config};

    fn arrived() -> Settled {
        let claimed = Claimed { holder: "one".into(), lease_until: LEASE_MS, ..Claimed::default() };
        Settled { claimed, end: End::Delivered { external_id: Some("7".into()), landed: Landed::Once } }
    }

    #[tokio::test]
    async fn what_a_rolled_back_commit_gives_back_is_settled_in_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("desk.db").display());
        let store = Arc::new(Store::open(&url).await.expect("a database"));
        let relay = Relay::new(store, Vec::new(), Config::new("one", 7));
        let mut round = Round::default();
        relay.take_lingering(&mut round);
        assert!(round.lingers_until.is_none());
        // A commit had taken it, and nothing else arrives.
        relay.express.arrived(arrived());
        relay.take_lingering(&mut round);
        assert!(round.ended.is_empty() && round.lingers_until.is_some(), "nobody would come back for it");
        round.lingers_until = Some(Instant::now());
        relay.take_lingering(&mut round);
        assert_eq!((round.ended.len(), relay.express.has_arrived()), (1, false));
    }
}
