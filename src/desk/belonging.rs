//! Which ticket a message belongs to by where it was written: in the ticket's thread, or in answer to a message that is
//! about it.
//!
//! A room of a mailbox is one stream: a thread there is the letters about one ticket, and is named by its reference.
//! Letters are answered by their numbers.

use super::Shared;
use crate::core::{
    announce,
    chat::{ChatKind, Inbound},
    contact, outbox,
    rights::{self, Place},
    ticket_rows,
    unit::Unit,
};
use crate::dialogs::{
    announce::{line::AnnounceLine, reading::line::ReadingLine},
    line::Line,
    view::Meant,
};

/// What a message belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Belonging {
    /// The ticket whose thread it was written in, or whose message it answers.
    pub ticket: Option<i64>,
    /// The letter that it answers, by its number in the mailbox.
    pub quoted: Option<i64>,
    /// The number of the announcement that it answers.
    pub announcement: Option<i64>,
    /// For the reporter where it answers words of theirs, in the ticket's own thread of a platform.
    pub meant: Meant,
}

/// Finds out. What is not there, or stands in another chat, is as if it had not been named.
pub(super) async fn of(unit: &mut Unit<'_>, shared: &Shared, inbound: &Inbound) -> Result<Belonging, sqlx::Error> {
    if !shared.is_mailbox(&inbound.address.platform) {
        return on_platform(unit, inbound).await;
    }
    let written_in = match &inbound.thread {
        Some(reference) => named(unit, inbound, reference).await?,
        None => None,
    };
    let Some(seq) = inbound.reply_to.as_ref().and_then(|seq| seq.parse::<i64>().ok()).filter(|seq| *seq > 0) else {
        return Ok(Belonging { ticket: written_in, ..Belonging::default() });
    };
    let address = inbound.address.to_string();
    let letter = outbox::ticket_of_letter(&mut unit.conn, &address, seq).await?;
    let ticket = written_in.or(letter.flatten());
    let (meant, announcement) = match ticket {
        None => {
            let line = outbox::line_of_letter(&mut unit.conn, &address, seq).await?;
            (of_draft(inbound, &line), of_announcement(&line))
        }
        Some(_) => (Meant::Desk, None),
    };
    Ok(Belonging { ticket, announcement, quoted: letter.map(|_| seq), meant })
}

/// The ticket of a mailbox's thread, in the agents' rooms alone, for those who may read it.
async fn named(unit: &mut Unit<'_>, inbound: &Inbound, reference: &str) -> Result<Option<i64>, sqlx::Error> {
    let is_room = inbound.chat_kind == ChatKind::Group
        && unit
            .rooms
            .read(&inbound.address.to_string())
            .is_some_and(|room| Place::of_purpose(&room.purpose) == Place::Agents);
    if !is_room {
        return Ok(None);
    }
    ticket_rows::load_by_reference(&mut unit.conn, &[reference.to_owned()], &mut unit.tickets).await?;
    let Some(person) = unit.person_of(&contact::key(&inbound.address, &inbound.sender.user_key)) else {
        return Ok(None);
    };
    let found = unit.tickets.values().find(|ticket| ticket.reference == reference);
    Ok(found.filter(|ticket| rights::reads(person, ticket)).map(|ticket| ticket.id))
}

/// By the thread, else by the message that is answered. Only in a thread can words be meant for the reporter: in a room
/// without any, an answer to a message is how a note says what it belongs to.
async fn on_platform(unit: &mut Unit<'_>, inbound: &Inbound) -> Result<Belonging, sqlx::Error> {
    let address = inbound.address.to_string();
    let thread = match &inbound.thread {
        Some(thread) => outbox::ticket_of_thread(&mut unit.conn, &address, thread).await?,
        None => None,
    };
    let Some(message) = &inbound.reply_to else {
        // A thread that people open on a message has that one's number.
        let announcement = match inbound.thread.as_deref().filter(|_| thread.is_none()) {
            Some(opened) => of_announcement(&outbox::line_of_message(&mut unit.conn, &address, opened).await?),
            None => None,
        };
        return Ok(Belonging { ticket: thread, announcement, ..Belonging::default() });
    };
    let answered = outbox::ticket_of_message(&mut unit.conn, &address, message).await?;
    let is_there = thread.is_some() && thread == answered && inbound.chat_kind == ChatKind::Group;
    if is_there || (thread.is_none() && answered.is_none()) {
        return by_line(unit, inbound, thread, &address, message).await;
    }
    Ok(Belonging { ticket: thread.or(answered), ..Belonging::default() })
}

/// What the answered message said tells for whom the answer is.
async fn by_line(
    unit: &mut Unit<'_>,
    inbound: &Inbound,
    thread: Option<i64>,
    address: &str,
    message: &str,
) -> Result<Belonging, sqlx::Error> {
    let line = outbox::line_of_message(&mut unit.conn, address, message).await?;
    if thread.is_none() {
        let (meant, announcement) = (of_draft(inbound, &line), of_announcement(&line));
        return Ok(Belonging { announcement, meant, ..Belonging::default() });
    }
    let is_theirs = serde_json::from_str::<Line>(&line).is_ok_and(|line| line.is_of_reporter());
    let meant = if is_theirs { Meant::Reporter } else { Meant::Desk };
    Ok(Belonging { ticket: thread, meant, ..Belonging::default() })
}

/// In private a message about the report that is being written is answered for that.
fn of_draft(inbound: &Inbound, line: &str) -> Meant {
    let is_it = || serde_json::from_str::<Line>(line).is_ok_and(|line| line.is_of_draft());
    if inbound.chat_kind == ChatKind::Private && is_it() { Meant::Draft } else { Meant::Desk }
}

/// The number of the announcement that a line tells of.
fn of_announcement(line: &str) -> Option<i64> {
    let Line::Announce(line) = serde_json::from_str(line).ok()? else { return None };
    let name = match &line {
        AnnounceLine::Card(card) | AnnounceLine::Changed(card) => &card.name,
        // The receipt of an answer is answered as the announcement is.
        AnnounceLine::Reading(ReadingLine::Replied { name }) => name,
        AnnounceLine::Reading(_)
        | AnnounceLine::Listed { .. }
        | AnnounceLine::Ledger(_)
        | AnnounceLine::AskWords
        | AnnounceLine::AskPart { .. }
        | AnnounceLine::Draft(_)
        | AnnounceLine::Standing(_)
        | AnnounceLine::Question { .. }
        | AnnounceLine::SecondAsked { .. }
        | AnnounceLine::Set { .. }
        | AnnounceLine::Look { .. }
        | AnnounceLine::Said { .. }
        | AnnounceLine::Unclear(_)
        | AnnounceLine::Usage { .. }
        | AnnounceLine::TooLong { .. }
        | AnnounceLine::Promised { .. }
        | AnnounceLine::Lapsed { .. }
        | AnnounceLine::Solved { .. }
        | AnnounceLine::Stopped { .. } => return None,
    };
    announce::typed(name)
}
