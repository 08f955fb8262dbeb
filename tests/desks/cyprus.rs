//! The shipped desk `cyprus` against its document, cell by cell: actors (2), departments (3), priorities, tags and the
//! hours.

use balcao::{
    core::{
        calendar::Calendar,
        draft::{Answers, Suggested},
        person::Role,
        policy::{
            desk::{Creation, Desk, Named},
            desk_file,
            scheme::Scheme,
        },
    },
    text::locale::Locale,
};

fn desk() -> Desk {
    desk_file::load("cyprus").expect("the shipped desk")
}

#[test]
fn six_departments() {
    let desk = desk();
    let departments: Vec<_> = desk.departments.iter().map(|one| (one.named.key.as_str(), one.private)).collect();
    let expected = [
        ("organizational", false),
        ("legal", false),
        ("operation", false),
        ("security", true),
        ("technical", false),
        ("semantic", false),
    ];
    assert_eq!(departments, expected);
    for category in &desk.categories {
        assert!(category.department.is_some(), "every ticket belongs to one department: {}", category.named.key);
    }
    for (department, _) in expected {
        let is_of = |key: &Option<String>| key.as_deref() == Some(department);
        assert!(desk.categories.iter().any(|category| is_of(&category.department)), "{department}");
    }
}

#[test]
fn low_on_arrival_whatever_is_said() {
    let desk = desk();
    assert_eq!(desk.policy.scheme, Scheme::Manual { arrival: "low".into() });
    let priorities: Vec<_> = desk.policy.priorities.iter().map(|one| one.named.key.as_str()).collect();
    assert_eq!(priorities, ["high", "medium", "low"]);
    let said = Answers {
        urgency: Some("patient_care".into()),
        impact: Some("software_wide".into()),
        severity: Some("block".into()),
        priority: Some("high".into()),
        ..Answers::default()
    };
    for answers in [Answers::default(), said] {
        let rank = desk.policy.rank(&answers, Suggested::default(), false).expect("a rank");
        assert_eq!((rank.priority.named.key.as_str(), rank.urgency.as_str(), rank.impact.as_str()), ("low", "", ""));
    }
}

#[test]
fn actors_with_and_without_access() {
    let desk = desk();
    let groups: Vec<_> =
        desk.actors.groups.iter().map(|group| (group.named.key.as_str(), group.redirect.is_none())).collect();
    let expected = [("patient", false), ("professional", true), ("vendor", true), ("foreign_desk", false)];
    assert_eq!(groups, expected);
    assert_eq!(desk.actors.phone.as_deref(), Some("+357 22604100"));
    assert_eq!(desk.creation, Creation::Open);
    assert!(Role::ALL.into_iter().all(|role| desk.lets_create(role)));
}

/// CY-03: low, medium and high, from each to each, at any time.
#[test]
fn staff_rank_anew_as_they_like() {
    let desk = desk();
    assert!(desk.policy.pairs().is_none(), "nothing forbids a priority");
    let ranks: Vec<_> = desk.policy.priorities.iter().map(|one| (one.named.key.as_str(), one.rank)).collect();
    assert_eq!(ranks, [("high", 1), ("medium", 2), ("low", 3)]);
}

/// CY-13: a ticket has a title, a department, a language and a content; the department follows from its category, the
/// language is the person's.
#[test]
fn every_ticket_has_a_title() {
    for category in &desk().categories {
        let title = category.questions.iter().find(|question| question.general).expect("a general question");
        assert_eq!((title.key.as_str(), title.required), ("title", true), "{}", category.named.key);
    }
}

#[test]
fn incidents_and_problems_at_any_hour_without_tiers() {
    let desk = desk();
    assert_eq!(desk.tags.iter().map(|tag| tag.key.as_str()).collect::<Vec<_>>(), ["incident", "problem"]);
    assert!(desk.policy.service.tiers.is_empty(), "no clocks run");
    assert_eq!(desk.policy.service.silent, 0);
    assert_eq!(desk.calendar, Calendar::always(chrono_tz::Asia::Nicosia), "24x7");
    assert_eq!(desk.timezone, "Asia/Nicosia");
}

/// The document's own names, in English.
#[test]
fn the_names_are_those_of_the_document() {
    let desk = desk();
    let label = |named: &Named| named.label.in_locale(Locale::En).to_owned();
    let departments: Vec<String> = desk.departments.iter().map(|one| label(&one.named)).collect();
    let expected = ["Organizational", "Legal", "Operation Services", "Information Security", "Technical", "Semantic"];
    assert_eq!(departments, expected);
    let priorities: Vec<String> = desk.policy.priorities.iter().map(|one| label(&one.named)).collect();
    assert_eq!(priorities, ["High", "Medium", "Low"]);
    let tags: Vec<String> = desk.tags.iter().map(label).collect();
    assert_eq!(tags, ["Incident", "Problem"]);
    // Patients are told of the telephone, desks abroad of the address at which an officer registers what they write.
    for (group, told) in [("patient", "22604100"), ("foreign_desk", "ncphelpdesk@cs.ucy.ac.cy")] {
        let group = desk.actors.groups.iter().find(|one| one.named.key == group).expect("a group");
        let redirect = group.redirect.as_ref().expect("it has no access");
        assert!(Locale::ALL.iter().all(|locale| redirect.in_locale(*locale).contains(told)), "{told}");
    }
}
