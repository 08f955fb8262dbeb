//! Which command a text is. A name is taken only as it is written: without accents and in any case, but with
//! nothing invisible in it and no letter of another script; what merely looks like one is told apart.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    core::verb::{TABLE, Verb},
    text::{fold, locale::Locale},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed<'t> {
    /// With the words after it.
    Verb(Verb, &'t str),
    /// Not written as a command, but to the eye it is this one.
    LooksLike(Verb),
    /// A command of nobody's; perhaps a slip for this one.
    Unknown(Option<Verb>),
}

/// Its name in a language, as it is shown.
pub fn name(verb: Verb, locale: Locale) -> &'static str {
    let names = verb.row().names;
    let at = match locale {
        Locale::Pt => 0,
        Locale::En => 1,
    };
    names.get(at).or(names.first()).copied().unwrap_or_default()
}

/// Reads a command; `None` where the text is none.
pub fn parse(text: &str) -> Option<Parsed<'_>> {
    let text = text.trim();
    if let Some(command) = keyword(text) {
        return Some(Parsed::Verb(command, ""));
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let bare = first.split('@').next().unwrap_or_default();
    let name = bare.strip_prefix(['/', '!']);
    if let Some(command) = name.and_then(|name| by_name(&plain(name))) {
        return Some(Parsed::Verb(command, rest.trim()));
    }
    if bare.chars().count() > 40 {
        return None;
    }
    let seen = to_the_eye(bare);
    let looks = seen.strip_prefix(['/', '!']).and_then(by_name);
    if let Some(command) = looks {
        return Some(Parsed::LooksLike(command));
    }
    let is_word = |name: &str| !name.is_empty() && name.chars().all(char::is_alphabetic);
    let unknown = bare.strip_prefix('/').filter(|name| is_word(name))?;
    Some(Parsed::Unknown(near(&plain(unknown))))
}

/// "Help" is a command also without its slash: whoever writes it alone needs it.
fn keyword(text: &str) -> Option<Verb> {
    (text.len() < 20
        && matches!(fold::fold(text).as_str(), "ajuda" | "help" | "socorro")
        && !text.starts_with(['/', '!']))
    .then_some(Verb::Help)
}

pub fn by_name(name: &str) -> Option<Verb> {
    TABLE.iter().find(|row| row.names.contains(&name)).map(|row| row.verb)
}

/// The only command that is one slip away from what was typed, or begins with it.
fn near(name: &str) -> Option<Verb> {
    let slips =
        |other: &&str| name.chars().count() >= 4 && (strsim::osa_distance(name, other) == 1 || other.starts_with(name));
    let mut found = TABLE.iter().filter(|row| row.names.iter().any(&slips)).map(|row| row.verb);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// In lower case and without accents; any other letter stays what it is.
fn plain(name: &str) -> String {
    name.nfd().filter(|char| !is_combining_mark(*char)).flat_map(char::to_lowercase).collect()
}

/// What the eye takes it for: look-alikes of other scripts as Latin letters, and nothing invisible.
fn to_the_eye(name: &str) -> String {
    name.nfkd()
        .filter(|char| !is_combining_mark(*char) && !fold::is_invisible(*char))
        .flat_map(char::to_lowercase)
        .map(|char| match char {
            'а' | 'α' | 'ɑ' => 'a',
            'в' | 'ь' | 'β' => 'b',
            'с' | 'ϲ' => 'c',
            'ԁ' => 'd',
            'е' | 'є' | 'ε' | 'ҽ' => 'e',
            'ɡ' => 'g',
            'һ' | 'н' => 'h',
            'і' | 'ι' | 'ӏ' | 'ı' => 'i',
            'ј' => 'j',
            'к' | 'κ' => 'k',
            'ⅼ' | '|' => 'l',
            'м' | 'μ' => 'm',
            'п' | 'η' | 'ո' => 'n',
            'о' | 'ο' | 'օ' | '0' => 'o',
            'р' | 'ρ' => 'p',
            'ѕ' => 's',
            'т' | 'τ' => 't',
            'υ' | 'ս' => 'u',
            'ѵ' | 'ν' => 'v',
            'ѡ' | 'ω' => 'w',
            'х' | 'χ' => 'x',
            'у' | 'γ' => 'y',
            '∕' | '⁄' | '⧸' | '╱' => '/',
            'ǃ' => '!',
            char => char,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_taken_as_it_is_written() {
        for (typed, command, rest) in [
            ("/novo", Verb::Report, ""),
            ("/NEW", Verb::Report, ""),
            (" !estado BL-10429 ", Verb::Status, "BL-10429"),
            ("/língua pt", Verb::Language, "pt"),
            ("/lingua@BalcaoBot en", Verb::Language, "en"),
            ("/nota BL-10429 a\nb", Verb::Note, "BL-10429 a\nb"),
            ("Ajuda!", Verb::Help, ""),
        ] {
            assert_eq!(parse(typed), Some(Parsed::Verb(command, rest)), "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_a_command_is_not_run() {
        for typed in ["/n\u{043E}vo", "/no\u{200B}vo", "／novo", "/ｎｏｖｏ", "\u{200B}/novo", "/n0vo"] {
            assert_eq!(parse(typed), Some(Parsed::LooksLike(Verb::Report)), "{typed}");
        }
    }

    #[test]
    fn other_text_is_no_command() {
        for typed in ["", "novo", "/", "/var/log cheio", "!!! urgente", "não /novo"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
        assert_eq!(parse("/poll"), Some(Parsed::Unknown(None)));
        assert_eq!(parse("/asumir"), Some(Parsed::Unknown(Some(Verb::Take))));
    }
}
