//! Files of the web chat: uploaded before the message that names them, and read again by the chats that were
//! shown them.

use bytes::Bytes;

use super::{Door, KeepError, Kept, Unavailable, Upload};
use crate::{
    core::{
        chat::{Address, FileRef},
        file::{self, Attachment},
        overlay::Overlay,
        rows, sniff,
        upload::{self, Outcome},
        vault::{PutError, Sha},
    },
    text::names,
};

impl Door {
    /// Keeps a file and gives the reference by which a message of the same chat may name it.
    ///
    /// # Errors
    /// See [`KeepError`]; nothing was stored.
    pub async fn keep(&self, upload: Upload) -> Result<Kept, KeepError> {
        self.keep_noted(upload, None).await
    }

    /// As [`Door::keep`]; what came of an upload in parts is noted under its name.
    pub(super) async fn keep_noted(&self, upload: Upload, noted: Option<&Sha>) -> Result<Kept, KeepError> {
        let shared = &self.entrance.shared;
        let platform = upload.address.platform.clone();
        let limit = shared.platforms.get(&platform).map_or(0, |limits| limits.file_bytes);
        let bytes = u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX);
        let seen = sniff::sniff(&upload.bytes);
        let claims_picture = upload.mime.starts_with("image/");
        let no_picture = claims_picture && !seen.is_some_and(|mime| mime.starts_with("image/"));
        let mime = match seen {
            Some(mime) => mime.to_owned(),
            None if claims_picture => "application/octet-stream".to_owned(),
            None => upload.mime.chars().filter(|c| !c.is_control()).take(100).collect(),
        };
        let sha = self.vault.put(upload.bytes, limit).await.map_err(|error| match error {
            PutError::Empty => KeepError::Empty,
            PutError::TooLarge { limit } => KeepError::TooLarge { limit },
            PutError::Unavailable(error) => {
                tracing::error!(%error, "a file cannot be kept");
                KeepError::Unavailable
            }
        })?;
        let id = shared.ids.one();
        let file = FileRef { source: id.to_string(), name: names::clean(&upload.name), mime, bytes };
        let noted = noted.map(|name| (name, Outcome { attachment: id, no_picture }));
        self.record(&file, &sha, &upload.address, (id, noted)).await.map_err(|Unavailable| KeepError::Unavailable)?;
        Ok(Kept { file, no_picture })
    }

    async fn record(
        &self,
        file: &FileRef,
        sha: &Sha,
        address: &Address,
        (id, noted): (i64, Option<(&Sha, Outcome)>),
    ) -> Result<(), Unavailable> {
        let shared = &self.entrance.shared;
        let mut made = Overlay::default();
        let attachment = Attachment {
            id,
            state: "kept".into(),
            platform: address.platform.clone(),
            source: file.source.clone(),
            name: file.name.clone(),
            mime: file.mime.clone(),
            bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
            sha256: Some(sha.to_string()),
            uploaded_from: address.to_string(),
            ticket_id: None,
            entry_id: None,
            asked: false,
            created_at: shared.now(),
        };
        made.insert(id, attachment);
        let mut tx = shared.store.begin().await?;
        let mut saving = rows::Saving::new(&mut tx);
        file::save(&mut saving, &made).await?;
        saving.finish().await?;
        if let Some((name, outcome)) = noted {
            upload::note(&mut tx, shared.now(), name, outcome).await?;
        }
        Ok(tx.commit().await?)
    }

    /// A file that this chat sent or was shown: its name, type and bytes. What is not theirs is not there.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn open_file(
        &self,
        address: &Address,
        attachment: i64,
    ) -> Result<Option<(String, String, Bytes)>, Unavailable> {
        let mut conn = self.entrance.shared.store.reader().acquire().await?;
        if !file::may_read(&mut conn, attachment, &address.to_string()).await? {
            return Ok(None);
        }
        let mut found = Overlay::default();
        file::load(&mut conn, &[attachment], &mut found).await?;
        let Some(file) = found.read(&attachment) else { return Ok(None) };
        let Some(sha) = file.sha256.as_deref().and_then(|sha| sha.parse::<Sha>().ok()) else { return Ok(None) };
        match self.vault.get(&sha).await {
            Ok(bytes) => Ok(Some((file.name.clone(), file.mime.clone(), bytes))),
            Err(error) => {
                tracing::error!(%error, "a kept file cannot be read");
                Err(Unavailable)
            }
        }
    }
}
