//! What a transaction writes in the end, in as few trips as there can be. On SQLite a statement over few rows costs
//! less than the way to the thread that holds the file and back, so such statements wait for each other and go
//! together; what has many rows goes alone, so that the texts to be prepared stay few. On PostgreSQL nothing waits:
//! rows are locked in the order in which they are written.

use std::{
    collections::HashSet,
    mem::take,
    sync::{LazyLock, Mutex, PoisonError},
};

use futures_util::TryStreamExt as _;
use sqlx::{AnyConnection, AssertSqlSafe, Either, Executor as _, SqlSafeStr, any::AnyRow};

use super::{Bind, Found, Row, Set, Sets, Style, bind, fetch, listed, style_of};

/// The largest set that goes with others.
const FEW: usize = 4;

/// Sets go together in so many combinations. The first that occur are those of every day, and stay prepared; to prepare a
/// rare one would cost what the trips do.
const COMBINATIONS: usize = 48;

/// The text of several statements; none where too many such texts are known already.
fn together(sets: &[Waiting]) -> Option<String> {
    static KNOWN: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    let texts: Vec<&str> = sets.iter().map(|one| one.set.sql).collect();
    let text = texts.join(";");
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.contains(&text) {
        return Some(text);
    }
    let is_taken = known.len() < COMBINATIONS;
    is_taken.then(|| {
        known.insert(text.clone());
        text
    })
}

/// Writes on their way, in their order.
pub struct Saving<'c> {
    conn: &'c mut AnyConnection,
    style: Style,
    waiting: Vec<Waiting>,
}

struct Waiting {
    set: Set,
    /// Each of its rows has to be written.
    each: bool,
}

impl<'c> Saving<'c> {
    /// Nothing is written yet.
    pub fn new(conn: &'c mut AnyConnection) -> Self {
        let style = style_of(conn);
        Self { conn, style, waiting: Vec::new() }
    }

    /// For what is written or read by other ways. It does not see what waits here.
    pub fn conn(&mut self) -> &mut AnyConnection {
        self.conn
    }

    /// Writes rows: `head` up to `values`, `tail` from `on conflict` on.
    ///
    /// # Errors
    /// The database's, of this or of what waited.
    pub async fn write(&mut self, head: &'static str, rows: Vec<Row>, tail: &'static str) -> Result<(), sqlx::Error> {
        self.add(head, rows, tail, false).await
    }

    /// The same, where each row has to be written.
    ///
    /// # Errors
    /// As [`Saving::write`]; [`sqlx::Error::RowNotFound`], perhaps only from what comes after, where `tail` left one out.
    pub async fn write_each(
        &mut self,
        head: &'static str,
        rows: Vec<Row>,
        tail: &'static str,
    ) -> Result<(), sqlx::Error> {
        self.add(head, rows, tail, true).await
    }

    /// Updates or deletes rows by a list of keys, with which the statement ends.
    ///
    /// # Errors
    /// As [`Saving::write`].
    pub async fn write_in<K: Into<Bind> + Clone>(&mut self, head: &'static str, keys: &[K]) -> Result<(), sqlx::Error> {
        for part in keys.chunks(super::SIZES[0]) {
            self.take(listed(self.style, head, part, ""), false).await?;
        }
        Ok(())
    }

    /// Reads rows by several columns, as [`super::read_by`] does, and sees all that was written before.
    ///
    /// # Errors
    /// As [`Saving::write`].
    pub async fn read_by(
        &mut self,
        head: &'static str,
        keys: Vec<Row>,
        tail: &'static str,
    ) -> Result<Vec<Found>, sqlx::Error> {
        let mut found = Vec::new();
        let mut sets = Sets::of(self.style, keys);
        while let Some(set) = sets.next(head, tail) {
            if self.style == Style::Anonymous && set.size <= FEW {
                self.waiting.push(Waiting { set, each: false });
                for row in self.send().await? {
                    found.extend(Found::gathered(&row)?);
                }
            } else {
                self.send().await?;
                fetch(self.conn, self.style, set.query(), &mut found).await?;
            }
        }
        Ok(found)
    }

    /// Writes what still waits.
    ///
    /// # Errors
    /// As [`Saving::write`].
    pub async fn finish(mut self) -> Result<(), sqlx::Error> {
        self.send().await?;
        Ok(())
    }

    async fn add(
        &mut self,
        head: &'static str,
        rows: Vec<Row>,
        tail: &'static str,
        each: bool,
    ) -> Result<(), sqlx::Error> {
        let mut sets = Sets::of(self.style, rows);
        while let Some(set) = sets.next(head, tail) {
            self.take(set, each).await?;
        }
        Ok(())
    }

    async fn take(&mut self, set: Set, each: bool) -> Result<(), sqlx::Error> {
        let goes_alone = self.style == Style::Numbered || set.size > FEW;
        if goes_alone {
            self.send().await?;
        }
        self.waiting.push(Waiting { set, each });
        if goes_alone {
            self.send().await?;
        }
        Ok(())
    }

    /// Sends what waits, together where that may be. Returns the rows that any of it gave.
    async fn send(&mut self) -> Result<Vec<AnyRow>, sqlx::Error> {
        let waiting = take(&mut self.waiting);
        if waiting.len() > 1
            && let Some(text) = together(&waiting)
        {
            return self.run(AssertSqlSafe(text), waiting).await;
        }
        let mut rows = Vec::new();
        for one in waiting {
            rows.extend(self.run(one.set.sql, vec![one]).await?);
        }
        Ok(rows)
    }

    async fn run(&mut self, sql: impl SqlSafeStr, waiting: Vec<Waiting>) -> Result<Vec<AnyRow>, sqlx::Error> {
        let mut wanted = Vec::with_capacity(waiting.len());
        let mut values = Vec::new();
        for Waiting { set, each } in waiting {
            wanted.push(each.then_some(set.rows));
            values.extend(set.values);
        }
        let mut results = self.conn.fetch_many(values.into_iter().fold(sqlx::query(sql), bind));
        let (mut wanted, mut rows) = (wanted.into_iter(), Vec::new());
        while let Some(result) = results.try_next().await? {
            match result {
                Either::Right(row) => rows.push(row),
                Either::Left(ended) => {
                    let wanted = wanted.next().flatten();
                    if wanted.is_some_and(|rows| u64::try_from(rows) != Ok(ended.rows_affected())) {
                        return Err(sqlx::Error::RowNotFound);
                    }
                }
            }
        }
        Ok(rows)
    }
}
