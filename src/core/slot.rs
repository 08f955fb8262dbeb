//! The slots of the agents' rooms: messages of one slot replace each other by editing.

use sqlx::{AnyConnection, Row as _};

/// The card with all that waits in a room.
pub const QUEUE: &str = "queue";

/// A ticket's card in a room.
#[must_use]
pub fn card(ticket: i64) -> String {
    format!("card:{ticket}")
}

/// A ticket's card in its own thread, where a room has a card for all that waits too.
#[must_use]
pub fn topic(ticket: i64) -> String {
    format!("topic:{ticket}")
}

/// A file beside the message of a slot, or beside one that has none.
#[must_use]
pub fn file(slot: Option<&str>, attachment: i64) -> Option<String> {
    slot.map(|slot| format!("{slot}#f{attachment}"))
}

/// Of a room's newest messages, so many are looked at for what a card said last.
const NEWEST: i64 = 100;

/// The line that a slot's message in a room was last rendered from, if that is not long ago.
///
/// # Errors
/// The database's.
pub async fn newest_line(conn: &mut AnyConnection, address: &str, slot: &str) -> Result<Option<String>, sqlx::Error> {
    let found = sqlx::query(
        "select line from (select slot, line, seq from outbox where address = $1 and class = 1 and seq > 0
         order by seq desc limit $3) as newest where slot = $2 order by seq desc limit 1",
    );
    found.bind(address).bind(slot).bind(NEWEST).fetch_optional(conn).await?.map(|row| row.try_get(0)).transpose()
}

/// Whether a message of this slot stands in a chat, or is on its way there.
///
/// # Errors
/// The database's.
pub async fn stands(conn: &mut AnyConnection, address: &str, slot: &str) -> Result<bool, sqlx::Error> {
    let found = sqlx::query(
        "select 1 from living where address = $1 and slot = $2
         union all select 1 from outbox where address = $1 and class = 1 and slot = $2 and state in ('queued', 'sending')
         limit 1",
    );
    Ok(found.bind(address).bind(slot).fetch_optional(conn).await?.is_some())
}
