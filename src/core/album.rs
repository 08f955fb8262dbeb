//! Albums: messages that belong together, of which the platform tells neither how many they are nor which is the last.
//! What the first part has begun, the others join.

use sqlx::AnyConnection;

use super::{
    chat::Inbound,
    overlay::{Fate, Overlay},
    rows, session,
};
use crate::row;

/// An album as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Album {
    /// The first part, by its key in the inbox.
    pub inbox_key: String,
    /// Its first file: where that one is now, the others belong.
    pub attachment: i64,
    pub file_count: i64,
    /// The dialog as the last part left it, as a hash, and the question that was asked with it.
    pub left_at: String,
    pub prompt_id: Option<i64>,
}

impl Album {
    /// The slot of its receipt, which is edited with each part.
    #[must_use]
    pub fn slot(&self) -> String {
        format!("album:{}", self.attachment)
    }
}

/// The key of the album that a message is a part of.
#[must_use]
pub fn key(inbound: &Inbound) -> Option<String> {
    let album = inbound.album.as_ref()?;
    Some(format!("{}|{album}", session::key(&inbound.address, &inbound.sender.user_key)))
}

/// Loads albums by key.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    keys: &[String],
    albums: &mut Overlay<String, Album>,
) -> Result<(), sqlx::Error> {
    let keys = albums.unknown(keys.iter().cloned());
    let found = rows::read_in(
        conn,
        "select album_key, inbox_key, attachment_id, file_count, left_at, prompt_id from album where album_key in",
        &keys,
        "",
    )
    .await?;
    for row in found {
        let album = Album {
            inbox_key: row.try_get(1)?,
            attachment: row.try_get(2)?,
            file_count: row.try_get(3)?,
            left_at: row.try_get(4)?,
            prompt_id: row.try_get(5)?,
        };
        albums.loaded(row.try_get(0)?, album);
    }
    albums.looked_for(keys);
    Ok(())
}

/// Saves albums.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, albums: &Overlay<String, Album>) -> Result<(), sqlx::Error> {
    let rows = albums
        .unsaved()
        .into_iter()
        .map(|(key, album, _): (_, _, Fate)| {
            row![
                key.as_str(),
                album.inbox_key.as_str(),
                album.attachment,
                album.file_count,
                album.left_at.as_str(),
                album.prompt_id
            ]
        })
        .collect();
    saving
        .write(
            "insert into album (album_key, inbox_key, attachment_id, file_count, left_at, prompt_id) values",
            rows,
            "on conflict (album_key) do update set file_count = excluded.file_count, left_at = excluded.left_at,
         prompt_id = excluded.prompt_id",
        )
        .await?;
    Ok(())
}
