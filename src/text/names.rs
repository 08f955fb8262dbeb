//! Cleaning what people call themselves and their places, before it is kept and shown to others: no line
//! breaks, controls or marks of direction; joiners stay only between letters of the scripts that need them.

use super::fold::is_invisible;

/// The longest name that is kept, in characters.
pub const LONGEST: usize = 64;

/// A name fit to be shown in one line; empty where nothing of it can be seen.
#[must_use]
pub fn clean(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len().min(256));
    let mut count = 0;
    for (at, &char) in chars.iter().enumerate() {
        if count >= LONGEST {
            break;
        }
        if char.is_whitespace() || char.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
                count += 1;
            }
        } else if !is_invisible(char) || joins(&chars, at) {
            out.push(char);
            count += 1;
        }
    }
    out.truncate(out.trim_end().len());
    if out.chars().any(char::is_alphanumeric) { out } else { String::new() }
}

/// Words of a person without the marks that could turn the text around them.
#[must_use]
pub fn without_marks(words: &str) -> std::borrow::Cow<'_, str> {
    if words.contains(is_direction) { words.replace(is_direction, "").into() } else { words.into() }
}

fn is_direction(char: char) -> bool {
    matches!(char, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A joiner or non-joiner between two letters of a script that is written with them (Arabic to Malayalam, and on).
fn joins(chars: &[char], at: usize) -> bool {
    let needs = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(|char| matches!(char, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'))
    };
    matches!(chars[at], '\u{200C}' | '\u{200D}') && needs(at.checked_sub(1)) && needs(Some(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_clean_line() {
        for (typed, kept) in [
            ("  Ana\n Macamo\t", "Ana Macamo"),
            ("Ana\u{202E}oib", "Anaoib"),
            ("A\u{200D}na", "Ana"),
            ("\u{0915}\u{094D}\u{200D}\u{0937}", "\u{0915}\u{094D}\u{200D}\u{0937}"),
            ("👍", ""),
            ("\u{200B}", ""),
            ("Enf.ª Júlia", "Enf.ª Júlia"),
        ] {
            assert_eq!(clean(typed), kept);
        }
        assert_eq!(clean(&"x".repeat(1000)).chars().count(), LONGEST);
    }
}
