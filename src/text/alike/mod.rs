//! Whether two texts tell of the same thing. A text becomes a [`Gist`]: its words without those that say nothing, by
//! their stems, synonyms and names of systems as one. Gists are compared word by word, typing errors forgiven, each word
//! by how much it tells. No language has to be known, nothing is looked up, and nothing of it is ever shown.

mod index;
mod likeness;
mod stem;
mod vocabulary;

pub use index::{Index, Likely};
pub use likeness::{are_alike, likeness};
pub use stem::stem;

use super::tokens::{Token, tokens};
use vocabulary::{LONGEST, Meaning, VOCABULARY};

/// A gist has at most so many words: whoever has more to say said what matters first.
const MOST: usize = 40;

/// What a text tells, for comparing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    words: Vec<String>,
}

impl Gist {
    /// The gist of a text, or of several that tell the same.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let found = tokens(text);
        // What is a word of its own needs not be written in full: “print” is no picture of a screen here.
        let is_short = |token: &Token| token.folded != token.full && !VOCABULARY.knows(&token.folded);
        let full: Vec<&str> = found
            .iter()
            .map(|token| if is_short(token) { token.full.as_str() } else { token.folded.as_str() })
            .collect();
        let mut words: Vec<String> = Vec::new();
        // Each word's stem is made once, and only of words that are read.
        let mut stems: Vec<String> = Vec::new();
        let mut at = 0;
        while at < full.len() && words.len() < MOST {
            let until = full.len().min(at + LONGEST);
            stems.extend(full[stems.len().min(until)..until].iter().map(|word| stem(word)));
            let (meaning, taken) = VOCABULARY.read(&full[at..until], &stems[at..until]);
            at += taken;
            if let Meaning::Word(word) = meaning
                && !words.contains(&word)
            {
                words.push(word);
            }
        }
        Self { words }
    }

    /// A gist that was kept as [`Self::kept`] gives it.
    #[must_use]
    pub fn from_kept(kept: &str) -> Self {
        Self { words: kept.split(' ').filter(|word| !word.is_empty()).take(MOST).map(str::to_owned).collect() }
    }

    /// Its words in one text, with spaces between.
    #[must_use]
    pub fn kept(&self) -> String {
        self.words.join(" ")
    }

    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// How much a word of a gist tells, from 0 to 1.
#[must_use]
pub fn weight(word: &str) -> f32 {
    VOCABULARY.weight(word)
}
