//! The shipped desk against its document, and each mistake with its line.

use balcao::{
    core::policy::{
        desk::{Creation, OnlyIf, QuestionKind},
        desk_file::{check, load, read, shipped, shipped_names},
        scheme::Scheme,
    },
    text::locale::Locale,
};

const IMPACTS: [&str; 3] = ["single_user", "multiple_users", "software_wide"];

/// The prioritisation matrix of the EPTS System Support Structure Guide.
const GUIDE: [(&str, [&str; 3]); 4] = [
    ("patient_care", ["critical", "critical", "critical"]),
    ("job_stopped", ["high", "urgent", "urgent"]),
    ("job_affected", ["high", "high", "urgent"]),
    ("job_not_affected", ["normal", "normal", "normal"]),
];

const SMALL: &str = r#"[desk]
key = "small"
label = { pt = "Pequeno", en = "Small" }
prefix = "SM"
timezone = "Africa/Maputo"
creation = "open"

[[system]]
key = "one"
label = { pt = "Um", en = "One" }

[[category]]
key = "thing"
label = { pt = "Coisa", en = "Thing" }

[[category.question]]
key = "colour"
label = { pt = "De que cor?", en = "Which colour?" }
kind = "choice"
required = true
choice = [
  { key = "red", label = { pt = "Vermelho", en = "Red" } },
  { key = "blue", label = { pt = "Azul", en = "Blue" }, words = ["Índigo"] },
]

[[urgency]]
key = "now"
label = { pt = "Agora", en = "Now" }

[[impact]]
key = "all"
label = { pt = "Todos", en = "All" }

[[impact]]
key = "some"
label = { pt = "Alguns", en = "Some" }

[[priority]]
key = "first"
label = { pt = "Primeira", en = "First" }

[[priority]]
key = "second"
label = { pt = "Segunda", en = "Second" }

[matrix.by_urgency]
now = { all = "first", some = "second" }
"#;

fn mistakes_of(text: &str) -> Vec<String> {
    match read(text) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn the_shipped_desk_has_the_matrix_of_the_guide() {
    let desk = load("epts").unwrap();
    for (urgency, row) in GUIDE {
        for (impact, priority) in IMPACTS.iter().zip(row) {
            let found = desk.policy.prioritise(urgency, impact).unwrap();
            assert_eq!(found.named.key, priority, "{urgency} × {impact}");
            assert_eq!(desk.policy.prioritise(impact, urgency), None, "the axes are not to be swapped");
        }
    }
    assert!(matches!(&desk.policy.scheme, Scheme::Matrix(cells) if cells.len() == 12));
    let ranks: Vec<_> = desk.policy.priorities.iter().map(|it| (it.named.key.as_str(), it.rank)).collect();
    assert_eq!(ranks, [("critical", 1), ("urgent", 2), ("high", 3), ("normal", 4)]);
}

#[test]
fn rows_may_be_impacts_as_well() {
    let text = shipped("epts").unwrap();
    let (head, _) = text.split_once("[matrix.by_urgency]").unwrap();
    let mut turned = format!("{head}[matrix.by_impact]");
    for (at, impact) in IMPACTS.iter().enumerate() {
        let cells: Vec<_> = GUIDE.iter().map(|(urgency, row)| format!("{urgency} = \"{}\"", row[at])).collect();
        turned = format!("{turned}\n{impact} = {{ {} }}", cells.join(", "));
    }
    assert_eq!(read(&turned).unwrap(), load("epts").unwrap());
}

#[test]
fn shipped_desks_are_in_order() {
    assert!(shipped_names().contains(&"epts".to_owned()));
    for name in shipped_names() {
        let desk = load(&name).unwrap();
        assert_eq!(desk.key, name);
        for category in &desk.categories {
            let required = category.questions.iter().filter(|asked| asked.required && !asked.general).count();
            assert!(required <= 3, "{name}: {} asks for too much", category.named.key);
        }
    }
    let epts = load("epts").unwrap();
    assert_eq!((epts.prefix.as_str(), epts.timezone.as_str()), ("BL", "Africa/Maputo"));
    assert_eq!(epts.creation, Creation::Open);
    assert!(epts.system("idart").unwrap().words.contains(&"farmacia".to_owned()));
    assert!(load("nowhere").unwrap_err().to_string().contains("epts"));
}

#[test]
fn a_small_desk_is_read_in_the_order_of_the_file() {
    let desk = read(SMALL).unwrap();
    let question = &desk.category("thing").unwrap().questions[0];
    assert!(question.required);
    let QuestionKind::Choice(choices) = &question.kind else { panic!("a choice") };
    assert_eq!(choices[1].words, ["indigo"]);
    assert_eq!(desk.policy.prioritise("now", "some").unwrap().rank, 2);
}

#[test]
fn each_mistake_has_its_line() {
    for (right, wrong, mistake) in [
        ("key = \"one\"", "key = one", "line 9: not TOML"),
        ("creation = \"open\"", "creation = \"open\"\ncreation = \"open\"", "line 7: not TOML"),
        (
            "creation = \"open\"",
            "creation = \"free\"",
            "line 6: unknown `creation` `free` in the desk; allowed: open, enrolled, appointed",
        ),
        ("prefix = \"SM\"", "prefix = \"sm1\"", "line 4: `sm1` is no prefix; allowed: 2 to 5 letters from A to Z"),
        ("prefix = \"SM\"", "prefix = 7", "line 4: `prefix` of the desk is no text but of type integer"),
        ("Africa/Maputo", "Africa/Matola", "line 5: unknown time zone `Africa/Matola`; allowed: a name of the IANA"),
        ("timezone", "time_zone", "line 1: the desk has no `timezone`"),
        (
            "timezone",
            "time_zone",
            "line 5: unknown field `time_zone` in the desk; allowed: key, label, prefix, timezone",
        ),
        (
            "[[system]]\nkey = \"one\"\nlabel = { pt = \"Um\", en = \"One\" }",
            "system = []",
            "line 8: unknown field `system`",
        ),
        ("[[system]]\nkey = \"one\"\nlabel = { pt = \"Um\", en = \"One\" }", "", "the desk file has no `system`"),
        ("{ pt = \"Um\", en = \"One\" }", "{ pt = \"Um\" }", "line 10: the label of a system has no `en`"),
        (
            "\"Um\"",
            "\"Um sistema que não cabe\"",
            "line 10: the label «Um sistema que não cabe» has 23 characters; allowed: at most 20",
        ),
        ("\"Um\"", "\"\"", "line 10: `pt` of the label of a system is empty"),
        (
            "\"Um\", en",
            "\"Um\", fr = \"Un\", en",
            "line 10: unknown field `fr` in the label of a system; allowed: pt, en",
        ),
        ("key = \"one\"", "key = \"One thing\"", "line 9: `One thing` is no key; allowed: a-z"),
        (
            "key = \"one\"",
            "key = \"one\"\ncolour = 1",
            "line 10: unknown field `colour` in a system; allowed: key, label, words",
        ),
        ("key = \"some\"", "key = \"all\"", "line 35: the key `all` is there already, on line 31"),
        ("\"Alguns\"", "\"TODOS\"", "line 35: «todos» would mean two entries: `some` and the one on line 31"),
        ("\"choice\"", "\"colour\"", "line 19: unknown `kind` `colour` in a question; allowed: choice, text"),
        ("\"choice\"", "\"text\"", "line 21: a question of kind `text` has no `choice`; allowed: kind = \"choice\""),
        (
            "required = true",
            "required = \"yes\"",
            "line 20: `required` of a question is no yes or no; allowed: true, false",
        ),
        ("[\"Índigo\"]", "[]", "line 23: `words` of a choice is empty"),
        ("{ key = \"red\"", "{ key = \"blue\"", "line 23: the key `blue` is there already, on line 22"),
        ("all = \"first\"", "all = \"third\"", "line 47: unknown priority `third`; allowed: first, second"),
        (
            "all = \"first\"",
            "none = \"first\"",
            "line 47: unknown impact `none` in the matrix's row `now`; allowed: all, some",
        ),
        (
            "all = \"first\", ",
            "",
            "line 47: the matrix's row `now` has no cell for the impact `all`; allowed: first, second",
        ),
        ("now = { all", "then = { all", "line 47: unknown urgency `then` in the matrix; allowed: now"),
        ("now = { all", "then = { all", "line 46: the matrix has no row for the urgency `now`"),
        ("by_urgency", "rows", "line 46: unknown field `rows` in the matrix; allowed: by_urgency, by_impact"),
    ] {
        let found = mistakes_of(&SMALL.replacen(right, wrong, 1));
        assert!(found.iter().any(|it| it.starts_with(mistake)), "{wrong}: expected {mistake}, found {found:#?}");
    }
}

/// A file whose only category asks a colour, a yes or no, and this.
fn asking(question: &str) -> String {
    let urgent =
        "[[category.question]]\nkey = \"urgent\"\nlabel = { pt = \"Já?\", en = \"Now?\" }\nkind = \"yes_no\"\n";
    SMALL.replacen("[[urgency]]", &format!("{urgent}\n[[category.question]]\n{question}\n\n[[urgency]]"), 1)
}

#[test]
fn questions_have_kinds_help_and_conditions() {
    let desk = read(&asking(
        "key = \"count\"\nlabel = { pt = \"Quantos?\", en = \"How many?\" }\nhelp = { pt = \"Até 20.\", en = \"Up to 20.\" }
kind = \"number\"\nleast = 1\nmost = 20\nonly_if = { question = \"colour\", is = [\"red\", \"blue\"] }",
    ))
    .unwrap();
    let questions = &desk.category("thing").unwrap().questions;
    assert_eq!(questions[1].kind, QuestionKind::YesNo);
    assert_eq!(questions[2].kind, QuestionKind::Number { least: Some(1), most: Some(20) });
    assert_eq!(questions[2].help.as_ref().unwrap().in_locale(Locale::En), "Up to 20.");
    assert_eq!(questions[2].only_if, Some(OnlyIf { question: "colour".into(), is: vec!["red".into(), "blue".into()] }));
    for kind in ["text", "date", "yes_no", "attachment", "facility", "person"] {
        let text = asking(&format!(
            "key = \"it\"\nlabel = {{ pt = \"É?\", en = \"Is it?\" }}\nkind = \"{kind}\"\nonly_if = {{ question = \"urgent\", is = \"yes\" }}"
        ));
        assert_eq!(read(&text).unwrap().category("thing").unwrap().questions[2].kind.word(), kind);
    }
}

#[test]
fn each_mistake_in_a_question_has_its_line() {
    let long = "x".repeat(161);
    for (line, mistake) in [
        (
            "colour = 1",
            "line 35: unknown field `colour` in a question; allowed: key, label, kind, required, help, only_if",
        ),
        ("least = 1", "line 35: a question of kind `text` has no `least`; allowed: kind = \"number\""),
        ("help = { pt = \"Só isto\" }", "line 35: the help of a question has no `en`"),
        (
            &format!("help = {{ pt = \"{long}\", en = \"x\" }}"),
            &format!("line 35: the help «{long}» has 161 characters; allowed: at most 160"),
        ),
        ("only_if = \"colour\"", "line 35: `only_if` of a question is no table"),
        ("only_if = { question = \"colour\" }", "line 35: `only_if` of a question has no `is`"),
        (
            "only_if = { question = \"it\", is = \"yes\" }",
            "line 35: `only_if` names `it`, which is no earlier question of this category; allowed: colour, urgent",
        ),
        (
            "only_if = { question = \"colour\", is = [\"red\", \"green\"] }",
            "line 35: `colour` is never answered with `green`; allowed: red, blue",
        ),
        (
            "only_if = { question = \"urgent\", is = \"sim\" }",
            "line 35: `urgent` is never answered with `sim`; allowed: yes, no",
        ),
        ("only_if = { question = \"urgent\", is = true }", "line 35: `is` of `only_if` is no text but of type boolean"),
        ("only_if = { question = \"urgent\", is = [] }", "line 35: `is` of `only_if` is empty"),
        (
            "only_if = { question = \"urgent\", is = \"yes\", or = 1 }",
            "line 35: unknown field `or` in `only_if` of a question; allowed: question, is",
        ),
    ] {
        let question = "key = \"it\"\nlabel = { pt = \"É?\", en = \"Is it?\" }\nkind = \"text\"";
        let found = mistakes_of(&asking(&format!("{question}\n{line}")));
        assert!(found.iter().any(|it| it.starts_with(mistake)), "{line}: expected {mistake}, found {found:#?}");
    }
    let number = "key = \"it\"\nlabel = { pt = \"É?\", en = \"Is it?\" }\nkind = \"number\"";
    for (line, mistake) in [
        ("least = \"1\"", "line 35: `least` of a question is no whole number"),
        ("least = 5\nmost = 4", "line 36: no number is between 5 and 4; allowed: at least 5"),
        ("most = 99999999999", "line 35: `most` of a question is no whole number; allowed: up to 1000000000"),
    ] {
        let found = mistakes_of(&asking(&format!("{number}\n{line}")));
        assert!(found.iter().any(|it| it.starts_with(mistake)), "{line}: expected {mistake}, found {found:#?}");
    }
    let text = asking(&format!(
        "{number}\n\n[[category.question]]\nkey = \"after\"\nlabel = {{ pt = \"É?\", en = \"Is it?\" }}\nkind = \"text\"\nonly_if = {{ question = \"it\", is = \"1\" }}"
    ));
    assert_eq!(
        mistakes_of(&text),
        ["line 40: `only_if` names `it`, which is of kind `number`; allowed: colour, urgent"]
    );
    let one = |at: i32| {
        format!("[[category.question]]\nkey = \"q{at}\"\nlabel = {{ pt = \"É?\", en = \"Is it?\" }}\nkind = \"text\"\n")
    };
    let many = (0..9).map(one).collect::<Vec<_>>().concat();
    let found = mistakes_of(&SMALL.replacen("[[urgency]]", &format!("{many}[[urgency]]"), 1));
    assert_eq!(found, ["line 54: 10 questions are too many for one category; allowed: at most 8"]);
}

#[test]
fn departments_tags_and_approval_are_read() {
    let lists = "[[department]]\nkey = \"hr\"\nlabel = { pt = \"Pessoal\", en = \"Staff\" }\nprivate = true\n
[[tag]]\nkey = \"stock\"\nlabel = { pt = \"Stock\", en = \"Stock\" }\nwords = [\"Existências\"]\n\n[[category]]\napproval = true\ndepartment = \"hr\"";
    let text = SMALL.replacen("[[category]]", lists, 1);
    let desk = read(&text).unwrap();
    assert!(desk.department("hr").unwrap().private && desk.category("thing").unwrap().approval);
    assert_eq!(desk.category("thing").unwrap().department.as_deref(), Some("hr"));
    assert_eq!(desk.tag("stock").unwrap().words, ["existencias"]);
    for (right, wrong, mistake) in [
        ("department = \"hr\"", "department = \"it\"", "line 24: unknown department `it`; allowed: hr"),
        (
            "approval = true",
            "approval = \"yes\"",
            "line 23: `approval` of a category is no yes or no; allowed: true, false",
        ),
        (
            "private = true",
            "secret = true",
            "line 15: unknown field `secret` in a department; allowed: key, label, words, private",
        ),
    ] {
        let found = mistakes_of(&text.replacen(right, wrong, 1));
        assert!(found.iter().any(|it| it.starts_with(mistake)), "{wrong}: expected {mistake}, found {found:#?}");
    }
    let found = mistakes_of(&SMALL.replacen("[[category]]", "[[category]]\ndepartment = \"hr\"", 1));
    assert_eq!(found, ["line 13: unknown department `hr`; allowed: a [[department]] of this file"]);
}

#[test]
fn accounts_need_an_approver() {
    let epts = load("epts").unwrap();
    let account = epts.category("account").unwrap();
    assert!(account.approval);
    let keys: Vec<&str> = account.questions.iter().map(|question| question.key.as_str()).collect();
    assert_eq!(keys, ["action", "person", "role", "facility", "username", "last_day"]);
}

#[test]
fn an_empty_list_and_an_empty_file_say_what_is_missing() {
    let text = SMALL.replacen("choice = [\n  { key = \"red\", label = { pt = \"Vermelho\", en = \"Red\" } },\n  { key = \"blue\", label = { pt = \"Azul\", en = \"Blue\" }, words = [\"Índigo\"] },\n]", "choice = []", 1);
    assert_eq!(mistakes_of(&text), ["line 21: `choice` of a question is empty; allowed: at least one"]);
    assert_eq!(mistakes_of("").len(), 7, "one for each section");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = SMALL.replace("\"SM\"", "\"s\"").replace("Maputo", "Matola").replace("\"second\" }", "\"third\" }");
    let lines: Vec<_> = read(&text).unwrap_err().iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [Some(4), Some(5), Some(47)]);
}

#[test]
fn a_file_is_checked_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.toml");
    std::fs::write(&path, SMALL).unwrap();
    assert!(check(&path).unwrap().contains("desk `small` is in order: 1 systems, 1 categories"));
    std::fs::write(&path, SMALL.replace("\"SM\"", "\"s\"").replace("Maputo", "Matola")).unwrap();
    let told = check(&path).unwrap_err();
    assert_eq!(told.lines().count(), 2);
    assert!(
        told.lines().next().unwrap().ends_with("small.toml:4: `s` is no prefix; allowed: 2 to 5 letters from A to Z")
    );
    std::fs::write(&path, b"[desk]\nkey = \"x\"\nlabel = \"Inform\xE1tica\"").unwrap();
    assert!(check(&path).unwrap_err().contains(":3: the file is not in UTF-8"));
    assert!(check(&folder.path().join("none.toml")).unwrap_err().starts_with("cannot read"));
}

#[test]
fn the_example_of_the_documentation_is_in_order() {
    let page = include_str!("../../docs/desk-file.md");
    let (_, page) = page.split_once("## Example").unwrap();
    let (_, example) = page.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    assert_eq!(mistakes_of(example), Vec::<String>::new());
}
