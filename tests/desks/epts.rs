//! The desk `epts` against the EPTS System Support Structure Guide (EP 1.2 is in `core/desk_file.rs`, with the matrix).

use balcao::{
    core::policy::{
        answer::Form,
        desk::Desk,
        desk_file::load,
        service::{Promise, Target},
    },
    text::locale::Locale,
};

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const PRIORITIES: [&str; 4] = ["critical", "urgent", "high", "normal"];

#[expect(clippy::unnecessary_wraps, reason = "compared with a promise, which may be none")]
fn within(millis: i64) -> Option<Target> {
    Some(Target::Within(millis))
}

/// EP 1.3, cell by cell, in minutes: response, then resolution or escalation by priority.
const TIERS: [(i64, i64, [i64; 4]); 3] =
    [(1, 60, [30, 60, 240, 960]), (2, 60, [30, 60, 480, 2400]), (3, 60, [240, 480, 1440, 4800])];

#[test]
fn each_tier_has_the_targets_of_the_guide() {
    let desk = load("epts").unwrap();
    let service = &desk.policy.service;
    for (number, response, resolutions) in TIERS {
        let tier = service.tier(number).unwrap();
        for (priority, minutes) in PRIORITIES.iter().zip(resolutions) {
            assert_eq!(tier.response[*priority], Target::Within(response * MINUTE), "tier {number}, {priority}");
            assert_eq!(tier.targets[*priority], Target::Within(minutes * MINUTE), "tier {number}, {priority}");
        }
    }
    let developers = service.tier(4).unwrap();
    for priority in PRIORITIES {
        assert_eq!(developers.response[priority], Target::Within(8 * HOUR), "a business day");
        assert_eq!(developers.targets[priority], Target::ToBeSet, "determined at time of issue");
    }
    assert_eq!(service.tiers.len(), 4);
    assert!(service.tiers.iter().all(|tier| tier.duties.is_some() && !tier.optional));
}

#[test]
fn a_response_is_never_promised_later_than_the_resolution() {
    let desk = load("epts").unwrap();
    for (tier, response, resolutions) in TIERS {
        for (priority, minutes) in PRIORITIES.iter().zip(resolutions) {
            let promise = desk.policy.service.promise(tier, priority, None);
            let expected =
                Promise { response: within(response.min(minutes) * MINUTE), resolution: within(minutes * MINUTE) };
            assert_eq!(promise, expected, "tier {tier}, {priority}");
        }
    }
    // EP 1.4.3: the case where both cross.
    assert_eq!(desk.policy.service.promise(2, "critical", None).response, within(30 * MINUTE));
    let developers = desk.policy.service.promise(4, "critical", None);
    assert_eq!(developers, Promise { response: within(8 * HOUR), resolution: Some(Target::ToBeSet) });
    let nowhere = Promise { response: None, resolution: None };
    assert_eq!(desk.policy.service.promise(5, "critical", None), nowhere);
    assert_eq!(desk.policy.service.promise(1, "trivial", None), nowhere);
}

#[test]
fn each_tier_passes_on_to_the_next_one() {
    let desk = load("epts").unwrap();
    let service = &desk.policy.service;
    let after: Vec<_> = (0..=4).map(|number| service.after(number).map(|tier| tier.number)).collect();
    assert_eq!(after, [Some(1), Some(2), Some(3), Some(4), None]);
    assert_eq!(service.tier(1).unwrap().checklist.len(), 4);
    assert_eq!(service.warn_percent, 75);
    assert!(PRIORITIES.iter().all(|priority| !service.is_round_the_clock(priority)));
    let gate = service.gate.as_ref().unwrap();
    assert_eq!((&gate.reminders[..], gate.passes_on), (&[2 * HOUR, 4 * HOUR][..], 8 * HOUR));
}

/// EP-10 and EP-11: hardware and the network begin on site, all else is looked at centrally first.
#[test]
fn categories_begin_in_their_tiers() {
    let desk = load("epts").unwrap();
    for category in &desk.categories {
        let expected = if ["network", "hardware"].contains(&category.named.key.as_str()) { 1 } else { 2 };
        assert_eq!(desk.first_tier("openmrs_epts", &category.named.key), expected, "{}", category.named.key);
    }
    assert_eq!(desk.first_tier("openmrs_epts", "gone"), 2);
}

fn answers(on_site: &str) -> Form {
    Form::from([("on_site".to_owned(), on_site.to_owned())])
}

/// WS-8: an upgrade while somebody is there for it has at least Urgent, and a short response.
#[test]
fn an_upgrade_in_the_field_goes_before_others() {
    let desk = load("epts").unwrap();
    let install = desk.category("install").unwrap();
    let policy = &desk.policy;
    let filed = |urgency: &str, impact: &str, form: &Form| {
        policy.raised(policy.prioritise(urgency, impact).unwrap(), install.floor_of(form)).named.key.clone()
    };
    let (there, elsewhere) = (answers("yes"), answers("no"));
    assert_eq!(filed("job_not_affected", "single_user", &there), "urgent");
    assert_eq!(filed("patient_care", "single_user", &there), "critical", "a floor lowers nothing");
    assert_eq!(filed("job_not_affected", "single_user", &elsewhere), "normal");
    assert_eq!(filed("job_not_affected", "single_user", &Form::new()), "normal");
    let promise = |form: &Form| policy.service.promise(2, "urgent", install.targets_of(form));
    assert_eq!(promise(&there), Promise { response: within(30 * MINUTE), resolution: within(HOUR) });
    assert_eq!(promise(&elsewhere), Promise { response: within(HOUR), resolution: within(HOUR) });
    let developers = policy.service.promise(4, "urgent", install.targets_of(&there));
    assert_eq!(developers.resolution, Some(Target::ToBeSet));
}

/// WS-2 and WS-f: queries and reports are told to CDC's monitoring and to PEPFAR SI.
#[test]
fn queries_have_their_watchers() {
    let desk: Desk = load("epts").unwrap();
    assert_eq!(desk.category("reports").unwrap().watchers, ["cdc_me", "pepfar_si"]);
    let others = desk.categories.iter().filter(|category| category.named.key != "reports");
    assert!(others.into_iter().all(|category| category.watchers.is_empty()));
    assert_eq!(desk.watchers.len(), 2);
}

/// EP 1.3: who works in a tier, with which qualification, and at what, as the desk tells it.
#[test]
fn each_tier_tells_who_works_there_and_what_they_know() {
    let desk = load("epts").unwrap();
    for (number, words) in [
        (1, &["mentors", "local IT", "OpenMRS mentoring", "hardware", "network"][..]),
        (2, &["on call", "OpenMRS mentoring", "desktops", "networks", "triage", "visits"]),
        (3, &["on call", "OpenMRS", "system administration", "networks"]),
        (4, &["developers", "code", "database", "releases"]),
    ] {
        let duties = desk.policy.service.tier(number).unwrap().duties.clone().unwrap();
        let told = duties.in_locale(Locale::En).to_lowercase();
        assert!(words.iter().all(|word| told.contains(&word.to_lowercase())), "tier {number}: {told}");
    }
}

/// EP 1.4.12: impacts and urgencies are called otherwise from page to page, and are understood as the guide writes them.
#[test]
fn the_guides_own_words_are_understood() {
    let policy = load("epts").unwrap().policy;
    for (impact, words) in [
        ("single_user", &["single", "single user"][..]),
        ("multiple_users", &["multi", "multiple users"]),
        ("software_wide", &["software wide"]),
    ] {
        let names = policy.impact(impact).unwrap().names();
        assert!(words.iter().all(|word| names.iter().any(|name| name == word)), "{impact}: {names:?}");
    }
    for (urgency, words) in [
        ("patient_care", &["patient care", "safety"][..]),
        ("job_stopped", &["job stopped"]),
        ("job_affected", &["job function affected"]),
        ("job_not_affected", &["needs addressing"]),
    ] {
        let names = policy.urgency(urgency).unwrap().names();
        assert!(words.iter().all(|word| names.iter().any(|name| name == word)), "{urgency}: {names:?}");
    }
}

/// EP 1.4.2: a business day has 8 hours and a week 40, in the desk's own hours.
#[test]
fn a_business_day_has_eight_hours() {
    let desk = load("epts").unwrap();
    let minutes: Vec<u32> =
        desk.calendar.week.iter().map(|slots| slots.iter().map(|slot| slot.until - slot.from).sum()).collect();
    assert_eq!(minutes, [480, 480, 480, 480, 480, 0, 0]);
    assert_eq!(desk.timezone, "Africa/Maputo");
}
