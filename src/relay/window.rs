//! So many messages in any stretch of a platform's time: a log of when each left, which uses the limit up without going
//! over it. What several wait for gets no more than its share at once, so that whoever is answered finds a place soon.
//!
//! A place is free again a stretch after its message has arrived at the platform. Nobody tells when that was: it is taken
//! for as long before the answer as the quickest answers of late took.

use std::collections::VecDeque;

use crate::{bots::limits::Quota, core::chat::Millis};

/// So many of those that can wait may go at once; after them each waits for its share of the stretch. Whoever is answered
/// meanwhile waits at most for as long as these would have taken one after the other.
const AT_ONCE: i64 = 12;

/// A platform may become slower: so much is added to what the quickest answer took, with each that takes longer.
const SLOWER: i64 = 30;

/// A message that left.
#[derive(Clone, Copy, Debug)]
struct Left {
    at: Millis,
    is_answered: bool,
}

/// What left lately, the oldest first.
#[derive(Debug)]
pub struct Window {
    quota: Quota,
    lately: VecDeque<Left>,
    /// In microseconds: when all shares that were used are over.
    shares_until: i64,
    /// In microseconds: how long the quickest answers of late took.
    quickest: Option<i64>,
    pub paused_until: Millis,
}

impl Window {
    pub fn new(quota: Quota) -> Self {
        let lately = VecDeque::new();
        Self { quota, lately, shares_until: 0, quickest: None, paused_until: 0 }
    }

    fn most(&self) -> usize {
        usize::try_from(self.quota.most.max(1)).unwrap_or(usize::MAX)
    }

    /// A message's share of the stretch, in microseconds.
    fn share(&self) -> i64 {
        i64::from(self.quota.in_ms) * 1_000 / i64::from(self.quota.most.max(1))
    }

    /// One had left before: it was written down by the process that went before.
    pub fn had_left(&mut self, at: Millis) {
        let after = self.lately.iter().rposition(|one| one.at <= at).map_or(0, |at| at + 1);
        self.lately.insert(after, Left { at, is_answered: true });
    }

    /// Forgets what left long ago.
    fn forget(&mut self, now: Millis) {
        let since = now - Millis::from(self.quota.in_ms);
        while self.lately.front().is_some_and(|left| left.at <= since) {
            self.lately.pop_front();
        }
    }

    /// How many may leave now.
    pub fn room(&mut self, now: Millis) -> usize {
        if self.opens_at(now) > now { 0 } else { self.most().saturating_sub(self.lately.len()) }
    }

    /// How many of those that can wait may leave now.
    pub fn share_room(&mut self, now: Millis) -> usize {
        let room = self.room(now);
        let share = self.share();
        if share == 0 {
            return room;
        }
        let ahead = (self.shares_until - now * 1_000).max(0);
        let used = ahead.div_euclid(share) + i64::from(ahead.rem_euclid(share) > 0);
        room.min(usize::try_from(AT_ONCE - used).unwrap_or(0))
    }

    /// When the next may leave.
    pub fn opens_at(&mut self, now: Millis) -> Millis {
        self.forget(now);
        let filling = self.lately.len().checked_sub(self.most()).and_then(|at| self.lately.get(at));
        let free_at = filling.map_or(now, |left| left.at + Millis::from(self.quota.in_ms));
        free_at.max(self.paused_until).max(now)
    }

    /// When the next of those may leave that can wait.
    pub fn share_opens_at(&mut self, now: Millis) -> Millis {
        let share_at = self.shares_until - (AT_ONCE - 1) * self.share();
        self.opens_at(now).max(share_at.div_euclid(1_000) + i64::from(share_at.rem_euclid(1_000) > 0))
    }

    /// One leaves.
    pub fn take(&mut self, now: Millis, can_wait: bool) {
        self.forget(now);
        self.lately.push_back(Left { at: now, is_answered: false });
        if can_wait {
            self.shares_until = self.shares_until.max(now * 1_000) + self.share();
        }
    }

    /// An answer came to one that left at `left`.
    pub fn answered(&mut self, left: Millis, now: Millis) {
        let took = (now - left).max(0) * 1_000;
        let quickest = self.quickest.map_or(took, |quickest| took.min(quickest + SLOWER));
        self.quickest = Some(quickest);
        let arrived = now - quickest / 1_000;
        if let Some(at) = self.lately.iter().position(|one| !one.is_answered && one.at <= left) {
            self.lately.remove(at);
        }
        self.had_left(arrived);
    }

    /// One that was to leave did not after all.
    pub fn give_back(&mut self) {
        if let Some(at) = self.lately.iter().rposition(|one| !one.is_answered) {
            self.lately.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(most: u32, in_ms: u32) -> Window {
        Window::new(Quota { most, in_ms })
    }

    #[test]
    fn no_stretch_holds_more_and_nothing_is_wasted() {
        let mut window = window(30, 1_000);
        let mut left: Vec<Millis> = Vec::new();
        let mut now = 0;
        while left.len() < 990 {
            if window.share_room(now) == 0 {
                now = window.share_opens_at(now).max(now + 1);
                continue;
            }
            window.take(now, true);
            left.push(now);
        }
        assert!(left.windows(31).all(|stretch| stretch[30] - stretch[0] >= 1_000));
        // At best all are gone after 32 seconds.
        assert!(left[989] <= 32_960, "{}", left[989]);
    }

    #[test]
    fn whoever_is_answered_goes_before_those_that_can_wait() {
        let mut window = window(30, 1_000);
        for _ in 0..AT_ONCE {
            window.take(0, true);
        }
        assert_eq!((window.share_room(0), window.room(0)), (0, 18));
        assert_eq!((window.share_opens_at(0), window.opens_at(0)), (34, 0));
        (0..18).for_each(|_| window.take(1, false));
        assert_eq!((window.room(1), window.opens_at(1)), (0, 1_000));
    }

    #[test]
    fn a_place_is_free_a_stretch_after_its_message_arrived() {
        let mut window = window(1, 1_000);
        window.take(0, false);
        window.answered(0, 40);
        assert_eq!(window.opens_at(100), 1_000, "the quickest answer took all of it");
        window.take(1_000, false);
        window.answered(1_000, 1_240);
        assert_eq!(window.opens_at(1_300), 2_199, "it was two hundred milliseconds late");
        window.take(2_199, false);
        window.give_back();
        assert_eq!(window.room(2_200), 1);
    }

    #[test]
    fn what_the_process_before_has_sent_counts() {
        let mut window = window(3, 1_000);
        for at in [4_900, 3_000, 4_500, 4_600] {
            window.had_left(at);
        }
        assert_eq!((window.room(5_000), window.opens_at(5_000)), (0, 5_500));
        assert_eq!(window.room(5_500), 1);
    }

    #[test]
    fn what_has_no_limit_has_none() {
        let mut window = Window::new(Quota { most: 1_000_000, in_ms: 1 });
        for _ in 0..100 {
            assert!(window.share_room(7) > 100);
            window.take(7, true);
        }
        assert_eq!(window.share_opens_at(8), 8);
    }
}
