//! The tier that a request is handed to, where it is typed before the words: `/encaminhar BL-10429 nível 3: já reiniciei`.

use crate::text::fold;

/// Words for a tier, folded.
const WORDS: [&str; 5] = ["nivel", "tier", "linha", "n", "t"];

/// The number that the words begin with, and the rest; none where they begin otherwise. A bare number is a word.
pub fn split(words: &str) -> (Option<i64>, &str) {
    let words = words.trim();
    let (first, rest) = first_of(words);
    let folded = fold::fold(first);
    let Some(name) = WORDS.iter().find(|word| folded.starts_with(**word)) else { return (None, words) };
    let digits = &folded[name.len()..];
    if let Some(number) = number(digits) {
        return (Some(number), rest);
    }
    let (second, after) = first_of(rest);
    match number(second).filter(|_| digits.is_empty() && name.len() > 1) {
        Some(number) => (Some(number), after),
        None => (None, words),
    }
}

fn first_of(words: &str) -> (&str, &str) {
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    (words[..end].trim_end_matches([':', ',', ';', '.']), words[end..].trim())
}

fn number(digits: &str) -> Option<i64> {
    (digits.len() == 1).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_tier_stands_before_the_words() {
        assert_eq!(split("nível 3: já reiniciei"), (Some(3), "já reiniciei"));
        assert_eq!(split("Nivel3 já reiniciei"), (Some(3), "já reiniciei"));
        assert_eq!(split("tier 4, needs code"), (Some(4), "needs code"));
        assert_eq!(split("n2"), (Some(2), ""));
        for words in ["3 computadores não ligam", "não liga", "nível baixo de tinta", "n 3", "nível 30", "também", ""]
        {
            assert_eq!(split(words), (None, words), "{words}");
        }
    }
}
