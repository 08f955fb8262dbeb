//! The files of a message: named as the platform knows them where they came from it, else with their bytes. What is
//! still on its way is waited for, but not long; what is lost is left out.

use super::{outcome::Tried, work::Worker};
use crate::{
    bots::send_error::SendError,
    core::{
        chat::{Carried, Millis, Outbound},
        delivery::{Carrying, Claimed, Whereabouts, carrying},
        vault::{Sha, TakeError},
    },
};

/// How long a file is waited for, and how often it is looked for.
const WAIT_MS: Millis = 60_000;
const LOOK_MS: Millis = 5_000;

impl Worker {
    /// What the message carries; nothing where the platform does not take files apart.
    pub(super) async fn carried(&self, claimed: &Claimed, outbound: &Outbound) -> Result<Vec<Carried>, Tried> {
        if !self.bot.limits().files_apart || outbound.message.files.is_empty() {
            return Ok(Vec::new());
        }
        let mut files = Vec::with_capacity(outbound.message.files.len());
        for shown in &outbound.message.files {
            let found = carrying(&self.store, shown.attachment).await.map_err(|error| again(error.to_string()))?;
            let Some(found) = found else { return Err(Tried::NoFile) };
            files.push(self.carry(claimed, outbound, found).await?);
        }
        Ok(files)
    }

    async fn carry(&self, claimed: &Claimed, outbound: &Outbound, found: Carrying) -> Result<Carried, Tried> {
        let to = &outbound.to;
        if found.whereabouts != Whereabouts::Lost
            && (&found.from.platform, &found.from.account) == (&to.platform, &to.account)
        {
            return Ok(Carried::Known(found.source));
        }
        match found.whereabouts {
            Whereabouts::Kept(sha) => self.bytes(&sha).await,
            Whereabouts::Waiting => Err(self.wait(claimed)),
            Whereabouts::Lost => Err(Tried::NoFile),
        }
    }

    async fn bytes(&self, sha: &Sha) -> Result<Carried, Tried> {
        let Some(vault) = &self.vault else { return Err(Tried::NoFile) };
        match vault.get(sha).await {
            Ok(bytes) => Ok(Carried::Bytes(bytes)),
            Err(TakeError::Missing | TakeError::Damaged) => Err(Tried::NoFile),
            Err(TakeError::Unavailable(error)) => Err(again(error.to_string())),
        }
    }

    fn wait(&self, claimed: &Claimed) -> Tried {
        let now = (self.clock)();
        if now - claimed.due_at >= WAIT_MS {
            return Tried::NoFile;
        }
        Tried::NotNow(now + LOOK_MS)
    }
}

fn again(reason: String) -> Tried {
    Tried::Failed(SendError::Retry { after_ms: None, whole_platform: false, reason })
}
