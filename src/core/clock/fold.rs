//! The fold: events in, clocks out. The rules are those of the module above.

use std::collections::HashSet;

use super::{Clock, Clocks, Counted, Event, Kind, Pause, Segment, Terms};
use crate::core::{chat::Millis, policy::service::Target};

/// Whether time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Running,
    Paused { why: Pause, since: Millis },
    Stopped,
}

struct Fold<'t, 'a> {
    terms: &'t Terms<'a>,
    clocks: Clocks,
    response: Clock,
    resolution: Clock,
    mode: Mode,
    /// Up to where time was counted.
    at: Millis,
    promised: Option<i64>,
}

/// The clocks at `now`, from all that happened to a ticket, in its order. None where nothing is known of it.
#[must_use]
pub fn read(events: &[Event], terms: &Terms<'_>, now: Millis) -> Option<Clocks> {
    let undone: HashSet<&str> =
        events.iter().filter(|event| event.kind == Kind::TakenBack).map(|event| event.word.as_str()).collect();
    let stands = |event: &&Event| {
        event.kind != Kind::TakenBack && event.act_id.is_none_or(|act| !undone.contains(act.to_string().as_str()))
    };
    let first = events.iter().find(stands)?;
    let mut fold = Fold {
        terms,
        clocks: Clocks { opened_at: first.at, late_arrival: (first.noted_at - first.at).max(0), ..Clocks::default() },
        response: Clock::default(),
        resolution: Clock::default(),
        mode: Mode::Running,
        at: first.at,
        promised: None,
    };
    // A stint keeps its number whatever is taken back: what was done in one that never was is not taken for another's.
    let mut begun = 0;
    for event in events {
        begun += i64::from(matches!(event.kind, Kind::Entered | Kind::Reopened));
        if stands(&event) {
            fold.count_until(event.at);
            fold.take(event, begun);
        }
    }
    fold.count_until(now);
    Some(fold.end())
}

impl Fold<'_, '_> {
    /// Counts what has passed. What is told of an earlier time happened now.
    fn count_until(&mut self, until: Millis) {
        let (from, until) = (self.at, self.at.max(until));
        self.at = until;
        let counted = match self.mode {
            Mode::Running => self.terms.counted(&self.clocks.priority),
            Mode::Paused { why, .. } => Counted::Not(why),
            Mode::Stopped => return,
        };
        for (era, from, until) in self.terms.parts(from, until) {
            let used = match counted {
                Counted::Business => self.terms.between(era, from, until),
                Counted::RoundTheClock => until - from,
                Counted::Not(_) => 0,
            };
            let segment = Segment { from, until, counted, priority: self.clocks.priority.clone(), used, era };
            if self.response.stopped_at.is_none() {
                add(&mut self.response, segment.clone());
            }
            add(&mut self.resolution, segment);
        }
    }

    fn take(&mut self, event: &Event, stint: i64) {
        let at = self.at;
        match event.kind {
            Kind::Entered => self.begin(stint, Clock { began: at, ..Clock::default() }),
            Kind::Reopened => {
                let mut carried = std::mem::take(&mut self.resolution);
                if let Some(from) = carried.stopped_at.take() {
                    let (counted, priority) = (Counted::Not(Pause::Resolved), self.clocks.priority.clone());
                    add(&mut carried, Segment { from, until: at, counted, priority, used: 0, era: 0 });
                }
                self.begin(stint, carried);
            }
            Kind::Answered => _ = self.response.stopped_at.get_or_insert(at),
            Kind::WaitsForReporter => self.pause(Pause::Reporter),
            Kind::WaitsOutside => self.pause(Pause::ThirdParty),
            Kind::Resumed => self.mode = Mode::Running,
            Kind::Promised => self.promised = event.word.parse().ok(),
            Kind::Resolved | Kind::Ended => {
                self.response.stopped_at.get_or_insert(at);
                self.resolution.stopped_at.get_or_insert(at);
                self.mode = Mode::Stopped;
            }
            Kind::Priority | Kind::TakenBack => {}
        }
        self.clocks.tier = event.tier;
        self.clocks.priority.clone_from(&event.priority);
    }

    fn begin(&mut self, stint: i64, resolution: Clock) {
        self.clocks.stint = stint;
        self.clocks.since = self.at;
        self.response = Clock { began: self.at, ..Clock::default() };
        self.resolution = resolution;
        self.mode = Mode::Running;
    }

    fn pause(&mut self, why: Pause) {
        self.mode = Mode::Paused { why, since: self.at };
    }

    fn end(mut self) -> Clocks {
        let promise = self.terms.promise(self.clocks.tier, &self.clocks.priority);
        let resolution = std::mem::take(&mut self.resolution);
        let resolution = promise.resolution.map(|target| self.close(resolution, target));
        let response = std::mem::take(&mut self.response);
        let response = promise.response.map(|target| {
            let mut response = self.close(response, target);
            let other = resolution.as_ref().and_then(|resolution| resolution.due);
            response.due = in_time(response.due.into_iter().chain(other).min(), &response);
            response
        });
        Clocks { response, resolution, ..self.clocks }
    }

    /// Gives a clock its target, and when it is over.
    fn close(&self, mut clock: Clock, target: Target) -> Clock {
        let ahead = self.terms.counted(&self.clocks.priority);
        match self.mode {
            Mode::Running if clock.stopped_at.is_none() => clock.ahead = Some((self.at, ahead)),
            Mode::Paused { since, .. } if clock.stopped_at.is_none() => clock.paused_since = Some(since),
            Mode::Running | Mode::Paused { .. } | Mode::Stopped => {}
        }
        match target {
            Target::Within(millis) => {
                clock.target = Some(millis);
                clock.due = clock.reaches(millis, self.terms);
            }
            Target::ToBeSet => {
                clock.promised_day = self.promised;
                let closing = self.promised.and_then(|day| self.terms.closing(day, ahead));
                clock.due = in_time(closing, &clock);
            }
        }
        clock
    }
}

/// What was stopped before it was due is never over.
fn in_time(due: Option<Millis>, clock: &Clock) -> Option<Millis> {
    due.filter(|due| clock.stopped_at.is_none_or(|stopped| *due <= stopped))
}

fn add(clock: &mut Clock, segment: Segment) {
    clock.used += segment.used;
    clock.segments.push(segment);
}
