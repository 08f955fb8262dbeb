//! What the clock does with a ticket that waits for somebody, stage by stage (platforms B.7). Pure: a stage follows from
//! the ticket and the desk's hours, and is looked at again when its time has come. Each one is counted from the one before,
//! so that a desk that was away reminds of nothing twice in a row.

use super::{
    calendar::Hours,
    chat::Millis,
    policy::{customs::Unanswered, service::Gate},
    ticket::{Status, Ticket},
};

/// The kind of the timers; the subject is the ticket.
pub const TIMER: &str = "ticket";
/// Stands in the timers where a message has its sender; no platform has such a user.
pub const DESK: &str = "desk";
/// The rank of what never waits for a focal point.
pub const CRITICAL: i64 = 1;
/// So long after its end the reporter can open a ticket again.
pub const REOPEN_MS: Millis = 30 * 24 * 3600 * 1000;

const HOUR: Millis = 3600 * 1000;

/// What is done at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Whoever it waits for is reminded.
    Remind,
    /// The reporter is told that it will be closed.
    LastCall,
    Close,
    /// The help desk takes what no focal point has decided on.
    Forward,
}

/// Business time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Hours(Millis),
    Days(u32),
}

/// A stage, with the time since the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    pub step: Step,
    pub after: After,
}

const fn stage(step: Step, after: After) -> Stage {
    Stage { step, after }
}

/// After 1, 3, 5 and 7 business days.
const REPORTER: [Stage; 4] = [
    stage(Step::Remind, After::Days(1)),
    stage(Step::Remind, After::Days(2)),
    stage(Step::LastCall, After::Days(2)),
    stage(Step::Close, After::Days(2)),
];
/// After 1 and 3 business days.
const RESOLVED: [Stage; 2] = [stage(Step::Remind, After::Days(1)), stage(Step::Close, After::Days(2))];
/// Where nobody but a person closes it: after 1 and 3 business days, and then after each week, three times.
const STAYS: [Stage; 5] = [
    stage(Step::Remind, After::Days(1)),
    stage(Step::Remind, After::Days(2)),
    stage(Step::Remind, After::Days(5)),
    stage(Step::Remind, After::Days(5)),
    stage(Step::Remind, After::Days(5)),
];
/// After 2, 4 and 8 business hours: a business day has 8 (EPTS guide, 1.3).
const FOCAL_POINT: [Stage; 3] = [
    stage(Step::Remind, After::Hours(2 * HOUR)),
    stage(Step::Remind, After::Hours(2 * HOUR)),
    stage(Step::Forward, After::Hours(4 * HOUR)),
];

/// The stages of a status, in order. A focal point's are those of the desk's file, where it has any.
#[must_use]
pub fn stages(status: Status, gate: Option<&Gate>, unanswered: Unanswered) -> Vec<Stage> {
    match status {
        Status::WaitingReporter | Status::Resolved if unanswered == Unanswered::Stays => STAYS.to_vec(),
        Status::WaitingReporter => REPORTER.to_vec(),
        Status::Resolved => RESOLVED.to_vec(),
        Status::WaitingFocalPoint => gate.map_or_else(|| FOCAL_POINT.to_vec(), of_gate),
        Status::New
        | Status::InProgress
        | Status::WaitingThirdParty
        | Status::Closed
        | Status::Duplicate
        | Status::Rejected
        | Status::Cancelled => Vec::new(),
    }
}

/// Its times count from the beginning, the stages' each from the one before.
fn of_gate(gate: &Gate) -> Vec<Stage> {
    let mut reminders: Vec<Millis> = gate.reminders.iter().copied().filter(|at| *at < gate.passes_on).collect();
    reminders.sort_unstable();
    let ends = reminders.into_iter().map(|at| (Step::Remind, at)).chain([(Step::Forward, gate.passes_on)]);
    let mut before = 0;
    let since_before = |(step, at): (Step, Millis)| stage(step, After::Hours(at - std::mem::replace(&mut before, at)));
    ends.map(since_before).collect()
}

/// The one of its status's stages that a ticket comes to next; `None` where it waits for nobody, or all is done.
#[must_use]
pub fn next(ticket: &Ticket, stages: &[Stage]) -> Option<Stage> {
    // No clock runs over practice.
    if ticket.practice {
        return None;
    }
    stages.get(usize::try_from(ticket.nudges).ok()?).copied()
}

/// When a stage has come for something that has waited since then.
#[must_use]
pub fn due(stage: Stage, since: Millis, hours: &Hours<'_>) -> Millis {
    match stage.after {
        After::Hours(millis) => hours.add(since, millis),
        After::Days(count) => hours.add_days(since, count),
    }
}

/// Whether it waits for its reporter, so that any message of theirs puts the next stage off.
#[must_use]
pub fn waits_for_reporter(status: Status) -> bool {
    matches!(status, Status::WaitingReporter | Status::Resolved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::calendar::Calendar;

    /// Monday, 23 November 2026, 09:00 in Maputo.
    const MONDAY: Millis = 1_795_417_200_000;

    fn times(status: Status, gate: Option<&Gate>) -> Vec<String> {
        times_where(status, gate, Unanswered::Closes)
    }

    fn times_where(status: Status, gate: Option<&Gate>, unanswered: Unanswered) -> Vec<String> {
        let calendar = Calendar::of_mozambique(chrono_tz::Africa::Maputo);
        let hours = calendar.everywhere();
        let mut since = MONDAY;
        let all = stages(status, gate, unanswered).into_iter().map(|stage| {
            since = due(stage, since, &hours);
            let local = chrono::DateTime::from_timestamp_millis(since).expect("a time");
            local.with_timezone(&calendar.zone).format("%d %H:%M").to_string()
        });
        all.collect()
    }

    #[test]
    fn the_stages_stand_on_their_days() {
        assert_eq!(times(Status::WaitingReporter, None), ["24 09:00", "26 09:00", "30 09:00", "02 09:00"]);
        assert_eq!(times(Status::Resolved, None), ["24 09:00", "26 09:00"]);
        assert_eq!(times(Status::WaitingFocalPoint, None), ["23 11:00", "23 13:00", "24 09:00"]);
        assert!(times(Status::New, None).is_empty() && times(Status::WaitingThirdParty, None).is_empty());
    }

    #[test]
    fn where_silence_closes_nothing_it_is_asked_again() {
        let expected = ["24 09:00", "26 09:00", "03 09:00", "10 09:00", "17 09:00"];
        for status in [Status::WaitingReporter, Status::Resolved] {
            assert_eq!(times_where(status, None, Unanswered::Stays), expected);
            assert!(stages(status, None, Unanswered::Stays).iter().all(|stage| stage.step == Step::Remind));
        }
        let gate = times_where(Status::WaitingFocalPoint, None, Unanswered::Stays);
        assert_eq!(gate, times(Status::WaitingFocalPoint, None), "that is no silence of the reporter's");
    }

    #[test]
    fn a_desks_own_gate_counts_from_the_beginning() {
        let gate = Gate { reminders: vec![3 * HOUR, HOUR, 9 * HOUR], passes_on: 4 * HOUR };
        assert_eq!(times(Status::WaitingFocalPoint, Some(&gate)), ["23 10:00", "23 12:00", "23 13:00"]);
        let short = Gate { reminders: Vec::new(), passes_on: HOUR };
        assert_eq!(times(Status::WaitingFocalPoint, Some(&short)), ["23 10:00"]);
    }
}
