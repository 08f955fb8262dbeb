//! Telephone numbers as people write them.

/// A number without what people put between its digits; `None` where it is none. Whether somebody answers it is not
/// known. At most 15 digits (ITU-T E.164), at least 7, a `+` in front where the country is named.
#[must_use]
pub fn clean(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let number: String = typed.chars().filter(|char| !matches!(char, ' ' | '-' | '.' | '(' | ')' | '/')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_other_things() {
        for (typed, kept) in [
            ("+258 84 123 4567", Some("+258841234567")),
            (" 84-123.4567 ", Some("841234567")),
            ("(21) 30 14 59", Some("21301459")),
            ("", None),
            ("não tem", None),
            ("84123", None),
            ("84 123 4567 ext 2", None),
            ("8412345678901234", None),
        ] {
            assert_eq!(clean(typed).as_deref(), kept, "{typed}");
        }
    }
}
