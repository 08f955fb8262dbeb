//! The keys: the same in each language with the same variables, each of them said somewhere, each line sayable.

use std::collections::{BTreeMap, BTreeSet};

use balcao::{
    core::{
        act::Mark,
        person::Role,
        problem::{Extent, Part, State},
        ticket::Status,
        verb::{TABLE, Takes, Verb},
    },
    dialogs::{
        line::{Card, Line, Marks, NewsLine},
        problem::line::{Like, Listed, ProblemLine, Summaries, Whole},
    },
    text::locale::Locale,
};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::{Spoken, announcements};

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

/// Verbs that change a ticket, and so have a receipt.
fn work_on_it(verb: Verb) -> bool {
    !matches!(verb, Verb::Status | Verb::History | Verb::Why | Verb::Talk | Verb::Watch | Verb::Unwatch)
}

/// What is said about each verb: how it is explained, what is asked for with it, its receipt.
fn of_verbs() -> Vec<Line> {
    let mut lines = Vec::new();
    let typed: Vec<Verb> = Verb::all().filter(|verb| !verb.row().names.is_empty()).collect();
    let explained = typed.iter().copied().filter(|verb| !matches!(verb, Verb::Start | Verb::Help)).collect::<Vec<_>>();
    for whole in [true, false] {
        lines.extend(Role::ALL.map(|role| Line::Help { role, verbs: explained.clone(), whole }));
    }
    for verb in [Verb::Announce, Verb::Announcements] {
        lines.push(Line::Help { role: Role::Agent, verbs: vec![verb], whole: true });
    }
    lines.extend(Role::ALL.map(|role| Line::RoleGiven { role }));
    for mark in Mark::ALL {
        lines.push(Line::Done { did: Verb::Reply, reference: "BL-10429".into(), mark: *mark });
    }
    for verb in typed {
        match verb.row().takes {
            Takes::Own => {}
            Takes::Ticket | Takes::MayWords if !work_on_it(verb) => {}
            Takes::Ticket | Takes::MayWords => {
                lines.push(Line::Done { did: verb, reference: "BL-10429".into(), mark: Mark::None });
            }
            Takes::Words => {
                lines.push(Line::Done { did: verb, reference: "BL-10429".into(), mark: Mark::None });
                lines.push(Line::AskWords { what: verb, reference: "BL-10429".into() });
            }
            Takes::Value(_) => {
                lines.push(Line::Done { did: verb, reference: "BL-10429".into(), mark: Mark::None });
                lines.push(Line::AskValue { what: verb, reference: "BL-10429".into() });
            }
            Takes::Reason(_) => {
                lines.push(Line::Done { did: verb, reference: "BL-10429".into(), mark: Mark::None });
                lines.push(Line::AskValue { what: verb, reference: "BL-10429".into() });
                lines.push(Line::AskWords { what: verb, reference: "BL-10429".into() });
            }
        }
        if !matches!(verb, Verb::Start | Verb::Help) {
            lines.push(Line::NotThat { what: verb, reference: None, system: None });
        }
    }
    lines
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list")]
fn the_long_lines_can_be_said() {
    let spoken = Spoken::new();
    let reference = || "BL-10429".to_owned();
    let mut lines = vec![
        Line::Resume { begun: String::new(), answered: 1, of: 6 },
        Line::Idle { begun: String::new() },
        Line::SlowDown { seconds: 1 },
        Line::SlowDown { seconds: 600 },
        Line::RoomLinked { purpose: "agents".into(), tier: Some(2), system: Some("sesp".into()), topics: true },
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
    lines.extend(of_verbs());
    lines.extend(of_problems());
    lines.extend(announcements::lines());
    for words in ["", "não abre"] {
        for file_count in [0, 1, 3] {
            lines.push(
                NewsLine::Answered { reference: reference(), reporter: "Ana".into(), words: words.into(), file_count }
                    .into(),
            );
        }
        lines.push(NewsLine::Reopened { reference: reference(), reporter: "Ana".into(), words: words.into() }.into());
        for by_focal in [false, true] {
            let (agent, words) = (String::from("Bo"), words.to_owned());
            lines.push(NewsLine::Resolved { reference: reference(), agent, words, by_focal }.into());
        }
    }
    lines.extend(Status::ALL.map(|status| {
        Line::CardOf(Card {
            reference: reference(),
            status,
            priority: "high".into(),
            severity: Some("gone".into()),
            system: "gone".into(),
            category: "reports".into(),
            facility: None,
            reporter: None,
            owner: Some("Bo".into()),
            form: vec![("often".into(), "yes".into()), ("which".into(), "o mensal".into())],
            description: Some("x\u{202E}y".into()),
            file_count: 1,
            marks: Marks {
                incomplete: true,
                problem: true,
                origin: Some("defect".into()),
                department: Some("gone".into()),
                private: true,
                practice: true,
                environment: Some("test".into()),
                deadline: Some(20_000),
                visit: Some((20_000, "Bo".into())),
                answer_by: Some(1_795_417_200_000),
                resolve_by: Some(1_795_417_200_000),
                expects: false,
                to_be_set: true,
                tags: vec!["impressora".into()],
                tier: Some(2),
                repeated: 2,
                common: Some((
                    State::Solved,
                    Extent { tickets: 52, facilities: 31, partners: 4, confirmed: 37, open: 0 },
                )),
                of_problem: Some(reference()),
                on_behalf_of: Some("Celeste".into()),
                filed_by: Some("Paulo".into()),
                came_by: balcao::core::ticket::CameBy::Email,
                people_count: Some(7),
                page: Some("https://emr.example.org/\u{202E}x".into()),
                approval: Some("pending".into()),
                call: Some("84 123 4567".into()),
                unanswered: true,
            },
        })
    }));
    for line in lines {
        let json = serde_json::to_string(&line).expect("json");
        assert_eq!(serde_json::from_str::<Line>(&json).expect("the same"), line);
        for locale in Locale::ALL {
            let text = spoken.text(&line, locale);
            assert!(text.len() > 5 && !text.contains("{ $") && !text.contains('\u{202E}'), "{text}");
        }
    }
}

/// Each thing that is said of problems, with and without what may be missing.
fn of_problems() -> Vec<Line> {
    let reference = || String::from("BL-10429");
    let named: Summaries = [(Locale::Pt, "O iDART não imprime.".to_owned())].into();
    let like = |words: &str| Like::of(&reference(), Some("CS Ndlavela".into()), words);
    let extent = Extent { tickets: 1, facilities: 1, partners: 1, confirmed: 0, open: 1 };
    let listed =
        Listed { reference: reference(), system: "gone".into(), state: State::Known, extent, summaries: named.clone() };
    let whole = |state, approved| Whole {
        reference: reference(),
        system: "gone".into(),
        state,
        extent,
        parts: Part::ALL.iter().map(|part| (*part, "x".to_owned())).collect(),
        summaries: Locale::ALL.map(|locale| (locale, "x".to_owned(), approved)).into(),
        alike: vec![like("não imprime"), like("")],
    };
    let mut lines = vec![
        ProblemLine::Offer { summaries: vec![named.clone()] },
        ProblemLine::Offer { summaries: vec![named.clone(), named.clone()] },
        ProblemLine::Joined { reference: reference(), summaries: named.clone() },
        ProblemLine::Alike { count: 3, entries: vec![like("não imprime")] },
        ProblemLine::Listed { entries: Vec::new() },
        ProblemLine::Listed { entries: vec![listed] },
        ProblemLine::NotPresentable,
    ];
    for summaries in [Summaries::new(), named] {
        lines.push(ProblemLine::PartOf { reference: reference(), summaries: summaries.clone() });
        lines.push(ProblemLine::Fixed { reference: reference(), summaries });
    }
    for state in State::ALL {
        lines.push(ProblemLine::Shown(Box::new(whole(*state, false))));
        lines.push(ProblemLine::Shown(Box::new(whole(*state, true))));
    }
    for part in ["symptom", "cause", "workaround", "summary-pt", "summary-en"] {
        lines.push(ProblemLine::AskPart { part: part.into(), reference: reference() });
    }
    lines.into_iter().map(Line::from).collect()
}

#[test]
fn help_is_short() {
    let spoken = Spoken::new();
    for role in Role::ALL {
        for locale in Locale::ALL {
            let verbs = TABLE.iter().filter(|row| row.helps(role)).map(|row| row.verb).collect();
            let help = Line::Help { role, verbs, whole: false };
            assert!(spoken.text(&help, locale).lines().count() <= 10, "{role:?}");
        }
    }
}

/// The text of all sources below a folder.
fn sources(folder: &str) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            text += &sources(path.to_str().expect("a name"));
        } else {
            text += &std::fs::read_to_string(path).expect("a source");
        }
    }
    text
}

/// Keys that are made of a verb's word: what the verb stands for, and the verb.
fn is_made(key: &str) -> bool {
    const FAMILIES: [&str; 13] = [
        "choice-sure",
        "ask-whom",
        "sure",
        "did",
        "choice",
        "words",
        "value-for",
        "done",
        "help",
        "sent",
        "happened",
        "followed",
        "surely",
    ];
    let word = |family: &str| key.strip_prefix(family).and_then(|rest| rest.strip_prefix('-'));
    let is_verb = |word: &str| Verb::all().any(|verb| verb.word().replace('_', "-") == word);
    let is_value = |word: &str| Verb::all().any(|verb| word.starts_with(&format!("{}-", verb.word())));
    FAMILIES.iter().any(|family| word(family).is_some_and(is_verb))
        || matches!(key, "happened-file" | "happened-edit" | "happened-lapse" | "happened-forward")
        || matches!(key, "happened-recall" | "happened-unchosen" | "happened-delete" | "happened-impact")
        || matches!(key, "happened-pass-over" | "happened-give-back" | "happened-hand-over")
        || word("value").is_some_and(is_value)
}

fn is_key(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// The keys that the sources name are those that the languages have, neither fewer nor more.
#[test]
fn every_key_is_used_and_there() {
    let sources = sources("src/dialogs");
    let keys: BTreeSet<_> = messages(Locale::Pt).into_keys().collect();
    for key in &keys {
        assert!(sources.contains(&format!("\"{key}\"")) || is_made(key), "{key} is never said");
    }
    let named = sources.match_indices("=> \"").map(|(at, mark)| sources.split_at(at + mark.len()).1);
    for key in named.filter_map(|rest| rest.split('"').next()).filter(|key| is_key(key)) {
        assert!(keys.contains(key), "{key} is in no language");
    }
}
