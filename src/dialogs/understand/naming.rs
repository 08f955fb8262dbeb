//! Which of the desk's systems a message names: by label, key, the desk file's words, and what people call them beyond
//! that. What is denied, or said to work, is not meant.

use std::ops::Range;

use super::{Reading, words::Words};
use crate::{
    core::policy::desk::{self, Desk},
    text::{
        fold::fold_words,
        lexicon::{
            everyday,
            systems::{NICKNAMES, SYSTEM_WORDS},
        },
    },
};

/// A system that words name.
struct Naming {
    /// The system's place in the desk file.
    system: usize,
    at: Range<usize>,
}

/// The systems that a message names.
pub(super) struct Named<'d> {
    desk: &'d Desk,
    found: Vec<Naming>,
}

impl<'d> Named<'d> {
    pub(super) fn of(words: &Words<'_>, desk: &'d Desk) -> Self {
        let names: Vec<Vec<String>> = desk.systems.iter().map(names).collect();
        Self { desk, found: named(words, &names) }
    }

    /// The words that name a system: they name nothing else.
    pub(super) fn taken(&self, words: &Words<'_>) -> Vec<bool> {
        let mut taken = vec![false; words.tokens.len()];
        for naming in &self.found {
            taken[naming.at.clone()].fill(true);
        }
        taken
    }
}

/// The systems that a message is about.
pub(super) fn systems(words: &Words<'_>, named: Named<'_>) -> Reading<String> {
    let Named { desk, mut found } = named;
    found.retain(|naming| !words.is_denied(&naming.at));
    let mut meant = distinct(&found);
    if meant.len() > 1 {
        found.retain(|naming| !works(words, &naming.at) && !is_past(words, &naming.at));
        let left = distinct(&found);
        if !left.is_empty() {
            meant = left;
        }
    }
    let keys: Vec<String> =
        meant.iter().filter_map(|at| desk.systems.get(*at)).map(|named| named.key.clone()).collect();
    match keys.as_slice() {
        [] => Reading::Nothing,
        [one] => Reading::One(one.clone()),
        [_, ..] => Reading::Several(keys),
    }
}

/// All names of systems, the longer before those within them.
fn named(words: &Words<'_>, names: &[Vec<String>]) -> Vec<Naming> {
    let mut all: Vec<Naming> = Vec::new();
    for (system, names) in names.iter().enumerate() {
        for name in names {
            let found = words.all(name, false).filter(|at| !is_weak(name) || is_called_system(words, at));
            all.extend(found.map(|at| Naming { system, at }));
        }
    }
    if all.is_empty() {
        all = misspelt(words, names);
    }
    all.sort_by_key(|naming| (usize::MAX - naming.at.len(), naming.at.start));
    let mut kept: Vec<Naming> = Vec::new();
    for naming in all {
        let within = |other: &Naming| naming.at.start < other.at.end && other.at.start < naming.at.end;
        if !kept.iter().any(within) {
            kept.push(naming);
        }
    }
    // «OpenMRS» beside «POC» is part of that one's name.
    let parts: Vec<bool> = kept.iter().map(|naming| is_part(words, naming, &kept, names)).collect();
    let mut part = parts.into_iter();
    kept.retain(|_| !part.next().unwrap_or(false));
    kept
}

/// What the words name is only the family of another system that is named too.
fn is_part(words: &Words<'_>, naming: &Naming, all: &[Naming], names: &[Vec<String>]) -> bool {
    let said: Vec<&str> = naming.at.clone().map(|at| words.word(at)).collect();
    let said = said.join(" ");
    all.iter().filter(|other| other.system != naming.system).any(|other| {
        let is_within = |name: &String| name.split(' ').any(|part| part == said);
        are_near(&naming.at, &other.at) && names[other.system].iter().any(is_within)
    })
}

/// All that a system is called, in full.
fn names(system: &desk::Named) -> Vec<String> {
    // «OpenLMIS / SIGLUS» goes by either.
    let parts = system.label.0.values().flat_map(|label| label.split('/')).map(fold_words);
    let key = system.key.replace('_', " ");
    let own = parts.chain([key]).chain(system.names().iter().cloned());
    let mut names: Vec<String> = own.filter(|name| name.len() >= 3).collect();
    let line = |line: &&&[&str]| line.first().is_some_and(|first| names.iter().any(|name| name == first));
    // The first name of a line is the whole one: a system of the family alone does not go by all of it.
    let further: Vec<String> =
        NICKNAMES.iter().filter(line).flat_map(|line| line.iter()).map(|name| (*name).to_owned()).collect();
    names.extend(further);
    names.sort_unstable();
    names.dedup();
    names
}

/// A word of everyday speech, which names a system only where that is said: «o sistema da farmácia».
fn is_weak(name: &str) -> bool {
    const OTHER: [&str; 9] =
        ["outro", "outra", "other", "outro sistema", "another system", "nao sei", "dont know", "pharmacy", "logistica"];
    OTHER.contains(&name) || name.split(' ').all(everyday_word)
}

fn everyday_word(word: &str) -> bool {
    const NAMES: [&str; 13] = [
        "sisma", "siglus", "idart", "openmrs", "epts", "sesp", "poc", "dhis", "dhis2", "openlmis", "disa", "omrs",
        "emr",
    ];
    everyday::is_everyday(word) && !NAMES.contains(&word)
}

fn is_called_system(words: &Words<'_>, at: &Range<usize>) -> bool {
    let before = at.start.saturating_sub(3)..at.start;
    before.clone().any(|place| SYSTEM_WORDS.contains(&words.word(place)) && words.same_clause(place, at.start))
        && !before.clone().any(|place| matches!(words.word(place), "nao" | "parou" | "caiu"))
        && words.word(at.start.saturating_sub(1)) != "na"
}

/// One word of six letters or more with one slip, two in a longer one.
fn misspelt(words: &Words<'_>, names: &[Vec<String>]) -> Vec<Naming> {
    let mut found = Vec::new();
    for (place, token) in words.tokens.iter().enumerate() {
        let word = token.full.as_str();
        if word.len() < 5 || everyday::is_everyday(word) {
            continue;
        }
        let slips = |name: &str| match name.len() {
            0..=4 => 0,
            5..=6 => 1,
            _ => 2,
        };
        let is_like = |name: &String| {
            !name.contains(' ')
                && name.len().abs_diff(word.len()) <= 2
                && !is_weak(name)
                && name.as_bytes().first() == word.as_bytes().first()
                && strsim::osa_distance(name, word) <= slips(name)
        };
        for (system, names) in names.iter().enumerate() {
            if names.iter().any(is_like) {
                found.push(Naming { system, at: place..place + 1 });
            }
        }
    }
    found
}

fn distinct(found: &[Naming]) -> Vec<usize> {
    let mut systems: Vec<usize> = found.iter().map(|naming| naming.system).collect();
    systems.sort_unstable();
    systems.dedup();
    systems
}

/// «o iDART funciona bem»: it is not that one.
fn works(words: &Words<'_>, at: &Range<usize>) -> bool {
    const FINE: [&str; 22] = [
        "funciona",
        "funcionam",
        "funcionar",
        "bem",
        "bom",
        "ok",
        "normal",
        "normalmente",
        "abre",
        "trabalha",
        "trabalhar",
        "works",
        "working",
        "fine",
        "pega",
        "pegar",
        "entra",
        "entro",
        "abrir",
        "good",
        "entrar",
        "consigo",
    ];
    const NOT: [&str; 9] = ["nao", "not", "doesnt", "isnt", "deixou", "cannot", "wont", "nem", "sem"];
    let after: Vec<&str> = (at.end..at.end + 5)
        .take_while(|place| words.same_clause(at.start, *place))
        .map(|place| words.word(place))
        .collect();
    let before: Vec<&str> = (at.start.saturating_sub(5)..at.start)
        .filter(|place| words.same_clause(at.start, *place))
        .map(|place| words.word(place))
        .collect();
    let denied = after.iter().chain(&before).any(|word| NOT.contains(word));
    !denied
        && (after.iter().any(|word| FINE.contains(word))
            || before.iter().any(|word| FINE[..8].contains(word) || *word == "consigo"))
}

/// «antes era o iDART», «migrámos do iDART para …».
fn is_past(words: &Words<'_>, at: &Range<usize>) -> bool {
    const PAST: [&str; 14] = [
        "antes",
        "antigamente",
        "dantes",
        "before",
        "formerly",
        "migramos",
        "mudamos",
        "passamos",
        "saimos",
        "deixamos",
        "usavamos",
        "moved",
        "migrated",
        "previously",
    ];
    let is_there = (at.start.saturating_sub(5)..at.start)
        .any(|place| PAST.contains(&words.word(place)) && words.same_clause(place, at.start));
    let to = (at.start.saturating_sub(3)..at.start).any(|place| matches!(words.word(place), "para" | "to"));
    is_there && !to
}

/// Beside each other, but for a word or two.
fn are_near(one: &Range<usize>, other: &Range<usize>) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    second.start.saturating_sub(first.end) <= 2
}
