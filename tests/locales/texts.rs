//! What is said, as it stands in the files: one text for each variant of each message, with its key.

use balcao::text::locale::Locale;
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

/// What stands in the place of a variable: one word.
pub const FILLED: &str = "X";

/// A text that is said, with its key.
#[derive(Clone, Debug)]
pub struct Text {
    pub key: String,
    pub text: String,
}

/// All texts of a language, without the words that are only understood.
pub fn said(locale: Locale) -> Vec<Text> {
    let mut all = Vec::new();
    for file in std::fs::read_dir(format!("locales/{locale}")).expect("the folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for entry in parser::parse(text).expect("fluent").body {
            if let Entry::Message(message) = entry {
                let pattern = message.value.expect("a value");
                all.extend(variants(&pattern).into_iter().map(|text| Text { key: message.id.name.clone(), text }));
            }
        }
    }
    assert!(all.len() > 300, "the languages are read");
    all
}

/// A pattern once for each variant of what is selected in it.
fn variants(pattern: &Pattern<String>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let parts = match element {
            PatternElement::TextElement { value } => vec![value.clone()],
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                vec![value.clone()]
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => vec![FILLED.to_owned()],
            PatternElement::Placeable { expression: Expression::Select { variants: of, .. } } => {
                of.iter().flat_map(|variant| variants(&variant.value)).collect()
            }
        };
        texts = texts.iter().flat_map(|text| parts.iter().map(move |part| format!("{text}{part}"))).collect();
    }
    texts
}

/// The words of a text in lower case, without what stands around them.
pub fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    text.split_whitespace().flat_map(|word| word.split(['/', '-'])).map(bare).filter(|word| !word.is_empty()).collect()
}

/// The sentences of a text. What is quoted is one word of it, and a colon ends what announces something.
pub fn sentences(text: &str) -> Vec<String> {
    let mut unquoted = String::new();
    let mut depth = 0_usize;
    for char in text.chars() {
        match char {
            '«' => depth += 1,
            '»' => {
                depth = depth.saturating_sub(1);
                unquoted.push_str(FILLED);
            }
            char if depth == 0 => unquoted.push(char),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for line in unquoted.lines() {
        let mut sentence = String::new();
        for word in line.split_whitespace() {
            sentence.push_str(word);
            sentence.push(' ');
            if word.ends_with(['.', '?', '!', ':', '…']) && word.chars().any(char::is_alphanumeric) {
                all.push(std::mem::take(&mut sentence));
            }
        }
        all.push(sentence);
    }
    all.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    all
}

#[test]
fn texts_are_taken_apart() {
    assert_eq!(sentences("Um dois. Três «quatro cinco. Seis»?\nSete"), ["Um dois. ", "Três X? ", "Sete "]);
    assert_eq!(words("O «sr.» não-vem, /ajuda."), ["o", "sr", "não", "vem", "ajuda"]);
}
