//! The whole path of a request over Telegram: from Start to a confirmed end, by polling and by webhook.

use crate::{
    bot_api::state::TOKEN,
    desk::Desk,
    telegram_program::{AGENTS, Way},
};

#[tokio::test]
async fn the_whole_path_by_polling() {
    whole_path(Way::Polling).await;
}

#[tokio::test]
async fn the_whole_path_by_webhook() {
    whole_path(Way::Webhook).await;
}

async fn whole_path(way: Way) {
    let (desk, bene) = Desk::with_agents(way, true).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let mut at = ana.says("/new");
    for label in ["iDART", "Another problem"] {
        let asked = desk.offers(&ana, at, label).await;
        let toast = ana.toast(&ana.taps(asked.chat, asked.id, label)).await;
        assert!(!toast.is_empty(), "every tap is answered in words");
        at = asked.id;
    }
    ana.sees(at, &["Describe the problem"]).await;
    at = ana.says("A impressora não imprime 😀 <b>&amp; *nada*");
    desk.offers(&ana, at, "Send request").await;
    ana.sends(ana.id, "photo", b"\xff\xd8\xff\xe0 the screen", "");
    // So soon after the summary that it amends it, or soon after: then a new one comes.
    let summary =
        ana.sees(at, &["«A impressora não imprime 😀 <b>&amp; *nada*»", "Files: 1", "Is everything right?"]).await;
    ana.taps(summary.chat, summary.id, "Send request");
    let asked = desk.offers(&ana, summary.id, "No").await;
    assert!(asked.holds(&["Does the photo show a patient's name or NID?"]), "{}", asked.text);
    ana.taps(asked.chat, asked.id, "No");
    let reference = desk.received(&ana, summary.id).await;

    desk.fake.sees(AGENTS, 0, &[&reference]).await;
    let (card, take) = desk.button(AGENTS, 0, "Take").await;
    let tap = bene.taps(card.chat, card.id, &take);
    assert!(bene.toast(&tap).await.contains(&reference), "the toast names the request");
    ana.sees(summary.id, &["is now working on your request", &reference]).await;

    desk.fake
        .until("her photo among the agents", |state| {
            let mut posts = state.posts.range((AGENTS, 0)..=(AGENTS, i64::MAX)).map(|(_, post)| post);
            posts.any(|post| post.media.as_ref().is_some_and(|(kind, _)| kind == "photo")).then_some(())
        })
        .await;
    bene.says_in(AGENTS, &format!("/reply {reference} Reinicie a impressora, por favor"));
    ana.sees(summary.id, &["replies: «Reinicie a impressora, por favor»"]).await;
    desk.fake.sees(AGENTS, 0, &["Reinicie a impressora, por favor", "✓"]).await;
    bene.says_in(AGENTS, &format!("/resolve {reference} Trocámos o cabo"));
    let resolved = desk.offers(&ana, summary.id, "Yes, resolved").await;
    assert!(resolved.holds(&["«Trocámos o cabo»", "Does it work now?", &reference]), "{}", resolved.text);
    ana.taps(resolved.chat, resolved.id, "Yes, resolved");
    ana.sees(resolved.id, &["Thank you. The request is closed."]).await;

    desk.fake.all_taken().await;
    assert_eq!(desk.counts("select count(*) from ticket where status = 'closed'").await, 1);
    assert_eq!(desk.counts("select count(*) from attachment where state = 'kept'").await, 1, "the photo was brought");
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    assert!(desk.fake.look().taps.values().all(|tap| tap.answers.len() == 1), "each tap is answered once");
    assert!(!desk.program.logged().contains(TOKEN));
    desk.ends().await;
}
