//! The outbox from its other end: which rows are next, and what became of them. SQL only; it knows no platform,
//! sends nothing, and does not decide what follows from a failure (that is the relay's one table).
//!
//! Two transactions a message, and none while the network is used: [`claim`] leases lanes and commits the attempt,
//! [`settle`] writes its end. Both may be the desk's own ([`Express`]). A row that is still `sending` when its lane is claimed was lost on the way between
//! the two, and nobody knows whether it was sent.

mod blocked;
mod claim;
mod express;
mod lately;
mod migrated;
mod rooms;
mod settle;
mod unreached;
mod withdraw;

use sqlx::{Any, AnyConnection, Transaction};

pub use self::{
    blocked::shut_out,
    claim::{Admission, NextDue, Wanted, claim, next_due},
    express::{Express, ShortWay},
    lately::{Gone, lately},
    migrated::{move_chat, moved},
    rooms::{Carrying, Whereabouts, carrying, newest_card, remember_card, remember_thread, remember_title},
    settle::{Settlement, settle},
    unreached::{Lost, Unreached, take_unreached, unreached},
    withdraw::withdraw,
};
pub(in crate::core) use self::{express::Arrived, settle::settle_arrived};
use super::{
    chat::{Address, Message, Millis},
    db::{Kind, Store},
    rows,
};

/// How long a claimed lane is held, in milliseconds; every send must have ended before.
pub const LEASE_MS: Millis = 120_000;

/// The head of a lane, claimed: its attempt is committed.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub id: i64,
    pub address: String,
    /// 0 reply, 1 notice, 2 broadcast.
    pub class: i64,
    pub seq: i64,
    pub platform: String,
    pub person_id: Option<i64>,
    pub ticket_id: Option<i64>,
    pub in_thread: bool,
    pub slot: Option<String>,
    /// `None` where the stored text cannot be read.
    pub message: Option<Message>,
    /// Attempts with this one.
    pub attempts: i64,
    /// Since when it is to be sent.
    pub due_at: Millis,
    /// An earlier attempt was cut off: it may have been sent.
    pub cut_off: bool,
    /// How many attempts ended with an unknown outcome that is still unknown.
    pub doubts: u32,
    /// The message that stands for the slot.
    pub living: Option<String>,
    /// The message that stands for the ticket's card in this room, to be answered.
    pub card: Option<String>,
    /// The ticket's thread in this room, and what it is called.
    pub thread: Option<String>,
    pub title: Option<String>,
    /// The ticket's reference, to open a thread under it.
    pub reference: Option<String>,
    /// What the lease was taken with; another value means that it was lost.
    pub holder: String,
    pub lease_until: Millis,
}

#[cfg(test)]
impl Default for Claimed {
    /// A reply that is sent for the first time.
    fn default() -> Self {
        Self {
            id: 1,
            address: "x:bot:1".into(),
            class: 0,
            seq: 1,
            platform: "x".into(),
            person_id: None,
            ticket_id: None,
            in_thread: false,
            slot: None,
            message: Some(Message::default()),
            attempts: 1,
            due_at: 0,
            cut_off: false,
            doubts: 0,
            living: None,
            card: None,
            thread: None,
            title: None,
            reference: None,
            holder: String::new(),
            lease_until: 0,
        }
    }
}

impl Claimed {
    /// The same for each attempt at this row: its id to the base 36, at most 13 characters.
    #[must_use]
    pub fn nonce(&self) -> String {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut rest = self.id.unsigned_abs();
        let mut digits = Vec::new();
        loop {
            digits.push(char::from(DIGITS[usize::try_from(rest % 36).unwrap_or(0)]));
            rest /= 36;
            if rest == 0 {
                return digits.into_iter().rev().collect();
            }
        }
    }
}

/// How an attempt ended, and what is to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Delivered {
        external_id: Option<String>,
        landed: Landed,
    },
    /// Surely not sent; again at `due`.
    Retry {
        due: Millis,
    },
    /// Nothing was tried after all: the attempt does not count.
    Postponed {
        due: Millis,
    },
    /// Perhaps sent; to be looked into at `due`. `doubts` counts this attempt.
    Unknown {
        due: Millis,
        doubts: u32,
    },
    /// The chat lives on under another address; what waits goes there.
    Migrated {
        to: Address,
    },
    /// The thread is forgotten; the next attempt opens another.
    ThreadGone {
        due: Millis,
    },
    /// The message to edit is forgotten; the next attempt sends anew.
    MessageGone {
        due: Millis,
    },
    Blocked,
    Dead {
        reason: String,
    },
}

/// How sure it is that a message arrived, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    Once,
    /// It was sent again after an attempt whose outcome nobody could tell.
    PerhapsTwice,
    /// Nobody could tell of any attempt.
    Perhaps,
}

impl Landed {
    /// The word in `outbox.outcome`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Once => "sent",
            Self::PerhapsTwice => "perhaps_twice",
            Self::Perhaps => "unknown",
        }
    }
}

/// A claimed row with the end of its attempt.
#[derive(Clone, Debug)]
pub struct Settled {
    pub claimed: Claimed,
    pub end: End,
}

/// Ends the leases of holders whose name begins so; all of them for "". For the start of the only process.
///
/// # Errors
/// The database's.
pub async fn free_leases(store: &Store, holder_prefix: &str) -> Result<u64, sqlx::Error> {
    let mut tx = store.begin().await?;
    let done = sqlx::query(
        "update lane set lease_until = 0, lease_holder = ''
         where lease_until > 0 and substr(lease_holder, 1, length($1)) = $1",
    )
    .bind(holder_prefix)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// A lane as it stands under its lock.
#[derive(Clone, Debug)]
struct LaneRow {
    address: String,
    class: i64,
    not_before: Millis,
    lease_until: Millis,
    lease_holder: String,
}

/// Locks all lanes of these addresses, in the one order in which the desk raises them too.
async fn lock_lanes(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    mut addresses: Vec<String>,
) -> Result<Vec<LaneRow>, sqlx::Error> {
    addresses.sort();
    addresses.dedup();
    let head = "select address, class, not_before, lease_until, lease_holder from lane where address in";
    let tail = match kind {
        Kind::Sqlite => "",
        Kind::Postgres => "order by address collate \"C\", class for update",
    };
    let found = rows::read_in(conn(tx), head, &addresses, tail).await?;
    let read = |row: &rows::Found| {
        Ok(LaneRow {
            address: row.try_get(0)?,
            class: row.try_get(1)?,
            not_before: row.try_get(2)?,
            lease_until: row.try_get(3)?,
            lease_holder: row.try_get(4)?,
        })
    };
    found.iter().map(read).collect()
}

fn conn<'c>(tx: &'c mut Transaction<'static, Any>) -> &'c mut AnyConnection {
    &mut *tx
}
