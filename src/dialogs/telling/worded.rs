//! The line of each piece of news.

use crate::{
    core::{
        act::Mark,
        notice::{News, Waiting},
        verb::Verb,
    },
    dialogs::{
        line::{Line, NewsLine, RouteLine},
        people::line::PeopleLine,
    },
};

/// Whether it echoes words that are on their way to the reporter, and is edited when they have arrived.
pub fn is_echo(news: &News) -> bool {
    matches!(
        news,
        News::ReplySent { .. } | News::QuestionSent { .. } | News::ResolutionSent { .. } | News::RejectionSent { .. }
    )
}

/// A value that was changed.
fn changed(news: &News, reference: String) -> NewsLine {
    if let News::PriorityChanged { from, to, words } = news {
        let (from, to, words) = (from.clone(), to.clone(), words.trim().to_owned());
        return NewsLine::PriorityChanged { reference, from, to, words };
    }
    if let News::CategoryChanged { from, to, words } = news {
        let (from, to, words) = (from.clone(), to.clone(), words.trim().to_owned());
        return NewsLine::CategoryChanged { reference, from, to, words };
    }
    if let News::SeverityChanged { from, to, priority, words } = news {
        let (from, to, priority) = (from.clone(), to.clone(), priority.clone());
        return NewsLine::SeverityChanged { reference, from, to, priority, words: words.trim().to_owned() };
    }
    NewsLine::Hidden { reference }
}

/// What is to come.
fn planned(news: &News, reference: String) -> NewsLine {
    if let News::DeadlineSet { day } = news {
        return NewsLine::DeadlineSet { reference, day: *day };
    }
    if let News::Visit { day, by, off } = news {
        return NewsLine::Visit { reference, day: *day, by: by.clone(), off: *off };
    }
    if let News::PassedOn { tier } = news {
        return NewsLine::PassedOn { reference, tier: *tier };
    }
    NewsLine::Hidden { reference }
}

/// The line of news that is said in words; cards have lines of their own and say nothing here.
pub fn line(news: &News, reference: String) -> Line {
    let words = |words: &String| words.trim().to_owned();
    Line::News(match news {
        #[rustfmt::skip] // Many to a line.
        News::Card | News::PartnerLine | News::Filed | News::ApprovalAsked | News::ApprovalOverdue
        | News::Stage(_) | News::PartOf | News::ProblemFixed => return Line::Many(Vec::new()),
        News::FiledFor { by } => NewsLine::FiledFor { reference, by: by.clone() },
        News::Taken { agent } => NewsLine::Taken { reference, agent: agent.clone() },
        News::Reply { agent, words: said } => NewsLine::Reply { reference, agent: agent.clone(), words: words(said) },
        News::Question { agent, words: said, by_focal } => {
            NewsLine::Question { reference, agent: agent.clone(), words: words(said), by_focal: *by_focal }
        }
        News::Resolved { agent, words: said, by_focal } => {
            NewsLine::Resolved { reference, agent: agent.clone(), words: words(said), by_focal: *by_focal }
        }
        News::PriorityChanged { .. } | News::SeverityChanged { .. } | News::CategoryChanged { .. } => {
            changed(news, reference)
        }
        News::TagChanged { tag, off } => NewsLine::TagChanged { reference, tag: tag.clone(), off: *off },
        News::Rejected { agent, words: said } => {
            NewsLine::Rejected { reference, agent: agent.clone(), words: words(said) }
        }
        News::DuplicateOf { master } => NewsLine::DuplicateOf { reference, master: master.clone() },
        News::MasterResolved { master } => NewsLine::MasterResolved { reference, master: master.clone() },
        News::WaitsOutside => NewsLine::WaitsOutside { reference },
        News::AlsoReported => NewsLine::AlsoReported { reference },
        News::Waiting(waiting) => of_waiting(waiting, reference),
        News::Closed => NewsLine::Closed { reference },
        News::ReopenedByOther { .. } | News::ConfirmedByColleague { .. } => by_others(news, reference),
        News::DeadlineSet { .. } | News::Visit { .. } | News::PassedOn { .. } => planned(news, reference),
        News::Approved { by } => NewsLine::Approved { reference, by: by.clone() },
        News::PassedIn { by } => NewsLine::PassedIn { reference, by: by.clone() },
        News::Refused { by, words: said } => NewsLine::Refused { reference, by: by.clone(), words: words(said) },
        News::NoteAdded { author, words: said } => {
            NewsLine::NoteAdded { reference, author: author.clone(), words: words(said) }
        }
        News::ReplySent { agent, words } => sent(Verb::Reply, agent, words, reference),
        News::QuestionSent { agent, words } => sent(Verb::Ask, agent, words, reference),
        News::ResolutionSent { agent, words } => sent(Verb::Resolve, agent, words, reference),
        News::RejectionSent { agent, words } => sent(Verb::Reject, agent, words, reference),
        News::Assigned { agent, by } => NewsLine::Assigned { reference, agent: agent.clone(), by: by.clone() },
        News::OwnerGone { agent } => return Line::People(PeopleLine::OwnerGone { reference, agent: agent.clone() }),
        News::Released { agent } => NewsLine::Released { reference, agent: agent.clone() },
        News::Escalated { agent, tier, words: said } => {
            NewsLine::Escalated { reference, agent: agent.clone(), tier: *tier, words: words(said) }
        }
        News::Answered { reporter, words: said, file_count } => {
            NewsLine::Answered { reference, reporter: reporter.clone(), words: words(said), file_count: *file_count }
        }
        News::Confirmed { reporter } => NewsLine::Confirmed { reference, reporter: reporter.clone() },
        News::Unchosen { reporter } | News::Recalled { reporter } | News::Deleted { reporter, .. } => {
            return routed(news, reference, reporter.clone()).into();
        }
        News::Withdrawn { reporter, words: said } => {
            NewsLine::Withdrawn { reference, reporter: reporter.clone(), words: words(said) }
        }
        News::Unreachable { reporter } => NewsLine::Unreachable { reference, reporter: reporter.clone() },
        News::Reopened { reporter, words: said } => {
            NewsLine::Reopened { reference, reporter: reporter.clone(), words: words(said) }
        }
        News::Edited { author, before, after } => {
            NewsLine::Edited { reference, author: author.clone(), before: words(before), after: words(after) }
        }
    })
}

/// Where the reporter's words went, or went away from.
fn routed(news: &News, reference: String, reporter: String) -> RouteLine {
    if let News::Deleted { stands, .. } = news {
        return RouteLine::Deleted { reference, reporter, stands: *stands };
    }
    if let News::Unchosen { .. } = news {
        return RouteLine::Unchosen { reference, reporter };
    }
    RouteLine::Recalled { reference, reporter }
}

/// What somebody else has done with it.
fn by_others(news: &News, reference: String) -> NewsLine {
    if let News::ReopenedByOther { by, words } = news {
        return NewsLine::ReopenedByOther { reference, by: by.clone(), words: words.trim().to_owned() };
    }
    if let News::ConfirmedByColleague { colleague } = news {
        return NewsLine::ConfirmedByColleague { reference, colleague: colleague.clone() };
    }
    NewsLine::Hidden { reference }
}

fn of_waiting(waiting: &Waiting, reference: String) -> NewsLine {
    match waiting {
        Waiting::StillAsked { words } => NewsLine::StillAsked { reference, words: words.trim().to_owned() },
        Waiting::DoesItWork => NewsLine::DoesItWork { reference },
        Waiting::WillClose { day } => NewsLine::WillClose { reference, day: *day },
        Waiting::Unanswered { until } => NewsLine::Unanswered { reference, until: *until },
        Waiting::Forwarded => NewsLine::Forwarded { reference },
        Waiting::StillNeeded { reporter } => NewsLine::StillNeeded { reference, reporter: reporter.clone() },
    }
}

/// The echo of what was no act of the desk's, such as a focal point's, is not followed on its way.
pub fn echoed(line: Line, act: Option<i64>) -> Line {
    match line {
        Line::News(NewsLine::Sent { did, reference, agent, words, .. }) if act.is_none() => {
            Line::News(NewsLine::Sent { did, reference, agent, words, mark: Mark::None })
        }
        line => line,
    }
}

/// What goes to the reporter, as the desk sees it: on its way.
fn sent(did: Verb, agent: &str, words: &str, reference: String) -> NewsLine {
    NewsLine::Sent { did, reference, agent: agent.to_owned(), words: words.trim().to_owned(), mark: Mark::Waiting }
}
