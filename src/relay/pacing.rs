//! How fast a platform and each of its chats may be written to: a window over all, token buckets and a group's window from
//! the documented limits, pauses that the platform asks for, and a breaker while it is down. Time is passed in; nothing is
//! stored. Broadcasts get what replies and notices leave over.
//!
//! Each process paces for itself, and begins with what is written down of the one before.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
};

use super::{
    breaker::{Breaker, PROBE_EVERY_MS, Turned},
    bucket::Bucket,
    window::Window,
};
use crate::{
    bots::{
        limits::{Limits, Quota, Rate},
        send_error::SendError,
    },
    core::{chat::Millis, delivery::Admission, outbox::Class},
};

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
    overall: Window,
    chats: HashMap<String, Bucket>,
    /// When each group was written to lately, the oldest first.
    groups: HashMap<String, VecDeque<Millis>>,
    prune_at: usize,
    breaker: Breaker,
}

/// Whether a chat is a group, by its id.
struct IsGroup(Box<dyn Fn(&str) -> bool + Send + Sync>);

impl fmt::Debug for IsGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IsGroup")
    }
}

impl Pacing {
    /// Starts with full buckets.
    pub fn add(&mut self, platform: &str, limits: &Limits, is_group: impl Fn(&str) -> bool + Send + Sync + 'static) {
        let gate = Gate {
            per_chat: limits.per_chat,
            per_group: limits.per_group,
            is_group: IsGroup(Box::new(is_group)),
            overall: Window::new(limits.overall),
            chats: HashMap::new(),
            groups: HashMap::new(),
            prune_at: CHATS,
            breaker: Breaker::default(),
        };
        self.platforms.insert(platform.to_owned(), gate);
    }

    /// How many messages the platform takes now, and how many of these may be broadcasts.
    pub fn room(&mut self, platform: &str, now: Millis) -> (usize, usize) {
        self.platforms.get_mut(platform).map_or((0, 0), |gate| (gate.room(now, false), gate.room(now, true)))
    }

    /// When the platform takes a message again, and when a broadcast: `now` where it does.
    pub fn opens_at(&mut self, platform: &str, now: Millis) -> (Millis, Millis) {
        self.platforms
            .get_mut(platform)
            .map_or((now, now), |gate| (gate.opens_at(now, false), gate.opens_at(now, true)))
    }

    /// Takes a place of the platform and a token of the chat for a message of a class, or says when there is one.
    pub fn admit(&mut self, platform: &str, address: &str, class: i64, now: Millis) -> Admission {
        let Some(gate) = self.platforms.get_mut(platform) else { return Admission::Wait(now + PROBE_EVERY_MS) };
        gate.admit(address, class == Class::Broadcast as i64, now)
    }

    /// The process before this one had sent a message at this time. They are told in their order.
    pub fn had_left(&mut self, platform: &str, address: &str, at: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.overall.had_left(at);
            gate.chats.entry(address.to_owned()).or_default().take(gate.per_chat, at);
            gate.count(address, at);
        }
    }

    /// The answer to a message that left at `left` has come, or none will.
    pub fn answered(&mut self, platform: &str, left: Millis, now: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.overall.answered(left, now);
        }
    }

    /// A further request, which nobody asked for a token: the next one waits for it.
    pub fn spend(&mut self, platform: &str, address: &str, now: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.overall.take(now, false);
            gate.count(address, now);
        }
    }

    /// A further request that is no message: it counts in its group alone.
    pub fn count(&mut self, platform: &str, address: &str, now: Millis) {
        if let Some(gate) = self.platforms.get_mut(platform) {
            gate.count(address, now);
        }
    }

    /// Nothing was sent after all: its place, and a group's, are free again.
    pub fn give_back(&mut self, platform: &str, address: &str) {
        let Some(gate) = self.platforms.get_mut(platform) else { return };
        gate.overall.give_back();
        if let Some(times) = gate.groups.get_mut(address) {
            times.pop_back();
        }
    }

    /// Whether the platform is only probed.
    #[must_use]
    pub fn is_down(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_some_and(|gate| gate.breaker.is_down())
    }

    /// Whether the last failure came alone: right before it the platform had answered. Of several in a row the platform is
    /// the cause, not what was sent.
    #[must_use]
    pub fn failed_alone(&self, platform: &str) -> bool {
        self.platforms.get(platform).is_none_or(|gate| gate.breaker.failed_alone())
    }

    /// Asked right before the bytes leave: until when this chat must be left alone, if it must.
    #[must_use]
    pub fn silent_until(&self, platform: &str, address: &str, is_probe: bool, now: Millis) -> Option<Millis> {
        let gate = self.platforms.get(platform)?;
        let down = if is_probe { 0 } else { gate.breaker.opens_at(now) };
        let chat = gate.chats.get(address).map_or(0, |chat| chat.paused_until);
        Some(gate.overall.paused_until.max(chat).max(down)).filter(|until| *until > now)
    }

    /// Learns from how a request ended; says so where the platform is down with it, or no more.
    pub fn learn(&mut self, platform: &str, address: &str, failure: Option<&SendError>, now: Millis) -> Option<Turned> {
        let gate = self.platforms.get_mut(platform)?;
        match failure {
            Some(SendError::Retry { after_ms: Some(after), whole_platform, .. }) => {
                let turned = gate.breaker.answered(now);
                let paused_until = if *whole_platform {
                    &mut gate.overall.paused_until
                } else {
                    &mut gate.chats.entry(address.to_owned()).or_default().paused_until
                };
                *paused_until = (*paused_until).max(now + after);
                turned
            }
            Some(SendError::Retry { after_ms: None, whole_platform: true, .. } | SendError::Unknown { .. }) => {
                gate.breaker.failed(now)
            }
            None
            | Some(
                SendError::Retry { after_ms: None, whole_platform: false, .. }
                | SendError::Migrated { .. }
                | SendError::ThreadGone
                | SendError::MessageGone
                | SendError::Blocked
                | SendError::Dead { .. },
            ) => gate.breaker.answered(now),
        }
    }
}

impl Gate {
    fn room(&mut self, now: Millis, can_wait: bool) -> usize {
        if self.opens_at(now, can_wait) > now {
            0
        } else if self.breaker.is_down() {
            1
        } else if can_wait {
            self.overall.share_room(now)
        } else {
            self.overall.room(now)
        }
    }

    fn opens_at(&mut self, now: Millis, can_wait: bool) -> Millis {
        let down = self.breaker.opens_at(now);
        let opens_at = if can_wait { self.overall.share_opens_at(now) } else { self.overall.opens_at(now) };
        opens_at.max(down)
    }

    fn admit(&mut self, address: &str, can_wait: bool, now: Millis) -> Admission {
        if self.chats.len() >= self.prune_at {
            self.chats.retain(|_, chat| chat.full_at.max(chat.paused_until) > now);
            self.prune_at = (self.chats.len() * 2).max(CHATS);
            let window = self.per_group.map_or(0, window);
            self.groups.retain(|_, times| times.back().is_some_and(|last| last + window > now));
        }
        let opens_at = self.opens_at(now, can_wait).max(self.group_opens_at(address, now));
        let chat = self.chats.entry(address.to_owned()).or_default();
        let free_at = chat.free_at(self.per_chat, now).max(opens_at);
        if free_at > now {
            return Admission::Wait(free_at);
        }
        chat.take(self.per_chat, now);
        self.overall.take(now, can_wait);
        self.count(address, now);
        self.breaker.sends(now);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bots::limits::Counted, relay::breaker::FAILURES};

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
            overall: Quota { most: 3, in_ms: 300 },
        }
    }

    const REPLY: i64 = Class::Reply as i64;

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
        let limits = Limits { per_group, per_chat: quick, overall: Quota::UNLIMITED, ..limits() };
        pacing.add("x", &limits, |chat| chat.starts_with('-'));
        pacing
    }

    #[test]
    fn a_group_takes_so_many_in_any_stretch() {
        let mut pacing = pacing_of_groups();
        for at in [0, 4_000, 5_000] {
            assert_eq!(pacing.admit("x", "x:b:-1", REPLY, at), Admission::Go);
        }
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 6_000), Admission::Wait(11_000));
        assert_eq!(pacing.admit("x", "x:b:1", REPLY, 6_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-2", REPLY, 6_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 11_000), Admission::Go);
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 11_000), Admission::Wait(15_000));
    }

    #[test]
    fn what_opens_and_renames_counts_and_what_was_not_sent_does_not() {
        let mut pacing = pacing_of_groups();
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 0), Admission::Go);
        for at in [1_000, 2_000, 3_000] {
            pacing.spend("x", "x:b:-1", at);
        }
        // Four in the window: the second of them has to leave it.
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 4_000), Admission::Wait(12_000));
        pacing.give_back("x", "x:b:-1");
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 4_000), Admission::Wait(11_000));
    }

    #[test]
    fn what_the_process_before_sent_counts() {
        let mut pacing = pacing_of_groups();
        for at in [0, 2_000, 2_000] {
            pacing.had_left("x", "x:b:-1", at);
        }
        assert_eq!(pacing.admit("x", "x:b:-1", REPLY, 3_000), Admission::Wait(11_000), "the group is full");
        let mut pacing = self::pacing();
        for at in [0, 100] {
            pacing.had_left("x", "a", at);
        }
        assert_eq!(pacing.admit("x", "a", REPLY, 400), Admission::Wait(1_000), "the chat had its burst");
        assert_eq!(pacing.admit("x", "b", REPLY, 400), Admission::Go);
    }

    fn busy(after_ms: Option<Millis>, whole_platform: bool) -> SendError {
        SendError::Retry { after_ms, whole_platform, reason: String::new() }
    }

    #[test]
    fn a_chat_has_a_burst_and_then_one_at_a_time() {
        let mut pacing = pacing();
        assert_eq!(pacing.admit("x", "a", REPLY, 0), Admission::Go);
        assert_eq!(pacing.admit("x", "a", REPLY, 0), Admission::Go);
        assert_eq!(pacing.admit("x", "a", REPLY, 0), Admission::Wait(1_000));
        assert_eq!(pacing.admit("x", "b", REPLY, 0), Admission::Go);
        assert_eq!((pacing.room("x", 0), pacing.opens_at("x", 0)), ((0, 0), (300, 300)));
        assert_eq!(pacing.room("x", 300), (3, 3));
        assert_eq!(pacing.admit("x", "a", REPLY, 1_000), Admission::Go);
    }

    #[test]
    fn a_pause_is_for_its_scope_alone() {
        let mut pacing = pacing();
        pacing.learn("x", "a", Some(&busy(Some(5_000), false)), 0);
        assert_eq!(pacing.admit("x", "a", REPLY, 4_999), Admission::Wait(5_000));
        assert_eq!(pacing.silent_until("x", "a", false, 0), Some(5_000));
        assert_eq!(pacing.silent_until("x", "b", false, 0), None);
        pacing.learn("x", "a", Some(&busy(Some(9_000), true)), 0);
        assert_eq!((pacing.room("x", 8_999).0, pacing.opens_at("x", 0).0), (0, 9_000));
        assert_eq!(pacing.silent_until("x", "b", false, 0), Some(9_000));
    }

    #[test]
    fn a_platform_that_is_down_is_probed_twice_a_minute() {
        let mut pacing = pacing();
        for _ in 0..FAILURES {
            pacing.learn("x", "a", Some(&busy(None, true)), 0);
        }
        assert_eq!((pacing.room("x", 29_999).0, pacing.room("x", 30_000)), (0, (1, 1)));
        assert_eq!(pacing.admit("x", "a", REPLY, 30_000), Admission::Go);
        assert_eq!(pacing.admit("x", "b", REPLY, 30_000), Admission::Wait(60_000));
        assert_eq!(pacing.silent_until("x", "b", false, 30_000), Some(60_000));
        assert_eq!(pacing.silent_until("x", "a", true, 30_000), None);
        assert_eq!(pacing.learn("x", "a", None, 30_001), Some(Turned::Up { after: 30_001 }));
        assert_eq!(pacing.room("x", 40_000).0, 3);
    }

    #[test]
    fn what_is_full_is_forgotten() {
        let mut pacing = pacing();
        for chat in 0..i64::try_from(3 * CHATS).unwrap() {
            pacing.admit("x", &chat.to_string(), REPLY, chat * 1_000);
        }
        assert!(pacing.platforms["x"].chats.len() <= CHATS);
    }
}
