//! How far the channels of a platform were read, so that what was missed can be asked for.

use sqlx::AnyConnection;

use super::rows;

/// How far one channel was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The platform's own id of the channel or thread.
    pub channel: String,
    /// The room's own channel; `None`: a private chat.
    pub room: Option<String>,
    /// The id of the last message of it that was committed.
    pub last: i64,
}

/// The marks of an account.
///
/// # Errors
/// The database's.
pub async fn read(conn: &mut AnyConnection, platform: &str, account: &str) -> Result<Vec<Mark>, sqlx::Error> {
    let found = sqlx::query(
        "select channel, room, last_id from read_mark where platform = $1 and account = $2 order by last_id desc",
    )
    .bind(platform)
    .bind(account)
    .fetch_all(conn)
    .await?;
    let mark = |row: rows::Found| {
        let (channel, room) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Mark { channel, room, last: row.try_get(2)? })
    };
    found.into_iter().map(rows::Found::from).map(mark).collect()
}

/// Keeps a mark; none ever goes back.
///
/// # Errors
/// The database's.
pub async fn keep(conn: &mut AnyConnection, platform: &str, account: &str, mark: &Mark) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into read_mark (platform, account, channel, room, last_id) values ($1, $2, $3, $4, $5)
         on conflict (platform, account, channel) do update set last_id = excluded.last_id
         where excluded.last_id > read_mark.last_id",
    )
    .bind(platform)
    .bind(account)
    .bind(mark.channel.as_str())
    .bind(mark.room.as_deref())
    .bind(mark.last)
    .execute(conn)
    .await?;
    Ok(())
}
