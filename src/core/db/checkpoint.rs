//! `SQLite`'s log is carried over into the database's file beside the connection that writes. Where the writer does it
//! itself, as a part of a commit, whoever comes next waits for two syncs of the disk.

use sqlx::{AnyConnection, Connection as _, Row as _, any::AnyConnectOptions};

/// Pages in the log, of 4 KiB, from which on it is carried over. Fewer would write the same pages again and again.
const WORTH_IT: i64 = 1000;
/// Rounds of one look, each for what others have added during the one before: once nothing is left, the log begins anew.
const ROUNDS: usize = 5;

/// Carries the log over, on a connection of its own.
#[derive(Debug)]
pub struct Checkpointer {
    options: AnyConnectOptions,
    open: Option<AnyConnection>,
}

impl Checkpointer {
    pub(super) const fn new(options: AnyConnectOptions) -> Self {
        Self { options, open: None }
    }

    /// Carries the log over where it is long. Returns the pages that were carried over. Writers and readers go on
    /// meanwhile; what they add is for the next time.
    ///
    /// # Errors
    /// The database's, such as a full disk; the next look begins with a fresh connection.
    pub async fn look(&mut self) -> Result<i64, sqlx::Error> {
        let mut conn = match self.open.take() {
            Some(conn) => conn,
            None => self.connect().await?,
        };
        let mut carried = 0;
        if left(&mut conn, "pragma wal_checkpoint(noop)").await? >= WORTH_IT {
            for _ in 0..ROUNDS {
                let before = left(&mut conn, "pragma wal_checkpoint(noop)").await?;
                let after = left(&mut conn, "pragma wal_checkpoint(passive)").await?;
                carried += before.saturating_sub(after);
                if after == 0 || after >= before {
                    break;
                }
            }
        }
        self.open = Some(conn);
        Ok(carried)
    }

    async fn connect(&mut self) -> Result<AnyConnection, sqlx::Error> {
        let mut conn = AnyConnection::connect_with(&self.options).await?;
        sqlx::raw_sql("pragma synchronous = full").execute(&mut conn).await?;
        Ok(conn)
    }

    /// Closes its connection.
    pub async fn close(self) {
        if let Some(conn) = self.open {
            let _closed = conn.close().await;
        }
    }
}

/// Pages of the log that are not in the file yet, as the pragma told them.
async fn left(conn: &mut AnyConnection, pragma: &'static str) -> Result<i64, sqlx::Error> {
    let row = sqlx::query(pragma).fetch_one(conn).await?;
    let (log, carried): (i64, i64) = (row.try_get(1)?, row.try_get(2)?);
    Ok(log.saturating_sub(carried))
}
