//! Labels of buttons: at most 20 characters, which is what the smallest screens and other platforms show (B.9, C.3).

use std::collections::BTreeSet;

use balcao::{
    core::policy::{
        desk::{Named, QuestionKind},
        desk_file,
    },
    text::{lexicon::choices, locale::Locale},
};

use crate::texts::{FILLED, said};

/// The longest label, in characters.
const LONGEST: usize = 20;

/// A reference of many years.
const REFERENCE: &str = "BL-123456";

/// Keys of labels.
fn is_label(key: &str) -> bool {
    ["choice-", "field-", "value-"].iter().any(|family| key.starts_with(family)) && !key.starts_with("value-for-")
}

#[test]
fn labels_are_short() {
    for locale in Locale::ALL {
        let labels: Vec<_> = said(locale).into_iter().filter(|text| is_label(&text.key)).collect();
        assert!(labels.len() > 90, "they are found");
        for label in labels {
            let text = label.text.replace(FILLED, REFERENCE);
            assert!((1..=LONGEST).contains(&text.chars().count()), "{locale} {}: {text}", label.key);
        }
    }
}

#[test]
fn labels_say_one_thing_each() {
    for locale in Locale::ALL {
        let labels = said(locale).into_iter().filter(|text| is_label(&text.key));
        for label in labels {
            assert!(!label.text.ends_with(['.', ':', '!']), "{locale} {}: {}", label.key, label.text);
        }
    }
}

/// Words that are only understood stand beside the labels that they are understood for, and not in the languages.
#[test]
fn what_is_only_understood_is_not_in_the_languages() {
    let labels: BTreeSet<_> = said(Locale::Pt).into_iter().map(|text| text.key).filter(|key| is_label(key)).collect();
    for locale in Locale::ALL {
        for file in std::fs::read_dir(format!("locales/{locale}")).expect("the folder") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
            assert!(!text.contains(".words"), "{locale}: {text}");
        }
    }
    for (key, words) in choices::all() {
        assert!(labels.contains(key) && !words.trim().is_empty(), "{key}: {words}");
    }
    let with_words = labels.iter().filter(|key| choices::of(key).next().is_some()).count();
    assert!(with_words > 100, "{with_words}");
}

#[test]
fn the_shipped_desks_labels_are_short() {
    let desk = desk_file::load("epts").expect("the shipped desk");
    let questions = || desk.categories.iter().flat_map(|category| &category.questions);
    let options = questions().filter_map(|asked| match &asked.kind {
        QuestionKind::Choice(options) => Some(options),
        _ => None,
    });
    let categories = desk.categories.iter().map(|category| &category.named);
    let named: Vec<&Named> = desk
        .systems
        .iter()
        .chain(categories)
        .chain(&desk.policy.urgencies)
        .chain(&desk.policy.impacts)
        .chain(desk.policy.priorities.iter().map(|priority| &priority.named))
        .chain(options.flatten())
        .collect();
    assert!(named.len() > 30);
    for label in named.iter().flat_map(|named| Locale::ALL.map(|locale| named.label.in_locale(locale))) {
        assert!((1..=LONGEST).contains(&label.chars().count()), "{label}");
    }
}
