//! The web chat's requests over HTTP, before a stand-in for the desk: who gets in, what is refused and how, and
//! what a browser may do with the answers.

use std::net::SocketAddr;

use balcao::{
    bots::web::{WebConfig, router},
    door::Door,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

struct Client {
    base: String,
    token: String,
    http: reqwest::Client,
}

impl Client {
    /// Serves a fresh desk and signs in as the nurse.
    async fn signed_in() -> Self {
        let door = Door::default();
        let code = door.invite("nurse");
        let config = WebConfig { file_bytes: 1000, ..WebConfig::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("its address"));
        let service = router(door, config).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let client = Self { base, token: "a".repeat(43), http };
        let form = json!({"code": code, "token": client.token});
        let seat = client.bare(Method::POST, "/api/enter").json(&form).send().await.expect("an answer");
        assert_eq!(seat.status(), StatusCode::OK);
        let seat: Value = seat.json().await.expect("JSON");
        assert_eq!(
            seat,
            json!({"name": "Ana Macuácua", "is_group": false, "purpose": "private", "locale": "pt", "file_bytes": 1000})
        );
        client
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
}

async fn read(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn one_round_trip_a_turn_and_the_same_key_once() {
    let client = Client::signed_in().await;
    let (status, first) = client.says(json!({"key": "k1", "after": 0, "sent_at": 1, "start": true})).await;
    assert_eq!((status, &first["received"]), (StatusCode::OK, &json!("done")));
    assert_eq!(first["letters"][0]["buttons"][0], json!({"token": "pt", "label": "Português"}));

    let (_, tapped) = client.says(json!({"key": "k2", "after": 1, "sent_at": 2, "tap": "pt"})).await;
    let echo = json!({"mine": true, "author": "Ana Macuácua", "key": "k2", "tapped": "pt"});
    assert_eq!(tapped["letters"][0]["echo"], echo);
    assert_eq!(tapped["letters"].as_array().map(Vec::len), Some(2));

    // The answer was lost: the same again brings the same letters, and nothing is done twice.
    let (_, again) = client.says(json!({"key": "k2", "after": 1, "sent_at": 2, "tap": "pt"})).await;
    assert_eq!(again["received"], "again");
    assert_eq!(again["letters"], tapped["letters"]);

    // Another tab that lags behind gets all that it missed.
    let (_, late) = client.says(json!({"key": "k3", "after": 0, "sent_at": 3, "text": "olá"})).await;
    let seqs: Vec<_> = late["letters"].as_array().into_iter().flatten().map(|l| l["seq"].clone()).collect();
    assert_eq!(seqs, [1, 2, 3, 4, 5]);

    let (_, polled) = read(client.ask(Method::GET, "/api/messages?after=3&wait=0")).await;
    assert_eq!(polled["letters"].as_array().map(Vec::len), Some(2));
    let (_, past) = read(client.ask(Method::GET, "/api/history?before=3&limit=1")).await;
    assert_eq!(past["letters"][0]["seq"], 2);
}

#[tokio::test]
async fn who_has_no_token_sees_nothing() {
    let client = Client::signed_in().await;
    let closed = [
        (Method::GET, "/api/me"),
        (Method::GET, "/api/messages?after=0"),
        (Method::GET, "/api/history"),
        (Method::GET, "/api/files/1"),
        (Method::POST, "/api/messages"),
        (Method::POST, "/api/files?name=a"),
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
    let client = Client::signed_in().await;
    let (status, body) = client.says(json!({"key": "k", "after": 0, "sent_at": 1})).await;
    assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("bad_request")));
    let (status, _) = read(client.ask(Method::POST, "/api/messages").body("{")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, body) = read(client.ask(Method::POST, "/api/messages").body("a".repeat(256 * 1024 + 1))).await;
    assert_eq!((status, body), (StatusCode::PAYLOAD_TOO_LARGE, json!({"error": "too_large", "limit_bytes": 262_144})));
    let (status, _) = read(client.ask(Method::GET, "/api/messages?after=x")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let form = json!({"code": "NADA", "token": "c".repeat(43)});
    let (status, body) = read(client.bare(Method::POST, "/api/enter").json(&form)).await;
    assert_eq!((status, body), (StatusCode::FORBIDDEN, json!({"error": "bad_code"})));
}

#[tokio::test]
async fn files_come_in_up_to_a_limit_and_go_out_as_bytes() {
    let client = Client::signed_in().await;
    let keep = |name: &str, mime: &str, bytes: Vec<u8>| {
        let request = client.ask(Method::POST, &format!("/api/files?name={name}"));
        read(request.header("content-type", mime).body(bytes))
    };
    let (status, body) = keep("a.png", "image/png", vec![0; 1001]).await;
    assert_eq!((status, body), (StatusCode::PAYLOAD_TOO_LARGE, json!({"error": "too_large", "limit_bytes": 1000})));
    assert_eq!(keep("a.png", "image/png", vec![]).await.0, StatusCode::BAD_REQUEST);
    let (status, page) = keep("..%2Fa%E2%80%AEb.html", "text/html; charset=x", b"<script>".to_vec()).await;
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
}

#[tokio::test]
async fn other_sites_stay_outside() {
    let client = Client::signed_in().await;
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
