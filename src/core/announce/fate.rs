//! The ledger of a bulletin: what has become of each message, by its row in the outbox. Nothing of it is stored twice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::audience::LeftOut;
use crate::{closed_set, core::chat::Millis};

closed_set! {
    /// Why a message will not arrive.
    Failure {
        /// The bot was blocked, or put out of the group.
        Blocked = "blocked",
        /// The platform does not take it.
        Refused = "refused",
        /// It was tried for a day.
        Expired = "expired",
    }
}

/// What has become of the message for one chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Sent,
    /// Sent again after an attempt of which nobody could tell.
    PerhapsTwice,
    /// Nobody could tell of any attempt.
    Unknown,
    /// It waits for its turn, or is being sent.
    Waiting,
    /// It waits for a morning, a digest, or the end of quiet hours.
    Later,
    /// A newer card took its place before it went.
    Replaced,
    Failed(Failure),
    /// Withdrawn before it went.
    Stopped,
    LeftOut(LeftOut),
}

impl Fate {
    /// Of a recipient and its row in the outbox: the state and outcome of that.
    #[must_use]
    pub fn of(left_out: Option<&str>, row: Option<(&str, Option<&str>)>) -> Self {
        match left_out.and_then(LeftOut::from_word) {
            Some(LeftOut::Stopped) => return Self::Stopped,
            Some(why) => return Self::LeftOut(why),
            None => {}
        }
        let Some((state, outcome)) = row else { return Self::Waiting };
        match (state, outcome) {
            ("delivered", Some("perhaps_twice")) => Self::PerhapsTwice,
            ("delivered", Some("unknown")) => Self::Unknown,
            ("delivered" | "mailbox", _) => Self::Sent,
            ("deferred", _) => Self::Later,
            ("superseded", _) => Self::Replaced,
            ("withdrawn", _) => Self::Stopped,
            ("blocked", _) => Self::Failed(Failure::Blocked),
            ("dead", Some("expired")) => Self::Failed(Failure::Expired),
            ("dead", _) => Self::Failed(Failure::Refused),
            // Being sent, or its outcome is still to be looked up.
            _ => Self::Waiting,
        }
    }

    #[must_use]
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed(_))
    }

    /// Whether it stands in the chat, or may.
    #[must_use]
    pub fn has_arrived(self) -> bool {
        matches!(self, Self::Sent | Self::PerhapsTwice | Self::Unknown)
    }
}

/// What has become of a bulletin's messages, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Groups and people in whose chats it stands, or may.
    pub groups: usize,
    pub people: usize,
    /// Of these: perhaps twice; nobody could tell.
    pub perhaps_twice: usize,
    pub unknown: usize,
    pub waiting: usize,
    pub later: usize,
    pub replaced: usize,
    pub failed: BTreeMap<Failure, usize>,
    /// Failures of which nobody has done anything yet.
    pub unmended: usize,
    pub stopped: usize,
    pub left_out: BTreeMap<LeftOut, usize>,
}

impl Counts {
    /// Whether more may still change by itself.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.waiting + self.later > 0
    }

    #[must_use]
    pub fn failures(&self) -> usize {
        self.failed.values().sum()
    }

    fn add(&mut self, fate: Fate, is_group: bool, is_mended: bool, count: usize) {
        if fate.has_arrived() {
            *(if is_group { &mut self.groups } else { &mut self.people }) += count;
        }
        match fate {
            Fate::Sent => {}
            Fate::PerhapsTwice => self.perhaps_twice += count,
            Fate::Unknown => self.unknown += count,
            Fate::Waiting => self.waiting += count,
            Fate::Later => self.later += count,
            Fate::Replaced => self.replaced += count,
            Fate::Stopped => self.stopped += count,
            Fate::LeftOut(why) => *self.left_out.entry(why).or_default() += count,
            Fate::Failed(why) => {
                *self.failed.entry(why).or_default() += count;
                self.unmended += if is_mended { 0 } else { count };
            }
        }
    }
}

/// Counts what has become of a bulletin's messages.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut AnyConnection, bulletin: i64) -> Result<Counts, sqlx::Error> {
    let found = sqlx::query(
        "select r.left_out, o.state, o.outcome, case when r.person_id is null then 1 else 0 end,
         case when r.next_way is null then 0 else 1 end, count(*)
         from recipient r left join outbox o on o.id = r.outbox_id where r.bulletin_id = $1
         group by r.left_out, o.state, o.outcome, case when r.person_id is null then 1 else 0 end,
         case when r.next_way is null then 0 else 1 end",
    )
    .bind(bulletin)
    .fetch_all(conn)
    .await?;
    let mut counts = Counts::default();
    for row in found {
        let (is_group, is_mended, count): (i64, i64, i64) = (row.try_get(3)?, row.try_get(4)?, row.try_get(5)?);
        counts.add(fate_of(&row, 0)?, is_group == 1, is_mended == 1, usize::try_from(count).unwrap_or(0));
    }
    Ok(counts)
}

/// The fate in the columns from `at` on: left out, state, outcome.
fn fate_of(row: &AnyRow, at: usize) -> Result<Fate, sqlx::Error> {
    let left_out: Option<String> = row.try_get(at)?;
    let (state, outcome): (Option<String>, Option<String>) = (row.try_get(at + 1)?, row.try_get(at + 2)?);
    Ok(Fate::of(left_out.as_deref(), state.as_deref().map(|state| (state, outcome.as_deref()))))
}

/// The recipients of a bulletin whose messages have failed, and what is asked of them.
macro_rules! failed_where {
    ($asked:literal) => {
        concat!(
            "select r.address, o.address, r.person_id, r.partner_id, r.left_out, o.state, o.outcome
             from recipient r join outbox o on o.id = r.outbox_id
             where r.bulletin_id = $1 and r.left_out is null and r.next_way is null and o.state in ('blocked', 'dead') ",
            $asked
        )
    };
}

/// Somebody whom a bulletin did not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// As the ledger has it, and where it was tried last.
    pub address: String,
    pub tried: String,
    pub person: Option<i64>,
    pub partner: Option<i64>,
    pub why: Failure,
}

/// The groups that have a bulletin, each with its partner; at most so many, in a fixed order.
///
/// # Errors
/// The database's.
pub async fn groups_that_have_it(
    conn: &mut AnyConnection,
    bulletin: i64,
    most: i64,
) -> Result<Vec<(String, Option<i64>)>, sqlx::Error> {
    let found = sqlx::query(
        "select r.address, r.partner_id from recipient r join outbox o on o.id = r.outbox_id
         where r.bulletin_id = $1 and r.left_out is null and r.person_id is null
         and o.state in ('delivered', 'mailbox') order by r.partner_id, r.address limit $2",
    )
    .bind(bulletin)
    .bind(most)
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Those whom a bulletin did not reach and for whom nothing else was done, in a fixed order; at most so many.
///
/// # Errors
/// The database's.
pub async fn failed(conn: &mut AnyConnection, bulletin: i64, most: i64) -> Result<Vec<Failed>, sqlx::Error> {
    let found = sqlx::query(failed_where!("order by r.address limit $2")).bind(bulletin).bind(most);
    found.fetch_all(conn).await?.iter().map(read_failed).collect()
}

/// One of them, by the address that the ledger has.
///
/// # Errors
/// The database's.
pub async fn one_failed(conn: &mut AnyConnection, bulletin: i64, address: &str) -> Result<Option<Failed>, sqlx::Error> {
    let found = sqlx::query(failed_where!("and r.address = $2")).bind(bulletin).bind(address);
    found.fetch_optional(conn).await?.as_ref().map(read_failed).transpose()
}

fn read_failed(row: &AnyRow) -> Result<Failed, sqlx::Error> {
    let why = if let Fate::Failed(why) = fate_of(row, 4)? { why } else { Failure::Refused };
    Ok(Failed {
        address: row.try_get(0)?,
        tried: row.try_get(1)?,
        person: row.try_get(2)?,
        partner: row.try_get(3)?,
        why,
    })
}

/// When the first of a bulletin's messages goes that wait for a morning or a digest.
///
/// # Errors
/// The database's.
pub async fn next_due(conn: &mut AnyConnection, bulletin: i64) -> Result<Option<Millis>, sqlx::Error> {
    let found = sqlx::query(
        "select min(o.due_at) from recipient r join outbox o on o.id = r.outbox_id
         where r.bulletin_id = $1 and o.state = 'deferred'",
    )
    .bind(bulletin)
    .fetch_one(conn)
    .await?;
    found.try_get(0)
}

/// Of how many failures the agents were told; and that it is so many now.
///
/// # Errors
/// The database's.
pub async fn tell_failures(conn: &mut AnyConnection, bulletin: i64, failures: usize) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("update bulletin set failed_told = $2 where id = $1 and failed_told <> $2")
        .bind(bulletin)
        .bind(i64::try_from(failures).unwrap_or(i64::MAX))
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_of_a_message_has_its_place() {
        for (left_out, row, fate) in [
            (None, None, Fate::Waiting),
            (Some("muted"), None, Fate::LeftOut(LeftOut::Muted)),
            (Some("stopped"), None, Fate::Stopped),
            (None, Some(("delivered", Some("sent"))), Fate::Sent),
            (None, Some(("delivered", Some("perhaps_twice"))), Fate::PerhapsTwice),
            (None, Some(("delivered", Some("unknown"))), Fate::Unknown),
            (None, Some(("mailbox", None)), Fate::Sent),
            (None, Some(("queued", None)), Fate::Waiting),
            (None, Some(("sending", Some("unknown"))), Fate::Waiting),
            (None, Some(("deferred", None)), Fate::Later),
            (None, Some(("superseded", Some("superseded"))), Fate::Replaced),
            (None, Some(("withdrawn", Some("stopped"))), Fate::Stopped),
            (None, Some(("blocked", Some("no_chat"))), Fate::Failed(Failure::Blocked)),
            (None, Some(("dead", Some("expired"))), Fate::Failed(Failure::Expired)),
            (None, Some(("dead", Some("400: Bad Request"))), Fate::Failed(Failure::Refused)),
        ] {
            assert_eq!(Fate::of(left_out, row), fate, "{left_out:?} {row:?}");
        }
    }

    #[test]
    fn what_was_mended_is_still_a_failure() {
        let mut counts = Counts::default();
        counts.add(Fate::Failed(Failure::Blocked), true, true, 2);
        counts.add(Fate::Failed(Failure::Blocked), true, false, 1);
        counts.add(Fate::Sent, true, false, 4);
        counts.add(Fate::PerhapsTwice, false, false, 1);
        assert_eq!((counts.failures(), counts.unmended), (3, 1));
        assert_eq!((counts.groups, counts.people, counts.perhaps_twice), (4, 1, 1));
        assert!(!counts.is_open());
    }
}
