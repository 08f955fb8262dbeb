//! Rooms with a card for all that waits and a thread for each ticket that was taken: what the threads are called, and
//! what is left in the room of a ticket that has one.

use super::{catalog::Catalog, event::TicketView, line::Line, render};
use crate::{
    core::{
        policy::desk::Desk,
        ticket::{Status, Ticket},
    },
    text::locale::Locale,
};

/// The longest name of a thread that all platforms take, in units of UTF-16.
const TITLE: usize = 100;

/// Whether nobody has turned to it yet: its card stands in the room with all its words and buttons.
#[must_use]
pub fn waits(ticket: &Ticket) -> bool {
    ticket.owner_id.is_none() && matches!(ticket.status, Status::New | Status::WaitingFocalPoint)
}

/// Whether it is worked on, and so has a thread.
#[must_use]
pub fn is_taken(ticket: &Ticket) -> bool {
    ticket.status.is_open() && !waits(ticket) && (ticket.owner_id.is_some() || ticket.acknowledged_at.is_some())
}

/// What a ticket's thread is called: its status at a glance, its reference, its status, its system.
#[must_use]
pub fn title(ticket: &Ticket, catalog: &Catalog, desk: &Desk, locale: Locale) -> String {
    let status = render::status_name(catalog, desk, ticket.status, locale);
    let system = render::system(desk, &ticket.system, locale);
    cut(&format!("{} {} · {status} · {system}", mark(ticket.status), ticket.reference))
}

/// The same where a ticket has its thread from the beginning: its priority too, since no card in the room tells it.
#[must_use]
pub fn heading(ticket: &Ticket, catalog: &Catalog, desk: &Desk, locale: Locale) -> String {
    let status = render::status_name(catalog, desk, ticket.status, locale);
    let priority = render::priority(desk, &ticket.priority, locale);
    let system = render::system(desk, &ticket.system, locale);
    cut(&format!("{} {} · {status} · {priority} · {system}", mark(ticket.status), ticket.reference))
}

/// What stands in headings and changes: the names of all statuses, and then of the priorities in use.
#[must_use]
pub fn tags(catalog: &Catalog, desk: &Desk, locale: Locale) -> Vec<String> {
    let statuses = Status::ALL.into_iter().map(|status| render::status_name(catalog, desk, status, locale));
    let priorities =
        desk.all_priorities().into_iter().map(|priority| priority.named.label.in_locale(locale).to_owned());
    let mut names: Vec<String> = Vec::new();
    for name in statuses.chain(priorities) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn cut(whole: &str) -> String {
    let mut room = TITLE;
    let fits = |char: &char| {
        let left = room.checked_sub(char.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    whole.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

/// One sign each, from the oldest part of the set, which every telephone shows.
fn mark(status: Status) -> char {
    match status {
        Status::New => '●',
        Status::InProgress => '▶',
        Status::WaitingFocalPoint | Status::WaitingReporter | Status::WaitingThirdParty => '◷',
        Status::Resolved | Status::Closed => '✔',
        Status::Duplicate | Status::Rejected | Status::Cancelled => '✖',
    }
}

/// What is left of a ticket's card in the room: none of the reporter's words.
#[must_use]
pub fn short(view: &TicketView) -> Line {
    let ticket = &view.ticket;
    Line::CardShort {
        reference: ticket.reference.clone(),
        status: ticket.status,
        system: ticket.system.clone(),
        owner: view.owner_name.clone(),
    }
}

/// Where a ticket has gone from a room that was only for another tier or system.
#[must_use]
pub fn moved(ticket: &Ticket, other_tier: bool) -> Line {
    let system = (!other_tier).then(|| ticket.system.clone());
    Line::CardMoved { reference: ticket.reference.clone(), tier: other_tier.then_some(ticket.tier), system }
}
