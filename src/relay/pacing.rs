//! How fast a platform and each of its chats may be written to: token buckets and a group's window from the documented
//! limits, pauses that the platform asks for, and a breaker while it is down. Time is passed in; nothing is stored.
//!
//! Each process paces for itself. What a bucket forgets at a restart is at worst one burst.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
};

use crate::{
    bots::{
        limits::{Limits, Quota, Rate},
        send_error::SendError,
    },
    core::{chat::Millis, delivery::Admission},
};

/// After so many failures of the whole platform in a row it is only probed.
const FAILURES: u32 = 5;
/// One probe in this time.
const PROBE_EVERY_MS: Millis = 30_000;
/// Chats are forgotten above this number, once their bucket is full again.
const CHATS: usize = 10_000;
/// What is quick after what was slow arrives closer to it than it was sent.
const SLACK_MS: Millis = 1_000;

/// The pace of all platforms.
#[derive(Debug, Default)]
pub struct Pacing {
    platforms: HashMap<String, Gate>,
}

#[derive(Debug)]
struct Gate {
    per_chat: Rate,
    per_group: Option<Quota>,
    is_group: IsGroup,
    all: Rate,
    overall: Bucket,
    chats: HashMap<String, Bucket>,
    /// When each group was written to lately, the oldest first.
    groups: HashMap<String, VecDeque<Millis>>,
    prune_at: usize,
    failures: u32,
    probe_at: Millis,
}

/// Whether a chat is a group, by its id.
struct IsGroup(Box<dyn Fn(&str) -> bool + Send + Sync>);

impl fmt::Debug for IsGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IsGroup")
    }
}

/// A token bucket: the time at which it will be full again says how many tokens are left.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    full_at: Millis,
    paused_until: Millis,
}

impl Pacing {
    /// Starts with full buckets.
    pub fn add(&mut self, platform: &str, limits: &Limits, is_group: impl Fn(&str) -> bool + Send + Sync + 'static) {
        let gate = Gate {
            per_chat: limits.per_chat,
            per_group: limits.per_group,
            is_group: IsGroup(Box::new(is_group)),
            all: limits.overall,
            overall: Bucket::default(),
            chats: HashMap::new(),
            groups: HashMap::new(),
            prune_at: CHATS,
            failures: 0,
            probe_at: 0,
        };
        self.platforms.insert(platform.to_owned(), gate);
    }

    /// How many messages the platform takes now.
    #[must_use]
    pub fn room(&self, platform: &str, now: Millis) -> usize {
        self.platforms.get(platform).map_or(0, |gate| gate.room(now))
    }

    /// When the platform takes a message again: `now` where it does.
    #[must_use]
    pub fn opens_at(&self, platform: &str, now: Millis) -> Millis {
        self.platforms.get(platform).map_or(now, |gate| gate.opens_at(now))
    }

    /// Takes a token of the platform and of the chat, or says when there is one.
    pub fn admit(&mut self, platform: &str, address: &str, now: Millis) -> Admission {
        let Some(gate) = self.platforms.get_mut(platform) else { return Admission::Wait(now + PROBE_EVERY_MS) };
        gate.admit(address, now)
    }

    /// A further request, which nobody asked for a token: the next one waits for it.
    pub fn spend(&mut self, platform: &str, address: &str, now: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.overall.take(gate.all, now);
            gate.count(address, now);
        }
    }

    /// A further request that is no message: it counts in its group alone.
    pub fn count(&mut self, platform: &str, address: &str, now: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.count(address, now);
        }
    }

    /// Nothing was sent after all: a group's place is free again.
    pub fn give_back(&mut self, platform: &str, address: &str) {
        if let Some(gate) = self.platforms.get_mut(platform)
            && let Some(times) = gate.groups.get_mut(address)
        {
            times.pop_back();
        }
    }

    /// Whether the platform is only probed.
    #[must_use]
    pub fn is_down(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_some_and(|gate| gate.failures >= FAILURES)
    }

    /// Asked right before the bytes leave: until when this chat must be left alone, if it must.
    #[must_use]
    pub fn silent_until(&self, platform: &str, address: &str, is_probe: bool, now: Millis) -> Option<Millis> {
        let gate = self.platforms.get(platform)?;
        let down = if gate.failures >= FAILURES && !is_probe { gate.probe_at } else { 0 };
        let chat = gate.chats.get(address).map_or(0, |chat| chat.paused_until);
        Some(gate.overall.paused_until.max(chat).max(down)).filter(|until| *until > now)
    }

    /// Learns from how a request ended.
    pub fn learn(&mut self, platform: &str, address: &str, failure: Option<&SendError>, now: Millis) {
        let Some(gate) = self.platforms.get_mut(platform) else { return };
        match failure {
            Some(SendError::Retry { after_ms: Some(after), whole_platform, .. }) => {
                gate.failures = 0;
                let bucket =
                    if *whole_platform { &mut gate.overall } else { gate.chats.entry(address.to_owned()).or_default() };
                bucket.paused_until = bucket.paused_until.max(now + after);
            }
            Some(SendError::Retry { after_ms: None, whole_platform: true, .. } | SendError::Unknown { .. }) => {
                gate.failures += 1;
                gate.probe_at = now + PROBE_EVERY_MS;
            }
            None
            | Some(
                SendError::Retry { after_ms: None, whole_platform: false, .. }
                | SendError::Migrated { .. }
                | SendError::ThreadGone
                | SendError::MessageGone
                | SendError::Blocked
                | SendError::Dead { .. },
            ) => gate.failures = 0,
        }
    }
}

impl Gate {
    fn room(&self, now: Millis) -> usize {
        if self.opens_at(now) > now {
            0
        } else if self.failures >= FAILURES {
            1
        } else {
            self.overall.tokens(self.all, now)
        }
    }

    fn opens_at(&self, now: Millis) -> Millis {
        let down = if self.failures >= FAILURES { self.probe_at } else { now };
        self.overall.free_at(self.all, now).max(down)
    }

    fn admit(&mut self, address: &str, now: Millis) -> Admission {
        if self.chats.len() >= self.prune_at {
            self.chats.retain(|_, chat| chat.full_at.max(chat.paused_until) > now);
            self.prune_at = (self.chats.len() * 2).max(CHATS);
            let window = self.per_group.map_or(0, window);
            self.groups.retain(|_, times| times.back().is_some_and(|last| last + window > now));
        }
        let opens_at = self.opens_at(now).max(self.group_opens_at(address, now));
        let chat = self.chats.entry(address.to_owned()).or_default();
        let free_at = chat.free_at(self.per_chat, now).max(opens_at);
        if free_at > now {
            return Admission::Wait(free_at);
        }
        chat.take(self.per_chat, now);
        self.overall.take(self.all, now);
        self.count(address, now);
        self.probe_at = now + PROBE_EVERY_MS;
        Admission::Go
    }
}

impl Gate {
    /// When a group takes a message again: once the oldest of those that fill its window has left it.
    fn group_opens_at(&mut self, address: &str, now: Millis) -> Millis {
        let (Some(quota), Some(times)) = (self.per_group, self.groups.get_mut(address)) else { return now };
        while times.front().is_some_and(|first| first + window(quota) <= now) {
            times.pop_front();
        }
        let most = usize::try_from(quota.most.max(1)).unwrap_or(usize::MAX);
        let fills = times.len().checked_sub(most).and_then(|at| times.get(at));
        fills.map_or(now, |first| first + window(quota))
    }

    /// Counts a request to a group.
    fn count(&mut self, address: &str, now: Millis) {
        let chat = address.splitn(3, ':').nth(2).unwrap_or(address);
        if self.per_group.is_some() && (self.is_group.0)(chat) {
            self.groups.entry(address.to_owned()).or_default().push_back(now);
        }
    }
}

/// How long a message counts.
fn window(quota: Quota) -> Millis {
    Millis::from(quota.in_ms) + SLACK_MS
}

impl Bucket {
    /// The time in which a full bucket would be emptied but for one token.
    fn slack(rate: Rate) -> Millis {
        Millis::from(rate.burst.saturating_sub(1)) * Millis::from(rate.every_ms)
    }

    fn free_at(self, rate: Rate, now: Millis) -> Millis {
        (self.full_at - Self::slack(rate)).max(self.paused_until).max(now)
    }

    fn tokens(self, rate: Rate, now: Millis) -> usize {
        let every = Millis::from(rate.every_ms.max(1));
        let missing =
            (self.full_at - now).max(0).div_euclid(every) + i64::from((self.full_at - now).max(0) % every > 0);
        usize::try_from(Millis::from(rate.burst.max(1)) - missing).unwrap_or(0)
    }

    fn take(&mut self, rate: Rate, now: Millis) {
        self.full_at = self.full_at.max(now) + Millis::from(rate.every_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bots::limits::Counted;

    fn limits() -> Limits {
        Limits {
            text_chars: 400,
            counted: Counted::Characters,
            buttons: 3,
            label_chars: 20,
            edits: false,
            threads: true,
            queue_card: false,
            card_in_thread: false,
            files_apart: false,
            mailbox: false,
            file_bytes: 1,
            per_group: None,
            per_chat: Rate { burst: 2, every_ms: 1_000 },
            overall: Rate { burst: 3, every_ms: 100 },
        }
    }

    fn pacing() -> Pacing {
        let mut pacing = Pacing::default();
        pacing.add("x", &limits(), |_| false);
        pacing
    }

    /// Three in ten seconds for groups, whose ids begin with a minus; nothing else is slow.
    fn pacing_of_groups() -> Pacing {
        let quick = Rate { burst: 100, every_ms: 1 };
        let per_group = Some(Quota { most: 3, in_ms: 10_000 });
        let mut pacing = Pacing::default();
        let limits = Limits { per_group, per_chat: quick, overall: quick, ..limits() };
        pacing.add("x", &limits, |chat| chat.starts_with('-'));
        pacing
    }

    #[test]
    fn a_group_takes_so_many_in_any_stretch() {
        let mut pacing = pacing_of_groups();
        for at in [0, 4_000, 5_000] {
            assert_eq!(pacing.admit("x", "x:b:-1", at), Admission::Go);
        }
        assert_eq!(pacing.admit("x", "x:b:-1", 6_000), Admission::Wait(11_000));
        assert_eq!(pacing.admit("x", "x:b:1", 6_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-2", 6_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-1", 11_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-1", 11_000), Admission::Wait(15_000));
    }

    #[test]
    fn what_opens_and_renames_counts_and_what_was_not_sent_does_not() {
        let mut pacing = pacing_of_groups();
        assert_eq!(pacing.admit("x", "x:b:-1", 0), Admission::Go);
        for at in [1_000, 2_000, 3_000] {
            pacing.spend("x", "x:b:-1", at);
        }
        // Four in the window: the second of them has to leave it.
        assert_eq!(pacing.admit("x", "x:b:-1", 4_000), Admission::Wait(12_000));
        pacing.give_back("x", "x:b:-1");
        assert_eq!(pacing.admit("x", "x:b:-1", 4_000), Admission::Wait(11_000));
    }

    fn busy(after_ms: Option<Millis>, whole_platform: bool) -> SendError {
        SendError::Retry { after_ms, whole_platform, reason: String::new() }
    }

    #[test]
    fn a_chat_has_a_burst_and_then_one_at_a_time() {
        let mut pacing = pacing();
        assert_eq!(pacing.admit("x", "a", 0), Admission::Go);
        assert_eq!(pacing.admit("x", "a", 0), Admission::Go);
        assert_eq!(pacing.admit("x", "a", 0), Admission::Wait(1_000));
        assert_eq!(pacing.admit("x", "b", 0), Admission::Go);
        assert_eq!((pacing.room("x", 0), pacing.opens_at("x", 0)), (0, 100));
        assert_eq!(pacing.room("x", 200), 2);
        assert_eq!(pacing.admit("x", "a", 1_000), Admission::Go);
    }

    #[test]
    fn a_pause_is_for_its_scope_alone() {
        let mut pacing = pacing();
        pacing.learn("x", "a", Some(&busy(Some(5_000), false)), 0);
        assert_eq!(pacing.admit("x", "a", 4_999), Admission::Wait(5_000));
        assert_eq!(pacing.silent_until("x", "a", false, 0), Some(5_000));
        assert_eq!(pacing.silent_until("x", "b", false, 0), None);
        pacing.learn("x", "a", Some(&busy(Some(9_000), true)), 0);
        assert_eq!((pacing.room("x", 8_999), pacing.opens_at("x", 0)), (0, 9_000));
        assert_eq!(pacing.silent_until("x", "b", false, 0), Some(9_000));
    }

    #[test]
    fn a_platform_that_is_down_is_probed_twice_a_minute() {
        let mut pacing = pacing();
        for _ in 0..FAILURES {
            pacing.learn("x", "a", Some(&busy(None, true)), 0);
        }
        assert_eq!((pacing.room("x", 29_999), pacing.room("x", 30_000)), (0, 1));
        assert_eq!(pacing.admit("x", "a", 30_000), Admission::Go);
        assert_eq!(pacing.admit("x", "b", 30_000), Admission::Wait(60_000));
        assert_eq!(pacing.silent_until("x", "b", false, 30_000), Some(60_000));
        assert_eq!(pacing.silent_until("x", "a", true, 30_000), None);
        pacing.learn("x", "a", None, 30_001);
        assert_eq!(pacing.room("x", 40_000), 3);
    }

    #[test]
    fn what_is_full_is_forgotten() {
        let mut pacing = pacing();
        for chat in 0..i64::try_from(3 * CHATS).unwrap() {
            pacing.admit("x", &chat.to_string(), chat * 1_000);
        }
        assert!(pacing.platforms["x"].chats.len() <= CHATS);
    }
}
