//! What somebody, or a group, wants of announcements, where it is not the usual. What is wanted of one goes before what is
//! wanted of all.

use sqlx::AnyConnection;

use super::audience::Wish;
use crate::{core::rows, row};

/// In the place of an announcement: all of them.
pub const OF_ALL: i64 = 0;

/// Notes what is wanted; nothing of its own from now on where that is none.
///
/// # Errors
/// The database's.
pub async fn set(
    conn: &mut AnyConnection,
    reader: &str,
    announcement: i64,
    wish: Option<Wish>,
) -> Result<(), sqlx::Error> {
    let Some(wish) = wish else {
        // The usual of all is the usual of each.
        let gone = sqlx::query("delete from announcement_wish where reader = $1 and (announcement_id = $2 or $2 = 0)");
        gone.bind(reader).bind(announcement).execute(conn).await?;
        return Ok(());
    };
    rows::write(
        conn,
        "insert into announcement_wish (reader, announcement_id, wish) values",
        vec![row![reader, announcement, wish.word()]],
        "on conflict (reader, announcement_id) do update set wish = excluded.wish",
    )
    .await?;
    Ok(())
}
