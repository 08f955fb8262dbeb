//! What the clock does with a ticket: reminds whom it waits for, closes it, hands it on. Nobody did it, so the audit names
//! nobody, and no grant is needed: the only way in is a timer of the desk's own.

use super::{alter, change_by, tell_reporter};
use crate::core::{
    notice::{Audience, News, Waiting},
    nudge::Step,
    ticket::{Approval, Ending, Status, WaitingOn},
    unit::Unit,
};

/// The audit's words.
const CLOSE: &str = "lapse";
const FORWARD: &str = "forward";

/// Does a stage. `question` is what the reporter was asked last. `day`, in days since 1970 where the desk is, is that on
/// which it will be closed, or until which it can be opened again.
pub fn lapse(unit: &mut Unit<'_>, id: i64, step: Step, question: &str, day: i64) {
    let Some(status) = unit.tickets.read(&id).map(|ticket| ticket.status) else { return };
    pass(unit, id);
    match step {
        Step::Remind if status == Status::WaitingFocalPoint => {
            unit.tell(id, Audience::FocalPoints, News::ApprovalOverdue);
        }
        Step::Remind if status == Status::Resolved => {
            unit.tell(id, Audience::Reporter, News::Waiting(Waiting::DoesItWork));
        }
        Step::Remind => {
            unit.tell(id, Audience::Reporter, News::Waiting(Waiting::StillAsked { words: question.to_owned() }));
        }
        Step::LastCall => unit.tell(id, Audience::Reporter, News::Waiting(Waiting::WillClose { day })),
        Step::Close => close(unit, id, status, day),
        Step::Forward => forward(unit, id),
    }
}

/// Passes a stage without a word: whoever it is for is not reached, and was called.
pub fn pass(unit: &mut Unit<'_>, id: i64) {
    let (now, update) = (unit.now, unit.tickets.read(&id).map_or(0, |ticket| ticket.updated_at));
    alter(unit, id, |ticket| {
        ticket.nudges += 1;
        ticket.waits_since = Some(now);
        // A reminder is no work on it.
        ticket.updated_at = update;
    });
    unit.waits.push(id);
}

fn close(unit: &mut Unit<'_>, id: i64, from: Status, until: i64) {
    let is_unanswered = from == Status::WaitingReporter;
    change_by(unit, None, CLOSE, id, (Status::Closed, WaitingOn::Nobody), |ticket| {
        if is_unanswered {
            ticket.ending = Ending::NoAnswer;
        }
    });
    if is_unanswered {
        let news = News::Waiting(Waiting::Unanswered { until });
        unit.tell(id, Audience::Reporter, news.clone());
        for to in [Audience::Agents, Audience::Owner, Audience::Followers] {
            unit.tell(id, to, news.clone());
        }
    } else {
        tell_reporter(unit, id, News::Closed);
    }
}

/// The help desk decides itself on what no focal point has decided on.
pub(super) fn forward(unit: &mut Unit<'_>, id: i64) {
    change_by(unit, None, FORWARD, id, (Status::New, WaitingOn::Agent), |ticket| ticket.approval = Approval::Lapsed);
    // Who did not decide is told once, and no longer asked.
    for to in [Audience::Reporter, Audience::FocalPoints, Audience::Agents] {
        unit.tell(id, to, News::Waiting(Waiting::Forwarded));
    }
}
