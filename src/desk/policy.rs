//! A desk file that was applied while the desk runs: taken up at the clock's look. What cannot be read leaves the policy as
//! it is; the log says so once.

use std::sync::{Arc, atomic::Ordering};

use super::Shared;
use crate::core::policy::{desk_file, kept};

/// Takes up a newer desk file, if this is another version than the one in memory. Returns whether there was one.
///
/// # Errors
/// The database's.
pub(super) async fn renew(shared: &Arc<Shared>, version: i64) -> Result<bool, sqlx::Error> {
    if version == shared.policy_version.load(Ordering::Relaxed) {
        return Ok(false);
    }
    let key = shared.policy().key.clone();
    let last = kept::last(&mut *shared.store.reader().acquire().await?, &key).await?;
    let Some(kept) = last else { return Ok(false) };
    shared.policy_version.store(kept.version, Ordering::Relaxed);
    match desk_file::read_kept(&kept.body, &kept.terms) {
        Ok(desk) => {
            shared.renew_policy(desk);
            tracing::info!(version = kept.version, "the desk file was read anew");
            Ok(true)
        }
        Err(mistakes) => {
            tracing::error!(version = kept.version, count = mistakes.len(), "the applied desk file cannot be read");
            Ok(false)
        }
    }
}
