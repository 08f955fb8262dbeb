//! What a dialog may know when it takes a step. Everything was read before; nothing can be looked up from here.

use crate::{
    core::{
        chat::Millis,
        directory::Directory,
        draft::{Answers, Draft},
        person::{Person, Role},
        policy::desk::Desk,
        rights::Place,
        ticket::Ticket,
    },
    text::locale::Locale,
};

use super::{catalog::Catalog, choice::Choice};

/// The world as one step sees it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub directory: &'a Directory,
    /// Whoever sent it, if the desk knows them (not necessarily enrolled).
    pub actor: Option<&'a Person>,
    /// The language to answer in here: the person's, the room's, or the platform's hint.
    pub locale: Locale,
    /// When the step is taken.
    pub now: Millis,
    pub place: Place,
    /// The report in the making.
    pub draft: Option<&'a Draft>,
    /// The choices of the question that waits for an answer, in the order of their buttons.
    pub pending: &'a [Choice],
    /// The reporter's own tickets that are open, or resolved and not confirmed; the newest change first.
    pub own: &'a [Ticket],
    /// The ticket whose thread this is, or whose message was replied to.
    pub thread: Option<&'a Ticket>,
}

impl<'a> View<'a> {
    /// Whoever is here, once enrolled.
    pub(super) fn member(&self) -> Option<&'a Person> {
        self.actor.filter(|person| person.enrolled)
    }

    pub(super) fn role(&self) -> Role {
        self.actor.map_or(Role::Reporter, |person| person.role)
    }

    /// Works at the desk.
    pub(super) fn is_agent(&self) -> bool {
        self.member().is_some_and(|person| matches!(person.role, Role::Agent | Role::Admin))
    }

    pub(super) fn is_private(&self) -> bool {
        self.place == Place::Private
    }

    pub(super) fn answers(&self) -> Answers {
        self.draft.map(|draft| draft.answers.clone()).unwrap_or_default()
    }
}
