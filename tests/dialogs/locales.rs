//! The words themselves: the same keys and variables in each language, short labels, no forms of Brazil.

use std::collections::{BTreeMap, BTreeSet};

use balcao::{
    core::{person::Role, ticket::Status},
    dialogs::{
        choice::{Choice, Field},
        line::{Card, Line},
        state::{Did, Writing},
    },
    text::locale::Locale,
};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::small_desk::Chat;

fn variables(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => inline_variable(inline, found),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                inline_variable(selector, found);
                for variant in variants {
                    variables(&variant.value, found);
                }
            }
        }
    }
}

fn inline_variable(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        found.insert(id.name.clone());
    }
}

/// Key → variables, of all files of a language.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(format!("locales/{locale}")).expect("the folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for entry in parser::parse(text).expect("fluent").body {
            if let Entry::Message(message) = entry {
                let mut found = BTreeSet::new();
                variables(message.value.as_ref().expect("a value"), &mut found);
                assert!(all.insert(message.id.name.clone(), found).is_none(), "{} twice", message.id.name);
            }
        }
    }
    all
}

#[test]
fn every_language_has_every_key_with_the_same_variables() {
    assert_eq!(messages(Locale::Pt), messages(Locale::En));
}

#[test]
fn labels_are_short() {
    let chat = Chat::reporter();
    let reference = "BL-123456".to_owned();
    let fields = [
        Field::System,
        Field::Category,
        Field::Question(9),
        Field::Urgency,
        Field::Impact,
        Field::Description,
        Field::Photo,
    ];
    let choices = [
        Choice::Language(Locale::Pt),
        Choice::Language(Locale::En),
        Choice::FacilityAsTyped,
        Choice::Skip,
        Choice::Back,
        Choice::Cancel,
        Choice::Send,
        Choice::Correct,
        Choice::Continue,
        Choice::StartOver,
        Choice::Discard,
        Choice::NewReport,
        Choice::MyTickets,
        Choice::Help,
        Choice::Show { ticket: 1, reference: reference.clone() },
        Choice::About { ticket: 1, reference },
        Choice::Take(1),
        Choice::Note(1),
        Choice::Reply(1),
        Choice::Ask(1),
        Choice::Resolve(1),
        Choice::Confirm(1),
        Choice::StillBroken(1),
    ];
    for choice in choices.into_iter().chain(fields.map(Choice::CorrectField)) {
        for locale in Locale::ALL {
            let label = chat.catalog.label(&choice, locale, &chat.desk, &chat.directory);
            assert!((1..=20).contains(&label.chars().count()), "{label}");
        }
    }
}

#[test]
fn no_forms_of_brazil() {
    const FORMS: [&str; 22] = [
        "você",
        "usuári",
        "arquivo",
        "tela",
        "salvar",
        "excluir",
        "deletar",
        "registro",
        "equipe",
        "chamado",
        "cadastr",
        "celular",
        "banco de dados",
        "em andamento",
        "conosco",
        "senha inválida",
        "aperte",
        "clique aqui",
        "atualiz",
        "selecion",
        "afetad",
        "ativo.",
    ];
    for file in std::fs::read_dir("locales/pt").expect("the folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        let said: Vec<_> = text.lines().filter(|line| !line.contains(".words")).collect();
        for form in FORMS {
            assert!(!said.iter().any(|line| line.to_lowercase().contains(form)), "{form}");
        }
    }
}

#[test]
fn the_long_lines_can_be_said() {
    let chat = Chat::reporter();
    let reference = || "BL-10429".to_owned();
    let mut lines = vec![
        Line::Resume { begun: String::new(), answered: 1, of: 6 },
        Line::Idle { begun: String::new() },
        Line::SlowDown { seconds: 1 },
        Line::SlowDown { seconds: 600 },
        Line::RoomLinked { purpose: "agents".into() },
        Line::WhichReference,
        Line::ChooseField { category: Some("reports".into()), asked: vec!["often".into()] },
        Line::PhotosKept { count: 2 },
        Line::NotANumber { least: None, most: None },
        Line::NotANumber { least: Some(1), most: None },
        Line::NotANumber { least: None, most: Some(9) },
        Line::NotANumber { least: Some(1), most: Some(9) },
        Line::Guide { category: "network".into() },
        Line::Guide { category: "gone".into() },
    ];
    lines.extend(Role::ALL.map(|role| Line::Help { role }));
    lines.extend(Role::ALL.map(|role| Line::RoleGiven { role }));
    lines.extend(
        [Did::Take, Did::Note, Did::Reply, Did::Ask, Did::Resolve, Did::Answer, Did::Confirm, Did::Reopen]
            .map(|did| Line::Done { did, reference: reference() }),
    );
    lines.extend(
        [Writing::Note, Writing::Reply, Writing::Question, Writing::Resolution, Writing::StillBroken]
            .map(|what| Line::AskWords { what, reference: reference() }),
    );
    for words in ["", "não abre"] {
        for file_count in [0, 1, 3] {
            lines.push(Line::Answered {
                reference: reference(),
                reporter: "Ana".into(),
                words: words.into(),
                file_count,
            });
        }
        lines.push(Line::Reopened { reference: reference(), reporter: "Ana".into(), words: words.into() });
        lines.push(Line::Resolved { reference: reference(), agent: "Bo".into(), words: words.into() });
    }
    lines.extend(Status::ALL.map(|status| {
        Line::CardOf(Card {
            reference: reference(),
            status,
            priority: "high".into(),
            system: "gone".into(),
            category: "reports".into(),
            facility: None,
            reporter: None,
            owner: Some("Bo".into()),
            form: vec![("often".into(), "yes".into()), ("which".into(), "o mensal".into())],
            description: Some("x\u{202E}y".into()),
            file_count: 1,
        })
    }));
    for line in lines {
        let json = serde_json::to_string(&line).expect("json");
        assert_eq!(serde_json::from_str::<Line>(&json).expect("the same"), line);
        for locale in Locale::ALL {
            let text = chat.catalog.text(&line, locale, &chat.desk);
            assert!(text.len() > 5 && !text.contains("{ $") && !text.contains('\u{202E}'), "{text}");
        }
    }
}

#[test]
fn help_is_at_most_eight_lines() {
    let chat = Chat::reporter();
    for role in Role::ALL {
        for locale in Locale::ALL {
            assert!(chat.catalog.text(&Line::Help { role }, locale, &chat.desk).lines().count() <= 8);
        }
    }
}

/// The keys that the sources name are those that the languages have, neither fewer nor more.
#[test]
fn every_key_is_used_and_there() {
    let sources = [
        "line.rs",
        "label.rs",
        "guide.rs",
        "render.rs",
        "render/card.rs",
        "render/form.rs",
        "render/guide.rs",
        "render/news.rs",
    ]
    .map(|file| std::fs::read_to_string(format!("src/dialogs/{file}")).expect("a source"))
    .concat();
    let keys: BTreeSet<_> = messages(Locale::Pt).into_keys().collect();
    for key in &keys {
        assert!(sources.contains(&format!("\"{key}\"")), "{key} is never said");
    }
    for (_, rest) in sources.match_indices("=> \"").map(|(at, mark)| sources.split_at(at + mark.len())) {
        let key = rest.split('"').next().expect("a literal");
        assert!(keys.contains(key), "{key} is in no language");
    }
}
