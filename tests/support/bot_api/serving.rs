//! The port: connections, calls with their misfortunes, the waiting of getUpdates, and files.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::BufReader,
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::Instant,
};

use super::{
    Inner,
    checks::{Outcome, Refusal, refused},
    faults::Fault,
    http::{self, Answer, Request},
    params::Params,
    sending::too_many,
    state::{Call, TOKEN},
};

/// Telegram waits no longer with an answer to getUpdates.
const LONGEST_POLL_S: i64 = 50;

/// Serves until it is aborted, and with it all its connections.
pub async fn listen(listener: TcpListener, inner: Arc<Inner>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // A connection that cannot be taken is no reason to take no other.
                let Ok((stream, _)) = accepted else {
                    tokio::task::yield_now().await;
                    continue;
                };
                let _quick = stream.set_nodelay(true);
                connections.spawn(serve(stream, Arc::clone(&inner)));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, inner: Arc<Inner>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = http::read(&mut stream).await {
        let answer = tokio::select! {
            answer = answer(&inner, &request) => answer,
            () = http::gone(&mut stream) => return,
        };
        if !http::write(&mut stream, answer).await {
            return;
        }
    }
}

async fn answer(inner: &Inner, request: &Request) -> Answer {
    let path = request.path.as_str();
    if let Some(file) = path.strip_prefix(&format!("/file/bot{TOKEN}/")) {
        return file_bytes(inner, file);
    }
    let Some(method) = path.strip_prefix(&format!("/bot{TOKEN}/")) else {
        return Answer::Whole(body(&Err(refused(401, "Unauthorized"))));
    };
    let Some(params) = Params::of(request) else {
        inner.change(|state| state.breach(format!("{method} cannot be read")));
        return Answer::Whole(body(&Err(refused(400, "Bad Request: can't parse the request"))));
    };
    let fault = inner.change(|state| state.faults.draw(method));
    if let Some(Fault::Slow(time)) = fault {
        tokio::time::sleep(time).await;
    }
    let outcome = match refusal(fault.as_ref()) {
        Some(refusal) => Err(refusal),
        None if matches!(fault, Some(Fault::Closed | Fault::Silent)) => {
            note(inner, method, &params, 0);
            return if fault == Some(Fault::Closed) { Answer::Cut(Vec::new()) } else { Answer::Never };
        }
        None => perform(inner, method, &params).await,
    };
    note(inner, method, &params, outcome.as_ref().map_or_else(|refusal| refusal.code, |_| 200));
    let whole = body(&outcome);
    match fault {
        Some(Fault::AnswerLost) => Answer::Cut(Vec::new()),
        Some(Fault::Truncated) => Answer::Cut(whole[..whole.len() * 2 / 3].to_vec()),
        Some(Fault::Garbage) => Answer::Whole(http::answer(200, "text/html", b"<html>\xff\x00 not what you expect")),
        Some(Fault::Unsaid) => Answer::Never,
        _ => Answer::Whole(whole),
    }
}

/// How a call is refused whose misfortune says so.
fn refusal(fault: Option<&Fault>) -> Option<Refusal> {
    match fault? {
        Fault::Status(code) => Some(refused(*code, "Internal Server Error")),
        Fault::TooMany(seconds) => Some(too_many(*seconds)),
        Fault::Refused { code, description, parameters } => {
            Some(Refusal { code: *code, description: description.clone(), parameters: parameters.clone() })
        }
        Fault::Closed
        | Fault::Silent
        | Fault::AnswerLost
        | Fault::Truncated
        | Fault::Garbage
        | Fault::Unsaid
        | Fault::Slow(_) => None,
    }
}

fn note(inner: &Inner, method: &str, params: &Params, status: u16) {
    let call = Call { method: method.to_owned(), params: params.all(), status };
    inner.change(|state| state.called(call));
}

fn body(outcome: &Outcome) -> Vec<u8> {
    let (status, body) = match outcome {
        Ok(result) => (200, json!({"ok": true, "result": result})),
        Err(refusal) => {
            let mut body = json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
            if refusal.parameters.as_object().is_some_and(|given| !given.is_empty()) {
                body["parameters"] = refusal.parameters.clone();
            }
            (refusal.code, body)
        }
    };
    http::answer(status, "application/json", body.to_string().as_bytes())
}

fn file_bytes(inner: &Inner, path: &str) -> Answer {
    let state = &mut *inner.look();
    let fault = state.faults.draw("file");
    let found = state.files.values().find(|file| file.path == path).map(|file| file.bytes.clone());
    let whole = match (&fault, found) {
        (Some(Fault::Status(code)), _) => http::answer(*code, "application/json", b"{}"),
        (_, Some(bytes)) => http::answer(200, "application/octet-stream", &bytes),
        (_, None) => body(&Err(refused(404, "Not Found"))),
    };
    match fault {
        Some(Fault::Closed | Fault::AnswerLost) => Answer::Cut(Vec::new()),
        Some(Fault::Truncated) => Answer::Cut(whole[..whole.len() - 1].to_vec()),
        Some(Fault::Silent | Fault::Unsaid) => Answer::Never,
        _ => Answer::Whole(whole),
    }
}

async fn perform(inner: &Inner, method: &str, params: &Params) -> Outcome {
    if method.eq_ignore_ascii_case("getUpdates") {
        poll(inner, params).await
    } else {
        inner.change(|state| state.call(method, params))
    }
}

/// Confirms what is below the offset, and waits for something to hand out.
async fn poll(inner: &Inner, params: &Params) -> Outcome {
    let wait = params.number("timeout").unwrap_or_default().clamp(0, LONGEST_POLL_S);
    let most = usize::try_from(params.number("limit").unwrap_or(100).clamp(1, 100)).expect("positive");
    let until = Instant::now() + Duration::from_secs(u64::try_from(wait).expect("positive"));
    let mut changed = inner.changed.subscribe();
    let mine = inner.change(|state| {
        state.allow(params);
        state.updates.poll += 1;
        let unseen = state.updates.confirm(params.number("offset").unwrap_or_default());
        if !unseen.is_empty() {
            state.breach(format!("updates were confirmed that were never handed out: {unseen:?}"));
        }
        state.updates.poll
    });
    loop {
        changed.borrow_and_update();
        let handed = {
            let state = &mut *inner.look();
            state.updates.waiting = None;
            if state.updates.hook.is_some() {
                let taken = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
                             delete the webhook first";
                return Err(refused(409, taken));
            }
            if state.updates.poll != mine {
                let other = "Conflict: terminated by other getUpdates request; make sure that only one bot instance \
                             is running";
                return Err(refused(409, other));
            }
            state.updates.hand_out(most)
        };
        if !handed.is_empty() {
            return Ok(Value::from(handed));
        }
        inner.look().updates.waiting = Some(mine);
        let waits = tokio::time::timeout_at(until, changed.changed()).await;
        if !matches!(waits, Ok(Ok(()))) {
            return Ok(json!([]));
        }
    }
}
