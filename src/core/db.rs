//! The database: SQLite by default, PostgreSQL by another URL, one SQL text for both. On SQLite one connection
//! writes, in turn, and others read; on PostgreSQL each transaction has a connection of its own.

pub mod checkpoint;
mod versions;

use std::{
    fs::File,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use sqlx::{
    Any, AnyConnection, AnyPool, AssertSqlSafe, Connection as _, Row as _, SqlSafeStr, Transaction,
    any::AnyPoolOptions,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
};

use self::checkpoint::Checkpointer;
use super::{delivery::Express, ids::IdSource};

/// SQLite before this version can corrupt a WAL database under load.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Which database it is. Only this file and locking ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("DATABASE_URL must begin with sqlite: or postgres:")]
    UnknownKind,
    #[error("the database was written by a newer Balcão (schema {0}): install that version")]
    Newer(i64),
    #[error("SQLite {0} is too old: 3.51.3 or later is needed")]
    OldSqlite(String),
    #[error("another Balcão is running on this database")]
    InUse,
    #[error("cannot create the database's folder: {0}")]
    Folder(std::io::Error),
    #[error("cannot bring the database up to date: {0}")]
    Migrate(MigrateError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// The open database.
#[derive(Debug)]
pub struct Store {
    pub kind: Kind,
    writer: AnyPool,
    reader: AnyPool,
    express: RwLock<Option<Arc<Express>>>,
    /// Held while this process serves the database alone.
    _lock: Option<File>,
}

impl Store {
    /// Opens the database, creates it where it is missing, and brings it up to date.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing was changed when the database is of a newer version.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let kind = kind_of(url)?;
        let (url, writers, readers) = match kind {
            Kind::Sqlite => (sqlite_url(url)?, 1, 4),
            Kind::Postgres => (url.to_owned(), 6, 4),
        };
        // The first connection says what is wrong; a pool would try for long, and say that it took too long.
        let mut first = AnyConnection::connect(&url).await?;
        sqlx::raw_sql(setup(kind, false)).execute(&mut first).await?;
        let writer = pool(kind, writers, false).connect(&url).await?;
        first.close().await?;
        if kind == Kind::Sqlite {
            check_sqlite(&writer).await?;
        }
        migrator(kind).run(&writer).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
                OpenError::Newer(version)
            }
            other => OpenError::Migrate(other),
        })?;
        let reader = pool(kind, readers, true).connect(&url).await?;
        Ok(Self { kind, writer, reader, express: RwLock::default(), _lock: None })
    }

    /// As [`Store::open`], and no second process serves the same SQLite file meanwhile.
    ///
    /// # Errors
    /// [`OpenError::InUse`] besides those of `open`.
    pub async fn open_alone(url: &str) -> Result<Self, OpenError> {
        let lock = match kind_of(url)? {
            Kind::Sqlite => lock_file(url)?,
            Kind::Postgres => None,
        };
        Ok(Self { _lock: lock, ..Self::open(url).await? })
    }

    /// Begins a writing transaction; on SQLite it waits for its turn.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.kind {
            Kind::Sqlite => self.writer.begin_with("begin immediate").await,
            Kind::Postgres => self.writer.begin().await,
        }
    }

    /// The short way to this process's relay, where there is one.
    #[must_use]
    pub fn express(&self) -> Option<Arc<Express>> {
        self.express.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on commits hand their messages to this relay.
    pub fn open_express(&self, express: Arc<Express>) {
        *self.express.write().unwrap_or_else(PoisonError::into_inner) = Some(express);
    }

    /// For reading outside of transactions.
    #[must_use]
    pub fn reader(&self) -> &AnyPool {
        &self.reader
    }

    /// Who carries `SQLite`'s log over into the file; on `PostgreSQL` the server does.
    #[must_use]
    pub fn checkpointer(&self) -> Option<Checkpointer> {
        let options = || self.writer.connect_options().as_ref().clone();
        (self.kind == Kind::Sqlite).then(|| Checkpointer::new(options()))
    }

    /// Takes this run's block of ids.
    ///
    /// # Errors
    /// The database's.
    pub async fn take_ids(&self) -> Result<IdSource, sqlx::Error> {
        let mut tx = self.begin().await?;
        let row =
            sqlx::query("update id_block set next_block = next_block + 1 where name = 'ids' returning next_block")
                .fetch_one(&mut *tx)
                .await?;
        let block: i64 = row.try_get(0)?;
        tx.commit().await?;
        Ok(IdSource::new(block - 1))
    }

    /// Closes all connections; on SQLite this folds the log into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

fn kind_of(url: &str) -> Result<Kind, OpenError> {
    match url.split(':').next() {
        Some("sqlite") => Ok(Kind::Sqlite),
        Some("postgres" | "postgresql") => Ok(Kind::Postgres),
        _ => Err(OpenError::UnknownKind),
    }
}

fn sqlite_path(url: &str) -> &Path {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    Path::new(path.split('?').next().unwrap_or(path))
}

fn sqlite_url(url: &str) -> Result<String, OpenError> {
    let path = sqlite_path(url);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        create_private(folder).map_err(OpenError::Folder)?;
    }
    Ok(format!("sqlite://{}?mode=rwc", path.display()))
}

/// Creates a folder where it is missing. What people write is for nobody else on the machine to read.
pub(super) fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn lock_file(url: &str) -> Result<Option<File>, OpenError> {
    sqlite_url(url)?;
    let mut path = sqlite_path(url).as_os_str().to_owned();
    path.push(".lock");
    let file = File::options().create(true).append(true).open(path).map_err(OpenError::Folder)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(_) => Err(OpenError::InUse),
    }
}

/// What each connection is told first.
fn setup(kind: Kind, reading: bool) -> &'static str {
    match (kind, reading) {
        // The writer carries its log over itself only where the checkpointer does not get to its end.
        (Kind::Sqlite, false) => {
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;
             pragma cache_size = -16000; pragma temp_store = memory; pragma wal_autocheckpoint = 4000"
        }
        (Kind::Sqlite, true) => "pragma query_only = on; pragma busy_timeout = 5000",
        (Kind::Postgres, false) => "set synchronous_commit = on; set idle_in_transaction_session_timeout = '10s'",
        (Kind::Postgres, true) => "set default_transaction_read_only = on; set statement_timeout = '10s'",
    }
}

fn pool(kind: Kind, connections: u32, reading: bool) -> AnyPoolOptions {
    let setup = setup(kind, reading);
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(kind == Kind::Postgres)
        // After a full disk SQLite has rolled back by itself, and the connection believes that it is still inside
        // a transaction: it would refuse to begin another for ever. A fresh one takes its place.
        .before_acquire(|conn, _| {
            let is_stuck = conn.is_in_transaction();
            Box::pin(async move { Ok(!is_stuck) })
        })
        .after_connect(move |conn, _| {
            Box::pin(async move {
                sqlx::raw_sql(setup).execute(conn).await?;
                Ok(())
            })
        })
}

async fn check_sqlite(pool: &AnyPool) -> Result<(), OpenError> {
    let version: String = sqlx::query("select sqlite_version()").fetch_one(pool).await?.try_get(0)?;
    let mut numbers = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE { Err(OpenError::OldSqlite(version)) } else { Ok(()) }
}

fn migrator(kind: Kind) -> Migrator {
    let versions = versions::VERSIONS.map(|(version, name, common, sqlite, postgres)| {
        let (own, key) = match kind {
            // An integer primary key is SQLite's row itself; a bigint one would be a second tree.
            Kind::Sqlite => (sqlite, "integer primary key"),
            Kind::Postgres => (postgres, "bigint primary key"),
        };
        // And where a table is found by its text key only, the key's tree can hold the rows.
        let by_key = if kind == Kind::Sqlite { "without rowid" } else { "" };
        let common = common.replace("bigint primary key", key).replace("/* by key */", by_key);
        let sql = format!("{common}\n{own}");
        Migration::new(version, name.into(), MigrationType::Simple, AssertSqlSafe(sql).into_sql_str(), false)
    });
    Migrator::with_migrations(versions.to_vec())
}
