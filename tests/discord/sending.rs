//! What leaves, and meets something: whoever is closed to direct messages, a lost answer, a limit.

use crate::{desk::Desk, discord::state::Fault};

const MESSAGES: &str = "POST /channels/*/messages";

#[tokio::test]
async fn whoever_is_closed_to_direct_messages() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees_in_room(room, 0, &[&reference]).await;
    ana.closes(true);
    bene.says_in(room, &format!("/take {reference}"));
    bene.says_in(room, &format!("/reply {reference} Estamos a caminho"));
    desk.fake.sees_in_room(room, 0, &["did not reach Ana Macuácua"]).await;
    ana.closes(false);
    let at = ana.says("Já há novidades?");
    ana.sees(at, &["Sent to the support team", &reference]).await;
    desk.ends().await;
}

/// Nobody can know how it ended: it is asked for, and said once.
#[tokio::test]
async fn a_lost_answer_doubles_nothing() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.next(MESSAGES, Fault::AnswerLost);
    let at = ana.says("/help");
    let helped = ana.sees(at, &["/new"]).await;
    let at = ana.says("/new");
    ana.offered(ana.channel, at, "iDART").await;
    let same = desk.fake.look().of_bot(ana.channel).filter(|post| post.text == helped.text).count();
    assert_eq!(same, 1);
    desk.ends().await;
}

#[tokio::test]
async fn what_was_refused_for_being_too_fast_is_sent_again_in_its_order() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.fake.next(MESSAGES, Fault::TooMany { seconds: 0.7, global: true });
    let at = ana.says("/help");
    let first = ana.sees(at, &["/new"]).await;
    let at = ana.says("/new");
    let second = ana.offered(ana.channel, at, "iDART").await;
    assert!(first.id < second.id);
    desk.ends().await;
}

/// Three people at once, with Discord's buckets: nobody is refused.
#[tokio::test]
async fn the_buckets_are_kept() {
    let mut desk = Desk::prepared().await;
    desk.fake.change(|state| state.limits = true);
    desk.starts().await;
    let desk = &desk;
    let people = (100..).zip(["Ana Macuácua", "Rosa Alberto", "Tomás Cossa"]).map(|(id, name)| async move {
        let person = desk.reporter(id, name).await;
        desk.files(&person, "O servidor parou").await
    });
    futures_util::future::join_all(people).await;
    assert_eq!(desk.fake.look().refusals, 0);
    desk.fake.expect_no_breach();
}
