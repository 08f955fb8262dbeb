//! What an adapter cannot read: it is kept as it came, for people to look at, and nobody waits for it.

use super::{Door, Unavailable};
use crate::core::{
    chat::Address,
    inbox::{self, Record, State},
    rows,
};

/// Why it stands in quarantine.
const UNREADABLE: &str = "unreadable";

impl Door {
    /// Keeps what an account of a platform handed in and nobody could read. The same `key` is kept once, so that the
    /// platform may hand it in again; afterwards it can be acknowledged.
    ///
    /// # Errors
    /// [`Unavailable`]: nothing was stored.
    pub async fn quarantine(&self, platform: &str, account: &str, key: &str, raw: &str) -> Result<(), Unavailable> {
        let shared = &self.entrance.shared;
        let now = shared.now();
        let without_nuls = |text: &str| text.replace('\0', "");
        let record = Record {
            key: inbox::key_in(platform, account, &without_nuls(key)),
            // Which chat it is of, nobody could read.
            address: Address::new(platform, account, "").to_string(),
            user_key: String::new(),
            arrival: shared.ids.one(),
            received_at: now,
            sent_at: now,
            state: State::Quarantined,
            place: "quarantined".to_owned(),
            body: Some(without_nuls(raw)),
            error: Some(UNREADABLE.to_owned()),
        };
        tracing::error!(platform, "what the platform handed in cannot be read; it was put into quarantine");
        let mut tx = shared.store.begin().await?;
        let mut saving = rows::Saving::new(&mut tx);
        inbox::insert_once(&mut saving, vec![record]).await?;
        saving.finish().await?;
        tx.commit().await?;
        Ok(())
    }
}
