//! What the desk promises, and who works at what: tiers with their duties, and a target for each priority (EPTS guide,
//! 1.3). What has become of a promise is told by the clocks, not here.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Label, Named};
use crate::core::chat::Millis;

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// So much time in which the desk is open; of all hours, where the priority's clocks run round the clock.
    Within(Millis),
    /// A date is entered once the trouble is known («determined at time of issue»); until then it is open.
    ToBeSet,
}

impl Target {
    /// The one that leaves less time. What has no date yet keeps none, whatever stands beside it.
    #[must_use]
    pub fn sooner(self, other: Self) -> Self {
        match (self, other) {
            (Self::Within(own), Self::Within(other)) => Self::Within(own.min(other)),
            (Self::ToBeSet, _) | (_, Self::ToBeSet) => Self::ToBeSet,
        }
    }
}

/// Priority key → target. A priority that is missing has none.
pub type Targets = BTreeMap<String, Target>;

/// Targets of an issue type (WS-8). They count where they are shorter than those of the tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeTargets {
    pub response: Targets,
    pub resolution: Targets,
}

/// A line of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// From 1: whoever passes on passes to the next one up.
    pub number: i64,
    pub named: Named,
    /// Who works there, and at what.
    pub duties: Option<Label>,
    /// Until a person of the desk has turned to it (EP-07).
    pub response: Targets,
    /// Until it is solved or passed on (EP-08).
    pub targets: Targets,
    /// What has to be ticked before it is passed on (OL-21).
    pub checklist: Vec<Label>,
    /// A desk may have nobody there (OL, table 5): it is no gap then.
    pub optional: bool,
}

impl Tier {
    /// Whether anything is promised in it.
    #[must_use]
    pub fn has_clocks(&self) -> bool {
        !self.response.is_empty() || !self.targets.is_empty()
    }
}

/// The clock of a partner's focal point, before the desk (WS-6). What patients' safety hangs on never waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Reminders, in business time since the beginning.
    pub reminders: Vec<Millis>,
    /// After so much business time the desk takes it.
    pub passes_on: Millis,
}

/// What a desk promises. Without tiers no clocks run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// By their numbers; may be empty.
    pub tiers: Vec<Tier>,
    /// Where a category names none.
    pub first_tier: i64,
    /// Keys of the priorities whose clocks run day and night.
    pub round_the_clock: BTreeSet<String>,
    /// The share of a target, in percent, after which its owner is warned.
    pub warn_percent: u32,
    /// After so much business time a ticket that somebody took, but says nothing of, is brought to mind; given back after
    /// as much again. Never where it is 0, as at a desk without clocks.
    pub silent: Millis,
    pub gate: Option<Gate>,
    /// Each request of a partner comes to its focal points first, not only those that need approval.
    pub gate_all: bool,
}

/// What a ticket is promised in a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Never later than the resolution: where both cross, the smaller one is the response's (EP 1.4.3).
    pub response: Option<Target>,
    pub resolution: Option<Target>,
}

impl Default for Service {
    fn default() -> Self {
        Self {
            tiers: Vec::new(),
            first_tier: 1,
            round_the_clock: BTreeSet::new(),
            warn_percent: 75,
            silent: 0,
            gate: None,
            gate_all: false,
        }
    }
}

impl Service {
    /// Whether any tier has a target: without one no clock runs.
    #[must_use]
    pub fn has_clocks(&self) -> bool {
        self.tiers.iter().any(Tier::has_clocks)
    }

    #[must_use]
    pub fn tier(&self, number: i64) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.number == number)
    }

    /// The tier that this one passes on to.
    #[must_use]
    pub fn after(&self, number: i64) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.number > number)
    }

    /// Whether a priority's clocks run day and night.
    #[must_use]
    pub fn is_round_the_clock(&self, priority: &str) -> bool {
        self.round_the_clock.contains(priority)
    }

    /// What is promised in a tier; `own` are the targets of the issue type, where it has any.
    #[must_use]
    pub fn promise(&self, tier: i64, priority: &str, own: Option<&TypeTargets>) -> Promise {
        let tier = self.tier(tier);
        let shorter = |of_tier: Option<&Targets>, of_type: Option<&Targets>| {
            let of_tier = of_tier?.get(priority).copied()?;
            let of_type = of_type.and_then(|targets| targets.get(priority)).copied();
            Some(of_type.map_or(of_tier, |target| of_tier.sooner(target)))
        };
        let resolution = shorter(tier.map(|tier| &tier.targets), own.map(|own| &own.resolution));
        let response = shorter(tier.map(|tier| &tier.response), own.map(|own| &own.response));
        let response = match (response, resolution) {
            (Some(Target::Within(_)), Some(Target::Within(_))) => response.zip(resolution).map(|(a, b)| a.sooner(b)),
            (Some(_) | None, _) => response,
        };
        Promise { response, resolution }
    }
}
