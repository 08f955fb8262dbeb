//! Before a message is heard at all: whoever is blocked is told so once and then met with silence, and whoever had
//! left is back.

use super::{
    away, echo, post,
    turn::{Done, Said, Turn},
};
use crate::{
    core::{
        chat::{Body, Millis},
        rights::Place,
        unit::Unit,
    },
    dialogs::{line::Line, people::line::PeopleLine},
};

/// Where messages of somebody who is blocked are put.
pub(super) const BLOCKED: &str = "blocked";

/// A message of somebody who is blocked: it is kept, and answered the first time. `None` for everybody else.
pub(super) fn unheard(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Option<Done> {
    let person = unit.person_of(&turn.contact_key).filter(|person| person.blocked_at.is_some())?;
    let (id, is_told) = (person.id, person.profile.told_blocked);
    turn.found_place = Some(BLOCKED.to_owned());
    if let Body::Due { timer, .. } = &turn.inbound.body {
        unit.fired.push(*timer);
    }
    if let Body::Message { text, .. } = &turn.inbound.body {
        echo::echo(turn, unit, text, &[], None);
    }
    let speaks = turn.place == Place::Private && !matches!(turn.inbound.body, Body::Due { .. });
    if speaks && !is_told {
        if let Some(person) = unit.people.change(&id) {
            person.profile.told_blocked = true;
        }
        turn.says.push(Said { line: Line::People(PeopleLine::YouAreBlocked), choices: Vec::new(), act: None });
        post::say_here(turn, unit, None);
    }
    Some(Done { kept: words(turn), ..Done::at(BLOCKED) })
}

/// What nobody answers is kept: words as they are, a message with more than words whole.
fn words(turn: &Turn<'_>) -> Option<String> {
    let body = &turn.inbound.body;
    let is_more = match body {
        Body::Message { files, .. } => !files.is_empty(),
        Body::Form { .. } | Body::Place { .. } | Body::Contact { .. } => true,
        Body::Start { .. }
        | Body::Edited { .. }
        | Body::Deleted { .. }
        | Body::Tap { .. }
        | Body::Sign { .. }
        | Body::Standing { .. }
        | Body::Moved { .. }
        | Body::Due { .. } => false,
    };
    if is_more { serde_json::to_string(turn.inbound).ok() } else { body.words().map(str::to_owned) }
}

/// Where the person can be reached, as of this message. Who was not is told what they have missed.
pub(super) async fn note_contact(turn: &mut Turn<'_>, unit: &mut Unit<'_>) -> Result<(), sqlx::Error> {
    const HOUR: Millis = 3600 * 1000;
    if turn.place != Place::Private || matches!(turn.inbound.body, Body::Due { .. }) {
        return Ok(());
    }
    unit.shut.retain(|address| *address != turn.address);
    let Some(contact) = unit.contacts.read(&turn.contact_key) else { return Ok(()) };
    let stale = contact.address != turn.address || !contact.reachable || unit.now - contact.last_used_at > HOUR;
    let now = unit.now;
    if stale && let Some(contact) = unit.contacts.change(&turn.contact_key) {
        turn.address.clone_into(&mut contact.address);
        contact.reachable = true;
        contact.last_used_at = now;
    }
    away::comes_back(turn, unit).await
}

/// Whoever writes in private after they had left is back, with all that they had.
pub(super) fn comes_back(turn: &Turn<'_>, unit: &mut Unit<'_>) -> bool {
    if turn.place != Place::Private || matches!(turn.inbound.body, Body::Due { .. }) {
        return false;
    }
    let Some(id) = unit.person_of(&turn.contact_key).filter(|person| person.left_at.is_some()).map(|one| one.id) else {
        return false;
    };
    unit.people.change(&id).is_some_and(|person| person.left_at.take().is_some())
}
