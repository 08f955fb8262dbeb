//! Labels of buttons: at most 20 characters, which is what the smallest screens and other platforms show (B.9, C.3).

use std::collections::BTreeSet;

use balcao::{
    core::policy::{
        desk::{Desk, Named, QuestionKind},
        desk_file,
    },
    text::{fold, lexicon::choices, locale::Locale},
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

/// All that a desk names and that may stand on a button.
fn buttons(desk: &Desk) -> Vec<&Named> {
    let questions = || desk.categories.iter().flat_map(|category| &category.questions);
    let options = questions().filter_map(|asked| match &asked.kind {
        QuestionKind::Choice(options) => Some(options),
        _ => None,
    });
    let of_policies = desk.all_policies().flat_map(|policy| {
        let severities = policy.pairs().map_or(&[][..], |pairs| &pairs.severities);
        let priorities = policy.priorities.iter().map(|priority| &priority.named);
        policy.urgencies.iter().chain(&policy.impacts).chain(severities).chain(priorities)
    });
    let fields = desk.actors.fields.iter().map(|field| &field.named);
    desk.systems
        .iter()
        .chain(desk.categories.iter().map(|category| &category.named))
        .chain(desk.departments.iter().map(|department| &department.named))
        .chain(desk.actors.groups.iter().map(|group| &group.named))
        .chain(desk.canned.iter().map(|canned| &canned.named))
        .chain(fields)
        .chain(&desk.tags)
        .chain(&desk.watchers)
        .chain(options.flatten())
        .chain(of_policies)
        .collect()
}

/// Each shipped desk, in its own terms too.
#[test]
fn the_shipped_desks_labels_are_short() {
    let names = desk_file::shipped_names();
    assert_eq!(names, ["cyprus", "epts", "openlmis", "sevastopol"]);
    let in_own_terms = ["sevastopol.ru".to_owned()];
    for name in names.iter().chain(&in_own_terms) {
        let desk = desk_file::load(name).expect("a shipped desk");
        let named = buttons(&desk);
        assert!(named.len() > 20, "{name}: {}", named.len());
        for (named, locale) in named.iter().flat_map(|named| Locale::ALL.map(|locale| (named, locale))) {
            let label = named.label.in_locale(locale);
            assert!((1..=LONGEST).contains(&label.chars().count()), "{name}, {locale}: {label}");
        }
    }
}

/// Of two buttons of one question none is taken for the other: their labels differ when folded, in each language.
#[test]
fn the_shipped_desks_labels_differ() {
    for name in desk_file::shipped_names() {
        let desk = desk_file::load(&name).expect("a shipped desk");
        for locale in Locale::ALL {
            let mut lists: Vec<Vec<&Named>> = vec![
                desk.systems.iter().collect(),
                desk.categories.iter().map(|category| &category.named).collect(),
                desk.departments.iter().map(|department| &department.named).collect(),
            ];
            for policy in desk.all_policies() {
                lists.push(policy.urgencies.iter().collect());
                lists.push(policy.impacts.iter().collect());
                lists.push(policy.priorities.iter().map(|priority| &priority.named).collect());
                lists.push(policy.pairs().map(|pairs| pairs.severities.iter().collect()).unwrap_or_default());
            }
            for list in lists {
                let labels: BTreeSet<String> = list.iter().map(|one| fold::fold(one.label.in_locale(locale))).collect();
                assert_eq!(labels.len(), list.len(), "{name}, {locale}: {labels:?}");
            }
        }
    }
}
