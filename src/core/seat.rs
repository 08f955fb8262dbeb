//! Sign-ins of the web chat. A token is bound to one conversation; only its hash is kept.

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row as _};

use super::chat::Millis;

/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    pub address: String,
    pub user_key: String,
}

/// The hash under which a token is kept.
#[must_use]
pub fn hash(token: &str) -> String {
    crate::text::hex(&Sha256::digest(format!("balcao seat {token}")))
}

/// The seat of a token.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, token_hash: &str) -> Result<Option<SeatRow>, sqlx::Error> {
    let row = sqlx::query("select address, user_key from web_session where token_hash = $1")
        .bind(token_hash)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(SeatRow { address: row.try_get(0)?, user_key: row.try_get(1)? })).transpose()
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
    let row = sqlx::query("select address, user_key from web_session where token_hash = $1 and code_hash = $2")
        .bind(token_hash)
        .bind(code_hash)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(SeatRow { address: row.try_get(0)?, user_key: row.try_get(1)? })).transpose()
}

/// Keeps a sign-in.
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
        "insert into web_session (token_hash, address, user_key, code_hash, created_at) values ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash)
    .bind(seat.address.as_str())
    .bind(seat.user_key.as_str())
    .bind(code_hash)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a sign-in.
///
/// # Errors
/// The database's.
pub async fn remove(conn: &mut AnyConnection, token_hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from web_session where token_hash = $1").bind(token_hash).execute(conn).await?;
    Ok(())
}

/// Ends all sign-ins of a person; returns the hashes of their tokens. In a room of the web chat nobody reads for them
/// any more.
///
/// # Errors
/// The database's.
pub async fn end_all(conn: &mut AnyConnection, person: i64) -> Result<Vec<String>, sqlx::Error> {
    let contacts =
        sqlx::query("select contact_key from contact where person_id = $1").bind(person).fetch_all(&mut *conn).await?;
    let mut ended = Vec::new();
    for contact in contacts {
        let key: String = contact.try_get(0)?;
        let Some((account, user_key)) = key.split_once('|') else { continue };
        let seats = sqlx::query("select token_hash, address from web_session where user_key = $1")
            .bind(user_key)
            .fetch_all(&mut *conn)
            .await?;
        for seat in seats {
            let (token, address): (String, String) = (seat.try_get(0)?, seat.try_get(1)?);
            if address.strip_prefix(account).is_some_and(|chat| chat.starts_with(':')) {
                remove(conn, &token).await?;
                ended.push(token);
            }
        }
    }
    sqlx::query("update contact set reachable = 0 where person_id = $1 and address in (select address from room)")
        .bind(person)
        .execute(conn)
        .await?;
    Ok(ended)
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
