//! What the tests share: a database of their own, platforms that are held as plain state, and the script in which
//! stories are written.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod chance;
pub mod gentle;
pub mod hostile;
pub mod outbox;
pub mod overdue;
pub mod postgres;
pub mod strict;
pub mod world;

use std::{path::PathBuf, sync::Arc};

use balcao::{
    core::db::Store,
    desk::{Seed, Seeds},
};
use sha2::{Digest, Sha256};

/// An open database that nobody else uses.
pub struct TestStore {
    pub store: Arc<Store>,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

/// A new SQLite database, in a folder of its own.
pub async fn store() -> TestStore {
    let folder = folder();
    let url = format!("sqlite://{}/balcao.db", folder.path().display());
    opened(url, Some(folder)).await
}

/// A new PostgreSQL database; `None`, said loudly, where there is no server.
pub async fn postgres_store() -> Option<TestStore> {
    let url = postgres::database().await?;
    Some(opened(url, None).await)
}

/// One of each kind that there is.
pub async fn stores() -> Vec<TestStore> {
    let mut stores = vec![store().await];
    stores.extend(postgres_store().await);
    stores
}

async fn opened(url: String, folder: Option<tempfile::TempDir>) -> TestStore {
    let store = Arc::new(Store::open(&url).await.unwrap());
    TestStore { store, url, _folder: folder }
}

/// A message's seed follows from its key, so that the same story has the same codes.
pub fn seeds() -> Seeds {
    Arc::new(|inbound| {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&Sha256::digest(&inbound.key)[..16]);
        Ok(Seed::new(bytes))
    })
}

/// In memory where the system has such a folder: the tests commit often.
pub fn folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Small repeatable chance (splitmix64).
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % sides
    }

    pub fn percent(&mut self, odds: u64) -> bool {
        self.roll(100) < odds
    }
}
