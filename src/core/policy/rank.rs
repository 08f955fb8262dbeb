//! What ranks a request under each scheme: what its reporter said, and what the desk may make of it (EP-05, SV 3, CY-03).

use super::{
    desk::{Named, Priority},
    scheme::{Pairs, Policy, Scheme},
};
use crate::core::{
    draft::{Answers, Suggested},
    rights::Refusal,
};

/// How a new request is ranked. Where severities have pairs the severity stands in the impact («Влияние»).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank<'p> {
    pub urgency: String,
    pub impact: String,
    pub priority: &'p Priority,
}

impl Pairs {
    /// The priority of a severity that allows one alone.
    #[must_use]
    pub fn only(&self, severity: &str) -> Option<&str> {
        if let [only] = self.allowed(severity) { Some(only) } else { None }
    }

    /// The priority after the severity has changed: the same where it goes with it, else the most pressing one that
    /// does (SV 4.4: a lowered severity makes its priority anew).
    #[must_use]
    pub fn fitting<'a>(&'a self, severity: &str, priority: &'a str) -> Option<&'a str> {
        let allowed = self.allowed(severity);
        if allowed.iter().any(|key| key == priority) { Some(priority) } else { allowed.first().map(String::as_str) }
    }
}

impl Policy {
    /// The rank of a report; `None` where something is missing. With `as_it_is` what is missing is taken from the middle,
    /// since every request has a priority.
    #[must_use]
    pub fn rank(&self, answers: &Answers, suggested: Suggested, as_it_is: bool) -> Option<Rank<'_>> {
        let middle = |named: &[Named]| named.get(named.len() / 2).filter(|_| as_it_is).map(|named| named.key.clone());
        match &self.scheme {
            Scheme::Matrix(_) => {
                // What was said of another system may be no word of this one's.
                let urgency = answers.urgency.clone().filter(|key| self.urgency(key).is_some());
                let impact = answers.impact.clone().filter(|key| self.impact(key).is_some());
                let urgency = urgency.or(suggested.urgency).or_else(|| middle(&self.urgencies))?;
                let impact = impact.or(suggested.impact).or_else(|| middle(&self.impacts))?;
                let priority = self.prioritise(&urgency, &impact)?;
                Some(Rank { urgency, impact, priority })
            }
            Scheme::Pairs(pairs) => {
                let said = answers.severity.clone().filter(|key| pairs.severity(key).is_some());
                let impact = said.or_else(|| middle(&pairs.severities))?;
                let allowed = pairs.allowed(&impact);
                let chosen = answers.priority.as_ref().filter(|key| allowed.contains(key)).map(String::as_str);
                let least = || allowed.last().filter(|_| as_it_is).map(String::as_str);
                let priority = self.priority(pairs.only(&impact).or(chosen).or_else(least)?)?;
                Some(Rank { urgency: String::new(), impact, priority })
            }
            Scheme::Manual { arrival } => {
                Some(Rank { urgency: String::new(), impact: String::new(), priority: self.priority(arrival)? })
            }
        }
    }

    /// Whether a severity is less than another: what it allows presses less. The regulation's own order follows from its
    /// pairs.
    #[must_use]
    pub fn is_less_severe(&self, pairs: &Pairs, severity: &str, than: &str) -> bool {
        let weight = |key: &str| {
            let ranks = pairs.allowed(key).iter().filter_map(|key| self.priority(key)).map(|priority| priority.rank);
            ranks.collect::<Vec<_>>()
        };
        let (lower, higher) = (weight(severity), weight(than));
        // An empty one is of another scheme, and nobody can tell.
        higher.is_empty() || (lower.first(), lower.last()) > (higher.first(), higher.last())
    }

    /// Whether a priority may be lowered to another under a severity. A severity of another scheme forbids none.
    ///
    /// # Errors
    /// [`Refusal::NotAPair`] and [`Refusal::OnlyLower`].
    pub fn may_lower_to(&self, pairs: &Pairs, severity: &str, from: &str, to: &str) -> Result<(), Refusal> {
        let allowed = pairs.allowed(severity);
        if !allowed.is_empty() && !allowed.iter().any(|key| key == to) {
            return Err(Refusal::NotAPair);
        }
        let rank = |key: &str| self.priority(key).map(|priority| priority.rank);
        match (rank(from), rank(to)) {
            (Some(from), Some(to)) if to < from => Err(Refusal::OnlyLower),
            (Some(_) | None, _) => Ok(()),
        }
    }
}
