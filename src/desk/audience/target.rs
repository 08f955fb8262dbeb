//! Where a message goes, and who reads there.

use crate::{
    core::{chat::Millis, outbox::Class, person::Person, rights::Place, room::Room},
    text::locale::Locale,
};

/// Where a message goes.
#[derive(Clone)]
pub(in crate::desk) struct Target {
    pub address: String,
    /// Whose buttons these are; empty in a room.
    pub user_key: String,
    pub role_epoch: i64,
    pub locale: Locale,
    pub class: Class,
    pub person_id: Option<i64>,
    pub ticket_id: Option<i64>,
    /// What it is taken back with.
    pub act_id: Option<i64>,
    pub in_thread: bool,
    /// What its thread is called from now on.
    pub title: Option<String>,
    /// The ticket has moved away from this room: to another tier, or else to another system.
    pub moved: Option<Moved>,
    pub slot: Option<String>,
    /// Later than now: it waits until then.
    pub due_at: Millis,
    /// Whether its reader may read what was written about the ticket.
    pub sees_words: bool,
    pub readers: Readers,
}

/// Who reads a chat, and so what may be said there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Readers {
    /// Somebody alone.
    One,
    /// The desk's own people.
    Desk,
    /// Whoever is in a partner's group, or in one of announcements or watchers: public lines alone.
    Public,
}

impl Readers {
    /// Of a chat that is such a place. A group that is not known is read by anybody.
    pub(in crate::desk) fn of(place: Place) -> Self {
        match place {
            Place::Private => Self::One,
            Place::Agents | Place::Managers => Self::Desk,
            Place::Partner | Place::Announcements | Place::UnknownGroup => Self::Public,
        }
    }
}

/// Where a ticket has moved to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Moved {
    Tier,
    System,
}

impl Target {
    /// Several read here.
    pub(in crate::desk) fn is_room(&self) -> bool {
        self.person_id.is_none()
    }

    /// A room, where all read, at once.
    pub(in crate::desk) fn of_room(now: Millis, room: &Room) -> Self {
        let readers = Readers::of(Place::of_purpose(&room.purpose));
        Self { readers, ..Self::of_group(now, &room.address, room.locale) }
    }

    /// The private chat of somebody, who reads no words of others there.
    pub(in crate::desk) fn of_person(now: Millis, address: &str, person: &Person) -> Self {
        Self {
            role_epoch: person.role_epoch,
            person_id: Some(person.id),
            sees_words: false,
            readers: Readers::One,
            ..Self::of_group(now, address, person.locale)
        }
    }

    /// A group of which nothing is known but that many read there: public lines alone.
    pub(in crate::desk) fn of_group(now: Millis, address: &str, locale: Locale) -> Self {
        Self {
            address: address.to_owned(),
            user_key: String::new(),
            role_epoch: 0,
            locale,
            class: Class::Notice,
            person_id: None,
            ticket_id: None,
            act_id: None,
            in_thread: false,
            title: None,
            moved: None,
            slot: None,
            due_at: now,
            sees_words: true,
            readers: Readers::Public,
        }
    }
}
