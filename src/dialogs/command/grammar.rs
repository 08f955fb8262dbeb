//! Which command a text is. A name is taken only as it is written: without accents and in any case, but with
//! nothing invisible in it and no letter of another script; what merely looks like one is told apart.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::{fold, locale::Locale};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    New,
    Status,
    Mine,
    Help,
    Guide,
    Language,
    Cancel,
    Take,
    Note,
    Reply,
    Ask,
    Resolve,
    Confirm,
    Reopen,
    Link,
    Start,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed<'t> {
    /// With the words after it.
    Command(Command, &'t str),
    /// Not written as a command, but to the eye it is this one.
    LooksLike(Command),
    /// A command of nobody's.
    Unknown,
}

/// The names of each command: Portuguese, English, and further ones.
const NAMES: [(Command, &[&str]); 16] = [
    (Command::New, &["novo", "new", "reportar", "report"]),
    (Command::Status, &["estado", "status"]),
    (Command::Mine, &["meus", "mine"]),
    (Command::Help, &["ajuda", "help"]),
    (Command::Guide, &["guia", "guide"]),
    (Command::Language, &["lingua", "lang", "idioma", "language"]),
    (Command::Cancel, &["cancelar", "cancel"]),
    (Command::Take, &["assumir", "take"]),
    (Command::Note, &["nota", "note"]),
    (Command::Reply, &["responder", "reply"]),
    (Command::Ask, &["pedir", "ask"]),
    (Command::Resolve, &["resolver", "resolve"]),
    (Command::Confirm, &["confirmar", "confirm"]),
    (Command::Reopen, &["reabrir", "reopen"]),
    (Command::Link, &["ligar", "link"]),
    (Command::Start, &["start"]),
];

impl Command {
    /// Its name in a language.
    pub fn name(self, locale: Locale) -> &'static str {
        let names = NAMES.iter().find(|(command, _)| *command == self).map_or(&[][..], |(_, names)| names);
        let at = match locale {
            Locale::Pt => 0,
            Locale::En => 1,
        };
        names.get(at).or(names.first()).copied().unwrap_or_default()
    }
}

/// Reads a command; `None` where the text is none.
pub fn parse(text: &str) -> Option<Parsed<'_>> {
    let text = text.trim();
    if let Some(command) = keyword(text) {
        return Some(Parsed::Command(command, ""));
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let bare = first.split('@').next().unwrap_or_default();
    let name = bare.strip_prefix(['/', '!']);
    if let Some(command) = name.and_then(|name| by_name(&plain(name))) {
        return Some(Parsed::Command(command, rest.trim()));
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
    bare.strip_prefix('/').is_some_and(is_word).then_some(Parsed::Unknown)
}

/// "Help" is a command also without its slash: whoever writes it alone needs it.
fn keyword(text: &str) -> Option<Command> {
    (text.len() < 20
        && matches!(fold::fold(text).as_str(), "ajuda" | "help" | "socorro")
        && !text.starts_with(['/', '!']))
    .then_some(Command::Help)
}

fn by_name(name: &str) -> Option<Command> {
    NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(command, _)| *command)
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
            ("/novo", Command::New, ""),
            ("/NEW", Command::New, ""),
            (" !estado BL-10429 ", Command::Status, "BL-10429"),
            ("/língua pt", Command::Language, "pt"),
            ("/lingua@BalcaoBot en", Command::Language, "en"),
            ("/nota BL-10429 a\nb", Command::Note, "BL-10429 a\nb"),
            ("Ajuda!", Command::Help, ""),
        ] {
            assert_eq!(parse(typed), Some(Parsed::Command(command, rest)), "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_a_command_is_not_run() {
        for typed in ["/n\u{043E}vo", "/no\u{200B}vo", "／novo", "/ｎｏｖｏ", "\u{200B}/novo", "/n0vo"] {
            assert_eq!(parse(typed), Some(Parsed::LooksLike(Command::New)), "{typed}");
        }
    }

    #[test]
    fn other_text_is_no_command() {
        for typed in ["", "novo", "/", "/var/log cheio", "!!! urgente", "não /novo"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
        assert_eq!(parse("/poll"), Some(Parsed::Unknown));
    }
}
