//! For whom a message is written: «em nome da colega Ana», «o digitador do CS Ndlavela pediu». A name is what is written
//! with a capital, or the word after a title; without one, what the person is.

use super::{facility::Places, words::Words};
use crate::text::{
    lexicon::{everyday, people},
    names,
};

/// So many words belong to a name.
const LONGEST: usize = 5;
/// Between somebody and what they did.
const BETWEEN: usize = 8;

/// Whoever needs help, as they are called.
pub(super) fn behalf(text: &str, words: &Words<'_>, places: &Places) -> Option<String> {
    let told = people::ON_BEHALF.iter().find_map(|phrase| words.all(phrase, false).next());
    if let Some(at) = told {
        return called(text, words, places, at.end, true);
    }
    (0..words.tokens.len()).find_map(|at| {
        let is_article = at > 0
            && matches!(words.word(at - 1), "o" | "a" | "the" | "os" | "as" | "um" | "uma" | "nossa" | "nosso" | "our");
        let is_role = people::ROLES.contains(&words.word(at)) && (is_article || words.tokens[at].is_capital);
        (is_role && asks(words, at)).then(|| called(text, words, places, at, false)).flatten()
    })
}

/// Whether somebody who is named here is said to ask for something.
fn asks(words: &Words<'_>, from: usize) -> bool {
    let reach = (from + 1..(from + 1 + BETWEEN).min(words.tokens.len())).take_while(|at| words.same_clause(from, *at));
    for at in reach {
        if matches!(words.word(at), "nao" | "not" | "ao" | "que" | "quem") && at > from + 1 {
            return false;
        }
        if people::ASKED.contains(&words.word(at)) {
            return true;
        }
    }
    false
}

/// What somebody is called who is named from here on.
fn called(text: &str, words: &Words<'_>, places: &Places, from: usize, must_be: bool) -> Option<String> {
    let in_place = |at: usize| places.at.iter().any(|place| place.contains(&at));
    let mut at = from;
    let mut role: Option<(usize, usize)> = None;
    while at < words.tokens.len() && words.same_clause(from, at) && at < from + 4 {
        let word = words.word(at);
        if people::ROLES.contains(&word) {
            role = Some((role.map_or(at, |(first, _)| first), at + 1));
        } else if !matches!(
            word,
            "o" | "a"
                | "da"
                | "do"
                | "de"
                | "minha"
                | "meu"
                | "nossa"
                | "nosso"
                | "my"
                | "our"
                | "the"
                | "entry"
                | "colega"
        ) {
            break;
        }
        at += 1;
    }
    let first = at;
    let is_name = |at: usize| {
        words.tokens.get(at).is_some_and(|token| {
            let is_after_title =
                at == first && role.is_some() && !everyday::is_everyday(&token.folded) && token.folded.len() >= 3;
            let is_known = !people::ASKED.contains(&words.word(at)) && !people::ROLES.contains(&words.word(at));
            is_known
                && !in_place(at)
                && words.same_clause(from, at)
                && (token.is_capital
                    || is_after_title
                    || (must_be && at == first && !everyday::is_everyday(&token.folded)))
        })
    };
    let is_link = |at: usize| matches!(words.word(at), "da" | "de" | "do" | "dos" | "e") && is_name(at + 1);
    let mut end = first;
    while end < first + LONGEST && (is_name(end) || (end > first && is_link(end))) {
        end += 1;
    }
    let (start, end) = match (end > first, role) {
        (true, _) => (first, end),
        (false, Some(role)) => role,
        (false, None) => return None,
    };
    let (first, last) = (words.tokens.get(start)?, words.tokens.get(end - 1)?);
    let name = names::clean(text.get(first.start..last.end)?);
    (!name.is_empty()).then_some(name)
}
