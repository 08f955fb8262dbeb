//! References: `BL-10429` is a prefix, a running number (1042) and its Damm check digit (9), so that a slip of
//! the finger is caught. Typed as `BL-10429`, `bl10429` and `#10429` alike.

/// A reference whose check digit does not fit, as it would be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the check digit of {0} is wrong")]
pub struct WrongDigit(pub String);

/// The reference of a running number.
#[must_use]
pub fn format(prefix: &str, number: i64) -> String {
    let digits = number.to_string();
    format!("{prefix}-{digits}{}", damm(&digits))
}

/// The reference of a running number of practice: `BL-P-1004`.
#[must_use]
pub fn of_practice(prefix: &str, number: i64) -> String {
    format(&format!("{prefix}{PRACTICE}"), number)
}

/// What tells practice from work in a reference.
const PRACTICE: &str = "-P";

/// The first reference in a text.
#[must_use]
pub fn find(text: &str, prefix: &str) -> Option<Result<String, WrongDigit>> {
    Scan { text, prefix, at: 0 }.next()
}

/// All references in a text, in order.
pub fn all_in<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = Result<String, WrongDigit>> + 'a {
    Scan { text, prefix, at: 0 }
}

/// A text that is nothing but a reference; here a bare `10429` counts too.
#[must_use]
pub fn whole(text: &str, prefix: &str) -> Option<Result<String, WrongDigit>> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return DIGITS.contains(&text.len()).then(|| check(prefix, text));
    }
    let (start, end, found) = Scan { text, prefix, at: 0 }.next_within()?;
    (start == 0 && end == text.len()).then_some(found)
}

/// How many digits a reference has, with its check digit.
const DIGITS: std::ops::RangeInclusive<usize> = 2..=15;

struct Scan<'a> {
    text: &'a str,
    prefix: &'a str,
    at: usize,
}

impl Iterator for Scan<'_> {
    type Item = Result<String, WrongDigit>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_within().map(|(.., found)| found)
    }
}

impl Scan<'_> {
    /// The next reference, with where it begins and ends.
    fn next_within(&mut self) -> Option<(usize, usize, Result<String, WrongDigit>)> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let start = self.at;
            self.at += 1;
            if start > 0 && is_inside_word(bytes[start - 1]) {
                continue;
            }
            let Some((first, practice)) = self.digits_at(start) else { continue };
            let end = first + bytes[first..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if DIGITS.contains(&(end - first)) && !bytes.get(end).copied().is_some_and(is_inside_word) {
                self.at = end;
                let prefix = format!("{}{}", self.prefix, if practice { PRACTICE } else { "" });
                return Some((start, end, check(&prefix, &self.text[first..end])));
            }
        }
        None
    }

    /// Where the digits begin, if a reference may begin at `start`, and whether it is one of practice.
    fn digits_at(&self, start: usize) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let hash = usize::from(bytes[start] == b'#');
        let after = start + hash;
        let prefix = self.prefix.len();
        let named = bytes
            .get(after..after + prefix)
            .is_some_and(|found| found.eq_ignore_ascii_case(self.prefix.as_bytes()) && prefix > 0);
        let mut first = after + if named { prefix } else { 0 };
        let mut practice = false;
        if named {
            first += dash(&self.text[first..]);
            practice = bytes.get(first).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'P'));
            if practice {
                first += 1;
                first += dash(&self.text[first..]);
            }
        }
        (named || hash == 1).then_some((first, practice))
    }
}

/// How long what people put between a prefix and its number is, in bytes.
fn dash(rest: &str) -> usize {
    let dashes = ["-", " - ", " ", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "_", "."];
    dashes.iter().filter(|dash| rest.starts_with(**dash)).map(|dash| dash.len()).max().unwrap_or(0)
}

/// Letters of other scripts count as inside a word too: their bytes are not ASCII.
fn is_inside_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn check(prefix: &str, digits: &str) -> Result<String, WrongDigit> {
    let reference = format!("{prefix}-{digits}");
    if damm(digits) == 0 && !digits.starts_with('0') { Ok(reference) } else { Err(WrongDigit(reference)) }
}

/// The Damm digit: over a number with its check digit it comes to 0.
fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |row, digit| TABLE[usize::from(row)][usize::from(digit.wrapping_sub(b'0') % 10)])
}

const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_damms() {
        assert_eq!(damm("572"), 4);
        assert_eq!(format("BL", 1042), "BL-10429");
    }

    #[test]
    fn references_are_found_as_people_type_them() {
        for typed in
            ["BL-10429", "bl10429", "#10429", "o BL 10429?", "(bl-10429).", "Bl–10429", "#BL-10429", "é bl10429,"]
        {
            assert_eq!(find(typed, "BL"), Some(Ok("BL-10429".into())), "{typed}");
        }
        for none in ["", "10429", "ABL-10429", "bl", "BL-", "BL-10429a", "#1", "é", "BL-1234567890123456"] {
            assert_eq!(find(none, "BL"), None, "{none}");
        }
    }

    #[test]
    fn practice_is_told_from_work_by_its_letter() {
        let reference = of_practice("BL", 1042);
        assert_eq!(reference, "BL-P-10429");
        for typed in ["BL-P-10429", "blp10429", "BL P 10429", "bl-p10429."] {
            assert_eq!(find(typed, "BL"), Some(Ok(reference.clone())), "{typed}");
        }
        assert_eq!(find("BL-PX-10429", "BL"), None);
        assert_eq!(find("blpé10429", "BL"), None);
    }

    #[test]
    fn a_slip_of_the_finger_is_caught() {
        for wrong in ["BL-10428", "BL-01429", "BL-10492", "BL-14029", "BL-00"] {
            assert!(matches!(find(wrong, "BL"), Some(Err(WrongDigit(_)))), "{wrong}");
        }
    }

    #[test]
    fn a_bare_number_counts_alone_only() {
        assert_eq!(whole(" 10429 ", "BL"), Some(Ok("BL-10429".into())));
        assert_eq!(whole("BL-10429", "BL"), Some(Ok("BL-10429".into())));
        assert_eq!(whole("BL-10429 já funciona", "BL"), None);
        assert_eq!(whole("", "BL"), None);
    }

    #[test]
    fn all_are_found_in_order() {
        let other = format("BL", 7);
        let text = format!("BL-10429 e {other}, não BL-10428");
        let found: Vec<_> = all_in(&text, "BL").collect();
        assert_eq!(found, [Ok("BL-10429".into()), Ok(other), Err(WrongDigit("BL-10428".into()))]);
    }
}
