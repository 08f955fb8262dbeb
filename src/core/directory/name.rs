//! The name of a facility, taken apart: what kind it is (CS, HD, …, which people leave out or write in full) and
//! the words that tell it from others. It also knows how people misspell: by ear.

use crate::text::fold::fold;

/// What kind of facility a name says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Centre,
    Post,
    /// A hospital of some level: the letter of HD, HR, HP, HG, HC.
    Hospital(char),
    /// A hospital, without saying which.
    AnyHospital,
}

impl Kind {
    /// Whether two kinds can be of one facility.
    pub(super) fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::AnyHospital, Self::Hospital(_) | Self::AnyHospital) | (Self::Hospital(_), Self::AnyHospital) => true,
            (Self::Centre | Self::Post | Self::Hospital(_) | Self::AnyHospital, _) => self == other,
        }
    }
}

/// The ways to write a kind, folded; longer ones before those that they begin with.
pub(super) const KINDS: &[(&[&str], Option<Kind>)] = &[
    (&["centro", "de", "saude"], Some(Kind::Centre)),
    (&["centro", "saude"], Some(Kind::Centre)),
    (&["c", "de", "saude"], Some(Kind::Centre)),
    (&["c", "saude"], Some(Kind::Centre)),
    (&["centro", "d", "saude"], Some(Kind::Centre)),
    (&["sentro", "de", "saude"], Some(Kind::Centre)),
    (&["centro", "hospitalar"], Some(Kind::Centre)),
    (&["csurb"], Some(Kind::Centre)),
    (&["csrur"], Some(Kind::Centre)),
    (&["health", "centre"], Some(Kind::Centre)),
    (&["health", "center"], Some(Kind::Centre)),
    (&["c", "s"], Some(Kind::Centre)),
    (&["cs"], Some(Kind::Centre)),
    (&["csr"], Some(Kind::Centre)),
    (&["csu"], Some(Kind::Centre)),
    (&["posto", "de", "saude"], Some(Kind::Post)),
    (&["posto", "saude"], Some(Kind::Post)),
    (&["health", "post"], Some(Kind::Post)),
    (&["posto", "sanitario"], Some(Kind::Post)),
    (&["p", "saude"], Some(Kind::Post)),
    (&["p", "s"], Some(Kind::Post)),
    (&["ps"], Some(Kind::Post)),
    (&["hospital", "distrital"], Some(Kind::Hospital('d'))),
    (&["hospital", "rural"], Some(Kind::Hospital('r'))),
    (&["hospital", "provincial"], Some(Kind::Hospital('p'))),
    (&["hospital", "geral"], Some(Kind::Hospital('g'))),
    (&["hospital", "central"], Some(Kind::Hospital('c'))),
    (&["hosp", "distrital"], Some(Kind::Hospital('d'))),
    (&["hosp", "rural"], Some(Kind::Hospital('r'))),
    (&["hosp", "provincial"], Some(Kind::Hospital('p'))),
    (&["hosp", "geral"], Some(Kind::Hospital('g'))),
    (&["hosp", "central"], Some(Kind::Hospital('c'))),
    (&["district", "hospital"], Some(Kind::Hospital('d'))),
    (&["rural", "hospital"], Some(Kind::Hospital('r'))),
    (&["provincial", "hospital"], Some(Kind::Hospital('p'))),
    (&["general", "hospital"], Some(Kind::Hospital('g'))),
    (&["central", "hospital"], Some(Kind::Hospital('c'))),
    (&["h", "d"], Some(Kind::Hospital('d'))),
    (&["h", "r"], Some(Kind::Hospital('r'))),
    (&["h", "p"], Some(Kind::Hospital('p'))),
    (&["h", "g"], Some(Kind::Hospital('g'))),
    (&["h", "c"], Some(Kind::Hospital('c'))),
    (&["hd"], Some(Kind::Hospital('d'))),
    (&["hr"], Some(Kind::Hospital('r'))),
    (&["hp"], Some(Kind::Hospital('p'))),
    (&["hg"], Some(Kind::Hospital('g'))),
    (&["hc"], Some(Kind::Hospital('c'))),
    (&["hospital"], Some(Kind::AnyHospital)),
    (&["hosp"], Some(Kind::AnyHospital)),
    (&["ospital"], Some(Kind::AnyHospital)),
    (&["hospitl"], Some(Kind::AnyHospital)),
    (&["unidade", "sanitaria"], None),
    (&["us"], None),
];

/// Words that tell nothing.
pub(super) const EMPTY: &[&str] = &[
    "de", "da", "do", "das", "dos", "e", "a", "o", "em", "no", "na", "d", "the", "of", "in", "at", "numero", "num",
    "nr",
];

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) kind: Option<Kind>,
    pub(super) words: Vec<String>,
}

impl Name {
    /// Takes a written or typed name apart.
    pub(super) fn of(text: &str) -> Self {
        let folded = fold(text);
        let tokens: Vec<&str> = folded.split(' ').filter(|token| !token.is_empty()).collect();
        let mut name = Self::default();
        let mut rest = tokens.as_slice();
        while let [first, others @ ..] = rest {
            if let Some((words, kind)) =
                KINDS.iter().find(|(words, _)| name.may_be_kind(words) && rest.starts_with(words))
            {
                name.kind = name.kind.or(*kind);
                rest = &rest[words.len()..];
                continue;
            }
            if !EMPTY.contains(first) {
                name.words.push(number(first).to_owned());
            }
            rest = others;
        }
        name
    }

    /// A kind of single letters stands in front; later they are initials.
    fn may_be_kind(&self, words: &[&str]) -> bool {
        self.words.is_empty() || words.iter().any(|word| word.len() > 1)
    }

    /// The words without spaces: `xai xai` as people also write it.
    pub(super) fn joined(&self) -> String {
        self.words.concat()
    }
}

/// `1o`, `1a`, `nº1` and `primeiro` as `1`.
pub(super) fn number(token: &str) -> &str {
    match token {
        "primeiro" | "i" => "1",
        "segundo" | "ii" => "2",
        "terceiro" | "iii" => "3",
        _ => {
            let bare = ["no", "nr", "n"].iter().find_map(|sign| token.strip_prefix(sign)).unwrap_or(token);
            let digits = bare.trim_end_matches(['o', 'a']);
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { digits } else { token }
        }
    }
}

/// A word by ear: Xipamanine and Chipamanine, Kamavota and Camavota, Machava and Maxava are alike.
pub(super) fn sound(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&char) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let (heard, taken) = match (char, next) {
            ('c' | 's', Some('h')) => ('x', 2),
            ('p', Some('h')) => ('f', 2),
            ('q', Some('u')) => ('k', 2),
            ('c', Some('e' | 'i')) | ('z', _) => ('s', 1),
            ('c' | 'q', _) => ('k', 1),
            ('y', _) => ('i', 1),
            ('w', _) => ('u', 1),
            (other, _) => (other, 1),
        };
        // An h is not heard, and a double letter is heard once.
        if heard != 'h' && !out.ends_with(heard) {
            out.push(heard);
        }
        at += taken;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (text, kind, words) in [
            ("CS 1º de Maio", Some(Kind::Centre), vec!["1", "maio"]),
            ("Centro de Saúde de Ndlavela", Some(Kind::Centre), vec!["ndlavela"]),
            ("P.S. Mapulanguene", Some(Kind::Post), vec!["mapulanguene"]),
            ("Hospital Rural de Chókwè", Some(Kind::Hospital('r')), vec!["chokwe"]),
            ("hospital josé macamo", Some(Kind::AnyHospital), vec!["jose", "macamo"]),
            ("Ndlavela CS", Some(Kind::Centre), vec!["ndlavela"]),
            ("H.D. da Manhiça", Some(Kind::Hospital('d')), vec!["manhica"]),
            ("US Marrere", None, vec!["marrere"]),
            ("CS", Some(Kind::Centre), vec![]),
            ("Namicopo II", None, vec!["namicopo", "2"]),
            ("CS Nº4 Tete", Some(Kind::Centre), vec!["4", "tete"]),
            ("centro de saúde número 4 de Tete", Some(Kind::Centre), vec!["4", "tete"]),
        ] {
            assert_eq!(Name::of(text), Name { kind, words: words.into_iter().map(str::to_owned).collect() }, "{text}");
        }
    }

    #[test]
    fn words_are_compared_by_ear() {
        for (one, other) in [("xipamanine", "chipamanine"), ("kamavota", "camavota"), ("quissanga", "kisanga")] {
            assert_eq!(sound(one), sound(other));
        }
        assert_ne!(sound("manica"), sound("maniquenique"));
    }
}
