//! How the queue stands against its clocks: two numbers, of what somebody sees of it.

use sqlx::AnyConnection;

use super::{Filter, SOON_MS, Scope, Sight, Slice, Sql};
use crate::core::chat::Millis;

/// How many open tickets are late, and how many will be within a day, of those that somebody sees.
///
/// # Errors
/// The database's.
pub async fn standing(conn: &mut AnyConnection, scope: &Scope, now: Millis) -> Result<(usize, usize), sqlx::Error> {
    if scope.sight == Sight::Nothing {
        return Ok((0, 0));
    }
    let filter = Filter { slice: Slice::Risk, ..Filter::default() };
    let mut counts = [0, 0];
    for (count, now) in counts.iter_mut().zip([now - SOON_MS, now]) {
        let mut sql = Sql::new("select count(*) from ticket t");
        sql.select(&filter, scope, now);
        *count = usize::try_from(sql.number(conn).await?).unwrap_or(0);
    }
    let [late, both] = counts;
    Ok((late, both.saturating_sub(late)))
}
