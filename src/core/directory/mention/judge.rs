//! Which of the facilities that words may name are meant, and whether that is sure.

use super::{CLOSE, Candidate, EMPTY, Found, MOST, QUALIFIERS, Reader, Spot};
use crate::core::directory::name::Kind;
use crate::text::lexicon::{everyday, people};

impl Reader<'_> {
    /// What words mean; nothing where they are likelier to mean something else.
    pub(super) fn judge(&self, spot: Spot) -> Option<Found> {
        if spot.is_code {
            let entries = spot.candidates.iter().map(|candidate| candidate.entry).collect();
            return Some(Found { at: spot.at, entries, is_sure: true, is_place: false });
        }
        if self.is_something_else(&spot) {
            return None;
        }
        let is_day = self.is_day(&spot);
        if is_day && !spot.has_kind && !self.is_at_day(&spot) {
            return None;
        }
        let joined: String =
            (spot.name..spot.at.end).map(|at| self.word(at)).filter(|word| !EMPTY.contains(word)).collect();
        let is_place = !spot.has_kind && self.index.places.contains(&joined);
        let (mut chosen, mut is_sure) = self.choose(&spot)?;
        chosen.sort_by(|one, other| {
            let fits = |candidate: &Candidate| self.kind_fits(spot.kind, candidate);
            let length = |candidate: &Candidate| self.entry(candidate).joined.len();
            fits(other).cmp(&fits(one)).then(other.like.total_cmp(&one.like)).then(length(one).cmp(&length(other)))
        });
        let placed: Vec<usize> = self.placed(&chosen, &spot);
        let mut entries: Vec<usize> = chosen.iter().map(|candidate| candidate.entry).collect();
        if !placed.is_empty() && placed.len() < entries.len() {
            is_sure |=
                placed.len() == 1 && chosen.iter().all(|candidate| candidate.is_whole && candidate.like >= CLOSE);
            entries.retain(|entry| placed.contains(entry));
        }
        is_sure &= !spot.is_loose
            && entries.len() == 1
            && (spot.has_kind || !is_day)
            && !self.is_part_of_another(&spot, entries[0]);
        entries.truncate(MOST);
        Some(Found { at: spot.at, entries, is_sure, is_place })
    }

    /// The candidates to choose from, and whether a single one of them is meant as it stands.
    fn choose<'s>(&self, spot: &'s Spot) -> Option<(Vec<&'s Candidate>, bool)> {
        let whole: Vec<&Candidate> =
            spot.candidates.iter().filter(|it| it.is_whole && it.end == Self::name_end(spot)).collect();
        let best = whole.iter().map(|candidate| candidate.like).fold(0.0, f32::max);
        let near: Vec<&Candidate> = whole.into_iter().filter(|candidate| best - candidate.like < 0.08).collect();
        let is_close = best >= CLOSE && (best > 0.98 || spot.has_kind || (self.is_in(spot) && best >= 0.9));
        let fitting: Vec<&Candidate> = near.iter().copied().filter(|it| self.kind_fits(spot.kind, it)).collect();
        if !fitting.is_empty() {
            let is_tolerable = best > 0.98 || spot.has_kind || (self.is_in(spot) && best >= CLOSE) || best >= 0.9;
            // Beside Maquival Sede there is a Maquival Rio.
            let others = if fitting.iter().any(|it| it.is_full) { Vec::new() } else { self.partly(spot, 0.0) };
            let is_close = is_close && others.is_empty();
            return is_tolerable.then(|| (fitting.into_iter().chain(others).collect(), is_close));
        }
        let partly = self.partly(spot, best);
        if !near.is_empty() {
            // «o hospital da Machava» may be said of a health centre; a level that is not there is another facility.
            let is_loose = spot.kind == Some(Kind::AnyHospital) && partly.is_empty();
            let all = near.into_iter().chain(partly).collect();
            return Some((all, is_close && is_loose));
        }
        if partly.is_empty() {
            return None;
        }
        let is_sole = partly.len() == 1 && spot.has_kind && partly[0].like >= 0.4 && self.is_exact(spot);
        Some((partly, is_sole))
    }

    /// Facilities of which only the name's beginning stands there.
    fn partly<'s>(&self, spot: &'s Spot, whole: f32) -> Vec<&'s Candidate> {
        let first = self.tokens.get(spot.name).map_or("", |token| token.folded.as_str());
        let is_telling = first.len() >= 5 && self.is_exact(spot) && !people::GIVEN_NAMES.contains(&first);
        if !spot.has_kind && (whole > 0.0 || !is_telling || everyday::is_everyday(first)) {
            return Vec::new();
        }
        let fits = |it: &&Candidate| !it.is_whole && self.kind_fits(spot.kind, it) && it.like >= 0.25;
        let found: Vec<&Candidate> = spot.candidates.iter().filter(fits).collect();
        // One slip and a part alone are no name.
        if self.is_exact(spot) { found } else { Vec::new() }
    }

    fn is_exact(&self, spot: &Spot) -> bool {
        self.index.known.contains_key(self.word(spot.name))
    }

    /// Where the longest whole name ends.
    fn name_end(spot: &Spot) -> usize {
        spot.candidates.iter().filter(|it| it.is_whole).map(|it| it.end).max().unwrap_or(spot.at.end)
    }

    fn kind_fits(&self, said: Option<Kind>, candidate: &Candidate) -> bool {
        match (said, self.entry(candidate).kind) {
            (Some(said), Some(kind)) => said.fits(kind),
            (Some(_) | None, None) | (None, Some(_)) => true,
        }
    }

    fn is_in(&self, spot: &Spot) -> bool {
        self.is_locative(spot.name)
    }

    /// A street, a district, a person, or where a patient came from.
    fn is_something_else(&self, spot: &Spot) -> bool {
        let before = |steps: usize| {
            let here = (0..spot.at.start).rev().take_while(|at| self.same_clause(*at, spot.at.start));
            let words = here.filter(|at| !EMPTY.contains(&self.word(*at)));
            words.take(steps).map(|at| self.tokens[at].folded.as_str()).collect::<Vec<_>>()
        };
        let next_to = before(1);
        let is_place = |word: &&str| people::NOT_A_FACILITY.contains(word);
        let is_person = |word: &&str| people::TITLES.contains(word);
        (!spot.has_kind && next_to.iter().any(|word| is_place(word) || is_person(word)))
            || before(3).iter().any(|word| people::CAME_FROM.contains(word)) && !spot.is_code
    }

    /// «25 de Setembro» is a day, unless the kind of facility stands before it.
    fn is_day(&self, spot: &Spot) -> bool {
        let words: Vec<&str> =
            (spot.name..spot.at.end).map(|at| self.word(at)).filter(|word| !EMPTY.contains(word)).collect();
        let is_number = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
        words.iter().all(|word| is_number(&word) || everyday::is_month(word))
    }

    /// «aqui no 25 de Setembro», «a colega do 1.º de Maio»: perhaps the facility. Not «o relatório do 1.º de Maio».
    fn is_at_day(&self, spot: &Spot) -> bool {
        const OF_TIME: [&str; 14] = [
            "relatorio",
            "dia",
            "feriado",
            "desde",
            "ate",
            "partir",
            "mes",
            "data",
            "resumo",
            "report",
            "semana",
            "feriados",
            "relatorios",
            "antes",
        ];
        let Some(before) = spot.name.checked_sub(1) else { return false };
        let word = before.checked_sub(1).map_or("", |at| self.word(at));
        ["no", "do", "ao", "pelo"].contains(&self.word(before)) && !OF_TIME.contains(&word)
    }

    /// Words after a facility's name that only tell where it lies: «CS 1.º de Maio de Chimoio».
    pub(super) fn places_beside(&self, found: &Found) -> Vec<usize> {
        let entries = &found.entries;
        let is_place = |at: &usize| {
            let known = self.index.known.get(self.word(*at));
            let lies = |word: &usize| entries.iter().any(|entry| self.index.entries[*entry].place.contains(word));
            // «Mutuáli e Malema» are two.
            let is_apart = |before: usize| self.kind_at(before).is_some() || ["e", "and"].contains(&self.word(before));
            known.is_some_and(lies) && !at.checked_sub(1).is_some_and(is_apart)
        };
        (found.at.end..(found.at.end + 7).min(self.tokens.len())).filter(is_place).collect()
    }

    /// The facilities whose district or province stands near their name.
    fn placed(&self, chosen: &[&Candidate], spot: &Spot) -> Vec<usize> {
        let around = spot.at.end..(spot.at.end + 7).min(self.tokens.len());
        let before = spot.at.start.saturating_sub(6)..spot.at.start;
        let near: Vec<&str> = around.chain(before).map(|at| self.word(at)).collect();
        let is_placed = |candidate: &&&Candidate| {
            let entry = self.entry(candidate);
            let own = |place: &usize| entry.name.iter().any(|(word, _)| word == place);
            entry.place.iter().any(|place| !own(place) && near.contains(&self.index.words[*place].text.as_str()))
        };
        chosen.iter().filter(is_placed).map(|candidate| candidate.entry).collect()
    }

    /// A number of things: «3 computadores». Not «Machava 3, estamos sem rede».
    fn counts(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        self.same_clause(at, at + 1) && next.len() >= 4 && next.ends_with('s') && !next.ends_with("mos")
    }

    /// The name goes on where this facility's ends: CS Machava III is not Machava.
    fn is_part_of_another(&self, spot: &Spot, entry: usize) -> bool {
        let is_of = |at: usize| {
            let known = self.index.known.get(self.word(at));
            let entry = &self.index.entries[entry];
            known.map(|word| (!self.index.named[*word].is_empty(), entry.place.contains(word)))
        };
        let goes_on = |at: usize| {
            let token = &self.tokens[at];
            let is_number = self.word(at).bytes().all(|byte| byte.is_ascii_digit()) && !self.counts(at);
            match is_of(at) {
                Some((_, true)) => false,
                Some((true, false)) => is_number || !everyday::is_everyday(&token.folded),
                Some((false, false)) | None => {
                    is_number && token.folded.len() <= 2 || ["ii", "iii", "iv", "v"].contains(&token.folded.as_str())
                }
            }
        };
        let next = spot.at.end;
        let after = self.is_free(next) && self.same_clause(spot.at.start, next) && goes_on(next);
        let begins = if spot.has_kind && spot.at.start < spot.name { None } else { spot.name.checked_sub(1) };
        let before = begins.is_some_and(|at| {
            self.is_free(at) && self.same_clause(at, spot.name) && QUALIFIERS.contains(&self.tokens[at].folded.as_str())
        });
        after || before
    }
}
