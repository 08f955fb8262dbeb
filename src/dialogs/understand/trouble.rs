//! What kind of trouble a message tells, how urgent it sounds, and whom it hits: by weighing the phrases in it. A close
//! call is none.

use std::sync::LazyLock;

use super::{Reading, words::Words};
use crate::{
    core::{
        draft::Suggested,
        policy::{
            desk::{Desk, Named},
            scheme::Policy,
        },
    },
    text::lexicon::{
        Phrase, phrases,
        sayings::{Degree, IMPACTS, URGENCIES},
        trouble::TROUBLES,
    },
};

/// Less than this tells nothing.
const LEAST: f32 = 1.5;
/// What is not ahead by this much is as good as what follows.
const AHEAD: f32 = 0.7;
/// What phrases beside the strongest add.
const FURTHER: f32 = 0.4;
/// A desk's own words for a category.
const OWN_WORD: f32 = 2.0;
/// A suggestion needs this much.
const SUGGESTS: f32 = 1.5;

static WEIGHED: LazyLock<Vec<Vec<Phrase>>> =
    LazyLock::new(|| TROUBLES.iter().map(|trouble| phrases(trouble.says).collect()).collect());
static URGENCY: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| all(URGENCIES));
static IMPACT: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| all(IMPACTS));

fn all(degrees: &[Degree]) -> Vec<Vec<Phrase>> {
    degrees.iter().map(|degree| phrases(degree.says).collect()).collect()
}

/// The category that a message tells of.
pub(super) fn category(words: &Words<'_>, desk: &Desk) -> Reading<String> {
    let mut weighed: Vec<(f32, &str)> = Vec::new();
    for category in &desk.categories {
        let named = &category.named;
        let known = TROUBLES.iter().zip(WEIGHED.iter()).find(|(trouble, _)| is_of(named, trouble.key, trouble.anchors));
        let mut weights: Vec<f32> = known.map_or_else(Vec::new, |(_, phrases)| told(words, phrases));
        if known.is_none() {
            weights.extend(own_words(words, named));
        }
        let weight = sum(weights);
        if weight >= LEAST {
            weighed.push((weight, &named.key));
        }
    }
    weighed.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    match weighed.as_slice() {
        [] => Reading::Nothing,
        [(_, only)] => Reading::One((*only).to_owned()),
        [(best, first), (second, _), ..] if best - second >= AHEAD => Reading::One((*first).to_owned()),
        [(best, _), ..] => {
            let near = weighed.iter().take_while(|(weight, _)| best - weight < AHEAD);
            Reading::Several(near.map(|(_, key)| (*key).to_owned()).collect())
        }
    }
}

/// The urgency and the impact that the words suggest, as a policy calls them.
pub(super) fn degrees(words: &Words<'_>, policy: &Policy) -> Suggested {
    Suggested {
        urgency: suggested(words, &policy.urgencies, URGENCIES, &URGENCY),
        impact: suggested(words, &policy.impacts, IMPACTS, &IMPACT),
    }
}

fn suggested(words: &Words<'_>, named: &[Named], degrees: &[Degree], says: &[Vec<Phrase>]) -> Option<String> {
    let mut best: Option<(f32, &str)> = None;
    for (degree, says) in degrees.iter().zip(says) {
        let Some(named) = named.iter().find(|named| is_of(named, degree.key, degree.anchors)) else { continue };
        let weight = sum(told(words, says));
        if weight >= SUGGESTS && best.is_none_or(|(other, _)| weight > other + 0.01) {
            best = Some((weight, &named.key));
        }
    }
    best.map(|(_, key)| key.to_owned())
}

/// The weights of the phrases that stand in the message and are not denied.
fn told(words: &Words<'_>, says: &[Phrase]) -> Vec<f32> {
    let stands = |(phrase, _): &&Phrase| {
        let denies = phrase.starts_with("nao ");
        words.all(phrase, true).any(|at| denies || !words.is_denied_trouble(&at))
    };
    says.iter().filter(stands).map(|(_, weight)| *weight).collect()
}

/// The strongest, and a part of the rest.
fn sum(weights: Vec<f32>) -> f32 {
    let best = weights.iter().copied().fold(0.0, f32::max);
    let (good, bad): (Vec<f32>, Vec<f32>) = weights.into_iter().partition(|weight| *weight > 0.0);
    best + FURTHER * (good.iter().sum::<f32>() - best).max(0.0) + bad.iter().sum::<f32>()
}

fn own_words(words: &Words<'_>, named: &Named) -> Vec<f32> {
    const VAGUE: [&str; 5] = ["outro", "outra", "other", "nao sei", "dont know"];
    let stands = |name: &&String| name.len() >= 3 && !VAGUE.contains(&name.as_str()) && words.has(name);
    named.names().iter().filter(stands).map(|_| OWN_WORD).collect()
}

/// Whether what a desk names so is of a kind that the lexicon knows.
fn is_of(named: &Named, key: &str, anchors: &[&str]) -> bool {
    named.key == key || named.names().iter().any(|name| anchors.contains(&name.as_str()))
}
