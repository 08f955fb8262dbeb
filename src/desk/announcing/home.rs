//! Where the desk hears of an announcement's course: the room in which it was drafted. Where that is no room of the desk's
//! any more, or it was drafted in private, its author; and whoever may not announce any more hears nothing: then another
//! room of the desk's does.

use crate::{
    core::{
        announce::Announcement,
        contact,
        person::Role,
        rights::{self, Place, Verb},
        unit::Unit,
    },
    desk::audience::{Readers, Target},
};

/// Where an announcement is at home; none where nobody is left to hear of it.
pub(in crate::desk) async fn target(
    unit: &mut Unit<'_>,
    announcement: &Announcement,
) -> Result<Option<Target>, sqlx::Error> {
    let now = unit.now;
    let rooms = unit.audiences().await?.iter().map(|room| Target::of_room(now, room));
    let mut rooms: Vec<Target> = rooms.filter(|target| target.readers == Readers::Desk).collect();
    if let Some(at) = rooms.iter().position(|target| target.address == announcement.home) {
        return Ok(Some(rooms.swap_remove(at)));
    }
    let author = person(unit, announcement.author).await?;
    Ok(author.or_else(|| rooms.into_iter().next()))
}

/// Somebody who may announce, in private.
pub(in crate::desk) async fn person(unit: &mut Unit<'_>, id: i64) -> Result<Option<Target>, sqlx::Error> {
    contact::load_people(&mut unit.conn, &[id], &mut unit.people).await?;
    let addresses = contact::addresses(&mut unit.conn, &[id]).await?;
    let may = |role: Role| rights::is_allowed(Verb::Announce, role, Place::Private);
    let person = unit.people.read(&id).filter(|person| person.is_here() && may(person.role));
    let Some((person, address)) = person.zip(addresses.get(&id)) else { return Ok(None) };
    Ok(Some(Target { sees_words: true, ..Target::of_person(unit.now, address, person) }))
}
