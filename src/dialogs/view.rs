//! What a dialog may know when it takes a step. Everything was read before; nothing can be looked up from here.

use std::collections::HashMap;

use crate::{
    core::{
        announce::Announcement,
        calendar::Calendar,
        chat::{Context, Millis},
        directory::Directory,
        draft::{Answers, Draft},
        listing::Listing,
        person::{Person, Role},
        policy::desk::Desk,
        practice::Looked,
        problem::Known,
        rights::{Place, is_desk},
        ticket::Ticket,
    },
    text::locale::Locale,
};

use super::{catalog::Catalog, choice::Choice, effect::Which, memory::Memory};

/// For whom words are meant, by where they were written and what they answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meant {
    #[default]
    Desk,
    /// They answer words of the reporter's, in the ticket's own thread.
    Reporter,
    /// They answer a message about the report that is being written.
    Draft,
}

/// The world as one step sees it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub directory: &'a Directory,
    /// The problems that reporters may be offered.
    pub problems: &'a Known,
    /// When the desk is open, with what was declared while it runs.
    pub calendar: &'a Calendar,
    /// Whoever sent it, if the desk knows them (not necessarily enrolled).
    pub actor: Option<&'a Person>,
    /// They had left, and are back with this message.
    pub returned: bool,
    /// Whether they practise, so that what they do here counts nowhere.
    pub practice: Looked,
    /// The language to answer in here: the person's, the room's, or the platform's hint.
    pub locale: Locale,
    /// When the step is taken.
    pub now: Millis,
    pub place: Place,
    /// What the dialog here remembers beside where it stands.
    pub memory: &'a Memory,
    /// What the sender's platform calls them; may be empty.
    pub sender: &'a str,
    /// When the question that waits was asked; none where none does.
    pub asked_at: Option<Millis>,
    /// The report in the making.
    pub draft: Option<&'a Draft>,
    /// How many pictures and films it has by now.
    pub pictures: usize,
    /// The choices of the question that waits for an answer, in the order of their buttons.
    pub pending: &'a [Choice],
    /// The reporter's own tickets that are open, or resolved and not confirmed; the newest change first.
    pub own: &'a [Ticket],
    /// The voice note among the message's files.
    pub voice: Option<i64>,
    /// The ticket that the message belongs to by the time at which it was written, long ago.
    pub late: Option<i64>,
    /// Of somebody who has none of these, what was resolved within a week and closed without their word.
    pub closed: Option<&'a Ticket>,
    /// When words last went between them and the desk about these, by ticket.
    pub spoken: &'a HashMap<i64, Millis>,
    /// For people of the desk: the tickets that their message, its buttons or their dialog name.
    pub named: &'a [Ticket],
    /// The ticket whose thread this is, or whose message was replied to.
    pub thread: Option<&'a Ticket>,
    /// It was written in that ticket's own thread, and not in answer to a message beside which others stand.
    pub own_thread: bool,
    /// For whom it is meant, by the message that it answers.
    pub meant: Meant,
    /// The announcement that it answers.
    pub announcement: Option<&'a Announcement>,
    /// The page that this was written from.
    pub context: Option<&'a Context>,
    /// The numbered list that this person was shown last here.
    pub listing: Option<&'a Listing>,
}

impl<'a> View<'a> {
    /// Whoever is here, once enrolled.
    pub(super) fn member(&self) -> Option<&'a Person> {
        self.actor.filter(|person| person.enrolled)
    }

    pub(super) fn role(&self) -> Role {
        self.actor.map_or(Role::Reporter, |person| person.role)
    }

    /// A ticket that is named here and that this person may read.
    pub(super) fn known(&self, which: &Which) -> Option<&'a Ticket> {
        let is_it = |ticket: &&Ticket| match which {
            Which::Id(id) => ticket.id == *id,
            Which::Reference(reference) => ticket.reference == *reference,
        };
        self.named.iter().chain(self.own).chain(self.thread).find(is_it)
    }

    /// Works at the desk.
    pub(super) fn is_agent(&self) -> bool {
        self.member().is_some_and(|person| is_desk(person.role))
    }

    /// Minutes that the desk's local time is ahead of UTC.
    pub(super) fn offset(&self) -> i32 {
        crate::text::day::offset_minutes(self.now, &self.desk.timezone)
    }

    /// What they do here counts nowhere.
    pub(super) fn practises(&self) -> bool {
        self.practice == Looked::GoesOn
    }

    pub(super) fn is_private(&self) -> bool {
        self.place == Place::Private
    }

    pub(super) fn answers(&self) -> Answers {
        self.draft.map(|draft| draft.answers.clone()).unwrap_or_default()
    }
}
