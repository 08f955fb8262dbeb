//! The rows of announcements and their bulletins. They are few and change seldom: each is read and written by itself, in
//! the transaction of whoever changes it.

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{Announcement, Bulletin, Kind, Stage, State, What};
use crate::{
    core::{chat::Millis, rows},
    row,
};

/// The name of the counter of announcements.
const COUNTER: &str = "announcement";

const COLUMNS: &str = "select id, number, kind, state, problem_id, system_key, audience, author_id, home, window_from,
     window_until, next_update_at, created_at, over_at from announcement ";

/// The number of the next announcement.
///
/// # Errors
/// The database's.
pub async fn next_number(conn: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    let row = sqlx::query(
        "insert into counter (name, next_number) values ($1, 2)
         on conflict (name) do update set next_number = counter.next_number + 1 returning next_number",
    )
    .bind(COUNTER)
    .fetch_one(conn)
    .await?;
    Ok(row.try_get::<i64, _>(0)? - 1)
}

/// An announcement.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, id: i64) -> Result<Option<Announcement>, sqlx::Error> {
    let found =
        sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where id = $1"))).bind(id).fetch_optional(conn).await?;
    found.as_ref().map(read).transpose()
}

/// The announcement of a number.
///
/// # Errors
/// The database's.
pub async fn number(conn: &mut AnyConnection, number: i64) -> Result<Option<Announcement>, sqlx::Error> {
    let sql = format!("{COLUMNS} where number = $1");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(number).fetch_optional(conn).await?;
    found.as_ref().map(read).transpose()
}

/// The announcements that are going on, the newest first.
///
/// # Errors
/// The database's.
pub async fn going_on(conn: &mut AnyConnection, most: i64) -> Result<Vec<Announcement>, sqlx::Error> {
    let sql = format!("{COLUMNS} where state = 'going_on' order by number desc limit $1");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(most).fetch_all(conn).await?;
    found.iter().map(read).collect()
}

/// The announcements that are not over, the newest first.
///
/// # Errors
/// The database's.
pub async fn unfinished(conn: &mut AnyConnection, most: i64) -> Result<Vec<Announcement>, sqlx::Error> {
    let sql = format!("{COLUMNS} where state in ('draft', 'going_on') order by number desc limit $1");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(most).fetch_all(conn).await?;
    found.iter().map(read).collect()
}

/// The announcements of a problem that are not over.
///
/// # Errors
/// The database's.
pub async fn of_problem(conn: &mut AnyConnection, problem: i64) -> Result<Vec<Announcement>, sqlx::Error> {
    let sql = format!("{COLUMNS} where problem_id = $1 and state in ('draft', 'going_on') order by number");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(problem).fetch_all(conn).await?;
    found.iter().map(read).collect()
}

/// The people who may announce, by what they are.
///
/// # Errors
/// The database's.
pub async fn colleagues(conn: &mut AnyConnection) -> Result<Vec<i64>, sqlx::Error> {
    let found = sqlx::query(
        "select id from person where role in ('agent', 'manager', 'admin') and enrolled_at is not null
         and blocked_at is null and left_at is null order by id",
    )
    .fetch_all(conn)
    .await?;
    found.iter().map(|row| row.try_get(0)).collect()
}

fn read(row: &AnyRow) -> Result<Announcement, sqlx::Error> {
    let (kind, state): (String, String) = (row.try_get(2)?, row.try_get(3)?);
    let window = row.try_get::<Option<Millis>, _>(9)?.zip(row.try_get(10)?);
    Ok(Announcement {
        id: row.try_get(0)?,
        number: row.try_get(1)?,
        kind: Kind::from_word(&kind).unwrap_or(Kind::Info),
        state: State::from_word(&state).unwrap_or(State::Draft),
        problem: row.try_get(4)?,
        system: row.try_get(5)?,
        audience: serde_json::from_str(&row.try_get::<String, _>(6)?).unwrap_or_default(),
        author: row.try_get(7)?,
        home: row.try_get(8)?,
        window,
        next_update_at: row.try_get(11)?,
        created_at: row.try_get(12)?,
        over_at: row.try_get(13)?,
    })
}

/// Writes a new announcement down.
///
/// # Errors
/// The database's.
pub async fn insert(conn: &mut AnyConnection, one: &Announcement) -> Result<(), sqlx::Error> {
    let row = row![
        one.id,
        one.number,
        one.kind.word(),
        one.state.word(),
        one.problem,
        one.system.clone(),
        serde_json::to_string(&one.audience).unwrap_or_default(),
        one.author,
        one.home.as_str(),
        one.window.map(|(from, _)| from),
        one.window.map(|(_, until)| until),
        one.next_update_at,
        one.created_at,
        one.over_at
    ];
    rows::write(
        conn,
        "insert into announcement (id, number, kind, state, problem_id, system_key, audience, author_id, home,
         window_from, window_until, next_update_at, created_at, over_at) values",
        vec![row],
        "",
    )
    .await?;
    Ok(())
}

/// Writes what can change of an announcement. What others are offered and read is to be read anew.
///
/// # Errors
/// The database's.
pub async fn save(conn: &mut AnyConnection, one: &Announcement) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update announcement set kind = $2, state = $3, problem_id = $4, system_key = $5, audience = $6,
         window_from = $7, window_until = $8, next_update_at = $9, over_at = $10 where id = $1",
    )
    .bind(one.id)
    .bind(one.kind.word())
    .bind(one.state.word())
    .bind(one.problem)
    .bind(one.system.as_deref())
    .bind(serde_json::to_string(&one.audience).unwrap_or_default())
    .bind(one.window.map(|(from, _)| from))
    .bind(one.window.map(|(_, until)| until))
    .bind(one.next_update_at)
    .bind(one.over_at)
    .execute(&mut *conn)
    .await?;
    changed(conn).await
}

/// What others are offered and read is to be read anew.
async fn changed(conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update fact set fact_value = cast(cast(fact_value as bigint) + 1 as text) where name = 'announcement_version'",
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Holds a bulletin until the transaction ends. Whoever changes it holds it before reading it, so that what goes out is
/// what was confirmed, and nothing goes that was taken back meanwhile.
///
/// # Errors
/// The database's.
pub async fn hold(conn: &mut AnyConnection, bulletin: i64) -> Result<(), sqlx::Error> {
    sqlx::query("update bulletin set revision = revision where id = $1").bind(bulletin).execute(conn).await?;
    Ok(())
}

const BULLETIN: &str = "select id, announcement_id, what, stage, revision, attachment_id, is_loud, author_id, asked_by,
     confirmed_by, goes_at, created_at, out_at, next_update_at, window_from, window_until, words_fine, picture_fine
     from bulletin ";

/// A bulletin with its words.
///
/// # Errors
/// The database's.
pub async fn load_bulletin(conn: &mut AnyConnection, id: i64) -> Result<Option<Bulletin>, sqlx::Error> {
    let sql = format!("{BULLETIN} where id = $1");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut *conn).await?;
    let Some(mut bulletin) = found.as_ref().map(read_bulletin).transpose()? else { return Ok(None) };
    add_words(conn, std::slice::from_mut(&mut bulletin)).await?;
    Ok(Some(bulletin))
}

/// The bulletins of an announcement, the oldest first.
///
/// # Errors
/// The database's.
pub async fn bulletins(conn: &mut AnyConnection, announcement: i64) -> Result<Vec<Bulletin>, sqlx::Error> {
    let sql = format!("{BULLETIN} where announcement_id = $1 order by id");
    let found = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(announcement).fetch_all(&mut *conn).await?;
    let mut bulletins: Vec<Bulletin> = found.iter().map(read_bulletin).collect::<Result<_, _>>()?;
    add_words(conn, &mut bulletins).await?;
    Ok(bulletins)
}

fn read_bulletin(row: &AnyRow) -> Result<Bulletin, sqlx::Error> {
    let (what, stage): (String, String) = (row.try_get(2)?, row.try_get(3)?);
    let what = What::from_word(&what).unwrap_or(What::First);
    Ok(Bulletin {
        // A stage that nobody knows is none from which anything goes out.
        stage: Stage::from_word(&stage).unwrap_or(Stage::Discarded),
        revision: row.try_get(4)?,
        picture: row.try_get(5)?,
        loud: row.try_get::<i64, _>(6)? == 1,
        asked_by: row.try_get(8)?,
        confirmed_by: row.try_get(9)?,
        goes_at: row.try_get(10)?,
        out_at: row.try_get(12)?,
        next_update_at: row.try_get(13)?,
        window: row.try_get::<Option<Millis>, _>(14)?.zip(row.try_get(15)?),
        words_fine: row.try_get::<i64, _>(16)? == 1,
        picture_fine: row.try_get::<i64, _>(17)? == 1,
        ..Bulletin::new(row.try_get(0)?, row.try_get(1)?, what, row.try_get(7)?, row.try_get(11)?)
    })
}

async fn add_words(conn: &mut AnyConnection, bulletins: &mut [Bulletin]) -> Result<(), sqlx::Error> {
    let ids: Vec<i64> = bulletins.iter().map(|bulletin| bulletin.id).collect();
    let head = "select bulletin_id, locale, words from bulletin_words where bulletin_id in";
    for row in rows::read_in(conn, head, &ids, "").await? {
        let (id, locale): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        if let (Some(bulletin), Ok(locale)) = (bulletins.iter_mut().find(|bulletin| bulletin.id == id), locale.parse())
        {
            bulletin.words.insert(locale, row.try_get(2)?);
        }
    }
    Ok(())
}

/// Writes a new bulletin down, with its words.
///
/// # Errors
/// The database's.
pub async fn insert_bulletin(conn: &mut AnyConnection, one: &Bulletin) -> Result<(), sqlx::Error> {
    let row = row![
        one.id,
        one.announcement,
        one.what.word(),
        one.stage.word(),
        one.revision,
        one.picture,
        i64::from(one.loud),
        one.author,
        one.asked_by,
        one.confirmed_by,
        one.goes_at,
        one.created_at,
        one.out_at,
        one.next_update_at,
        one.window.map(|(from, _)| from),
        one.window.map(|(_, until)| until),
        i64::from(one.words_fine),
        i64::from(one.picture_fine)
    ];
    rows::write(
        conn,
        "insert into bulletin (id, announcement_id, what, stage, revision, attachment_id, is_loud, author_id, asked_by,
         confirmed_by, goes_at, created_at, out_at, next_update_at, window_from, window_until, words_fine,
         picture_fine) values",
        vec![row],
        "",
    )
    .await?;
    write_words(conn, one).await
}

/// Writes what can change of a bulletin, its words too.
///
/// # Errors
/// The database's.
pub async fn save_bulletin(conn: &mut AnyConnection, one: &Bulletin) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update bulletin set stage = $2, revision = $3, attachment_id = $4, is_loud = $5, asked_by = $6,
         confirmed_by = $7, goes_at = $8, out_at = $9, next_update_at = $10, window_from = $11, window_until = $12,
         words_fine = $13, picture_fine = $14 where id = $1",
    )
    .bind(one.id)
    .bind(one.stage.word())
    .bind(one.revision)
    .bind(one.picture)
    .bind(i64::from(one.loud))
    .bind(one.asked_by)
    .bind(one.confirmed_by)
    .bind(one.goes_at)
    .bind(one.out_at)
    .bind(one.next_update_at)
    .bind(one.window.map(|(from, _)| from))
    .bind(one.window.map(|(_, until)| until))
    .bind(i64::from(one.words_fine))
    .bind(i64::from(one.picture_fine))
    .execute(&mut *conn)
    .await?;
    sqlx::query("delete from bulletin_words where bulletin_id = $1").bind(one.id).execute(&mut *conn).await?;
    write_words(conn, one).await?;
    changed(conn).await
}

async fn write_words(conn: &mut AnyConnection, one: &Bulletin) -> Result<(), sqlx::Error> {
    let words = one.words.iter().filter(|(_, words)| !words.trim().is_empty());
    let words = words.map(|(locale, words)| row![one.id, locale.code(), words.as_str()]).collect();
    rows::write(conn, "insert into bulletin_words (bulletin_id, locale, words) values", words, "").await?;
    Ok(())
}
