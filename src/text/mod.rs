//! Text without meaning: folding, tokens, names, check digits, languages. A leaf that core and dialogs share.

pub mod alike;
pub mod dates;
pub mod day;
pub mod fold;
pub mod globe;
pub mod lexicon;
pub mod locale;
pub mod mask;
pub mod names;
pub mod numbers;
pub mod pages;
pub mod phone;
pub mod places;
pub mod qr;
pub mod reference;
pub mod tokens;
pub mod tongue;

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}

/// Words on one line: blanks of all kinds and controls become single spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words = text.split(|char: char| char.is_whitespace() || char.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
