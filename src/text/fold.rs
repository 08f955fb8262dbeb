//! Folding: how two spellings of the same thing become equal. People write without accents, with the
//! abbreviations of chats, in the spelling before or after 1990, in Portuguese of Portugal or of Brazil.
//! Folded text is only ever compared, never shown. The words that are understood are in `lexicon`.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::lexicon::{FULL, LOST, STEMS};

/// Lower case without marks, punctuation or emoji (but 👍 and 👎); one space between tokens.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    for char in text.nfkd().filter(|char| !is_combining_mark(*char)).flat_map(char::to_lowercase) {
        match char {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            '👍' | '✅' => folded.push_str(" 👍 "),
            '👎' | '❌' => folded.push_str(" 👎 "),
            '\'' | '’' => {}
            char if is_invisible(char) => {}
            char if char.is_alphanumeric() => folded.push(char),
            _ => folded.push(' '),
        }
    }
    collapse(&folded)
}

/// The same of what has neither marks nor emoji, as most of what is compared.
fn fold_ascii(text: &str) -> String {
    let kept = text.bytes().filter(|byte| *byte != b'\'');
    let folded: String = kept
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte.to_ascii_lowercase()) } else { ' ' })
        .collect();
    collapse(&folded)
}

/// [`fold`], then each token as it is written in full: `ñ` and `naum` become `nao`, `arquivo` becomes `ficheiro`.
#[must_use]
pub fn fold_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in fold(text).split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&in_full(token));
    }
    out
}

/// Whether [`fold_words`] makes these words of a name. Most names differ from the first token on, and no more of them is
/// written in full then.
#[must_use]
pub fn reads(name: &str, words: &str) -> bool {
    let mut rest = words;
    for token in fold(name).split(' ') {
        if rest.len() < words.len() {
            let Some(after) = rest.strip_prefix(' ') else { return false };
            rest = after;
        }
        let Some(after) = rest.strip_prefix(in_full(token).as_ref()) else { return false };
        rest = after;
    }
    rest.is_empty()
}

/// A folded token as it is written in full, in the spelling of 1990.
#[must_use]
pub fn in_full(token: &str) -> Cow<'static, str> {
    match FULL.binary_search_by_key(&token, |(short, _)| short) {
        Ok(at) => Cow::Borrowed(FULL[at].1),
        Err(_) => Cow::Owned(reform(token)),
    }
}

/// Whether a whole message says yes or no. A sentence that merely contains such a word says neither.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    yes_no_in(text, &fold_words(text))
}

/// The same of a message whose words are folded already.
#[must_use]
pub fn yes_no_in(text: &str, words: &str) -> Option<bool> {
    if matches!(text.trim(), "ñ" | "Ñ") {
        return Some(false);
    }
    let bare = words.split(' ').filter(|word| !POLITE.contains(word)).collect::<Vec<_>>().join(" ");
    if YES.contains(&bare.as_str()) {
        Some(true)
    } else if NO.contains(&bare.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// The number of a choice as people type it, from 1: `1`, `1.`, `opção 1`, `a primeira`, `the first`.
#[must_use]
pub fn ordinal(text: &str) -> Option<usize> {
    let folded = fold(text);
    let word = folded.split(' ').rfind(|_| true)?;
    let lead = folded.strip_suffix(word)?.trim();
    let known = ["", "a", "o", "opcao", "a opcao", "numero", "n", "no", "option", "the", "number"].contains(&lead);
    if !known {
        return None;
    }
    let place = ORDINALS.iter().position(|words| words.contains(&word)).map(|at| at + 1);
    place.or_else(|| word.parse().ok().filter(|number| (1..=99).contains(number)))
}

/// Characters that show nothing: zero-width ones, joiners, marks of direction, variation selectors.
#[must_use]
pub fn is_invisible(char: char) -> bool {
    matches!(char, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Three or more of a letter become one (`simmm`), runs of spaces one space, none at the ends.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let mut run = 1;
        while chars.next_if_eq(&char).is_some() {
            run += 1;
        }
        let kept = match char {
            ' ' => usize::from(!out.is_empty()),
            char if char.is_alphabetic() && run > 2 => 1,
            _ => run,
        };
        out.extend(std::iter::repeat_n(char, kept));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The spelling of 1990 for stems that lost a letter; both spellings fold to it.
fn reform(token: &str) -> String {
    let mut word = token.to_owned();
    // Most tokens have none of the letters that were lost.
    if !word.as_bytes().windows(2).any(|pair| LOST.contains(&pair)) {
        return word;
    }
    for (old, new) in STEMS {
        if word.contains(old) {
            word = word.replace(old, new);
        }
    }
    word
}

const POLITE: &[&str] = &["por", "favor", "obrigado", "obrigada", "please", "thanks", "senhor", "doutor", "dr"];
const YES: &[&str] = &[
    "sim",
    "s",
    "ok",
    "certo",
    "claro",
    "exacto",
    "pode",
    "pode ser",
    "ja",
    "sim sim",
    "yes",
    "y",
    "yep",
    "sure",
    "correto",
    "isso",
    "isso mesmo",
    "👍",
    "sim ja",
    "ja sim",
];
const NO: &[&str] =
    &["nao", "n", "no", "nope", "not", "nao nao", "negativo", "👎", "ainda nao", "not yet", "nada", "nunca"];

const ORDINALS: &[&[&str]] = &[
    &["primeira", "primeiro", "first", "um", "uma", "one"],
    &["segunda", "segundo", "second", "dois", "duas", "two"],
    &["terceira", "terceiro", "third", "tres", "three"],
    &["quarta", "quarto", "fourth", "quatro", "four"],
    &["quinta", "quinto", "fifth", "cinco", "five"],
    &["sexta", "sexto", "sixth", "seis", "six"],
];

/// Whether each typed word begins one of the name's, in any order; both are folded.
#[must_use]
pub fn begins(name: &str, typed: &str) -> bool {
    !typed.is_empty() && typed.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_equal() {
        for (typed, folded) in [
            ("  NÃO, obrigado!! ", "nao obrigado"),
            ("n\u{103}o funciona", "nao funciona"),
            ("Simmmmm", "sim"),
            ("loja 1000", "loja 1000"),
            ("ma\u{200B}c\u{0327}a\u{0303}", "maca"),
            ("P.S. Ndlavela", "p s ndlavela"),
            ("👍🏽", "👍"),
            ("don't", "dont"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    #[test]
    fn a_name_reads_as_its_words_do() {
        let names = ["", "Rede", "Redes", "Rede móvel", "Skip", "Ñ sei", "obgd pf", "👍", "Acção n.º 2", " - "];
        for (name, other) in names.iter().flat_map(|name| names.map(|other| (*name, other))) {
            let words = fold_words(other);
            assert_eq!(reads(name, &words), fold_words(name) == words, "{name} {other}");
        }
    }

    #[test]
    fn words_are_written_in_full() {
        for (one, other) in [
            ("obgd pf", "obrigado por favor"),
            ("actualizar acção", "atualizar ação"),
            ("a direcção", "a direção"),
            ("o usuário", "o utilizador"),
            ("novo chamado", "novo pedido"),
        ] {
            assert_eq!(fold_words(one), fold_words(other), "{one}");
        }
    }

    #[test]
    fn yes_and_no_are_whole_messages() {
        for yes in ["sim", "Sim pf", "ya", "SIMMM", "👍🏾", "✅", "yes", "ok, obrigado"] {
            assert_eq!(yes_no(yes), Some(true), "{yes}");
        }
        for no in ["não", "nao obrigado", "n", "ñ", "naum", "no", "❌", "ainda não"] {
            assert_eq!(yes_no(no), Some(false), "{no}");
        }
        for neither in ["", "não abre", "no computador", "sim mas não", "?"] {
            assert_eq!(yes_no(neither), None, "{neither}");
        }
    }

    #[test]
    fn choices_are_counted_from_one() {
        for (typed, number) in [
            ("1", Some(1)),
            ("1.", Some(1)),
            ("2)", Some(2)),
            ("opção 1", Some(1)),
            ("a primeira", Some(1)),
            ("The second", Some(2)),
            ("n.º 3", None),
            ("0", None),
            ("sala 2", None),
            ("", None),
        ] {
            assert_eq!(ordinal(typed), number, "{typed}");
        }
    }

    #[test]
    fn names_are_meant_by_the_beginnings_of_their_words() {
        assert!(begins("benedito cossa", "ben"));
        assert!(begins("benedito cossa", "cossa b"));
        assert!(!begins("benedito cossa", "bo"));
        assert!(!begins("benedito cossa", ""));
    }
}
