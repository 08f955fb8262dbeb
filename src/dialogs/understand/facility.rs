//! Which facility a message is about, seen from whoever writes: their own province comes first, their own facility
//! before others of its name, and a place where they work anyway names nothing new.

use std::ops::Range;

use super::{Reading, words::Words};
use crate::{
    core::directory::{Directory, Facility, Mention},
    text::fold::fold,
};

/// What was read of facilities.
#[derive(Default)]
pub(super) struct Places {
    pub(super) reading: Reading<i64>,
    /// The words that named it.
    pub(super) named: String,
    /// Where facilities are named, so that no person is called so.
    pub(super) at: Vec<Range<usize>>,
}

/// How many facilities are worth asking about.
const MOST: usize = 3;

pub(super) fn read(
    text: &str,
    words: &Words<'_>,
    taken: &[bool],
    directory: &Directory,
    own: Option<&Facility>,
) -> Places {
    let mentions: Vec<Mention<'_>> = directory.mentions(words.tokens, taken);
    let at = mentions.iter().map(|mention| mention.at.clone()).collect();
    let said: Vec<&Mention<'_>> = mentions.iter().filter(|mention| !words.is_denied(&mention.at)).collect();
    let named = said.first().map_or_else(String::new, |mention| quoted(text, words, &mention.at));
    let mut readings: Vec<(Vec<&Facility>, bool)> = said.iter().filter_map(|mention| meant(mention, own)).collect();
    // The same place told twice is one; a sure name settles a vague one that can be the same.
    let sure: Vec<&Facility> =
        readings.iter().filter(|(_, sure)| *sure).filter_map(|(found, _)| found.first().copied()).collect();
    readings
        .retain(|(found, is_sure)| *is_sure || !found.iter().any(|one| sure.iter().any(|other| one.id == other.id)));
    let mut ids: Vec<i64> = Vec::new();
    for facility in readings.iter().flat_map(|(found, _)| found) {
        if !ids.contains(&facility.id) {
            ids.push(facility.id);
        }
    }
    let all_sure = readings.iter().all(|(_, sure)| *sure);
    let reading = match ids.as_slice() {
        [] => Reading::Nothing,
        [one] if all_sure => Reading::One(*one),
        [_, ..] => {
            ids.truncate(MOST);
            Reading::Several(ids)
        }
    };
    Places { reading, named, at }
}

/// The facilities that a mention means, and whether that is one for sure.
fn meant<'d>(mention: &Mention<'d>, own: Option<&Facility>) -> Option<(Vec<&'d Facility>, bool)> {
    let mut found = mention.facilities.clone();
    let is_own = |facility: &&Facility| own.is_some_and(|own| own.id == facility.id);
    let lies_here = |facility: &&Facility| own.is_some_and(|own| own.province == facility.province);
    if mention.is_place && found.iter().all(|facility| !is_own(facility)) && own.is_some_and(|own| is_in(own, &found)) {
        // «aqui em Marracuene» of somebody who works in Marracuene.
        return None;
    }
    if mention.is_sure {
        return Some((found, !mention.is_place || !is_of_province(mention)));
    }
    if let Some(own) = found.iter().copied().find(is_own).filter(|_| are_namesakes(&found) || mention.is_place) {
        return Some((vec![own], true));
    }
    if are_namesakes(&found) && found.iter().filter(|facility| lies_here(facility)).count() == 1 {
        found.retain(|facility| lies_here(facility));
        return Some((found, found_is_one_name(mention)));
    }
    // The person's own province first, the order within it as it was.
    found.sort_by_key(|facility| !lies_here(facility));
    Some((found, false))
}

/// Several facilities that are called the same.
fn are_namesakes(found: &[&Facility]) -> bool {
    found.len() > 1 && found.iter().all(|facility| fold(&facility.name) == fold(&found[0].name))
}

fn found_is_one_name(mention: &Mention<'_>) -> bool {
    are_namesakes(&mention.facilities)
}

/// Whether somebody's facility lies where the others lie.
fn is_in(own: &Facility, found: &[&Facility]) -> bool {
    found.iter().any(|facility| facility.district == own.district)
}

/// The name of a whole province alone says too little.
fn is_of_province(mention: &Mention<'_>) -> bool {
    mention.facilities.iter().any(|facility| {
        let name = fold(&facility.name);
        name.ends_with(&fold(&facility.province))
    })
}

/// The words as they were written.
fn quoted(text: &str, words: &Words<'_>, at: &Range<usize>) -> String {
    let (first, last) = (words.tokens.get(at.start), words.tokens.get(at.end.saturating_sub(1)));
    match (first, last) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or_default().to_owned(),
        (None, _) | (_, None) => String::new(),
    }
}
