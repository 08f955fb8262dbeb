//! Files that people sent: rows only. Their bytes are brought by the fetcher, or were uploaded before.

use sqlx::{AnyConnection, Row as _};

use super::{
    chat::Millis,
    overlay::{Fate, Overlay},
    rows,
};
use crate::row;

/// A file's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub id: i64,
    /// waiting | kept | lost
    pub state: String,
    pub platform: String,
    pub source: String,
    pub name: String,
    pub mime: String,
    pub bytes: i64,
    pub sha256: Option<String>,
    /// The address that it came from: only messages from there may name it.
    pub uploaded_from: String,
    pub ticket_id: Option<i64>,
    /// The entry that it came with.
    pub entry_id: Option<i64>,
    /// Its writer is asked whether it shows a patient: until they have said no, no group is shown it.
    pub asked: bool,
    pub created_at: Millis,
}

impl Attachment {
    /// A picture or a film: it may show who is ill.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.mime.starts_with("image/") || self.mime.starts_with("video/")
    }
}

/// Loads files by id.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    ids: &[i64],
    attachments: &mut Overlay<i64, Attachment>,
) -> Result<(), sqlx::Error> {
    let ids = attachments.unknown(ids.iter().copied());
    let found = rows::read_in(
        conn,
        "select id, state, platform, source, file_name, mime, byte_count, sha256, uploaded_from, ticket_id, created_at,
                entry_id, asked
         from attachment where id in",
        &ids,
        "",
    )
    .await?;
    for row in found {
        let attachment = Attachment {
            id: row.try_get(0)?,
            state: row.try_get(1)?,
            platform: row.try_get(2)?,
            source: row.try_get(3)?,
            name: row.try_get(4)?,
            mime: row.try_get(5)?,
            bytes: row.try_get(6)?,
            sha256: row.try_get(7)?,
            uploaded_from: row.try_get(8)?,
            ticket_id: row.try_get(9)?,
            entry_id: row.try_get(11)?,
            asked: row.try_get::<i64>(12)? != 0,
            created_at: row.try_get(10)?,
        };
        attachments.loaded(attachment.id, attachment);
    }
    attachments.looked_for(ids);
    Ok(())
}

/// The files of a ticket, the oldest first.
///
/// # Errors
/// The database's.
pub async fn of_ticket(conn: &mut AnyConnection, ticket: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found =
        sqlx::query("select id from attachment where ticket_id = $1 order by id").bind(ticket).fetch_all(conn).await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// The files from a chat whose sources begin so.
///
/// # Errors
/// The database's.
pub async fn by_source(conn: &mut AnyConnection, address: &str, begins: &str) -> Result<Vec<i64>, sqlx::Error> {
    let found =
        sqlx::query("select id from attachment where uploaded_from = $1 and substr(source, 1, $2) = $3 order by id")
            .bind(address)
            .bind(i32::try_from(begins.chars().count()).unwrap_or(i32::MAX))
            .bind(begins)
            .fetch_all(conn)
            .await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// Saves new files, and to which ticket each belongs.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, attachments: &Overlay<i64, Attachment>) -> Result<(), sqlx::Error> {
    let rows = attachments.unsaved().into_iter().map(|(_, attachment, _): (_, _, Fate)| to_row(attachment)).collect();
    saving
        .write(
            "insert into attachment (id, state, platform, source, file_name, mime, byte_count, sha256, uploaded_from,
         ticket_id, due_at, created_at, entry_id, asked) values",
            rows,
            "on conflict (id) do update set ticket_id = excluded.ticket_id, entry_id = excluded.entry_id,
         asked = excluded.asked",
        )
        .await?;
    Ok(())
}

fn to_row(attachment: &Attachment) -> rows::Row {
    row![
        attachment.id,
        attachment.state.as_str(),
        attachment.platform.as_str(),
        attachment.source.as_str(),
        attachment.name.as_str(),
        attachment.mime.as_str(),
        attachment.bytes,
        attachment.sha256.clone(),
        attachment.uploaded_from.as_str(),
        attachment.ticket_id,
        attachment.created_at,
        attachment.created_at,
        attachment.entry_id,
        i64::from(attachment.asked)
    ]
}

/// Notes which chats were shown which files.
///
/// # Errors
/// The database's.
pub async fn show(saving: &mut rows::Saving<'_>, shown: Vec<(i64, String)>) -> Result<(), sqlx::Error> {
    let rows = shown.into_iter().map(|(id, address)| row![id, address]).collect();
    saving
        .write(
            "insert into attachment_shown (attachment_id, address) values",
            rows,
            "on conflict (attachment_id, address) do nothing",
        )
        .await?;
    Ok(())
}

/// Those of these files that a chat was shown.
///
/// # Errors
/// The database's.
pub async fn shown_in(conn: &mut AnyConnection, address: &str, ids: &[i64]) -> Result<Vec<i64>, sqlx::Error> {
    let found = rows::read_by(
        conn,
        "select s.attachment_id from attachment_shown s join (values",
        ids.iter().map(|id| row![*id, address]).collect(),
        ") as v on s.attachment_id = v.column1 and s.address = v.column2",
    )
    .await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}

/// Whether a chat sent a file or was shown it.
///
/// # Errors
/// The database's.
pub async fn may_read(conn: &mut AnyConnection, attachment: i64, address: &str) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        "select a.id from attachment a where a.id = $1 and (a.uploaded_from = $2 or exists
         (select 1 from attachment_shown s where s.attachment_id = a.id and s.address = $2))",
    )
    .bind(attachment)
    .bind(address)
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}
