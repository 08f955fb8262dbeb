//! A message's own randomness: drawn once when it comes in and kept with it, so that handling it again after a
//! rollback makes the same codes.

use std::{fmt, sync::Arc};

use sha2::{Digest, Sha256};

use super::turn::Turn;
use crate::{
    core::{chat::Inbound, invite},
    door::Unavailable,
};

/// Where seeds come from: the system's randomness; in tests the message itself, so that transcripts stay the same.
pub type Seeds = Arc<dyn Fn(&Inbound) -> Result<Seed, Unavailable> + Send + Sync>;

/// 16 random bytes. Codes follow from it, so it is shown nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed([u8; 16]);

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// From the system's randomness.
    ///
    /// # Errors
    /// [`Unavailable`] when the system has none.
    pub fn drawn() -> Result<Self, Unavailable> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| {
            tracing::error!(%error, "the system gives no random bytes");
            Unavailable
        })?;
        Ok(Self(bytes))
    }

    /// The `n`-th code of the message.
    #[must_use]
    pub fn code(self, n: u32) -> String {
        let digest = Sha256::new().chain_update(b"balcao code").chain_update(self.0).chain_update(n.to_be_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        invite::code_from(bytes)
    }
}

impl Turn<'_> {
    /// The `n`-th code that this message makes, the same however often it is handled.
    pub(super) fn fresh_code(&self, n: u32) -> String {
        self.seed.code(n)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_seed_makes_the_same_codes_again_and_others_each_time() {
        let (one, other) = (Seed::new([1; 16]), Seed::new([2; 16]));
        assert_eq!(one.code(0), Seed::new([1; 16]).code(0));
        let codes: BTreeSet<String> = (0..100).flat_map(|n| [one.code(n), other.code(n)]).collect();
        assert_eq!(codes.len(), 200);
        assert_ne!(Seed::drawn().unwrap(), Seed::drawn().unwrap());
        assert_eq!(format!("{one:?}"), "Seed(…)");
    }
}
