//! What the process before this one has sent: it counts for the pace of this one.

use sqlx::{Row as _, any::AnyRow};

use crate::core::{chat::Millis, db::Store};

/// So many of the newest messages are looked at for those that were sent lately.
const NEWEST: i64 = 4_096;

/// A message that went out before this process began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    pub platform: String,
    pub address: String,
    /// When that was written down; none: its sending was cut off.
    pub settled_at: Option<Millis>,
    /// Each attempt may have arrived.
    pub attempts: i64,
}

/// Which messages went out since, the first first and those last whose sending was cut off. What stands in the outbox
/// for long before it is sent may be missing.
///
/// # Errors
/// The database's.
pub async fn lately(store: &Store, since: Millis) -> Result<Vec<Gone>, sqlx::Error> {
    let found = sqlx::query(
        "select platform, address, settled_at, attempts from (
           select platform, address, state, settled_at, attempts from outbox order by id desc limit $2) as newest
         where state = 'sending' or (settled_at > $1 and state in ('delivered', 'blocked', 'dead'))",
    )
    .bind(since)
    .bind(NEWEST)
    .fetch_all(store.reader())
    .await?;
    let gone = |row: &AnyRow| {
        let (settled_at, attempts) = (row.try_get(2)?, row.try_get(3)?);
        Ok(Gone { platform: row.try_get(0)?, address: row.try_get(1)?, settled_at, attempts })
    };
    let mut gone = found.iter().map(gone).collect::<Result<Vec<_>, sqlx::Error>>()?;
    gone.sort_by_key(|one| one.settled_at.unwrap_or(Millis::MAX));
    Ok(gone)
}
