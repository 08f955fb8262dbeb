//! Settling: the ends of many attempts in one transaction, each with its lane's lease and count.

use std::collections::{HashMap, HashSet};

use sqlx::{Any, Row as _, Transaction, any::AnyRow};

use super::{
    Claimed, End, LaneRow, Settled,
    blocked::mark_blocked,
    conn, lock_lanes,
    migrated::{ensure_lanes, migrate},
};
use crate::{
    core::{chat::Millis, db::Store, rows},
    row,
};

/// What was settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// The rows whose end was written. Those whose lease was lost meanwhile are another holder's to settle.
    pub ids: Vec<i64>,
    /// How many rows reached nobody, so that others are to be told.
    pub unreached: usize,
    /// Lanes that were given back have something left to send.
    pub more: bool,
}

/// Writes the ends of attempts. A row whose lease was lost is left alone.
///
/// # Errors
/// The database's; then nothing was settled.
pub async fn settle(store: &Store, now: Millis, settled: &[Settled]) -> Result<Settlement, sqlx::Error> {
    if settled.is_empty() {
        return Ok(Settlement::default());
    }
    let mut tx = store.begin().await?;
    let mut addresses: Vec<String> = settled.iter().map(|one| one.claimed.address.clone()).collect();
    for one in settled {
        if let End::Migrated { to } = &one.end {
            ensure_lanes(&mut tx, now, &one.claimed.address, to).await?;
            addresses.push(to.to_string());
        }
    }
    let lanes: HashMap<(String, i64), LaneRow> = lock_lanes(&mut tx, store.kind, addresses)
        .await?
        .into_iter()
        .map(|lane| ((lane.address.clone(), lane.class), lane))
        .collect();
    let ours: Vec<&Settled> = settled.iter().filter(|one| is_held(&one.claimed, &lanes)).collect();
    write_rows(&mut tx, now, &ours).await?;
    let more = write_lanes(&mut tx, now, &ours, &lanes).await?;
    let mut living = rows::Saving::new(conn(&mut tx));
    write_living(&mut living, &ours).await?;
    living.finish().await?;
    forget(&mut tx, &ours).await?;
    let mut unreached = 0;
    let mut done = HashSet::new();
    for one in &ours {
        match &one.end {
            End::Blocked if done.insert(one.claimed.address.as_str()) => {
                unreached += mark_blocked(&mut tx, now, &one.claimed.address, one.claimed.person_id).await?;
            }
            End::Migrated { to } => migrate(&mut tx, &one.claimed, to).await?,
            End::Blocked
            | End::Delivered { .. }
            | End::Retry { .. }
            | End::Postponed { .. }
            | End::Unknown { .. }
            | End::ThreadGone { .. }
            | End::MessageGone { .. }
            | End::Dead { .. } => {}
        }
    }
    tx.commit().await?;
    Ok(Settlement { ids: ours.iter().map(|one| one.claimed.id).collect(), unreached, more })
}

fn is_held(claimed: &Claimed, lanes: &HashMap<(String, i64), LaneRow>) -> bool {
    lanes
        .get(&(claimed.address.clone(), claimed.class))
        .is_some_and(|lane| lane.lease_holder == claimed.holder && lane.lease_until == claimed.lease_until)
}

/// How a row stands after its attempt. What is blocked goes back into its lane here, and leaves it with the others.
fn row_after(now: Millis, one: &Settled) -> rows::Row {
    let claimed = &one.claimed;
    let doubt = doubt_word(claimed.doubts).map(str::to_owned);
    let (attempts, open) = (claimed.attempts, None::<i64>);
    match &one.end {
        End::Delivered { external_id, landed } => {
            row![claimed.id, "delivered", external_id.clone(), landed.word().to_owned(), now, attempts]
        }
        End::Retry { .. } | End::ThreadGone { .. } | End::MessageGone { .. } | End::Migrated { .. } | End::Blocked => {
            row![claimed.id, "queued", None::<String>, doubt, open, attempts]
        }
        End::Postponed { .. } => {
            let state = if claimed.cut_off { "sending" } else { "queued" };
            row![claimed.id, state, None::<String>, doubt, open, attempts - 1]
        }
        End::Unknown { doubts, .. } => {
            row![claimed.id, "sending", None::<String>, doubt_word(*doubts).map(str::to_owned), open, attempts]
        }
        End::Dead { reason } => row![claimed.id, "dead", None::<String>, reason.clone(), now, attempts],
    }
}

/// The word for unknown outcomes in `outbox.outcome` while a row is open.
fn doubt_word(doubts: u32) -> Option<&'static str> {
    match doubts {
        0 => None,
        1 => Some("unknown"),
        _ => Some("unknown_again"),
    }
}

/// The reverse of [`doubt_word`].
pub(super) fn doubts_of(outcome: &str) -> u32 {
    match outcome {
        "unknown" => 1,
        "unknown_again" => 2,
        _ => 0,
    }
}

const WRITE_ENDS: &str = "update outbox set state = v.column2,
    external_id = coalesce(v.column3, outbox.external_id), outcome = v.column4, settled_at = v.column5,
    attempts = v.column6 from (values";
const ENDS_BY_ID: &str = ") as v where outbox.id = v.column1";

async fn write_rows(tx: &mut Transaction<'static, Any>, now: Millis, ours: &[&Settled]) -> Result<(), sqlx::Error> {
    let ends = ours.iter().map(|one| row_after(now, one)).collect();
    rows::write(conn(tx), WRITE_ENDS, ends, ENDS_BY_ID).await?;
    Ok(())
}

/// Gives the lanes back: from when they may send again, and one row less where one has come to its end. Returns
/// whether any has something left.
async fn write_lanes(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    ours: &[&Settled],
    lanes: &HashMap<(String, i64), LaneRow>,
) -> Result<bool, sqlx::Error> {
    let writes = ours
        .iter()
        .map(|one| {
            let (address, class) = (&one.claimed.address, one.claimed.class);
            let (not_before, ended) = match &one.end {
                End::Delivered { .. } | End::Dead { .. } => (now, 1),
                End::Blocked | End::Migrated { .. } => (now, 0),
                End::Retry { due }
                | End::Postponed { due }
                | End::Unknown { due, .. }
                | End::ThreadGone { due }
                | End::MessageGone { due } => (*due, 0),
            };
            let earliest = lanes.get(&(address.clone(), class)).map_or(0, |lane| lane.not_before);
            row![address.as_str(), class, not_before.max(earliest), ended]
        })
        .collect();
    let left = rows::write_returning(
        conn(tx),
        "update lane set not_before = v.column3, pending = pending - v.column4, lease_until = 0, lease_holder = ''
         from (values",
        writes,
        ") as v where lane.address = v.column1 and lane.class = v.column2 returning lane.pending",
    )
    .await?;
    has_more(&left)
}

/// Whether any of these rows tells of something that is left.
fn has_more(left: &[AnyRow]) -> Result<bool, sqlx::Error> {
    for row in left {
        if row.try_get::<i64, _>(0)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the ends of attempts that arrived, within a transaction that goes on to fill lanes. A row
/// whose lease was lost is left alone. Returns whether their lanes have something left. On SQLite alone: nobody else
/// writes between its statements.
///
/// # Errors
/// The database's.
pub(in crate::core) async fn settle_arrived(
    saving: &mut rows::Saving<'_>,
    now: Millis,
    settled: &[Settled],
) -> Result<bool, sqlx::Error> {
    let leases = settled
        .iter()
        .map(|Settled { claimed, .. }| {
            row![claimed.address.as_str(), claimed.class, claimed.holder.as_str(), claimed.lease_until]
        })
        .collect();
    let leased = saving
        .read_by(
            "select l.pending, l.address, l.class from lane l join (values",
            leases,
            ") as v on l.address = v.column1 and l.class = v.column2 and l.lease_holder = v.column3
         and l.lease_until = v.column4",
        )
        .await?;
    let mut ours: HashSet<(String, i64)> = HashSet::with_capacity(leased.len());
    let mut more = false;
    for row in &leased {
        more |= row.try_get::<i64>(0)? > 1;
        ours.insert((row.try_get(1)?, row.try_get(2)?));
    }
    let freed = ours.iter().map(|(address, class)| row![address.as_str(), *class]).collect();
    saving
        .write(
            "update lane set pending = pending - 1, lease_until = 0, lease_holder = '' from (values",
            freed,
            ") as v where lane.address = v.column1 and lane.class = v.column2",
        )
        .await?;
    let is_ours = |one: &&Settled| ours.contains(&(one.claimed.address.clone(), one.claimed.class));
    let ours: Vec<&Settled> = settled.iter().filter(is_ours).collect();
    let ends = ours.iter().map(|one| row_after(now, one)).collect();
    saving.write(WRITE_ENDS, ends, ENDS_BY_ID).await?;
    write_living(saving, &ours).await?;
    Ok(more)
}

/// Remembers which message now stands for a slot.
async fn write_living(saving: &mut rows::Saving<'_>, ours: &[&Settled]) -> Result<(), sqlx::Error> {
    let mut writes: HashMap<(&str, &str), &str> = HashMap::new();
    for one in ours {
        if let (End::Delivered { external_id: Some(id), .. }, Some(slot)) = (&one.end, &one.claimed.slot) {
            writes.insert((one.claimed.address.as_str(), slot.as_str()), id.as_str());
        }
    }
    saving
        .write(
            "insert into living (address, slot, external_id) values",
            writes.into_iter().map(|((address, slot), id)| row![address, slot, id]).collect(),
            "on conflict (address, slot) do update set external_id = excluded.external_id",
        )
        .await?;
    Ok(())
}

/// Forgets threads and messages that the platform has lost, unless others have taken their place.
async fn forget(tx: &mut Transaction<'static, Any>, ours: &[&Settled]) -> Result<(), sqlx::Error> {
    for one in ours {
        let claimed = &one.claimed;
        if let (End::ThreadGone { .. }, Some(ticket), Some(gone)) = (&one.end, claimed.ticket_id, &claimed.thread) {
            sqlx::query("delete from thread where ticket_id = $1 and address = $2 and external_id = $3")
                .bind(ticket)
                .bind(&claimed.address)
                .bind(gone)
                .execute(conn(tx))
                .await?;
        }
        if let (End::MessageGone { .. }, Some(slot), Some(gone)) = (&one.end, &claimed.slot, &claimed.living) {
            sqlx::query("delete from living where address = $1 and slot = $2 and external_id = $3")
                .bind(&claimed.address)
                .bind(slot)
                .bind(gone)
                .execute(conn(tx))
                .await?;
        }
    }
    Ok(())
}
