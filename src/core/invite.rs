//! Codes: for a person with a role, for a room with a purpose, or for all who work at a facility. Only a code's hash
//! is kept. Wrong codes are counted by their source, and guessing becomes slow.

mod code;

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{chat::Millis, person::Role};

pub use code::{code_from, hash, is_code, normal};

/// Wrong codes from one source before it has to wait.
const FREE_MISSES: i64 = 5;
/// The first wait, doubled with each further miss, at most an hour.
const FIRST_WAIT_S: i64 = 30;
/// Misses are forgotten after this long.
const FORGET_MS: Millis = 24 * 3600 * 1000;
/// A code for one's own second chat is typed there at once.
const SECOND_CHAT_MS: Millis = 3600 * 1000;
/// A code for one more device is scanned from the screen of another one.
const DEVICE_MS: Millis = 10 * 60 * 1000;
/// So many such codes of a person …
const DEVICES: i64 = 5;
/// … in so long: an hour.
const DEVICES_MS: Millis = 3600 * 1000;

/// What a code gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gift {
    Role {
        role: Role,
        tier: Option<i64>,
        partner_id: Option<i64>,
        facility_id: Option<i64>,
        /// It shows that whoever has it works at the facility.
        proves_facility: bool,
        /// Somebody who exists already.
        person_id: Option<i64>,
    },
    Room {
        purpose: String,
        partner_id: Option<i64>,
        /// The tickets that come into an agents' room; all where nothing is named.
        tier: Option<i64>,
        system: Option<String>,
    },
}

impl Gift {
    /// A purpose for a group, for all tickets.
    #[must_use]
    pub fn room(purpose: &str, partner_id: Option<i64>) -> Self {
        Self::Room { purpose: purpose.to_owned(), partner_id, tier: None, system: None }
    }

    /// A role without a partner or facility, for somebody who exists already or for whoever comes.
    #[must_use]
    pub fn role(role: Role, person_id: Option<i64>) -> Self {
        Self::Role { role, tier: None, partner_id: None, facility_id: None, proves_facility: false, person_id }
    }
}

/// A code in the making: what it gives, to whom, and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    gift: Gift,
    expires_at: Millis,
    /// Good for many until it expires; only a facility's is.
    reusable: bool,
    invited_by: Option<i64>,
    /// Of a code for one more device: when it was made.
    made_at: Option<Millis>,
}

impl Invitation {
    /// For one person or room, once.
    #[must_use]
    pub fn once(gift: Gift, expires_at: Millis) -> Self {
        Self { gift, expires_at, reusable: false, invited_by: None, made_at: None }
    }

    /// For all who work at a facility: they become reporters there, or stay what they are.
    #[must_use]
    pub fn of_facility(facility_id: i64, expires_at: Millis) -> Self {
        let gift = Gift::Role {
            role: Role::Reporter,
            tier: None,
            partner_id: None,
            facility_id: Some(facility_id),
            proves_facility: true,
            person_id: None,
        };
        Self { gift, expires_at, reusable: true, invited_by: None, made_at: None }
    }

    /// Until when its code is good.
    #[must_use]
    pub fn expires_at(&self) -> Millis {
        self.expires_at
    }

    /// The same, with whoever invites.
    #[must_use]
    pub fn by(self, person_id: i64) -> Self {
        Self { invited_by: Some(person_id), ..self }
    }
}

/// For a second chat of one's own, within an hour.
#[must_use]
pub fn for_second_chat(person_id: i64, now: Millis) -> Invitation {
    let gift = Gift::role(Role::Reporter, Some(person_id));
    Invitation::once(gift, now + SECOND_CHAT_MS).by(person_id)
}

/// For one more device of the same person.
#[must_use]
pub fn for_device(person_id: i64, now: Millis) -> Invitation {
    let gift = Gift::role(Role::Reporter, Some(person_id));
    Invitation { made_at: Some(now), ..Invitation::once(gift, now + DEVICE_MS).by(person_id) }
}

/// How many seconds somebody has to wait for their next code for a device; `None` where they need not.
///
/// # Errors
/// The database's.
pub async fn wait_for_device(
    conn: &mut AnyConnection,
    person_id: i64,
    now: Millis,
) -> Result<Option<i64>, sqlx::Error> {
    let row = sqlx::query("select count(*), min(made_at) from invite where person_id = $1 and made_at > $2")
        .bind(person_id)
        .bind(now - DEVICES_MS)
        .fetch_one(conn)
        .await?;
    let (count, first): (i64, Option<Millis>) = (row.try_get(0)?, row.try_get(1)?);
    let wait_ms = first.map_or(0, |first| first + DEVICES_MS - now);
    Ok((count >= DEVICES).then_some(wait_ms / 1000 + 1))
}

/// Who tries a code, and where.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Whom misses are counted against: a contact, or an address of the network.
    pub source: &'a str,
    /// What is noted as the code's user.
    pub used_by: &'a str,
    /// A code for a room opens nothing for a person and is not used up by trying, nor the reverse.
    pub in_room: bool,
    /// The enrolled person whose account it is: a code that stands for somebody else opens nothing for them.
    pub account_of: Option<i64>,
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redeemed {
    Given(Gift),
    /// Unknown, used or expired: all alike.
    Bad,
    SlowDown {
        seconds: i64,
    },
}

/// Keeps a code.
///
/// # Errors
/// The database's.
pub async fn create(conn: &mut AnyConnection, code: &str, invitation: &Invitation) -> Result<(), sqlx::Error> {
    let (role, tier, partner, facility, proves, person, purpose, system) = match &invitation.gift {
        Gift::Role { role, tier, partner_id, facility_id, proves_facility, person_id } => {
            (Some(role.word()), *tier, *partner_id, *facility_id, *proves_facility, *person_id, None, None)
        }
        Gift::Room { purpose, partner_id, tier, system } => {
            (None, *tier, *partner_id, None, false, None, Some(purpose.as_str()), system.as_deref())
        }
    };
    sqlx::query(
        "insert into invite (code_hash, role, purpose, tier, partner_id, facility_id, person_id, expires_at,
          reusable, proves_facility, invited_by, made_at, system_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(hash(code))
    .bind(role)
    .bind(purpose)
    .bind(tier)
    .bind(partner)
    .bind(facility)
    .bind(person)
    .bind(invitation.expires_at)
    .bind(i64::from(invitation.reusable))
    .bind(i64::from(proves))
    .bind(invitation.invited_by)
    .bind(invitation.made_at)
    .bind(system)
    .execute(conn)
    .await?;
    Ok(())
}

/// Uses a code up, unless it is good for many, or counts a miss.
///
/// # Errors
/// The database's.
pub async fn redeem(
    conn: &mut AnyConnection,
    now: Millis,
    code: &str,
    attempt: Attempt<'_>,
) -> Result<Redeemed, sqlx::Error> {
    let (count, last_at) = misses(conn, attempt.source).await?;
    let wait = wait_after(count, last_at, now);
    if wait > 0 {
        return Ok(Redeemed::SlowDown { seconds: wait });
    }
    let found = sqlx::query(
        "update invite set used_at = case when reusable = 1 then used_at else $1 end,
         used_by = case when reusable = 1 then used_by else $2 end
         where code_hash = $3 and used_at is null and expires_at > $1
         and (case when purpose is null then 0 else 1 end) = $4
         and (person_id is null or person_id = $5 or $5 = 0)
         and (invited_by is null or invited_by <> $5 or person_id = $5)
         returning role, purpose, tier, partner_id, facility_id, proves_facility, person_id,
         system_key",
    )
    .bind(now)
    .bind(attempt.used_by)
    .bind(hash(code))
    .bind(i64::from(attempt.in_room))
    .bind(attempt.account_of.unwrap_or(0))
    .fetch_optional(&mut *conn)
    .await?;
    match found {
        Some(row) => read_gift(&row).map(Redeemed::Given),
        None => {
            miss(conn, now, attempt.source, last_at).await?;
            Ok(Redeemed::Bad)
        }
    }
}

/// Whether a code that opened nothing for somebody enrolled is good, but stands for somebody else.
///
/// # Errors
/// The database's.
pub async fn is_of_another(
    conn: &mut AnyConnection,
    now: Millis,
    code: &str,
    person: i64,
) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        "select code_hash from invite where code_hash = $1 and used_at is null and expires_at > $2
         and person_id is not null and person_id <> $3",
    )
    .bind(hash(code))
    .bind(now)
    .bind(person)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

fn read_gift(row: &AnyRow) -> Result<Gift, sqlx::Error> {
    let role: Option<String> = row.try_get(0)?;
    Ok(match role.and_then(|word| Role::from_word(&word)) {
        Some(role) => Gift::Role {
            role,
            tier: row.try_get(2)?,
            partner_id: row.try_get(3)?,
            facility_id: row.try_get(4)?,
            proves_facility: row.try_get::<i64, _>(5)? == 1,
            person_id: row.try_get(6)?,
        },
        None => Gift::Room {
            purpose: row.try_get::<Option<String>, _>(1)?.unwrap_or_default(),
            partner_id: row.try_get(3)?,
            tier: row.try_get(2)?,
            system: row.try_get(7)?,
        },
    })
}

/// Takes a facility's codes back, all that are still good; returns how many those were.
///
/// # Errors
/// The database's.
pub async fn revoke_of_facility(conn: &mut AnyConnection, now: Millis, facility: i64) -> Result<u64, sqlx::Error> {
    let revoked = sqlx::query(
        "update invite set used_at = $1, used_by = 'revoked'
         where facility_id = $2 and reusable = 1 and used_at is null and expires_at > $1",
    )
    .bind(now)
    .bind(facility)
    .execute(conn)
    .await?;
    Ok(revoked.rows_affected())
}

async fn misses(conn: &mut AnyConnection, source: &str) -> Result<(i64, Millis), sqlx::Error> {
    let row = sqlx::query("select miss_count, last_at from misses where source = $1")
        .bind(source)
        .fetch_optional(conn)
        .await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.try_get(0)?, row.try_get(1)?)))
}

/// Seconds still to wait after so many misses.
fn wait_after(count: i64, last_at: Millis, now: Millis) -> i64 {
    if count < FREE_MISSES || now - last_at > FORGET_MS {
        return 0;
    }
    let doublings = u32::try_from(count - FREE_MISSES).unwrap_or(u32::MAX).min(7);
    let wait_s = (FIRST_WAIT_S << doublings).min(3600);
    ((last_at + wait_s * 1000 - now) / 1000).max(0)
}

async fn miss(conn: &mut AnyConnection, now: Millis, source: &str, last_at: Millis) -> Result<(), sqlx::Error> {
    let start = i32::from(now - last_at <= FORGET_MS);
    sqlx::query(
        "insert into misses (source, miss_count, last_at) values ($1, 1, $2)
         on conflict (source) do update set miss_count = misses.miss_count * $3 + 1, last_at = excluded.last_at",
    )
    .bind(source)
    .bind(now)
    .bind(start)
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_becomes_slow_and_is_forgotten() {
        assert_eq!(wait_after(4, 0, 0), 0);
        assert_eq!(wait_after(5, 0, 0), 30);
        assert_eq!(wait_after(6, 0, 0), 60);
        assert_eq!(wait_after(40, 0, 0), 3600);
        assert_eq!(wait_after(5, 0, 31_000), 0);
        assert_eq!(wait_after(40, 0, FORGET_MS + 1), 0);
    }
}
