//! Messages that had to wait (quiet hours, digests, the seconds in which an act can be taken back). When they go they
//! are rendered anew, in the language that their reader has now, and take their place in the lane like any other. Much
//! news for one address goes as one message.

use std::collections::BTreeMap;

use sqlx::{Any, AnyConnection, Row as _, Transaction, any::AnyRow};

use super::{
    chat::{Message, Millis},
    db::{Kind, Store},
    rows,
    ticket::Status,
};
use crate::text::locale::Locale;

/// The most that go at a time.
const MOST: i64 = 64;

/// More pieces of news than these for one address become one message.
const FLOOD: usize = 3;

/// How lines are said when they go.
pub trait Wording {
    /// The text of a line in a language, for a platform; where it cannot be said so, the old text goes.
    fn render(&self, line: &str, locale: Locale, platform: &str) -> Option<String>;

    /// Whether a line is news that may be told together with others.
    fn is_news(&self, line: &str) -> bool;

    /// Whether a line tells of a status that its ticket, by reference, has no more: nobody is told what is over.
    fn is_over(&self, line: &str, now: &BTreeMap<String, Status>) -> bool;

    /// One line that tells all of these, the oldest first; with the statuses that the tickets have now, by reference.
    fn digest(&self, lines: &[String], now: &BTreeMap<String, Status>) -> Option<String>;
}

/// Releases what is due; much news for one address goes as one message. Returns the addresses that got something.
///
/// # Errors
/// The database's.
pub async fn release(
    store: &Store,
    now: Millis,
    is_mailbox: impl Fn(&str) -> bool,
    wording: &impl Wording,
) -> Result<Vec<String>, sqlx::Error> {
    if !any_due(store, now).await? {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    withdraw_hidden(&mut tx, now).await?;
    let mut found = sqlx::query(due(store.kind)).bind(now).bind(MOST).fetch_all(&mut *tx).await?;
    // Lanes are locked in the same order as everywhere.
    found.sort_by_cached_key(|row| (row.try_get::<String, _>(1).ok(), row.try_get::<i64, _>(2).ok()));
    let found = still_so(&mut tx, now, found, wording).await?;
    let found = gathered(&mut tx, now, &found, wording).await?;
    let mut addresses = Vec::with_capacity(found.len());
    for Going { row, digest } in &found {
        let address: String = row.try_get(1)?;
        let Rendered { line, body, locale } = rendered(row, digest.as_ref(), wording)?;
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
        sqlx::query(
            "update outbox set seq = $2, body = $3, locale = $4, created_at = $5, state = $6, line = $7 where id = $1",
        )
        .bind(row.try_get::<i64, _>(0)?)
        .bind(raised.try_get::<i64, _>(0)?)
        .bind(body)
        .bind(locale)
        .bind(now)
        .bind(if mailbox { "mailbox" } else { "queued" })
        .bind(line)
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
            "select o.id, o.address, o.class, o.platform, o.line, o.locale, o.body, p.locale, o.ticket_id,
             o.as_is
             from outbox o left join person p on p.id = o.person_id
             where o.state = 'deferred' and o.due_at <= $1 order by o.due_at, o.id limit $2"
        }
        Kind::Postgres => {
            "select o.id, o.address, o.class, o.platform, o.line, o.locale, o.body, p.locale, o.ticket_id,
             o.as_is
             from outbox o left join person p on p.id = o.person_id
             where o.state = 'deferred' and o.due_at <= $1 order by o.due_at, o.id limit $2
             for update of o skip locked"
        }
    }
}

/// News of what has become private meanwhile: the desk and the reporter alone still get it.
async fn withdraw_hidden(conn: &mut AnyConnection, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update outbox set state = 'withdrawn', settled_at = $1
         where state = 'deferred' and due_at <= $1 and person_id is not null
         and exists (select 1 from ticket t where t.id = outbox.ticket_id and t.is_private = 1
                     and t.reporter_id <> outbox.person_id
                     and coalesce(t.filed_by, 0) <> outbox.person_id)
         and not exists (select 1 from person p where p.id = outbox.person_id and p.role in ('agent', 'admin'))",
    )
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Without the news of how a ticket stood when they were written, and stands no more: these are withdrawn.
async fn still_so(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    found: Vec<AnyRow>,
    wording: &impl Wording,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let mut tickets = Vec::new();
    for row in &found {
        tickets.extend(row.try_get::<Option<i64>, _>(8)?);
    }
    tickets.sort_unstable();
    tickets.dedup();
    let statuses = statuses(tx, &tickets).await?;
    let mut still = Vec::with_capacity(found.len());
    for row in found {
        if !wording.is_over(&row.try_get::<String, _>(4)?, &statuses) {
            still.push(row);
            continue;
        }
        sqlx::query("update outbox set state = 'withdrawn', settled_at = $2 where id = $1")
            .bind(row.try_get::<i64, _>(0)?)
            .bind(now)
            .execute(&mut **tx)
            .await?;
    }
    Ok(still)
}

async fn any_due(store: &Store, now: Millis) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("select id from outbox where state = 'deferred' and due_at <= $1 limit 1")
        .bind(now)
        .fetch_optional(store.reader())
        .await?;
    Ok(row.is_some())
}

/// A message that goes, perhaps with the line of a digest in place of its own.
struct Going<'r> {
    row: &'r AnyRow,
    digest: Option<Digest>,
}

/// A line that tells of several messages, in the language that their reader has now.
struct Digest {
    line: String,
    text: String,
    locale: Locale,
}

/// What goes: of much news for one address the last message alone, which tells of all; the others are superseded.
async fn gathered<'r>(
    tx: &mut Transaction<'static, Any>,
    now: Millis,
    found: &'r [AnyRow],
    wording: &impl Wording,
) -> Result<Vec<Going<'r>>, sqlx::Error> {
    let mut news: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in found.iter().enumerate() {
        if row.try_get::<i64, _>(9)? == 0 && wording.is_news(&row.try_get::<String, _>(4)?) {
            news.entry(row.try_get(1)?).or_default().push(at);
        }
    }
    let mut going: Vec<Option<Going<'r>>> = found.iter().map(|row| Some(Going { row, digest: None })).collect();
    for places in news.into_values().filter(|places| places.len() > FLOOD) {
        let Some((last, earlier)) = places.split_last() else { continue };
        let Some(digest) = digest(tx, found, &places, wording).await? else { continue };
        for at in earlier {
            going[*at] = None;
            sqlx::query("update outbox set state = 'superseded', outcome = 'digest', settled_at = $2 where id = $1")
                .bind(found[*at].try_get::<i64, _>(0)?)
                .bind(now)
                .execute(&mut **tx)
                .await?;
        }
        going[*last] = Some(Going { row: &found[*last], digest: Some(digest) });
    }
    Ok(going.into_iter().flatten().collect())
}

async fn digest(
    tx: &mut Transaction<'static, Any>,
    found: &[AnyRow],
    places: &[usize],
    wording: &impl Wording,
) -> Result<Option<Digest>, sqlx::Error> {
    let lines = places.iter().map(|at| found[*at].try_get(4)).collect::<Result<Vec<String>, _>>()?;
    let Some(row) = places.last().map(|at| &found[*at]) else { return Ok(None) };
    let locale = row.try_get::<Option<String>, _>(7)?.map_or_else(|| row.try_get(5), Ok)?;
    let platform: String = row.try_get(3)?;
    let ids = places.iter().map(|at| found[*at].try_get(8)).collect::<Result<Vec<Option<i64>>, _>>()?;
    let now = statuses(tx, &ids.into_iter().flatten().collect::<Vec<_>>()).await?;
    let made = wording.digest(&lines, &now).zip(locale.parse().ok());
    Ok(made.and_then(|(line, locale)| {
        let text = wording.render(&line, locale, &platform)?;
        Some(Digest { line, text, locale })
    }))
}

/// The statuses of tickets, by reference.
async fn statuses(
    tx: &mut Transaction<'static, Any>,
    tickets: &[i64],
) -> Result<BTreeMap<String, Status>, sqlx::Error> {
    let found = rows::read_in(tx, "select reference, status from ticket where id in", tickets, "").await?;
    let mut statuses = BTreeMap::new();
    for row in found {
        if let Some(status) = Status::from_word(&row.try_get::<String>(1)?) {
            statuses.insert(row.try_get(0)?, status);
        }
    }
    Ok(statuses)
}

struct Rendered {
    line: String,
    body: String,
    locale: String,
}

fn rendered(row: &AnyRow, digest: Option<&Digest>, wording: &impl Wording) -> Result<Rendered, sqlx::Error> {
    let (line, old, body): (String, String, String) = (row.try_get(4)?, row.try_get(5)?, row.try_get(6)?);
    if let Some(digest) = digest {
        let message = Message { text: digest.text.clone(), ..Message::default() };
        let body = serde_json::to_string(&message).unwrap_or(body);
        return Ok(Rendered { line: digest.line.clone(), body, locale: digest.locale.code().to_owned() });
    }
    let locale = row.try_get::<Option<String>, _>(7)?.unwrap_or_else(|| old.clone());
    if row.try_get::<i64, _>(9)? == 1 {
        return Ok(Rendered { line, body, locale: old });
    }
    if locale == old {
        // As it was fitted to its platform; a text with a list stays whole.
        return Ok(Rendered { line, body, locale });
    }
    // One that cannot be read goes as it is: it must not hold up all that wait behind it.
    let Ok(mut message) = serde_json::from_str::<Message>(&body) else { return Ok(Rendered { line, body, locale }) };
    let platform: String = row.try_get(3)?;
    if let Some(text) = locale.parse().ok().and_then(|locale| wording.render(&line, locale, &platform)) {
        message.text = text;
    }
    let body = serde_json::to_string(&message).unwrap_or(body);
    Ok(Rendered { line, body, locale })
}
