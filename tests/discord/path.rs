//! The whole path of a request over Discord: from a code to a confirmed end, with every interaction answered.

use crate::desk::Desk;

#[tokio::test]
async fn the_whole_path_in_a_channel_with_threads() {
    whole_path(0).await;
}

#[tokio::test]
async fn the_whole_path_in_a_forum() {
    whole_path(15).await;
}

async fn whole_path(kind: u64) {
    let (desk, bene, room) = Desk::with_agents(kind, &["Novo", "In progress"]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let mut at = ana.says("/new");
    for label in ["iDART", "Another problem"] {
        let asked = ana.offered(ana.channel, at, label).await;
        let (kind, _) = ana.answer(ana.taps(&asked, label)).await;
        assert_eq!(kind, 6, "a tap in private is answered without words");
        at = asked.id;
    }
    ana.sees(at, &["Describe the problem"]).await;
    let canary = "@everyone a impressora <@&1> [x](javascript:alert(1)) ```não``` **imprime**";
    at = ana.says(canary);
    ana.offered(ana.channel, at, "Send request").await;
    at = ana.sends(ana.channel, "ecrã.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 the screen", "");
    let summary = ana.offered(ana.channel, at, "Send request").await;
    assert!(summary.text.contains("Files: 1"), "{}", summary.text);
    ana.taps(&summary, "Send request");
    let asked = ana.offered(ana.channel, summary.id, "No").await;
    ana.taps(&asked, "No");
    let reference = desk.received(&ana, summary.id).await;

    let card = desk.fake.sees_in_room(room, 0, &[&reference, "iDART", "imprime"]).await;
    assert_ne!(card.channel, room, "a request has a thread of its own");
    for raw in ["@everyone", "```", "**imprime", " [x]", " <@&1>"] {
        assert!(!card.text.contains(raw), "{raw} in {}", card.text);
    }
    let take = desk
        .fake
        .until("a card with a button", |state| {
            let mut posts = state.of_bot(card.channel);
            posts.find(|post| post.choices().iter().any(|(label, _)| label.starts_with("Take"))).cloned()
        })
        .await;
    let (kind, said) = bene.answer(bene.taps(&take, "Take")).await;
    assert_eq!((kind, said["flags"].as_u64()), (4, Some(64)), "{said}");
    assert!(said["content"].as_str().is_some_and(|text| text.contains(&reference)), "{said}");
    ana.sees(summary.id, &["is now working on your request", &reference]).await;
    desk.fake
        .until("her photo among the agents", |state| {
            let mut posts = state.of_bot(card.channel);
            posts.any(|post| post.whole["attachments"][0]["size"].as_u64() == Some(15)).then_some(())
        })
        .await;
    bene.says_in(card.channel, &format!("/reply {reference} Reinicie a impressora, por favor"));
    ana.sees(summary.id, &["replies", "Reinicie a impressora, por favor"]).await;
    bene.commands(card.channel, "resolve", &[("request", &reference), ("words", "Trocámos o cabo")]);
    let resolved = ana.offered(ana.channel, summary.id, "Yes, resolved").await;
    assert!(resolved.text.contains("Trocámos o cabo"), "{}", resolved.text);
    ana.taps(&resolved, "Yes, resolved");
    ana.sees(resolved.id, &["Thank you. The request is closed."]).await;

    desk.fake
        .until("every interaction is answered", |state| {
            state.interactions.values().all(|asked| !asked.answers.is_empty()).then_some(())
        })
        .await;
    assert_eq!(desk.counts("select count(*) from ticket where status = 'closed'").await, 1);
    assert_eq!(desk.counts("select count(*) from attachment where state = 'kept'").await, 1, "the photo was brought");
    assert_eq!(desk.counts("select count(*) from inbox where state <> 'done'").await, 0);
    desk.ends().await;
}
