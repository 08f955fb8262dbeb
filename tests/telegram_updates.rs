//! Recorded updates of each kind, written from the description of Telegram's Bot API, and what each is read as. A line of
//! `telegram_updates/updates.jsonl` is one update with its expected reading; garbage is read too.

use balcao::{
    bots::telegram::{
        Me,
        inbound::{Reading, name_of, read},
    },
    core::chat::{ChatKind, Inbound, Millis},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

const UPDATES: &str = include_str!("telegram_updates/updates.jsonl");
const RECEIVED_AT: Millis = 1_790_000_100_000;

#[derive(Deserialize)]
struct Recorded {
    name: String,
    update: Value,
    expected: Value,
}

fn recorded() -> Vec<Recorded> {
    UPDATES.lines().map(|line| serde_json::from_str(line).expect("a recorded update")).collect()
}

fn me() -> Me {
    Me { id: 42, username: "BalcaoBot".into() }
}

/// A reading, shortly: what is empty or usual is left out.
fn shortly(reading: &Reading) -> Value {
    match reading {
        Reading::Nothing(_) => json!("nothing"),
        Reading::Unreadable => json!("unreadable"),
        Reading::Inbound(inbound) => inbound_shortly(inbound),
    }
}

fn inbound_shortly(inbound: &Inbound) -> Value {
    assert_eq!((inbound.address.platform.as_str(), inbound.address.account.as_str()), ("telegram", "42"));
    assert_eq!(inbound.context, None);
    let group = (inbound.chat_kind == ChatKind::Group).then_some(true);
    let answer = inbound.answer.as_ref().map(|handle| json!({"token": handle.token, "deadline": handle.deadline}));
    let fields = json!({
        "key": inbound.key,
        "chat": inbound.address.chat,
        "group": group,
        "from": inbound.sender.user_key,
        "name": inbound.sender.name,
        "locale": inbound.sender.locale_hint,
        "anonymous": inbound.sender.anonymous.then_some(true),
        "at": inbound.sent_at,
        "thread": inbound.thread,
        "reply_to": inbound.reply_to,
        "album": inbound.album,
        "forwarded": inbound.forwarded.then_some(true),
        "body": inbound.body,
        "answer": answer,
    });
    let fields = fields.as_object().expect("an object").clone();
    Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect())
}

#[test]
fn each_recorded_update_is_read_as_expected() {
    let recorded = recorded();
    assert!(recorded.len() >= 45, "only {}", recorded.len());
    let mut wrong = Vec::new();
    for Recorded { name, update, expected } in recorded {
        let got = shortly(&read(&update.to_string(), &me(), RECEIVED_AT));
        if got != expected {
            wrong.push(format!("{name}\n  got      {got}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_same_update_twice_has_one_key_and_messages_keys_rise() {
    let update = |number: i64| {
        json!({"update_id": number, "message": {
        "message_id": number, "date": 1, "chat": {"id": 1, "type": "private"}, "from": {"id": 1}, "text": "x"}})
    };
    let key = |number| match read(&update(number).to_string(), &me(), RECEIVED_AT) {
        Reading::Inbound(inbound) => inbound.key,
        other => panic!("{other:?}"),
    };
    assert_eq!(key(9), key(9));
    assert!(key(9) < key(10) && key(99) < key(100) && key(99_999) < key(2_147_483_647));
}

#[test]
fn what_cannot_be_read_has_a_name() {
    assert_eq!(name_of(r#"{"update_id":7,"x":1}"#), ("u7".into(), Some(7)));
    let (name, number) = name_of(r#"{"update_id":"7"}"#);
    assert_eq!((name.len(), number), (33, None));
    assert_eq!(name, name_of(r#"{"update_id":"7"}"#).0);
    assert_ne!(name, name_of("x").0);
}

/// Each field of each recorded update left out, and put to something else: no panic, and an update whose number is there
/// keeps its name.
#[test]
fn missing_fields_and_wrong_types() {
    let odd = [Value::Null, json!(true), json!(-1), json!(1e300), json!(""), json!([]), json!({}), json!([{}])];
    let mut tried = 0;
    for Recorded { update, .. } in recorded() {
        let mut paths = Vec::new();
        collect_paths(&update, &mut String::new(), &mut paths);
        for path in paths {
            for other in &odd {
                let mut changed = update.clone();
                *changed.pointer_mut(&path).expect("a path of it") = other.clone();
                let _whatever = read(&changed.to_string(), &me(), RECEIVED_AT);
                tried += 1;
            }
            let without = without(&update, &path);
            let _whatever = read(&without.to_string(), &me(), RECEIVED_AT);
        }
    }
    assert!(tried > 5_000, "only {tried}");
}

fn collect_paths(value: &Value, path: &mut String, paths: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(number, item)| (number.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let length = path.len();
        path.push('/');
        path.push_str(&name);
        paths.push(path.clone());
        collect_paths(child, path, paths);
        path.truncate(length);
    }
}

fn without(update: &Value, path: &str) -> Value {
    let mut changed = update.clone();
    let (parent, name) = path.rsplit_once('/').expect("a path");
    if let Some(Value::Object(fields)) = changed.pointer_mut(parent) {
        fields.remove(name);
    }
    changed
}

/// Any JSON, in which names of the interface are frequent.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("update_id"),
        Just("message"),
        Just("edited_message"),
        Just("callback_query"),
        Just("my_chat_member"),
        Just("message_reaction"),
        Just("chat"),
        Just("from"),
        Just("id"),
        Just("type"),
        Just("text"),
        Just("date"),
        Just("message_id"),
        Just("location"),
        Just("latitude"),
        Just("rich_message"),
        Just("photo"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("private")),
        Just(json!("/start@BalcaoBot x")),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..8).prop_map(|fields| {
                Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

#[test]
fn anything_is_read_as_something() {
    let mut runner = TestRunner::new(Config { cases: 2_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&(any_json(), "\\PC{0,40}"), |(value, text)| {
            let _whatever = read(&value.to_string(), &me(), RECEIVED_AT);
            let wrapped = json!({"update_id": 1, "message": value}).to_string();
            let _whatever = read(&wrapped, &me(), RECEIVED_AT);
            prop_assert_eq!(read(&text, &me(), RECEIVED_AT), Reading::Unreadable);
            prop_assert_eq!(name_of(&wrapped).1, Some(1));
            Ok(())
        })
        .expect("no reading panics");
}
