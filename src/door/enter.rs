//! Signing in to the web chat with a one-time code. A token is bound to one conversation: agents and focal points
//! come into their room, everybody else into a private chat.

use super::{Door, EnterError, Seat, Unavailable, mailroom::Face};
use crate::core::{
    chat::{Address, Millis},
    contact::{self, Contact},
    invite::{self, Attempt, Gift, Redeemed},
    person::{Person, Role},
    room::{self, Room},
    seat::{self, SeatRow},
    unit::Unit,
};
use crate::text::locale::Locale;

/// The platform and account of the web chat's addresses.
pub const PLATFORM: &str = "web";
const ACCOUNT: &str = "balcao";
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
                    let person = guest(&mut unit, person_id, newcomer, facility).await;
                    let row = self.seat_person(&mut unit, person.map_err(unavailable)?).await.map_err(unavailable)?;
                    let stored = seat::create(&mut unit.conn, now, &token_hash, &code_hash, &row).await;
                    stored.map_err(unavailable)?;
                }
                Redeemed::Given(Gift::Room { .. }) | Redeemed::Bad => {
                    unit.commit(&shared.policy.key).await.map_err(unavailable)?;
                    return Err(EnterError::BadCode);
                }
                Redeemed::SlowDown { seconds } => return Err(EnterError::SlowDown { seconds }),
            }
        }
        unit.commit(&shared.policy.key).await.map_err(unavailable)?;
        self.seat(token).await.map_err(|_| EnterError::Unavailable)?.ok_or(EnterError::BadCode)
    }

    /// Gives a person a contact on the web, in their room or in a private chat of their own.
    async fn seat_person(&self, unit: &mut Unit<'_>, person: Person) -> Result<SeatRow, sqlx::Error> {
        let chat = match (person.role, person.partner_id) {
            (Role::Agent | Role::Admin, _) => "agents".to_owned(),
            (Role::FocalPoint, Some(partner)) => format!("partner-{partner}"),
            (Role::FocalPoint, None) | (Role::Reporter | Role::Manager, _) => format!("p{}", person.id),
        };
        let address = Address::new(PLATFORM, ACCOUNT, &chat);
        if let Some(purpose) = room_purpose(&chat) {
            room::load(&mut unit.conn, &[address.to_string()], &mut unit.rooms).await?;
            if unit.rooms.read(&address.to_string()).is_none() {
                let partner_id = person.partner_id.filter(|_| purpose == "partner");
                let room = Room {
                    address: address.to_string(),
                    purpose: purpose.to_owned(),
                    partner_id,
                    locale: person.locale,
                };
                unit.bind_room(room).await?;
            }
        }
        let user_key = format!("u{}", person.id);
        let contact =
            Contact { person_id: person.id, address: address.to_string(), reachable: true, last_used_at: unit.now };
        unit.contacts.insert(contact::key(&address, &user_key), contact);
        Ok(SeatRow { address: address.to_string(), user_key })
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
                let mut conn = shared.store.reader().acquire().await?;
                let Some(row) = seat::load(&mut conn, &hash).await? else { return Ok(None) };
                shared.mailroom.remember_seat(hash, row.clone(), now + SEAT_MS);
                row
            }
        };
        let Ok(address) = row.address.parse::<Address>() else { return Ok(None) };
        let face = self.face(&contact::key(&address, &row.user_key)).await?;
        let purpose = room_purpose(&address.chat);
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
    async fn face(&self, contact_key: &str) -> Result<Face, Unavailable> {
        let shared = &self.entrance.shared;
        if let Some(face) = shared.mailroom.face(contact_key) {
            return Ok(face);
        }
        let mut conn = shared.store.reader().acquire().await?;
        let person = contact::person(&mut conn, contact_key).await?;
        let face = person.map(|person| Face { name: person.name, locale: person.locale }).unwrap_or_default();
        shared.mailroom.remember_face(contact_key.to_owned(), face.clone());
        Ok(face)
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
}

/// What a room of the web chat is for; private chats have none.
fn room_purpose(chat: &str) -> Option<&'static str> {
    match chat {
        "agents" => Some("agents"),
        chat if chat.starts_with("partner-") => Some("partner"),
        _ => None,
    }
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
