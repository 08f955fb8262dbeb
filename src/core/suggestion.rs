//! References that somebody may have in mind while they type one.

use sqlx::AnyConnection;

use super::{
    person::{Person, Role},
    rows,
};

/// The references of the newest tickets that hold what was typed: all open ones for those who work at the desk, and one's
/// own. Whether somebody may read each is still to be asked.
///
/// # Errors
/// The database's.
pub async fn newest_references(
    conn: &mut AnyConnection,
    person: &Person,
    typed: &str,
    most: i64,
) -> Result<Vec<String>, sqlx::Error> {
    let plain: String = typed.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '-').collect();
    let found = sqlx::query(
        "select reference from ticket where reference like $1 and (reporter_id = $2 or ($3 = 1
         and is_practice = 0 and status not in ('closed', 'duplicate', 'rejected', 'cancelled'))) order by id desc limit $4",
    )
    .bind(format!("%{}%", plain.to_ascii_uppercase()))
    .bind(person.id)
    .bind(i64::from(person.role != Role::Reporter))
    .bind(most)
    .fetch_all(conn)
    .await?;
    found.into_iter().map(|row| rows::Found::from(row).try_get(0)).collect()
}
