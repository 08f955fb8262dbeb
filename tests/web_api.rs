//! The web chat's requests over HTTP, before a real desk: who gets in, what is refused and how, and what a browser
//! may do with the answers.

#[path = "web_api/letters.rs"]
mod letters;
#[path = "web_api/rates.rs"]
mod rates;
#[path = "web_api/seats.rs"]
mod seats;
#[path = "support/served.rs"]
mod served;
mod support;
#[path = "web_api/uploads.rs"]
mod uploads;

use balcao::core::person::Role;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use served::Served;

const LARGEST: usize = 10 * 1024 * 1024;

struct Client {
    base: String,
    token: String,
    http: reqwest::Client,
}

impl Client {
    fn new(base: &str, token: char) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { base: base.to_owned(), token: token.to_string().repeat(43), http }
    }

    /// A fresh desk, and the nurse who is signed in there.
    async fn signed_in() -> (Served, Self) {
        let served = Served::plain().await;
        let client = Self::new(&served.base, 'a');
        let (status, _) = client.enters(&served.code_for("ana").await).await;
        assert_eq!(status, StatusCode::OK);
        (served, client)
    }

    async fn enters(&self, code: &str) -> (StatusCode, Value) {
        let form = json!({"code": code, "token": self.token});
        read(self.bare(Method::POST, "/api/enter").json(&form)).await
    }

    fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).bearer_auth(&self.token)
    }

    async fn says(&self, form: Value) -> (StatusCode, Value) {
        read(self.ask(Method::POST, "/api/messages").json(&form)).await
    }

    async fn keeps(&self, name: &str, mime: &str, bytes: Vec<u8>) -> (StatusCode, Value) {
        let request = self.ask(Method::POST, &format!("/api/files?name={name}"));
        read(request.header("content-type", mime).body(bytes)).await
    }
}

async fn read(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.unwrap_or(Value::Null))
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn seqs(mail: &Value) -> Vec<i64> {
    mail["letters"].as_array().into_iter().flatten().filter_map(|letter| letter["seq"].as_i64()).collect()
}

#[tokio::test]
async fn a_code_opens_one_seat() {
    let served = Served::plain().await;
    let code = served.code_for("ana").await;
    let nurse = Client::new(&served.base, 'a');
    let (status, seat) = nurse.enters(&code).await;
    let id = seat["chat"].as_str().and_then(|chat| chat.strip_prefix('p')).expect("a private chat");
    let shown = json!({"name": "", "is_group": false, "purpose": "private", "locale": "pt", "file_bytes": LARGEST,
        "chat": format!("p{id}"), "person": format!("u{id}"), "others": []});
    assert_eq!((status, &seat), (StatusCode::OK, &shown));
    // The answer was lost: the same code with the same token is the same seat.
    assert_eq!(nurse.enters(&code.to_lowercase()).await, (StatusCode::OK, seat.clone()));
    assert_eq!(read(nurse.ask(Method::GET, "/api/me")).await, (StatusCode::OK, seat));

    // With another token it is used; nonsense is no code; and who guesses has to wait.
    let thief = Client::new(&served.base, 'b');
    let bad = (StatusCode::FORBIDDEN, json!({"error": "bad_code"}));
    assert_eq!(thief.enters(&code).await, bad);
    let mut answer = Value::Null;
    for guess in ["NADA", "' or 1=1 --", "\u{202e}\0", "AAAAAAAAAAAA", "BBBBBBBBBBBB", "CCCCCCCCCCCC"] {
        let (status, body) = thief.enters(guess).await;
        assert!(matches!(status, StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS), "{guess}: {status}");
        answer = body;
    }
    assert_eq!(answer["error"], "slow_down");
    assert!(answer["retry_after_s"].as_i64().is_some_and(|seconds| seconds > 0), "{answer}");
    assert_eq!(read(thief.ask(Method::GET, "/api/me")).await.0, StatusCode::UNAUTHORIZED);
    let short = json!({"code": code, "token": "short"});
    assert_eq!(read(thief.bare(Method::POST, "/api/enter").json(&short)).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn one_round_trip_a_turn_and_the_same_key_once() {
    let (served, client) = Client::signed_in().await;
    let (status, first) = client.says(json!({"key": "k1", "after": 0, "sent_at": 1, "start": true})).await;
    assert_eq!((status, &first["received"]), (StatusCode::OK, &json!("done")));
    let last = |mail: &Value| seqs(mail).last().copied().expect("a letter");
    let question = &first["letters"][usize::try_from(last(&first) - 1).expect("small")];
    let button = &question["buttons"][0];
    assert_eq!(button["label"], "Português");

    let after = last(&first);
    let tap = json!({"key": "k2", "after": after, "sent_at": 2, "tap": button["token"]});
    let (_, tapped) = client.says(tap.clone()).await;
    let echo = &tapped["letters"][0]["echo"];
    assert_eq!((&echo["mine"], &echo["key"], &echo["tapped"]), (&json!(true), &json!("k2"), &button["token"]));
    assert_eq!(tapped["letters"][0]["text"], "Português");
    assert!(tapped["letters"][1]["text"].as_str().is_some_and(|text| text.contains("Unidade Sanitária")), "{tapped}");

    // The answer was lost: the same again brings the same letters, and nothing is done twice.
    let (_, again) = client.says(tap).await;
    assert_eq!(again["received"], "again");
    assert_eq!(again["letters"], tapped["letters"]);

    // Another tab that lags behind gets all that it missed.
    let (_, late) = client.says(json!({"key": "k3", "after": 0, "sent_at": 3, "text": "Ndlavela"})).await;
    let all = seqs(&late);
    assert_eq!(all, (1..=last(&late)).collect::<Vec<_>>());
    let (_, polled) = read(client.ask(Method::GET, "/api/messages?after=3&wait=0")).await;
    assert_eq!(seqs(&polled), all[3..]);
    assert_eq!(polled.get("ahead"), None);
    // Whoever has read more than there is begins anew, and is told at once.
    let (_, beyond) = read(client.ask(Method::GET, &format!("/api/messages?after={}&wait=25", last(&late) + 1))).await;
    assert_eq!((&beyond["ahead"], &beyond["letters"]), (&json!(true), &json!([])));
    let (_, level) = read(client.ask(Method::GET, &format!("/api/messages?after={}&wait=0", last(&late)))).await;
    assert_eq!(level.get("ahead"), None);
    let (_, past) = read(client.ask(Method::GET, "/api/history?before=3&limit=1")).await;
    assert_eq!(seqs(&past), [2]);

    // Left and entered again: the same person, and what was said is still there.
    assert_eq!(read(client.ask(Method::POST, "/api/leave")).await.0, StatusCode::NO_CONTENT);
    let back = Client::new(&client.base, 'c');
    assert_eq!(back.enters(&served.code_for("ana").await).await.0, StatusCode::OK);
    let (_, past) = read(back.ask(Method::GET, "/api/history")).await;
    assert_eq!(past["letters"].as_array().map(Vec::len), Some(all.len()));
    let said = past["letters"].as_array().into_iter().flatten().find(|letter| letter["text"] == "Ndlavela");
    assert_eq!(said.map(|letter| &letter["echo"]["mine"]), Some(&json!(true)));
}

#[tokio::test]
async fn whatever_number_was_read_last_a_message_is_answered() {
    let (_served, client) = Client::signed_in().await;
    for (at, after) in [i64::MAX, i64::MIN, -1].into_iter().enumerate() {
        let (status, mail) =
            client.says(json!({"key": format!("k{at}"), "after": after, "sent_at": i64::MIN, "text": "/ajuda"})).await;
        assert_eq!((status, &mail["received"]), (StatusCode::OK, &json!("done")), "{after}");
    }
}

#[tokio::test]
async fn who_has_no_token_sees_nothing() {
    let (_served, client) = Client::signed_in().await;
    let closed = [
        (Method::GET, "/api/me"),
        (Method::GET, "/api/messages?after=0"),
        (Method::GET, "/api/history"),
        (Method::GET, "/api/files/1"),
        (Method::POST, "/api/messages"),
        (Method::POST, "/api/files?name=a"),
        (Method::GET, "/api/uploads?key=a"),
        (Method::POST, "/api/uploads?key=a&name=a&bytes=1&offset=0"),
        (Method::GET, "/api/search?q=a"),
        (Method::POST, "/api/typing"),
        (Method::POST, "/api/seats"),
        (Method::POST, "/api/devices"),
        (Method::POST, "/api/leave"),
    ];
    for (method, path) in &closed {
        for token in ["", "short", &"b".repeat(43)] {
            let (status, body) = read(client.bare(method.clone(), path).bearer_auth(token)).await;
            assert_eq!((status, body), (StatusCode::UNAUTHORIZED, json!({"error": "signed_out"})), "{path}");
        }
    }
    let left = client.ask(Method::POST, "/api/leave").send().await.expect("an answer");
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    assert_eq!(read(client.ask(Method::GET, "/api/me")).await.0, StatusCode::UNAUTHORIZED);
    let none = client.bare(Method::GET, "/demo/seats").send().await.expect("an answer");
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nonsense_is_refused_in_words() {
    let (_served, client) = Client::signed_in().await;
    let (status, body) = client.says(json!({"key": "k", "after": 0, "sent_at": 1})).await;
    assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("bad_request")));
    let (status, _) = client.says(json!({"key": "k", "after": 0, "sent_at": 1, "text": "  \n\t"})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = read(client.ask(Method::POST, "/api/messages").body("{")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = read(client.ask(Method::GET, "/api/messages?after=x")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    // 100 kB are a message; more than 256 kB are told what the limit is.
    let (status, body) = client.says(json!({"key": "k1", "after": 0, "sent_at": 1, "text": "ã".repeat(50_000)})).await;
    assert_eq!((status, &body["received"]), (StatusCode::OK, &json!("done")));
    let (status, body) =
        client.says(json!({"key": "k2", "after": 0, "sent_at": 1, "text": "a".repeat(256 * 1024)})).await;
    assert_eq!((status, body), (StatusCode::PAYLOAD_TOO_LARGE, json!({"error": "too_large", "limit_bytes": 262_144})));
}

#[tokio::test]
async fn files_come_in_up_to_a_limit_and_go_out_as_bytes() {
    let (served, client) = Client::signed_in().await;
    let (status, body) = client.keeps("a.png", "image/png", vec![0; LARGEST + 1]).await;
    assert_eq!((status, body), (StatusCode::PAYLOAD_TOO_LARGE, json!({"error": "too_large", "limit_bytes": LARGEST})));
    assert_eq!(client.keeps("a.png", "image/png", vec![]).await.0, StatusCode::BAD_REQUEST);
    let (status, none) = client.keeps("a.png", "image/png", b"no picture".to_vec()).await;
    assert_eq!((status, &none["no_picture"]), (StatusCode::OK, &json!(true)));
    assert_eq!(none["mime"], "application/octet-stream");
    let (status, page) = client.keeps("..%2Fa%E2%80%AEb.html", "text/html; charset=x", b"<script>".to_vec()).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&page["name"], &page["mime"], &page["bytes"]), (&json!("ab.html"), &json!("text/html"), &json!(8)));

    let path = format!("/api/files/{}", page["source"].as_str().expect("an id"));
    let file = client.ask(Method::GET, &path).send().await.expect("an answer");
    assert_eq!(header(&file, "content-type"), "application/octet-stream");
    assert_eq!(header(&file, "content-disposition"), "attachment; filename*=UTF-8''ab.html");
    assert_eq!(header(&file, "content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header(&file, "x-content-type-options"), "nosniff");
    for nasty in ["9999", "-1", "1%2F..", "99999999999999999999", "x"] {
        let (status, _) = read(client.ask(Method::GET, &format!("/api/files/{nasty}"))).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{nasty}");
    }

    // What was not shown to a chat is not there for it: another reporter, a manager, and the agents before it is sent.
    for (token, role) in [('x', Role::Reporter), ('y', Role::Manager), ('z', Role::Agent)] {
        let other = Client::new(&served.base, token);
        assert_eq!(other.enters(&served.invite(role).await).await.0, StatusCode::OK);
        assert_eq!(read(other.ask(Method::GET, &path)).await.0, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn other_sites_stay_outside() {
    let (_served, client) = Client::signed_in().await;
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("host", "rebound.example"),
    ] {
        let (status, _) = read(client.ask(Method::POST, "/api/leave").header(name, value)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let page = client.bare(Method::GET, "/").send().await.expect("an answer");
    let policy = header(&page, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"));
    let tag = header(&page, "etag").to_owned();
    let same = client.bare(Method::GET, "/").header("if-none-match", tag).send().await.expect("an answer");
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&same, "content-length"), "");
    for path in ["/assets/../Cargo.toml", "/assets/index.html", "/assets/x/..%2f..%2fCargo.toml", "/demo"] {
        let answer = client.bare(Method::GET, path).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

/// Whoever leaves is signed out everywhere at once, and comes back with a code as whom they were.
#[tokio::test]
async fn leaving_ends_the_sign_in() {
    let served = Served::plain().await;
    let [one, other, again] = ['a', 'b', 'c'].map(|token| Client::new(&served.base, token));
    for client in [&one, &other] {
        assert_eq!(client.enters(&served.code_for("grace").await).await.0, StatusCode::OK);
    }
    for (key, text) in [("k1", "/leave"), ("k2", "yes, leave")] {
        let (status, _) = one.says(json!({"key": key, "after": 0, "sent_at": 1, "text": text})).await;
        assert_eq!(status, StatusCode::OK);
    }
    for signed_out in [&one, &other] {
        assert_eq!(read(signed_out.ask(Method::GET, "/api/me")).await.0, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(again.enters(&served.code_for("grace").await).await.0, StatusCode::OK);
    let (_, mail) = again.says(json!({"key": "k3", "after": 0, "sent_at": 2, "text": "Good morning"})).await;
    let said = mail.to_string();
    assert!(said.contains("You are back, \u{2068}Grace"), "{said}");
}
