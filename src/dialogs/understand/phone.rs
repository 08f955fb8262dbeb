//! A telephone number in a message. Dates, NIDs, series and codes have digits too: without a word for it only what is
//! dialled in Mozambique counts.

use super::words::Words;
use crate::text::{lexicon::people, phone};

/// The first telephone number of a text, as `text::phone` cleans it.
pub(super) fn find(text: &str, words: &Words<'_>) -> Option<String> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let gap = rest.find(|char: char| char == '+' || char.is_ascii_digit())?;
        let start = at + gap;
        let inside = text[..start]
            .chars()
            .next_back()
            .is_some_and(|char| char.is_alphanumeric() || matches!(char, '/' | '-' | '#'));
        let length = text[start..].find(|char: char| !is_part(char)).unwrap_or(text.len() - start);
        let run = text[start..start + length].trim_end_matches(|char: char| !char.is_ascii_digit());
        at = start + length.max(1);
        let ends_inside = text[start + run.len()..].starts_with(char::is_alphabetic);
        if !inside
            && !ends_inside
            && let Some(number) = number(run, cue(start, words))
        {
            return Some(number);
        }
    }
    None
}

fn is_part(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, ' ' | '-' | '.' | '(' | ')' | '+' | '/')
}

/// What stands before a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Phone,
    Other,
    None,
}

fn cue(start: usize, words: &Words<'_>) -> Cue {
    let before = words.tokens.iter().rposition(|token| token.end <= start);
    let Some(last) = before else { return Cue::None };
    for at in (last.saturating_sub(4)..=last).rev() {
        let word = words.word(at);
        if people::NOT_A_PHONE.contains(&word) {
            return Cue::Other;
        }
        if people::A_PHONE.contains(&word) {
            return Cue::Phone;
        }
    }
    Cue::None
}

/// A run of digits as a number: whole, or its first groups where words of digits follow each other.
fn number(run: &str, cue: Cue) -> Option<String> {
    // A date or a NID is written with strokes between short groups.
    if cue == Cue::Other || run.matches('/').count() > 1 {
        return None;
    }
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let local = digits
        .strip_prefix("00258")
        .or_else(|| digits.strip_prefix("258").filter(|rest| rest.len() == 9))
        .unwrap_or(&digits);
    let is_mobile = local.len() == 9 && local.starts_with('8') && matches!(local.as_bytes()[1], b'2'..=b'7');
    let is_landline = local.len() == 8 && local.starts_with('2') && !run.contains(['/', '-']);
    let is_abroad = run.starts_with('+') && (9..=15).contains(&digits.len());
    let is_two = run.contains('/') && !is_mobile;
    if is_two {
        return run.split('/').find_map(|part| number(part.trim(), cue));
    }
    if !(is_mobile || is_abroad || (is_landline && cue == Cue::Phone)) {
        return None;
    }
    let has_country = run.starts_with('+') || local.len() < digits.len();
    phone::clean(&if has_country && !run.starts_with('+') { format!("+258{local}") } else { run.to_owned() })
}
