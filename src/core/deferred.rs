//! Messages that had to wait (quiet hours). When they go they are rendered anew, in the language that their
//! reader has now, and take their place in the lane like any other.

use sqlx::{Row as _, any::AnyRow};

use super::{
    chat::{Message, Millis},
    db::{Kind, Store},
};
use crate::text::locale::Locale;

/// The most that go at a time.
const MOST: i64 = 64;

/// Releases what is due. `render` makes the text of a line anew for a platform; where it cannot, the old text goes. Returns the
/// addresses that got something.
///
/// # Errors
/// The database's.
pub async fn release(
    store: &Store,
    now: Millis,
    is_mailbox: impl Fn(&str) -> bool,
    render: impl Fn(&str, Locale, &str) -> Option<String>,
) -> Result<Vec<String>, sqlx::Error> {
    if !any_due(store, now).await? {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    let mut found = sqlx::query(due(store.kind)).bind(now).bind(MOST).fetch_all(&mut *tx).await?;
    // Lanes are locked in the same order as everywhere.
    found.sort_by_cached_key(|row| (row.try_get::<String, _>(1).ok(), row.try_get::<i64, _>(2).ok()));
    let mut addresses = Vec::with_capacity(found.len());
    for row in &found {
        let address: String = row.try_get(1)?;
        let (body, locale) = rendered(row, &render)?;
        let platform: String = row.try_get(3)?;
        let mailbox = is_mailbox(&platform);
        let raised = sqlx::query(
            "insert into lane (address, class, platform, last_seq, pending, not_before, lease_until, lease_holder)
             values ($1, $2, $3, 1, $5, $4, 0, '')
             on conflict (address, class) do update set last_seq = lane.last_seq + 1,
             pending = lane.pending + excluded.pending
             returning last_seq",
        )
        .bind(address.as_str())
        .bind(row.try_get::<i64, _>(2)?)
        .bind(platform)
        .bind(now)
        .bind(i64::from(!mailbox))
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query("update outbox set seq = $2, body = $3, locale = $4, created_at = $5, state = $6 where id = $1")
            .bind(row.try_get::<i64, _>(0)?)
            .bind(raised.try_get::<i64, _>(0)?)
            .bind(body)
            .bind(locale)
            .bind(now)
            .bind(if mailbox { "mailbox" } else { "queued" })
            .execute(&mut *tx)
            .await?;
        addresses.push(address);
    }
    tx.commit().await?;
    Ok(addresses)
}

/// Rows that are released or moved elsewhere at this moment are left to whoever does it.
fn due(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => {
            "select o.id, o.address, o.class, o.platform, o.line, o.locale, o.body, p.locale
             from outbox o left join person p on p.id = o.person_id
             where o.state = 'deferred' and o.due_at <= $1 order by o.due_at, o.id limit $2"
        }
        Kind::Postgres => {
            "select o.id, o.address, o.class, o.platform, o.line, o.locale, o.body, p.locale
             from outbox o left join person p on p.id = o.person_id
             where o.state = 'deferred' and o.due_at <= $1 order by o.due_at, o.id limit $2
             for update of o skip locked"
        }
    }
}

async fn any_due(store: &Store, now: Millis) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("select id from outbox where state = 'deferred' and due_at <= $1 limit 1")
        .bind(now)
        .fetch_optional(store.reader())
        .await?;
    Ok(row.is_some())
}

fn rendered(
    row: &AnyRow,
    render: impl Fn(&str, Locale, &str) -> Option<String>,
) -> Result<(String, String), sqlx::Error> {
    let (line, old, body): (String, String, String) = (row.try_get(4)?, row.try_get(5)?, row.try_get(6)?);
    let locale = row.try_get::<Option<String>, _>(7)?.unwrap_or_else(|| old.clone());
    if locale == old {
        // As it was fitted to its platform; a text of several parts, or with a list, stays whole.
        return Ok((body, locale));
    }
    // One that cannot be read goes as it is: it must not hold up all that wait behind it.
    let Ok(mut message) = serde_json::from_str::<Message>(&body) else { return Ok((body, locale)) };
    let platform: String = row.try_get(3)?;
    if let Some(text) = locale.parse().ok().and_then(|locale| render(&line, locale, &platform)) {
        message.text = text;
    }
    Ok((serde_json::to_string(&message).unwrap_or(body), locale))
}
