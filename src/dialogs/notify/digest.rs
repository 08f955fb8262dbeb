//! Many pieces of news in one message: each ticket once, as it stands now. Words are left to be read with the ticket.

use std::collections::BTreeMap;

use super::line::NotifyLine;
use crate::{
    core::ticket::Status,
    dialogs::line::{Line, Mine, NewsLine},
};

/// Whether a line is news that a digest can tell: questions, answers and what has to be decided are not.
#[must_use]
pub fn is_news(line: &Line) -> bool {
    ticket(line).is_some()
}

/// Whether a line tells how a ticket stands, or asks about that, and it stands so no more.
#[must_use]
pub fn is_over(line: &Line, now: &BTreeMap<String, Status>) -> bool {
    if let Line::Many(lines) = line {
        return lines.iter().any(|line| is_over(line, now));
    }
    let Line::News(news) = line else { return false };
    let (reference, told) = if let NewsLine::WaitsOutside { reference } = news {
        (reference, Status::WaitingThirdParty)
    } else if let NewsLine::StillAsked { reference, .. } | NewsLine::WillClose { reference, .. } = news {
        (reference, Status::WaitingReporter)
    } else if let NewsLine::DoesItWork { reference } = news {
        (reference, Status::Resolved)
    } else {
        return false;
    };
    now.get(reference).is_some_and(|status| *status != told)
}

/// The digest of several lines, the oldest first, with the tickets' statuses by reference; `None` where one of them is no
/// news.
#[must_use]
pub fn digest(lines: &[Line], now: &BTreeMap<String, Status>) -> Option<Line> {
    let mut tickets: Vec<Mine> = Vec::new();
    for line in lines {
        let told = ticket(line)?;
        let newest = Mine { status: now.get(&told.reference).copied().unwrap_or(told.status), ..told };
        tickets.retain(|known| known.reference != newest.reference);
        tickets.push(newest);
    }
    Some(NotifyLine::Digest { tickets }.into())
}

fn ticket(line: &Line) -> Option<Mine> {
    let (reference, system, status) = if let Line::Notify(NotifyLine::News(news)) = line {
        (&news.reference, &news.system, news.status)
    } else if let Line::Notify(NotifyLine::NewTicket(card)) = line {
        (&card.reference, &card.system, card.status)
    } else if let Line::News(NewsLine::OfPartner(card)) = line {
        (&card.reference, &card.system, card.status)
    } else {
        return None;
    };
    Some(Mine { reference: reference.clone(), system: system.clone(), status })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{act::Mark, verb::Verb};
    use crate::dialogs::notify::line::NewsOf;

    fn news(reference: &str) -> Line {
        NotifyLine::News(NewsOf {
            did: Verb::Take,
            reference: reference.into(),
            system: "openmrs".into(),
            status: Status::New,
            who: "Bo".into(),
            from: String::new(),
            to: String::new(),
            words: String::new(),
        })
        .into()
    }

    #[test]
    fn each_ticket_is_told_once_as_it_is_now() {
        let now = BTreeMap::from([("BL-1".to_owned(), Status::Resolved)]);
        let Some(Line::Notify(NotifyLine::Digest { tickets })) =
            digest(&[news("BL-1"), news("BL-2"), news("BL-1")], &now)
        else {
            panic!("no digest");
        };
        let told: Vec<_> = tickets.iter().map(|one| (one.reference.as_str(), one.status)).collect();
        assert_eq!(told, [("BL-2", Status::New), ("BL-1", Status::Resolved)]);
        let receipt = Line::Done { did: Verb::Take, reference: "BL-1".into(), mark: Mark::None };
        assert!(!is_news(&receipt) && digest(&[news("BL-1"), receipt], &now).is_none());
    }
}
