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

/// A number as people read it: the country, two digits of the network, then the rest in threes and fours, as it is
/// written in Mozambique. Other numbers stay as they are.
#[must_use]
pub fn shown(number: &str) -> String {
    let (country, local) = number.strip_prefix("+258").map_or(("", number), |local| ("+258 ", local));
    if local.len() != 9 || !local.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    format!("{country}{} {} {}", &local[..2], &local[2..5], &local[5..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        assert_eq!(shown("+258841234567"), "+258 84 123 4567");
        assert_eq!(shown("841234567"), "84 123 4567");
        for other in ["+35722604100", "21301459", "119", "+258 21 300 400"] {
            assert_eq!(shown(other), other);
        }
    }

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
