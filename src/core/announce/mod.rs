//! Announcements (WS-7, WS-13): what the desk tells many at once, in words of its own and apart from any request's. One is
//! told by bulletins, a first one, updates and an end, each of which is looked at, confirmed, and only then goes out.

pub mod audience;
mod before;
pub mod bulletin;
pub mod fate;
pub mod ledger;
pub mod replies;
mod rows;
pub mod seen;
mod tally;
pub mod ways;
pub mod wishes;

use std::collections::BTreeMap;

use super::chat::Millis;
use crate::{closed_set, text::locale::Locale};

pub use self::{
    audience::Audience,
    bulletin::{Bulletin, Not, Stage, What},
    rows::{
        bulletins, colleagues, going_on, hold, insert, insert_bulletin, load, load_bulletin, next_number, number,
        of_problem, save, save_bulletin, unfinished,
    },
    tally::Tally,
};

/// The timer with which a confirmed bulletin begins to go out, and goes on; its subject is the bulletin.
pub const GOES: &str = "bulletin_goes";
/// The timer at the hour for which a bulletin is meant: nobody may have confirmed it by then; its subject is the bulletin.
pub const LAPSES: &str = "bulletin_lapses";
/// The timer with which it is looked what has become of a bulletin's messages; its subject is the bulletin.
pub const WATCHED: &str = "bulletin_watched";
/// The timer that reminds of an update that was promised; its subject is the announcement.
pub const NEXT_UPDATE: &str = "next_update";

closed_set! {
    /// What an announcement tells of, and so how it begins (OL-14).
    Kind { Info = "info", Planned = "planned", Emergency = "emergency", Rollback = "rollback", Done = "done" }
}

closed_set! {
    /// How far an announcement is.
    State { Draft = "draft", GoingOn = "going_on", Over = "over", Discarded = "discarded" }
}

/// What many are told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    pub id: i64,
    /// Said as `A-7`.
    pub number: i64,
    pub kind: Kind,
    pub state: State,
    /// The problem it tells of: the id of its request.
    pub problem: Option<i64>,
    /// A key of the desk file's systems.
    pub system: Option<String>,
    pub audience: Audience,
    pub author: i64,
    /// The chat in which it was drafted, which hears of its course.
    pub home: String,
    /// From when until when, where something is planned; as it was told last.
    pub window: Option<(Millis, Millis)>,
    /// When the next update was promised for; as it was told last.
    pub next_update_at: Option<Millis>,
    pub created_at: Millis,
    pub over_at: Option<Millis>,
}

impl Announcement {
    /// A draft for everybody.
    #[must_use]
    pub fn new(id: i64, number: i64, author: i64, home: &str, now: Millis) -> Self {
        Self {
            id,
            number,
            kind: Kind::Info,
            state: State::Draft,
            problem: None,
            system: None,
            audience: Audience::default(),
            author,
            home: home.to_owned(),
            window: None,
            next_update_at: None,
            created_at: now,
            over_at: None,
        }
    }

    /// One of its bulletins goes out: what that says, it says from now on.
    pub fn goes(&mut self, bulletin: &Bulletin, now: Millis) {
        if bulletin.what == What::End {
            (self.state, self.over_at, self.next_update_at) = (State::Over, Some(now), None);
        } else {
            (self.state, self.next_update_at, self.window) = (State::GoingOn, bulletin.next_update_at, bulletin.window);
        }
    }

    /// Its name: `A-7`.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.number)
    }

    /// The slot of its card in each chat: what comes later takes its place.
    #[must_use]
    pub fn slot(&self) -> String {
        slot(self.id)
    }
}

/// The name of an announcement of this number.
#[must_use]
pub fn name(number: i64) -> String {
    format!("A-{number}")
}

/// The number of a typed name: `A-7`, `a7`, `#A7`. A bare number is none.
#[must_use]
pub fn typed(word: &str) -> Option<i64> {
    let rest = word.trim().trim_start_matches('#').strip_prefix(['A', 'a'])?;
    let digits = rest.strip_prefix(['-', '‑', ' ']).unwrap_or(rest);
    digits.parse().ok().filter(|number| *number > 0)
}

/// The slot of an announcement's card.
#[must_use]
pub fn slot(id: i64) -> String {
    format!("announcement:{id}")
}

/// Words by language.
pub type Words = BTreeMap<Locale, String>;

/// What somebody of a language reads: the words in theirs, or else in another.
#[must_use]
pub fn words_in(words: &Words, locale: Locale) -> &str {
    words.get(&locale).or_else(|| words.values().next()).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn names_are_read_as_they_are_typed() {
        for (word, number) in [("A-7", Some(7)), ("a7", Some(7)), ("#A-12", Some(12)), ("7", None), ("A-x", None)] {
            assert_eq!(typed(word), number, "{word}");
        }
    }
}
