//! What counts for a ticket's clocks: the hours at its place, over time, and what its tier promises.

use crate::core::{
    calendar::Hours,
    chat::Millis,
    policy::service::{Promise, Service, Target, TypeTargets},
};

use super::{Counted, GATE, Segment};

/// The hours that count from a time on, until those of the next era do.
#[derive(Clone, Debug)]
pub struct Era<'a> {
    pub since: Millis,
    pub hours: Hours<'a>,
}

/// What counts for one ticket.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    /// In the order of time, at least one; the first counts from the beginning whatever its time.
    pub eras: Vec<Era<'a>>,
    pub service: &'a Service,
    /// The targets of its type of issue, where that has any (WS-8).
    pub own: Option<&'a TypeTargets>,
}

impl<'a> Terms<'a> {
    /// Where the hours have always been the same.
    #[must_use]
    pub fn new(hours: Hours<'a>, service: &'a Service, own: Option<&'a TypeTargets>) -> Self {
        Self { eras: vec![Era { since: Millis::MIN, hours }], service, own }
    }

    /// How time counts under a priority.
    pub(super) fn counted(&self, priority: &str) -> Counted {
        if self.service.is_round_the_clock(priority) { Counted::RoundTheClock } else { Counted::Business }
    }

    /// The parts of a time, by era.
    pub(super) fn parts(&self, from: Millis, until: Millis) -> impl Iterator<Item = (usize, Millis, Millis)> + '_ {
        let ends = self.eras.iter().skip(1).map(|era| era.since).chain([Millis::MAX]);
        let eras = self.eras.iter().enumerate().zip(ends).map(move |((at, era), end)| {
            let begin = if at == 0 { from } else { era.since.max(from) };
            (at, begin, end.min(until))
        });
        eras.filter(|(_, begin, end)| begin < end)
    }

    /// The business time of an era's part.
    pub(super) fn between(&self, era: usize, from: Millis, until: Millis) -> Millis {
        self.eras.get(era).map_or(0, |era| era.hours.between(from, until))
    }

    /// When so much of a segment's time was used.
    pub(super) fn within(&self, segment: &Segment, amount: Millis) -> Millis {
        match (segment.counted, self.eras.get(segment.era)) {
            (Counted::Business, Some(era)) => era.hours.add(segment.from, amount),
            (Counted::Business | Counted::RoundTheClock | Counted::Not(_), _) => segment.from + amount,
        }
    }

    /// When so much time is over, counted from then.
    pub(super) fn ahead(&self, from: Millis, amount: Millis, counted: Counted) -> Millis {
        if counted == Counted::RoundTheClock {
            return from.saturating_add(amount);
        }
        let mut left = amount;
        let mut at = from;
        for (era, begin, end) in self.parts(from, Millis::MAX) {
            let Some(era) = self.eras.get(era) else { continue };
            let due = era.hours.add(begin, left);
            if due <= end {
                return due;
            }
            left -= era.hours.between(begin, end);
            at = end;
        }
        at.saturating_add(left)
    }

    /// When a promised day closes.
    pub(super) fn closing(&self, day: i64, counted: Counted) -> Option<Millis> {
        let hours = &self.eras.last()?.hours;
        Some(if counted == Counted::RoundTheClock { hours.midnight_after(day) } else { hours.closing(day) })
    }

    /// What the tier promises.
    pub(super) fn promise(&self, tier: i64, priority: &str) -> Promise {
        if tier == GATE {
            let resolution = self.service.gate.as_ref().map(|gate| Target::Within(gate.passes_on));
            return Promise { response: None, resolution };
        }
        self.service.promise(tier, priority, self.own)
    }
}
