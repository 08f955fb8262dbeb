//! The one retry policy: what follows from each way in which an attempt can end. Adapters classify, this decides;
//! it knows no platform, no clock and no database.
//!
//! | an attempt ended as           | what follows                                                              |
//! |-------------------------------|---------------------------------------------------------------------------|
//! | sent, or seen to be there     | delivered                                                                 |
//! | retry, with a time            | again after it and a little more; its scope is silent until then (pacing) |
//! | retry, without                | again after a random part of 1 s · 2ⁿ, at most 5 min; dead after 24 h     |
//! | unknown                       | after 30 s it is looked up: there → delivered, not there → sent again,    |
//! |                               | nobody can tell → sent once more, and after that it counts as delivered;  |
//! |                               | where the platform itself takes it once, there is no need to wait;        |
//! |                               | while the platform answers nobody, no outcome counts: it is tried again   |
//! | migrated, thread gone, …      | the way is mended and it is sent anew                                     |
//! | blocked, refused              | the row ends; the lane goes on                                            |

use crate::{
    bots::send_error::{Receipt, SendError},
    core::{
        chat::Millis,
        delivery::{Claimed, End, Landed},
    },
};

/// How long a message is tried, from when it was due.
pub const LIFE_MS: Millis = 24 * 3_600_000;
const FIRST_WAIT_MS: Millis = 1_000;
const LONGEST_WAIT_MS: Millis = 300_000;
const SHORTEST_WAIT_MS: Millis = 100;
/// Most unknown outcomes are slow successes: they need time to show.
const DOUBT_WAIT_MS: Millis = 30_000;
/// What is added to a platform's own waiting time, so that not all come back at once.
const AFTER_WAIT_MS: Millis = 500;
/// After so many unknown outcomes of which nobody can tell, a message counts as delivered.
pub const MOST_DOUBTS: u32 = 2;

/// What an attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    Sent(Receipt),
    /// An earlier attempt had arrived.
    Seen(Receipt),
    /// Nobody can tell of the earlier attempts, and there were enough.
    GivenUp,
    /// The platform or the chat must be left alone until then.
    NotNow(Millis),
    Failed(SendError),
    /// The file that it was to bring is not there.
    NoFile,
    /// The stored message or address cannot be read.
    Unreadable,
}

/// What follows. `random` is from 0 to below 1.
#[must_use]
pub fn end_of(tried: Tried, claimed: &Claimed, now: Millis, random: f64) -> End {
    match tried {
        Tried::Sent(receipt) => {
            let landed = if claimed.cut_off || claimed.doubts > 0 { Landed::PerhapsTwice } else { Landed::Once };
            End::Delivered { external_id: Some(receipt.external_id), landed }
        }
        Tried::Seen(receipt) => End::Delivered { external_id: Some(receipt.external_id), landed: Landed::Once },
        Tried::GivenUp => End::Delivered { external_id: None, landed: Landed::Perhaps },
        Tried::NotNow(until) => End::Postponed { due: until.max(now + 1) },
        Tried::Failed(error) => end_of_failure(error, claimed, now, random),
        Tried::NoFile => End::Dead { reason: "no_file".into() },
        Tried::Unreadable => End::Dead { reason: "unreadable".into() },
    }
}

/// How an attempt ends where the platform takes once what is sent twice in a short time: what is unknown is soon tried
/// again.
#[must_use]
pub fn soon(end: End, claimed: &Claimed, now: Millis, random: f64) -> End {
    let End::Unknown { doubts, .. } = end else { return end };
    End::Unknown { due: now + backoff(claimed.attempts, random), doubts }
}

/// How an attempt ends while the platform answers nobody: that its outcome is unknown says nothing of this message, which
/// goes on being tried, ever more seldom.
#[must_use]
pub fn unheard(end: End, claimed: &Claimed, now: Millis) -> End {
    let End::Unknown { due, doubts } = end else { return end };
    let doublings = u32::try_from(claimed.attempts - 1).unwrap_or(0).min(16);
    let wait = (DOUBT_WAIT_MS << doublings).min(LONGEST_WAIT_MS);
    End::Unknown { due: due.max(now + wait), doubts: doubts.min(claimed.doubts.max(1)) }
}

fn end_of_failure(error: SendError, claimed: &Claimed, now: Millis, random: f64) -> End {
    let end = match error {
        SendError::Blocked => return End::Blocked,
        SendError::Dead { reason } => return End::Dead { reason },
        // Not even the chat itself is open, which a forum's first topic is: nothing that could be mended from here.
        SendError::ThreadGone if claimed.thread.is_none() => return End::Dead { reason: "topic closed".into() },
        SendError::Migrated { ref to } if to.to_string() != claimed.address => {
            return End::Migrated { to: to.clone() };
        }
        SendError::Unknown { .. } => End::Unknown { due: now + DOUBT_WAIT_MS, doubts: claimed.doubts + 1 },
        SendError::Retry { after_ms: Some(after), .. } => {
            End::Retry { due: now + after.max(0) + part(AFTER_WAIT_MS, random) }
        }
        SendError::Retry { after_ms: None, .. } | SendError::Migrated { .. } => {
            End::Retry { due: now + backoff(claimed.attempts, random) }
        }
        SendError::ThreadGone => End::ThreadGone { due: now + mending(claimed, random) },
        SendError::MessageGone => End::MessageGone { due: now + mending(claimed, random) },
    };
    let is_expired = now - claimed.due_at > LIFE_MS;
    if is_expired { End::Dead { reason: "expired".into() } } else { end }
}

/// At once, unless it has to be mended again and again.
fn mending(claimed: &Claimed, random: f64) -> Millis {
    if claimed.attempts <= 2 { 0 } else { backoff(claimed.attempts, random) }
}

fn backoff(attempts: i64, random: f64) -> Millis {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    let longest = (FIRST_WAIT_MS << doublings).min(LONGEST_WAIT_MS);
    part(longest, random).max(SHORTEST_WAIT_MS)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a part of at most five minutes")]
fn part(of: Millis, random: f64) -> Millis {
    (of as f64 * random) as Millis
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::chat::Address;

    fn claimed(attempts: i64, doubts: u32) -> Claimed {
        Claimed { attempts, doubts, ..Claimed::default() }
    }

    fn retry(after_ms: Option<Millis>) -> Tried {
        Tried::Failed(SendError::Retry { after_ms, whole_platform: false, reason: "busy".into() })
    }

    fn unknown() -> Tried {
        Tried::Failed(SendError::Unknown { reason: "timeout".into() })
    }

    #[test]
    fn waits_double_up_to_five_minutes() {
        let due = |attempts| match end_of(retry(None), &claimed(attempts, 0), 1_000, 0.5) {
            End::Retry { due } => due - 1_000,
            other => panic!("{other:?}"),
        };
        assert_eq!([1, 2, 3, 9, 40, 1_000].map(due), [500, 1_000, 2_000, 128_000, 150_000, 150_000]);
    }

    #[test]
    fn what_the_platform_asks_for_is_waited_for() {
        assert_eq!(end_of(retry(Some(7_000)), &claimed(1, 0), 1_000, 0.0), End::Retry { due: 8_000 });
    }

    #[test]
    fn a_message_lives_a_day() {
        let late = LIFE_MS + 1;
        assert!(matches!(end_of(retry(None), &claimed(9, 0), late, 0.5), End::Dead { .. }));
        assert!(matches!(end_of(unknown(), &claimed(9, 0), late, 0.5), End::Dead { .. }));
        let sent = Tried::Sent(Receipt { external_id: "7".into() });
        assert!(matches!(end_of(sent, &claimed(9, 0), late, 0.5), End::Delivered { landed: Landed::Once, .. }));
    }

    #[test]
    fn doubts_are_counted_and_remembered() {
        assert_eq!(end_of(unknown(), &claimed(1, 0), 0, 0.5), End::Unknown { due: 30_000, doubts: 1 });
        assert_eq!(end_of(unknown(), &claimed(2, 1), 0, 0.5), End::Unknown { due: 30_000, doubts: 2 });
        let again = soon(end_of(unknown(), &claimed(2, 1), 0, 0.5), &claimed(2, 1), 0, 0.5);
        assert_eq!(again, End::Unknown { due: 1_000, doubts: 2 });
        let sent = Tried::Sent(Receipt { external_id: "7".into() });
        assert!(matches!(end_of(sent, &claimed(2, 1), 0, 0.5), End::Delivered { landed: Landed::PerhapsTwice, .. }));
    }

    #[test]
    fn while_the_platform_answers_nobody_a_doubt_is_not_counted_twice() {
        let end = |attempts, doubts| {
            let claimed = claimed(attempts, doubts);
            unheard(end_of(unknown(), &claimed, 0, 0.5), &claimed, 0)
        };
        assert_eq!(end(1, 0), End::Unknown { due: 30_000, doubts: 1 });
        assert_eq!(end(2, 1), End::Unknown { due: 60_000, doubts: 1 });
        assert_eq!(end(40, 1), End::Unknown { due: LONGEST_WAIT_MS, doubts: 1 });
    }

    #[test]
    fn where_a_chat_itself_is_closed_its_lane_goes_on() {
        let gone = || Tried::Failed(SendError::ThreadGone);
        assert!(matches!(end_of(gone(), &claimed(1, 0), 0, 0.5), End::Dead { .. }));
        let in_thread = Claimed { thread: Some("t1".into()), ..claimed(1, 0) };
        assert_eq!(end_of(gone(), &in_thread, 0, 0.5), End::ThreadGone { due: 0 });
    }

    #[test]
    fn a_chat_does_not_move_to_itself() {
        let to = Address::new("x", "bot", "1");
        let end = end_of(Tried::Failed(SendError::Migrated { to }), &claimed(1, 0), 0, 0.5);
        assert_eq!(end, End::Retry { due: 500 });
    }
}
