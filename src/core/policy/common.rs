//! When similar requests are a common problem, and how far one reaches by how many it concerns.

use crate::core::chat::Millis;

/// From so many facilities on a problem has at least this impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    pub facilities: usize,
    /// A key of the impacts of one of the file's policies; what a system's policy does not know does not count there.
    pub impact: String,
}

/// A desk's terms for common problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// So many similar requests are proposed as one; none are where it is 0.
    pub requests: usize,
    /// … of so many partners or facilities.
    pub places: usize,
    /// … within so long, in milliseconds.
    pub within: Millis,
    /// In the file's order.
    pub raises: Vec<Raise>,
}

impl Default for Common {
    fn default() -> Self {
        Self { requests: 3, places: 2, within: 24 * 3600 * 1000, raises: Vec::new() }
    }
}
