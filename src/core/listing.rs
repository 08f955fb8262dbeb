//! The numbered list of tickets that somebody was shown last in a chat: what they mean by a number.

use sqlx::AnyConnection;

use super::{
    chat::Millis,
    overlay::{Fate, Overlay},
    rows,
};
use crate::row;

/// For so long a number means something, in milliseconds.
const STANDS_MS: Millis = 24 * 3600 * 1000;

/// A list as it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Zeros stand for numbers under which nothing was shown.
    tickets: Vec<i64>,
    created_at: Millis,
}

impl Listing {
    /// A page whose first number follows `offset`. The numbers before it mean what they meant on the pages `before`.
    #[must_use]
    pub fn shown(offset: usize, ids: &[i64], now: Millis, before: Option<&Self>) -> Self {
        let known = before.filter(|before| before.stands(now)).map_or(&[][..], |before| &before.tickets);
        let earlier = known.iter().copied().chain(std::iter::repeat(0)).take(offset);
        Self { tickets: earlier.chain(ids.iter().copied()).collect(), created_at: now }
    }

    /// The ticket of a number.
    #[must_use]
    pub fn at(&self, number: usize) -> Option<i64> {
        self.tickets.get(number.checked_sub(1)?).copied().filter(|id| *id != 0)
    }

    /// The first and the last number.
    #[must_use]
    pub fn numbers(&self) -> (usize, usize) {
        let before = self.tickets.iter().take_while(|id| **id == 0).count();
        (before + 1, self.tickets.len())
    }

    /// All tickets on it.
    pub fn tickets(&self) -> impl Iterator<Item = i64> + '_ {
        self.tickets.iter().copied().filter(|id| *id != 0)
    }

    /// Whether it is of the last day.
    #[must_use]
    pub fn stands(&self, now: Millis) -> bool {
        now - self.created_at < STANDS_MS
    }
}

/// Loads lists by session key.
///
/// # Errors
/// The database's.
pub async fn load(
    conn: &mut AnyConnection,
    keys: &[String],
    listings: &mut Overlay<String, Listing>,
) -> Result<(), sqlx::Error> {
    let keys = listings.unknown(keys.iter().cloned());
    let found =
        rows::read_in(conn, "select session_key, tickets, created_at from listing where session_key in", &keys, "")
            .await?;
    for row in found {
        let tickets: String = row.try_get(1)?;
        let listing =
            Listing { tickets: serde_json::from_str(&tickets).unwrap_or_default(), created_at: row.try_get(2)? };
        listings.loaded(row.try_get(0)?, listing);
    }
    listings.looked_for(keys);
    Ok(())
}

/// Saves the lists that were shown.
///
/// # Errors
/// The database's.
pub async fn save(saving: &mut rows::Saving<'_>, listings: &Overlay<String, Listing>) -> Result<(), sqlx::Error> {
    let rows = listings
        .unsaved()
        .into_iter()
        .map(|(key, listing, _): (_, _, Fate)| {
            row![key.as_str(), serde_json::to_string(&listing.tickets).unwrap_or_default(), listing.created_at]
        })
        .collect();
    saving
        .write(
            "insert into listing (session_key, tickets, created_at) values",
            rows,
            "on conflict (session_key) do update set tickets = excluded.tickets, created_at = excluded.created_at",
        )
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn numbers_mean_what_was_shown() {
        let second = Listing::shown(8, &[70, 71], 0, None);
        assert_eq!((second.at(8), second.at(9), second.at(10), second.at(11)), (None, Some(70), Some(71), None));
        assert_eq!(second.at(0), None);
        assert_eq!(second.numbers(), (9, 10));
        let third = Listing::shown(9, &[80], 1, Some(&second));
        assert_eq!((third.at(9), third.at(10), third.at(11)), (Some(70), Some(80), None));
        assert!(second.stands(1) && !second.stands(24 * 3600 * 1000));
    }
}
