//! Words that are understood and never said: abbreviations and misspellings, Brazilian words for ours, greetings,
//! nicknames of systems, how people tell what is wrong, for whom, and how badly. What the bot says is in `locales/`;
//! what a desk calls its own things is in its desk file.
//!
//! Phrases are written as [`fold_words`](super::fold::fold_words) makes them. In [`Phrase`]s a `*` stands for any end of
//! a word.

pub mod calls;
pub mod choices;
pub mod courtesy;
pub mod everyday;
pub mod kin;
pub mod people;
pub mod sayings;
mod short;
pub mod systems;
pub mod trouble;
pub mod weekdays;
pub mod works;

pub use short::{FULL, LOST, STEMS};

/// Words in this order, perhaps with a few others between, and how much they tell.
pub type Phrase = (&'static str, f32);

/// Reads lines of the form `2.5: a phrase, another phrase`.
pub fn phrases(table: &'static str) -> impl Iterator<Item = Phrase> {
    let lines = table.lines().filter_map(|line| line.split_once(':'));
    lines.flat_map(|(weight, phrases)| {
        let weight = weight.trim().parse().unwrap_or(0.0);
        phrases.split(',').map(move |phrase| (phrase.trim(), weight))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_words;

    #[test]
    fn phrases_are_written_as_messages_are_read() {
        let troubles = trouble::TROUBLES.iter().map(|trouble| trouble.says);
        let degrees = sayings::URGENCIES.iter().chain(sayings::IMPACTS).map(|degree| degree.says);
        for (phrase, weight) in troubles.chain(degrees).flat_map(phrases) {
            assert!(weight != 0.0, "{phrase}");
            let read = fold_words(&phrase.replace('*', "xyz")).replace("xyz", "*");
            assert_eq!(read, phrase);
        }
        for name in systems::NICKNAMES.iter().copied().flatten() {
            assert_eq!(fold_words(name), *name);
        }
    }
}
