//! A message taken apart into words, each as it was folded and as it is written in full, with what its writing tells:
//! capitals, and where one statement ends and the next begins.

use super::fold::{fold, in_full};

/// A word of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// As [`fold`] makes it: `naum`, `1o`.
    pub folded: String,
    /// The same in full: `nao`. One word, even where the token stands for several.
    pub full: String,
    /// It begins with a capital.
    pub is_capital: bool,
    /// Which statement it belongs to, from 0.
    pub clause: usize,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    pub end: usize,
}

/// Words that begin another statement.
const TURNS: [&str; 10] =
    ["mas", "porem", "but", "however", "contudo", "entretanto", "excepto", "exceto", "sendo", "senao"];

/// The words of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut clause = 0;
    let mut at = 0;
    let is_word = |char: char| char.is_alphanumeric() || is_mark(char);
    while at < text.len() {
        let rest = &text[at..];
        let gap = rest.find(is_word).unwrap_or(rest.len());
        if !found.is_empty() && ends_statement(&rest[..gap], found.last()) {
            clause += 1;
        }
        let start = at + gap;
        let word = &text[start..];
        let length = word.find(|char: char| !is_word(char)).unwrap_or(word.len());
        let word = &word[..length];
        at = start + length;
        if length > 0 {
            add(&mut found, word, &mut clause, (start, at));
        }
    }
    found
}

fn add(found: &mut Vec<Token>, word: &str, clause: &mut usize, (start, end): (usize, usize)) {
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    for folded in fold(word).split(' ').filter(|part| !part.is_empty()) {
        if TURNS.contains(&folded) && !found.is_empty() {
            *clause += 1;
        }
        for full in in_full(folded).split(' ') {
            let (folded, full) = (folded.to_owned(), full.to_owned());
            found.push(Token { folded, full, is_capital, clause: *clause, start, end });
        }
    }
}

/// Apostrophes and what stands above or below a letter belong to its word.
fn is_mark(char: char) -> bool {
    matches!(char, '\'' | '’' | '\u{0300}'..='\u{036F}') || super::fold::is_invisible(char)
}

/// Whether what stands between two words parts two statements. The point of an abbreviation does not: `P.S. Muxara`, `1.º`.
fn ends_statement(gap: &str, before: Option<&Token>) -> bool {
    let is_short = before.is_some_and(|token| token.end - token.start <= 2 || SHORT.contains(&token.folded.as_str()));
    gap.chars().any(|char| matches!(char, ',' | ';' | ':' | '!' | '?' | '\n' | '(' | ')' | '–' | '—'))
        || gap.contains(" - ")
        || (!is_short && gap.contains('.') && gap.len() > 1)
}

/// Abbreviations that are written with a point.
const SHORT: [&str; 8] = ["sra", "dra", "enf", "eng", "tel", "cel", "hosp", "dist"];

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, usize)> {
        tokens(text).into_iter().map(|token| (token.full, token.clause)).collect()
    }

    #[test]
    fn statements_are_parted_and_abbreviations_are_not() {
        let expect = |words: &[(&str, usize)]| {
            words.iter().map(|(word, clause)| ((*word).to_owned(), *clause)).collect::<Vec<_>>()
        };
        assert_eq!(told("ñ abre, mas liga"), expect(&[("n", 0), ("abre", 0), ("mas", 2), ("liga", 2)]));
        assert_eq!(told("P.S. Muxara. Obgd"), expect(&[("p", 0), ("s", 0), ("muxara", 0), ("obrigado", 1)]));
        assert_eq!(told("1.º de Maio"), expect(&[("1", 0), ("o", 0), ("de", 0), ("maio", 0)]));
        assert_eq!(told("naum pf"), expect(&[("nao", 0), ("por", 0), ("favor", 0)]));
        assert_eq!(told("  "), expect(&[]));
    }

    #[test]
    fn words_keep_their_place() {
        let text = "Olá 👍 Chókwè";
        let found = tokens(text);
        assert_eq!(&text[found[1].start..found[1].end], "Chókwè");
        assert!(found[1].is_capital);
    }
}
