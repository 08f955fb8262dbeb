//! `docs/REQUIREMENTS.md` is whole and names nothing that does not exist. Whether a row is true is for its readers;
//! that its files, commands and tests are there is checked here.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The documents' prefixes, how many requirements each has, and how many digits their ids have at least.
const SOURCES: [(&str, usize, usize); 5] = [("EP", 18, 2), ("WS", 26, 1), ("OL", 27, 2), ("SV", 15, 2), ("CY", 21, 2)];
/// The longest account of what is missing.
const MISSING_WORDS: usize = 10;
/// What stands in a cell that names nothing.
const NOTHING: &str = "–";

struct Row {
    id: String,
    places: Vec<String>,
    tests: Vec<String>,
    state: String,
    /// Asked, where and shown by: none of them is empty.
    is_whole: bool,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backticks.
fn named(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows whose id is a requirement's; the head's table names ranges of them.
fn rows() -> Vec<Row> {
    let is_id = |cell: &str| {
        let (prefix, number) = cell.split_once('-').unwrap_or_default();
        SOURCES.iter().any(|(source, ..)| *source == prefix) && number.parse::<usize>().is_ok()
    };
    let text = read("docs/REQUIREMENTS.md");
    let lines = text.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    let rows = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>()).filter(|cells| is_id(cells[0]));
    rows.map(|cells| {
        let [id, asked, places, tests, state] = cells[..] else { panic!("{}: five cells", cells[0]) };
        Row {
            id: id.to_owned(),
            places: named(places),
            tests: named(tests),
            state: state.to_owned(),
            is_whole: ![asked, places, tests].contains(&""),
        }
    })
    .collect()
}

/// All sources of a folder, one after another.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text += &fs::read_to_string(&path).expect("a source");
        }
    }
    text
}

/// Checks each row, and tells all that is wrong at once.
fn check(wrong_in: impl Fn(&Row) -> Vec<String>) {
    let wrong: Vec<String> =
        rows().iter().flat_map(|row| wrong_in(row).into_iter().map(|what| format!("{}: {what}", row.id))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_requirement_stands_there_once_and_in_order() {
    let ids = |(source, count, digits): (&str, usize, usize)| {
        (1..=count).map(move |number| format!("{source}-{number:0digits$}")).collect::<Vec<_>>()
    };
    let expected: Vec<String> = SOURCES.into_iter().flat_map(ids).collect();
    let found: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!((found.len(), found), (107, expected));
}

#[test]
fn every_state_is_one_of_three_and_has_its_evidence() {
    check(|row| {
        let missing = row.state.strip_prefix("partly: ");
        let kind_of_work = row.state.strip_prefix("not built (").and_then(|rest| rest.strip_suffix(')'));
        let is_there = row.state == "built" || missing.is_some();
        let is_known = is_there || row.state == "not built" || kind_of_work.is_some_and(|work| !work.is_empty());
        let mut wrong = Vec::new();
        if !is_known {
            wrong.push(format!("«{}» is no state", row.state));
        }
        if missing.is_some_and(|words| !(1..=MISSING_WORDS).contains(&words.split_whitespace().count())) {
            wrong.push(format!("what is missing in at most {MISSING_WORDS} words"));
        }
        if !row.is_whole {
            wrong.push(format!("an empty cell; {NOTHING} where there is nothing"));
        }
        if is_there && (row.places.is_empty() || row.tests.is_empty()) {
            wrong.push("it needs a place and a test".into());
        }
        let names_nothing = row.places.is_empty() && row.tests.is_empty();
        if !is_there && !names_nothing {
            wrong.push("what is not built has neither place nor test".into());
        }
        wrong
    });
}

#[test]
fn every_place_exists() {
    let verbs = read("src/core/verb/table.rs");
    let exists = |place: &str| match place.split_at(1) {
        ("/", command) => verbs.contains(&format!("\"{command}\"")),
        // A section of the desk file.
        ("[", _) => place.ends_with(']'),
        _ => place.starts_with("balcao ") || root().join(place).is_file(),
    };
    check(|row| {
        let missing = row.places.iter().filter(|place| !exists(place));
        missing.map(|place| format!("there is no {place}")).collect()
    });
}

#[test]
fn every_test_exists() {
    let stories = sources(&root().join("tests/chats"));
    let exists = |test: &str| match test.split_once("::") {
        Some((file, name)) => root().join(file).is_file() && read(file).contains(&format!("fn {name}(")),
        None => stories.contains(&format!("async fn {test}(")),
    };
    check(|row| {
        let missing = row.tests.iter().filter(|test| !exists(test));
        missing.map(|test| format!("there is no test {test}")).collect()
    });
}
