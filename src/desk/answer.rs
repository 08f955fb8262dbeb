//! Direct answers with a deadline (a button's toast, a modal). They are given after the commit; where the commit
//! could come too late, a bare "received" goes first and promises nothing.

use crate::core::chat::{Answer, AnswerHandle, Millis};

/// An answer on its way to a platform's adapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    pub platform: String,
    pub handle: AnswerHandle,
    pub answer: Answer,
}

/// So long before the deadline the answer must be on its way.
const MARGIN_MS: Millis = 1000;

/// Whether to defer: the batch, which lately took `batch_ms`, would end too close to the deadline.
#[must_use]
pub fn must_defer(deadline: Millis, now: Millis, batch_ms: Millis) -> bool {
    now + batch_ms + MARGIN_MS > deadline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defers_only_when_it_gets_late() {
        assert!(!must_defer(3000, 0, 10));
        assert!(must_defer(3000, 2500, 10));
        assert!(must_defer(3000, 0, 2500));
    }
}
