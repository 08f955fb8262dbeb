//! What was written in answer to an announcement. It is shown to the desk and kept; it becomes a request where its writer
//! wants one.

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use crate::{
    core::{chat::Millis, rows},
    row,
};

/// One answer to an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub id: i64,
    pub announcement: i64,
    /// The chat in which it was written.
    pub address: String,
    pub user_key: String,
    pub person: Option<i64>,
    pub name: String,
    pub words: String,
    /// Attachments, by id.
    pub files: Vec<i64>,
    pub created_at: Millis,
}

const COLUMNS: &str =
    "select id, announcement_id, address, user_key, person_id, name, words, files, created_at from announcement_reply ";

/// Writes one down.
///
/// # Errors
/// The database's.
pub async fn insert(conn: &mut AnyConnection, one: &Reply) -> Result<(), sqlx::Error> {
    let row = row![
        one.id,
        one.announcement,
        one.address.as_str(),
        one.user_key.as_str(),
        one.person,
        one.name.as_str(),
        one.words.as_str(),
        serde_json::to_string(&one.files).unwrap_or_default(),
        one.created_at
    ];
    rows::write(
        conn,
        "insert into announcement_reply (id, announcement_id, address, user_key, person_id, name, words, files,
         created_at) values",
        vec![row],
        "",
    )
    .await?;
    Ok(())
}

/// One by its id.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, id: i64) -> Result<Option<Reply>, sqlx::Error> {
    let sql = format!("{COLUMNS} where id = $1");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(conn).await?;
    found.as_ref().map(read).transpose()
}

/// The last ones to an announcement in a chat since then, the oldest first.
///
/// # Errors
/// The database's.
pub async fn since(
    conn: &mut AnyConnection,
    announcement: i64,
    address: &str,
    since: Millis,
) -> Result<Vec<Reply>, sqlx::Error> {
    let sql = format!("{COLUMNS} where announcement_id = $1 and address = $2 and created_at >= $3 order by id");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(announcement).bind(address).bind(since);
    found.fetch_all(conn).await?.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Reply, sqlx::Error> {
    Ok(Reply {
        id: row.try_get(0)?,
        announcement: row.try_get(1)?,
        address: row.try_get(2)?,
        user_key: row.try_get(3)?,
        person: row.try_get(4)?,
        name: row.try_get(5)?,
        words: row.try_get(6)?,
        files: serde_json::from_str(&row.try_get::<String, _>(7)?).unwrap_or_default(),
        created_at: row.try_get(8)?,
    })
}
