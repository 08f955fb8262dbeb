//! Who asks too fast is told when to come again; nobody else is held back.

use futures_util::future::{join_all, select_all};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::{
    Client, header,
    seats::{enter, opens},
    served::Served,
};

async fn many(count: usize, ask: impl Fn() -> reqwest::RequestBuilder) -> Vec<Response> {
    join_all((0..count).map(|_| ask().send())).await.into_iter().map(|answer| answer.expect("an answer")).collect()
}

/// The first refusal, after having seen that it is one in all its parts.
async fn refused(answers: Vec<Response>) -> usize {
    let count = answers.iter().filter(|answer| answer.status() == StatusCode::TOO_MANY_REQUESTS).count();
    let slow = answers.into_iter().find(|answer| answer.status() == StatusCode::TOO_MANY_REQUESTS).expect("a refusal");
    let retry_after: i64 = header(&slow, "retry-after").parse().expect("seconds");
    let body: Value = slow.json().await.expect("JSON");
    assert_eq!(body, json!({"error": "slow_down", "retry_after_s": retry_after}));
    assert!((1..=60).contains(&retry_after), "{retry_after}");
    count
}

#[tokio::test]
async fn a_sign_in_asks_only_so_fast() {
    let served = Served::plain().await;
    let (hasty, _) = enter(&served, "bene", 'a').await;
    let (calm, seat) = enter(&served, "lurdes", 'b').await;
    let count = refused(many(400, || hasty.ask(Method::GET, "/api/me")).await).await;
    assert!(count <= 340, "a burst of 60 is let through: {count}");
    assert_eq!(calm.ask(Method::GET, "/api/me").send().await.expect("an answer").status(), StatusCode::OK);
    // Searches have a bucket of their own, in which all seats of a person look.
    refused(many(30, || calm.ask(Method::GET, "/api/search?q=a")).await).await;
    let private = seat["others"][0]["chat"].as_str().expect("a chat");
    let (alone, status, _) = opens(&calm, private, 'c').await;
    assert_eq!(status, StatusCode::OK);
    refused(many(10, || alone.ask(Method::GET, "/api/search?q=a")).await).await;
}

#[tokio::test]
async fn strangers_are_counted_by_peer() {
    let served = Served::plain().await;
    let (known, _) = enter(&served, "bene", 'a').await;
    let thief = Client::new(&served.base, 'x');
    let count = refused(many(400, || thief.ask(Method::GET, "/api/me")).await).await;
    assert!(count <= 285, "a burst of 120 is let through: {count}");
    assert_eq!(known.ask(Method::GET, "/api/me").send().await.expect("an answer").status(), StatusCode::OK);
    // From this peer nobody new gets in for a moment, whatever the code.
    let answer = thief.bare(Method::POST, "/api/enter").json(&json!({"code": "x", "token": thief.token}));
    refused(many(60, || answer.try_clone().expect("a request")).await).await;
}

#[tokio::test]
async fn only_so_much_is_uploaded_at_once() {
    let (_served, client) = Client::signed_in().await;
    let part = vec![0; 512 * 1024];
    let upload = |key: usize| {
        let path = format!("/api/uploads?key=k{key}&name=a&bytes=10000000&offset=0");
        client.ask(Method::POST, &path).body(part.clone()).send()
    };
    let mut taken = 0;
    // Fewer requests than would be too many themselves: a file in one piece counts for its bytes.
    for _ in 0..5 {
        let answer = client.ask(Method::POST, "/api/files?name=a").body(vec![1; 10 * 1024 * 1024]).send().await;
        taken += usize::from(answer.expect("an answer").status() == StatusCode::OK);
    }
    assert_eq!(taken, 5);
    let mut statuses = Vec::new();
    for key in 0..40 {
        statuses.push(upload(key).await.expect("an answer").status());
    }
    assert_eq!(statuses[0], StatusCode::OK);
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[tokio::test]
async fn the_seventh_poll_gets_the_oldest_ones_place() {
    let (_served, client) = Client::signed_in().await;
    let polls = (0..7).map(|_| Box::pin(client.ask(Method::GET, "/api/messages?after=0&wait=25").send()));
    let (early, _, waiting) = select_all(polls).await;
    let early = early.expect("an answer");
    assert_eq!(early.status(), StatusCode::OK);
    assert_eq!(early.json::<Value>().await.expect("JSON")["letters"], json!([]));
    assert_eq!(waiting.len(), 6);
    // A letter ends the others.
    let form = json!({"key": "k1", "after": 0, "sent_at": 1, "start": true});
    assert_eq!(client.says(form).await.0, StatusCode::OK);
    for answer in join_all(waiting).await {
        assert!(answer.expect("an answer").status().is_success());
    }
}
