//! Searching a chat's letters, and reading around one of them. Only its own reader comes here, with its own address.

use std::collections::HashSet;

use super::{Door, Found, Letter, Unavailable};
use crate::{core::chat::Address, text::fold::fold};

/// The most letters that one search looks at, from the newest on.
const MOST: usize = 5_000;
/// Letters that are read at a time.
const PAGE: i64 = 250;
/// The most letters that are found at a time.
const SHOWN: usize = 20;

impl Door {
    /// The newest letters before `before` that hold all words of the query, whatever their case and accents, the
    /// newest first. Of a slot only the newest letter counts, and only the newest letters are looked at.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn search(&self, address: &Address, query: &str, before: i64) -> Result<Found, Unavailable> {
        let query = fold(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let mut found = Found::default();
        let (mut slots, mut at, mut looked) = (HashSet::new(), i64::MAX, 0);
        while !words.is_empty() && looked < MOST {
            // A page at a time, so that a long search holds no connection.
            let page = self.history(address, at, PAGE).await?;
            let Some(oldest) = page.first() else { break };
            at = oldest.seq;
            looked += page.len();
            for letter in page.into_iter().rev() {
                let is_newest = letter.slot.as_ref().is_none_or(|slot| slots.insert(slot.clone()));
                if !is_newest || letter.seq >= before || !holds(&letter, &words) {
                    continue;
                }
                if found.letters.len() == SHOWN {
                    found.more = true;
                    return Ok(found);
                }
                found.letters.push(letter);
            }
        }
        Ok(found)
    }

    /// A letter with those around it, at most `limit`, half of them before it; the oldest first.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn around(&self, address: &Address, seq: i64, limit: i64) -> Result<Vec<Letter>, Unavailable> {
        let mut letters = self.history(address, seq, limit / 2).await?;
        letters.extend(self.letters(&address.to_string(), seq.saturating_sub(1), limit - limit / 2).await?);
        Ok(letters)
    }
}

/// Whether the words stand in a letter's text or in the names of its files.
fn holds(letter: &Letter, words: &[&str]) -> bool {
    let names = letter.message.files.iter().map(|file| fold(&file.name));
    let text = std::iter::once(fold(&letter.message.text)).chain(names).collect::<Vec<_>>().join(" ");
    words.iter().all(|word| text.contains(word))
}
