//! Numbers as people type them: `12`, `3,5`, `uns 20 computadores`, `dois`. Where a text may mean two numbers, or
//! a separator may be that of thousands or of decimals, it means none: whoever asked can ask again.

use super::fold;

/// The longest number that is taken, in digits.
const LONGEST: usize = 12;

/// The only number in a text, in digits, with a point before its decimals and no needless zeros: `3.5`.
#[must_use]
pub fn read(typed: &str) -> Option<String> {
    if typed.chars().count() > 100 {
        return None;
    }
    let tokens: Vec<&str> = typed.split_whitespace().collect();
    let mut numerals = tokens.iter().filter(|token| token.contains(|char: char| char.is_ascii_digit()));
    match (numerals.next(), numerals.next()) {
        (Some(numeral), None) => numeral_of(numeral),
        (Some(_), Some(_)) => grouped(&tokens),
        (None, _) => {
            let folded = fold::fold(typed);
            let mut words = folded.split(' ').filter_map(word);
            words.next().filter(|_| words.next().is_none()).map(|number| number.to_string())
        }
    }
}

/// A small number that is written as a word, folded.
#[must_use]
pub fn word(folded: &str) -> Option<u32> {
    const WORDS: [&[&str]; 11] = [
        &["zero", "nenhum", "nenhuma", "none"],
        &["um", "uma", "one"],
        &["dois", "duas", "two"],
        &["tres", "three"],
        &["quatro", "four"],
        &["cinco", "five"],
        &["seis", "six"],
        &["sete", "seven"],
        &["oito", "eight"],
        &["nove", "nine"],
        &["dez", "ten"],
    ];
    (0..).zip(WORDS).find(|(_, words)| words.contains(&folded)).map(|(number, _)| number)
}

/// `1 200`: nothing but digits, in threes after the first.
fn grouped(tokens: &[&str]) -> Option<String> {
    let (first, rest) = tokens.split_first()?;
    let digits = |token: &&str| token.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = (1..=3).contains(&first.len()) && digits(first) && rest.iter().all(|it| it.len() == 3 && digits(it));
    is_one.then(|| tokens.concat()).and_then(|joined| numeral_of(&joined))
}

fn numeral_of(token: &str) -> Option<String> {
    let token = token.trim_end_matches(['.', ',', '!', '?', ';', ')']).trim_start_matches('(');
    let (sign, bare) = token.strip_prefix('-').map_or(("", token), |bare| ("-", bare));
    let (whole, decimals) = bare.split_once([',', '.']).unwrap_or((bare, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let length = whole.len() + decimals.len();
    if whole.is_empty() || !is_digits(whole) || !is_digits(decimals) || length > LONGEST {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    if decimals.len() == 3 && !whole.is_empty() {
        return None;
    }
    let (whole, decimals) = (if whole.is_empty() { "0" } else { whole }, decimals.trim_end_matches('0'));
    let sign = if whole == "0" && decimals.is_empty() { "" } else { sign };
    Some(if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_typed() {
        for (typed, number) in [
            ("12", Some("12")),
            (" 12. ", Some("12")),
            ("3,5", Some("3.5")),
            ("3.50", Some("3.5")),
            ("007", Some("7")),
            ("0,125", Some("0.125")),
            ("0", Some("0")),
            ("-3", Some("-3")),
            ("-0,0", Some("0")),
            ("uns 20 computadores", Some("20")),
            ("(4)", Some("4")),
            ("1 200", Some("1200")),
            ("dois", Some("2")),
            ("são três", Some("3")),
            ("nenhum", Some("0")),
            // Thousands, or decimals?
            ("1.200", None),
            ("1,200", None),
            ("2 ou 3", None),
            ("um ou dois", None),
            ("12/11", None),
            ("3G", None),
            ("1,2,3", None),
            (",5", None),
            ("muitos", None),
            ("a few", None),
            ("1234567890123", None),
            ("", None),
        ] {
            assert_eq!(read(typed).as_deref(), number, "{typed}");
        }
    }
}
