//! Finding facilities in the middle of a message: «o iDART do CS 25 de Setembro não abre». A name alone counts where it
//! cannot be taken for something else; words of everyday speech, days, streets and people do not name a facility unless
//! its kind stands before them. What fits several is told as several: nothing is guessed here.

use std::ops::Range;

use super::{
    Facility,
    find::{Entry, Index, Word, code, likeness},
    name::{EMPTY, KINDS, Kind, Name, number},
};
use crate::text::{lexicon::everyday, tokens::Token};

/// Facilities that some words of a message may mean.
#[derive(Clone, Debug)]
pub struct Mention<'d> {
    /// The words, the kind of facility among them.
    pub at: Range<usize>,
    /// What is meant: one of these, the likeliest first.
    pub facilities: Vec<&'d Facility>,
    /// The name fits as it stands, so that a single one is meant.
    pub is_sure: bool,
    /// The words are a district's or province's name too, and no kind of facility stands before them.
    pub is_place: bool,
}

/// The same, by places in the directory.
pub(super) struct Found {
    at: Range<usize>,
    entries: Vec<usize>,
    is_sure: bool,
    is_place: bool,
}

impl Found {
    pub(super) fn of(self, facilities: &[Facility]) -> Mention<'_> {
        let facilities = self.entries.iter().filter_map(|at| facilities.get(*at)).collect();
        Mention { at: self.at, facilities, is_sure: self.is_sure, is_place: self.is_place }
    }
}

/// Words are looked at up to here; nobody names a facility that late alone.
const MOST_WORDS: usize = 1500;
/// More candidates than these are not worth telling apart.
const MOST: usize = 6;
/// A likeness from here on is a name heard or typed with one slip.
const CLOSE: f32 = 0.84;
/// Before a place: «em Ndlavela», «do 1.º de Maio».
const LOCATIVE: [&str; 19] = [
    "em", "no", "na", "nos", "nas", "de", "do", "da", "dos", "das", "aqui", "ca", "at", "in", "from", "para", "ao",
    "a", "d",
];
/// Parts of names that make another name of what follows: Nova Mambone is not Mambone.
const QUALIFIERS: [&str; 16] = [
    "novo", "nova", "alto", "alta", "baixo", "baixa", "santo", "santa", "sao", "monte", "praia", "ilha", "ponta",
    "porto", "vila", "rio",
];

/// The facilities that a message names, in its order; those with a longer name before what is within it.
pub(super) fn find(index: &Index, tokens: &[Token], taken: &[bool]) -> Vec<Found> {
    let tokens = &tokens[..tokens.len().min(MOST_WORDS)];
    let reader = Reader { index, tokens, taken };
    let mut spotted: Vec<Spot> = (0..tokens.len()).filter_map(|at| reader.spot(at)).collect();
    spotted.sort_by(|one, other| {
        let (a, b) = (one.at.len(), other.at.len());
        b.cmp(&a).then(other.best().total_cmp(&one.best())).then(one.at.start.cmp(&other.at.start))
    });
    let mut free = vec![true; tokens.len()];
    let mut found: Vec<Found> = Vec::new();
    for spot in spotted {
        if spot.at.clone().all(|at| free[at]) {
            free[spot.at.clone()].fill(false);
            let judged = reader.judge(spot);
            for place in judged.iter().flat_map(|found| reader.places_beside(found)) {
                free[place] = false;
            }
            found.extend(judged);
        }
    }
    found.sort_by_key(|found| found.at.start);
    found
}

/// A facility that the words from some place on may name.
struct Candidate {
    entry: usize,
    end: usize,
    /// How like the words are to the name, 0 to 1.
    like: f32,
    /// All of the name stands there, but for what people leave out.
    is_whole: bool,
    /// That stands there too.
    is_full: bool,
    /// So many of its words stand there, and one of them is none of everyday speech.
    words: usize,
    is_telling: bool,
}

impl Candidate {
    const WHOLE: Self = Self { entry: 0, end: 0, like: 1.0, is_whole: true, is_full: true, words: 1, is_telling: true };
}

/// What may be named from some place on.
struct Spot {
    at: Range<usize>,
    /// Where the name begins, after its kind.
    name: usize,
    kind: Option<Kind>,
    has_kind: bool,
    is_code: bool,
    /// Only words of everyday speech: perhaps a name, never for sure.
    is_loose: bool,
    candidates: Vec<Candidate>,
}

impl Spot {
    fn best(&self) -> f32 {
        self.candidates.iter().map(|candidate| candidate.like).fold(0.0, f32::max)
    }
}

struct Reader<'a> {
    index: &'a Index,
    tokens: &'a [Token],
    taken: &'a [bool],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| number(&token.folded))
    }

    fn is_free(&self, at: usize) -> bool {
        at < self.tokens.len() && !self.taken.get(at).copied().unwrap_or(false)
    }

    fn same_clause(&self, one: usize, other: usize) -> bool {
        self.tokens.get(one).map(|token| token.clause) == self.tokens.get(other).map(|token| token.clause)
    }

    /// What is named from this word on, if anything.
    fn spot(&self, at: usize) -> Option<Spot> {
        if !self.is_free(at) {
            return None;
        }
        if let Some(spot) = self.by_code(at) {
            return Some(spot);
        }
        let kind = self.kind_at(at);
        let mut name = at + kind.map_or(0, |(_, length)| length);
        if kind.is_some() {
            name = self.called_loosely(name, at).unwrap_or_else(|| self.skip(name, at));
        }
        if !self.is_free(name) || (kind.is_some() && !self.same_clause(at, name)) || EMPTY.contains(&self.word(name)) {
            return None;
        }
        let is_place = kind.is_some() || self.is_locative(name);
        let mut candidates = self.candidates(name, is_place);
        let is_bare = kind.is_none() && !self.may_be_bare(name);
        if is_bare {
            // «manga» is a fruit; «Manga Loforte» is a place. «Alto Maé» in front may be one.
            let begins = self.begins(name);
            candidates.retain(|it| it.is_whole && it.words > 1 && (it.is_telling || (begins && it.is_full)));
        }
        let longest = candidates.iter().map(|candidate| candidate.end).max()?;
        let mut spot = Spot {
            at: at..longest,
            name,
            kind: kind.and_then(|(kind, _)| kind),
            has_kind: kind.is_some(),
            is_code: false,
            is_loose: is_bare && candidates.iter().all(|candidate| !candidate.is_telling),
            candidates,
        };
        // `Manhiça HD`
        if !spot.has_kind
            && let Some((kind, length)) = self.kind_at(longest).filter(|_| self.same_clause(at, longest))
            && self.candidates(self.skip(longest + length, longest), true).is_empty()
        {
            spot.kind = kind;
            spot.has_kind = true;
            spot.at.end = longest + length;
        }
        Some(spot)
    }

    /// A code of the directory: alone where it has letters or many digits, else after «código».
    fn by_code(&self, at: usize) -> Option<Spot> {
        let mut typed = String::new();
        for end in at..(at + 3).min(self.tokens.len()) {
            typed.push_str(&self.tokens[end].folded);
            let Some(&entry) = self.index.codes.get(&code(&typed)) else { continue };
            let is_told = at > 0 && ["codigo", "cod", "code", "us"].contains(&self.word(at - 1));
            let digits = typed.bytes().filter(u8::is_ascii_digit).count();
            let is_telling = if digits == typed.len() { digits >= 6 } else { digits > 0 && typed.len() >= 4 };
            if is_told || is_telling {
                let candidate = Candidate { entry, end: end + 1, like: 1.0, ..Candidate::WHOLE };
                let candidates = vec![candidate];
                let at = at..end + 1;
                let (name, is_loose) = (at.start, false);
                return Some(Spot { name, at, kind: None, has_kind: true, is_code: true, is_loose, candidates });
            }
        }
        None
    }

    /// The kind of facility that is written here, and in how many words.
    fn kind_at(&self, at: usize) -> Option<(Option<Kind>, usize)> {
        let fits = |words: &[&str]| {
            (0..words.len()).all(|step| self.tokens.get(at + step).is_some_and(|token| token.folded == words[step]))
        };
        let found = KINDS.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len());
        if let Some((words, kind)) = found {
            return Some((*kind, words.len()));
        }
        // «o centro da Machava», «o posto de Muxara»: only where a name follows.
        let short =
            [("centro", Kind::Centre), ("posto", Kind::Post), ("centre", Kind::Centre), ("clinic", Kind::Centre)];
        let (_, kind) = short.into_iter().find(|(word, _)| self.word(at) == *word)?;
        Some((Some(kind), 1))
    }

    /// A name that is nothing but a word between others' kind and name: the «CS Urbano» of a town, with no name after it.
    fn called_loosely(&self, from: usize, clause: usize) -> Option<usize> {
        let mut at = from;
        while EMPTY.contains(&self.word(at)) && self.same_clause(at, clause) {
            at += 1;
        }
        let is_name = at < self.tokens.len() && self.index.joined.contains_key(self.word(at));
        let goes_on = || {
            let next = self.skip(from, clause);
            self.same_clause(next, clause) && self.is_free(next) && !self.candidates(next, true).is_empty()
        };
        (is_name && !goes_on()).then_some(at)
    }

    /// Past words between a kind and its name: `de`, `urbano`, `tipo II`.
    fn skip(&self, from: usize, clause: usize) -> usize {
        let mut at = from;
        while at < self.tokens.len() && self.same_clause(at, clause) {
            let word = self.word(at);
            let starts = self.index.known.get(word).is_some_and(|word| !self.index.named[*word].is_empty());
            let is_type = at > 0 && self.word(at - 1) == "tipo";
            let is_loose = ["urbano", "rural", "tipo", "nosso", "nossa", "de", "da", "do"].contains(&word) || is_type;
            let is_kind = at > from && self.kind_at(at).is_some();
            if !(EMPTY.contains(&word) || (is_loose && !(starts && word == "rural")) || is_kind) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a word may name a facility without its kind.
    fn may_be_bare(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_number = self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        if EMPTY.contains(&self.word(at)) {
            return false;
        }
        let begins = self.begins(at);
        is_number || !everyday::is_everyday(&token.folded) || (token.is_capital && !begins && self.is_locative(at))
    }

    /// Whether a word is the first of its statement.
    fn begins(&self, at: usize) -> bool {
        at == 0 || !self.same_clause(at - 1, at)
    }

    fn is_locative(&self, at: usize) -> bool {
        at > 0 && self.same_clause(at - 1, at) && LOCATIVE.contains(&self.tokens[at - 1].folded.as_str())
    }

    /// The facilities whose name begins here.
    fn candidates(&self, at: usize, is_place: bool) -> Vec<Candidate> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let mut found: Vec<Candidate> = Vec::new();
        for (word, like) in self.alike(number(&token.folded), is_place && !everyday::is_everyday(&token.folded)) {
            for &entry in &self.index.named[word] {
                if let Some(candidate) = self.align(at, (word, like), entry)
                    && !found.iter().any(|other| other.entry == entry && other.like >= candidate.like)
                {
                    found.push(candidate);
                }
            }
        }
        // Written as one word, or as several.
        let mut joined = String::new();
        for end in at..(at + 4).min(self.tokens.len()) {
            if !self.is_free(end) || !self.same_clause(at, end) {
                break;
            }
            if end > at && EMPTY.contains(&self.word(end)) {
                continue;
            }
            joined.push_str(self.word(end));
            let named = self.index.joined.get(&joined).filter(|_| joined.len() >= 5);
            for &entry in named.into_iter().flatten() {
                if !found.iter().any(|other| other.entry == entry && other.is_whole && other.end > end) {
                    found.retain(|other| other.entry != entry);
                    found.push(Candidate { entry, end: end + 1, like: 0.99, words: end + 1 - at, ..Candidate::WHOLE });
                }
            }
        }
        found
    }

    /// Words of names that are like a written one.
    fn alike(&self, written: &str, with_slips: bool) -> Vec<(usize, f32)> {
        if let Some(&at) = self.index.known.get(written) {
            return vec![(at, 1.0)];
        }
        let typed = Word::of(written);
        if written.len() < 4 {
            return Vec::new();
        }
        if !with_slips {
            let heard = self.index.heard.get(&super::name::sound(written));
            return heard.into_iter().flatten().map(|at| (*at, 0.92)).collect();
        }
        let is_cut = |known: &Word| known.text.starts_with(written) && known.text.len() > written.len() + 2;
        let all = self.index.words.iter().enumerate().filter(|(_, known)| !is_cut(known));
        all.map(|(at, known)| (at, likeness(&typed, known))).filter(|(_, like)| *like >= 0.7).collect()
    }

    /// How the words from here on fit a facility's name, whose word this is.
    fn align(&self, at: usize, (word, like): (usize, f32), entry: usize) -> Option<Candidate> {
        let name = &self.index.entries[entry].name;
        let first = name.iter().position(|(_, left_out)| !left_out)?;
        let begins = name.iter().take(first + 1).position(|(known, _)| *known == word)?;
        let (mut matched, mut weight, mut all) = (0.0, 0.0, 0.0);
        let (mut next, mut end, mut broken) = (at, at, false);
        let (mut words, mut is_full, mut is_telling) = (0, true, false);
        for (place, &(known, left_out)) in name.iter().enumerate() {
            let known = &self.index.words[known];
            let share = if left_out { 0.0 } else { known.weight() };
            all += share;
            if broken || place < begins {
                continue;
            }
            while next > at && self.is_free(next) && EMPTY.contains(&self.tokens[next].folded.as_str()) {
                next += 1;
            }
            let same = next == at || (self.is_free(next) && self.same_clause(at, next));
            let fits = match (next == at, same) {
                (true, _) => like,
                (false, true) => likeness(&Word::of(self.word(next)), known),
                (false, false) => 0.0,
            };
            if fits >= 0.7 {
                matched += fits * known.weight();
                weight += known.weight();
                words += 1;
                is_telling |= !everyday::is_everyday(&known.text);
                next += 1;
                end = next;
            } else {
                is_full = false;
                broken |= !left_out;
            }
        }
        let missing = if broken { all - weight.min(all) } else { 0.0 };
        let like = matched / (weight + missing);
        let is_full = is_full && begins == 0;
        (weight > 0.0).then_some(Candidate { entry, end, like, is_whole: !broken, is_full, words, is_telling })
    }

    fn entry(&self, candidate: &Candidate) -> &Entry {
        &self.index.entries[candidate.entry]
    }
}

mod judge;

impl Index {
    /// How many facilities have this name.
    pub(super) fn namesakes(&self, name: &str) -> usize {
        let name = Name::of(name);
        let same = self.joined.get(&name.joined());
        same.map_or(0, |same| same.iter().filter(|at| self.entries[**at].kind == name.kind).count())
    }
}
