//! The interface: messages, threads, channels, interactions, commands, files.

use std::{convert::Infallible, time::Instant};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State as Shared,
    http::{HeaderMap, Method, Response, Uri},
    response::IntoResponse,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    BOT, Fake, checks, forms, limits,
    state::{Fault, State},
};

/// How a call ends.
pub struct End {
    pub status: u16,
    pub body: Value,
    pub headers: Vec<(&'static str, String)>,
}

pub fn done(body: Value) -> End {
    End { status: if body.is_null() { 204 } else { 200 }, body, headers: Vec::new() }
}

pub fn refused(status: u16, code: i64) -> End {
    End { status, body: json!({"code": code, "message": "Refused"}), headers: Vec::new() }
}

pub async fn serve(listener: TcpListener, fake: Fake) {
    let app = Router::new().fallback(handle).layer(axum::extract::DefaultBodyLimit::max(32 << 20)).with_state(fake);
    let _ended = axum::serve(listener, app).await;
}

async fn handle(
    Shared(fake): Shared<Fake>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> axum::response::Response {
    if let Some(path) = uri.path().strip_prefix("/files/") {
        let found = fake.look().files.get(path).cloned();
        return found.map_or_else(|| axum::http::StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response);
    }
    let path = uri.path().strip_prefix("/api/v10").unwrap_or_default().to_owned();
    let call = format!("{method} {path}");
    let (json, files) = checks::body_of(&headers, &body);
    let (end, lost) = fake.change(|state| {
        checks::head(state, &headers, &call);
        let query = uri.query().unwrap_or_default();
        let effect = |state: &mut State| act(state, &method, &path, query, &json, &files);
        let (mut end, lost) = match limits::admit(state, &call) {
            Some(refusal) => (refusal, false),
            None => match take_fault(state, &call) {
                None => (effect(state), false),
                Some(Fault::Refused(status, code)) => (refused(status, code), false),
                Some(Fault::RefusedAfter(status)) => {
                    effect(state);
                    (refused(status, 0), false)
                }
                Some(Fault::TooMany { wait, global }) => (limits::silence(state, &call, wait, global), false),
                Some(Fault::AnswerLost) => (effect(state), true),
                Some(Fault::Cut) => (refused(500, 0), true),
            },
        };
        end.headers.extend(limits::headers(state, &call));
        state.rates.invalid += usize::from(matches!(end.status, 401 | 403 | 429));
        state.calls.push((call.clone(), end.status));
        (end, lost)
    });
    if lost {
        let broken = futures_util::stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut")) });
        return Response::new(Body::from_stream(broken));
    }
    let mut response = Response::builder().status(end.status).header("content-type", "application/json");
    for (name, value) in end.headers {
        response = response.header(name, value);
    }
    let body = if end.body.is_null() { String::new() } else { end.body.to_string() };
    let made: Result<_, Infallible> = Ok(response.body(Body::from(body)).expect("a response"));
    made.into_response()
}

fn take_fault(state: &mut State, call: &str) -> Option<Fault> {
    let fits = |pattern: &str| {
        let (pattern, call): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), call.split('/').collect());
        pattern.len() == call.len() && pattern.iter().zip(&call).all(|(one, other)| *one == "*" || one == other)
    };
    let at = state.faults.iter().position(|(pattern, _)| fits(pattern))?;
    Some(state.faults.remove(at).1)
}

fn act(state: &mut State, method: &Method, path: &str, query: &str, json: &Value, files: &[checks::File]) -> End {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let number = |part: &str| part.parse::<u64>().unwrap_or_default();
    match (method.as_str(), parts.as_slice()) {
        ("GET", ["gateway"]) => done(json!({"url": format!("ws://127.0.0.1:{}", state.gateway_port)})),
        ("GET", ["users", "@me"]) => done(json!({"id": BOT, "username": "balcao", "bot": true})),
        ("POST", ["users", "@me", "channels"]) => {
            forms::chat_with(state, json).map_or_else(|| refused(400, 50_033), done)
        }
        ("GET", ["applications", "@me"]) => {
            let flags = if state.no_content { 0 } else { 1 << 18 };
            done(json!({"id": BOT, "name": "Balcão", "flags": flags}))
        }
        ("GET", ["channels", channel]) => {
            state.channels.get(&number(channel)).cloned().map_or_else(|| refused(404, 10_003), done)
        }
        ("PATCH", ["channels", channel]) => rename(state, number(channel), json),
        ("POST", ["channels", channel, "messages"]) => send(state, number(channel), json, files),
        ("GET", ["channels", channel, "messages"]) => history(state, number(channel), query),
        ("GET", ["channels", channel, "messages", message]) => {
            let found = state.posts.get(&(number(channel), number(message)));
            found.map_or_else(|| refused(404, 10_008), |post| done(post.whole.clone()))
        }
        (how @ ("PUT" | "DELETE"), ["channels", channel, "messages", "pins", message]) => {
            pin(state, (number(channel), number(message)), how == "PUT")
        }
        ("PATCH", ["channels", channel, "messages", message]) => edit(state, (number(channel), number(message)), json),
        ("POST", ["channels", channel, "threads"]) => thread(state, number(channel), json),
        ("GET", ["guilds", _, "threads", "active"]) => {
            let threads: Vec<&Value> =
                state.channels.values().filter(|channel| channel["parent_id"].is_string()).collect();
            done(json!({"threads": threads, "members": []}))
        }
        ("POST", ["interactions", id, token, "callback"]) => answer(state, number(id), token, json),
        ("POST", ["webhooks", _, token]) | ("PATCH", ["webhooks", _, token, "messages", "@original"]) => {
            followed(state, token, json)
        }
        ("GET", ["applications", _, "commands"]) => done(state.commands.clone()),
        ("PUT", ["applications", _, "commands"]) => {
            checks::commands(state, json);
            state.commands = json.clone();
            done(json.clone())
        }
        _ => {
            state.breach(&format!("no such call: {method} {path}"));
            refused(404, 0)
        }
    }
}

fn rename(state: &mut State, thread: u64, json: &Value) -> End {
    let Some(told) = state.channels.get(&thread) else { return refused(404, 10_003) };
    let room = told["parent_id"].as_str().and_then(|room| room.parse().ok());
    checks::tags(state, room.unwrap_or_default(), json);
    let Some(channel) = state.channels.get_mut(&thread) else { return refused(404, 10_003) };
    channel["name"] = json["name"].clone();
    if !json["applied_tags"].is_null() {
        channel["applied_tags"] = json["applied_tags"].clone();
    }
    let channel = channel.clone();
    state.dispatch("THREAD_UPDATE", &channel);
    done(channel)
}

fn send(state: &mut State, channel: u64, json: &Value, files: &[checks::File]) -> End {
    let Some(told) = state.channels.get(&channel) else { return refused(404, 10_003) };
    if told["type"] == json!(15) {
        return refused(400, 50_008);
    }
    let metadata = &told["thread_metadata"];
    if metadata["locked"] == json!(true) && metadata["archived"] == json!(true) {
        return refused(400, 50_083);
    }
    if let Some(code) = state.closed.get(&channel) {
        return refused(403, *code);
    }
    if state.refusing.contains(&channel) {
        return refused(400, 50_035);
    }
    if let Some(code) = checks::message(state, json, files, true) {
        return refused(400, code);
    }
    let nonce = json["nonce"].as_str().unwrap_or_default().to_owned();
    if let Some((since, id)) = state.nonces.get(&(channel, nonce.clone()))
        && since.elapsed() < state.nonce_window
        && let Some(post) = state.posts.get(&(channel, *id))
    {
        let (told, same) = (post.whole.clone(), post.first == said(json));
        if !same {
            state.breach("a nonce of other words");
        }
        state.repeated += 1;
        return done(told);
    }
    if let Some(metadata) = state.channels.get_mut(&channel).and_then(|told| told["thread_metadata"].as_object_mut()) {
        metadata.insert("archived".into(), false.into());
    }
    let attachments: Vec<Value> = files.iter().map(|file| attachment(state, file)).collect();
    let more = json!({"components": json["components"].as_array().cloned().unwrap_or_default(), "nonce": nonce,
        "attachments": attachments});
    let text = said(json);
    let post = state.post(channel, BOT.parse().expect("a number"), &text, &more);
    state.nonces.insert((channel, nonce), (Instant::now(), post.id));
    done(post.whole)
}

fn said(json: &Value) -> String {
    json["content"].as_str().unwrap_or_default().trim().to_owned()
}

fn attachment(state: &mut State, file: &checks::File) -> Value {
    let id = state.id();
    let url = format!("http://127.0.0.1:{}/files/{id}", state.port);
    state.files.insert(id.to_string(), file.bytes.clone());
    json!({"id": id.to_string(), "filename": file.name, "size": file.bytes.len(), "url": url, "proxy_url": url,
        "content_type": file.mime})
}

fn edit(state: &mut State, at: (u64, u64), json: &Value) -> End {
    if let Some(code) = checks::message(state, json, &[], false) {
        return refused(400, code);
    }
    let now = state.id();
    let Some(post) = state.posts.get_mut(&at) else { return refused(404, 10_008) };
    post.changed = now;
    json["content"].as_str().unwrap_or_default().clone_into(&mut post.text);
    post.rows = json["components"].clone();
    post.edits += 1;
    post.whole["content"] = post.text.clone().into();
    post.whole["components"] = post.rows.clone();
    done(post.whole.clone())
}

fn pin(state: &mut State, at: (u64, u64), on: bool) -> End {
    if state.pinless.contains(&at.0) {
        return refused(403, 50_013);
    }
    let Some(post) = state.posts.get_mut(&at) else { return refused(404, 10_008) };
    post.whole["pinned"] = on.into();
    done(Value::Null)
}

fn history(state: &State, channel: u64, query: &str) -> End {
    let asked =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse::<u64>().ok());
    if !state.channels.contains_key(&channel) {
        return refused(404, 10_003);
    }
    let limit = usize::try_from(asked("limit").unwrap_or(50)).expect("a number");
    let all = state.posts.range((channel, asked("after").map_or(0, |after| after + 1))..=(channel, u64::MAX));
    let mut found: Vec<Value> = if asked("after").is_some() {
        all.take(limit).map(|(_, post)| post.whole.clone()).collect()
    } else {
        let before = asked("before").unwrap_or(u64::MAX);
        let all = all.filter(|((_, id), _)| *id < before);
        let newest: Vec<Value> = all.rev().take(limit).map(|(_, post)| post.whole.clone()).collect();
        newest.into_iter().rev().collect()
    };
    found.reverse();
    // Discord need not tell what a nonce was.
    found.iter_mut().filter_map(Value::as_object_mut).for_each(|one| drop(one.remove("nonce")));
    done(found.into())
}

fn thread(state: &mut State, room: u64, json: &Value) -> End {
    let Some(told) = state.channels.get(&room) else { return refused(404, 10_003) };
    let told_kind = told["type"].as_u64().unwrap_or_default();
    let is_forum = told_kind == 15;
    if is_forum != json["message"].is_object() {
        return refused(400, 50_035);
    }
    if state.full.contains(&room) {
        return refused(400, 160_006);
    }
    checks::tags(state, room, json);
    if !(1..=100).contains(&json["name"].as_str().unwrap_or_default().chars().count()) {
        state.breach("a thread's name");
        return refused(400, 50_035);
    }
    if json["type"] == json!(12) && (json["invitable"] != json!(false) || told_kind != 0) {
        state.breach("a private thread that others can be called into, or in no text channel");
        return refused(400, 50_024);
    }
    let thread = state.open_thread(room, json);
    if is_forum {
        let id = thread["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let text = json["message"]["content"].as_str().unwrap_or_default().to_owned();
        state.post_as(id, id, BOT.parse().expect("a number"), &text, &json!({}));
    }
    done(thread)
}

fn answer(state: &mut State, id: u64, token: &str, json: &Value) -> End {
    checks::answer(state, id, json);
    let Some(asked) = state.interactions.get_mut(&id).filter(|asked| asked.token == token) else {
        return refused(404, 10_062);
    };
    let kind = json["type"].as_u64().unwrap_or_default();
    let took = asked.since.elapsed().as_millis();
    let is_first = asked.answers.is_empty();
    if is_first && took > 3_000 {
        state.breach("an interaction was answered late");
        return refused(404, 10_062);
    }
    asked.answers.push((kind, json["data"].clone()));
    asked.took_ms.get_or_insert(took);
    if !is_first {
        state.breach("an interaction was answered twice");
        return refused(400, 40_060);
    }
    done(Value::Null)
}

fn followed(state: &mut State, token: &str, json: &Value) -> End {
    let Some(asked) = state.interactions.values_mut().find(|asked| asked.token == token) else {
        return refused(404, 10_015);
    };
    if asked.answers.is_empty() {
        return refused(404, 10_015);
    }
    asked.answers.push((0, json.clone()));
    done(json!({"id": "1"}))
}
