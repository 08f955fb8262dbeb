//! Groups that were bound to a purpose.

use std::collections::BTreeSet;

use sqlx::AnyConnection;

use super::{chat::Millis, overlay::Overlay, rows};
use crate::text::locale::Locale;

/// A bound group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub address: String,
    /// agents | partner | managers | announcements | watchers
    pub purpose: String,
    pub partner_id: Option<i64>,
    pub locale: Locale,
    pub notify: RoomNotify,
    /// Of an agents' room: the tickets that come here; all where nothing is named.
    pub tier: Option<i64>,
    /// Of a watchers' group: the key of its `[[watcher]]`, who is told of certain categories (WS-2, WS-f).
    pub system: Option<String>,
}

impl Room {
    /// Whether a ticket of this tier and system comes here.
    #[must_use]
    pub fn takes(&self, tier: i64, system: &str) -> bool {
        self.tier.is_none_or(|own| own == tier) && self.system.as_deref().is_none_or(|own| own == system)
    }
}

crate::closed_set! {
    /// The news that a group wants; its living cards and lines come in any case.
    RoomNotify {
        All = "all",
        /// Of the tickets that were worked on there.
        Mine = "mine",
        None = "none",
    }
}

/// Loads rooms by address.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    addresses: &[String],
    rooms: &mut Overlay<String, Room>,
) -> Result<(), sqlx::Error> {
    let addresses = rooms.unknown(addresses.iter().cloned());
    let found = rows::read_in(
        conn,
        "select address, purpose, partner_id, locale, notify, tier, system_key from room where address in",
        &addresses,
        "",
    )
    .await?;
    for row in found {
        let room = read(row)?;
        rooms.loaded(room.address.clone(), room);
    }
    rooms.looked_for(addresses);
    Ok(())
}

/// The rooms of agents and managers, all partners' groups, and those of watchers.
///
/// # Errors
/// The database's.
pub async fn audiences(conn: &mut AnyConnection) -> Result<Vec<Room>, sqlx::Error> {
    let found = sqlx::query(
        "select address, purpose, partner_id, locale, notify, tier, system_key from room
         where purpose in ('agents', 'partner', 'managers', 'watchers')
         and gone_at is null order by address",
    )
    .fetch_all(conn)
    .await?;
    found.into_iter().map(read).collect()
}

/// The rooms of agents and managers.
///
/// # Errors
/// The database's.
pub async fn of_the_desk(conn: &mut AnyConnection) -> Result<Vec<Room>, sqlx::Error> {
    let found = sqlx::query(
        "select address, purpose, partner_id, locale, notify, tier, system_key from room
         where purpose in ('agents', 'managers')
         and gone_at is null order by address",
    )
    .fetch_all(conn)
    .await?;
    found.into_iter().map(read).collect()
}

/// The addresses of all rooms, each with what it is for.
///
/// # Errors
/// The database's.
pub async fn bound(conn: &mut AnyConnection) -> Result<Vec<(String, String)>, sqlx::Error> {
    let found = sqlx::query("select address, purpose from room where gone_at is null order by address");
    let read = |row: rows::Found| Ok((row.try_get(0)?, row.try_get(1)?));
    found.fetch_all(conn).await?.into_iter().map(rows::Found::from).map(read).collect()
}

/// Those of these addresses that are no group to be told any more: unbound, or gone.
///
/// # Errors
/// The database's.
pub async fn not_told(conn: &mut AnyConnection, addresses: &[String]) -> Result<BTreeSet<String>, sqlx::Error> {
    let head =
        "select address from room where gone_at is null and purpose in ('partner', 'announcements') and address in";
    let mut missing: BTreeSet<String> = addresses.iter().cloned().collect();
    for row in rows::read_in(conn, head, addresses, "").await? {
        missing.remove(&row.try_get::<String>(0)?);
    }
    Ok(missing)
}

fn read(row: impl Into<rows::Found>) -> Result<Room, sqlx::Error> {
    let row = row.into();
    Ok(Room {
        address: row.try_get(0)?,
        purpose: row.try_get(1)?,
        partner_id: row.try_get(2)?,
        locale: row.try_get::<String>(3)?.parse().unwrap_or(Locale::Pt),
        notify: RoomNotify::from_word(&row.try_get::<String>(4)?).unwrap_or(RoomNotify::All),
        tier: row.try_get(5)?,
        system: row.try_get(6)?,
    })
}

/// Binds a group; one that is bound already gets the new purpose.
///
/// # Errors
/// The database's.
pub async fn bind(conn: &mut AnyConnection, room: &Room) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into room (address, purpose, partner_id, locale, notify, tier, system_key)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (address) do update set purpose = excluded.purpose, partner_id = excluded.partner_id,
         locale = excluded.locale, notify = excluded.notify, tier = excluded.tier, system_key = excluded.system_key,
         gone_at = null",
    )
    .bind(room.address.as_str())
    .bind(room.purpose.as_str())
    .bind(room.partner_id)
    .bind(room.locale.code())
    .bind(room.notify.word())
    .bind(room.tier)
    .bind(room.system.as_deref())
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes since when a group takes nothing any more, or that it takes messages again. Returns whether that is new.
///
/// # Errors
/// The database's.
pub async fn is_gone(conn: &mut AnyConnection, address: &str, since: Option<Millis>) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query(
        "update room set gone_at = $2 where address = $1 and (case when gone_at is null then 0 else 1 end) <> $3",
    )
    .bind(address)
    .bind(since)
    .bind(i64::from(since.is_some()))
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Whether anything was ever said in a chat.
///
/// # Errors
/// The database's.
pub async fn was_spoken_in(conn: &mut AnyConnection, address: &str) -> Result<bool, sqlx::Error> {
    let found = sqlx::query("select 1 from outbox where address = $1 and class = 0 and seq > 0 limit 1")
        .bind(address)
        .fetch_optional(conn)
        .await?;
    Ok(found.is_some())
}

/// Whether somebody has worked on a ticket in a group, or in the one that it was before it moved.
///
/// # Errors
/// The database's.
pub async fn has_worked_on(conn: &mut AnyConnection, address: &str, ticket: i64) -> Result<bool, sqlx::Error> {
    let found = sqlx::query(
        "select 1 from inbox where place = $2
         and address in (select $1 union all select address from moved where to_address = $1) limit 1",
    )
    .bind(address)
    .bind(format!("ticket:{ticket}"))
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}
