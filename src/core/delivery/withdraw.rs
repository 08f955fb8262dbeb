//! Messages that are not wanted any more: what was surely never sent is taken out of its lane. What is being sent, or may
//! have been, comes to its own end.

use std::collections::BTreeMap;

use sqlx::{Any, Transaction};

use super::{conn, lock_lanes};
use crate::{
    core::{chat::Millis, db::Kind, rows},
    row,
};

/// Withdraws messages, by the ids of their rows. Returns how many were.
///
/// # Errors
/// The database's.
pub async fn withdraw(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    now: Millis,
    ids: &[i64],
) -> Result<usize, sqlx::Error> {
    let mut addresses = Vec::with_capacity(ids.len());
    for row in rows::read_in(conn(tx), "select distinct address from outbox where id in", ids, "").await? {
        addresses.push(row.try_get(0)?);
    }
    // Whoever claims a lane holds it until the attempt is committed: what is still queued then was not sent.
    lock_lanes(tx, kind, addresses).await?;
    let mut counts: BTreeMap<(String, i64), i64> = BTreeMap::new();
    let mut unsent = Vec::new();
    let open = "select id, address, class, state from outbox
         where outcome is null and state in ('queued', 'deferred') and id in";
    for row in rows::read_in(conn(tx), open, ids, "").await? {
        unsent.push(row![row.try_get::<i64>(0)?, now]);
        if row.try_get::<String>(3)? == "queued" {
            *counts.entry((row.try_get(1)?, row.try_get(2)?)).or_default() += 1;
        }
    }
    let withdrawn = rows::write(
        conn(tx),
        "update outbox set state = 'withdrawn', outcome = 'stopped', settled_at = v.column2 from (values",
        unsent,
        ") as v where outbox.id = v.column1 and outbox.state in ('queued', 'deferred')",
    )
    .await?;
    rows::write(
        conn(tx),
        "update lane set pending = pending - v.column3 from (values",
        counts.into_iter().map(|((address, class), count)| row![address, class, count]).collect(),
        ") as v where lane.address = v.column1 and lane.class = v.column2",
    )
    .await?;
    Ok(withdrawn)
}
