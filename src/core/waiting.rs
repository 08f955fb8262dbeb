//! What nobody has taken yet, for the cards of the agents' rooms: in the order of the queue, as far as a room may show
//! it.

use sqlx::{AnyConnection, Row as _};

use super::{chat::Millis, policy::desk::Desk, room::Room};

/// So many are looked at.
const MOST: i64 = 2_000;

/// A ticket that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub id: i64,
    pub reference: String,
    pub priority: String,
    pub system: String,
    pub tier: i64,
    pub facility_id: Option<i64>,
    pub facility_text: Option<String>,
    pub created_at: Millis,
}

/// All that waits and is of no private department, the most pressing first.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut AnyConnection, desk: &Desk) -> Result<Vec<Waiting>, sqlx::Error> {
    let found = sqlx::query(
        "select id, reference, priority_key, system_key, tier, facility_id, facility_text, created_at, department
         from ticket where status = 'new' and owner_id is null and is_practice = 0
         order by priority_rank, coalesce(
           case when resolve_due < response_due or response_due is null then resolve_due else response_due end,
           deadline_day * 86400000, 9999999999999), created_at, id limit $1",
    )
    .bind(MOST)
    .fetch_all(conn)
    .await?;
    let mut waiting = Vec::with_capacity(found.len());
    for row in found {
        let department: Option<String> = row.try_get(8)?;
        if department.is_some_and(|key| is_private(desk, &key)) {
            continue;
        }
        waiting.push(Waiting {
            id: row.try_get(0)?,
            reference: row.try_get(1)?,
            priority: row.try_get(2)?,
            system: row.try_get(3)?,
            tier: row.try_get(4)?,
            facility_id: row.try_get(5)?,
            facility_text: row.try_get(6)?,
            created_at: row.try_get(7)?,
        });
    }
    Ok(waiting)
}

fn is_private(desk: &Desk, key: &str) -> bool {
    desk.departments.iter().any(|department| department.private && department.named.key == key)
}

impl Waiting {
    /// Whether it comes into a room: into one that takes it, or into any where none does.
    #[must_use]
    pub fn is_for(&self, room: &Room, rooms: &[Room]) -> bool {
        room.takes(self.tier, &self.system) || !rooms.iter().any(|other| other.takes(self.tier, &self.system))
    }
}
