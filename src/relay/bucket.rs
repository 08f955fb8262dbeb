//! How fast one chat may be written to: so many at once, and then one each time so long is over.

use crate::{bots::limits::Rate, core::chat::Millis};

/// A token bucket: the time at which it will be full again says how many tokens are left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bucket {
    pub full_at: Millis,
    pub paused_until: Millis,
}

impl Bucket {
    /// The time in which a full bucket would be emptied but for one token.
    fn slack(rate: Rate) -> Millis {
        Millis::from(rate.burst.saturating_sub(1)) * Millis::from(rate.every_ms)
    }

    /// When a message may go.
    pub fn free_at(self, rate: Rate, now: Millis) -> Millis {
        (self.full_at - Self::slack(rate)).max(self.paused_until).max(now)
    }

    /// One goes.
    pub fn take(&mut self, rate: Rate, now: Millis) {
        self.full_at = self.full_at.max(now) + Millis::from(rate.every_ms);
    }
}
