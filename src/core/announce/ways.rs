//! The next way where a message did not reach its chat: another group of the same partner that is not told yet, else the
//! partner's focal point in private, else a call. Each is taken once, and by somebody; nothing goes there by itself.

use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _};

use super::{audience::Recipient, fate::Failed};
use crate::{
    closed_set,
    core::{circle, contact},
};

closed_set! {
    /// What was done where a message failed.
    NextWay { OtherChat = "other_chat", FocalPoint = "focal_point", Called = "called" }
}

/// What can be done where a message failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Another group of the same partner.
    OtherChat { address: String },
    /// The focal point of the partner, in private.
    FocalPoint { person: i64, address: String },
    /// Somebody to be called: the person, or the focal point; none where nobody is known.
    Call { person: Option<i64> },
}

impl Way {
    /// What is noted once it was taken.
    #[must_use]
    pub fn word(&self) -> NextWay {
        match self {
            Self::OtherChat { .. } => NextWay::OtherChat,
            Self::FocalPoint { .. } => NextWay::FocalPoint,
            Self::Call { .. } => NextWay::Called,
        }
    }
}

/// The best way that is left for somebody whom a bulletin did not reach. Whoever gets it already, or is left out of it by
/// their own wish, is no way.
///
/// # Errors
/// The database's.
pub async fn best(conn: &mut AnyConnection, bulletin: i64, failed: &Failed) -> Result<Way, sqlx::Error> {
    if failed.person.is_none()
        && let Some(partner) = failed.partner
        && let Some(address) = other_group(conn, bulletin, partner).await?
    {
        return Ok(Way::OtherChat { address });
    }
    let mut focal = match failed.partner {
        Some(partner) => circle::focal_points(conn, partner).await?,
        None => Vec::new(),
    };
    focal.retain(|id| Some(*id) != failed.person);
    let addresses = contact::addresses(conn, &focal).await?;
    for person in &focal {
        if let Some(address) = addresses.get(person)
            && !is_recipient(conn, bulletin, *person, address).await?
        {
            return Ok(Way::FocalPoint { person: *person, address: address.clone() });
        }
    }
    Ok(Way::Call { person: failed.person.or_else(|| focal.first().copied()) })
}

async fn other_group(conn: &mut AnyConnection, bulletin: i64, partner: i64) -> Result<Option<String>, sqlx::Error> {
    let found = sqlx::query(
        "select address from room where purpose in ('partner', 'announcements') and partner_id = $2 and gone_at is null
         and not exists (select 1 from recipient r where r.bulletin_id = $1 and r.address = room.address)
         order by address limit 1",
    )
    .bind(bulletin)
    .bind(partner)
    .fetch_optional(conn)
    .await?;
    found.map(|row| row.try_get(0)).transpose()
}

async fn is_recipient(
    conn: &mut AnyConnection,
    bulletin: i64,
    person: i64,
    address: &str,
) -> Result<bool, sqlx::Error> {
    let found = sqlx::query(
        "select 1 from recipient where bulletin_id = $1 and (person_id = $2 or address = $3)
         and (left_out is null or left_out = 'muted') limit 1",
    )
    .bind(bulletin)
    .bind(person)
    .bind(address)
    .fetch_optional(conn)
    .await?;
    Ok(found.is_some())
}

/// Takes a way, once: notes it with whoever failed. Returns whether nobody had before.
///
/// # Errors
/// The database's.
pub async fn take(conn: &mut AnyConnection, bulletin: i64, failed: &str, way: NextWay) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update recipient set next_way = $3 where bulletin_id = $1 and address = $2 and next_way is null
         and left_out is null",
    )
    .bind(bulletin)
    .bind(failed)
    .bind(way.word())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes down who is told in the place of another. Returns whether they were not told already.
///
/// # Errors
/// The database's.
pub async fn instead(conn: &mut AnyConnection, bulletin: i64, one: &Recipient) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "insert into recipient (bulletin_id, address, person_id, partner_id, locale, instead_of)
         values ($1, $2, $3, $4, $5, $6) on conflict (bulletin_id, address) do update
         set left_out = null, instead_of = excluded.instead_of
         where recipient.outbox_id is null and recipient.left_out = 'told_in_group'",
    )
    .bind(bulletin)
    .bind(one.address.as_str())
    .bind(one.person)
    .bind(one.partner)
    .bind(one.locale.code())
    .bind(one.instead_of.as_deref())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
