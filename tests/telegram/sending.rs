//! What leaves, and meets something: whoever has blocked the bot, words that Telegram does not take, a lost answer.

use serde_json::Value;

use crate::{
    bot_api::{faults::Fault, limits::Limits},
    desk::Desk,
    telegram_program::{AGENTS, Way, agents_meet},
};

#[tokio::test]
async fn whoever_blocks_the_bot_while_a_reply_is_on_its_way() {
    let (desk, bene) = Desk::with_agents(Way::Polling, true).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    bene.says_in(AGENTS, &format!("/take {reference}"));
    ana.sees(0, &["is now working on your request"]).await;
    bene.says_in(AGENTS, &format!("/reply {reference} Estamos a caminho"));
    desk.fake.sees(AGENTS, 0, &["Estamos a caminho"]).await;
    ana.blocks();
    desk.fake.sees(AGENTS, 0, &["did not reach Ana Macuácua"]).await;
    // She comes back, and is heard.
    ana.unblocks();
    let at = ana.says("Já há novidades?");
    ana.sees(at, &["Sent to the support team", &reference]).await;
    bene.says_in(AGENTS, &format!("/reply {reference} Está resolvido"));
    ana.sees(at, &["replies: «Está resolvido»"]).await;
    desk.ends().await;
}

#[tokio::test]
async fn a_format_that_is_refused_goes_as_plain_text_once() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "O servidor parou").await;
    let refusal = "Bad Request: can't parse entities: unexpected end of name token at byte offset 4";
    desk.fake.next("sendMessage", Fault::refused(400, refusal));
    ana.taps(summary.chat, summary.id, "Send request");
    let reference = desk.received(&ana, summary.id).await;
    let calls = desk.fake.look().calls.clone();
    let tries: Vec<(u16, &Value)> = calls
        .iter()
        .filter(|call| {
            call.method.eq_ignore_ascii_case("sendMessage") && call.params.to_string().contains("Request received")
        })
        .map(|call| (call.status, &call.params))
        .collect();
    assert_eq!(tries.len(), 2, "{reference}: {tries:?}");
    assert_eq!((tries[0].0, tries[1].0), (400, 200));
    assert!(tries[0].1["entities"].is_array() || tries[0].1["parse_mode"].is_string(), "{}", tries[0].1);
    assert!(tries[1].1["entities"].is_null() && tries[1].1["parse_mode"].is_null(), "{}", tries[1].1);
    assert_eq!(tries[0].1["text"], tries[1].1["text"]);
    desk.ends().await;
}

/// Where it is sure that nothing was sent, it is sent again, once, and the order stays.
#[tokio::test]
async fn what_was_surely_not_sent_is_sent_again() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.next("sendMessage", Fault::TooMany(1));
    let at = ana.says("/help");
    let first = ana.sees(at, &["/new"]).await;
    desk.fake.goes_down().await;
    desk.fake.comes_up().await;
    let at = ana.says("/new");
    let second = desk.offers(&ana, at, "iDART").await;
    assert!(first.id < second.id);
    let helped = desk.fake.look().effects.iter().filter(|effect| effect.text == first.text).count();
    assert_eq!(helped, 1);
    let refused = desk.fake.look().calls.iter().filter(|call| call.status == 429).count();
    assert_eq!(refused, 1, "one refusal, and then its time is kept");
    desk.ends().await;
}

/// Nobody can know how it ended: it is said once more after a while, and what comes later comes later.
#[tokio::test]
async fn what_may_have_been_sent_is_sent_once_more() {
    let desk = Desk::started(Way::Polling).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.next("sendMessage", Fault::AnswerLost);
    let at = ana.says("/help");
    let helped = ana.sees(at, &["/new"]).await;
    let at = ana.says("/new");
    let offered = desk.offers(&ana, at, "iDART").await;
    let effects = desk.fake.look().effects.clone();
    let copies: Vec<i64> =
        effects.iter().filter(|effect| effect.text == helped.text).map(|effect| effect.post).collect();
    assert!(copies.len() == 2 && copies[1] < offered.id, "{copies:?}, then {}", offered.id);
    desk.ends().await;
}

/// Five people at once, with Telegram's limits on both sides: nobody is refused.
#[tokio::test]
async fn the_documented_pace_is_kept() {
    let mut desk = Desk::prepared(Way::Polling).await;
    desk.program.variables.retain(|(name, _)| *name != "BALCAO_TELEGRAM_PACE");
    desk.fake.change(|state| state.limits = Some(Limits::default()));
    desk.program.start();
    desk.program.ready().await;
    agents_meet(&desk.program, &desk.fake, false).await;
    let desk = &desk;
    let names = ["Ana Macuácua", "Rosa Alberto", "Tomás Cossa", "Célia Tembe", "Ivo Matola"];
    let people = (100..).zip(names).map(|(id, name)| async move {
        let person = desk.reporter(id, name).await;
        let reference = desk.files(&person, "O servidor parou").await;
        desk.fake.sees(AGENTS, 0, &[&reference]).await;
    });
    futures_util::future::join_all(people).await;
    assert_eq!(desk.fake.look().limits.as_ref().map(|limits| limits.exceeded), Some(0));
    desk.fake.expect_no_breach();
}
