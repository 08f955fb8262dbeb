//! A desk whose systems rank in ways of their own: what is suggested, raised, promised and offered is in the terms of the
//! system that a request is about.

use balcao::{
    core::{
        draft::{Answers, Suggested},
        policy::{changes::between, desk::Desk, desk_file::read, service::Target},
    },
    dialogs::{catalog::Catalog, guide},
    text::locale::Locale,
};

const FILE: &str = include_str!("mixed.toml");
const MINUTE: i64 = 60 * 1000;

fn desk() -> Desk {
    read(FILE).expect("a desk")
}

#[test]
fn what_is_suggested_is_what_the_systems_policy_knows() {
    let desk = desk();
    let suggested = |system: &str, category: &str, said: Suggested| {
        let Suggested { urgency, impact } = desk.suggested(Some(system), Some(category), &said);
        (urgency.unwrap_or_default(), impact.unwrap_or_default())
    };
    let nothing = Suggested::default;
    let of_epts = || Suggested { urgency: Some("stopped".into()), impact: Some("several".into()) };
    for (system, category, said, expected) in [
        ("epts", "fault", nothing(), ("harder", "one")),
        ("siglus", "fault", nothing(), ("medium", "localized")),
        ("epts", "update", nothing(), ("stopped", "one")),
        ("siglus", "update", nothing(), ("high", "localized")),
        ("epts", "fault", of_epts(), ("stopped", "several")),
        ("siglus", "fault", of_epts(), ("medium", "localized")),
        ("mis", "update", of_epts(), ("", "")),
    ] {
        let found = suggested(system, category, said);
        assert_eq!((found.0.as_str(), found.1.as_str()), expected, "{system} {category}");
    }
}

/// What was said while a report was of another system neither ranks it nor hinders it.
#[test]
fn what_was_said_of_another_system_does_not_rank() {
    let desk = desk();
    let answers = Answers {
        urgency: Some("stopped".into()),
        impact: Some("several".into()),
        severity: Some("minor".into()),
        priority: Some("high".into()),
        ..Answers::default()
    };
    let ranked = |system: &str| {
        let suggested = desk.suggested(Some(system), Some("fault"), &answers.suggested);
        let rank = desk.policy_of(Some(system)).rank(&answers, suggested, false).expect("a rank");
        rank.priority.named.key.clone()
    };
    assert_eq!(["epts", "siglus", "mis"].map(ranked), ["critical", "minor", "high"]);
}

#[test]
fn a_floor_and_targets_of_a_category_count_where_the_policy_knows_them() {
    let desk = desk();
    let update = desk.category("update").expect("a category");
    let form = balcao::core::policy::answer::Form::new();
    let raised = |system: &str, priority: &str| {
        let policy = desk.policy_of(Some(system));
        policy.raised(policy.priority(priority).expect("a priority"), update.floor_of(&form)).named.key.clone()
    };
    assert_eq!(raised("siglus", "minor"), "major");
    assert_eq!(raised("epts", "normal"), "normal", "the desk's own policy has no such priority");
    let response = |system: &str, tier: i64, priority: &str| {
        desk.policy_of(Some(system)).service.promise(tier, priority, update.targets_of(&form)).response
    };
    assert_eq!(response("epts", 2, "urgent"), Some(Target::Within(15 * MINUTE)));
    assert_eq!(response("siglus", 1, "major"), Some(Target::Within(20 * MINUTE)));
    assert_eq!(response("epts", 2, "normal"), Some(Target::Within(60 * MINUTE)));
}

#[test]
fn all_its_priorities_and_tiers_are_known_once() {
    let desk = desk();
    let priorities: Vec<_> = desk.all_priorities().iter().map(|one| one.named.key.as_str()).collect();
    assert_eq!(priorities, ["critical", "urgent", "normal", "blocker", "major", "minor", "immediate", "high", "low"]);
    assert_eq!(desk.all_tiers(), [1, 2, 3]);
    let in_use = desk.policies_in_use();
    let systems: Vec<Vec<&str>> =
        in_use.iter().map(|(_, systems)| systems.iter().map(|one| one.key.as_str()).collect()).collect();
    assert_eq!(systems, [["epts"], ["siglus"], ["mis"]]);
    assert_eq!(desk.first_tier("epts", "fault"), 2);
    assert_eq!(desk.first_tier("siglus", "fault"), 1);
}

/// The sheet for the wall tells what is asked of which system.
#[test]
fn the_guide_has_what_each_system_asks() {
    let sheet = guide::sheet(&Catalog::load().expect("the words"), &desk(), Locale::Pt);
    let ranked: Vec<_> = sheet.fields.iter().map(|(name, choices)| (name.as_str(), choices.join(" · "))).collect();
    let of = |system: &str| -> Vec<&str> {
        ranked.iter().filter(|(name, _)| name.ends_with(&format!("({system})"))).map(|(_, all)| all.as_str()).collect()
    };
    assert_eq!(of("OpenMRS EPTS"), ["Trabalho parado · Com dificuldade", "Só eu · Várias pessoas"]);
    assert_eq!(of("SIGLUS"), ["Dificulta muito · Há alternativa", "Todos ou quase · Um ou um grupo"]);
    assert_eq!(of("Sistema médico"), ["Texto/gralha · Pequena · Bloqueio"]);
}

#[test]
fn what_no_policy_knows_is_a_mistake() {
    for (right, wrong, told) in [
        (
            "urgency = [\"harder\", \"medium\"]",
            "urgency = [\"harder\", \"never\"]",
            "unknown `urgency` `never` in the desk",
        ),
        ("urgency = [\"stopped\", \"high\"]", "urgency = [\"critical\"]", "unknown `urgency` `critical` in a category"),
        ("impact = [\"one\", \"localized\"]", "impact = []", "`impact` of the desk is empty"),
        ("floor = \"major\"", "floor = \"severe\"", "unknown `floor` `severe` in a category"),
    ] {
        let mistakes = read(&FILE.replacen(right, wrong, 1)).expect_err(wrong);
        assert!(mistakes.iter().any(|mistake| mistake.to_string().contains(told)), "{wrong}: {mistakes:#?}");
    }
}

/// An owner's silence is measured where a clock runs, as the file says, and nowhere else.
#[test]
fn silence_counts_where_there_are_clocks() {
    let silent = |text: &str| read(text).map(|desk| desk.policy_of(Some("mis")).service.silent);
    let silent_of = |system: &str| desk().policy_of(Some(system)).service.silent;
    assert_eq!((silent_of("epts"), silent_of("siglus"), silent_of("mis")), (240 * MINUTE, 240 * MINUTE, 0));
    let with = |section: &str, silent: &str| format!("{FILE}\n[{section}]\nsilent = \"{silent}\"\n");
    let of_epts = |text: &str| read(text).expect("a desk").policy.service.silent;
    assert_eq!(of_epts(&with("service", "90m")), 90 * MINUTE);
    assert_eq!(of_epts(&with("service", "never")), 0);
    let mistakes = silent(&with("policy.regulation.service", "4h")).expect_err("no tier has targets there");
    let told = "`silent` means nothing where no tier has targets";
    assert!(mistakes.iter().any(|mistake| mistake.to_string().contains(told)), "{mistakes:#?}");
}

/// A question of every category stands at the end of each form; a category cannot ask it once more.
#[test]
fn a_question_of_every_category() {
    let question = "key = \"subject\"\nlabel = { pt = \"Assunto\", en = \"Subject\" }\nkind = \"text\"\n";
    let desk = read(&format!("{FILE}\n[[question]]\n{question}")).expect("a desk");
    for category in &desk.categories {
        assert!(
            category.questions.last().is_some_and(|asked| asked.general && asked.key == "subject" && !asked.required)
        );
    }
    let twice = format!("[[category.question]]\n{question}\n[[category]]\nkey = \"update\"");
    let text = FILE.replacen("[[category]]\nkey = \"update\"", &twice, 1);
    let mistakes = read(&format!("{text}\n[[question]]\n{question}")).expect_err("asked twice");
    let told = "this category asks `subject`, which every one asks";
    assert!(mistakes.iter().any(|mistake| mistake.to_string().contains(told)), "{mistakes:#?}");
    let many = (1..=4).map(|at| format!("\n[[question]]\n{}", question.replace("subject", &format!("q{at}"))));
    let mistakes = read(&format!("{FILE}{}", many.collect::<String>())).expect_err("too many");
    assert!(mistakes.iter().any(|mistake| mistake.to_string().contains("4 questions are too many for every category")));
}

/// The preview of another file tells of its customs too.
#[test]
fn other_customs_are_told_before_they_count() {
    let customs = "creation = \"open\"\ncloses = \"initiator\"\nunanswered = \"stays\"\nowner = \"head\"";
    let new = read(&FILE.replacen("creation = \"open\"", customs, 1)).expect("a desk");
    let told = between(&desk(), &new, &[]).to_string();
    for line in ["closes: anyone → initiator", "unanswered: closes → stays", "owner: nobody → head"] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
