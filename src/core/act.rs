//! Acts: verbs of people at the desk, each with the ticket as it was before. For some seconds an act can be taken
//! back: what it tells others waits outside its lane until then. Later its row tells how its words arrived.

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, rows, ticket::Ticket};
use crate::{closed_set, row};

closed_set! {
    /// How an act's words arrive at the reporter.
    Mark {
        /// It had no words for them.
        None = "",
        Waiting = "waiting",
        Delivered = "delivered",
        /// Nobody knows whether they arrived.
        Perhaps = "perhaps",
        /// Nobody reaches them.
        Failed = "failed",
        TakenBack = "taken_back",
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub id: i64,
    pub ticket_id: i64,
    pub actor_id: i64,
    pub verb: &'static str,
    /// The ticket as it was.
    pub before: Ticket,
    /// The ticket's version after it.
    pub version: i64,
    /// What was written with it.
    pub entry_id: Option<i64>,
    /// The tickets that repeated this one, and were made to repeat its first.
    pub moved: Vec<i64>,
    pub created_at: Millis,
    /// Until then it can be taken back.
    pub until: Millis,
    pub mark: Mark,
}

/// An act as it is read to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub id: i64,
    pub ticket_id: i64,
    pub actor_id: i64,
    pub verb: String,
    pub before: Ticket,
    pub version: i64,
    pub entry_id: Option<i64>,
    pub moved: Vec<i64>,
    pub until: Millis,
    pub taken_back: bool,
}

impl From<&Act> for Taken {
    fn from(act: &Act) -> Self {
        Self {
            id: act.id,
            ticket_id: act.ticket_id,
            actor_id: act.actor_id,
            verb: act.verb.to_owned(),
            before: act.before.clone(),
            version: act.version,
            entry_id: act.entry_id,
            moved: act.moved.clone(),
            until: act.until,
            taken_back: act.mark == Mark::TakenBack,
        }
    }
}

/// Saves new acts.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, acts: &[Act]) -> Result<(), sqlx::Error> {
    let rows = acts
        .iter()
        .map(|act| {
            row![
                act.id,
                act.ticket_id,
                act.actor_id,
                act.verb,
                serde_json::to_string(&act.before).unwrap_or_default(),
                act.version,
                act.entry_id,
                act.created_at,
                act.until,
                act.mark.word(),
                (act.mark == Mark::TakenBack).then_some(act.created_at),
                list(&act.moved)
            ]
        })
        .collect();
    saving
        .write(
            "insert into act (id, ticket_id, actor_id, verb, before, version, entry_id, created_at, until_at, mark,
         taken_back_at, moved) values",
            rows,
            "",
        )
        .await?;
    Ok(())
}

/// A list of ids as it is kept; nothing where it is empty.
fn list(ids: &[i64]) -> String {
    if ids.is_empty() { String::new() } else { serde_json::to_string(ids).unwrap_or_default() }
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "select id, ticket_id, actor_id, verb, before, version, entry_id, until_at, taken_back_at, moved from act ",
            $tail
        )
    };
}

/// Somebody's last act that was not taken back, on any ticket or on one.
///
/// # Errors
/// The database's.
pub async fn latest(conn: &mut AnyConnection, actor: i64, ticket: Option<i64>) -> Result<Option<Taken>, sqlx::Error> {
    let query = match ticket {
        None => sqlx::query(select!(
            "where actor_id = $1 and taken_back_at is null order by created_at desc, id desc limit 1"
        ))
        .bind(actor),
        Some(ticket) => sqlx::query(select!(
            "where actor_id = $1 and ticket_id = $2 and taken_back_at is null
             order by created_at desc, id desc limit 1"
        ))
        .bind(actor)
        .bind(ticket),
    };
    query.fetch_optional(conn).await?.map(read).transpose()
}

/// Acts by id.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, ids: &[i64]) -> Result<Vec<Taken>, sqlx::Error> {
    rows::read_in(conn, select!("where id in"), ids, "").await?.into_iter().map(read).collect()
}

fn read(row: impl Into<rows::Found>) -> Result<Taken, sqlx::Error> {
    let row = row.into();
    let (before, moved): (String, String) = (row.try_get(4)?, row.try_get(9)?);
    Ok(Taken {
        id: row.try_get(0)?,
        ticket_id: row.try_get(1)?,
        actor_id: row.try_get(2)?,
        verb: row.try_get(3)?,
        before: serde_json::from_str(&before).map_err(|error| sqlx::Error::Decode(error.into()))?,
        version: row.try_get(5)?,
        entry_id: row.try_get(6)?,
        moved: serde_json::from_str(&moved).unwrap_or_default(),
        until: row.try_get(7)?,
        taken_back: row.try_get::<Option<i64>>(8)?.is_some(),
    })
}

/// Whether anything that an act told has gone already.
///
/// # Errors
/// The database's.
pub async fn has_gone(conn: &mut AnyConnection, act: i64) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        // What the rooms of the desk read is inside; it has no person.
        "select id from outbox where act_id = $1 and state not in ('deferred', 'withdrawn') and slot is null
         and person_id is not null limit 1",
    )
    .bind(act)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// The act that wrote an entry.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut AnyConnection, entry: i64) -> Result<Option<Taken>, sqlx::Error> {
    sqlx::query(select!("where entry_id = $1 and taken_back_at is null"))
        .bind(entry)
        .fetch_optional(conn)
        .await?
        .map(read)
        .transpose()
}

/// Withdraws what an act tells, as long as nothing of it has gone.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when some of it has gone meanwhile.
async fn withdraw(conn: &mut AnyConnection, act: i64, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update outbox set state = 'withdrawn', settled_at = $2 where act_id = $1 and state = 'deferred' and seq = 0",
    )
    .bind(act)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    // Whoever releases what waits may have held the rows until now: then the same again finds that it is too late.
    if has_gone(conn, act).await? { Err(sqlx::Error::RowNotFound) } else { Ok(()) }
}

/// Withdraws what an act tells, which is told anew and can be changed until then.
///
/// # Errors
/// The database's; [`sqlx::Error::RowNotFound`] when some of it has gone meanwhile.
pub async fn tell_anew(conn: &mut AnyConnection, act: i64, now: Millis, until: Millis) -> Result<(), sqlx::Error> {
    withdraw(conn, act, now).await?;
    sqlx::query("update act set until_at = $2 where id = $1").bind(act).bind(until).execute(conn).await?;
    Ok(())
}

/// Marks an act as taken back, with what it would have told. Returns whether this was the first to do so.
///
/// # Errors
/// The database's.
pub async fn take_back(conn: &mut AnyConnection, act: i64, now: Millis) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query(
        "update act set taken_back_at = $2, mark = case when mark = '' then '' else 'taken_back' end
         where id = $1 and taken_back_at is null",
    )
    .bind(act)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    if taken.rows_affected() == 0 {
        return Ok(false);
    }
    withdraw(conn, act, now).await?;
    Ok(true)
}

/// What a ticket's history has to know of an act: who did what when, and from when others may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub actor_id: i64,
    pub verb: String,
    pub created_at: Millis,
    pub until: Millis,
    pub taken_back: bool,
    /// The ticket's tags before it.
    pub tags: Vec<String>,
}

/// The acts of a ticket that were saved, the oldest first.
///
/// # Errors
/// The database's.
pub async fn of_ticket(conn: &mut AnyConnection, ticket: i64) -> Result<Vec<Done>, sqlx::Error> {
    let found = sqlx::query(
        "select actor_id, verb, created_at, until_at, taken_back_at, before from act where ticket_id = $1
         order by created_at, id",
    )
    .bind(ticket)
    .fetch_all(conn)
    .await?;
    let read = |row: sqlx::any::AnyRow| {
        let before = serde_json::from_str::<Ticket>(row.try_get(5)?);
        Ok(Done {
            actor_id: row.try_get(0)?,
            verb: row.try_get(1)?,
            created_at: row.try_get(2)?,
            until: row.try_get(3)?,
            taken_back: row.try_get::<Option<i64>, _>(4)?.is_some(),
            tags: before.map(|ticket| ticket.tags).unwrap_or_default(),
        })
    };
    found.into_iter().map(read).collect()
}

/// Acts whose words have arrived, or will not: id, and how it ended.
///
/// # Errors
/// The database's.
pub async fn settled(conn: &mut AnyConnection, most: i64) -> Result<Vec<(i64, Mark)>, sqlx::Error> {
    // A mailbox's letter has arrived when its reader has acknowledged it.
    let found = sqlx::query(
        "select act_id, arrived, waits from (
             select a.id as act_id,
                    max(case when o.state = 'delivered' and o.outcome = 'unknown' then 1
                             when o.state = 'delivered' then 2
                             when o.state = 'mailbox' and exists (select 1 from web_session w
                                  where w.address = o.address and w.read_seq >= o.seq) then 2
                             else 0 end) as arrived,
                    max(case when o.state in ('queued', 'sending', 'deferred', 'mailbox') then 1 else 0 end) as waits
             from act a left join outbox o on o.act_id = a.id and o.ticket_id = a.ticket_id and o.slot is null
             where a.mark = 'waiting' group by a.id) as known
         where arrived = 2 or waits = 0 order by act_id limit $1",
    )
    .bind(most)
    .fetch_all(conn)
    .await?;
    let mut settled = Vec::new();
    for row in found {
        let (id, arrived, waits): (i64, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        match (arrived, waits) {
            (2, _) => settled.push((id, Mark::Delivered)),
            (1, 0) => settled.push((id, Mark::Perhaps)),
            (_, 0) => settled.push((id, Mark::Failed)),
            _ => {}
        }
    }
    Ok(settled)
}

/// The acts that left a ticket with one version are those of another one now.
///
/// # Errors
/// The database's.
pub async fn follow(conn: &mut AnyConnection, ticket: i64, before: i64, after: i64) -> Result<(), sqlx::Error> {
    sqlx::query("update act set version = $3 where ticket_id = $1 and version = $2 and taken_back_at is null")
        .bind(ticket)
        .bind(before)
        .bind(after)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes how an act's words ended. Returns whether this was news.
///
/// # Errors
/// The database's.
pub async fn mark(conn: &mut AnyConnection, act: i64, mark: Mark) -> Result<bool, sqlx::Error> {
    let marked = sqlx::query("update act set mark = $2 where id = $1 and mark = 'waiting'")
        .bind(act)
        .bind(mark.word())
        .execute(conn)
        .await?;
    Ok(marked.rows_affected() == 1)
}
