//! What belongs to somebody who is signed in to the web chat: their further conversations, the end of their sign-ins,
//! and a code for one more device. Who may do what in a conversation is not decided here, but at the desk.

use super::{
    DeviceError, Door, NewDevice, OpenError, Seat, Standing, Unavailable,
    enter::{private_chat, room_purpose},
};
use crate::{
    core::{
        contact, invite,
        person::{Person, Role},
        room::{self, Room, RoomNotify},
        seat::{self, SeatRow},
        unit::Unit,
    },
    desk::Seed,
    text::qr::Qr,
};

/// The conversations that somebody may open, the one that they enter first at the head. Whoever was blocked or has
/// left has none, and whoever comes back does so in private.
pub(super) fn chats(person: &Person, user_key: &str) -> Vec<String> {
    if !person.is_here() {
        return Vec::new();
    }
    let room = match (person.role, person.partner_id) {
        (Role::Agent | Role::Admin, _) => Some("agents".to_owned()),
        (Role::FocalPoint, Some(partner)) => Some(format!("partner-{partner}")),
        (Role::FocalPoint, None) | (Role::Reporter | Role::Manager, _) => None,
    };
    room.into_iter().chain([private_chat(user_key)]).collect()
}

/// Binds a room of the web chat to its purpose, once. A private chat is none.
pub(super) async fn bind_room(unit: &mut Unit<'_>, person: &Person, chat: &str) -> Result<(), sqlx::Error> {
    let Some(purpose) = room_purpose(chat) else { return Ok(()) };
    let address = seat::address(chat).to_string();
    room::load(&mut unit.conn, std::slice::from_ref(&address), &mut unit.rooms).await?;
    if unit.rooms.read(&address).is_some() {
        return Ok(());
    }
    let partner_id = person.partner_id.filter(|_| purpose == "partner");
    let purpose = purpose.to_owned();
    let (locale, notify) = (person.locale, RoomNotify::All);
    unit.bind_room(Room { address, purpose, partner_id, locale, notify, tier: None, system: None }).await
}

impl Door {
    /// Whose seat it is, and which other conversations they may open.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn standing(&self, seat: &Seat) -> Result<Standing, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let person = contact::person(&mut conn, &seat::contact_key(&seat.user_key)).await?;
        let mut others = person.as_ref().map(|person| chats(person, &seat.user_key)).unwrap_or_default();
        others.retain(|chat| *chat != seat.address.chat);
        let others = others.into_iter().map(|chat| (room_purpose(&chat).map(str::to_owned), chat)).collect();
        Ok(Standing {
            person: person.map_or_else(|| seat.user_key.clone(), |person| format!("u{}", person.id)),
            others,
        })
    }

    /// Opens another conversation of the same person, bound to a token of its own; the same token again gives the
    /// same seat. `from` is the token of the seat, which has to hold until now.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_seat(&self, seat: &Seat, from: &str, chat: &str, token: &str) -> Result<Seat, OpenError> {
        let shared = &self.entrance.shared;
        let (key, token_hash) = (seat::contact_key(&seat.user_key), seat::hash(token));
        let mut unit = Unit::begin(&shared.store, &shared.ids, shared.now()).await?;
        let Some(person) = contact::person(&mut unit.conn, &key).await? else { return Err(OpenError::NotTheirs) };
        if !chats(&person, &seat.user_key).iter().any(|one| one == chat) {
            return Err(OpenError::NotTheirs);
        }
        let address = seat::address(chat).to_string();
        let now = unit.now;
        if seat::load(&mut unit.conn, now, &seat::hash(from)).await?.is_none() {
            return Err(OpenError::NotTheirs);
        }
        let mut ended = Vec::new();
        match seat::load(&mut unit.conn, now, &token_hash).await? {
            Some(known) if known.address == address && known.user_key == seat.user_key => {}
            // A token is bound once.
            Some(_) => return Err(OpenError::NotTheirs),
            None => {
                bind_room(&mut unit, &person, chat).await?;
                let row = SeatRow { address, user_key: seat.user_key.clone(), used_at: now };
                seat::create(&mut unit.conn, now, &token_hash, "", &row).await?;
                ended = seat::end_surplus(&mut unit.conn, &seat.user_key).await?;
            }
        }
        unit.commit(&shared.policy().key).await?;
        for token_hash in ended {
            shared.mailroom.forget_seat(&token_hash);
        }
        // What was remembered of them may be of before their role opened it.
        shared.mailroom.forget_face(&key);
        self.seat(token).await?.ok_or(OpenError::NotTheirs)
    }

    /// Ends a sign-in.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn leave(&self, token: &str) -> Result<(), Unavailable> {
        let shared = &self.entrance.shared;
        let hash = seat::hash(token);
        let mut tx = shared.store.begin().await?;
        seat::remove(&mut tx, &hash).await?;
        tx.commit().await?;
        // Only now: a request beside this one could have remembered it again.
        shared.mailroom.forget_seat(&hash);
        Ok(())
    }

    /// Ends all sign-ins of the seat's person, on all devices.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn leave_everywhere(&self, seat: &Seat) -> Result<(), Unavailable> {
        let shared = &self.entrance.shared;
        let mut unit = Unit::begin(&shared.store, &shared.ids, shared.now()).await?;
        let person = contact::person(&mut unit.conn, &seat::contact_key(&seat.user_key)).await?;
        let Some(person) = person else { return Ok(()) };
        let ended = seat::end_all(&mut unit, person.id).await?;
        unit.commit(&shared.policy().key).await?;
        for token_hash in ended {
            shared.mailroom.forget_seat(&token_hash);
        }
        // Whoever waits there finds out now; who shares a room only asks again.
        let chats = chats(&person, &seat.user_key).into_iter().map(|chat| seat::address(&chat).to_string());
        let here = seat.address.to_string();
        shared.mailroom.ring_at(&chats.chain([here]).collect::<Vec<_>>());
        Ok(())
    }

    /// Makes a one-time code with which the seat's person signs in on one more device. What is returned is its only
    /// copy.
    ///
    /// # Errors
    /// See [`DeviceError`].
    pub async fn new_device(&self, seat: &Seat) -> Result<NewDevice, DeviceError> {
        let shared = &self.entrance.shared;
        let code = Seed::drawn()?.code(0);
        let mut unit = Unit::begin(&shared.store, &shared.ids, shared.now()).await?;
        let person = contact::person(&mut unit.conn, &seat::contact_key(&seat.user_key)).await?;
        let person = person.filter(Person::is_here).ok_or(DeviceError::NotAllowed)?;
        let now = unit.now;
        if let Some(seconds) = invite::wait_for_device(&mut unit.conn, person.id, now).await? {
            return Err(DeviceError::SlowDown { seconds });
        }
        let invitation = invite::for_device(person.id, now);
        invite::create(&mut unit.conn, &code, &invitation).await?;
        unit.commit(&shared.policy().key).await?;
        let url = shared.places.web(&code);
        let qr = Qr::of(&url).map(|qr| qr.rows()).unwrap_or_default();
        Ok(NewDevice { code, url, qr, seconds: (invitation.expires_at() - now) / 1000 })
    }
}
