//! What comes twice counts once, and whoever tapped twice is answered twice.

use crate::{desk::Desk, telegram_program::Way};

const TICKETS: &str = "select count(*) from ticket";

#[tokio::test]
async fn updates_that_come_again_by_polling() {
    again(Way::Polling).await;
}

#[tokio::test]
async fn updates_that_come_again_by_webhook() {
    again(Way::Webhook).await;
}

async fn again(way: Way) {
    let desk = Desk::started(way).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "A impressora não imprime").await;
    // One tap that the app brings twice, and a second one.
    let tap = ana.taps(summary.chat, summary.id, "Send request");
    ana.taps_again(&tap);
    let second = ana.taps(summary.chat, summary.id, "Send request");
    desk.received(&ana, summary.id).await;
    assert!(!ana.toast(&tap).await.is_empty());
    assert!(!ana.toast(&second).await.is_empty());
    desk.fake.all_taken().await;
    let received = desk.counts("select count(*) from inbox").await;

    // Everything that ever came comes once more.
    let sent = desk.fake.look().effects.len();
    let all: Vec<i64> = desk.fake.look().updates.all.iter().map(|update| update.id).collect();
    desk.fake.change(|state| all.iter().for_each(|id| state.updates.comes_again(*id)));
    let twice =
        |state: &crate::bot_api::state::State| all.iter().all(|id| state.updates.get(*id).handed == 2).then_some(());
    desk.fake.until("all of it twice", twice).await;
    let at = ana.says("/help");
    ana.sees(at, &["/new"]).await;
    desk.fake.all_taken().await;
    assert_eq!(desk.counts(TICKETS).await, 1);
    assert_eq!(desk.counts("select count(*) from inbox").await, received + 1);
    let since: Vec<String> = desk.fake.look().effects[sent..].iter().map(|effect| effect.text.clone()).collect();
    assert_eq!(since.len(), 1, "nothing was said again: {since:?}");
    desk.ends().await;
}

/// What the answer to a poll was lost of comes again, whatever was lost of it.
#[tokio::test]
async fn answers_to_polls_that_are_lost() {
    use crate::bot_api::faults::Fault;
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    for fault in [Fault::AnswerLost, Fault::Truncated, Fault::Garbage, Fault::Status(502), Fault::TooMany(1)] {
        desk.fake.all_taken().await;
        desk.fake.next("getUpdates", fault.clone());
        // The poll that waits brings the first; the next one meets the misfortune.
        ana.says("/language");
        let at = ana.says("/help");
        ana.sees(at, &["/new"]).await;
    }
    desk.fake.all_taken().await;
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    desk.ends().await;
}
