//! Groups that move, and topics that are gone.

use crate::{
    bot_api::{
        people::Words,
        state::{BOT, What},
    },
    desk::Desk,
    telegram_program::{AGENTS, Way},
};

/// Where the agents' group moves.
const MOVED: i64 = -100_777_200;

#[tokio::test]
async fn a_group_that_says_that_it_has_moved() {
    moves(false).await;
}

#[tokio::test]
async fn a_group_whose_move_is_learnt_from_a_refusal() {
    moves(true).await;
}

async fn moves(quietly: bool) {
    let (desk, bene) = Desk::with_agents(Way::Polling, false).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let first = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees(AGENTS, 0, &[&first]).await;
    desk.fake.migrates(AGENTS, MOVED, quietly);
    desk.fake.all_taken().await;
    let second = desk.files(&ana, "A farmácia parou").await;
    desk.fake.sees(MOVED, 0, &[&second]).await;
    // It is the agents' room still.
    let at = bene.says_in(MOVED, &format!("/take {second}"));
    desk.fake.sees(MOVED, at - 1, &[&second]).await;
    ana.sees(0, &["is now working on your request", &second]).await;
    let in_old = desk.fake.look().posts.range((AGENTS, 0)..=(AGENTS, i64::MAX)).any(|(_, post)| post.holds(&[&second]));
    assert!(!in_old);
    desk.ends().await;
}

#[tokio::test]
async fn a_topic_that_was_deleted_is_opened_anew() {
    let (desk, bene) = Desk::with_agents(Way::Polling, true).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees(AGENTS, 0, &[&reference]).await;
    bene.says_in(AGENTS, &format!("/take {reference}"));
    let opened = |state: &crate::bot_api::state::State, nth: usize| {
        let topics = state.effects.iter().filter(|effect| effect.what == What::Opened);
        topics.filter(|effect| effect.text.contains(&reference)).nth(nth).map(|effect| effect.post)
    };
    ana.sees(0, &["is now working on your request"]).await;
    ana.says("O ecrã está preto");
    let first = desk.fake.until("a topic", |state| opened(state, 0)).await;
    desk.fake.sees(AGENTS, first, &["O ecrã está preto"]).await;
    desk.fake.deletes_topic(AGENTS, first);
    ana.says("A luz está vermelha");
    let second = desk.fake.until("another topic", |state| opened(state, 1)).await;
    desk.fake
        .until("the words in the new topic", |state| {
            let mut posts = state.posts.range((AGENTS, second + 1)..=(AGENTS, i64::MAX)).map(|(_, post)| post);
            posts
                .any(|post| post.from == BOT && post.thread == Some(second) && post.holds(&["A luz está vermelha"]))
                .then_some(())
        })
        .await;
    desk.ends().await;
}

#[tokio::test]
async fn a_topic_that_is_no_tickets_is_answered_there() {
    let (desk, bene) = Desk::with_agents(Way::Polling, true).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees(AGENTS, 0, &[&reference]).await;
    let topic = desk.fake.opens_topic(AGENTS, "Conversa");
    let command = format!("/status {reference}");
    let asks = || bene.writes(AGENTS, &Words { text: &command, thread: Some(topic), ..Words::default() });
    let answer = desk.fake.sees(AGENTS, asks(), &[&reference]).await;
    assert_eq!(answer.thread, Some(topic));
    // The topic is gone before the answer comes: it stands in the group itself.
    let at = asks();
    desk.fake.deletes_topic(AGENTS, topic);
    let answer = desk.fake.sees(AGENTS, at, &[&reference]).await;
    assert_eq!(answer.thread, None);
    desk.ends().await;
}
