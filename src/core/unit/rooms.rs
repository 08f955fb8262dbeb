//! Groups in the unit of work: which are told, which take nothing any more, which live on elsewhere.

use sqlx::{Any, Transaction};

use super::Unit;
use crate::core::{
    chat::{Address, Millis},
    db::Kind,
    delivery,
    room::{self, Room},
};

impl Unit<'_> {
    /// The rooms that are told of tickets, read once a batch.
    ///
    /// # Errors
    /// The database's.
    pub async fn audiences(&mut self) -> Result<&[Room], sqlx::Error> {
        if self.audiences.is_none() {
            self.audiences = Some(room::audiences(&mut self.conn).await?);
        }
        Ok(self.audiences.as_deref().unwrap_or_default())
    }

    /// Notes since when a group takes nothing any more, or that it takes messages again. Returns whether that is new.
    ///
    /// # Errors
    /// The database's.
    pub async fn room_is_gone(&mut self, address: &str, since: Option<Millis>) -> Result<bool, sqlx::Error> {
        self.audiences = None;
        self.shut.retain(|other| other != address);
        self.shut.extend(since.map(|_| address.to_owned()));
        room::is_gone(&mut self.conn, address, since).await
    }

    /// Withdraws messages that were surely never sent, by their ids. Returns how many were.
    ///
    /// # Errors
    /// The database's.
    pub async fn withdraw(&mut self, messages: &[i64]) -> Result<usize, sqlx::Error> {
        delivery::withdraw(&mut self.conn, self.kind, self.now, messages).await
    }

    /// Binds a group to a purpose.
    ///
    /// # Errors
    /// The database's.
    pub async fn bind_room(&mut self, room: Room) -> Result<(), sqlx::Error> {
        room::bind(&mut self.conn, &room).await?;
        self.audiences = None;
        self.new_menus = true;
        self.rooms.insert(room.address.clone(), room);
        Ok(())
    }
}

/// In the end, with all that the transaction has written: chats that take nothing are emptied, and those that live on
/// elsewhere move.
pub(super) async fn close_and_move(
    tx: &mut Transaction<'static, Any>,
    kind: Kind,
    now: Millis,
    (shut, moves): (&[String], &[(String, Address)]),
) -> Result<(), sqlx::Error> {
    for address in shut {
        delivery::shut_out(tx, kind, now, address).await?;
    }
    for (from, to) in moves {
        delivery::move_chat(tx, kind, now, from, to).await?;
    }
    Ok(())
}
