//! Messages that say, in other words than a button's, that what was resolved works now. Only such words count: whatever
//! else stands there, a "not" or a "but" above all, makes it a message of its own.

use crate::text::fold;

/// One of them has to stand there.
const WORKS: [&str; 16] = [
    "funciona",
    "funcionam",
    "funcionou",
    "funcionar",
    "funcionando",
    "resolvido",
    "resolvida",
    "resolveu",
    "works",
    "working",
    "worked",
    "fixed",
    "solved",
    "resolved",
    "abriu",
    "imprimiu",
];

/// They may stand around it.
const AROUND: [&str; 39] = [
    "sim",
    "ja",
    "ok",
    "esta",
    "estao",
    "foi",
    "ficou",
    "tudo",
    "agora",
    "novamente",
    "a",
    "o",
    "bem",
    "perfeitamente",
    "muito",
    "obrigado",
    "por",
    "pela",
    "pelo",
    "ajuda",
    "apoio",
    "colega",
    "colegas",
    "equipa",
    "yes",
    "yeah",
    "it",
    "its",
    "is",
    "now",
    "again",
    "fine",
    "well",
    "all",
    "thanks",
    "thank",
    "you",
    "great",
    "👍",
];

/// Whether a whole message says that it works. A question does not.
#[must_use]
pub fn says(text: &str) -> bool {
    if text.contains('?') {
        return false;
    }
    let words = fold::fold_words(text);
    let mut works = false;
    for word in words.split(' ') {
        let says_so = WORKS.contains(&word);
        works |= says_so;
        if !says_so && !AROUND.contains(&word) {
            return false;
        }
    }
    works
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_words_that_say_so_count() {
        for yes in [
            "já funciona, obrigada",
            "works now, yes",
            "it works now",
            "Thanks, it is working",
            "It's working now, thank you!",
            "ja esta a funcionar",
            "funcionou, obrigado",
            "Sim, já está resolvido. Muito obrigada pela ajuda",
            "ja funciona bem obg",
        ] {
            assert!(says(yes), "{yes}");
        }
        for other in [
            "ainda não funciona",
            "não funciona",
            "nao esta a funcionar",
            "still not working",
            "it does not work",
            "it works but slowly",
            "funciona às vezes",
            "já funciona?",
            "já funciona mas o rato não mexe",
            "está a funcionar mal",
            "it doesn't work",
            "does it work",
            "obrigado",
            "sim",
            "",
        ] {
            assert!(!says(other), "{other}");
        }
    }
}
