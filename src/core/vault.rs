//! Where the bytes of attachments are kept, named by their own digest: the same bytes are kept once, and no name
//! that a person or a platform chose is ever a path.

use std::{fmt, path::Path, str::FromStr};

use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt as _, local::LocalFileSystem, path::Path as Key};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of kept bytes, in 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sha(String);

/// The text was not a digest.
#[derive(Debug, thiserror::Error)]
#[error("not a digest")]
pub struct NotASha;

impl Sha {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
        Self(Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `ab/cd/abcd…`: two levels, so that no folder grows large.
    fn key(&self) -> Key {
        Key::from_iter([&self.0[..2], &self.0[2..4], self.0.as_str()])
    }
}

impl fmt::Display for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Sha {
    type Err = NotASha;

    fn from_str(text: &str) -> Result<Self, NotASha> {
        let is_hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() == 64 && is_hex { Ok(Self(text.to_owned())) } else { Err(NotASha) }
    }
}

/// Why bytes were not kept; nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("the vault is unavailable: {0}")]
    Unavailable(#[from] object_store::Error),
}

/// Why bytes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    #[error("no such file")]
    Missing,
    /// What is stored under this digest has another one.
    #[error("the file is damaged")]
    Damaged,
    #[error("the vault is unavailable: {0}")]
    Unavailable(object_store::Error),
}

/// A store of bytes: a folder, or anything else that `object_store` reaches.
#[derive(Clone, Debug)]
pub struct Vault {
    pub(super) store: std::sync::Arc<dyn ObjectStore>,
}

impl Vault {
    /// Keeps bytes in a folder, which is created where it is missing.
    ///
    /// # Errors
    /// The folder cannot be created or is none.
    pub fn in_folder(folder: &Path) -> Result<Self, PutError> {
        super::db::create_private(folder)
            .map_err(|error| object_store::Error::Generic { store: "folder", source: Box::new(error) })?;
        // What uploads leave behind when their parts are removed are empty folders.
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: std::sync::Arc::new(store) })
    }

    /// Keeps the bytes, at most `limit` of them, and returns the name to read them by.
    ///
    /// # Errors
    /// See [`PutError`].
    pub async fn put(&self, bytes: Vec<u8>, limit: u64) -> Result<Sha, PutError> {
        if bytes.is_empty() {
            return Err(PutError::Empty);
        }
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
            return Err(PutError::TooLarge { limit });
        }
        let sha = Sha::of(&bytes);
        self.store.put(&sha.key(), Bytes::from(bytes).into()).await?;
        Ok(sha)
    }

    /// The bytes that were kept, checked against their name.
    ///
    /// # Errors
    /// See [`TakeError`].
    pub async fn get(&self, sha: &Sha) -> Result<Bytes, TakeError> {
        let read = async { self.store.get(&sha.key()).await?.bytes().await };
        let bytes = read.await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => TakeError::Missing,
            other => TakeError::Unavailable(other),
        })?;
        if Sha::of(&bytes) == *sha { Ok(bytes) } else { Err(TakeError::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_are_kept_once_under_their_digest() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::in_folder(folder.path()).unwrap();
        let sha = vault.put(b"abc".to_vec(), 3).await.unwrap();
        assert_eq!(sha, vault.put(b"abc".to_vec(), 3).await.unwrap());
        assert!(folder.path().join("ba/78").join(sha.as_str()).is_file());
        assert_eq!(vault.get(&sha).await.unwrap(), "abc");
    }

    #[tokio::test]
    async fn empty_and_large_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::in_folder(folder.path()).unwrap();
        assert!(matches!(vault.put(Vec::new(), 3).await, Err(PutError::Empty)));
        assert!(matches!(vault.put(b"abcd".to_vec(), 3).await, Err(PutError::TooLarge { limit: 3 })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_name_is_a_digest_and_never_a_path() {
        for name in ["../../etc/passwd", "", &"A".repeat(64), &"/".repeat(64)] {
            assert!(name.parse::<Sha>().is_err(), "{name}");
        }
    }
}
