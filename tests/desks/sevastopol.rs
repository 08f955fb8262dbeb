//! The shipped desk `sevastopol` against its regulation, cell by cell: severities (3.1), priorities and their pairs (3.2),
//! lines (2), statuses (4, 5), and who creates.

use std::collections::BTreeMap;

use balcao::{
    core::{
        draft::{Answers, Suggested},
        person::Role,
        policy::{
            answer,
            customs::Unanswered,
            desk::{Creation, Desk, Named},
            desk_file,
            scheme::{Pairs, Scheme},
            service::Service,
        },
        rights::Refusal,
        ticket::Status,
    },
    text::locale::Locale,
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

/// SV-09: a subject is asked of every task, after its severity and priority and before its description, as the chats show.
#[test]
fn every_task_has_a_subject() {
    for category in &desk().categories {
        let subject = category.questions.last().expect("a question");
        assert_eq!((subject.key.as_str(), subject.required, subject.general), ("subject", true, true));
    }
}

/// SV-15: position, name and email of whoever gets an account; nothing of it for one that is closed but whose it is.
#[test]
fn an_account_has_its_mandatory_fields() {
    let desk = desk();
    let account = desk.category("account").expect("a category");
    let person = account.questions.iter().find(|question| question.key == "person").expect("a question");
    let told = person.label.in_locale(Locale::En);
    assert!(told.contains("full name") && told.contains("position"), "{told}");
    let asked = |what: &str| -> Vec<&str> {
        let form = BTreeMap::from([("what".to_owned(), what.to_owned())]);
        let asked = (0..account.questions.len()).filter(|at| answer::is_asked(account, *at, &form));
        let questions = asked.map(|at| &account.questions[at]).filter(|question| !question.general);
        questions.inspect(|question| assert!(question.required)).map(|question| question.key.as_str()).collect()
    };
    assert_eq!(asked("create"), ["what", "person", "email"]);
    assert_eq!(asked("change"), ["what", "person"]);
    assert_eq!(asked("close"), ["what", "person"]);
}

/// Section 1: what is asked for, each in a department of the second line (2.3).
#[test]
fn categories_belong_to_departments_of_the_second_line() {
    let desk = desk();
    let categories: Vec<_> =
        desk.categories.iter().map(|one| (one.named.key.as_str(), one.department.as_deref().unwrap_or(""))).collect();
    let expected = [
        ("fault", "osis"),
        ("development", "osis"),
        ("account", "osis"),
        ("settings", "osis"),
        ("security", "oib"),
        ("question", "oit"),
    ];
    assert_eq!(categories, expected);
    for (category, _) in expected {
        assert_eq!(desk.first_tier("mis", category), 2, "{category}");
    }
}

#[test]
fn three_lines_without_times() {
    let desk = desk();
    let Service { tiers, first_tier, .. } = &desk.policy.service;
    assert_eq!(tiers.iter().map(|tier| tier.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(*first_tier, 2, "line 1 are the appointed people themselves");
    assert_eq!(pairs(&desk).lowered_by, Some(2));
    assert!(tiers.iter().all(|tier| !tier.has_clocks() && tier.duties.is_some()));
    assert_eq!(desk.policy.service.silent, 0, "no clock runs over anybody's silence");
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
    assert_eq!(desk.customs.unanswered, Unanswered::Stays, "nobody closes by saying nothing");
    assert!(!desk.brief, "every field is mandatory");
    for status in [Status::New, Status::WaitingReporter, Status::Resolved, Status::Closed] {
        assert!(desk.statuses.contains_key(&status), "{status:?}");
    }
}

/// The regulation's own words, cell by cell: severities (3.1) and priorities (3.2) in their order, statuses (4, 5), lines
/// (2.1) and departments (2.3).
#[test]
fn the_terms_are_those_of_the_regulation() {
    let desk = desk_file::load("sevastopol.ru").expect("the shipped desk in its terms");
    let labels = |all: Vec<&Named>| -> Vec<String> {
        all.iter().map(|named| named.label.in_locale(Locale::Pt).to_owned()).collect()
    };
    assert_eq!(
        labels(pairs(&desk).severities.iter().collect()),
        ["Нововведение", "Текст/опечатка", "Настройка", "Малое", "Большое", "Критический", "Блокирующий"]
    );
    assert_eq!(
        labels(desk.policy.priorities.iter().map(|one| &one.named).collect()),
        ["Неотложный", "Срочный", "Высокий", "Обычный", "Низкий", "Нет"]
    );
    assert_eq!(labels(desk.departments.iter().map(|one| &one.named).collect()), ["ОСИС", "ОИТ", "ОИБ"]);
    assert_eq!(
        labels(desk.policy.service.tiers.iter().map(|tier| &tier.named).collect()),
        ["Первая линия", "Вторая линия", "Третья линия"]
    );
    let statuses = [
        (Status::New, "Новая"),
        (Status::WaitingReporter, "Обратная связь"),
        (Status::Resolved, "Решена"),
        (Status::Closed, "Закрыта"),
    ];
    for (status, name) in statuses {
        assert_eq!(desk.statuses[&status].in_locale(Locale::En), name);
    }
}

/// The labels beside them, in the languages that the desk speaks; the keys of the tracker's own list are understood (SV 4.1).
#[test]
fn the_severities_in_portuguese_and_english() {
    let desk = desk();
    let expected = [
        ("Funcionalidade nova", "New functionality", "feature"),
        ("Texto/gralha", "Text/typo", "text"),
        ("Configuração/contas", "Settings/accounts", "settings"),
        ("Pequena", "Minor", "minor"),
        ("Grande", "Major", "major"),
        ("Crítica", "Critical", "crash"),
        ("Bloqueio", "Blocking", "block"),
    ];
    for (severity, (pt, en, word)) in pairs(&desk).severities.iter().zip(expected) {
        assert_eq!((severity.label.in_locale(Locale::Pt), severity.label.in_locale(Locale::En)), (pt, en));
        assert!(severity.names().iter().any(|name| name == word), "{word}: {:?}", severity.names());
    }
}
