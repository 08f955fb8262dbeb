//! Parts of uploads that are not complete yet, beside the kept files. An upload is named by a digest of who sends it,
//! and so is its folder: no name that a person chose is ever a path, and nobody gets at another's parts.

use std::collections::HashMap;

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::{ObjectStoreExt as _, path::Path as Key};

use super::{
    chat::Millis,
    vault::{PutError, Sha, TakeError, Vault},
};

const FOLDER: &str = "parts";

/// A part of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it begins.
    pub offset: u64,
    pub bytes: u64,
}

fn folder(upload: &Sha) -> Key {
    Key::from_iter([FOLDER, upload.as_str()])
}

/// With its zeros, names are in the order of the parts.
fn name(upload: &Sha, offset: u64) -> Key {
    folder(upload).join(format!("{offset:012}").as_str())
}

impl Vault {
    /// Keeps a part.
    ///
    /// # Errors
    /// [`PutError::Unavailable`].
    pub async fn put_part(&self, upload: &Sha, offset: u64, bytes: Vec<u8>) -> Result<(), PutError> {
        self.store.put(&name(upload, offset), Bytes::from(bytes).into()).await?;
        Ok(())
    }

    /// The parts that are here, from the first on without a gap.
    ///
    /// # Errors
    /// [`TakeError::Unavailable`].
    pub async fn parts(&self, upload: &Sha) -> Result<Vec<Part>, TakeError> {
        let found: Vec<_> =
            self.store.list(Some(&folder(upload))).try_collect().await.map_err(TakeError::Unavailable)?;
        let mut parts: Vec<Part> = found
            .iter()
            .filter_map(|meta| Some(Part { offset: meta.location.filename()?.parse().ok()?, bytes: meta.size }))
            .collect();
        parts.sort_unstable_by_key(|part| part.offset);
        let mut here = 0;
        let whole = parts.iter().take_while(|part| {
            let follows = part.offset == here;
            here += part.bytes;
            follows
        });
        let whole = whole.count();
        parts.truncate(whole);
        Ok(parts)
    }

    /// The bytes of these parts, one after the other.
    ///
    /// # Errors
    /// See [`TakeError`].
    pub async fn join_parts(&self, upload: &Sha, parts: &[Part]) -> Result<Vec<u8>, TakeError> {
        let total: u64 = parts.iter().map(|part| part.bytes).sum();
        let mut bytes = Vec::with_capacity(usize::try_from(total).unwrap_or_default());
        for part in parts {
            let read = async { self.store.get(&name(upload, part.offset)).await?.bytes().await };
            bytes.extend_from_slice(&read.await.map_err(TakeError::Unavailable)?);
        }
        Ok(bytes)
    }

    /// Removes an upload's parts.
    ///
    /// # Errors
    /// [`TakeError::Unavailable`]; those that were removed stay so.
    pub async fn drop_parts(&self, upload: &Sha) -> Result<(), TakeError> {
        let found: Vec<_> =
            self.store.list(Some(&folder(upload))).try_collect().await.map_err(TakeError::Unavailable)?;
        self.drop_all(found.into_iter().map(|meta| meta.location).collect()).await
    }

    /// Removes the parts of uploads of which nothing came since `before`. Returns how many parts those were.
    ///
    /// # Errors
    /// [`TakeError::Unavailable`]; those that were removed stay so.
    pub async fn drop_stale_parts(&self, before: Millis) -> Result<usize, TakeError> {
        let all: Vec<_> =
            self.store.list(Some(&Key::from(FOLDER))).try_collect().await.map_err(TakeError::Unavailable)?;
        let of = |location: &Key| location.parts().nth(1).map(|part| part.as_ref().to_owned()).unwrap_or_default();
        let mut newest: HashMap<String, Millis> = HashMap::new();
        for meta in &all {
            let last = newest.entry(of(&meta.location)).or_insert(Millis::MIN);
            *last = meta.last_modified.timestamp_millis().max(*last);
        }
        let is_stale = |location: &Key| newest.get(&of(location)).is_some_and(|last| *last < before);
        let stale: Vec<Key> = all.into_iter().map(|meta| meta.location).filter(is_stale).collect();
        let count = stale.len();
        self.drop_all(stale).await?;
        Ok(count)
    }

    async fn drop_all(&self, locations: Vec<Key>) -> Result<(), TakeError> {
        let mut deleted = self.store.delete_stream(stream::iter(locations.into_iter().map(Ok)).boxed());
        while let Some(one) = deleted.next().await {
            match one {
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(TakeError::Unavailable(error)),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn parts_are_joined_in_order_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::in_folder(folder.path()).unwrap();
        let (one, other) = (Sha::of(b"one"), Sha::of(b"other"));
        assert_eq!(vault.parts(&one).await.unwrap(), []);
        for (offset, bytes) in [(3, "def"), (0, "abc"), (9, "jkl")] {
            vault.put_part(&one, offset, bytes.into()).await.unwrap();
        }
        vault.put_part(&other, 0, b"x".to_vec()).await.unwrap();
        let parts = vault.parts(&one).await.unwrap();
        assert_eq!(parts, [Part { offset: 0, bytes: 3 }, Part { offset: 3, bytes: 3 }], "behind a gap nothing counts");
        assert_eq!(vault.join_parts(&one, &parts).await.unwrap(), b"abcdef");

        vault.drop_parts(&one).await.unwrap();
        assert_eq!(vault.parts(&one).await.unwrap(), []);
        assert_eq!(vault.drop_stale_parts(0).await.unwrap(), 0);
        assert_eq!(vault.drop_stale_parts(Millis::MAX).await.unwrap(), 1);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no folder is left behind");
    }
}
