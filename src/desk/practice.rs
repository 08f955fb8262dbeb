//! Who practises: begun and ended when they ask for it, ended by itself when they have not written for long. A report
//! that was begun in practice ends with it: it never becomes a real one.

use super::{perform, turn::Turn};
use crate::{
    core::{
        chat::Body,
        draft::State,
        practice::{self, Looked},
        rights::Place,
        unit::Unit,
    },
    dialogs::event::Outcome,
};

impl Turn<'_> {
    /// Whether what is done with this message is practice. In rooms, and what the desk does by itself, is not.
    pub(super) fn practises(&self, unit: &Unit<'_>) -> bool {
        self.place == Place::Private
            && !matches!(self.inbound.body, Body::Due { .. })
            && unit.person_of(&self.contact_key).is_some_and(crate::core::person::Person::practises)
    }

    /// The same by now: it may have been begun or ended with this message.
    pub(super) fn practice_now(&self, unit: &Unit<'_>) -> Looked {
        match (self.practises(unit), self.practice) {
            (true, _) => Looked::GoesOn,
            (false, Looked::IsOver) => Looked::IsOver,
            (false, Looked::Works | Looked::GoesOn) => Looked::Works,
        }
    }
}

/// Somebody writes: their practice goes on with it, or had lain so long that it is over.
pub(super) fn look(turn: &Turn<'_>, unit: &mut Unit<'_>) -> Looked {
    if turn.place != Place::Private || matches!(turn.inbound.body, Body::Due { .. }) {
        return Looked::Works;
    }
    let now = unit.now;
    let Some(id) = unit.person_of(&turn.contact_key).filter(|one| practice::is_due(one, now)).map(|one| one.id) else {
        return Looked::Works;
    };
    let looked = unit.people.change(&id).map_or(Looked::Works, |person| practice::look(person, now));
    if looked == Looked::IsOver {
        forget_draft(turn, unit);
    }
    looked
}

/// They asked for it.
pub(super) fn set(turn: &Turn<'_>, unit: &mut Unit<'_>, on: bool) -> Outcome {
    let until = on.then_some(unit.now + practice::ENDS_AFTER);
    let id = unit.person_of(&turn.contact_key).map(|person| person.id);
    if let Some(person) = id.and_then(|id| unit.people.change(&id)) {
        person.profile.practice = until;
    }
    if !on {
        forget_draft(turn, unit);
    }
    Outcome::Practice { on }
}

fn forget_draft(turn: &Turn<'_>, unit: &mut Unit<'_>) {
    let draft = unit.person_of(&turn.contact_key).and_then(|person| unit.drafts.read(&person.id));
    if draft.is_some_and(|draft| draft.answers.practice) {
        perform::end_draft(turn, unit, State::Cancelled);
    }
}
