//! The loop that has the database's log carried over, beside everything else.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::core::db::checkpoint::Checkpointer;

/// How often the log's length is looked at.
const EVERY: Duration = Duration::from_millis(250);
/// After a failure, such as a full disk, which the writer tells of at once.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Looks at the log until it is stopped.
pub async fn run(mut checkpointer: Checkpointer, stop: CancellationToken) {
    let mut pause = EVERY;
    while stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_some() {
        pause = match checkpointer.look().await {
            Ok(_) => EVERY,
            Err(error) => {
                tracing::warn!(%error, "the database's log cannot be carried over; it grows meanwhile");
                AFTER_FAILURE
            }
        };
    }
    checkpointer.close().await;
}
