//! What comes in, and is odd: what nobody can read, a poll without an answer, a second program that polls, a message that
//! is changed.

use reqwest::Client;
use serde_json::json;

use crate::{
    bot_api::{
        faults::Fault,
        state::{State, TOKEN},
    },
    desk::Desk,
    telegram_program::Way,
};

#[tokio::test]
async fn what_cannot_be_read_is_kept_and_holds_nobody_up_by_polling() {
    unreadable(Way::Polling).await;
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_and_holds_nobody_up_by_webhook() {
    unreadable(Way::Webhook).await;
}

async fn unreadable(way: Way) {
    let desk = Desk::started(way).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.all_taken().await;
    let at = ana.says("/help");
    for odd in [
        json!({"message": 17}),
        json!({"message": {"message_id": "x", "chat": {"id": 100}}}),
        json!({"callback_query": {"id": 5, "from": null}}),
    ] {
        desk.fake.brings(100, odd);
    }
    // A kind of tomorrow is kept as well, and something new beside what is known is passed over.
    desk.fake.brings(100, json!({"brought_by_the_future": {"x": 1}}));
    let message = desk.fake.look().message(100, at);
    desk.fake.brings(7, json!({"message": message, "and": {"more": []}}));
    let last = ana.says("/new");
    desk.offers(&ana, last, "iDART").await;
    desk.fake.all_taken().await;
    let kept = "select count(*) from inbox where state = 'quarantined' and body like '%update_id%'";
    assert_eq!(desk.counts(kept).await, 4, "kept as they came\n{}", desk.program.logged());
    let taken = desk.fake.look().updates.all.iter().all(|update| update.is_acknowledged);
    assert!(taken, "what cannot be read is not brought again and again");
    desk.ends().await;
}

#[tokio::test]
async fn a_second_poller_is_named_and_outlasted() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let idle = |state: &State| state.updates.waiting.filter(|_| state.updates.pending() == 0);
    let polls = desk.fake.until("a poll that waits", idle).await;
    let client = Client::builder().no_proxy().build().expect("a client");
    let url = format!("{}/bot{TOKEN}/getUpdates", desk.fake.url());
    let rival = tokio::spawn(client.post(url).json(&json!({"timeout": 50})).send());
    desk.logs("another program asks Telegram for this bot's updates").await;
    assert_eq!(rival.await.expect("it ends").expect("an answer").status(), 409, "its turn to be ended");
    let at = ana.says("/new");
    desk.offers(&ana, at, "iDART").await;
    desk.logs("Telegram gives updates again").await;
    // One poll more of each, and those of the answers: it was backed off from.
    assert!(desk.fake.look().updates.poll < polls + 12, "{} polls", desk.fake.look().updates.poll - polls);
    desk.ends().await;
}

/// A connection that is lost without a word: the poll is given up before anybody gives the desk up.
#[tokio::test]
async fn a_poll_that_nobody_answers_is_given_up() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.next("getUpdates", Fault::Silent);
    // The poll that waits brings this; the next one meets the silence.
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    let at = ana.says("/new");
    desk.offers(&ana, at, "iDART").await;
    desk.logs("Telegram cannot be asked for updates").await;
    desk.logs("Telegram gives updates again").await;
    desk.fake.all_taken().await;
    desk.ends().await;
}

#[tokio::test]
async fn a_webhook_of_somebody_else_is_named() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let client = Client::builder().no_proxy().build().expect("a client");
    let call = |method: &str, params: serde_json::Value| {
        client.post(format!("{}/bot{TOKEN}/{method}", desk.fake.url())).json(&params).send()
    };
    call("setWebhook", json!({"url": "http://127.0.0.1:1/theirs"})).await.expect("an answer");
    desk.logs("to a webhook, which somebody has set").await;
    call("deleteWebhook", json!({})).await.expect("an answer");
    let at = ana.says("/new");
    desk.offers(&ana, at, "iDART").await;
    desk.ends().await;
}

#[tokio::test]
async fn words_that_are_changed_count_as_changed() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "A impressora não imprime").await;
    let at = ana.says("Agora dá erro 503");
    ana.sees(at, &["Sent to the support team", &reference]).await;
    ana.edits(ana.id, at, "Agora dá erro 504");
    desk.fake.all_taken().await;
    ana.edits(ana.id, at, "Agora dá erro 505");
    desk.fake.all_taken().await;
    assert_eq!(desk.counts("select count(*) from entry where words = 'Agora dá erro 505'").await, 1);
    assert_eq!(desk.counts("select count(*) from entry where words like 'Agora%'").await, 1);
    assert_eq!(desk.counts("select count(*) from entry_version").await, 2, "what stood there before is kept");
    desk.ends().await;
}
