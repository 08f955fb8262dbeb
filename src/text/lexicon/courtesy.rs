//! Messages that only greet, thank, or say that this was all.

use crate::text::fold;

const POLITE: [&str; 16] = [
    "dr", "dra", "sr", "sra", "doutor", "doutora", "senhor", "senhora", "colega", "colegas", "chefe", "equipa", "a",
    "todos", "ao", "para",
];

const GREETINGS: [&str; 30] = [
    "ola",
    "oi",
    "ei",
    "alo",
    "viva",
    "salve",
    "saudacoes",
    "bom dia",
    "boa tarde",
    "boa noite",
    "boas",
    "boa",
    "ola bom dia",
    "ola boa tarde",
    "ola boa noite",
    "oi bom dia",
    "oi boa tarde",
    "bom dia como esta",
    "bom dia tudo bem",
    "boa tarde tudo bem",
    "ola tudo bem",
    "tudo bem",
    "hello",
    "hi",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
    "hello good morning",
    "hi there",
];

const THANKS: [&str; 32] = [
    "obrigado",
    "muito obrigado",
    "obrigado por tudo",
    "obrigado pela ajuda",
    "obrigado pelo apoio",
    "obrigado pela atencao",
    "muito obrigado pela ajuda",
    "muito obrigado pelo apoio",
    "agradecido",
    "grato",
    "ok obrigado",
    "ok muito obrigado",
    "sim obrigado",
    "esta bem obrigado",
    "certo obrigado",
    "ok",
    "👍",
    "esta bem",
    "esta bom",
    "certo",
    "thanks",
    "thank you",
    "thanks a lot",
    "many thanks",
    "ok thanks",
    "ok thank you",
    "thank you very much",
    "thank you so much",
    "great",
    "perfeito",
    "valeu",
    "kanimambo",
];

const THAT_IS_ALL: [&str; 34] = [
    "so isso",
    "e so isso",
    "e so isto",
    "so isto",
    "era so isso",
    "era isso",
    "e tudo",
    "e so",
    "isso e tudo",
    "nada mais",
    "mais nada",
    "envia",
    "enviar",
    "envie",
    "envia assim",
    "envia ja",
    "enviar assim",
    "envie assim",
    "pode enviar",
    "podes enviar",
    "enviar pedido",
    "manda",
    "mande",
    "manda assim",
    "pode mandar",
    "thats all",
    "that is all",
    "thats it",
    "send",
    "send it",
    "send it as it is",
    "send as is",
    "just send",
    "just send it",
];

/// A message that only greets.
#[must_use]
pub fn is_greeting(text: &str) -> bool {
    GREETINGS.contains(&bare(text).as_str())
}

/// A message that only thanks, or agrees.
#[must_use]
pub fn is_thanks(text: &str) -> bool {
    THANKS.contains(&bare(text).as_str())
}

/// A message that says that nothing more will be told: «só isso», «envia» (B.2).
#[must_use]
pub fn is_all(text: &str) -> bool {
    let words = fold::fold_words(text);
    let words = words.strip_suffix(" por favor").or_else(|| words.strip_suffix(" please")).unwrap_or(&words);
    THAT_IS_ALL.contains(&words)
}

/// A message that can only answer something: yes, no, the number of a choice, signs alone.
#[must_use]
pub fn only_answers(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    fold::yes_no(text).is_some() || (digits < 3 && !text.chars().any(char::is_alphabetic))
}

/// Folded, without whom it is addressed to.
fn bare(text: &str) -> String {
    let words = fold::fold_words(text);
    words.split(' ').filter(|word| !POLITE.contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_messages_count_and_sentences_do_not() {
        for greeting in ["Bom dia Dr.", "bd", "Olá colegas!", "oi", "Good morning"] {
            assert!(is_greeting(greeting), "{greeting}");
        }
        for thanks in ["Obgd", "muito obrigada!!", "ok 👍", "Thanks"] {
            assert_eq!(is_thanks(thanks), thanks != "ok 👍", "{thanks}");
        }
        for all in ["só isso", "Envia pf", "É só isso.", "send it please", "That's all"] {
            assert!(is_all(all), "{all}");
        }
        for other in ["bom dia a impressora não liga", "obrigado mas não funciona", "envia-me a senha", "", "?"] {
            assert!(!is_greeting(other) && !is_thanks(other) && !is_all(other), "{other}");
        }
        for answer in ["sim", "Não", "yes", "2", "?", "..."] {
            assert!(only_answers(answer), "{answer}");
        }
        for other in ["não abre", "841234567", "10429", "sim mas não imprime"] {
            assert!(!only_answers(other), "{other}");
        }
    }
}
