//! The house rules, as a test: who may use what, how large files and functions may grow, that every file opens
//! with its purpose, and that nothing in the sources can panic on purpose.

use std::{
    fs,
    path::{Path, PathBuf},
};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;

/// For each layer, what its files must not name. `docs/ARCHITECTURE.md` has the table in words.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("src/text", &["crate::core", "crate::dialogs", "crate::bots", "crate::desk", "crate::door", "sqlx", "tokio"]),
    (
        "src/core",
        &[
            "crate::dialogs",
            "crate::bots",
            "crate::desk",
            "crate::door",
            "crate::relay",
            "fluent",
            "axum",
            "tokio::",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "serenity",
            "teloxide",
        ],
    ),
    (
        "src/dialogs",
        &[
            "sqlx",
            "tokio",
            "crate::bots",
            "crate::desk",
            "crate::door",
            "crate::core::db",
            "crate::core::unit",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "async fn",
            ".await",
        ],
    ),
    (
        "src/bots",
        &["crate::dialogs", "sqlx", "crate::desk", "crate::core::ticket", "crate::core::unit", "crate::core::db"],
    ),
    ("src/desk", &["axum", "reqwest", "crate::bots::web", "crate::relay"]),
    ("src/relay", &["crate::dialogs", "axum", "crate::bots::web", "crate::desk"]),
    ("src/door", &["crate::bots", "axum"]),
];

/// Adapters share these parts of the core and no others.
const BOTS_MAY_USE: &str = "crate::core::chat";

/// What panics, or was left for later.
const BANNED: &[&str] = &[".unwrap()", ".expect(", "todo!(", "unimplemented!(", "dbg!(", "panic!(", "#[allow("];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source without its tests and comments, line by line. Tests stand in a module at a file's end; a file of
/// nothing but tests belongs into `tests/`.
fn code(text: &str) -> Vec<(usize, &str)> {
    let until = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..until]
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.split("// ").next().unwrap_or(line)))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .collect()
}

fn check(find: impl Fn(&str, &str) -> Vec<String>) {
    let mut wrong = Vec::new();
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("a source");
        let name = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
        wrong.extend(find(&name, &text).into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn layers_keep_to_themselves() {
    check(|name, text| {
        let rules = FORBIDDEN.iter().filter(|(layer, _)| name.starts_with(layer)).flat_map(|(_, words)| *words);
        let mut wrong: Vec<String> = rules
            .flat_map(|word| {
                code(text).into_iter().filter(move |(_, line)| line.contains(word)).map(move |(n, _)| (n, word))
            })
            .map(|(number, word)| format!("{number}: {word} is not for this layer"))
            .collect();
        if name.starts_with("src/bots") {
            let foreign =
                code(text).into_iter().filter(|(_, line)| line.contains("crate::core") && !line.contains(BOTS_MAY_USE));
            wrong.extend(foreign.map(|(number, _)| format!("{number}: adapters use {BOTS_MAY_USE} only")));
        }
        wrong
    });
}

#[test]
fn nothing_panics_on_purpose() {
    check(|_, text| {
        let lines = code(text);
        let found = lines.iter().flat_map(|(number, line)| {
            BANNED.iter().filter(|word| line.contains(**word)).map(move |word| format!("{number}: {word}"))
        });
        found.collect()
    });
}

#[test]
fn files_are_small_and_open_with_their_purpose() {
    check(|_, text| {
        let mut wrong = Vec::new();
        let lines = text.lines().count();
        if lines > FILE_LINES {
            wrong.push(format!("{lines} lines; at most {FILE_LINES}"));
        }
        if !text.starts_with("//! ") {
            wrong.push("it does not open with its purpose".into());
        }
        wrong
    });
}

#[test]
fn functions_are_small() {
    check(|_, text| {
        let mut wrong = Vec::new();
        let mut open: Option<(usize, usize, &str)> = None;
        for (number, line) in code(text) {
            let indent = line.len() - line.trim_start().len();
            let starts = line.trim_start().split('(').next().is_some_and(|head| {
                head.split_whitespace().rev().nth(1) == Some("fn") && !line.trim_end().ends_with(';')
            });
            if starts && open.is_none() {
                open = Some((number, indent, line));
            }
            if let Some((start, depth, head)) = open
                && indent == depth
                && (line.trim() == "}" || (number == start && line.trim_end().ends_with('}')))
            {
                if number - start + 1 > FUNCTION_LINES {
                    wrong.push(format!("{start}: {} lines: {}", number - start + 1, head.trim()));
                }
                open = None;
            }
        }
        wrong
    });
}
