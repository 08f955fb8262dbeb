//! How alike two gists are: what they have in common, of what either tells.

use super::{Gist, weight};

/// What a word counts that was written with a typing error, or in another form.
const NEARLY: f32 = 0.85;
/// A stem that another begins with has so many letters.
const BEGINS: usize = 5;
/// … and the other at most so many more.
const GOES_ON: usize = 3;

/// How alike two texts are, from 0 to 1.
#[must_use]
pub fn likeness(one: &Gist, other: &Gist) -> f32 {
    let common: f32 = one.words().iter().map(|word| weight(word) * best(word, other)).sum();
    let all = |gist: &Gist| gist.words().iter().map(|word| weight(word)).sum::<f32>();
    let (mine, theirs) = (all(one), all(other));
    if mine <= 0.0 || theirs <= 0.0 { 0.0 } else { common / (mine * theirs).sqrt() }
}

fn best(word: &str, gist: &Gist) -> f32 {
    gist.words().iter().map(|other| same(word, other)).fold(0.0, f32::max)
}

/// Whether two stems are one word: 1 where they are the same, less where one seems to be misspelled.
#[must_use]
pub fn same(one: &str, other: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    // Who misspells a word hardly ever misses both letters that it begins with.
    let begins = |at: usize| one.as_bytes().get(at) == other.as_bytes().get(at);
    if !(begins(0) || begins(1)) || !is_plain(one) || !is_plain(other) {
        return 0.0;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() >= BEGINS && long.len() - short.len() <= GOES_ON && long.starts_with(short) {
        return NEARLY;
    }
    let most = forgiven(short.len());
    let is_near = most > 0 && long.len() - short.len() <= most && strsim::osa_distance(short, long) <= most;
    if is_near { NEARLY } else { 0.0 }
}

/// So many typing errors are forgiven in a stem of so many letters.
#[must_use]
pub fn forgiven(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Numbers and systems are themselves or another.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// From this likeness on two requests tell the same.
const ALIKE: f32 = 0.5;
/// What they have in common tells at least so much …
const TELLS: f32 = 1.3;
/// … or so much, where they tell hardly anything else.
const TELLS_ALL: f32 = 0.85;
const HARDLY: f32 = 0.75;

/// Whether two requests seem to tell the same.
#[must_use]
pub fn are_alike(one: &Gist, other: &Gist) -> bool {
    let common: f32 = one.words().iter().map(|word| weight(word) * best(word, other)).sum();
    let likeness = likeness(one, other);
    (common >= TELLS && likeness >= ALIKE) || (common >= TELLS_ALL && likeness >= HARDLY)
}
