//! Rows as they were read. On SQLite what a statement finds comes as one row, a list in JSON: sqlx takes each row by
//! itself through a channel from the thread that reads the file, and that costs more than finding it.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use sqlx::{Any, Decode, Row as _, Type, any::AnyRow};

/// One row.
pub enum Found {
    Alone(AnyRow),
    Gathered(Vec<Cell>),
}

/// A value of a row that came with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Null,
    Int(i64),
    Text(String),
}

/// What a column can be read as.
pub trait Column: for<'r> Decode<'r, Any> + Type<Any> {
    /// `None` where the value is of another kind.
    fn of(cell: &Cell) -> Option<Self>;
}

impl Found {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// Where there is no such column, or it is of another kind.
    pub fn try_get<T: Column>(&self, at: usize) -> Result<T, sqlx::Error> {
        match self {
            Self::Alone(row) => row.try_get(at),
            Self::Gathered(cells) => {
                let cell = cells.get(at).ok_or(sqlx::Error::ColumnIndexOutOfBounds { index: at, len: cells.len() })?;
                T::of(cell).ok_or_else(|| sqlx::Error::Decode(format!("column {at} is of another kind").into()))
            }
        }
    }

    /// The rows that [`gathering`] made one of.
    pub(super) fn gathered(row: &AnyRow) -> Result<Vec<Self>, sqlx::Error> {
        let list: &str = row.try_get(0)?;
        let rows: Vec<Vec<Cell>> = serde_json::from_str(list).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        Ok(rows.into_iter().map(Self::Gathered).collect())
    }
}

impl From<AnyRow> for Found {
    fn from(row: AnyRow) -> Self {
        Self::Alone(row)
    }
}

impl Column for i64 {
    fn of(cell: &Cell) -> Option<Self> {
        if let Cell::Int(value) = cell { Some(*value) } else { None }
    }
}

impl Column for String {
    fn of(cell: &Cell) -> Option<Self> {
        if let Cell::Text(text) = cell { Some(text.clone()) } else { None }
    }
}

impl Column for Option<i64> {
    fn of(cell: &Cell) -> Option<Self> {
        if *cell == Cell::Null { Some(None) } else { i64::of(cell).map(Some) }
    }
}

impl Column for Option<String> {
    fn of(cell: &Cell) -> Option<Self> {
        if *cell == Cell::Null { Some(None) } else { String::of(cell).map(Some) }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Cells)
    }
}

struct Cells;

impl Visitor<'_> for Cells {
    type Value = Cell;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number, a text or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Cell, E> {
        i64::try_from(value).map(Cell::Int).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }
}

/// A `select` whose rows come as one, in their order. `head` is its beginning, with the columns.
pub(super) fn gathering(head: &str, select: &str) -> String {
    let names: Vec<String> = (1..=columns(head)).map(|number| format!("c{number}")).collect();
    let names = names.join(", ");
    format!("with r ({names}) as ({select}) select json_group_array(json_array({names})) from r")
}

/// How many columns a `select` has: the commas outside of parentheses before its `from`, and one.
fn columns(head: &str) -> usize {
    let (mut depth, mut commas) = (0_usize, 0);
    for word in head.split_inclusive(|char: char| char.is_whitespace() || "(),".contains(char)) {
        if depth == 0 && word.trim() == "from" {
            break;
        }
        commas += usize::from(depth == 0 && word.ends_with(','));
        depth += usize::from(word.ends_with('('));
        depth = depth.saturating_sub(usize::from(word.ends_with(')')));
    }
    commas + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted() {
        assert_eq!(columns("select id from person where id in"), 1);
        assert_eq!(
            columns("select a.id, coalesce(a.b, (select max(x, y) from c)), case when d then e end\n from a"),
            3
        );
    }

    #[test]
    fn values_keep_their_kinds() {
        let cells: Vec<Cell> =
            serde_json::from_str(r#"[9007199254740993, -1, null, "«ó\u0000\"\n👍»", ""]"#).expect("a row");
        let row = Found::Gathered(cells);
        assert_eq!(row.try_get::<i64>(0).expect("a number"), 9_007_199_254_740_993);
        assert_eq!(row.try_get::<Option<i64>>(1).expect("a number"), Some(-1));
        assert_eq!(row.try_get::<Option<String>>(2).expect("nothing"), None);
        assert_eq!(row.try_get::<String>(3).expect("a text"), "«ó\0\"\n👍»");
        assert_eq!(row.try_get::<Option<String>>(4).expect("a text"), Some(String::new()));
        assert!(row.try_get::<String>(0).is_err() && row.try_get::<i64>(2).is_err() && row.try_get::<i64>(5).is_err());
    }
}
