//! The desk `openlmis` against the OpenLMIS Support Requirements: tables 3, 4 and 5, and where they disagree.

use balcao::{
    core::policy::{desk::Named, desk_file::load, scheme::Scheme, service::Target},
    text::locale::Locale,
};

const URGENCIES: [&str; 4] = ["critical", "high", "medium", "low"];
const PRIORITIES: [&str; 5] = ["blocker", "critical", "major", "minor", "trivial"];

/// Table 4: impact, then the priority by urgency.
const TABLE_4: [(&str, [&str; 4]); 4] = [
    ("extensive", ["blocker", "blocker", "critical", "major"]),
    ("significant", ["blocker", "critical", "major", "minor"]),
    ("moderate", ["critical", "major", "minor", "trivial"]),
    ("localized", ["major", "minor", "trivial", "trivial"]),
];

#[test]
fn the_matrix_is_that_of_table_4() {
    let policy = load("openlmis").unwrap().policy;
    for (impact, row) in TABLE_4 {
        for (urgency, priority) in URGENCIES.iter().zip(row) {
            assert_eq!(policy.prioritise(urgency, impact).unwrap().named.key, priority, "{impact} × {urgency}");
        }
    }
    assert!(matches!(&policy.scheme, Scheme::Matrix(cells) if cells.len() == 16));
    let ranks: Vec<_> = policy.priorities.iter().map(|one| (one.named.key.as_str(), one.rank)).collect();
    assert_eq!(ranks, PRIORITIES.into_iter().zip(1..).collect::<Vec<_>>());
    // The axes are not to be swapped, and what is an impact is no urgency.
    assert!(policy.prioritise("extensive", "critical").is_none() && policy.prioritise("minor", "localized").is_none());
}

/// OL-12: what is widespread but minor does not outrank what is moderate but critical.
#[test]
fn widespread_but_minor_stays_below() {
    let policy = load("openlmis").unwrap().policy;
    let rank = |urgency, impact| policy.prioritise(urgency, impact).unwrap().rank;
    assert!(rank("low", "extensive") > rank("critical", "moderate"));
}

/// Table 3 calls the lowest impact Minor and defines it as localized, table 4 calls it Localized (OL 3.5.1); Minor is a
/// priority as well, Critical an urgency and a priority (OL 3.5.2).
#[test]
fn names_that_collide_are_told_apart_by_what_they_name() {
    let policy = load("openlmis").unwrap().policy;
    assert!(
        policy.impact("minor").is_none() && policy.impact("localized").unwrap().words.contains(&"minor".to_owned())
    );
    assert!(policy.impact("moderate").unwrap().words.contains(&"limited".to_owned()));
    assert_eq!(policy.priority("minor").unwrap().rank, 4);
    assert!(policy.urgency("critical").is_some() && policy.priority("critical").unwrap().rank == 2);
    let words: [(&str, &[&str]); 2] = [("extensive", &["widespread"]), ("significant", &["large"])];
    for (impact, terms) in words {
        let known = &policy.impact(impact).unwrap().words;
        assert!(terms.iter().all(|term| known.iter().any(|word| word == term)), "{impact}");
    }
}

/// Table 5, and OL 3.5.5: a tier is a number, the role a label. The fourth is recommended, not required.
#[test]
fn four_tiers_of_which_the_last_is_optional() {
    let desk = load("openlmis").unwrap();
    let service = &desk.policy.service;
    let tiers: Vec<_> = service.tiers.iter().map(|tier| (tier.number, tier.optional)).collect();
    assert_eq!(tiers, [(1, false), (2, false), (3, false), (4, true)]);
    // Table 5: who works where, at what, as the desk tells it.
    for (number, words) in [
        (1, &["Superusers", "provincial", "basic questions", "recording", "training", "follow-up"][..]),
        (
            2,
            &[
                "Central",
                "triage",
                "troubleshooting",
                "users",
                "permissions",
                "reference data",
                "no code",
                "no servers",
            ],
        ),
        (3, &["System and database administration", "software engineers", "code", "testing", "monitoring"]),
        (4, &["Core", "core improvements", "guidance to tier 3", "not required"]),
    ] {
        let duties = service.tier(number).unwrap().duties.clone().unwrap();
        let told = duties.in_locale(Locale::En);
        assert!(words.iter().all(|word| told.contains(word)), "tier {number}: {told}");
    }
    // Code is changed in tier 3 alone; accounts begin with the first contact.
    let first: Vec<_> =
        ["permissions", "bug", "translation", "feature"].map(|key| desk.first_tier("openlmis", key)).into();
    assert_eq!(first, [1, 2, 2, 3]);
    assert!(!service.tier(1).unwrap().checklist.is_empty(), "OL-21: steps before escalating");
}

/// The document names no time (OL 3.5.4): those of the EPTS guide count, by rank (OL 3.5.3). Core promises none (OL-09).
#[test]
fn the_targets_are_those_of_the_guide_by_rank() {
    let (own, guide) = (load("openlmis").unwrap().policy.service, load("epts").unwrap().policy.service);
    let same = [
        ("blocker", "critical"),
        ("critical", "urgent"),
        ("major", "high"),
        ("minor", "normal"),
        ("trivial", "normal"),
    ];
    for tier in 1..=4 {
        for (priority, of_guide) in same {
            assert_eq!(
                own.promise(tier, priority, None),
                guide.promise(tier, of_guide, None),
                "tier {tier}, {priority}"
            );
        }
    }
    assert_eq!(own.promise(4, "blocker", None).resolution, Some(Target::ToBeSet));
}

/// Table 3 in the document's order, the gravest first; its terms are understood, and Minor of it means localized.
#[test]
fn urgencies_and_impacts_are_those_of_table_3() {
    let policy = load("openlmis").unwrap().policy;
    let keys = |named: &[Named]| named.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&policy.urgencies), URGENCIES);
    assert_eq!(keys(&policy.impacts), TABLE_4.map(|(impact, _)| impact));
    for one in policy.impacts.iter().chain(&policy.urgencies) {
        assert!(one.names().contains(&one.key), "{}: {:?}", one.key, one.names());
    }
}
