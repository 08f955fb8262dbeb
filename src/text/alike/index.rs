//! What is known, by its words: finds what a text is likely to be about, without looking at more than what shares a
//! word with it.

use std::collections::HashMap;

use super::{
    Gist,
    likeness::{forgiven, same},
    vocabulary::{is_system, is_weak},
    weight,
};

/// From this much evidence on something is offered. These figures were fitted on pairs of requests and problems, and on
/// requests about none of them.
const LEAST: f32 = 0.94;
/// More in common than this tells no more.
const ENOUGH: f32 = 3.0;
/// What a weak word in common tells beside its weight: several of them together are no accident.
const WEAK: f32 = 0.25;
/// Both name the same system, or each another one.
const SAME_SYSTEM: f32 = 0.2;
const OTHER_SYSTEM: f32 = 0.35;
/// Of a text that tells more, something in common is no accident.
const LENGTH: f32 = 0.38;
/// Where a short text tells hardly anything else, what it has in common with what is known is enough from so much on …
const TELLS_ALL: f32 = 0.85;
const HARDLY: f32 = 0.8;
/// … if that is so much of both.
const OF_BOTH: f32 = 0.34;
/// What has much less evidence than the best is not offered beside it.
const BESIDE: f32 = 0.6;

/// Something that a text is likely to be about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likely {
    pub id: i64,
    pub score: f32,
}

/// Texts of one thing that is known: one a language, or one a way of telling it.
#[derive(Clone, Debug)]
struct Known {
    id: i64,
    words: Vec<(usize, f32)>,
    /// It names a system.
    system: bool,
}

/// Things that are known, by the words of their texts.
#[derive(Clone, Debug, Default)]
pub struct Index {
    known: Vec<Known>,
    /// How many things these texts tell of.
    things: usize,
    /// Each word with the places in `known` that have it.
    words: Vec<(String, Vec<usize>)>,
    by_word: HashMap<String, usize>,
    /// Words by what is left of them when a letter is taken out: how misspelled ones are found.
    by_rest: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Of texts, each with the id of what it tells of.
    pub fn of<'t>(texts: impl IntoIterator<Item = (i64, &'t str)>) -> Self {
        let mut index = Self::default();
        for (id, text) in texts {
            index.add(id, &Gist::of(text));
        }
        index
    }

    fn add(&mut self, id: i64, gist: &Gist) {
        if gist.is_empty() {
            return;
        }
        let at = self.known.len();
        let words: Vec<(usize, f32)> = gist.words().iter().map(|word| (self.place(word), weight(word))).collect();
        for (place, _) in &words {
            self.words[*place].1.push(at);
        }
        // Texts of one thing come one after the other.
        self.things += usize::from(self.known.last().is_none_or(|before| before.id != id));
        let system = gist.words().iter().any(|word| is_system(word));
        self.known.push(Known { id, words, system });
    }

    fn place(&mut self, word: &str) -> usize {
        if let Some(place) = self.by_word.get(word) {
            return *place;
        }
        let place = self.words.len();
        self.words.push((word.to_owned(), Vec::new()));
        self.by_word.insert(word.to_owned(), place);
        for rest in rests(word) {
            self.by_rest.entry(rest).or_default().push(place);
        }
        place
    }

    /// What a text is likely to be about, the likeliest first, each once; at most so many, and perhaps nothing.
    #[must_use]
    pub fn likely(&self, text: &str, most: usize) -> Vec<Likely> {
        let gist = Gist::of(text);
        let asked: Vec<Asked<'_>> = gist.words().iter().map(|word| self.ask(word)).collect();
        let mut shared: HashMap<usize, Shared> = HashMap::new();
        for one in &asked {
            for (at, value) in self.having(one) {
                let known = shared.entry(at).or_default();
                known.common += value;
                known.weak += f32::from(u8::from(is_weak(one.word)));
                known.system |= is_system(one.word);
            }
        }
        let told: f32 = asked.iter().map(|one| one.weight).sum();
        let names_system = asked.iter().any(|one| is_system(one.word));
        let mut scored: HashMap<i64, f32> = HashMap::new();
        for (at, shared) in shared {
            let known = &self.known[at];
            let evidence = known.evidence(&shared, names_system).max(self.whole(known, shared.common, told));
            if evidence >= LEAST {
                let best = scored.entry(known.id).or_default();
                *best = best.max(evidence);
            }
        }
        let mut likely: Vec<Likely> = scored.into_iter().map(|(id, score)| Likely { id, score }).collect();
        likely.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
        let least = likely.first().map_or(LEAST, |best| best.score * BESIDE);
        likely.retain(|one| one.score >= least);
        likely.truncate(most);
        likely
    }

    /// A word of the text, with the known words that it may be.
    fn ask<'i>(&'i self, word: &'i str) -> Asked<'i> {
        let mut near: Vec<(usize, f32)> = Vec::new();
        if let Some(place) = self.by_word.get(word) {
            near.push((*place, 1.0));
        } else {
            let mut places: Vec<usize> =
                rests(word).iter().filter_map(|rest| self.by_rest.get(rest)).flatten().copied().collect();
            places.sort_unstable();
            places.dedup();
            near.extend(places.into_iter().map(|place| (place, same(word, &self.words[place].0))));
            near.retain(|(_, value)| *value > 0.0);
        }
        let rarity = near.iter().map(|(place, _)| self.rarity(*place)).fold(0.0, f32::max);
        let rarity = if near.is_empty() { 1.0 } else { rarity };
        Asked { word, near, weight: weight(word) * rarity, index: self }
    }

    /// A short text that tells hardly anything else: as much evidence as is needed, and more the more it covers.
    fn whole(&self, known: &Known, common: f32, told: f32) -> f32 {
        if common < TELLS_ALL || common < HARDLY * told {
            return 0.0;
        }
        let all: f32 = known.words.iter().map(|(place, weight)| weight * self.rarity(*place)).sum();
        let of_both = common / (all * told).sqrt();
        if of_both < OF_BOTH { 0.0 } else { LEAST + of_both }
    }

    /// The known texts that have a word, with what that counts; each by the word that is nearest.
    fn having(&self, asked: &Asked<'_>) -> HashMap<usize, f32> {
        let mut found: HashMap<usize, f32> = HashMap::new();
        for (place, value) in &asked.near {
            let (word, having) = &asked.index.words[*place];
            let counts = value * weight(word) * self.rarity(*place);
            for at in having {
                let best = found.entry(*at).or_default();
                *best = best.max(counts);
            }
        }
        found
    }

    /// A word that much of what is known has tells less: from 1 for one that a single thing has, in however many texts.
    #[expect(clippy::cast_precision_loss, reason = "counts of texts are small")]
    fn rarity(&self, place: usize) -> f32 {
        let having = self.words[place].1.chunk_by(|one, other| self.known[*one].id == self.known[*other].id).count();
        let (all, having) = (self.things as f32, having as f32);
        if having <= 1.0 { 1.0 } else { (1.0 + all / having).ln() / (1.0 + all).ln() }
    }
}

/// What a text has in common with one that is known.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// By how much each word tells.
    common: f32,
    /// So many of them are weak.
    weak: f32,
    /// A system is among them.
    system: bool,
}

impl Known {
    /// How much tells that a text is about this one.
    fn evidence(&self, shared: &Shared, names_system: bool) -> f32 {
        let system = match (names_system && self.system, shared.system) {
            (_, true) => SAME_SYSTEM,
            (true, false) => -OTHER_SYSTEM,
            (false, false) => 0.0,
        };
        let all: f32 = self.words.iter().map(|(_, weight)| weight).sum();
        shared.common.min(ENOUGH) + WEAK * shared.weak + system - LENGTH * all.max(OF_BOTH).ln()
    }
}

struct Asked<'i> {
    word: &'i str,
    near: Vec<(usize, f32)>,
    weight: f32,
    index: &'i Index,
}

/// A word, its beginning, and what is left of it without each of its letters: two words of at most a typing error or two
/// share one of these.
fn rests(word: &str) -> Vec<String> {
    let mut rests = vec![word.to_owned()];
    if forgiven(word.len()) == 0 || !word.is_ascii() {
        return rests;
    }
    rests.extend((0..word.len()).map(|at| format!("{}{}", &word[..at], &word[at + 1..])));
    rests.push(word[..5].to_owned());
    rests
}
