//! Statements over many rows at once. A statement costs the same 30 to 60 µs whatever it does, so the desk works
//! in sets. Sets have a few fixed sizes, so that few statements have to be prepared: on SQLite a set is filled up with
//! rows of nothing, on PostgreSQL, which has to be told the types of such rows, it is cut into parts.

mod asking;
mod found;
mod saving;

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use foldhash::fast::RandomState;
use sqlx::{Any, AnyConnection, any::AnyRow, query::Query};

pub use asking::{Ask, read_each};
pub use found::Found;
pub use saving::Saving;

/// How many rows one statement takes, the largest first.
const SIZES: [usize; 7] = [128, 64, 32, 16, 8, 4, 1];

/// A bound value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bind {
    Int(i64),
    OptInt(Option<i64>),
    Text(String),
    OptText(Option<String>),
}

impl From<i64> for Bind {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<Option<i64>> for Bind {
    fn from(value: Option<i64>) -> Self {
        Self::OptInt(value)
    }
}
impl From<String> for Bind {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&str> for Bind {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<Option<String>> for Bind {
    fn from(value: Option<String>) -> Self {
        Self::OptText(value)
    }
}

/// A row of bound values: `row![id, name, None]`.
pub type Row = Vec<Bind>;

type Arguments = sqlx::any::AnyArguments;

fn bind(query: Query<'_, Any, Arguments>, value: Bind) -> Query<'_, Any, Arguments> {
    match value {
        Bind::Int(value) => query.bind(value),
        Bind::OptInt(value) => query.bind(value),
        Bind::Text(value) => query.bind(value),
        Bind::OptText(value) => query.bind(value),
    }
}

/// Writes rows: `head` up to `values`, `tail` from `on conflict` on. Returns how many rows were written.
///
/// # Errors
/// The database's.
pub async fn write(
    conn: &mut AnyConnection,
    head: &'static str,
    rows: Vec<Row>,
    tail: &'static str,
) -> Result<usize, sqlx::Error> {
    let mut written = 0;
    let mut sets = Sets::of(style_of(conn), rows);
    while let Some(set) = sets.next(head, tail) {
        written += set.query().execute(&mut *conn).await?.rows_affected();
    }
    Ok(usize::try_from(written).unwrap_or(usize::MAX))
}

/// As [`write`], where `tail` ends with `returning`.
///
/// # Errors
/// The database's.
pub async fn write_returning(
    conn: &mut AnyConnection,
    head: &'static str,
    rows: Vec<Row>,
    tail: &'static str,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let mut returned = Vec::new();
    let mut sets = Sets::of(style_of(conn), rows);
    while let Some(set) = sets.next(head, tail) {
        returned.extend(set.query().fetch_all(&mut *conn).await?);
    }
    Ok(returned)
}

/// Updates or deletes rows by a list of keys, with which the statement ends.
///
/// # Errors
/// The database's.
pub async fn write_in<K: Into<Bind> + Clone>(
    conn: &mut AnyConnection,
    head: &'static str,
    keys: &[K],
) -> Result<(), sqlx::Error> {
    for part in keys.chunks(SIZES[0]) {
        listed(style_of(conn), head, part, "").query().execute(&mut *conn).await?;
    }
    Ok(())
}

/// Reads rows by a list of keys: `head` ends before the list's parenthesis, `tail` follows it.
///
/// # Errors
/// The database's.
pub async fn read_in<K: Into<Bind> + Clone>(
    conn: &mut AnyConnection,
    head: &'static str,
    keys: &[K],
    tail: &'static str,
) -> Result<Vec<Found>, sqlx::Error> {
    debug_assert!(is_select(head), "{head}");
    let mut found = Vec::new();
    for part in keys.chunks(SIZES[0]) {
        let style = style_of(conn);
        fetch(conn, style, listed(style, head, part, tail).query(), &mut found).await?;
    }
    Ok(found)
}

/// Reads rows by several columns: `head` ends before a list of values, as in `… join (values`; `tail` follows it,
/// as in `) as v on l.address = v.column1`. Both databases call the columns of such a list `column1` and so on.
///
/// # Errors
/// The database's.
pub async fn read_by(
    conn: &mut AnyConnection,
    head: &'static str,
    keys: Vec<Row>,
    tail: &'static str,
) -> Result<Vec<Found>, sqlx::Error> {
    debug_assert!(is_select(head), "{head}");
    let mut found = Vec::new();
    let style = style_of(conn);
    let mut sets = Sets::of(style, keys);
    while let Some(set) = sets.next(head, tail) {
        fetch(conn, style, set.query(), &mut found).await?;
    }
    Ok(found)
}

/// Reads what a `select` finds; on SQLite it comes as one row.
async fn fetch(
    conn: &mut AnyConnection,
    style: Style,
    query: Query<'_, Any, Arguments>,
    found: &mut Vec<Found>,
) -> Result<(), sqlx::Error> {
    match style {
        Style::Anonymous => found.extend(Found::gathered(&query.fetch_one(conn).await?)?),
        Style::Numbered => found.extend(query.fetch_all(conn).await?.into_iter().map(Found::from)),
    }
    Ok(())
}

/// A statement with the values of so many rows.
struct Set {
    sql: &'static str,
    values: Vec<Bind>,
    /// How many rows or keys there is room for.
    size: usize,
    /// How many of these are rows, and no filling.
    rows: usize,
}

impl Set {
    fn query(self) -> Query<'static, Any, Arguments> {
        self.values.into_iter().fold(sqlx::query(self.sql), bind)
    }
}

/// A statement with a list of keys. The list is filled up with its last one: one statement, whatever its length.
fn listed<K: Into<Bind> + Clone>(style: Style, head: &'static str, keys: &[K], tail: &'static str) -> Set {
    let size = padded(keys.len());
    let last = keys.last().into_iter().cycle().take(size - keys.len());
    let values = keys.iter().chain(last).cloned().map(Into::into).collect();
    Set { sql: values_sql(style, head, 1, size, tail), values, size, rows: keys.len() }
}

/// Rows on their way into statements.
struct Sets {
    style: Style,
    rows: std::vec::IntoIter<Row>,
}

impl Sets {
    fn of(style: Style, rows: Vec<Row>) -> Self {
        Self { style, rows: rows.into_iter() }
    }

    /// The next statement with its values; none where no row is left.
    fn next(&mut self, head: &'static str, tail: &'static str) -> Option<Set> {
        let left = self.rows.len();
        let columns = self.rows.as_slice().first()?.len();
        let size = match self.style {
            Style::Anonymous => padded(left),
            Style::Numbered => size_for(left),
        };
        let mut values = Vec::with_capacity(size * columns);
        values.extend(self.rows.by_ref().take(size).flatten());
        values.resize(size * columns, Bind::OptInt(None));
        Some(Set { sql: values_sql(self.style, head, size, columns, tail), values, size, rows: left.min(size) })
    }
}

fn size_for(left: usize) -> usize {
    SIZES.into_iter().find(|size| *size <= left).unwrap_or(1)
}

/// The smallest size that takes as many, or the largest.
fn padded(left: usize) -> usize {
    SIZES.into_iter().rev().find(|size| *size >= left).unwrap_or(SIZES[0])
}

/// How a database wants its places for values written. SQLite would take `$1` too, but looks such names up one by
/// one for each value that is bound, which makes a thousand values cost a million looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    Numbered,
    Anonymous,
}

fn style_of(conn: &AnyConnection) -> Style {
    if conn.backend_name() == "SQLite" { Style::Anonymous } else { Style::Numbered }
}

/// Whether it reads: then SQLite gives all rows as one.
fn is_select(head: &str) -> bool {
    head.trim_start().starts_with("select")
}

type SqlKey = (Style, &'static str, usize, usize, &'static str);

/// The text of a statement, built once and kept: there are only as many as call sites and sizes. The first column of
/// what is inserted is its key, which is never null.
fn values_sql(style: Style, head: &'static str, rows: usize, columns: usize, tail: &'static str) -> &'static str {
    static BUILT: LazyLock<Mutex<HashMap<SqlKey, &'static str, RandomState>>> = LazyLock::new(Mutex::default);
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    built.entry((style, head, rows, columns, tail)).or_insert_with(|| {
        // Rows of nothing are not inserted; where values are joined, they meet nothing.
        let inserted =
            head.strip_suffix("values").filter(|into| style == Style::Anonymous && into.starts_with("insert"));
        let mut sql = inserted.map_or_else(|| head.to_owned(), |into| format!("{into}select * from (values"));
        for row in 0..rows {
            sql.push_str(if row == 0 { " (" } else { ", (" });
            for column in 0..columns {
                if column > 0 {
                    sql.push_str(", ");
                }
                match style {
                    Style::Anonymous => sql.push('?'),
                    Style::Numbered => {
                        sql.push('$');
                        sql.push_str(&(row * columns + column + 1).to_string());
                    }
                }
            }
            sql.push(')');
        }
        sql.push_str(if inserted.is_some() { ") where column1 is not null " } else { " " });
        sql.push_str(tail);
        if style == Style::Anonymous && is_select(head) {
            sql = found::gathering(head, &sql);
        }
        Box::leak(sql.into_boxed_str())
    })
}

/// Makes a [`Row`] of values that convert into [`Bind`].
#[macro_export]
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::core::rows::Bind::from($value)),*] };
}
