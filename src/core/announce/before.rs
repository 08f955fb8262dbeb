//! Who was told of an announcement before: they are told how it goes on, whoever it is for by then.

use std::collections::BTreeSet;

use sqlx::{AnyConnection, Row as _};

/// Whom earlier bulletins of an announcement went to.
#[derive(Default)]
pub(super) struct Before {
    pub groups: BTreeSet<String>,
    pub people: BTreeSet<i64>,
}

/// Everybody whom it has reached, or may have.
///
/// # Errors
/// The database's.
pub(super) async fn told_before(conn: &mut AnyConnection, announcement: i64) -> Result<Before, sqlx::Error> {
    let found = sqlx::query(
        "select distinct r.address, r.person_id from bulletin b join recipient r on r.bulletin_id = b.id
         where b.announcement_id = $1 and r.outbox_id is not null",
    )
    .bind(announcement)
    .fetch_all(conn)
    .await?;
    let mut before = Before::default();
    for row in found {
        match row.try_get(1)? {
            Some(person) => drop(before.people.insert(person)),
            None => drop(before.groups.insert(row.try_get(0)?)),
        }
    }
    Ok(before)
}
