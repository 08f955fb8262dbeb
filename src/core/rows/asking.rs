//! What can be asked at once is asked in one trip. On SQLite the way to the thread that holds the file and back costs
//! more than finding a few rows there.

use sqlx::{AnyConnection, AssertSqlSafe};

use super::{Bind, Found, SIZES, Set, Style, bind, fetch, listed, style_of};

/// A question by a list of keys, whose parenthesis ends the statement.
pub struct Ask {
    head: &'static str,
    keys: Vec<Bind>,
}

impl Ask {
    /// `head` ends before the list's parenthesis.
    pub fn by<K: Into<Bind>>(head: &'static str, keys: impl IntoIterator<Item = K>) -> Self {
        Self { head, keys: keys.into_iter().map(Into::into).collect() }
    }
}

/// Reads what several questions ask for. None of them sees what another finds.
///
/// # Errors
/// The database's.
pub async fn read_each<const N: usize>(
    conn: &mut AnyConnection,
    asks: [Ask; N],
) -> Result<[Vec<Found>; N], sqlx::Error> {
    let style = style_of(conn);
    let mut found = [const { Vec::new() }; N];
    let fits = asks.iter().all(|ask| ask.keys.len() <= SIZES[0]);
    if style == Style::Numbered || !fits {
        for (ask, found) in asks.iter().zip(&mut found) {
            for part in ask.keys.chunks(SIZES[0]) {
                fetch(conn, style, listed(style, ask.head, part, "").query(), found).await?;
            }
        }
        return Ok(found);
    }
    let (answered, sets): (Vec<usize>, Vec<Set>) = asks
        .iter()
        .enumerate()
        .filter(|(_, ask)| !ask.keys.is_empty())
        .map(|(at, ask)| (at, listed(style, ask.head, &ask.keys, "")))
        .unzip();
    if sets.is_empty() {
        return Ok(found);
    }
    let texts: Vec<&str> = sets.iter().map(|set| set.sql).collect();
    let query = sqlx::query(AssertSqlSafe(texts.join(";")));
    let query = sets.into_iter().flat_map(|set| set.values).fold(query, bind);
    for (at, row) in answered.into_iter().zip(query.fetch_all(conn).await?) {
        found[at] = Found::gathered(&row)?;
    }
    Ok(found)
}
