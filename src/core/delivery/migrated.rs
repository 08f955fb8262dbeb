//! A chat that lives on under another address: what is bound to it, and what waits for it, goes there.
//!
//! It is heard from the platform itself (`move_chat`) or as the answer to an attempt (`migrate`), in either order and at
//! once. A lane with a head in flight moves when that one learns of it, so that nothing in flight is overtaken. In
//! the new lane the rows of both stand by their age; each lane's own order is kept.

use std::collections::HashMap;

use sqlx::{Any, AnyConnection, Row as _, Transaction};

use super::{Claimed, conn, lock_lanes};
use crate::{
    core::{
        announce::{ledger, seen},
        chat::{Address, Millis},
        db::Kind,
        rows,
    },
    row,
};

/// Makes the lanes that rows will move to, before any lane is locked.
pub(super) async fn ensure_lanes(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    from: &str,
    to: &Address,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until, lease_holder)
         select $2, class, $3, 0, 0, $4, 0, '' from lane where address = $1 on conflict (address, class) do nothing",
    )
    .bind(from)
    .bind(to.to_string())
    .bind(&to.platform)
    .bind(now)
    .execute(conn(tx))
    .await?;
    Ok(())
}

/// A platform says that a chat lives on under another address. The same afterwards, however often and from wherever it
/// is heard. A lane whose head is in flight moves when that one comes to its end.
///
/// # Errors
/// The database's.
pub async fn move_chat(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    now: Millis,
    from: &str,
    to: &Address,
) -> Result<(), sqlx::Error> {
    let new = to.to_string();
    if from == new {
        return Ok(());
    }
    ensure_lanes(tx, now, from, to).await?;
    let lanes = lock_lanes(tx, kind, vec![from.to_owned(), new]).await?;
    move_all(tx, from, to).await?;
    for lane in lanes.iter().filter(|lane| lane.address == from && lane.lease_until <= now) {
        move_lane(tx, (from, lane.class), to).await?;
    }
    Ok(())
}

/// Moves the lane of `claimed` to another address, and all that is bound to the chat with it. The lanes of both are
/// locked.
pub(super) async fn migrate(
    tx: &mut Transaction<'static, Any>,
    claimed: &Claimed,
    to: &Address,
) -> Result<(), sqlx::Error> {
    if claimed.address == to.to_string() {
        return Ok(());
    }
    move_all(tx, &claimed.address, to).await?;
    move_lane(tx, (&claimed.address, claimed.class), to).await
}

/// What names the chat names the new one; where something stands there already, it stays as it is. What was delivered
/// keeps its address, and what stood for a slot or a thread is forgotten: a platform's ids of messages may mean others in
/// the new chat, and an edit would write over one of them.
async fn move_all(tx: &mut Transaction<'static, Any>, from: &str, to: &Address) -> Result<(), sqlx::Error> {
    let new = to.to_string();
    for statement in [
        "insert into moved (address, to_address) values ($1, $2)
         on conflict (address) do update set to_address = excluded.to_address",
        // Whoever was told of a chat that moved on once more is led to the end at once.
        "update moved set to_address = $2 where to_address = $1",
        "update contact set address = $2 where address = $1",
        "update timer set address = $2 where address = $1",
        "update prompt set address = $2 where address = $1",
        "update room set address = $2 where address = $1 and not exists (select 1 from room r where r.address = $2)",
    ] {
        sqlx::query(statement).bind(from).bind(&new).execute(conn(tx)).await?;
    }
    for delete in [
        "delete from room where address = $1",
        "delete from thread where address = $1",
        "delete from living where address = $1",
    ] {
        sqlx::query(delete).bind(from).execute(conn(tx)).await?;
    }
    sqlx::query("delete from moved where address = to_address").execute(conn(tx)).await?;
    sqlx::query("update outbox set address = $2, platform = $3 where state = 'deferred' and address = $1")
        .bind(from)
        .bind(&new)
        .bind(&to.platform)
        .execute(conn(tx))
        .await?;
    ledger::move_chat(conn(tx), from, &new).await?;
    seen::follows(conn(tx), from, &new).await?;
    rekey(tx, &format!("{from}|"), &format!("{new}|")).await
}

/// Rows whose key begins with the chat's address.
async fn rekey(tx: &mut Transaction<'static, Any>, from: &str, to: &str) -> Result<(), sqlx::Error> {
    for statement in [
        "update session set session_key = $2 || substr(session_key, length($1) + 1)
         where substr(session_key, 1, length($1)) = $1 and not exists
         (select 1 from session s where s.session_key = $2 || substr(session.session_key, length($1) + 1))",
        "update listing set session_key = $2 || substr(session_key, length($1) + 1)
         where substr(session_key, 1, length($1)) = $1 and not exists
         (select 1 from listing l where l.session_key = $2 || substr(listing.session_key, length($1) + 1))",
        "update album set album_key = $2 || substr(album_key, length($1) + 1)
         where substr(album_key, 1, length($1)) = $1 and not exists
         (select 1 from album a where a.album_key = $2 || substr(album.album_key, length($1) + 1))",
    ] {
        sqlx::query(statement).bind(from).bind(to).execute(conn(tx)).await?;
    }
    for delete in [
        "delete from session where substr(session_key, 1, length($1)) = $1",
        "delete from listing where substr(session_key, 1, length($1)) = $1",
        "delete from album where substr(album_key, 1, length($1)) = $1",
    ] {
        sqlx::query(delete).bind(from).execute(conn(tx)).await?;
    }
    Ok(())
}

/// Where chats that have moved live now, by the old address.
///
/// # Errors
/// The database's.
pub async fn moved(conn: &mut AnyConnection, addresses: &[String]) -> Result<HashMap<String, Address>, sqlx::Error> {
    let found = rows::read_in(conn, "select address, to_address from moved where address in", addresses, "").await?;
    let mut moved = HashMap::new();
    for row in found {
        if let Ok(to) = row.try_get::<String>(1)?.parse() {
            moved.insert(row.try_get(0)?, to);
        }
    }
    Ok(moved)
}

/// When a row was written, and its id, which tells rows of one moment apart.
type Aged = (Millis, i64);

async fn move_lane(
    tx: &mut Transaction<'static, Any>,
    (from, class): (&str, i64),
    to: &Address,
) -> Result<(), sqlx::Error> {
    let (platform, to) = (to.platform.as_str(), to.to_string());
    let to = to.as_str();
    let moved = queued(tx, from, class).await?;
    if moved.is_empty() {
        return Ok(());
    }
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
        .bind(from)
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
