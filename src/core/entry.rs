//! What was written about a ticket. An internal note is an entry like the others, but nothing here leads out:
//! what a reporter is told is a notice that was made for them.

use std::collections::HashMap;

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, rows, unit::Unit};
use crate::{closed_set, row};

closed_set! {
    /// What an entry is.
    Kind {
        Description = "description",
        /// Internal: never shown to the reporter.
        Note = "note",
        Reply = "reply",
        Question = "question",
        Answer = "answer",
        Resolution = "resolution",
        /// The reporter's words when it still does not work.
        Reopening = "reopening",
        /// Why a priority or a category was changed; the reporter reads it.
        Reason = "reason",
        /// Why it is not for this desk, or not approved; the reporter reads it.
        Rejection = "rejection",
        /// Why the reporter needs it no more.
        Withdrawal = "withdrawal",
        /// What was tried, for the next tier. Internal.
        Escalation = "escalation",
    }
}

impl Kind {
    /// Whether only the desk reads it.
    #[must_use]
    pub fn is_internal(self) -> bool {
        matches!(self, Self::Note | Self::Escalation)
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: i64,
    pub ticket_id: i64,
    pub kind: Kind,
    pub author_id: i64,
    pub words: String,
    pub created_at: Millis,
    /// The message that wrote it; an edit of that message finds it by this.
    pub inbox_key: String,
    /// When its words were taken back, before they went.
    pub withdrawn_at: Option<Millis>,
    /// When it was written, where that is well before it came.
    pub written_at: Option<Millis>,
}

/// Words as they were before an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub entry_id: i64,
    /// From 1.
    pub version: i64,
    pub words: String,
    pub replaced_at: Millis,
    /// They were edited before they went: nobody outside the desk has read them.
    pub unread: bool,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "select id, ticket_id, kind, author_id, words, created_at, inbox_key, withdrawn_at, written_at from entry ",
            $tail
        )
    };
}

/// Saves new entries.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, entries: &[Entry]) -> Result<(), sqlx::Error> {
    let rows = entries
        .iter()
        .map(|entry| {
            row![
                entry.id,
                entry.ticket_id,
                entry.kind.word(),
                entry.author_id,
                entry.words.as_str(),
                entry.created_at,
                entry.inbox_key.as_str(),
                entry.withdrawn_at,
                entry.written_at
            ]
        })
        .collect();
    saving
        .write(
            "insert into entry (id, ticket_id, kind, author_id, words, created_at, inbox_key, withdrawn_at,
         written_at) values",
            rows,
            "",
        )
        .await?;
    Ok(())
}

/// The description of a ticket.
///
/// # Errors
/// The database's.
pub async fn description(conn: &mut AnyConnection, ticket: i64) -> Result<String, sqlx::Error> {
    let row = sqlx::query("select words from entry where ticket_id = $1 and kind = 'description' order by id limit 1")
        .bind(ticket)
        .fetch_optional(conn)
        .await?;
    row.map_or(Ok(String::new()), |row| row.try_get(0))
}

/// What the reporter of a ticket was asked last, and was not taken back; nothing where that is not known.
///
/// # Errors
/// The database's.
pub async fn last_question(unit: &mut Unit<'_>, ticket: i64) -> Result<String, sqlx::Error> {
    let is_it = |entry: &&Entry| entry.ticket_id == ticket && entry.kind == Kind::Question;
    if let Some(entry) = unit.entries.iter().rev().find(is_it) {
        return Ok(entry.words.clone());
    }
    let row = sqlx::query(
        "select words from entry where ticket_id = $1 and kind = 'question' and withdrawn_at is null
         order by created_at desc, id desc limit 1",
    )
    .bind(ticket)
    .fetch_optional(&mut *unit.conn)
    .await?;
    row.map_or(Ok(String::new()), |row| row.try_get(0))
}

/// The descriptions of tickets, by ticket.
///
/// # Errors
/// The database's.
pub async fn descriptions(conn: &mut AnyConnection, tickets: &[i64]) -> Result<HashMap<i64, String>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select ticket_id, words from entry where kind = 'description' and ticket_id in",
        tickets,
        "",
    )
    .await?;
    found.into_iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// When words last went between a reporter and the desk about tickets, by ticket: what only the desk reads is none.
///
/// # Errors
/// The database's.
pub async fn spoken(conn: &mut AnyConnection, tickets: &[i64]) -> Result<HashMap<i64, Millis>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select ticket_id, cast(max(created_at) as bigint) from entry
         where kind not in ('note', 'escalation') and withdrawn_at is null and ticket_id in",
        tickets,
        "group by ticket_id",
    )
    .await?;
    found.into_iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// The same up to a time, by when it was written.
///
/// # Errors
/// The database's.
pub async fn spoken_before(
    conn: &mut AnyConnection,
    tickets: &[i64],
    until: Millis,
) -> Result<HashMap<i64, Millis>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select ticket_id, coalesce(written_at, created_at) from entry
         where kind not in ('note', 'escalation') and withdrawn_at is null and ticket_id in",
        tickets,
        "",
    )
    .await?;
    let mut spoken: HashMap<i64, Millis> = HashMap::new();
    for row in found {
        let (ticket, at): (i64, Millis) = (row.try_get(0)?, row.try_get(1)?);
        if at <= until {
            let last = spoken.entry(ticket).or_insert(at);
            *last = at.max(*last);
        }
    }
    Ok(spoken)
}

/// The ticket that became of the report that somebody was writing at a time.
///
/// # Errors
/// The database's.
pub async fn filed_from_draft_at(
    conn: &mut AnyConnection,
    author: i64,
    at: Millis,
) -> Result<Option<i64>, sqlx::Error> {
    let row = sqlx::query(
        "select e.ticket_id from draft d
         join entry e on e.author_id = d.person_id and e.kind = 'description' and e.created_at = d.updated_at
         where d.person_id = $1 and d.state = 'filed' and d.started_at <= $2 and d.updated_at >= $2
         order by d.updated_at limit 1",
    )
    .bind(author)
    .bind(at)
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.try_get(0)).transpose()
}

/// What somebody has answered about a ticket, from one of these answers on, the oldest first. What was withdrawn is not
/// among it.
///
/// # Errors
/// The database's.
pub async fn answers_from(
    conn: &mut AnyConnection,
    ticket: i64,
    author: i64,
    first: i64,
) -> Result<Vec<Entry>, sqlx::Error> {
    let found = sqlx::query(select!(
        "where ticket_id = $1 and author_id = $2 and kind = 'answer' and withdrawn_at is null
         and created_at >= (select created_at from entry where id = $3) order by created_at, id"
    ))
    .bind(ticket)
    .bind(author)
    .bind(first)
    .fetch_all(conn)
    .await?;
    found.into_iter().map(read).collect()
}

/// All that was written about a ticket, the oldest first.
///
/// # Errors
/// The database's.
pub async fn of_ticket(conn: &mut AnyConnection, ticket: i64) -> Result<Vec<Entry>, sqlx::Error> {
    let mut found: Vec<Entry> = rows::read_in(conn, select!("where ticket_id in"), &[ticket], "")
        .await?
        .into_iter()
        .map(read)
        .collect::<Result<_, _>>()?;
    found.sort_by_key(|entry| (entry.created_at, entry.id));
    Ok(found)
}

/// The description that somebody filed first since then.
///
/// # Errors
/// The database's.
pub async fn filed_since(conn: &mut AnyConnection, author: i64, since: Millis) -> Result<Option<Entry>, sqlx::Error> {
    let row = sqlx::query(select!(
        "where kind = 'description' and author_id = $1 and created_at >= $2
         and ticket_id in (select id from ticket where reporter_id = $1 or filed_by = $1) order by created_at, id limit 1"
    ))
    .bind(author)
    .bind(since)
    .fetch_optional(conn)
    .await?;
    row.map(read).transpose()
}

/// What a message wrote.
///
/// # Errors
/// The database's.
pub async fn by_message(conn: &mut AnyConnection, inbox_key: &str) -> Result<Vec<Entry>, sqlx::Error> {
    rows::read_in(conn, select!("where inbox_key in"), &[inbox_key.to_owned()], "")
        .await?
        .into_iter()
        .map(read)
        .collect()
}

fn read(row: impl Into<rows::Found>) -> Result<Entry, sqlx::Error> {
    let row = row.into();
    let kind: String = row.try_get(2)?;
    Ok(Entry {
        id: row.try_get(0)?,
        ticket_id: row.try_get(1)?,
        kind: Kind::from_word(&kind).ok_or_else(|| sqlx::Error::Decode("unknown kind of entry".into()))?,
        author_id: row.try_get(3)?,
        words: row.try_get(4)?,
        created_at: row.try_get(5)?,
        inbox_key: row.try_get(6)?,
        withdrawn_at: row.try_get(7)?,
        written_at: row.try_get(8)?,
    })
}

/// Replaces an entry's words, and keeps those that stood there before; `unread`: they have not gone yet.
///
/// # Errors
/// The database's.
pub async fn edit(
    conn: &mut AnyConnection,
    entry: &Entry,
    words: &str,
    now: Millis,
    unread: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into entry_version (entry_id, version, words, replaced_at, unread)
         select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from entry_version where entry_id = $1",
    )
    .bind(entry.id)
    .bind(entry.words.as_str())
    .bind(now)
    .bind(i64::from(unread))
    .execute(&mut *conn)
    .await?;
    sqlx::query("update entry set words = $2 where id = $1").bind(entry.id).bind(words).execute(conn).await?;
    Ok(())
}

/// Saves what entries of this transaction said before they were edited in it.
///
/// # Errors
/// The database's.
pub async fn save_versions(saving: &mut rows::Saving<'_>, versions: &[Version]) -> Result<(), sqlx::Error> {
    let rows = versions
        .iter()
        .map(|version| {
            let unread = i64::from(version.unread);
            row![version.entry_id, version.version, version.words.as_str(), version.replaced_at, unread]
        })
        .collect();
    saving.write("insert into entry_version (entry_id, version, words, replaced_at, unread) values", rows, "").await?;
    Ok(())
}

/// Marks entries whose words were taken back.
///
/// # Errors
/// The database's.
pub async fn withdraw(conn: &mut AnyConnection, entry: i64, now: Millis) -> Result<(), sqlx::Error> {
    sqlx::query("update entry set withdrawn_at = $2 where id = $1").bind(entry).bind(now).execute(conn).await?;
    Ok(())
}

/// The words that entries had before they were edited, by entry.
///
/// # Errors
/// The database's.
pub async fn versions(conn: &mut AnyConnection, entries: &[i64]) -> Result<HashMap<i64, Vec<Version>>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select entry_id, version, words, replaced_at, unread from entry_version where entry_id in",
        entries,
        "",
    )
    .await?;
    let mut versions: HashMap<i64, Vec<Version>> = HashMap::new();
    for row in found {
        let version = Version {
            entry_id: row.try_get(0)?,
            version: row.try_get(1)?,
            words: row.try_get(2)?,
            replaced_at: row.try_get(3)?,
            unread: row.try_get::<i64>(4)? == 1,
        };
        versions.entry(version.entry_id).or_default().push(version);
    }
    for list in versions.values_mut() {
        list.sort_by_key(|version| version.version);
    }
    Ok(versions)
}
