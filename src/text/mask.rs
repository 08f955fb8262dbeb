//! What of people's words is not for a group: what looks like a patient's number or name, or like a telephone number or
//! another long number that opens something (field N8, EP-18). It errs on the side of hiding: who must read it reads the
//! request in private.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

use super::{
    fold,
    lexicon::{calls, everyday, people},
};

/// What stands in the place of what is hidden.
const HIDDEN: &str = "•••";
/// Fewer digits are a number of something else: an error, a version, a reference.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// A name has at most so many words.
const NAMES: usize = 4;

/// A NID as it is written in Mozambique: the facility, the year, the number within it.
static NID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d{6,12}\s?[/\\]\s?\d{2,4}\s?[/\\]\s?\d{2,6}").ok());
/// Whatever is called a NID.
static CALLED_NID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(nids?\b[^\w\n]{0,4}(?:(?:n[ºo.]|numero|número|do|da|doente|paciente|utente|é|is)[^\w\n]{1,3}){0,3})([\w/.\\-]*\d[\w/.\\-]*)").ok()
});
/// Digits with what people put between them.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:\B\(|\+|\b)\(?\d(?:[ .()\u{a0}-]{0,2}\d){7,}").ok());
/// What is no number of a person: a date, a time after it, an address of the network.
static HARMLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:\d{4}[-.]\d{2}[-.]\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})(?: \d{1,2})?$|^\d{1,3}(?:\.\d{1,3}){3}$").ok()
});
/// A word for somebody who is ill, or before somebody's name.
static PATIENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:doentes?\b|pacientes?\b|utentes?\b|patients?\b|sr[aª]?\b\.?|dona\b|beb[eé]s? d[aeo]\b)").ok()
});

/// A text as a group may read it.
#[must_use]
pub fn for_group(text: &str) -> Cow<'_, str> {
    let masked = replaced(&NID, Cow::Borrowed(text), |_| HIDDEN.to_owned());
    let masked = replaced(&CALLED_NID, masked, |found| format!("{}{HIDDEN}", &found[1]));
    let masked = numbers(masked);
    names(masked)
}

/// What of a text a group may not read, piece by piece.
#[must_use]
pub fn found(text: &str) -> Vec<String> {
    let masked = for_group(text);
    let mut kept = masked.split(HIDDEN);
    let mut rest = kept.next().and_then(|first| text.strip_prefix(first)).unwrap_or(text);
    let mut found = Vec::new();
    let mut kept = kept.peekable();
    while let Some(after) = kept.next() {
        let is_rest = after.is_empty() && kept.peek().is_none();
        let end = if is_rest { rest.len() } else { rest.find(after).unwrap_or(rest.len()) };
        found.push(rest[..end].trim().to_owned());
        rest = rest.get(end + after.len()..).unwrap_or_default();
    }
    found.retain(|piece| !piece.is_empty());
    found
}

fn replaced<'t>(
    pattern: &LazyLock<Option<Regex>>,
    text: Cow<'t, str>,
    with: impl Fn(&Captures<'_>) -> String,
) -> Cow<'t, str> {
    let Some(pattern) = pattern.as_ref().filter(|pattern| pattern.is_match(&text)) else { return text };
    Cow::Owned(pattern.replace_all(&text, |found: &Captures<'_>| with(found)).into_owned())
}

/// Long numbers, but for dates and addresses.
fn numbers(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_harmless = |found: &str| HARMLESS.as_ref().is_some_and(|pattern| pattern.is_match(found));
    let counts = |found: &str| DIGITS.contains(&found.bytes().filter(u8::is_ascii_digit).count());
    replaced(&NUMBER, text, |found| {
        let number = &found[0];
        if counts(number) && !is_harmless(number) { HIDDEN.to_owned() } else { number.to_owned() }
    })
}

/// The names after a word for somebody who is ill.
fn names(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some(pattern) = PATIENT.as_ref().filter(|pattern| pattern.is_match(&text)) else { return text };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for found in pattern.find_iter(&text) {
        if found.end() < from {
            continue;
        }
        out.push_str(&text[from..found.end()]);
        from = found.end();
        if let Some((start, end)) = name_after(&text[from..]) {
            out.push_str(&text[from..from + start]);
            out.push_str(HIDDEN);
            from += end;
        }
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Where a name stands at the beginning of what follows such a word, if one does. After a word that announces one
/// ("chamada", "de nome") it may be in small letters.
fn name_after(rest: &str) -> Option<(usize, usize)> {
    const ANNOUNCES: [&str; 11] =
        ["chamado", "chamada", "chama-se", "nome", "named", "called", "name", "sr", "sra", "senhor", "senhora"];
    const BETWEEN: [&str; 14] = ["o", "a", "os", "as", "de", "com", "e", "is", "dona", "dr", "the", "seu", "sua", "mr"];
    let (mut announced, mut before) = (false, 0);
    for (at, word) in words(rest) {
        let gap = &rest[before..at];
        if gap.contains(['\n', ';', '!', '?', '•', '»', '«']) || gap.contains('.') && !is_title(&rest[..before]) {
            return None;
        }
        let plain = fold::fold(word);
        if ANNOUNCES.contains(&plain.as_str()) {
            announced = true;
        } else if !BETWEEN.contains(&plain.as_str()) || is_capital(word) && plain.len() > 2 {
            return name_at(rest, at, announced);
        }
        before = at + word.len();
    }
    None
}

/// Whether a text ends with the short form of a title, whose dot ends no sentence.
fn is_title(text: &str) -> bool {
    let last = words(text).last().map(|(_, word)| fold::fold(word)).unwrap_or_default();
    matches!(last.as_str(), "sr" | "sra" | "dr" | "dra" | "mr" | "mrs")
}

/// The words of a name that begins here.
fn name_at(rest: &str, start: usize, announced: bool) -> Option<(usize, usize)> {
    let is_shouted = !rest.chars().any(char::is_lowercase);
    // What follows a name in small letters belongs to it, unless it is a word of every day.
    let in_small = rest[start..].starts_with(char::is_lowercase);
    let (mut end, mut count, mut before) = (start, 0, start);
    for (at, word) in words(&rest[start..]).map(|(at, word)| (at + start, word)) {
        let gap = &rest[before..at];
        before = at + word.len();
        if count > 0 && gap.contains(|char: char| !char.is_whitespace()) || count == NAMES {
            break;
        }
        let joins = count > 0 && matches!(word, "da" | "de" | "do" | "das" | "dos" | "e" | "DA" | "DE" | "DO");
        let folded = fold::fold(word);
        let is_known = calls::is_name(&folded) || (in_small && count > 0 && !everyday::is_everyday(&folded));
        let is_of_work = people::ROLES.contains(&folded.as_str()) || people::TITLES.contains(&folded.as_str());
        let is_name = !is_common(word) && !is_of_work && (announced || is_shouted || is_capital(word) || is_known);
        if joins {
            continue;
        }
        if !is_name || !word.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '-')) {
            break;
        }
        (end, count) = (before, count + 1);
    }
    (count > 0).then_some((start, end))
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Words that follow "doente" and are nobody's name, also where a phone wrote them large.
fn is_common(word: &str) -> bool {
    const COMMON: [&str; 62] = [
        "nao",
        "n",
        "que",
        "com",
        "sem",
        "esta",
        "estao",
        "foi",
        "foram",
        "tem",
        "ja",
        "ainda",
        "novo",
        "nova",
        "novos",
        "em",
        "no",
        "na",
        "nos",
        "nas",
        "para",
        "por",
        "porque",
        "mas",
        "ou",
        "e",
        "quando",
        "aparece",
        "aparecem",
        "desapareceu",
        "desapareceram",
        "duplicado",
        "duplicados",
        "sao",
        "ficou",
        "ficaram",
        "fica",
        "esperam",
        "espera",
        "activo",
        "activos",
        "tarv",
        "nid",
        "hoje",
        "ontem",
        "so",
        "se",
        "the",
        "not",
        "is",
        "are",
        "was",
        "has",
        "have",
        "with",
        "without",
        "in",
        "on",
        "at",
        "does",
        "do",
        "summary",
    ];
    COMMON.contains(&fold::fold(word).as_str())
}

/// The words of a text, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '\'' | '’' | '-');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        let len = text[start..].find(|char| !is_part(char)).unwrap_or(text.len() - start);
        at = start + len;
        Some((start, &text[start..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::for_group;

    #[test]
    fn what_is_hidden_can_be_told() {
        for (text, pieces) in [
            ("Ligar ao 84 123 4567, ou ao 21 314 1592.", vec!["84 123 4567", "21 314 1592"]),
            ("Doente Maria João Cossa", vec!["Maria João Cossa"]),
            ("O OpenMRS está lento.", vec![]),
        ] {
            assert_eq!(super::found(text), pieces, "{text}");
        }
    }

    #[test]
    fn what_is_somebodys_is_hidden() {
        for (written, read) in [
            ("O NID 0110010101/2015/00123 não abre", "O NID ••• não abre"),
            ("a ficha 0110010101/2015/00123", "a ficha •••"),
            ("nid: 1234 dá erro", "nid: ••• dá erro"),
            ("o NID do doente é 45/19, não grava", "o NID do doente é •••, não grava"),
            ("Ligue para 84 123 4567 por favor", "Ligue para ••• por favor"),
            ("tel. +258841234567.", "tel. •••."),
            ("(21) 30 14 59 ou 82-1234567", "••• ou •••"),
            ("AnyDesk 123 456 789", "AnyDesk •••"),
            ("a doente Maria Tembe não aparece", "a doente ••• não aparece"),
            ("O paciente João da Silva Júnior tem duas fichas", "O paciente ••• tem duas fichas"),
            ("paciente: Ana, NID 12", "paciente: •••, NID •••"),
            ("utente chamada rosa macuácua ontem", "utente chamada ••• ontem"),
            ("o doente de nome carlos nhaca, no TARV", "o doente de nome •••, no TARV"),
            ("DOENTE MARIA TEMBE NÃO ABRE", "DOENTE ••• NÃO ABRE"),
            ("The patient Joe Bila is missing", "The patient ••• is missing"),
            ("o doente Sr. Abel Cossa", "o doente Sr. •••"),
            ("a doente maria tembe nao aparece", "a doente ••• nao aparece"),
            ("o paciente carlos nhacundela tem duas fichas", "o paciente ••• tem duas fichas"),
            ("utente fatima nao levantou", "utente ••• nao levantou"),
            ("a sra. rosa macuacua nao abre no openmrs", "a sra. ••• nao abre no openmrs"),
            ("o sr abel cossa", "o sr •••"),
            ("dona Celeste Uate, da ART", "dona •••, da ART"),
            ("o bebé de joana sitoe nao tem NID", "o bebé de ••• nao tem NID"),
            ("bebe da Ana", "bebe da •••"),
        ] {
            assert_eq!(for_group(written), read, "{written}");
        }
    }

    #[test]
    fn what_is_nobodys_stays() {
        for written in [
            "O servidor 192.168.100.120 não responde desde 2026-11-21 14:30",
            "desde 21.11.2026, e outra vez a 22-11-2026 10:15",
            "Pedido BL-10429, erro ORA-00942 na versão 2.12.3",
            "O doente não aparece na lista",
            "Os pacientes novos estão duplicados. A Ana já tentou.",
            "DOENTE NÃO APARECE NA LISTA",
            "Afecta o doente",
            "o doente transferido nao abre",
            "A sra. enfermeira pede ajuda",
            "Sr. Director, o sistema caiu",
            "o bebé de 2 meses",
            "abandona a sessão",
            "código 0x80070005 e 0123456",
            "Faltam 1 500 registos de 2 000 pacientes",
            "",
        ] {
            assert_eq!(for_group(written), written);
        }
    }
}
