//! The shipped desk `sevastopol` against its regulation, cell by cell: severities (3.1), priorities and their pairs (3.2),
//! lines (2), statuses (4, 5), and who creates.

use balcao::core::{
    draft::{Answers, Suggested},
    person::Role,
    policy::{
        desk::{Creation, Desk},
        desk_file,
        scheme::{Pairs, Scheme},
        service::Service,
    },
    rights::Refusal,
    ticket::Status,
};

const SEVERITIES: [&str; 7] = ["feature", "text", "tweak", "minor", "major", "crash", "block"];
const PRIORITIES: [&str; 6] = ["immediate", "urgent", "high", "normal", "low", "none"];
/// The ten pairs that the regulation allows; every other one is refused.
const PAIRS: [(&str, &str); 10] = [
    ("feature", "none"),
    ("text", "none"),
    ("text", "low"),
    ("tweak", "low"),
    ("tweak", "normal"),
    ("minor", "normal"),
    ("minor", "high"),
    ("major", "high"),
    ("crash", "urgent"),
    ("block", "immediate"),
];

fn desk() -> Desk {
    desk_file::load("sevastopol").expect("the shipped desk")
}

fn pairs(desk: &Desk) -> &Pairs {
    let Scheme::Pairs(pairs) = &desk.policy.scheme else { panic!("{:?}", desk.policy.scheme) };
    pairs
}

#[test]
fn seven_severities_and_six_priorities() {
    let desk = desk();
    let severities: Vec<_> = pairs(&desk).severities.iter().map(|one| one.key.as_str()).collect();
    let priorities: Vec<_> = desk.policy.priorities.iter().map(|one| one.named.key.as_str()).collect();
    assert_eq!(severities, SEVERITIES);
    assert_eq!(priorities, PRIORITIES);
    assert!(desk.policy.urgencies.is_empty() && desk.policy.impacts.is_empty());
}

#[test]
fn exactly_ten_of_forty_two_pairs() {
    let desk = desk();
    for severity in SEVERITIES {
        for priority in PRIORITIES {
            let is_pair = PAIRS.contains(&(severity, priority));
            let allowed = pairs(&desk).allowed(severity);
            assert_eq!(allowed.iter().any(|key| key == priority), is_pair, "{severity} {priority}");
            let said =
                Answers { severity: Some(severity.into()), priority: Some(priority.into()), ..Answers::default() };
            // Where a severity has one priority alone nobody is asked, and that one counts.
            let ranked = desk.policy.rank(&said, Suggested::default(), false);
            let filed = ranked.map(|rank| (rank.impact, rank.priority.named.key.clone()));
            let expected = match (is_pair, pairs(&desk).only(severity)) {
                (true, _) => Some((severity.to_owned(), priority.to_owned())),
                (false, Some(only)) => Some((severity.to_owned(), only.to_owned())),
                (false, None) => None,
            };
            assert_eq!(filed, expected, "{severity} {priority}");
        }
    }
}

#[test]
fn a_priority_is_lowered_within_its_pairs() {
    let desk = desk();
    let rank = |key: &str| PRIORITIES.iter().position(|one| *one == key);
    for (severity, from) in PAIRS {
        for to in PRIORITIES {
            let expected = if !PAIRS.contains(&(severity, to)) {
                Err(Refusal::NotAPair)
            } else if rank(to) < rank(from) {
                Err(Refusal::OnlyLower)
            } else {
                Ok(())
            };
            assert_eq!(desk.policy.may_lower_to(pairs(&desk), severity, from, to), expected, "{severity}: {from} {to}");
        }
    }
}

#[test]
fn severities_are_lower_in_their_order() {
    let desk = desk();
    for (at, severity) in SEVERITIES.into_iter().enumerate() {
        for (other, than) in SEVERITIES.into_iter().enumerate() {
            let is_less = desk.policy.is_less_severe(pairs(&desk), severity, than);
            assert_eq!(is_less, at < other, "{severity} {than}");
        }
    }
}

/// A lowered severity makes its priority anew where the old one does not go with it.
#[test]
fn a_lowered_severity_has_a_priority_that_goes_with_it() {
    let desk = desk();
    for (priority, to, expected) in [
        ("immediate", "crash", "urgent"),
        ("immediate", "feature", "none"),
        ("urgent", "major", "high"),
        ("urgent", "minor", "high"),
        ("high", "minor", "high"),
        ("high", "tweak", "normal"),
        ("normal", "tweak", "normal"),
        ("normal", "text", "low"),
        ("low", "text", "low"),
        ("low", "feature", "none"),
        ("none", "feature", "none"),
    ] {
        assert_eq!(pairs(&desk).fitting(to, priority), Some(expected), "{priority} → {to}");
    }
    for (_, priority) in PAIRS {
        for severity in SEVERITIES {
            let fitting = pairs(&desk).fitting(severity, priority).expect("every severity has one");
            assert!(PAIRS.contains(&(severity, fitting)), "{severity} {fitting}");
        }
    }
}

#[test]
fn three_lines_without_times() {
    let desk = desk();
    let Service { tiers, first_tier, .. } = &desk.policy.service;
    assert_eq!(tiers.iter().map(|tier| tier.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(*first_tier, 2, "line 1 are the appointed people themselves");
    assert_eq!(pairs(&desk).lowered_by, Some(2));
    assert!(tiers.iter().all(|tier| tier.response.is_empty() && tier.targets.is_empty() && tier.duties.is_some()));
    let departments: Vec<_> = desk.departments.iter().map(|one| one.named.key.as_str()).collect();
    assert_eq!(departments, ["osis", "oit", "oib"]);
}

#[test]
fn only_appointed_people_create_and_only_they_close() {
    let desk = desk();
    assert_eq!(desk.creation, Creation::Appointed);
    for (role, creates) in Role::ALL.into_iter().zip([false, true, false, false, false]) {
        assert_eq!(desk.lets_create(role), creates, "{role:?}");
    }
    assert!(desk.customs.initiator_closes && desk.customs.head_owns);
    assert!(!desk.brief, "every field is mandatory");
    for status in [Status::New, Status::WaitingReporter, Status::Resolved, Status::Closed] {
        assert!(desk.statuses.contains_key(&status), "{status:?}");
    }
}
