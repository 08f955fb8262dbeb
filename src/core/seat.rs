//! Sign-ins of the web chat. A token is bound to one conversation; only its hash is kept.

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{
    chat::{Address, Millis},
    contact,
    unit::Unit,
};

/// The platform and account of the web chat's addresses.
const PLATFORM: &str = "web";
const ACCOUNT: &str = "balcao";
/// A sign-in that nobody used for so long has ended: 180 days.
const KEPT_MS: Millis = 180 * 24 * 3600 * 1000;
/// The most sign-ins that somebody has opened from others: more than anybody has devices, times conversations.
const OPENED: i64 = 100;

/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    pub address: String,
    pub user_key: String,
    /// When it was used last, to the day; 0 where that is not known.
    pub used_at: Millis,
}

/// The address of a conversation of the web chat.
#[must_use]
pub fn address(chat: &str) -> Address {
    Address::new(PLATFORM, ACCOUNT, chat)
}

/// The contact of an account of the web chat.
#[must_use]
pub fn contact_key(user_key: &str) -> String {
    contact::key(&address(""), user_key)
}

/// The hash under which a token is kept.
#[must_use]
pub fn hash(token: &str) -> String {
    crate::text::hex(&Sha256::digest(format!("balcao seat {token}")))
}

fn read(row: &AnyRow) -> Result<SeatRow, sqlx::Error> {
    Ok(SeatRow { address: row.try_get(0)?, user_key: row.try_get(1)?, used_at: row.try_get(2)? })
}

/// The seat of a token, unless nobody used it for too long.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, now: Millis, token_hash: &str) -> Result<Option<SeatRow>, sqlx::Error> {
    let row = sqlx::query(
        "select address, user_key, used_at from web_session where token_hash = $1 and (used_at = 0 or used_at > $2)",
    )
    .bind(token_hash)
    .bind(now - KEPT_MS)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// The seat that a token already got for this code, so that a repeated request finds its first outcome.
///
/// # Errors
/// The database's.
pub async fn of_code(
    conn: &mut AnyConnection,
    token_hash: &str,
    code_hash: &str,
) -> Result<Option<SeatRow>, sqlx::Error> {
    let row =
        sqlx::query("select address, user_key, used_at from web_session where token_hash = $1 and code_hash = $2")
            .bind(token_hash)
            .bind(code_hash)
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps a sign-in. One that was opened from another has an empty `code_hash`.
///
/// # Errors
/// The database's.
pub async fn create(
    conn: &mut AnyConnection,
    now: Millis,
    token_hash: &str,
    code_hash: &str,
    seat: &SeatRow,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into web_session (token_hash, address, user_key, code_hash, created_at, used_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(token_hash)
    .bind(seat.address.as_str())
    .bind(seat.user_key.as_str())
    .bind(code_hash)
    .bind(now)
    .bind(seat.used_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the oldest of the sign-ins that somebody opened from others, where those are too many; returns the hashes of
/// their tokens.
///
/// # Errors
/// The database's.
pub async fn end_surplus(conn: &mut AnyConnection, user_key: &str) -> Result<Vec<String>, sqlx::Error> {
    let ended = sqlx::query(
        "delete from web_session where token_hash in (
             select token_hash from web_session where user_key = $1 and code_hash = ''
             order by used_at desc, created_at desc, token_hash limit 1000 offset $2)
         returning token_hash",
    )
    .bind(user_key)
    .bind(OPENED)
    .fetch_all(conn)
    .await?;
    ended.iter().map(|row| row.try_get(0)).collect()
}

/// Ends a sign-in. Letters are kept for whoever comes back; but where it was their last one here, and another chat
/// reaches them, they are told there.
///
/// # Errors
/// The database's.
pub async fn remove(conn: &mut AnyConnection, token_hash: &str) -> Result<(), sqlx::Error> {
    let ended = sqlx::query("delete from web_session where token_hash = $1 returning user_key")
        .bind(token_hash)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = ended else { return Ok(()) };
    let user_key: String = row.try_get(0)?;
    sqlx::query(
        "update contact set reachable = 0
         where contact_key = $1 and not exists (select 1 from web_session where user_key = $2)
         and exists (select 1 from contact o where o.person_id = contact.person_id and o.reachable = 1
             and o.contact_key <> contact.contact_key
             and not exists (select 1 from room where room.address = o.address))",
    )
    .bind(contact_key(&user_key))
    .bind(user_key)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends all sign-ins of a person, and the codes that they made for themselves, by which a lost device would come back;
/// returns the hashes of their tokens. On the web chat nobody reads for them any more until they sign in again; other
/// platforms reach them as before.
///
/// # Errors
/// The database's.
pub async fn end_all(unit: &mut Unit<'_>, person: i64) -> Result<Vec<String>, sqlx::Error> {
    let found = sqlx::query("select contact_key from contact where person_id = $1")
        .bind(person)
        .fetch_all(&mut *unit.conn)
        .await?;
    sqlx::query(
        "update invite set used_at = $1, used_by = 'revoked'
         where used_at is null and person_id = $2 and invited_by = $2",
    )
    .bind(unit.now)
    .bind(person)
    .execute(&mut *unit.conn)
    .await?;
    let mut ended = Vec::new();
    for contact in found {
        let key: String = contact.try_get(0)?;
        let Some(user_key) = key.strip_prefix(&contact_key("")) else { continue };
        let seats = sqlx::query("delete from web_session where user_key = $1 returning token_hash")
            .bind(user_key)
            .fetch_all(&mut *unit.conn)
            .await?;
        for seat in seats {
            ended.push(seat.try_get(0)?);
        }
        sqlx::query("update contact set reachable = 0 where contact_key = $1")
            .bind(key.as_str())
            .execute(&mut *unit.conn)
            .await?;
        // What the transaction holds of it must not write it back.
        if let Some(contact) = unit.contacts.change(&key) {
            contact.reachable = false;
        }
    }
    Ok(ended)
}

/// Removes the sign-ins that nobody used for too long. Whose last one that was reads nothing on the web chat any more.
/// Those that no use was noted of yet are counted from now on.
///
/// # Errors
/// The database's.
pub async fn expire(conn: &mut AnyConnection, now: Millis) -> Result<u64, sqlx::Error> {
    sqlx::query("update web_session set used_at = $1 where used_at = 0").bind(now).execute(&mut *conn).await?;
    let ended = sqlx::query("delete from web_session where used_at <= $1 returning user_key")
        .bind(now - KEPT_MS)
        .fetch_all(&mut *conn)
        .await?;
    for row in &ended {
        let user_key: String = row.try_get(0)?;
        sqlx::query(
            "update contact set reachable = 0
             where contact_key = $1 and not exists (select 1 from web_session where user_key = $2)",
        )
        .bind(contact_key(&user_key))
        .bind(user_key)
        .execute(&mut *conn)
        .await?;
    }
    Ok(u64::try_from(ended.len()).unwrap_or(0))
}

/// Notes that a sign-in is used.
///
/// # Errors
/// The database's.
pub async fn note_use(conn: &mut AnyConnection, token_hash: &str, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query("update web_session set used_at = $2 where token_hash = $1 and used_at < $2")
        .bind(token_hash)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes how far a chat's reader has read.
///
/// # Errors
/// The database's.
pub async fn acknowledge(conn: &mut AnyConnection, address: &str, seq: i64) -> Result<(), sqlx::Error> {
    sqlx::query("update web_session set read_seq = $2 where address = $1 and read_seq < $2")
        .bind(address)
        .bind(seq)
        .execute(conn)
        .await?;
    Ok(())
}
