//! Finding somebody by what is known of them: a part of the name, or the telephone.

use std::collections::HashMap;

use sqlx::{AnyConnection, Row as _};

use crate::{
    core::{rows, ticket::open_statuses},
    text::fold,
};

/// So many rows are looked at; a name that fits more is too short to mean anybody.
const LOOKED_AT: i64 = 200;
/// Digits from which on a text is taken for a part of a telephone.
const LEAST_DIGITS: usize = 4;

/// The people who may be meant, by id, in the order of their names. Each word typed begins one of the name's; or its
/// digits stand in their telephone.
///
/// # Errors
/// The database's.
pub async fn found(conn: &mut AnyConnection, typed: &str, most: usize) -> Result<Vec<i64>, sqlx::Error> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= LEAST_DIGITS && !typed.chars().any(char::is_alphabetic);
    let folded = fold::fold_words(typed);
    let longest: String = folded.split(' ').max_by_key(|word| word.len()).unwrap_or_default().to_owned();
    if !is_number && longest.len() < 2 {
        return Ok(Vec::new());
    }
    let sql = if is_number {
        "select id, name from person where enrolled_at is not null and profile like $1 order by name, id limit $2"
    } else {
        "select id, name from person where enrolled_at is not null and name_folded like $1 order by name, id limit $2"
    };
    // The profile is JSON, in which only the telephone has so many digits in a row.
    let pattern = if is_number { format!("%\"phone\":\"%{digits}%\"%") } else { format!("%{longest}%") };
    let rows = sqlx::query(sql).bind(pattern).bind(LOOKED_AT).fetch_all(conn).await?;
    let mut ids = Vec::new();
    for row in rows {
        let (id, name): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        if is_number || fold::begins(&fold::fold_words(&name), &folded) {
            ids.push(id);
        }
    }
    ids.truncate(most);
    Ok(ids)
}

/// How many open tickets somebody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub reported: i64,
    pub owned: i64,
}

/// The open tickets of these people.
///
/// # Errors
/// The database's.
pub async fn loads(conn: &mut AnyConnection, people: &[i64]) -> Result<HashMap<i64, Load>, sqlx::Error> {
    let reported = rows::read_in(
        conn,
        concat!(
            "select reporter_id, count(*) from ticket where is_practice = 0 and status in ",
            open_statuses!(),
            " and reporter_id in"
        ),
        people,
        "group by reporter_id",
    )
    .await?;
    let owned = rows::read_in(
        conn,
        concat!(
            "select owner_id, count(*) from ticket where is_practice = 0 and status in ",
            open_statuses!(),
            " and owner_id in"
        ),
        people,
        "group by owner_id",
    )
    .await?;
    let mut loads: HashMap<i64, Load> = HashMap::new();
    for row in reported {
        loads.entry(row.try_get(0)?).or_default().reported = row.try_get(1)?;
    }
    for row in owned {
        loads.entry(row.try_get(0)?).or_default().owned = row.try_get(1)?;
    }
    Ok(loads)
}
