//! What Discord refuses, and what nobody should send: each is a breach.

use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::{TOKEN, state::State};

/// A file of a form.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// A body's JSON, and the files beside it.
pub fn body_of(headers: &HeaderMap, body: &[u8]) -> (Value, Vec<File>) {
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Some((_, boundary)) = kind.split_once("boundary=") else {
        return (serde_json::from_slice(body).unwrap_or_default(), Vec::new());
    };
    let (mut json, mut files) = (Value::Null, Vec::new());
    let mark = format!("--{boundary}");
    for part in split(body, mark.as_bytes()) {
        let Some(end) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..end]).into_owned();
        let content = part[end + 4..].strip_suffix(b"\r\n").unwrap_or(&part[end + 4..]);
        let field = |name: &str| {
            let rest = head.split_once(&format!("{name}=\""))?.1;
            Some(rest.split_once('"')?.0.to_owned())
        };
        match field("filename") {
            Some(name) => {
                let mime =
                    head.lines().find_map(|line| line.strip_prefix("Content-Type: ")).unwrap_or_default().to_owned();
                files.push(File { name, mime, bytes: content.to_vec() });
            }
            None => json = serde_json::from_slice(content).unwrap_or_default(),
        }
    }
    (json, files)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn split<'a>(mut text: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = find(text, mark) {
        parts.push(&text[..at]);
        text = &text[at + mark.len()..];
    }
    parts
}

/// Who calls.
pub fn head(state: &mut State, headers: &HeaderMap, call: &str) {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if header("authorization") != format!("Bot {TOKEN}") {
        state.breach(&format!("{call}: not the token"));
    }
    if !header("user-agent").starts_with("DiscordBot (") {
        state.breach(&format!("{call}: {} is no agent", header("user-agent")));
    }
}

/// A message; the code that it is refused with.
pub fn message(state: &mut State, json: &Value, files: &[File], is_new: bool) -> Option<i64> {
    let text = json["content"].as_str().unwrap_or_default();
    let nonce = json["nonce"].as_str().unwrap_or_default();
    let rows = json["components"].as_array().cloned().unwrap_or_default();
    let parts: Vec<Value> =
        rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default()).collect();
    // One person is called by number, and by nothing else that is said.
    let called = text.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>'));
    let called = called.map_or_else(|| json!({"parse": []}), |person| json!({"users": [person]}));
    let mut names: Vec<&str> = parts.iter().filter_map(|part| part["custom_id"].as_str()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let is_short =
        |value: &Value, most: usize| (1..=most).contains(&value.as_str().unwrap_or_default().chars().count());
    let options = || parts.iter().flat_map(|part| part["options"].as_array().into_iter().flatten());
    let wrong = [
        (text.encode_utf16().count() > 2_000, 50_035, "too long"),
        (is_new && text.trim().is_empty() && files.is_empty(), 50_006, "an empty message"),
        (is_new && !(1..=25).contains(&nonce.len()), 50_035, "a nonce's length"),
        (is_new && json["enforce_nonce"] != json!(true), 0, "a nonce that is not enforced"),
        (json["allowed_mentions"] != called, 0, "somebody may be called"),
        (rows.len() > 5, 50_035, "too many rows"),
        (rows.iter().any(|row| row["type"] != json!(1)), 50_035, "no row"),
        (
            rows.iter().any(|row| row["components"].as_array().is_none_or(|row| row.is_empty() || row.len() > 5)),
            50_035,
            "a row's length",
        ),
        (names.len() != count, 50_035, "a name twice"),
        (names.iter().any(|name| !(1..=100).contains(&name.len())), 50_035, "a name's length"),
        (
            parts.iter().any(|part| part["type"] == json!(2) && !is_short(&part["label"], 80)),
            50_035,
            "a label's length",
        ),
        (
            options().any(|one| !is_short(&one["label"], 100) || !is_short(&one["value"], 100)),
            50_035,
            "an option's length",
        ),
        (
            parts.iter().any(|part| part["options"].as_array().is_some_and(|all| !(1..=25).contains(&all.len()))),
            50_035,
            "how many options",
        ),
        (rows.iter().any(is_mixed), 50_035, "a list beside something else"),
        (parts.iter().any(|part| ![2, 3].contains(&part["type"].as_u64().unwrap_or_default())), 50_035, "no button"),
        (files.iter().any(|file| file.bytes.len() > 10 << 20), 40_005, "a file's size"),
        (json["flags"].as_u64().unwrap_or_default() & !(1 << 2 | 1 << 12) != 0, 50_035, "a message's flags"),
    ];
    let mut refused = None;
    for (_, code, what) in wrong.into_iter().filter(|(is, _, _)| *is) {
        state.breach(what);
        refused = Some(code);
    }
    refused.filter(|code| *code != 0)
}

fn is_mixed(row: &Value) -> bool {
    let parts = row["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    parts.len() > 1 && parts.iter().any(|part| part["type"] == json!(3))
}

/// The answer to an interaction.
pub fn answer(state: &mut State, id: u64, json: &Value) {
    let Some(asked) = state.interactions.get(&id) else { return state.breach("an answer to no interaction") };
    let (kind, answer, data) = (asked.kind, json["type"].as_u64().unwrap_or_default(), &json["data"]);
    let fits = match kind {
        3 => [4, 5, 6, 7, 9].contains(&answer),
        4 => answer == 8,
        _ => [4, 5, 9].contains(&answer),
    };
    if !fits {
        state.breach(&format!("an interaction of kind {kind} answered with {answer}"));
    }
    let text = data["content"].as_str().unwrap_or_default();
    if answer == 4 && (text.trim().is_empty() || text.encode_utf16().count() > 2_000) {
        state.breach("the length of an answer");
    }
    if answer == 4 && data["allowed_mentions"] != json!({"parse": []}) {
        state.breach("somebody may be called by an answer");
    }
    let choices = data["choices"].as_array().cloned().unwrap_or_default();
    let is_short = |value: &Value| (1..=100).contains(&value.as_str().unwrap_or_default().chars().count());
    if choices.len() > 25 || choices.iter().any(|choice| !is_short(&choice["name"]) || !is_short(&choice["value"])) {
        state.breach("what is offered to be typed");
    }
}

/// The tags of a post: at most five, all of its forum.
pub fn tags(state: &mut State, room: u64, json: &Value) {
    let Some(tags) = json["applied_tags"].as_array() else { return };
    let known = state.channels.get(&room).and_then(|room| room["available_tags"].as_array().cloned());
    let known = known.unwrap_or_default();
    if tags.len() > 5 || !tags.iter().all(|tag| known.iter().any(|one| one["id"] == *tag)) {
        state.breach("a post's tags");
    }
}

/// Commands as they are registered.
pub fn commands(state: &mut State, json: &Value) {
    let commands = json.as_array().cloned().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for command in &commands {
        let locales = command["name_localizations"].as_object().cloned().unwrap_or_default();
        let told = std::iter::once(command["name"].clone()).chain(locales.values().cloned());
        for name in told {
            let name = name.as_str().unwrap_or_default().to_owned();
            let is_name = |char: char| char == '-' || char == '_' || (char.is_alphanumeric() && !char.is_uppercase());
            if !(1..=32).contains(&name.chars().count()) || !name.chars().all(is_name) {
                state.breach(&format!("the command {name}"));
            }
        }
        let name = command["name"].as_str().unwrap_or_default().to_owned();
        if names.contains(&name) {
            state.breach(&format!("the command {name} twice"));
        }
        names.push(name);
        let described = command["description"].as_str().unwrap_or_default().chars().count();
        if !(1..=100).contains(&described) {
            state.breach("a description's length");
        }
    }
    if commands.len() > 100 {
        state.breach("too many commands");
    }
}
