//! What the tests share: a database of their own, and platforms that are held as plain state.
#![allow(dead_code, reason = "each test uses a part of it")]

pub mod gentle;
pub mod hostile;
pub mod outbox;
pub mod world;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use balcao::core::db::Store;
use sqlx::Connection as _;

/// An open database that nobody else uses.
pub struct TestStore {
    pub store: Arc<Store>,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

/// A new database: SQLite in a folder of its own, or one on the PostgreSQL server that `BALCAO_TEST_POSTGRES` names
/// (a URL without a database, as in `postgres://me@127.0.0.1:5432`).
pub async fn store() -> TestStore {
    let (url, folder) = match std::env::var("BALCAO_TEST_POSTGRES") {
        Ok(server) => (new_database(&server).await, None),
        Err(_) => {
            let folder = folder();
            (format!("sqlite://{}/balcao.db", folder.path().display()), Some(folder))
        }
    };
    let store = Arc::new(Store::open(&url).await.unwrap());
    TestStore { store, url, _folder: folder }
}

/// In memory where the system has such a folder: the tests commit often.
pub fn folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

async fn new_database(server: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    sqlx::any::install_default_drivers();
    let name = format!("balcao_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut conn = sqlx::AnyConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    format!("{server}/{name}")
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
