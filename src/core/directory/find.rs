//! Finding facilities by what people type: codes, names with or without their kind, with slips, by ear, with the
//! district beside. Words are compared once each against the directory's vocabulary, so a search takes far
//! less than a millisecond for thousands of facilities.

use std::collections::{HashMap, HashSet};

use super::{
    Facility,
    name::{Kind, Name, sound},
};
use crate::text::fold::fold;

/// Below this a likeness is chance.
const LEAST: f32 = 0.5;
/// What is this much worse than the best is not worth showing.
const SPREAD: f32 = 0.4;
/// Nobody types a longer name; the rest is not looked at.
const LONGEST: usize = 120;
/// Words of names that people leave out.
const LEFT_OUT: [&str; 8] = ["sede", "urbano", "urbana", "rural", "tipo", "cidade", "vila", "referencia"];
/// Words of a typed name that are looked at.
const MOST_WORDS: usize = 12;

/// What is known of the facilities for searching, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
    pub(super) words: Vec<Word>,
    /// Codes, folded and without spaces.
    pub(super) codes: HashMap<String, usize>,
    /// Words of the vocabulary by their letters, and by ear.
    pub(super) known: HashMap<String, usize>,
    pub(super) heard: HashMap<String, Vec<usize>>,
    /// For each word, the facilities that have it in their name.
    pub(super) named: Vec<Vec<usize>>,
    /// Names without spaces.
    pub(super) joined: HashMap<String, Vec<usize>>,
    /// Names of districts and provinces, without spaces.
    pub(super) places: HashSet<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: Option<Kind>,
    /// The name's words, as places in the vocabulary, and whether people leave them out (`Sede`, the district beside).
    pub(super) name: Vec<(usize, bool)>,
    /// The words of district and province.
    pub(super) place: Vec<usize>,
    pub(super) joined: String,
    province: String,
    trigrams: Vec<u64>,
}

/// A word of the vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    length: usize,
    sound: String,
    letters: u32,
}

impl Word {
    pub(super) fn of(text: &str) -> Self {
        Self { text: text.to_owned(), length: text.chars().count(), sound: sound(text), letters: letters(text) }
    }

    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    pub(super) fn weight(&self) -> f32 {
        self.length as f32
    }
}

impl Index {
    pub(super) fn of(facilities: &[Facility]) -> Self {
        let mut index = Self::default();
        for (at, facility) in facilities.iter().enumerate() {
            let code = code(&facility.code);
            if !code.is_empty() {
                index.codes.insert(code, at);
            }
            let name = Name::of(&facility.name);
            let joined = name.joined();
            let places = [&facility.district, &facility.province].map(|place| Name::of(place));
            index.places.extend(places.iter().map(Name::joined));
            let place = index.learn(&places.map(|place| place.words).concat());
            let words = index.learn(&name.words);
            for word in &words {
                index.named[*word].push(at);
            }
            index.joined.entry(joined.clone()).or_default().push(at);
            index.entries.push(Entry {
                kind: name.kind,
                name: index.with_what_is_left_out(words, &place),
                place,
                trigrams: trigrams(&joined),
                joined,
                province: fold(&facility.province),
            });
        }
        index
    }

    fn learn(&mut self, words: &[String]) -> Vec<usize> {
        let mut learn = |word: &String| {
            *self.known.entry(word.clone()).or_insert_with(|| {
                let at = self.words.len();
                let new = Word::of(word);
                self.heard.entry(new.sound.clone()).or_default().push(at);
                self.words.push(new);
                self.named.push(Vec::new());
                at
            })
        };
        words.iter().map(&mut learn).collect()
    }

    /// Words that people leave out: `Sede`, `Urbano`, and the district's name behind another.
    fn with_what_is_left_out(&self, words: Vec<usize>, place: &[usize]) -> Vec<(usize, bool)> {
        let is_loose = |word: &usize| LEFT_OUT.contains(&self.words[*word].text.as_str());
        let first = words.iter().position(|word| !is_loose(word));
        let left_out = |(at, word): (usize, &usize)| is_loose(word) || (Some(at) > first && place.contains(word));
        let left_out: Vec<bool> = words.iter().enumerate().map(left_out).collect();
        let has_name = left_out.contains(&false);
        words.into_iter().zip(left_out).map(|(word, left_out)| (word, left_out && has_name)).collect()
    }

    /// Places of the facilities of this code, or of just this name, whose kind is left out or fits.
    pub(super) fn called(&self, typed: &str) -> Vec<usize> {
        let typed: String = typed.chars().take(LONGEST).collect();
        if let Some(at) = self.codes.get(&code(&typed)) {
            return vec![*at];
        }
        let name = Name::of(&typed);
        let fits = |at: &&usize| match (name.kind, self.entries[**at].kind) {
            (Some(one), Some(other)) => one.fits(other),
            (Some(_) | None, None) | (None, Some(_)) => true,
        };
        self.joined.get(&name.joined()).into_iter().flatten().filter(fits).copied().collect()
    }

    /// Places of at most `most` facilities, the best first.
    pub(super) fn find(&self, typed: &str, most: usize, province: Option<&str>) -> Vec<usize> {
        let province = province.map(fold);
        let typed: String = typed.chars().take(LONGEST).collect();
        if let Some(at) = self.codes.get(&code(&typed)) {
            return Vec::from_iter((most > 0).then_some(*at));
        }
        let mut name = Name::of(&typed);
        name.words.truncate(MOST_WORDS);
        if name.words.is_empty() {
            return Vec::new();
        }
        let typed = Typed::of(&name, &self.words);
        let mut found: Vec<(f32, usize)> = (0..)
            .zip(&self.entries)
            .map(|(at, entry)| (self.score(&typed, entry), at, entry))
            .map(|(score, at, entry)| (score + nearness(entry, province.as_deref()), at))
            .filter(|(score, _)| *score >= LEAST)
            .collect();
        found.sort_by(|(one, one_at), (other, other_at)| {
            other.total_cmp(one).then_with(|| self.order(*one_at).cmp(&self.order(*other_at)))
        });
        let best = found.first().map_or(0.0, |(score, _)| *score);
        found.retain(|(score, _)| best - score <= SPREAD);
        found.into_iter().take(most).map(|(_, at)| at).collect()
    }

    /// Among equals the shorter name comes first, then the alphabet.
    fn order(&self, at: usize) -> (usize, &str) {
        self.entries.get(at).map_or((0, ""), |entry| (entry.joined.len(), entry.joined.as_str()))
    }

    /// How well a facility fits: 1 is the same name, a little more with the right kind and place.
    fn score(&self, typed: &Typed, entry: &Entry) -> f32 {
        let mut named = 0.0;
        let mut name_weight = 0.0;
        for &(word, left_out) in &entry.name {
            let weight = self.words[word].weight() * if left_out { 0.25 } else { 1.0 };
            name_weight += weight;
            named += weight * typed.words.iter().map(|typed| typed.like[word]).fold(0.0, f32::max);
        }
        let mut meant = 0.0;
        let mut placed = 0.0;
        let mut typed_weight = 0.0;
        for word in &typed.words {
            let in_name = entry.name.iter().map(|(at, _)| word.like[*at]).fold(0.0, f32::max);
            let in_place = entry.place.iter().map(|at| word.like[*at]).fold(0.0, f32::max);
            meant += word.weight * in_name.max(in_place);
            placed += word.weight * in_place;
            typed_weight += word.weight;
        }
        let of_name = if name_weight > 0.0 { named / name_weight } else { 0.0 };
        let (meant, placed) = (meant / typed_weight, placed / typed_weight);
        let by_words = 0.5 * of_name + 0.5 * meant;
        let by_shape = if entry.joined == typed.joined { 1.0 } else { 0.9 * dice(&entry.trigrams, &typed.trigrams) };
        let kind = match (typed.kind, entry.kind) {
            (Some(one), Some(other)) if one.fits(other) => 0.1,
            (Some(_), Some(_)) => -0.1,
            (None, _) | (_, None) => 0.0,
        };
        by_words.max(by_shape) + kind + 0.05 * placed
    }
}

/// What was typed, compared with the whole vocabulary.
struct Typed {
    kind: Option<Kind>,
    words: Vec<TypedWord>,
    joined: String,
    trigrams: Vec<u64>,
}

struct TypedWord {
    weight: f32,
    /// The likeness to each word of the vocabulary, 0 to 1.
    like: Vec<f32>,
}

impl Typed {
    fn of(name: &Name, vocabulary: &[Word]) -> Self {
        let words = name.words.iter().map(|text| {
            let word = Word::of(text);
            TypedWord { weight: word.weight(), like: vocabulary.iter().map(|known| likeness(&word, known)).collect() }
        });
        let joined = name.joined();
        Self { kind: name.kind, words: words.collect(), trigrams: trigrams(&joined), joined }
    }
}

/// What lies in one's own province comes before what is as like.
fn nearness(entry: &Entry, province: Option<&str>) -> f32 {
    if province.is_some_and(|province| entry.province == province) { 0.08 } else { 0.0 }
}

/// How like a typed word is to a known one.
pub(super) fn likeness(typed: &Word, known: &Word) -> f32 {
    if typed.text == known.text {
        return 1.0;
    }
    let is_number = |word: &Word| word.text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(typed) || is_number(known) {
        return 0.0;
    }
    if typed.sound == known.sound {
        return 0.92;
    }
    if typed.length >= 3 && known.text.starts_with(&typed.text) {
        return 0.85;
    }
    let ears = heard(typed, known);
    let slips = match typed.length.min(known.length) {
        0..=3 => return 0.0,
        4..=6 => 1,
        _ => 2,
    };
    // One slip changes at most two letters of the set: most words are out without being compared.
    let differing = (typed.letters ^ known.letters).count_ones() as usize;
    if differing > 2 * slips || typed.length.abs_diff(known.length) > slips {
        return ears;
    }
    match strsim::osa_distance(&typed.text, &known.text) {
        1 => 0.85,
        2 if slips == 2 => ears.max(0.7),
        _ => ears,
    }
}

/// By ear with one slip: Vilanculos is Vilankulo.
fn heard(typed: &Word, known: &Word) -> f32 {
    let (one, other) = (typed.sound.as_str(), known.sound.as_str());
    let is_long = one.len().min(other.len()) >= 7 && one.len().abs_diff(other.len()) <= 1;
    if is_long && one.get(..2) == other.get(..2) && strsim::osa_distance(one, other) == 1 { 0.85 } else { 0.0 }
}

pub(super) fn code(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// The set of letters of a word, one bit each.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, char| set | 1 << (u32::from(char) % 32))
}

/// The sorted trigrams of a word with its ends.
fn trigrams(word: &str) -> Vec<u64> {
    let mut chars = vec!['^'];
    chars.extend(word.chars());
    chars.push('$');
    let pack = |part: &[char]| part.iter().fold(0, |packed, char| packed << 21 | u64::from(u32::from(*char)));
    let mut trigrams: Vec<u64> = chars.windows(3).map(pack).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    trigrams
}

/// The share of what two sorted lists have in common.
#[expect(clippy::cast_precision_loss, reason = "names are short")]
fn dice(one: &[u64], other: &[u64]) -> f32 {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        common += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    2.0 * common as f32 / (one.len() + other.len()).max(1) as f32
}
