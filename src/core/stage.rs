//! What the clocks of a ticket make happen, stage by stage: whoever has it is warned, what nobody answered is told, what
//! was not resolved in time is passed on, and what somebody took and forgot is brought to mind and given back. Pure;
//! what was done is kept in `rows`, each stage once for a stint.

mod rows;

use serde::{Deserialize, Serialize};

pub use rows::{done, record};

use super::chat::Millis;
use crate::closed_set;

closed_set! {
    /// A stage.
    Kind {
        /// Most of the time for an answer is over.
        AnswerSoon = "answer_soon",
        /// Nobody answered in time.
        AnswerLate = "answer_late",
        /// Most of the time to resolve it is over.
        DueSoon = "due_soon",
        /// It was not resolved in time: the next tier has it.
        Overdue = "overdue",
        /// Somebody has it, and says nothing of it.
        Silent = "silent",
        /// As long again nothing came of it: it is free.
        GivenBack = "given_back",
    }
}

/// A clock, as stages see it. Neither time is there while it pauses, or once it has stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When its share is used after which somebody is warned.
    pub warn: Option<Millis>,
    pub due: Option<Millis>,
}

/// All that has stages in a ticket at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Courses {
    pub response: Course,
    pub resolution: Course,
    pub silence: Course,
}

/// What has come at a time, and when to look again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coming {
    /// What is done now: of each clock the last stage alone, so that a desk that was away tells nothing twice.
    pub come: Vec<Kind>,
    /// What is done without a word, because a later one came with it.
    pub passed: Vec<Kind>,
    pub next: Option<Millis>,
}

impl Courses {
    /// The stages that have come and are not done, and when the next one comes.
    #[must_use]
    pub fn at(&self, now: Millis, done: &[Kind]) -> Coming {
        let mut coming = Coming::default();
        coming.of(self.response, (Kind::AnswerSoon, Kind::AnswerLate), now, done);
        coming.of(self.resolution, (Kind::DueSoon, Kind::Overdue), now, done);
        coming.of(self.silence, (Kind::Silent, Kind::GivenBack), now, done);
        let is_told = |kind| coming.come.contains(&kind);
        if self.response.due == self.resolution.due && is_told(Kind::DueSoon) && is_told(Kind::AnswerSoon) {
            // Where both are over at once, the one that passes it on is told.
            coming.come.retain(|kind| *kind != Kind::AnswerSoon);
            coming.passed.push(Kind::AnswerSoon);
        }
        if coming.come.contains(&Kind::Overdue) {
            // Whoever it is passed on to begins anew: nothing else is said of the stint that is over. Somebody's silence
            // is looked at after it: where nobody is above, they still have it.
            let is_told = |kind: &&Kind| matches!(kind, Kind::Overdue | Kind::Silent | Kind::GivenBack);
            let (told, others): (Vec<Kind>, Vec<Kind>) = coming.come.iter().partition(is_told);
            coming.passed.extend(others);
            coming.come = told;
            coming.next = None;
        }
        coming
    }

    /// When to look first, whatever was done: a look too many does nothing.
    #[must_use]
    pub fn next(&self, now: Millis, done: &[Kind]) -> Option<Millis> {
        let coming = self.at(now, done);
        if coming.come.is_empty() { coming.next } else { Some(now) }
    }
}

impl Coming {
    fn of(&mut self, course: Course, (first, last): (Kind, Kind), now: Millis, done: &[Kind]) {
        if done.contains(&last) {
            return;
        }
        let open = |kind: Kind, at: Option<Millis>| at.filter(|_| !done.contains(&kind));
        let (warn, due) = (open(first, course.warn), open(last, course.due));
        let has_come = |at: Option<Millis>| at.is_some_and(|at| at <= now);
        if has_come(due) {
            self.come.push(last);
            self.passed.extend(warn.map(|_| first));
            return;
        }
        if has_come(warn) {
            self.come.push(first);
        }
        let ahead = [warn.filter(|at| *at > now), due].into_iter().flatten().chain(self.next).min();
        self.next = ahead;
    }
}

/// What a stage tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Until then somebody is to answer. Minutes that local time is ahead of UTC come with each time.
    AnswerSoon {
        until: Millis,
        offset: i32,
    },
    AnswerLate {
        tier: i64,
    },
    DueSoon {
        until: Millis,
        offset: i32,
    },
    /// Its time was over in a tier, and another one has it.
    PassedOver {
        from: i64,
        to: i64,
    },
    /// Its time is over in the last tier.
    Overdue {
        tier: i64,
    },
    /// What the next tier has to know.
    Handover(Handover),
    /// To whoever has it: they said nothing of it.
    Silent,
    GivenBack {
        agent: String,
    },
    /// Its owner is away: somebody else has it meanwhile, or nobody.
    HandedOver {
        agent: String,
        deputy: Option<String>,
    },
    /// To whoever's shift it is: it has come to their tier.
    OnDuty {
        tier: i64,
    },
    /// To the managers: nobody is on duty where it is now.
    Unstaffed {
        tier: i64,
    },
}

/// What was done about a ticket before somebody else has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// What was written about it, the newest last.
    pub tried: Vec<String>,
    /// What its reporter was asked last, and what they answered.
    pub asked: Option<String>,
    pub answered: Option<String>,
    pub files: usize,
}

impl Handover {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same, or nothing where nobody wrote about it since it was reported: its files stand with its card.
    #[must_use]
    pub fn of_talk(self) -> Self {
        if self.tried.is_empty() && self.asked.is_none() { Self::default() } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clocks(response: (Millis, Millis), resolution: (Millis, Millis)) -> Courses {
        let course = |(warn, due)| Course { warn: Some(warn), due: Some(due) };
        Courses { response: course(response), resolution: course(resolution), silence: Course::default() }
    }

    #[test]
    fn each_stage_comes_at_its_time_and_once() {
        let courses = clocks((75, 100), (300, 400));
        assert_eq!(courses.at(74, &[]), Coming { next: Some(75), ..Coming::default() });
        let warned = courses.at(75, &[]);
        assert_eq!((warned.come.as_slice(), warned.next), ([Kind::AnswerSoon].as_slice(), Some(100)));
        assert_eq!(courses.at(80, &[Kind::AnswerSoon]), Coming { next: Some(100), ..Coming::default() });
        let late = courses.at(100, &[Kind::AnswerSoon]);
        assert_eq!((late.come.as_slice(), late.next), ([Kind::AnswerLate].as_slice(), Some(300)));
        let done = [Kind::AnswerSoon, Kind::AnswerLate, Kind::DueSoon];
        assert_eq!(courses.at(399, &done).next, Some(400));
        assert_eq!(courses.at(400, &done).come, [Kind::Overdue]);
        assert_eq!(courses.at(9_000, &[done.as_slice(), &[Kind::Overdue]].concat()), Coming::default());
    }

    #[test]
    fn a_desk_that_was_away_tells_the_last_alone() {
        let late = clocks((75, 100), (300, 400)).at(350, &[]);
        assert_eq!(late.come, [Kind::AnswerLate, Kind::DueSoon]);
        assert_eq!((late.passed.as_slice(), late.next), ([Kind::AnswerSoon].as_slice(), Some(400)));
        let over = clocks((75, 100), (300, 400)).at(4_000, &[]);
        assert_eq!(over.come, [Kind::Overdue]);
        assert_eq!(over.passed, [Kind::AnswerSoon, Kind::DueSoon, Kind::AnswerLate]);
    }

    #[test]
    fn of_two_that_are_over_at_once_one_is_told() {
        let both = clocks((75, 100), (80, 100));
        let one = both.at(80, &[]);
        assert_eq!(
            (one.come.as_slice(), one.passed.as_slice()),
            ([Kind::DueSoon].as_slice(), [Kind::AnswerSoon].as_slice())
        );
        // What was reopened is waited for anew: its own warning is still to come.
        let reopened = clocks((90, 100), (80, 100)).at(80, &[]);
        assert_eq!((reopened.come.as_slice(), reopened.passed.is_empty()), ([Kind::DueSoon].as_slice(), true));
        assert_eq!(reopened.next, Some(90));
    }

    #[test]
    fn somebodys_silence_is_none_of_the_tiers() {
        let both = Courses { silence: Course { warn: Some(50), due: Some(90) }, ..clocks((75, 100), (300, 400)) };
        let late = both.at(4_000, &[Kind::Silent]);
        assert_eq!(late.come, [Kind::Overdue, Kind::GivenBack]);
        assert_eq!(late.passed, [Kind::AnswerSoon, Kind::DueSoon, Kind::AnswerLate]);
    }

    #[test]
    fn what_pauses_has_no_stage() {
        let paused = Courses { response: Course::default(), ..Courses::default() };
        assert_eq!(paused.at(Millis::MAX, &[]), Coming::default());
        assert_eq!(paused.next(Millis::MAX, &[]), None);
    }
}
