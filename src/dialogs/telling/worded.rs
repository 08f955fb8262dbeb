//! The line of each piece of news.

use crate::{
    core::{act::Mark, notice::News, verb::Verb},
    dialogs::line::Line,
};

/// Whether it echoes words that are on their way to the reporter, and is edited when they have arrived.
pub fn is_echo(news: &News) -> bool {
    matches!(
        news,
        News::ReplySent { .. } | News::QuestionSent { .. } | News::ResolutionSent { .. } | News::RejectionSent { .. }
    )
}

/// The line of news that is said in words; cards have lines of their own and say nothing here.
pub fn line(news: &News, reference: String) -> Line {
    let words = |words: &String| words.trim().to_owned();
    let sent = |did, agent: &String, said: &String, reference| Line::Sent {
        did,
        reference,
        agent: agent.clone(),
        words: words(said),
        mark: Mark::Waiting,
    };
    match news {
        News::Card | News::PartnerLine | News::Filed | News::ApprovalAsked => Line::Many(Vec::new()),
        News::Taken { agent } => Line::Taken { reference, agent: agent.clone() },
        News::Reply { agent, words: said } => Line::Reply { reference, agent: agent.clone(), words: words(said) },
        News::Question { agent, words: said } => Line::Question { reference, agent: agent.clone(), words: words(said) },
        News::Resolved { agent, words: said } => Line::Resolved { reference, agent: agent.clone(), words: words(said) },
        News::PriorityChanged { from, to, words: said } => {
            Line::PriorityChanged { reference, from: from.clone(), to: to.clone(), words: words(said) }
        }
        News::CategoryChanged { from, to, words: said } => {
            Line::CategoryChanged { reference, from: from.clone(), to: to.clone(), words: words(said) }
        }
        News::TagChanged { tag, off } => Line::TagChanged { reference, tag: tag.clone(), off: *off },
        News::Rejected { agent, words: said } => Line::Rejected { reference, agent: agent.clone(), words: words(said) },
        News::DuplicateOf { master } => Line::DuplicateOf { reference, master: master.clone() },
        News::MasterResolved { master } => Line::MasterResolved { reference, master: master.clone() },
        News::WaitsOutside => Line::WaitsOutside { reference },
        News::AlsoReported => Line::AlsoReported { reference },
        News::Closed => Line::Closed { reference },
        News::ReopenedByOther { by, words: said } => {
            Line::ReopenedByOther { reference, by: by.clone(), words: words(said) }
        }
        News::ConfirmedByColleague { colleague } => {
            Line::ConfirmedByColleague { reference, colleague: colleague.clone() }
        }
        News::DeadlineSet { day } => Line::DeadlineSet { reference, day: *day },
        News::PassedOn { tier } => Line::PassedOn { reference, tier: *tier },
        News::Approved { by } => Line::Approved { reference, by: by.clone() },
        News::Refused { by, words: said } => Line::Refused { reference, by: by.clone(), words: words(said) },
        News::NoteAdded { author, words: said } => {
            Line::NoteAdded { reference, author: author.clone(), words: words(said) }
        }
        News::ReplySent { agent, words: said } => sent(Verb::Reply, agent, said, reference),
        News::QuestionSent { agent, words: said } => sent(Verb::Ask, agent, said, reference),
        News::ResolutionSent { agent, words: said } => sent(Verb::Resolve, agent, said, reference),
        News::RejectionSent { agent, words: said } => sent(Verb::Reject, agent, said, reference),
        News::Assigned { agent, by } => Line::Assigned { reference, agent: agent.clone(), by: by.clone() },
        News::Released { agent } => Line::Released { reference, agent: agent.clone() },
        News::Escalated { agent, tier, words: said } => {
            Line::Escalated { reference, agent: agent.clone(), tier: *tier, words: words(said) }
        }
        News::Answered { reporter, words: said, file_count } => {
            Line::Answered { reference, reporter: reporter.clone(), words: words(said), file_count: *file_count }
        }
        News::Confirmed { reporter } => Line::Confirmed { reference, reporter: reporter.clone() },
        News::Withdrawn { reporter, words: said } => {
            Line::Withdrawn { reference, reporter: reporter.clone(), words: words(said) }
        }
        News::Unreachable { reporter } => Line::Unreachable { reference, reporter: reporter.clone() },
        News::Reopened { reporter, words: said } => {
            Line::Reopened { reference, reporter: reporter.clone(), words: words(said) }
        }
        News::Edited { author, before, after } => {
            Line::Edited { reference, author: author.clone(), before: words(before), after: words(after) }
        }
    }
}
