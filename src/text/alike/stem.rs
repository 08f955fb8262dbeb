//! What is left of a word when its endings and the ways of misspelling it are taken off: «sincronizações», “synchronise”
//! and `cinkronizar` become one stem. It is only ever compared.

/// The stem of a word in lower case without marks, by how it sounds.
#[must_use]
pub fn stem(folded: &str) -> String {
    if folded.len() < SHORT || folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return sound(folded);
    }
    let mut word = folded;
    for _ in 0..ROUNDS {
        let Some(rest) = shortened(word).or_else(|| without_vowel(word, LEAST)) else { break };
        word = rest;
    }
    sound(without_vowel(word, LEAST_OF_ALL).unwrap_or(word))
}

/// Without the vowel that it ends in, where so many letters are left.
fn without_vowel(word: &str, least: usize) -> Option<&str> {
    word.strip_suffix(['a', 'e', 'i', 'o', 'u']).filter(|rest| rest.len() >= least)
}

/// Shorter words have no endings.
const SHORT: usize = 4;
/// What an ending leaves has so many letters.
const LEAST: usize = 4;
const LEAST_OF_ALL: usize = 3;
/// «sincroniz-ações», «fun-cion-ar».
const ROUNDS: usize = 4;

/// Without the longest ending of all.
fn shortened(word: &str) -> Option<&str> {
    let last = word.as_bytes().last();
    // Nearly all end in another letter.
    let near = ENDINGS.iter().filter(|ending| ending.as_bytes().last() == last);
    let fitting = near.filter_map(|ending| word.strip_suffix(ending));
    fitting.filter(|rest| rest.len() >= LEAST).min_by_key(|rest| rest.len())
}

/// Endings of Portuguese and of English, folded.
const ENDINGS: [&str; 92] = [
    "amentos", "imentos", "amento", "imento", "izacoes", "izacao", "acoes", "acao", "icoes", "icao", "ucoes", "ucao",
    "coes", "cao", "soes", "sao", "mente", "idades", "idade", "adores", "adora", "ador", "edores", "edor", "antes",
    "ante", "entes", "ente", "ancia", "encia", "veis", "vel", "ando", "endo", "indo", "ados", "adas", "idos", "idas",
    "ado", "ada", "ido", "ida", "aram", "eram", "iram", "avam", "amos", "emos", "imos", "ava", "iam", "asse", "esse",
    "isse", "ar", "er", "ir", "ou", "ei", "eu", "iu", "am", "em", "as", "os", "es", "is", "ns", "oes", "aes", "ais",
    "eis", "iz", "izations", "ization", "ations", "ation", "tions", "tion", "ings", "ing", "ments", "ment", "ers",
    "ies", "ied", "ed", "ly", "al", "s", "m",
];

/// A word as it sounds: what people write one for the other is one letter.
#[must_use]
pub fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let (sounds, taken) = match (letters[at], next) {
            ('c', Some('h')) => ('x', 2),
            ('p', Some('h')) => ('f', 2),
            ('q', Some('u')) if letters.get(at + 2).is_some_and(|char| matches!(char, 'e' | 'i')) => ('k', 2),
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => ('s', 1),
            ('c' | 'q', _) => ('k', 1),
            ('g', Some('e' | 'i')) => ('j', 1),
            ('y', _) => ('i', 1),
            ('w', _) => ('u', 1),
            ('e', Some('m' | 'n')) if at == 0 => ('i', 1),
            (letter, _) => (letter, 1),
        };
        at += taken;
        // An h is not heard, and a double letter is one.
        if sounds != 'h' && (!out.ends_with(sounds) || sounds.is_ascii_digit()) {
            out.push(sounds);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_misspellings_of_a_word_have_one_stem() {
        for [one, other] in [
            ["sincronizar", "sincronizacoes"],
            ["synchronise", "sincronizacao"],
            ["cincronisar", "sincronizar"],
            ["etiquetas", "etiketa"],
            ["impressora", "imprecora"],
            ["emprimir", "imprimindo"],
            ["relatorios", "relatorio"],
            ["printing", "printed"],
            ["utilizadores", "utilizador"],
        ] {
            let (one, other) = (stem(one), stem(other));
            assert!(one == other || strsim::osa_distance(&one, &other) == 1, "{one} {other}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for [one, other] in [["servidor", "servico"], ["rede", "redondo"], ["relatorio", "relogio"], ["502", "503"]] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
