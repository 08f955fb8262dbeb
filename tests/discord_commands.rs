//! The slash commands of every desk, by Discord's rules for them, in both languages.

use std::collections::BTreeSet;

use balcao::{bots::discord::commands, core::policy::desk_file, dialogs::catalog::Catalog, door::menus::slash};
use serde_json::Value;

const DESKS: [&str; 4] = ["epts", "openlmis", "sevastopol", "cyprus"];
/// The languages that Discord knows, as far as we speak them.
const LOCALES: [&str; 3] = ["pt-BR", "en-US", "en-GB"];

fn registered() -> Vec<Value> {
    let catalog = Catalog::load().expect("the words");
    let of = |desk: &str| commands(&slash(&catalog, &desk_file::load(desk).expect("a desk")));
    DESKS.into_iter().flat_map(of).collect()
}

/// A name or a description in the language that is fallen back on, and in each that Discord knows.
fn told<'v>(of: &'v Value, what: &str) -> Vec<&'v str> {
    let locales = of[format!("{what}_localizations")].as_object().expect("in all languages");
    assert_eq!(locales.keys().map(String::as_str).collect::<BTreeSet<_>>(), LOCALES.into_iter().collect());
    let first = of[what].as_str().expect("a text");
    std::iter::once(first).chain(locales.values().map(|text| text.as_str().expect("a text"))).collect()
}

/// `^[-_'\p{L}\p{N}]{1,32}$`, in small letters.
fn is_name(name: &str) -> bool {
    let fits = |char: char| char.is_alphanumeric() || ['-', '_', '\''].contains(&char);
    (1..=32).contains(&name.chars().count()) && name.chars().all(fits) && name.to_lowercase() == name
}

#[test]
fn names_and_descriptions_keep_to_the_rules() {
    for command in registered() {
        let options = command["options"].as_array().cloned().unwrap_or_default();
        assert!(options.len() <= 25 && command["type"] == 1, "{command}");
        for one in std::iter::once(&command).chain(&options) {
            for name in told(one, "name") {
                assert!(is_name(name), "{name}");
            }
            for description in told(one, "description") {
                assert!((1..=100).contains(&description.chars().count()), "{description}");
            }
        }
    }
}

/// A description that is too long is cut: none of ours is.
#[test]
fn no_description_is_cut() {
    let catalog = Catalog::load().expect("the words");
    for desk in DESKS {
        for command in slash(&catalog, &desk_file::load(desk).expect("a desk")) {
            let parts = command.arguments.iter().map(|argument| &argument.description);
            for spoken in std::iter::once(&command.description).chain(parts) {
                for text in [&spoken.pt, &spoken.en] {
                    assert!(text.chars().count() <= 100, "{}: {text}", command.name.pt);
                }
            }
        }
    }
}

#[test]
fn no_name_is_given_twice() {
    let catalog = Catalog::load().expect("the words");
    for desk in DESKS {
        let all = commands(&slash(&catalog, &desk_file::load(desk).expect("a desk")));
        assert!((1..=100).contains(&all.len()), "{}", all.len());
        for at in 0..=LOCALES.len() {
            let names: Vec<&str> = all.iter().map(|command| told(command, "name")[at]).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
            for command in &all {
                let options = command["options"].as_array().cloned().unwrap_or_default();
                let names: Vec<&str> = options.iter().map(|option| told(option, "name")[at]).collect();
                assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
            }
        }
    }
}

/// What has to be given stands before what may be; all of a command together is short.
#[test]
fn options_stand_in_order_and_all_is_short() {
    for command in registered() {
        let options = command["options"].as_array().cloned().unwrap_or_default();
        let required: Vec<bool> = options.iter().map(|option| option["required"] == true).collect();
        assert!(required.is_sorted_by(|before, after| before >= after), "{command}");
        assert!(options.iter().all(|option| option["choices"].is_null() || option["autocomplete"] != true));
        let longest =
            |of: &Value, what: &str| told(of, what).iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let all = std::iter::once(&command).chain(&options);
        let length: usize = all.map(|one| longest(one, "name") + longest(one, "description")).sum();
        assert!(length <= 8_000, "{length}");
    }
}

/// Discord knows one Portuguese: it gets ours, and who reads anything else does too.
#[test]
fn portuguese_comes_first() {
    let all = registered();
    let report = all.iter().find(|command| command["name"] == "novo").expect("a command");
    assert_eq!(
        (&report["name_localizations"]["pt-BR"], &report["name_localizations"]["en-GB"]),
        (&"novo".into(), &"new".into())
    );
    let options = report["options"].as_array().expect("options");
    let names: Vec<&Value> = options.iter().map(|option| &option["name"]).collect();
    assert_eq!(names, ["sistema", "categoria"]);
    assert!(options.iter().all(|option| option["autocomplete"] == true && option["required"].is_null()));
}
