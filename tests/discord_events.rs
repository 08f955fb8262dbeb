//! Recorded events of each kind, written from Discord's published description, and what each is read as, through the
//! library's types. A line of `discord_events/events.jsonl` is one event with its expected reading.

use balcao::{
    bots::discord::{
        Me,
        around::whole,
        inbound::{Place, Reading, deleted, edited, interaction, message, reaction},
        raw_of,
    },
    core::chat::{ChatKind, Inbound, Millis},
};
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::model::event::GatewayEvent;

const EVENTS: &str = include_str!("discord_events/events.jsonl");
const RECEIVED_AT: Millis = 1_790_000_100_000;

#[derive(Deserialize)]
struct Recorded {
    name: String,
    event: Value,
    room: Option<String>,
    thread: Option<String>,
    expected: Value,
}

fn me() -> Me {
    Me { id: "42".into(), application: "42".into(), name: "balcao".into() }
}

fn recorded() -> Vec<Recorded> {
    EVENTS.lines().map(|line| serde_json::from_str(line).expect("a recorded event")).collect()
}

/// As the program reads it: by the library, and then by us.
fn read(recorded: &Recorded) -> Reading {
    let told = recorded.event.to_string();
    let told = whole(&told).unwrap_or(told);
    let event: GatewayEvent = serde_json::from_str(&told).expect("an event of the gateway");
    let GatewayEvent::Dispatch(_, event) = event else { panic!("{} is no event", recorded.name) };
    let raw = raw_of(&event).unwrap_or_else(|| panic!("{} is passed over", recorded.name));
    assert_eq!(json!(raw.kind), recorded.event["t"], "{}", recorded.name);
    read_raw(&raw.kind, &raw.data, recorded)
}

fn read_raw(kind: &str, data: &Value, recorded: &Recorded) -> Reading {
    let channel = data["channel_id"].as_str().unwrap_or_default().to_owned();
    let place = match &recorded.room {
        Some(room) => Place::Room { channel: room.clone(), thread: recorded.thread.clone() },
        None => Place::Private { channel },
    };
    match kind {
        "MESSAGE_CREATE" => message(data, &me(), &place),
        "MESSAGE_UPDATE" => edited(data, &me(), &place),
        "MESSAGE_DELETE" => {
            let message = data["id"].as_str().expect("an id");
            Reading::Inbound(Box::new(deleted(message, "100", &me(), &place, RECEIVED_AT)))
        }
        "MESSAGE_REACTION_ADD" => reaction(data, &me(), &place, RECEIVED_AT),
        _ => match serde_json::from_value(data.clone()) {
            Ok(read) => interaction(&read, &me(), &place, RECEIVED_AT),
            Err(_) => Reading::Unreadable,
        },
    }
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
    assert_eq!((inbound.address.platform.as_str(), inbound.address.account.as_str()), ("discord", "42"));
    let group = (inbound.chat_kind == ChatKind::Group).then_some(true);
    let answer = inbound.answer.as_ref().map(|handle| json!({"token": handle.token, "deadline": handle.deadline}));
    let fields = json!({
        "key": inbound.key,
        "chat": inbound.address.chat,
        "group": group,
        "from": inbound.sender.user_key,
        "name": inbound.sender.name,
        "locale": inbound.sender.locale_hint,
        "at": inbound.sent_at,
        "thread": inbound.thread,
        "reply_to": inbound.reply_to,
        "forwarded": inbound.forwarded.then_some(true),
        "body": inbound.body,
        "answer": answer,
    });
    let fields = fields.as_object().expect("an object").clone();
    Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect())
}

#[test]
fn each_recorded_event_is_read_as_expected() {
    let recorded = recorded();
    assert!(recorded.len() >= 30, "only {}", recorded.len());
    let mut wrong = Vec::new();
    for recorded in &recorded {
        let got = shortly(&read(recorded));
        if got != recorded.expected {
            wrong.push(format!("{}\n  got      {got}\n  expected {}", recorded.name, recorded.expected));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the library makes of an event is what Discord said.
#[test]
fn the_library_loses_nothing_that_is_read() {
    for recorded in recorded() {
        let kind = recorded.event["t"].as_str().expect("a kind").to_owned();
        assert_eq!(read(&recorded), read_raw(&kind, &recorded.event["d"], &recorded), "{}", recorded.name);
    }
}

/// Whatever comes, nothing panics.
#[test]
fn broken_events_are_unreadable() {
    let place = Place::Private { channel: "5".into() };
    for broken in [
        json!(null),
        json!([]),
        json!({"id": 5}),
        json!({"id": "x", "channel_id": "5", "author": {"id": "1"}, "content": "a"}),
    ] {
        assert_eq!(message(&broken, &me(), &place), Reading::Unreadable, "{broken}");
    }
    assert_eq!(reaction(&json!({}), &me(), &place, 0), Reading::Unreadable);
    assert_eq!(edited(&json!(7), &me(), &place), Reading::Unreadable);
}
