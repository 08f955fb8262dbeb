//! A chat that lives on under another address: what is bound to it, and what waits for it, goes there.
//!
//! Each lane moves when its own head learns of it, so that nothing in flight is overtaken. In the new lane the rows
//! of both stand by their age; each lane's own order is kept.

use sqlx::{Any, Row as _, Transaction};

use super::{Claimed, conn};
use crate::{
    core::{
        chat::{Address, Millis},
        rows,
    },
    row,
};

/// Makes the lane that rows will move to, before any lane is locked.
pub(super) async fn ensure_lane(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    to: &Address,
    class: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until, lease_holder)
         values ($1, $2, $3, 0, 0, $4, 0, '') on conflict (address, class) do nothing",
    )
    .bind(to.to_string())
    .bind(class)
    .bind(&to.platform)
    .bind(now)
    .execute(conn(tx))
    .await?;
    Ok(())
}

/// Moves the lane of `claimed` to another address, and what is bound to the chat with it. Both lanes are locked.
pub(super) async fn migrate(
    tx: &mut Transaction<'static, Any>,
    claimed: &Claimed,
    to: &Address,
) -> Result<(), sqlx::Error> {
    let (from, new) = (claimed.address.as_str(), to.to_string());
    if from == new {
        return Ok(());
    }
    rebind(tx, from, &new).await?;
    sqlx::query("update outbox set address = $2, platform = $3 where state = 'deferred' and address = $1")
        .bind(from)
        .bind(&new)
        .bind(&to.platform)
        .execute(conn(tx))
        .await?;
    move_lane(tx, claimed, &new, &to.platform).await
}

/// What names the chat names the new one; where that is bound already, it stays as it is.
async fn rebind(tx: &mut Transaction<'static, Any>, from: &str, to: &str) -> Result<(), sqlx::Error> {
    sqlx::query("update contact set address = $2 where address = $1").bind(from).bind(to).execute(conn(tx)).await?;
    for copy in [
        "insert into room (address, purpose, partner_id, locale, notify)
         select $2, purpose, partner_id, locale, notify from room where address = $1 on conflict (address) do nothing",
        "insert into thread (ticket_id, address, external_id)
         select ticket_id, $2, external_id from thread where address = $1 on conflict (ticket_id, address) do nothing",
        "insert into living (address, slot, external_id)
         select $2, slot, external_id from living where address = $1 on conflict (address, slot) do nothing",
    ] {
        sqlx::query(copy).bind(from).bind(to).execute(conn(tx)).await?;
    }
    for delete in [
        "delete from room where address = $1",
        "delete from thread where address = $1",
        "delete from living where address = $1",
    ] {
        sqlx::query(delete).bind(from).execute(conn(tx)).await?;
    }
    Ok(())
}

/// When a row was written, and its id, which tells rows of one moment apart.
type Aged = (Millis, i64);

async fn move_lane(
    tx: &mut Transaction<'static, Any>,
    claimed: &Claimed,
    to: &str,
    platform: &str,
) -> Result<(), sqlx::Error> {
    let class = claimed.class;
    let moved = queued(tx, &claimed.address, class).await?;
    let there = queued(tx, to, class).await?;
    let count = i64::try_from(moved.len()).unwrap_or(i64::MAX);
    let order = merge(&moved, &there);
    let places = i64::try_from(order.len()).unwrap_or(i64::MAX);
    let last: i64 = sqlx::query(
        "update lane set last_seq = last_seq + $3, pending = pending + $4 where address = $1 and class = $2
         returning last_seq",
    )
    .bind(to)
    .bind(class)
    .bind(places)
    .bind(count)
    .fetch_one(conn(tx))
    .await?
    .try_get(0)?;
    let writes = (last - places + 1..).zip(order).map(|(seq, id)| row![id, to, platform, seq]).collect();
    rows::write(
        conn(tx),
        "update outbox set address = v.column2, platform = v.column3, seq = v.column4 from (values",
        writes,
        ") as v where outbox.id = v.column1",
    )
    .await?;
    sqlx::query("update lane set pending = pending - $3 where address = $1 and class = $2")
        .bind(&claimed.address)
        .bind(class)
        .bind(count)
        .execute(conn(tx))
        .await?;
    Ok(())
}

/// The rows of a lane that are not in flight; the migrated one is among them again. The first condition on
/// the state is the index's.
async fn queued(tx: &mut Transaction<'static, Any>, address: &str, class: i64) -> Result<Vec<Aged>, sqlx::Error> {
    let found = sqlx::query(
        "select created_at, id from outbox where address = $1 and class = $2
         and state in ('queued', 'sending') and state <> 'sending' order by seq",
    )
    .bind(address)
    .bind(class)
    .fetch_all(conn(tx))
    .await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Both lanes as one, the older head first.
fn merge(moved: &[Aged], there: &[Aged]) -> Vec<i64> {
    let (mut moved, mut there) = (moved.iter().peekable(), there.iter().peekable());
    let mut order = Vec::new();
    loop {
        let next = match (moved.peek(), there.peek()) {
            (Some(one), Some(other)) if other < one => there.next(),
            (Some(_), _) => moved.next(),
            (None, _) => there.next(),
        };
        match next {
            Some((_, id)) => order.push(*id),
            None => return order,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_merged_by_age_and_keep_their_own_order() {
        let order = merge(&[(10, 1), (5, 2), (30, 3)], &[(9, 7), (10, 8), (30, 0), (40, 9)]);
        assert_eq!(order, [7, 1, 2, 8, 0, 3, 9]);
    }
}
