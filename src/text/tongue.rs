//! Which of our languages a text is written in, told by its small words. Most short messages are in none for sure, and
//! messages in other languages of the country are in neither: then nothing is said.

use super::{fold, locale::Locale};

/// A text with fewer words says nothing.
const WORDS: usize = 4;
/// So many more words of one language than of the other make it clear.
const CLEAR: usize = 2;
/// Only the beginning of a text is read, in bytes.
const READ: usize = 2048;

/// Words of Portuguese that no English text has, folded, as they are typed in chats too.
const PT: &[&str] = &[
    "abre",
    "agora",
    "ainda",
    "aki",
    "ao",
    "aqui",
    "bom",
    "boa",
    "com",
    "como",
    "consigo",
    "consegue",
    "da",
    "dados",
    "das",
    "de",
    "desde",
    "dia",
    "dos",
    "e",
    "ela",
    "ele",
    "em",
    "entrar",
    "essa",
    "esse",
    "esta",
    "estamos",
    "estao",
    "estou",
    "eu",
    "faz",
    "foi",
    "funciona",
    "ha",
    "hoje",
    "isso",
    "isto",
    "ja",
    "mais",
    "mas",
    "meu",
    "minha",
    "muito",
    "na",
    "nao",
    "nas",
    "naum",
    "nem",
    "nos",
    "nossa",
    "nosso",
    "o",
    "ontem",
    "os",
    "ou",
    "para",
    "pela",
    "pelo",
    "pk",
    "por",
    "porque",
    "pra",
    "precisamos",
    "preciso",
    "quando",
    "que",
    "quero",
    "se",
    "sem",
    "senha",
    "ser",
    "sistema",
    "sou",
    "sua",
    "ta",
    "tambem",
    "tao",
    "tarde",
    "tem",
    "temos",
    "tenho",
    "tou",
    "um",
    "uma",
    "voltou",
];

/// The same of English.
const EN: &[&str] = &[
    "about",
    "again",
    "am",
    "and",
    "any",
    "are",
    "be",
    "been",
    "but",
    "by",
    "can",
    "cannot",
    "cant",
    "could",
    "did",
    "does",
    "doesnt",
    "dont",
    "for",
    "from",
    "get",
    "good",
    "had",
    "has",
    "have",
    "he",
    "hello",
    "here",
    "how",
    "i",
    "im",
    "is",
    "isnt",
    "it",
    "its",
    "just",
    "keeps",
    "morning",
    "my",
    "need",
    "not",
    "now",
    "of",
    "on",
    "open",
    "our",
    "out",
    "please",
    "she",
    "since",
    "some",
    "still",
    "that",
    "the",
    "their",
    "there",
    "they",
    "this",
    "to",
    "today",
    "us",
    "wants",
    "was",
    "we",
    "were",
    "what",
    "when",
    "why",
    "will",
    "with",
    "wont",
    "work",
    "working",
    "works",
    "yesterday",
    "you",
    "your",
];

/// The language of a text of at least four words, where it is clear.
#[must_use]
pub fn of(text: &str) -> Option<Locale> {
    let end = (0..=text.len().min(READ)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let folded = fold::fold(&text[..end]);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() < WORDS {
        return None;
    }
    let count = |known: &[&str]| words.iter().filter(|word| known.contains(word)).count();
    // A word that both have tells nothing.
    let (pt, en) = (count(PT), count(EN));
    match (pt.checked_sub(en), en.checked_sub(pt)) {
        (Some(more), _) if more >= CLEAR && en * 3 <= pt => Some(Locale::Pt),
        (_, Some(more)) if more >= CLEAR && pt * 3 <= en => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_texts_are_told() {
        for text in [
            "n consigo entrar no sistema pk a senha ta errada",
            "A impressora não imprime desde ontem",
            "bom dia o servidor foi abaixo",
            "O relatório mensal não abre no OpenMRS",
            "estamos sem rede desde hoje de manhã",
        ] {
            assert_eq!(of(text), Some(Locale::Pt), "{text}");
        }
        for text in [
            "I cannot log in since yesterday",
            "The printer does not work",
            "good morning, the server is down again",
            "we have no network here since this morning",
            "OpenMRS keeps asking for my password",
        ] {
            assert_eq!(of(text), Some(Locale::En), "{text}");
        }
    }

    #[test]
    fn nothing_is_told_of_what_is_not_clear() {
        for text in [
            "",
            "ok",
            "não abre",
            "the server",
            "HP Matola, OpenMRS, BL-10429, 84 123 4567",
            "error: null pointer at line 32",
            "Ndzi nga koti ku nghena ka system",
            "Kinòvyani okhuma vava nimala",
            "login error no openmrs outra vez password",
            "update stock report server password",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(of(&"ç".repeat(5000)), None);
    }
}
