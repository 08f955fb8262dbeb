//! Every sentence of ours is said in some chat: the snapshots name the kinds of lines that they contain.

use std::{collections::BTreeSet, fs, path::PathBuf};

const SOURCE: &str = concat!(
    include_str!("../../src/dialogs/line.rs"),
    include_str!("../../src/dialogs/line/news.rs"),
    include_str!("../../src/dialogs/line/plain.rs"),
    include_str!("../../src/dialogs/people/line.rs"),
    include_str!("../../src/dialogs/queue/line.rs")
);
/// Enumerations within: how they are stored, their name, their source.
const NESTED: [(&str, &str, &str); 3] = [
    ("notify", "NotifyLine", include_str!("../../src/dialogs/notify/line.rs")),
    ("practice", "PracticeLine", include_str!("../../src/dialogs/practice/line.rs")),
    ("canned", "CannedLine", include_str!("../../src/dialogs/canned.rs")),
];

/// The variants of an enum, as they are stored.
fn variants(source: &str, name: &str) -> BTreeSet<String> {
    let start = source.find(&format!("pub enum {name} {{")).expect("the enum");
    let body = &source[start..];
    let body = &body[..body.find("\n}").expect("its end")];
    let is_variant = |line: &&str| line.starts_with("    ") && line[4..].starts_with(|char: char| char.is_uppercase());
    let names = body.lines().filter(is_variant).map(|line| {
        let name: String = line.trim().chars().take_while(char::is_ascii_alphanumeric).collect();
        snake(&name)
    });
    names.collect()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for char in name.chars() {
        if char.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(char.to_lowercase());
    }
    out
}

#[test]
fn every_line_is_said_by_some_chat() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/chats/snapshots");
    let mut said = BTreeSet::new();
    for file in fs::read_dir(folder).expect("the snapshots").flatten() {
        let text = fs::read_to_string(file.path()).expect("a snapshot");
        let kinds = text.lines().find_map(|line| line.strip_prefix("── lines: ")).unwrap_or_default();
        said.extend(kinds.split(' ').map(str::to_owned));
    }
    let mut all = variants(SOURCE, "Line");
    all.extend(variants(SOURCE, "Plain"));
    all.extend(variants(SOURCE, "NewsLine"));
    all.extend(variants(SOURCE, "QueueLine"));
    all.extend(variants(SOURCE, "PeopleLine"));
    for (wrapper, name, source) in NESTED {
        all.remove(wrapper);
        all.extend(variants(source, name).into_iter().map(|kind| format!("{wrapper}:{kind}")));
    }
    // Said to whoever presses a button, beside the chat.
    all.remove("sent_alone");
    all.remove("others_button");
    // Said in the window of a form, beside the chat.
    all.remove("form_description");
    all.remove("form_files");
    // These only hold others.
    all.remove("many");
    all.remove("plain");
    all.remove("news");
    all.remove("queue");
    all.remove("people");
    assert!(all.len() > 60, "the variants were not read: {all:?}");
    let silent: Vec<&String> = all.difference(&said).collect();
    assert!(silent.is_empty(), "said in no chat: {silent:?}");
}
