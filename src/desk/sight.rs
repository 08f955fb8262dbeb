//! What a step of the dialogs may know of the message at hand and the world around it.

use super::turn::Turn;
use crate::{
    core::{
        chat::ChatKind,
        rights::{self, Place, Verb},
        ticket::{Status, Ticket},
        unit::Unit,
        work::Ground,
    },
    dialogs::{choice::Choice, view::View},
};

impl Turn<'_> {
    /// What the verbs of this message stand on.
    pub(super) fn ground(&self) -> Ground<'_> {
        let is_private = self.inbound.chat_kind == ChatKind::Private;
        Ground { desk: &self.policy, directory: &self.directory, address: &self.address, is_private }
    }

    pub(super) fn view<'v>(
        &'v self,
        unit: &'v Unit<'_>,
        own: &'v [Ticket],
        named: &'v [Ticket],
        pending: &'v [Choice],
    ) -> View<'v> {
        let actor = unit.person_of(&self.contact_key);
        View {
            catalog: &self.shared.catalog,
            desk: &self.policy,
            directory: &self.directory,
            problems: &self.problems,
            calendar: &self.calendar,
            actor,
            returned: self.returned,
            practice: self.practice_now(unit),
            locale: self.locale(unit),
            now: unit.now,
            place: self.place,
            memory: &self.memory,
            sender: &self.inbound.sender.name,
            asked_at: self.asked_at,
            draft: actor.and_then(|person| unit.drafts.read(&person.id)),
            pictures: self.pictures(unit),
            pending,
            own,
            voice: self.voice(unit),
            late: self.late,
            closed: actor.and_then(|person| unit.closed.get(&person.id)).and_then(|id| unit.tickets.read(id)),
            spoken: &unit.spoken,
            named,
            thread: self.thread.and_then(|id| unit.tickets.read(&id)),
            own_thread: self.inbound.thread.is_some() || self.shared.is_mailbox(&self.inbound.address.platform),
            meant: self.meant,
            announcement: self.answered.as_ref(),
            context: self.inbound.context.as_ref(),
            listing: unit.listings.read(&self.session_key),
        }
    }

    /// The voice note among the message's files.
    fn voice(&self, unit: &Unit<'_>) -> Option<i64> {
        let files = self.burst.files.iter().filter_map(|file| unit.attachments.read(file));
        files.filter(|file| file.mime.starts_with("audio/")).map(|file| file.id).next()
    }

    /// Of somebody at the desk: the tickets of this batch that they may read here.
    pub(super) fn named_tickets(&self, unit: &Unit<'_>) -> Vec<Ticket> {
        let Some(person) = unit.person_of(&self.contact_key).filter(|person| rights::is_desk(person.role)) else {
            return Vec::new();
        };
        let reads = |ticket: &&Ticket| {
            rights::grant_on(Verb::Status, person, self.place, None, Some(ticket)).is_ok()
                && self.place != Place::Partner
        };
        unit.tickets.values().filter(reads).cloned().collect()
    }

    /// How many pictures and films the sender's draft has.
    fn pictures(&self, unit: &Unit<'_>) -> usize {
        let draft = unit.person_of(&self.contact_key).and_then(|person| unit.drafts.read(&person.id));
        shown(unit, draft.map_or(&[][..], |draft| &draft.answers.photos))
    }

    /// The sender's own tickets that are open or not confirmed yet, the last changed first.
    pub(super) fn own_tickets(&self, unit: &Unit<'_>) -> Vec<Ticket> {
        let Some(person) = unit.person_of(&self.contact_key).filter(|_| self.place == Place::Private) else {
            return Vec::new();
        };
        let practises = self.practises(unit);
        let counts = |ticket: &&Ticket| {
            ticket.practice == practises
                && ticket.reporter_id == person.id
                && (ticket.status.is_open() || ticket.status == Status::Resolved)
        };
        let mut own: Vec<Ticket> = unit.tickets.values().filter(counts).cloned().collect();
        own.sort_by_key(|ticket| std::cmp::Reverse((ticket.updated_at, ticket.id)));
        own
    }
}

/// How many of these files are pictures and films.
fn shown(unit: &Unit<'_>, files: &[i64]) -> usize {
    let files = files.iter().filter_map(|id| unit.attachments.read(id));
    files.filter(|file| file.is_seen()).count()
}
