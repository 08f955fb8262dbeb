//! The partner gate: what waits there for a focal point.

use sqlx::AnyConnection;

use super::rows;

/// The requests of a partner that wait for its focal points, the oldest first; at most as many as one message lists.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut AnyConnection, partner: i64) -> Result<Vec<i64>, sqlx::Error> {
    let found = rows::read_in(
        conn,
        "select id from ticket where status = 'waiting_focal_point' and is_private = 0 and is_practice = 0
         and partner_id in",
        &[partner],
        "order by id limit 10",
    )
    .await?;
    found.into_iter().map(|row| row.try_get(0)).collect()
}
