//! Many pieces of news in one message: each ticket once, as it stood at the last of them. Words are left to be read
//! with the ticket.

use super::line::NotifyLine;
use crate::dialogs::line::{Line, Mine};

/// Whether a line is news that a digest can tell: questions, answers and what has to be decided are not.
#[must_use]
pub fn is_news(line: &Line) -> bool {
    ticket(line).is_some()
}

/// The digest of several lines, the oldest first; `None` where one of them is no news.
#[must_use]
pub fn digest(lines: &[Line]) -> Option<Line> {
    let mut tickets: Vec<Mine> = Vec::new();
    for line in lines {
        let newest = ticket(line)?;
        tickets.retain(|known| known.reference != newest.reference);
        tickets.push(newest);
    }
    Some(NotifyLine::Digest { tickets }.into())
}

fn ticket(line: &Line) -> Option<Mine> {
    let (reference, system, status) = if let Line::Notify(NotifyLine::News(news)) = line {
        (&news.reference, &news.system, news.status)
    } else if let Line::Notify(NotifyLine::NewTicket(card)) | Line::OfPartner(card) = line {
        (&card.reference, &card.system, card.status)
    } else {
        return None;
    };
    Some(Mine { reference: reference.clone(), system: system.clone(), status })
}
