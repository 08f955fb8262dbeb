//! Who was seen in which group, so that nobody is told in private what they read there (N7). It is noted once for each
//! person and group: a batch asks once for all of its writers, and writes those that are new.

use sqlx::AnyConnection;

use crate::{
    core::{overlay::Overlay, rows},
    row,
};

/// Who was seen where, by group and person, as far as a transaction knows.
pub type Seen = Overlay<(String, i64), ()>;

/// Loads in which of these groups their writers were seen.
///
/// # Errors
/// The database's.
pub async fn load(conn: &mut AnyConnection, pairs: Vec<(String, i64)>, seen: &mut Seen) -> Result<(), sqlx::Error> {
    let pairs = seen.unknown(pairs);
    if pairs.is_empty() {
        return Ok(());
    }
    let mut people: Vec<i64> = pairs.iter().map(|(_, person)| *person).collect();
    people.sort_unstable();
    people.dedup();
    // Somebody is in few groups, and a group may have many people.
    let found = rows::read_in(conn, "select address, person_id from seen_in where person_id in", &people, "").await?;
    for row in found {
        seen.loaded((row.try_get(0)?, row.try_get(1)?), ());
    }
    seen.looked_for(pairs);
    Ok(())
}

/// Saves who is new.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, seen: &Seen) -> Result<(), sqlx::Error> {
    let rows = seen.unsaved().into_iter().map(|((address, person), ..)| row![address.as_str(), *person]).collect();
    saving.write("insert into seen_in (address, person_id) values", rows, "on conflict do nothing").await
}

/// A chat lives on under another address: who was seen there, what is wanted there, and the announcements at home there.
///
/// # Errors
/// The database's.
pub async fn follows(conn: &mut AnyConnection, from: &str, to: &str) -> Result<(), sqlx::Error> {
    for statement in [
        "insert into seen_in (address, person_id) select $2, person_id from seen_in where address = $1
         on conflict do nothing",
        "insert into announcement_wish (reader, announcement_id, wish)
         select $2, announcement_id, wish from announcement_wish where reader = $1 on conflict do nothing",
        "update announcement set home = $2 where home = $1",
        "update announcement_reply set address = $2 where address = $1",
    ] {
        sqlx::query(statement).bind(from).bind(to).execute(&mut *conn).await?;
    }
    for delete in ["delete from seen_in where address = $1", "delete from announcement_wish where reader = $1"] {
        sqlx::query(delete).bind(from).execute(&mut *conn).await?;
    }
    Ok(())
}
