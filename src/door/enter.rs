//! Signing in to the web chat with a one-time code. A token is bound to one conversation: agents and focal points
//! come into their room, everybody else into a private chat. Their other conversations are opened in `seats`.

use super::{Door, EnterError, Seat, Unavailable, mailroom::Face, seats};
use crate::core::{
    chat::{Address, Millis},
    contact::{self, Contact},
    invite::{self, Attempt, Gift, Redeemed},
    person::Person,
    seat::{self, SeatRow},
    unit::Unit,
};
use crate::text::locale::Locale;

/// So long a sign-in is believed without asking the database again.
const SEAT_MS: Millis = 30_000;

impl Door {
    /// Signs in with a one-time code. The client makes the token; the same code with the same token again gives
    /// the same seat, so that a lost answer costs nothing. Misses are counted by `source`.
    ///
    /// # Errors
    /// See [`EnterError`].
    pub async fn enter(&self, code: &str, token: &str, source: &str) -> Result<Seat, EnterError> {
        let shared = &self.entrance.shared;
        let unavailable = |error: sqlx::Error| {
            tracing::error!(%error, "nobody can sign in");
            EnterError::Unavailable
        };
        let mut unit = Unit::begin(&shared.store, &shared.ids, shared.now()).await.map_err(unavailable)?;
        let (token_hash, code_hash) = (seat::hash(token), invite::hash(code));
        let before = seat::of_code(&mut unit.conn, &token_hash, &code_hash).await.map_err(unavailable)?;
        if before.is_none() {
            let (now, source) = (unit.now, format!("net:{source}"));
            let attempt = Attempt { source: &source, used_by: &token_hash[..16], in_room: false, account_of: None };
            match invite::redeem(&mut unit.conn, now, code, attempt).await.map_err(unavailable)? {
                Redeemed::Given(Gift::Role { role, tier, partner_id, facility_id, proves_facility, person_id }) => {
                    let newcomer = |id| Person { role, tier, partner_id, ..Person::new(id, Locale::Pt) };
                    let facility = facility_id.map(|facility| (facility, proves_facility));
                    let person = guest(&mut unit, person_id, newcomer, facility).await.map_err(unavailable)?;
                    if person.blocked_at.is_some() {
                        return Err(EnterError::BadCode);
                    }
                    let row = self.seat_person(&mut unit, person).await.map_err(unavailable)?;
                    let stored = seat::create(&mut unit.conn, now, &token_hash, &code_hash, &row).await;
                    stored.map_err(unavailable)?;
                }
                Redeemed::Given(Gift::Room { .. }) | Redeemed::Bad => {
                    unit.commit(&shared.policy().key).await.map_err(unavailable)?;
                    return Err(EnterError::BadCode);
                }
                Redeemed::SlowDown { seconds } => return Err(EnterError::SlowDown { seconds }),
            }
        }
        unit.commit(&shared.policy().key).await.map_err(unavailable)?;
        self.seat(token).await.map_err(|_| EnterError::Unavailable)?.ok_or(EnterError::BadCode)
    }

    /// Gives a person a contact on the web, which is their private chat, and a seat where they enter: their room, or
    /// the private chat. Whoever had left comes back there.
    async fn seat_person(&self, unit: &mut Unit<'_>, person: Person) -> Result<SeatRow, sqlx::Error> {
        let user_key = format!("u{}", person.id);
        let private = private_chat(&user_key);
        let chat = seats::chats(&person, &user_key).into_iter().next().unwrap_or_else(|| private.clone());
        seats::bind_room(unit, &person, &chat).await?;
        let contact = Contact {
            person_id: person.id,
            address: seat::address(&private).to_string(),
            reachable: true,
            last_used_at: unit.now,
        };
        // Their role may be another one than when they were here last.
        self.entrance.shared.mailroom.forget_face(&seat::contact_key(&user_key));
        unit.contacts.insert(seat::contact_key(&user_key), contact);
        Ok(SeatRow { address: seat::address(&chat).to_string(), user_key, used_at: unit.now })
    }

    /// The seat of a token.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn seat(&self, token: &str) -> Result<Option<Seat>, Unavailable> {
        let shared = &self.entrance.shared;
        let (hash, now) = (seat::hash(token), shared.now());
        let row = match shared.mailroom.seat(&hash, now) {
            Some(row) => row,
            None => {
                let ended = shared.mailroom.ended_seats();
                let mut conn = shared.store.reader().acquire().await?;
                let Some(row) = seat::load(&mut conn, now, &hash).await? else { return Ok(None) };
                shared.mailroom.remember_seat(hash, row.clone(), now, now + SEAT_MS, ended);
                row
            }
        };
        let Ok(address) = row.address.parse::<Address>() else { return Ok(None) };
        let face = self.face(&row.user_key, now).await?;
        let purpose = room_purpose(&address.chat);
        // A room is open as long as its person's role opens it.
        if purpose.is_some() && !face.chats.contains(&address.chat) {
            return Ok(None);
        }
        Ok(Some(Seat {
            is_group: purpose.is_some(),
            user_key: row.user_key,
            name: face.name,
            locale: face.locale.code().to_owned(),
            purpose: purpose.unwrap_or("private").to_owned(),
            address,
        }))
    }

    /// What the page shows of its person; the desk says when that has changed.
    async fn face(&self, user_key: &str, now: Millis) -> Result<Face, Unavailable> {
        let shared = &self.entrance.shared;
        let contact_key = seat::contact_key(user_key);
        if let Some(face) = shared.mailroom.face(&contact_key, now) {
            return Ok(face);
        }
        let mut conn = shared.store.reader().acquire().await?;
        let person = contact::person(&mut conn, &contact_key).await?;
        let chats = person.as_ref().map(|person| seats::chats(person, user_key)).unwrap_or_default();
        let face = person.map(|person| Face { name: person.name, locale: person.locale, chats }).unwrap_or_default();
        shared.mailroom.remember_face(contact_key, face.clone(), now + SEAT_MS);
        Ok(face)
    }
}

/// What a room of the web chat is for; private chats have none.
pub(super) fn room_purpose(chat: &str) -> Option<&'static str> {
    match chat {
        "agents" => Some("agents"),
        chat if chat.starts_with("partner-") => Some("partner"),
        _ => None,
    }
}

/// The private chat of an account.
pub(super) fn private_chat(user_key: &str) -> String {
    format!("p{}", user_key.trim_start_matches('u'))
}

/// The person whom a code stands for: somebody who exists, or somebody new, who has yet to enrol. The code may send
/// them to a facility, and show that they work there.
async fn guest(
    unit: &mut Unit<'_>,
    invited: Option<i64>,
    newcomer: impl FnOnce(i64) -> Person,
    facility: Option<(i64, bool)>,
) -> Result<Person, sqlx::Error> {
    contact::load_people(&mut unit.conn, invited.as_slice(), &mut unit.people).await?;
    let id = match invited.filter(|id| unit.people.read(id).is_some()) {
        Some(id) => id,
        None => {
            let id = unit.next_id();
            unit.people.insert(id, newcomer(id));
            id
        }
    };
    if let Some((facility, proven)) = facility
        && let Some(person) = unit.people.change(&id)
    {
        person.is_sent_to(facility, proven);
    }
    unit.people.read(&id).cloned().ok_or(sqlx::Error::RowNotFound)
}
