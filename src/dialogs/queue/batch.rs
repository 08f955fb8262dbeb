//! Many replies in one message: each part begins with numbers of the list that was shown last, and says what is to be
//! done with them. A sentence that only happens to begin with a number is none.
//!
//! ```text
//! Bo:   1 feito reiniciei o servidor; 2 esc falta acesso; 3 foto?; 4-7 = BL-10429
//! bot:  1. BL-10437: Dado como resolvido.
//!       2. …                                                    [Desfazer]
//! ```

use crate::{
    core::verb::{Concern, Takes, Verb},
    dialogs::command::grammar,
    text::{fold, reference},
};

/// The highest number that a list has.
const HIGHEST: usize = 99;

/// What is to be done with some numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub numbers: Vec<usize>,
    pub wish: Wish,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A verb, with what was typed after it.
    Do(Verb, String),
    Ask(String),
    /// The reporter is asked for a photo.
    Photo,
    DuplicateOf(String),
    WrongDigit(String),
    /// Nothing that is known, as it was typed.
    Unknown(String),
}

/// Verbs as they are written in haste.
const SHORT: [(&str, Verb); 13] = [
    ("feito", Verb::Resolve),
    ("feita", Verb::Resolve),
    ("resolvido", Verb::Resolve),
    ("resolvida", Verb::Resolve),
    ("done", Verb::Resolve),
    ("fixed", Verb::Resolve),
    ("resolved", Verb::Resolve),
    ("esc", Verb::Escalate),
    ("escalar", Verb::Escalate),
    ("assumo", Verb::Take),
    ("resp", Verb::Reply),
    ("perg", Verb::Ask),
    ("dup", Verb::Duplicate),
];
const PHOTO: [&str; 9] =
    ["foto", "fotos", "imagem", "captura", "captura de ecra", "photo", "picture", "screenshot", "pic"];

/// A batch, if the text is one: all its parts begin with numbers, and at least half of them ask for something known.
pub fn parse(text: &str, prefix: &str) -> Option<Vec<Told>> {
    let parts: Option<Vec<Told>> = text
        .split([';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (numbers, rest) = numbers(part)?;
            Some(Told { numbers, wish: wish(rest, prefix) })
        })
        .collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let known = parts.iter().filter(|part| !matches!(part.wish, Wish::Unknown(_))).count();
    (known * 2 >= parts.len()).then_some(parts)
}

/// Whether a text could be nothing but a batch, also where no list was shown: each part names a verb.
pub fn is_surely_one(parts: &[Told]) -> bool {
    parts.iter().all(|part| match part.wish {
        Wish::Do(..) | Wish::DuplicateOf(_) | Wish::WrongDigit(_) | Wish::Photo => true,
        Wish::Ask(_) | Wish::Unknown(_) => false,
    })
}

/// A number of a list, typed alone.
pub fn number(text: &str) -> Option<usize> {
    let (numbers, rest) = numbers(text.trim())?;
    let [number] = numbers[..] else { return None };
    rest.is_empty().then_some(number)
}

/// The numbers at the beginning of a part, `1`, `1,3` or `4-7`, and the rest.
fn numbers(part: &str) -> Option<(Vec<usize>, &str)> {
    let (first, mut rest) = digits(part)?;
    let mut numbers = vec![first];
    loop {
        let next = rest.trim_start();
        if let Some((until, after)) = next.strip_prefix(['-', '–', '—']).and_then(|next| digits(next.trim_start()))
        {
            let from = numbers.pop().unwrap_or(until);
            numbers.extend(from.min(until)..=from.max(until));
            rest = after;
        } else if let Some((number, after)) = next.strip_prefix(',').and_then(|next| digits(next.trim_start())) {
            numbers.push(number);
            rest = after;
        } else {
            break;
        }
    }
    let bare = rest.trim_start_matches(['.', ')', ':', ',']);
    let is_apart = bare.is_empty() || bare.starts_with(|char: char| char.is_whitespace() || char == '=');
    is_apart.then(|| (numbers, bare.trim()))
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok().filter(|number| (1..=HIGHEST).contains(number))?;
    Some((number, &text[length..]))
}

fn wish(rest: &str, prefix: &str) -> Wish {
    let unknown = || Wish::Unknown(rest.to_owned());
    if let Some(other) = rest.strip_prefix('=') {
        return match reference::whole(other, prefix) {
            Some(Ok(reference)) => Wish::DuplicateOf(reference),
            Some(Err(wrong)) => Wish::WrongDigit(wrong.0),
            None => unknown(),
        };
    }
    let (first, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let asks = rest.ends_with('?');
    // "3 resolvido?" asks whether it is.
    if let Some(verb) = verb(first).filter(|_| !(asks && words.is_empty())) {
        return Wish::Do(verb, words.trim().to_owned());
    }
    if !asks {
        return unknown();
    }
    let folded = fold::fold(rest);
    if folded.is_empty() {
        unknown()
    } else if PHOTO.contains(&folded.as_str()) {
        Wish::Photo
    } else {
        Wish::Ask(rest.to_owned())
    }
}

/// A verb of the desk on a ticket that needs no dialog of its own.
fn verb(word: &str) -> Option<Verb> {
    let name = fold::fold(word);
    let short = SHORT.iter().find(|(short, _)| *short == name).map(|(_, verb)| *verb);
    short.or_else(|| grammar::by_name(&name)).filter(|verb| {
        let row = verb.row();
        matches!(row.concern, Concern::Desk | Concern::Gate) && row.takes != Takes::Own && *verb != Verb::Talk
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(numbers: &[usize], wish: Wish) -> Told {
        Told { numbers: numbers.to_vec(), wish }
    }

    fn does(verb: Verb, words: &str) -> Wish {
        Wish::Do(verb, words.to_owned())
    }

    #[test]
    fn parts_are_told_apart() {
        let text = "1 feito reiniciei o servidor; 2 esc; 3 foto?; 4-7 = BL-10429";
        let parts = vec![
            told(&[1], does(Verb::Resolve, "reiniciei o servidor")),
            told(&[2], does(Verb::Escalate, "")),
            told(&[3], Wish::Photo),
            told(&[4, 5, 6, 7], Wish::DuplicateOf("BL-10429".into())),
        ];
        assert_eq!(parse(text, "BL"), Some(parts));
    }

    #[test]
    fn each_part_is_understood_as_it_is_written() {
        for (text, numbers, wish) in [
            ("1 resolvido: trocámos o cabo", vec![1], does(Verb::Resolve, "trocámos o cabo")),
            ("1. done restarted", vec![1], does(Verb::Resolve, "restarted")),
            ("2) Assumir", vec![2], does(Verb::Take, "")),
            ("1,3 take", vec![1, 3], does(Verb::Take, "")),
            ("1, 3-5 take", vec![1, 3, 4, 5], does(Verb::Take, "")),
            ("7–5 = #10429", vec![5, 6, 7], Wish::DuplicateOf("BL-10429".into())),
            ("5 nota falei com a US", vec![5], does(Verb::Note, "falei com a US")),
            ("5 resp já vamos", vec![5], does(Verb::Reply, "já vamos")),
            ("5 a luz está acesa?", vec![5], Wish::Ask("a luz está acesa?".into())),
            ("5 resolvido?", vec![5], Wish::Ask("resolvido?".into())),
            ("5 Photo?", vec![5], Wish::Photo),
            ("6 prioridade alta parou tudo", vec![6], does(Verb::Priority, "alta parou tudo")),
            ("6 = BL-10428", vec![6], Wish::WrongDigit("BL-10428".into())),
        ] {
            assert_eq!(parse(text, "BL"), Some(vec![told(&numbers, wish)]), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_batches() {
        for text in [
            "2 computadores não ligam",
            "2 computers do not start",
            "2G não funciona",
            "1.5 GB de memória",
            "10-12 de Novembro não abriu",
            "100 feito",
            "1 feito\nobrigado",
            "1; 2",
            "3",
            "",
            "; ;",
            "1 estado",
            "1 conversa",
            "1 ?",
        ] {
            assert_eq!(parse(text, "BL"), None, "{text}");
        }
        // With one that is known among them, what is not known is told.
        let mixed = parse("1 feito reiniciou; 2 xyz", "BL");
        assert_eq!(mixed.map(|parts| parts[1].wish.clone()), Some(Wish::Unknown("xyz".into())));
    }

    #[test]
    fn a_number_alone_is_a_ticket_of_the_list() {
        for (text, found) in
            [("3", Some(3)), ("3.", Some(3)), (" 12 ", Some(12)), ("1,3", None), ("0", None), ("3 x", None)]
        {
            assert_eq!(number(text), found, "{text}");
        }
    }
}
