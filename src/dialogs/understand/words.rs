//! A message's words, found by phrases of the lexicon; and whether what was found is denied.

use std::{collections::BTreeMap, ops::Range};

use crate::text::tokens::Token;

/// So many other words may stand between two words of a phrase.
const GAP: usize = 2;

/// The words of a message, by their letters.
pub(super) struct Words<'t> {
    pub(super) tokens: &'t [Token],
    at: BTreeMap<&'t str, Vec<usize>>,
}

impl<'t> Words<'t> {
    pub(super) fn of(tokens: &'t [Token]) -> Self {
        let mut at: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, token) in tokens.iter().enumerate() {
            at.entry(meant(token)).or_default().push(place);
        }
        Self { tokens, at }
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", meant)
    }

    /// All places where a phrase stands; with `loose`, a few other words may stand between its own.
    pub(super) fn all<'s>(&'s self, phrase: &'s str, loose: bool) -> impl Iterator<Item = Range<usize>> + 's {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let starts = self.starts(first);
        starts.into_iter().filter_map(move |start| {
            let mut end = start;
            for word in rest.split(' ').filter(|word| !word.is_empty()) {
                let last = if loose { end + 1 + GAP } else { end + 1 };
                end = (end + 1..=last).find(|at| self.same_clause(start, *at) && fits(self.word(*at), word))?;
            }
            Some(start..end + 1)
        })
    }

    pub(super) fn has(&self, phrase: &str) -> bool {
        self.all(phrase, true).next().is_some()
    }

    fn starts(&self, word: &str) -> Vec<usize> {
        match word.strip_suffix('*') {
            Some(stem) => {
                let from = self.at.range(stem..).take_while(|(word, _)| word.starts_with(stem));
                from.flat_map(|(_, places)| places.iter().copied()).collect()
            }
            None => self.at.get(word).cloned().unwrap_or_default(),
        }
    }

    pub(super) fn same_clause(&self, one: usize, other: usize) -> bool {
        self.tokens.get(one).map(|token| token.clause) == self.tokens.get(other).map(|token| token.clause)
    }

    /// Whether a name is denied: «já não é o iDART», “it is not DHIS2”, «em vez do SISMA».
    pub(super) fn is_denied(&self, found: &Range<usize>) -> bool {
        let is_not = |at: usize| matches!(self.word(at), "not" | "isnt") && self.same_clause(at, found.start);
        found.start.checked_sub(1).is_some_and(|at| is_not(at) && !self.is_only(at)) || self.is_denied_trouble(found)
    }

    /// The same of what is wrong: «não sincroniza» is told, «não é a rede» is denied.
    pub(super) fn is_denied_trouble(&self, found: &Range<usize>) -> bool {
        let mut at = found.start;
        let mut steps = 0;
        while at > 0 && self.same_clause(at - 1, found.start) && steps < 6 {
            at -= 1;
            steps += 1;
            let word = self.word(at);
            match word {
                "wasnt" | "nem" | "neither" | "nor" => return !self.is_only(at),
                "nao" | "not" | "isnt" => return at + 1 < found.start && !self.is_only(at),
                "vez" | "instead" | "excepto" | "menos" | "except" | "fora" | "besides" => return true,
                "longer" => return at > 0 && self.word(at - 1) == "no",
                "so" | "only" | "apenas" => return false,
                _ if BESIDE_NOT.contains(&word) => {}
                _ => return false,
            }
        }
        false
    }

    /// «não é só o iDART» denies nothing; nor does «não será o iDART?».
    fn is_only(&self, not: usize) -> bool {
        (not + 1..not + 4)
            .any(|at| matches!(self.word(at), "so" | "apenas" | "somente" | "only" | "just" | "sera" | "sei"))
    }
}

/// Between «não» and what it denies.
const BESIDE_NOT: [&str; 48] = [
    "e", "era", "foi", "sao", "eram", "esta", "estao", "estamos", "estou", "o", "a", "os", "as", "no", "na", "nos",
    "nas", "do", "da", "de", "dos", "das", "ao", "em", "com", "mais", "um", "uma", "problema", "sistema", "por",
    "causa", "the", "in", "on", "it", "is", "of", "with", "about", "was", "sobre", "falo", "trata", "aqui", "ca",
    "here", "at",
];

/// `n` and `ñ` alone are «não» in a sentence.
fn meant(token: &Token) -> &str {
    if token.full == "n" { "nao" } else { &token.full }
}

/// Whether a word is that of a phrase, in which `*` is any ending.
fn fits(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}
