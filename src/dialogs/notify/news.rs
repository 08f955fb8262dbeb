//! A ticket's news for those who follow or own it. Words are for those alone who may read the ticket's words.

use super::line::{NewsOf, NotifyLine};
use crate::{
    core::{
        notice::{News, Waiting},
        outbox::FOLLOWED,
        verb::Verb,
    },
    dialogs::{choice::Choice, event::TicketView, telling::Telling},
    text::day,
};

/// News for a follower or the owner; `None` where it is no news for them. `act` is what it belongs to.
pub fn tell(news: &News, ticket: &TicketView, act: Option<i64>, sees_words: bool) -> Option<Telling> {
    let happened = happened(news)?;
    let ticket = &ticket.ticket;
    let news = NewsOf {
        did: happened.did,
        reference: ticket.reference.clone(),
        system: ticket.system.clone(),
        status: ticket.status,
        who: happened.who.to_owned(),
        from: happened.from.to_owned(),
        to: happened.to,
        words: if sees_words { happened.words.trim().to_owned() } else { String::new() },
    };
    Some(Telling {
        line: NotifyLine::News(news).into(),
        choices: vec![Choice::Show { ticket: ticket.id, reference: ticket.reference.clone() }],
        slot: act.map(|act| format!("{FOLLOWED}{act}")),
        in_thread: false,
    })
}

struct Happened<'n> {
    did: Verb,
    who: &'n str,
    from: &'n str,
    to: String,
    words: &'n str,
}

impl<'n> Happened<'n> {
    fn by(did: Verb, who: &'n str, words: &'n str) -> Self {
        Self { did, who, from: "", to: String::new(), words }
    }

    fn to(did: Verb, from: &'n str, to: impl Into<String>, words: &'n str) -> Self {
        Self { did, who: "", from, to: to.into(), words }
    }
}

fn happened(news: &News) -> Option<Happened<'_>> {
    Some(match news {
        News::Taken { agent } => Happened::by(Verb::Take, agent, ""),
        News::Reply { agent, words } => Happened::by(Verb::Reply, agent, words),
        News::Question { agent, words, .. } => Happened::by(Verb::Ask, agent, words),
        News::Resolved { agent, words, .. } => Happened::by(Verb::Resolve, agent, words),
        News::Rejected { agent, words } => Happened::by(Verb::Reject, agent, words),
        News::WaitsOutside => Happened::by(Verb::Wait, "", ""),
        News::Closed | News::Waiting(Waiting::Unanswered { .. }) => Happened::by(Verb::Close, "", ""),
        News::Waiting(Waiting::StillNeeded { reporter }) => Happened::by(Verb::StillNeed, reporter, ""),
        News::Reopened { reporter: who, words } | News::ReopenedByOther { by: who, words } => {
            Happened::by(Verb::Reopen, who, words)
        }
        News::Answered { reporter, words, .. } => Happened::by(Verb::Answer, reporter, words),
        News::Confirmed { reporter: who } | News::ConfirmedByColleague { colleague: who } => {
            Happened::by(Verb::Confirm, who, "")
        }
        News::Withdrawn { reporter, words } => Happened::by(Verb::Withdraw, reporter, words),
        News::Approved { by } => Happened::by(Verb::Approve, by, ""),
        News::PassedIn { by } => Happened::by(Verb::PassOn, by, ""),
        News::Refused { by, words } => Happened::by(Verb::Refuse, by, words),
        News::PriorityChanged { from, to, words } => Happened::to(Verb::Priority, from, to, words),
        News::SeverityChanged { from, to, words, .. } => Happened::to(Verb::Severity, from, to, words),
        News::CategoryChanged { from, to, words } => Happened::to(Verb::Category, from, to, words),
        News::TagChanged { tag, off } => {
            Happened::to(Verb::Tag, "", format!("{}{tag}", if *off { "−" } else { "+" }), "")
        }
        News::DuplicateOf { master } => Happened::to(Verb::Duplicate, "", master, ""),
        News::DeadlineSet { day } => Happened::to(Verb::Deadline, "", day::show(*day), ""),
        News::Visit { day, off, .. } => {
            Happened::to(Verb::Visit, "", if *off { "none".to_owned() } else { day::show(*day) }, "")
        }
        News::PassedOn { tier } => Happened::to(Verb::Escalate, "", tier.to_string(), ""),
        News::ProblemFixed => Happened::by(Verb::Resolve, "", ""),
        News::Card
        | News::PartOf
        | News::PartnerLine
        | News::AlsoReported
        | News::Waiting(
            Waiting::StillAsked { .. } | Waiting::DoesItWork | Waiting::WillClose { .. } | Waiting::Forwarded,
        )
        | News::Stage(_)
        | News::MasterResolved { .. }
        | News::Filed
        | News::FiledFor { .. }
        | News::ApprovalAsked
        | News::ApprovalOverdue
        | News::Unchosen { .. }
        | News::Recalled { .. }
        | News::Deleted { .. }
        | News::NoteAdded { .. }
        | News::ReplySent { .. }
        | News::QuestionSent { .. }
        | News::ResolutionSent { .. }
        | News::RejectionSent { .. }
        | News::Assigned { .. }
        | News::Released { .. }
        | News::OwnerGone { .. }
        | News::Escalated { .. }
        | News::Unreachable { .. }
        | News::Edited { .. } => return None,
    })
}
