//! What a desk file promises, as it is read, and each mistake with its line.

use balcao::core::{
    policy::{
        desk::Creation,
        desk_file::{read, shipped},
        scheme::Scheme,
        service::{Service, Target},
    },
    ticket::Status,
};

const HEAD: &str = r#"[desk]
key = "small"
label = { pt = "Pequeno", en = "Small" }
prefix = "SM"
timezone = "Africa/Maputo"
creation = "appointed"
version = 3

[[system]]
key = "one"
label = { pt = "Um", en = "One" }

[[category]]
key = "thing"
label = { pt = "Coisa", en = "Thing" }

[[priority]]
key = "fast"
label = { pt = "Rápida", en = "Fast" }

[[priority]]
key = "slow"
label = { pt = "Lenta", en = "Slow" }
"#;

const SERVICE: &str = r#"
[service]
first_tier = 2
round_the_clock = ["fast"]
warn_percent = 50
silent = "2h"
gate = "8h"
gate_reminders = ["2h", "4h"]

[[tier]]
number = 2
key = "second"
label = { pt = "Segundo", en = "Second" }
response = { fast = "15m", slow = "1h" }
resolution = "to_be_set"

[[tier]]
number = 1
key = "first"
label = { pt = "Primeiro", en = "First" }
response = "1h"
optional = true
"#;

const MANUAL: &str = "\n[manual]\narrival = \"slow\"\n";

fn mistakes(text: &str) -> Vec<String> {
    read(text).expect_err("mistakes").iter().map(ToString::to_string).collect()
}

#[test]
fn a_service_is_read() {
    let desk = read(&format!("{HEAD}{SERVICE}{MANUAL}")).unwrap();
    assert_eq!((desk.version, desk.creation), (3, Creation::Appointed));
    let service = &desk.policy.service;
    assert_eq!(service.tiers.iter().map(|tier| tier.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((service.first_tier, service.warn_percent, service.silent), (2, 50, 7_200_000));
    assert!(service.is_round_the_clock("fast") && !service.is_round_the_clock("slow"));
    let second = service.tier(2).unwrap();
    assert_eq!(second.response["fast"], Target::Within(900_000));
    assert_eq!(second.targets["slow"], Target::ToBeSet);
    let first = service.tier(1).unwrap();
    assert!(first.optional && first.targets.is_empty() && first.response.len() == 2);
    let bare = read(&format!("{HEAD}{MANUAL}")).unwrap();
    assert_eq!(bare.policy.service, Service::default(), "no tiers, no clocks");
    assert_eq!(bare.policy.prioritise("anything", "at all").unwrap().named.key, "slow");
}

#[test]
fn severities_have_their_pairs() {
    let pairs = "
[[severity]]
key = \"text\"
label = { pt = \"Texto\", en = \"Text\" }
priorities = [\"slow\", \"fast\"]

[[severity]]
key = \"block\"
label = { pt = \"Bloqueio\", en = \"Block\" }
priorities = [\"fast\"]
";
    let desk = read(&format!("{HEAD}{}{pairs}", SERVICE.replace("silent", "lowered_by = 2\nsilent"))).unwrap();
    let read_pairs = desk.policy.pairs().unwrap();
    assert_eq!(read_pairs.allowed("text"), ["fast", "slow"], "the most pressing first");
    assert_eq!((read_pairs.allowed("block").len(), read_pairs.lowered_by), (1, Some(2)));
    assert!(read_pairs.allowed("gone").is_empty() && desk.policy.prioritise("text", "fast").is_none());
    for (right, wrong, told) in [
        ("priorities = [\"fast\"]", "", "line 52: a severity has no `priorities`"),
        ("[\"fast\"]", "[\"never\"]", "line 55: the priority `never` is unknown; allowed: fast, slow"),
        ("[\"fast\"]", "[]", "line 55: `priorities` of a severity is empty"),
        ("[\"slow\", \"fast\"]", "[\"slow\", \"slow\"]", "line 50: the priority `slow` is there already"),
        ("\"block\"", "\"text\"", "line 53: the key `text` is there already, on line 48"),
    ] {
        let found = mistakes(&format!("{HEAD}{SERVICE}{}", pairs.replacen(right, wrong, 1)));
        assert!(found.iter().any(|it| it.starts_with(told)), "{wrong}: expected {told}, found {found:#?}");
    }
    let both = mistakes(&format!("{HEAD}{pairs}{MANUAL}"));
    assert!(both.iter().any(|it| it.contains("`manual` means nothing where there is `severity`")), "{both:#?}");
}

#[test]
fn each_mistake_in_a_service_has_its_line() {
    for (right, wrong, told) in [
        ("first_tier = 2", "first_tier = 3", "line 26: unknown tier 3 in `first_tier` of the service; allowed: 1, 2"),
        (
            "first_tier = 2",
            "first_tier = \"2\"",
            "line 26: `first_tier` of the service is no whole number within its bounds; allowed: 1 to 9",
        ),
        ("[\"fast\"]", "[\"critical\"]", "line 27: unknown priority `critical`; allowed: fast, slow"),
        (
            "warn_percent = 50",
            "warn_percent = 100",
            "line 28: `warn_percent` of the service is no whole number within its bounds; allowed: 1 to 99",
        ),
        ("silent = \"2h\"", "silent = \"soon\"", "line 29: `soon` is no duration"),
        ("[\"2h\", \"4h\"]", "[\"4h\", \"2h\"]", "line 31: `2h` is no reminder; allowed: hours in their order"),
        ("[\"2h\", \"4h\"]", "[\"9h\"]", "line 31: `9h` is no reminder"),
        ("gate = \"8h\"", "", "line 31: `gate_reminders` means nothing without `gate`"),
        ("number = 2\n", "", "line 33: a tier has no `number`"),
        ("number = 2", "number = 0", "line 34: `number` of a tier is no whole number within its bounds"),
        ("number = 1", "number = 2", "line 41: the tier 2 is there already"),
        (
            "slow = \"1h\"",
            "slow = \"2d\"",
            "line 37: `2d` is no target; allowed: hours or minutes in which the desk is open",
        ),
        (", slow = \"1h\"", "", "line 37: `response` of a tier has no target for the priority `slow`"),
        (
            "slow = \"1h\"",
            "slow = \"1h\", never = \"1h\"",
            "line 37: unknown priority `never` in `response` of a tier; allowed: fast, slow",
        ),
        ("\"to_be_set\"", "\"later\"", "line 38: `later` is no target"),
        ("optional = true", "optional = \"yes\"", "line 45: `optional` of a tier is no yes or no"),
        ("optional = true", "checklist = [{ pt = \"Só isto\" }]", "line 45: a check of a tier has no `en`"),
        (
            "optional = true",
            "colour = 1",
            "line 45: unknown field `colour` in a tier; allowed: key, label, words, number",
        ),
    ] {
        assert!(SERVICE.contains(right), "{right}");
        let found = mistakes(&format!("{HEAD}{}{MANUAL}", SERVICE.replacen(right, wrong, 1)));
        assert!(found.iter().any(|it| it.starts_with(told)), "{wrong}: expected {told}, found {found:#?}");
    }
    let found = mistakes(&format!("{HEAD}{}", MANUAL.replace("slow", "never")));
    assert!(
        found.iter().any(|it| it.starts_with("line 26: unknown `arrival` `never` in `manual`; allowed: fast, slow")),
        "{found:#?}"
    );
    let found = mistakes(&HEAD.replace("version = 3", "version = -1"));
    assert!(found.iter().any(|it| it.starts_with("line 7: `version` of the desk is no whole number")), "{found:#?}");
}

#[test]
fn categories_and_systems_name_what_is_there() {
    let treated = HEAD.replace(
        "label = { pt = \"Coisa\", en = \"Thing\" }",
        "label = { pt = \"Coisa\", en = \"Thing\" }\ntier = 1\nfloor = \"fast\"\nresponse = { fast = \"5m\" }\nwatchers = [\"cdc\"]",
    );
    let watcher = "\n[[watcher]]\nkey = \"cdc\"\nlabel = { pt = \"CDC\", en = \"CDC\" }\n";
    let text = format!("{treated}{SERVICE}{MANUAL}{watcher}");
    let desk = read(&text).unwrap();
    let thing = desk.category("thing").unwrap();
    assert_eq!(
        (thing.first_tier, thing.floor.as_deref(), &thing.watchers[..]),
        (Some(1), Some("fast"), &["cdc".to_owned()][..])
    );
    assert_eq!(thing.targets.as_ref().unwrap().response["fast"], Target::Within(300_000));
    for (right, wrong, told) in [
        ("tier = 1", "tier = 7", "line 16: unknown tier 7 in `tier` of a category; allowed: 1, 2"),
        (
            "floor = \"fast\"",
            "floor = \"never\"",
            "line 17: unknown `floor` `never` in a category; allowed: fast, slow",
        ),
        ("{ fast = \"5m\" }", "{ never = \"5m\" }", "line 18: unknown priority `never` in `response` of a category"),
        ("[\"cdc\"]", "[\"who\"]", "line 19: unknown watcher `who`; allowed: cdc"),
        (
            "tier = 1",
            "tier = 1\nwhen = { question = \"it\", is = \"yes\" }",
            "line 17: `when` names `it`, which is no question of this category",
        ),
    ] {
        let found = mistakes(&text.replacen(right, wrong, 1));
        assert!(found.iter().any(|it| it.starts_with(told)), "{wrong}: expected {told}, found {found:#?}");
    }
    let alone = "label = { pt = \"Coisa\", en = \"Thing\" }\nwhen = { question = \"it\", is = \"yes\" }";
    let found = mistakes(&format!("{}{MANUAL}", HEAD.replace("label = { pt = \"Coisa\", en = \"Thing\" }", alone)));
    assert!(found.iter().any(|it| it.contains("`when` means nothing without what it is about")), "{found:#?}");
    let found = mistakes(&format!(
        "{}{MANUAL}",
        HEAD.replace("\"Um\", en = \"One\" }", "\"Um\", en = \"One\" }\npolicy = \"x\"")
    ));
    assert_eq!(found, ["line 12: unknown policy `x`; allowed: a [policy.NAME] of this file"]);
}

/// A system of another family ranks in its own way, with its own promises.
#[test]
fn a_system_can_have_a_policy_of_its_own() {
    let lmis = shipped("openlmis").unwrap();
    let (_, ranking) = lmis.split_once("# ------------------------------------------- urgency and impact").unwrap();
    let own = format!("#{ranking}").replace("\n[[", "\n[[policy.lmis.").replace("\n[matrix", "\n[policy.lmis.matrix");
    let own = own.replace("\n[service]", "\n[policy.lmis.service]");
    let epts = shipped("epts").unwrap().replace("words = [\"openlmis\"", "policy = \"lmis\"\nwords = [\"openlmis\"");
    let desk = read(&format!("{epts}\n{own}")).unwrap();
    let other = desk.policy_of(Some("openlmis"));
    assert_eq!(other.prioritise("critical", "extensive").unwrap().named.key, "blocker");
    assert_eq!(other.service.tier(4).map(|tier| tier.optional), Some(true));
    assert!(desk.policy_of(Some("idart")).prioritise("critical", "extensive").is_none());
    assert_eq!(desk.policy_of(None), &desk.policy);
    assert!(matches!(other.scheme, Scheme::Matrix(_)) && desk.urgency("medium").is_some());
    assert_eq!(desk.first_tier("openlmis", "network"), 1);
    let clash = own.replace("en = \"Critical\"", "en = \"Crucial\"");
    let found = mistakes(&format!("{epts}\n{clash}"));
    assert!(
        found.iter().any(|it| it.contains("the priority `critical` is called otherwise in the desk's own policy")),
        "{found:#?}"
    );
}

#[test]
fn statuses_can_have_names_of_their_own() {
    let named = "\n[status]\nwaiting_reporter = { pt = \"Resposta pedida\", en = \"Feedback\" }\n";
    let desk = read(&format!("{HEAD}{MANUAL}{named}")).unwrap();
    assert_eq!(desk.statuses.len(), 1);
    assert!(desk.statuses.contains_key(&Status::WaitingReporter));
    let found = mistakes(&format!("{HEAD}{MANUAL}{}", named.replace("waiting_reporter", "feedback")));
    assert!(
        found.iter().any(|it| it.contains("unknown field `feedback` in `status`; allowed: waiting_focal_point, new")),
        "{found:#?}"
    );
}
