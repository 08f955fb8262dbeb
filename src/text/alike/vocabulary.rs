//! The words that are known: which mean the same, which name systems, which tell little or nothing.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::stem::{sound, stem};
use crate::text::lexicon::{
    kin::{KIN, NOTHING, WEAK},
    systems::NICKNAMES,
};

pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read_all);

/// A system's word begins with this, so that it is no other word's stem.
const SYSTEM: char = '@';
/// How much the name of a system tells: many requests are about each.
const OF_A_SYSTEM: f32 = 0.7;
const OF_A_NUMBER: f32 = 0.8;
const OF_A_WEAK_WORD: f32 = 0.4;
/// Misspelled names of systems are known by how they sound from so many letters on.
const SOUNDS: usize = 4;
/// A word that begins with this has no other forms: its stem is that of others.
const ALONE: char = '=';
/// A shorter stem is that of too many words.
const TELLING: usize = 4;
/// The most words that name one thing.
pub const LONGEST: usize = 4;

/// What words at one place mean.
pub enum Meaning {
    Nothing,
    Word(String),
}

pub struct Vocabulary {
    /// Stems that tell nothing, folded words that do not either.
    nothing: HashSet<&'static str>,
    weak: HashSet<String>,
    /// Folded word → the stem that stands for its kin. It goes before what only has the same stem.
    exact: HashMap<&'static str, String>,
    /// Stem → the stem that stands for its kin.
    kin: HashMap<String, String>,
    /// Several words that mean what one does, by their stems: «carga viral».
    phrases: HashMap<String, String>,
    /// The stems that phrases begin with: most words need not be tried with those after them.
    openings: HashSet<String>,
    systems: HashMap<&'static str, &'static str>,
    /// The words that names of several begin with.
    first_words: HashSet<&'static str>,
    sounds: HashMap<String, &'static str>,
}

impl Vocabulary {
    fn read_all() -> Self {
        let (mut kin, mut phrases, mut openings) = (HashMap::new(), HashMap::new(), HashSet::new());
        let mut exact = HashMap::new();
        for group in KIN.lines().filter(|line| !line.trim().is_empty()) {
            let mut words = group.split_whitespace();
            let Some(first) = words.next() else { continue };
            let stands = sign(first);
            for word in std::iter::once(first).chain(words) {
                if let Some((opening, _)) = word.split_once('-') {
                    openings.insert(stem(opening));
                    phrases.entry(stems(word.split('-'))).or_insert_with(|| stands.clone());
                } else if let Some(word) = word.strip_prefix(ALONE) {
                    exact.entry(word).or_insert_with(|| stands.clone());
                } else {
                    exact.entry(word).or_insert_with(|| stands.clone());
                    let stem = stem(word);
                    if stem.len() >= TELLING {
                        kin.entry(stem).or_insert_with(|| stands.clone());
                    }
                }
            }
        }
        let weak = WEAK.split_whitespace().map(|word| kin.get(&stem(word)).cloned().unwrap_or_else(|| sign(word)));
        let weak = weak.collect();
        let named = || NICKNAMES.iter().flat_map(|names| names.iter().map(|name| (*name, names[0])));
        let single = named().filter(|(name, _)| name.len() >= SOUNDS && !name.contains(' '));
        Self {
            nothing: NOTHING.split_whitespace().collect(),
            weak,
            sounds: single.map(|(name, system)| (sound(name), system)).collect(),
            systems: named().collect(),
            first_words: named().filter_map(|(name, _)| Some(name.split_once(' ')?.0)).collect(),
            exact,
            kin,
            phrases,
            openings,
        }
    }

    /// What the first of these folded words mean, and how many of them do. Each has its stem beside it.
    pub fn read(&self, words: &[&str], stems: &[String]) -> (Meaning, usize) {
        let (Some(first), Some(stem)) = (words.first(), stems.first()) else { return (Meaning::Nothing, 1) };
        let (may_name, may_open) = (self.first_words.contains(first), self.openings.contains(stem));
        let most = if may_name || may_open { LONGEST.min(words.len()) } else { 1 };
        for count in (2..=most).rev() {
            let system = may_name.then(|| self.systems.get(words[..count].join(" ").as_str())).flatten();
            if let Some(system) = system {
                return (Meaning::Word(named(system)), count);
            }
            let stands = may_open.then(|| self.phrases.get(&stems[..count].join(" "))).flatten();
            if let Some(stands) = stands {
                return (Meaning::Word(stands.clone()), count);
            }
        }
        (self.one(first, stem), 1)
    }

    /// Whether a word is one of those that have kin.
    pub fn knows(&self, word: &str) -> bool {
        self.exact.contains_key(word)
    }

    fn one(&self, word: &str, stem: &str) -> Meaning {
        if let Some(system) = self.systems.get(word) {
            return Meaning::Word(named(system));
        }
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if self.nothing.contains(word) || word.len() < 2 {
            return Meaning::Nothing;
        }
        if is_number {
            return Meaning::Word(word.to_owned());
        }
        if let Some(stands) = self.exact.get(word) {
            return Meaning::Word(stands.clone());
        }
        if word.len() >= SOUNDS
            && let Some(system) = self.sounds.get(&sound(word))
        {
            return Meaning::Word(named(system));
        }
        Meaning::Word(self.kin.get(stem).map_or(stem, String::as_str).to_owned())
    }

    pub fn weight(&self, word: &str) -> f32 {
        if is_system(word) {
            OF_A_SYSTEM
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            OF_A_NUMBER
        } else if self.weak.contains(word) {
            OF_A_WEAK_WORD
        } else {
            1.0
        }
    }
}

/// Whether a word of a gist names a system.
pub fn is_system(word: &str) -> bool {
    word.starts_with(SYSTEM)
}

/// Whether a word of a gist tells little.
pub fn is_weak(word: &str) -> bool {
    VOCABULARY.weak.contains(word)
}

/// The word of a system in gists: one word, whatever its name.
fn named(system: &str) -> String {
    format!("{SYSTEM}{}", system.replace(' ', "_"))
}

/// The stems of several words.
fn stems<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(stem).collect::<Vec<String>>().join(" ")
}

/// What stands for a group, by its first word.
fn sign(word: &str) -> String {
    if word.contains('-') { word.to_owned() } else { stem(word) }
}
