//! What is asked of the queue, as it is typed: parts of it, `name:value`, and bare names of the desk's values, in any
//! order, in both languages, with or without accents. What is not understood is told, never passed over.
//!
//! ```text
//! Bo:   /fila novos urgente provincia:Gaza
//! Bo:   /fila estado:resolvido texto:"não abre"
//! ```

use super::meaning::{self, Key, Meaning};
use crate::{
    core::{
        directory::Facility,
        queue::{Filter, Slice},
        ticket::Status,
    },
    dialogs::{nearby, view::View},
    text::fold,
};

/// The longest name of a value, in words.
const LONGEST: usize = 5;
/// How many facilities that a name may mean are told.
const TOLD: usize = 3;
/// A beginning shorter than this names nothing.
const SHORTEST: usize = 3;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing in particular.
    Nothing,
    Look(Box<Filter>),
    /// What waits for them, as in the morning.
    Digest,
    Unclear(Vec<String>),
    Ambiguous(String, Vec<String>),
    /// A facility's name that may mean several, each with its code.
    WhichFacility(String, Vec<(String, String)>),
}

/// Words between names that mean nothing here.
const BETWEEN: &[&str] = &["de", "da", "do", "em", "na", "no", "e", "com", "os", "as", "the", "of", "in", "and", "for"];

/// Reads what was typed after the command.
pub fn parse(rest: &str, view: &View<'_>) -> Asked {
    let tokens = tokens(rest);
    if tokens.is_empty() {
        return Asked::Nothing;
    }
    let mut reading =
        Reading { view, filter: Filter::default(), digest: false, unclear: Vec::new(), twice: None, which: None };
    let mut at = 0;
    while at < tokens.len() {
        at += reading.token(&tokens[at..]);
    }
    if let (Some((word, facilities)), true) = (reading.which, reading.unclear.is_empty()) {
        return Asked::WhichFacility(word, facilities);
    }
    match (reading.twice, reading.unclear, reading.digest) {
        (_, unclear, _) if !unclear.is_empty() => Asked::Unclear(unclear),
        (Some((word, keys)), ..) => Asked::Ambiguous(word, keys),
        (None, _, true) if reading.filter == Filter::default() => Asked::Digest,
        (None, _, true) => Asked::Unclear(vec![meaning::DIGEST[0].to_owned()]),
        (None, _, false) => Asked::Look(Box::new(reading.filter)),
    }
}

/// A word, or words within quotation marks, perhaps after `name:`.
#[derive(Debug, Default)]
struct Token {
    /// As it was typed.
    raw: String,
    name: Option<String>,
    value: String,
    quoted: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut token = Token::default();
    let mut inside = false;
    for char in text.chars() {
        let is_mark = matches!(char, '"' | '“' | '”' | '«' | '»' | '„');
        if char.is_whitespace() && !inside {
            tokens.push(std::mem::take(&mut token));
            continue;
        }
        token.raw.push(char);
        if is_mark {
            inside = !inside;
            token.quoted = true;
        } else if matches!(char, ':' | '=') && !inside && token.name.is_none() {
            token.name = Some(std::mem::take(&mut token.value));
        } else {
            token.value.push(char);
        }
    }
    tokens.push(token);
    tokens.retain(|token| !token.raw.is_empty());
    tokens
}

/// How words are compared with names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Whole,
    /// Their beginning is enough.
    Beginning,
    /// The same, and it was said what kind of value it is.
    Named,
}

struct Reading<'v> {
    view: &'v View<'v>,
    filter: Filter,
    digest: bool,
    unclear: Vec<String>,
    /// The first word that may mean several things, with the names of what.
    twice: Option<(String, Vec<String>)>,
    /// The first facility that is not clear, with the codes and names that may be meant.
    which: Option<(String, Vec<(String, String)>)>,
}

impl Reading<'_> {
    /// Reads the first token, with those that belong to it. Returns how many were read.
    fn token(&mut self, tokens: &[Token]) -> usize {
        let Some(first) = tokens.first() else { return 1 };
        let Some(name) = &first.name else {
            return if first.quoted { self.text(first, &first.value) } else { self.bare(tokens) };
        };
        let name = fold::fold_words(name);
        let Some(key) = meaning::KEYS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key)
        else {
            return self.not_clear(first);
        };
        // `texto: "não abre"`: the value may stand apart.
        let apart = first.value.is_empty() && tokens.get(1).is_some_and(|next| next.name.is_none());
        let (values, before) = if apart { (&tokens[1..], 1) } else { (tokens, 0) };
        let Some(value) = values.first() else { return self.not_clear(first) };
        if key == Key::Text {
            return before + self.text(first, &value.value);
        }
        if key == Key::Facility {
            return before + self.facility(first, values);
        }
        before + self.value(first, key, values)
    }

    /// The value of a name: the longest run of words that is one.
    fn value(&mut self, first: &Token, key: Key, tokens: &[Token]) -> usize {
        for length in (1..=run(tokens)).rev() {
            let words = joined(&tokens[..length]);
            let fit = if length == 1 { Fit::Named } else { Fit::Beginning };
            if let Some(meaning) = self.mean(key, &words, fit) {
                self.take(first, meaning);
                return length;
            }
        }
        self.not_clear(first)
    }

    /// A facility by its code or name, their own province first; what may be several is asked back.
    fn facility(&mut self, first: &Token, tokens: &[Token]) -> usize {
        let view = self.view;
        let province = nearby::province(view);
        for length in (1..=run(tokens)).rev() {
            let words = joined(&tokens[..length]);
            match view.directory.called(&words, province.as_deref()).as_slice() {
                [] => {}
                [one] => {
                    self.take(first, Meaning::Facility(one.id, view.directory.told_apart(one)));
                    return length;
                }
                several => return self.which(words, several, length),
            }
        }
        let words = joined(&tokens[..run(tokens)]);
        match nearby::find(&words, TOLD, view).as_slice() {
            [] => self.not_clear(first),
            near => self.which(words, near, run(tokens)),
        }
    }

    fn which(&mut self, words: String, found: &[&Facility], length: usize) -> usize {
        let told = |one: &&Facility| (one.code.clone(), self.view.directory.told_apart(one));
        let found = found.iter().take(TOLD).map(told).collect();
        self.which.get_or_insert((words, found));
        length
    }

    /// Words without a name: the longest run that is a value of anything.
    fn bare(&mut self, tokens: &[Token]) -> usize {
        const ANY: [Key; 10] = [
            Key::Slice,
            Key::State,
            Key::Priority,
            Key::System,
            Key::Category,
            Key::Department,
            Key::Province,
            Key::Partner,
            Key::Tag,
            Key::Owner,
        ];
        let first = &tokens[0];
        for length in (1..=run(tokens)).rev() {
            let words = joined(&tokens[..length]);
            for fit in [Fit::Whole, Fit::Beginning] {
                let mut found: Vec<(Key, Meaning)> =
                    ANY.into_iter().filter_map(|key| Some((key, self.mean(key, &words, fit)?))).collect();
                // "novos" is a part of the queue before it is a status.
                if found.first().is_some_and(|(key, _)| matches!(key, Key::Slice | Key::State)) {
                    found.truncate(1);
                }
                match found.len() {
                    0 => {}
                    1 => {
                        let (_, meaning) = found.swap_remove(0);
                        self.take(first, meaning);
                        return length;
                    }
                    _ => {
                        let names = found.iter().map(|(key, _)| meaning::name(*key, self.view.locale)).collect();
                        self.twice.get_or_insert((words.clone(), names));
                        return length;
                    }
                }
            }
        }
        if BETWEEN.contains(&fold::fold(&first.value).as_str()) { 1 } else { self.not_clear(first) }
    }

    fn text(&mut self, first: &Token, words: &str) -> usize {
        if self.view.is_agent() && self.filter.text.is_none() && !fold::fold_words(words).is_empty() {
            self.filter.text = Some(words.trim().to_owned());
            return 1;
        }
        self.not_clear(first)
    }

    fn not_clear(&mut self, token: &Token) -> usize {
        self.unclear.push(token.raw.clone());
        1
    }

    /// What words mean as a value of this kind. Of the beginning of a name it must be the only one.
    fn mean(&self, key: Key, words: &str, fit: Fit) -> Option<Meaning> {
        let folded = fold::fold_words(words);
        if folded.is_empty() {
            return None;
        }
        let all = meaning::options(key, self.view);
        let one = folded.strip_suffix('s').unwrap_or(&folded);
        let same = |(names, _): &&(Vec<String>, Meaning)| names.iter().any(|name| *name == folded || *name == one);
        if let Some((_, meaning)) = all.iter().find(same) {
            return Some(meaning.clone());
        }
        if key == Key::Tag && fit == Fit::Named {
            return Some(Meaning::Tag(meaning::tag(words)));
        }
        let begins = |(names, _): &&(Vec<String>, Meaning)| names.iter().any(|name| name.starts_with(&folded));
        let mut found = all.iter().filter(begins);
        let may_begin = fit != Fit::Whole && folded.chars().count() >= SHORTEST;
        match (found.next().filter(|_| may_begin), found.next()) {
            (Some((_, meaning)), None) => Some(meaning.clone()),
            (None | Some(_), _) => None,
        }
    }

    /// Puts a meaning into the filter; what says the contrary of what was said before is not clear.
    fn take(&mut self, token: &Token, meaning: Meaning) {
        let filter = &mut self.filter;
        let is_desk = self.view.is_agent();
        let fits = match meaning {
            Meaning::Slice(Slice::Mine) | Meaning::Digest | Meaning::Tag(_) | Meaning::Unowned if !is_desk => false,
            Meaning::Slice(slice) => set(&mut filter.slice, &Slice::Any, slice),
            Meaning::Digest => {
                self.digest = true;
                true
            }
            Meaning::Statuses(statuses) => {
                let fresh = statuses.iter().filter(|status| !filter.statuses.contains(status));
                let fresh: Vec<Status> = fresh.copied().collect();
                filter.statuses.extend(fresh);
                true
            }
            Meaning::Partner(id, name) => set(&mut filter.partner, &None, Some((id, name))),
            Meaning::Province(name) => set(&mut filter.province, &None, Some(name)),
            Meaning::Facility(id, name) => set(&mut filter.facility, &None, Some((id, name))),
            Meaning::System(key) => set(&mut filter.system, &None, Some(key)),
            Meaning::Category(key) => set(&mut filter.category, &None, Some(key)),
            Meaning::Priority(key) => set(&mut filter.priority, &None, Some(key)),
            Meaning::Tag(tag) => set(&mut filter.tag, &None, Some(tag)),
            Meaning::Department(key) => {
                filter.departments.push(key);
                true
            }
            Meaning::Unowned => {
                filter.unowned = true;
                true
            }
            Meaning::Closed(closed) => {
                filter.closed = closed;
                true
            }
        };
        if !fits {
            self.not_clear(token);
        }
    }
}

fn set<T: PartialEq>(place: &mut T, empty: &T, value: T) -> bool {
    if place != empty && *place != value {
        return false;
    }
    *place = value;
    true
}

/// How many tokens may belong to a value: a value in quotation marks stands alone.
fn run(tokens: &[Token]) -> usize {
    if tokens.first().is_some_and(|token| token.quoted) {
        return 1;
    }
    let more = tokens.iter().skip(1).take(LONGEST - 1).take_while(|token| token.name.is_none() && !token.quoted);
    1 + more.count()
}

fn joined(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.value.as_str()).collect::<Vec<_>>().join(" ")
}
