//! Uploads that resume: parts are kept one after the other, whatever breaks off between them, and the last one makes
//! the file. Any part may come again. What nobody finishes the fetcher's sweep removes.

use super::{Door, KeepError, Kept, PartError, PartOfUpload, Unavailable, Upload, Uploaded};
use crate::core::{
    chat::{Address, FileRef},
    file,
    overlay::Overlay,
    upload::{self, Outcome},
    vault::{PutError, Sha, TakeError},
};

/// The most parts of an upload: each is a file for a while.
const PARTS: usize = 1024;
/// Uploads that are written at once; the parts of one upload always one after the other.
const LOCKS: usize = 16;

/// One lock for a share of all uploads each.
pub(super) type Locks = [tokio::sync::Mutex<()>; LOCKS];

fn lock_of<'l>(locks: &'l Locks, upload: &Sha) -> &'l tokio::sync::Mutex<()> {
    let byte = upload.as_str().bytes().next().unwrap_or_default();
    &locks[usize::from(byte) % LOCKS]
}

impl Door {
    /// Takes a part of an upload. Once all parts are here they become a file, which is kept as any other.
    ///
    /// # Errors
    /// See [`PartError`]; the parts that were here before stay.
    pub async fn upload(&self, part: PartOfUpload) -> Result<Uploaded, PartError> {
        let limits = self.entrance.shared.platforms.get(&part.address.platform);
        let limit = limits.map_or(0, |limits| limits.file_bytes);
        if part.total > limit {
            return Err(PartError::TooLarge { limit });
        }
        let name = upload::name(&part.address.to_string(), &part.user_key, &part.key);
        let _alone = lock_of(&self.uploads, &name).lock().await;
        if let Some(kept) = self.outcome(&name).await? {
            return Ok(Uploaded { offset: kept.file.bytes, kept: Some(kept) });
        }
        let parts = self.vault.parts(&name).await?;
        let here: u64 = parts.iter().map(|part| part.bytes).sum();
        let bytes = part.bytes.len() as u64;
        let end = part.offset.saturating_add(bytes);
        if part.total == 0 || end > part.total || here > part.total {
            return Err(PartError::Misfit);
        }
        let is_again = end <= here;
        if !is_again && part.offset != here {
            return Err(PartError::Offset { offset: here });
        }
        if !is_again {
            if parts.len() >= PARTS {
                return Err(PartError::Misfit);
            }
            self.vault.put_part(&name, part.offset, part.bytes).await?;
        }
        let offset = here.max(end);
        if offset < part.total {
            return Ok(Uploaded { offset, kept: None });
        }
        let upload = Upload { address: part.address, name: part.name, mime: part.mime, bytes: Vec::new() };
        let kept = self.complete(&name, upload).await?;
        Ok(Uploaded { offset, kept: Some(kept) })
    }

    /// How much of an upload is here, and the file where it is complete.
    ///
    /// # Errors
    /// [`PartError::Unavailable`].
    pub async fn uploaded(&self, address: &Address, user_key: &str, key: &str) -> Result<Uploaded, PartError> {
        let name = upload::name(&address.to_string(), user_key, key);
        if let Some(kept) = self.outcome(&name).await? {
            return Ok(Uploaded { offset: kept.file.bytes, kept: Some(kept) });
        }
        let parts = self.vault.parts(&name).await?;
        Ok(Uploaded { offset: parts.iter().map(|part| part.bytes).sum(), kept: None })
    }

    async fn complete(&self, name: &Sha, upload: Upload) -> Result<Kept, PartError> {
        let parts = self.vault.parts(name).await?;
        let bytes = self.vault.join_parts(name, &parts).await?;
        let kept = self.keep_noted(Upload { bytes, ..upload }, Some(name)).await?;
        // They are of no use any more; where they cannot be removed now, the sweep does it.
        if let Err(error) = self.vault.drop_parts(name).await {
            tracing::warn!(%error, "the parts of an upload stay for now");
        }
        Ok(kept)
    }

    async fn outcome(&self, name: &Sha) -> Result<Option<Kept>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        let Some(Outcome { attachment, no_picture }) = upload::find(&mut conn, name).await? else { return Ok(None) };
        let mut found = Overlay::default();
        file::load(&mut conn, &[attachment], &mut found).await?;
        Ok(found.read(&attachment).map(|row| {
            let bytes = u64::try_from(row.bytes).unwrap_or_default();
            let file = FileRef { source: row.id.to_string(), name: row.name.clone(), mime: row.mime.clone(), bytes };
            Kept { file, no_picture }
        }))
    }
}

impl From<TakeError> for PartError {
    fn from(error: TakeError) -> Self {
        tracing::error!(%error, "the parts of an upload cannot be read");
        Self::Unavailable
    }
}

impl From<PutError> for PartError {
    fn from(error: PutError) -> Self {
        tracing::error!(%error, "a part of an upload cannot be kept");
        Self::Unavailable
    }
}

impl From<Unavailable> for PartError {
    fn from(_: Unavailable) -> Self {
        Self::Unavailable
    }
}

impl From<KeepError> for PartError {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Empty => Self::Misfit,
            KeepError::TooLarge { limit } => Self::TooLarge { limit },
            KeepError::Unavailable => Self::Unavailable,
        }
    }
}
