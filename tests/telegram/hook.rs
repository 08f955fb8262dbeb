//! The webhook's door: nobody comes in without the secret, and without one it is not opened.

use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::{
    bot_api::hook::SECRET_HEADER,
    desk::Desk,
    telegram_program::{SECRET, Way},
};

const RECEIVED: &str = "select count(*) from inbox";

#[tokio::test]
async fn forged_updates_are_turned_away() {
    let desk = Desk::started(Way::Webhook).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.all_taken().await;
    let (before, calls) = (desk.counts(RECEIVED).await, desk.fake.look().calls.len());
    let url = desk.fake.look().updates.hook.clone().expect("a webhook").url;
    assert!(url.len() >= desk.program.http.to_string().len() + 43, "its path is not to be guessed: {url}");
    let client = Client::builder().no_proxy().build().expect("a client");
    let message = desk.fake.look().message(ana.id, 1);
    let update = json!({"update_id": 999_999_999, "message": message}).to_string();
    let longer = format!("{SECRET}x");
    let wrong = [None, Some(""), Some("x"), Some(&SECRET[1..]), Some(longer.as_str()), Some("ç")];
    for secret in wrong {
        let mut request = client.post(&url).body(update.clone()).header("content-type", "application/json");
        if let Some(secret) = secret {
            request = request.header(SECRET_HEADER, secret.as_bytes());
        }
        let status = request.send().await.expect("an answer").status();
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{secret:?}");
    }
    let elsewhere = format!("http://{}/telegram/x", desk.program.http);
    let lost = client.post(elsewhere).header(SECRET_HEADER, SECRET).body(update).send().await.expect("an answer");
    assert!(lost.status().is_client_error(), "{}", lost.status());
    assert_eq!(desk.counts(RECEIVED).await, before, "nothing of it was kept");
    assert_eq!(desk.fake.look().calls.len(), calls, "nobody was answered");
    assert!(!desk.program.logged().contains(SECRET));
    desk.ends().await;
}

#[tokio::test]
async fn without_a_good_secret_it_does_not_start() {
    let mut desk = Desk::prepared(Way::Webhook).await;
    let spaced = SECRET.replace('-', " ");
    for secret in [None, Some(""), Some(&SECRET[..31]), Some(spaced.as_str())] {
        desk.program.variables.retain(|(name, _)| *name != "BALCAO_TELEGRAM_SECRET");
        desk.program.variables.extend(secret.map(|secret| ("BALCAO_TELEGRAM_SECRET", secret.to_owned())));
        let output = desk.program.command(&["run"]);
        assert!(!output.status.success(), "{secret:?}");
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains("BALCAO_TELEGRAM_SECRET") && said.contains("32"), "{said}");
        assert!(secret.is_none_or(|secret| secret.is_empty() || !said.contains(secret)), "it is not repeated: {said}");
    }
    assert!(desk.fake.look().updates.hook.is_none(), "Telegram was told nothing");
}
