//! How a desk ranks, and what it promises for each rank. A desk has one policy; a system of another family can have its
//! own (requirements, 3.5: the scheme is per desk and system).

use std::collections::BTreeMap;

use super::{
    desk::{Named, Priority},
    service::Service,
};

/// Severities, each with the priorities that it allows (SV 4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// In the file's order.
    pub severities: Vec<Named>,
    /// Severity key → priority keys, the most pressing first; none is empty.
    pub allowed: BTreeMap<String, Vec<String>>,
    /// The tier whose people may lower severity and priority, where not everybody may (SV-07).
    pub lowered_by: Option<i64>,
}

impl Pairs {
    #[must_use]
    pub fn severity(&self, key: &str) -> Option<&Named> {
        self.severities.iter().find(|named| named.key == key)
    }

    /// The priorities that a severity allows.
    #[must_use]
    pub fn allowed(&self, severity: &str) -> &[String] {
        self.allowed.get(severity).map_or(&[], Vec::as_slice)
    }
}

/// Where a priority comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// (urgency, impact) → priority; complete.
    Matrix(BTreeMap<(String, String), String>),
    /// The reporter says how severe it is, and then one of the priorities that go with it.
    Pairs(Pairs),
    /// The desk's people say it; until then it is this one (CY-03).
    Manual { arrival: String },
}

/// How a desk, or one of its systems, ranks and what it promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub scheme: Scheme,
    /// Of a matrix.
    pub urgencies: Vec<Named>,
    /// Of a matrix.
    pub impacts: Vec<Named>,
    /// The most pressing first.
    pub priorities: Vec<Priority>,
    pub service: Service,
}

impl Policy {
    #[must_use]
    pub fn urgency(&self, key: &str) -> Option<&Named> {
        self.urgencies.iter().find(|named| named.key == key)
    }

    #[must_use]
    pub fn impact(&self, key: &str) -> Option<&Named> {
        self.impacts.iter().find(|named| named.key == key)
    }

    #[must_use]
    pub fn priority(&self, key: &str) -> Option<&Priority> {
        self.priorities.iter().find(|priority| priority.named.key == key)
    }

    /// The severities and their priorities, where that is the scheme.
    #[must_use]
    pub fn pairs(&self) -> Option<&Pairs> {
        match &self.scheme {
            Scheme::Pairs(pairs) => Some(pairs),
            Scheme::Matrix(_) | Scheme::Manual { .. } => None,
        }
    }

    /// The priority of an urgency and an impact (EPTS guide, prioritisation matrix). Where the desk's people say it, the
    /// one on arrival. Severities have pairs instead.
    #[must_use]
    pub fn prioritise(&self, urgency: &str, impact: &str) -> Option<&Priority> {
        match &self.scheme {
            Scheme::Matrix(cells) => {
                cells.get(&(urgency.to_owned(), impact.to_owned())).and_then(|key| self.priority(key))
            }
            Scheme::Manual { arrival } => self.priority(arrival),
            Scheme::Pairs(_) => None,
        }
    }

    /// The more pressing of a priority and the floor of an issue type (WS-8), where the policy knows that one.
    #[must_use]
    pub fn raised<'a>(&'a self, priority: &'a Priority, floor: Option<&str>) -> &'a Priority {
        let floor = floor.and_then(|key| self.priority(key));
        floor.filter(|floor| floor.rank < priority.rank).unwrap_or(priority)
    }
}
