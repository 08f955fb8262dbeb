//! What of a desk depends on the system that a request is about: a system can name another policy than the desk's own
//! (requirements, 3.5).

use std::collections::BTreeSet;

use super::{
    desk::{Desk, Named, Priority, Suggests},
    scheme::Policy,
};
use crate::core::draft::{Answers, Suggested};

impl Desk {
    /// How requests of a system are ranked, and what they are promised; the desk's own way where none is named.
    #[must_use]
    pub fn policy_of(&self, system: Option<&str>) -> &Policy {
        let named = system.and_then(|system| self.system_policies.get(system));
        named.and_then(|name| self.policies.get(name)).unwrap_or(&self.policy)
    }

    /// Of any of its policies, the desk's own first. A key that several use is called the same in each.
    #[must_use]
    pub fn urgency(&self, key: &str) -> Option<&Named> {
        self.all_policies().find_map(|policy| policy.urgency(key))
    }

    /// As [`Self::urgency`].
    #[must_use]
    pub fn impact(&self, key: &str) -> Option<&Named> {
        self.all_policies().find_map(|policy| policy.impact(key))
    }

    /// As [`Self::urgency`]. Its rank is that of the first policy that has it: ask [`Self::policy_of`] for a rank.
    #[must_use]
    pub fn priority(&self, key: &str) -> Option<&Priority> {
        self.all_policies().find_map(|policy| policy.priority(key))
    }

    /// As [`Self::urgency`].
    #[must_use]
    pub fn severity(&self, key: &str) -> Option<&Named> {
        self.all_policies().find_map(|policy| policy.pairs()?.severity(key))
    }

    /// Its policies, the desk's own first.
    pub fn all_policies(&self) -> impl Iterator<Item = &Policy> {
        std::iter::once(&self.policy).chain(self.policies.values())
    }

    /// Its policies that a system ranks by, with those systems: the desk's own first, where any of them has it.
    #[must_use]
    pub fn policies_in_use(&self) -> Vec<(&Policy, Vec<&Named>)> {
        let of = |name: Option<&String>| -> Vec<&Named> {
            self.systems.iter().filter(|system| self.system_policies.get(&system.key) == name).collect()
        };
        let own = std::iter::once((&self.policy, of(None)));
        let others = self.policies.iter().map(|(name, policy)| (policy, of(Some(name))));
        own.chain(others).filter(|(_, systems)| !systems.is_empty()).collect()
    }

    /// The priorities of all its policies, each key once, in the order in which the policies have them.
    #[must_use]
    pub fn all_priorities(&self) -> Vec<&Priority> {
        let mut all: Vec<&Priority> = Vec::new();
        for priority in self.all_policies().flat_map(|policy| &policy.priorities) {
            if !all.iter().any(|known| known.named.key == priority.named.key) {
                all.push(priority);
            }
        }
        all
    }

    /// The numbers of the tiers of all its policies, in order.
    #[must_use]
    pub fn all_tiers(&self) -> Vec<i64> {
        let tiers = self.all_policies().flat_map(|policy| &policy.service.tiers);
        tiers.map(|tier| tier.number).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The tier where a request begins (EP-10, EP-11).
    #[must_use]
    pub fn first_tier(&self, system: &str, category: &str) -> i64 {
        let service = &self.policy_of(Some(system)).service;
        let named = self.category(category).and_then(|category| category.first_tier);
        named.filter(|number| service.tier(*number).is_some()).unwrap_or(service.first_tier)
    }

    /// What is suggested of a report, where nobody said it.
    #[must_use]
    pub fn suggested_for(&self, answers: &Answers) -> Suggested {
        self.suggested(answers.system.as_deref(), answers.category.as_deref(), &answers.suggested)
    }

    /// What is suggested of a request of this system and category: what its words say, else the category, else the desk.
    /// Only what the system's policy knows.
    #[must_use]
    pub fn suggested(&self, system: Option<&str>, category: Option<&str>, said: &Suggested) -> Suggested {
        let policy = self.policy_of(system.or_else(|| self.only_system().map(|only| only.key.as_str())));
        let category = category.and_then(|key| self.category(key)).map(|category| &category.suggests);
        let first = |said: &Option<String>, of: fn(&Suggests) -> &Vec<String>, named: &[Named]| {
            let wider = category.into_iter().chain([&self.suggests]).flat_map(of);
            said.iter().chain(wider).find(|key| named.iter().any(|named| named.key == **key)).cloned()
        };
        Suggested {
            urgency: first(&said.urgency, |suggests| &suggests.urgency, &policy.urgencies),
            impact: first(&said.impact, |suggests| &suggests.impact, &policy.impacts),
        }
    }
}
