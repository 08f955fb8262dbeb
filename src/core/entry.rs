//! What was written about a ticket. An internal note is an entry like the others, but nothing here leads out:
//! what a reporter is told is a notice that was made for them.

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, rows};
use crate::row;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Description,
    /// Internal: never shown to the reporter.
    Note,
    Reply,
    Question,
    Answer,
    Resolution,
    /// The reporter's words when it still does not work.
    Reopening,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Note => "note",
            Self::Reply => "reply",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Resolution => "resolution",
            Self::Reopening => "reopening",
        }
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
}

/// Saves new entries.
///
/// # Errors
/// The database's.
pub async fn save(conn: &mut AnyConnection, entries: &[Entry]) -> Result<(), sqlx::Error> {
    let rows = entries
        .iter()
        .map(|entry| {
            row![entry.id, entry.ticket_id, entry.kind.word(), entry.author_id, entry.words.as_str(), entry.created_at]
        })
        .collect();
    rows::write(conn, "insert into entry (id, ticket_id, kind, author_id, words, created_at) values", rows, "").await?;
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
