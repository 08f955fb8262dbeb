//! Uploads in parts: broken off, repeated, over a restart, by somebody else, and never finished.

use std::sync::Arc;

use balcao::{core::vault::Vault, fetch::Fetcher, serve::wall_clock};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{Client, LARGEST, header, read, seats::enter, served::Served};

const PART: usize = 512 * 1024;

impl Client {
    async fn part(&self, query: &str, mime: &str, bytes: &[u8]) -> (StatusCode, Value) {
        let request = self.ask(Method::POST, &format!("/api/uploads?{query}"));
        read(request.header("content-type", mime).body(bytes.to_vec())).await
    }

    async fn here(&self, key: &str) -> Value {
        let (status, body) = read(self.ask(Method::GET, &format!("/api/uploads?key={key}"))).await;
        assert_eq!(status, StatusCode::OK);
        body
    }
}

/// A picture of this size, of which no two parts are alike.
fn picture(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend((0_u32..).flat_map(u32::to_be_bytes).take(size - 8));
    bytes
}

#[tokio::test]
async fn an_upload_goes_on_where_it_broke_off() {
    let (served, client) = Client::signed_in().await;
    let bytes = picture(2 * PART + 1000);
    let total = bytes.len();
    let query = |offset: usize| format!("key=phone-1&name=ecr%C3%A3.png&bytes={total}&offset={offset}");
    assert_eq!(client.here("phone-1").await, json!({"offset": 0}));
    let first = client.part(&query(0), "image/png", &bytes[..PART]).await;
    assert_eq!(first, (StatusCode::OK, json!({"offset": PART})));
    // The answer was lost: the same part again changes nothing.
    assert_eq!(client.part(&query(0), "image/png", &bytes[..PART]).await, first);
    // What leaves a gap is told where to go on.
    let gap = client.part(&query(2 * PART), "image/png", &bytes[2 * PART..]).await;
    assert_eq!(gap, (StatusCode::CONFLICT, json!({"error": "offset", "offset": PART})));
    let across = client.part(&query(PART - 1), "image/png", &bytes[PART - 1..=PART]).await;
    assert_eq!(across.0, StatusCode::CONFLICT);

    let stopped = served.stop().await;
    let served = stopped.start().await;
    assert_eq!(client.here("phone-1").await, json!({"offset": PART}));
    client.part(&query(PART), "image/png", &bytes[PART..2 * PART]).await;
    let (status, done) = client.part(&query(2 * PART), "image/png", &bytes[2 * PART..]).await;
    assert_eq!((status, &done["offset"], &done["no_picture"]), (StatusCode::OK, &json!(total), &json!(false)));
    let file = &done["file"];
    assert_eq!(
        (&file["name"], &file["mime"], &file["bytes"]),
        (&json!("ecrã.png"), &json!("image/png"), &json!(total))
    );

    // The last part again is the same file, also after a restart, and so is any look at it.
    let served = served.stop().await.start().await;
    assert_eq!(client.part(&query(2 * PART), "image/png", &bytes[2 * PART..]).await, (status, done.clone()));
    assert_eq!(client.part(&query(total), "image/png", &[]).await, (status, done.clone()));
    assert_eq!(client.here("phone-1").await, done);
    let path = format!("/api/files/{}", file["source"].as_str().expect("an id"));
    let answer = client.ask(Method::GET, &path).send().await.expect("an answer");
    assert_eq!(header(&answer, "content-type"), "image/png");
    assert_eq!(answer.bytes().await.expect("bytes"), bytes);
    assert!(!served.files().join("parts").exists(), "parts of what is complete stay nowhere");

    // A message of this chat may name it.
    let form = json!({"key": "k1", "after": 0, "sent_at": 1, "files": [file]});
    let (status, _) = client.says(form).await;
    assert_eq!(status, StatusCode::OK);
    let (_, mail) = read(client.ask(Method::GET, "/api/history")).await;
    assert!(mail.to_string().contains(file["source"].as_str().expect("an id")), "{mail}");
}

#[tokio::test]
async fn an_upload_is_nobody_elses() {
    let served = Served::plain().await;
    let (room, seat) = enter(&served, "bene", 'a').await;
    let (other, _) = enter(&served, "lurdes", 'b').await;
    let private = Client::new(&served.base, 'c');
    let form = json!({"chat": seat["others"][0]["chat"], "token": "c".repeat(43)});
    assert_eq!(read(room.ask(Method::POST, "/api/seats").json(&form)).await.0, StatusCode::OK);
    let query = "key=k&name=a.txt&bytes=6&offset=0";
    assert_eq!(room.part(query, "text/plain", b"abc").await, (StatusCode::OK, json!({"offset": 3})));
    // Neither a colleague in the same room nor the same person in another chat adds to it.
    for foreign in [&other, &private] {
        assert_eq!(foreign.here("k").await, json!({"offset": 0}));
        let (status, _) = foreign.part("key=k&name=a.txt&bytes=6&offset=3", "text/plain", b"xyz").await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
    let (_, done) = room.part("key=k&name=a.txt&bytes=6&offset=3", "text/plain", b"def").await;
    assert_eq!(done["file"]["mime"], "text/plain");
    assert_eq!(other.here("k").await, json!({"offset": 0}));
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let (_served, client) = Client::signed_in().await;
    let too_large = json!({"error": "too_large", "limit_bytes": LARGEST});
    let query = format!("key=k&name=a&bytes={}&offset=0", LARGEST + 1);
    assert_eq!(client.part(&query, "image/png", b"abc").await, (StatusCode::PAYLOAD_TOO_LARGE, too_large));
    let (status, _) = client.part("key=k&name=a&bytes=9999999&offset=0", "image/png", &vec![0; PART + 1]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    for query in [
        "key=k&name=a&bytes=2&offset=0",
        "key=k&name=a&bytes=0&offset=0",
        "key=k&name=a&bytes=9&offset=-1",
        "key=k&name=a&bytes=9&offset=18446744073709551615",
        "key=..%2Fk&name=a&bytes=9&offset=0",
        "name=a&bytes=9&offset=0",
    ] {
        let (status, body) = client.part(query, "image/png", b"abc").await;
        assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("bad_request")), "{query}");
    }
    assert_eq!(client.here("k").await, json!({"offset": 0}));
    // A voice note of a browser is sound, whatever it calls itself; a picture that is none is told so.
    let voice = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm....\x86\x86A_OPUS";
    let query = format!("key=v&name=voz.webm&bytes={}&offset=0", voice.len());
    let (_, kept) = client.part(&query, "video/webm;codecs=opus", voice).await;
    assert_eq!(kept["file"]["mime"], "audio/webm");
    let (_, kept) = client.part("key=p&name=a.png&bytes=3&offset=0", "image/png", b"abc").await;
    assert_eq!((&kept["no_picture"], &kept["file"]["mime"]), (&json!(true), &json!("application/octet-stream")));
    let (_, again) = client.part("key=p&name=a.png&bytes=3&offset=0", "image/png", b"abc").await;
    assert_eq!(again, kept);
}

#[tokio::test]
async fn what_nobody_finishes_is_forgotten_after_a_day() {
    const HOUR: i64 = 3_600_000;
    let (served, client) = Client::signed_in().await;
    client.part("key=k&name=a&bytes=9&offset=0", "text/plain", b"abc").await;
    client.part("key=done&name=a&bytes=3&offset=0", "text/plain", b"abc").await;
    let vault = Vault::in_folder(&served.files()).expect("a vault");
    let fetcher = Fetcher::new(Arc::clone(&served.store), vault, Vec::new());
    assert_eq!(fetcher.sweep(wall_clock() + 23 * HOUR).await.expect("a sweep"), 0);
    assert_eq!(client.here("k").await["offset"], 3);
    assert_eq!(fetcher.sweep(wall_clock() + 25 * HOUR).await.expect("a sweep"), 1);
    assert_eq!(client.here("k").await["offset"], 0);
    assert_eq!(client.here("done").await["file"]["bytes"], 3, "what is complete is kept");
}
