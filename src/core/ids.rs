//! Ids of rows. A run of the program takes a block from the database once; within it ids are counted.

use std::sync::atomic::{AtomicI64, Ordering};

/// Ids per inbound message that are set aside at a time.
const STRIDE: i64 = 32;
/// Ids per block: a run hands out at most this many.
const BLOCK: i64 = 1 << 40;

/// Hands out ranges of ids; one per process.
#[derive(Debug)]
pub struct IdSource {
    next: AtomicI64,
}

impl IdSource {
    /// `block` comes from `id_block` and is used by no other run.
    #[must_use]
    pub fn new(block: i64) -> Self {
        Self { next: AtomicI64::new(block * BLOCK) }
    }

    /// A range for one inbound message. Handling it again after a rollback starts the same range anew.
    pub fn range(&self) -> IdRange {
        IdRange { starts: vec![self.next.fetch_add(STRIDE, Ordering::Relaxed)], used: 0 }
    }

    /// One id, outside of any message.
    pub fn one(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

/// The ids of one inbound message, the same each time that it is handled.
#[derive(Clone, Debug)]
pub struct IdRange {
    starts: Vec<i64>,
    used: i64,
}

impl IdRange {
    /// The next id; takes a further range from `source` when this one is used up.
    pub fn next(&mut self, source: &IdSource) -> i64 {
        let (range, offset) = (self.used / STRIDE, self.used % STRIDE);
        self.used += 1;
        let range = usize::try_from(range).unwrap_or(usize::MAX);
        if range >= self.starts.len() {
            self.starts.push(source.next.fetch_add(STRIDE, Ordering::Relaxed));
        }
        self.starts[range.min(self.starts.len() - 1)] + offset
    }

    /// The first id of the range; ranges are handed out in the order of arrival.
    #[must_use]
    pub fn first(&self) -> i64 {
        self.starts[0]
    }

    /// Starts over, for handling the same message again.
    pub fn rewind(&mut self) {
        self.used = 0;
    }
}
