//! What leaves, and meets something: whoever is closed to direct messages, a lost answer, a limit.

use std::time::Duration;

use crate::{desk::Desk, discord::state::Fault};

const MESSAGES: &str = "POST /channels/*/messages";

#[tokio::test]
async fn whoever_is_closed_to_direct_messages() {
    closed(50_007).await;
}

#[tokio::test]
async fn whoever_has_no_server_in_common_any_more() {
    closed(50_278).await;
}

/// The agents are told; once she writes, she is reached again.
async fn closed(code: i64) {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    desk.fake.sees_in_room(room, 0, &[&reference]).await;
    ana.closes(code);
    bene.says_in(room, &format!("/take {reference}"));
    bene.says_in(room, &format!("/reply {reference} Estamos a caminho"));
    desk.fake.sees_in_room(room, 0, &["did not reach", "Ana Macuácua"]).await;
    assert_eq!(desk.counts("select count(*) from contact where reachable = 0").await, 1);
    ana.opens();
    let at = ana.says("Já há novidades?");
    ana.sees(at, &["Sent to the support team", &reference]).await;
    desk.ends().await;
}

/// Nobody can know how it ended: it is asked for, and said once.
#[tokio::test]
async fn what_ends_nobody_knows_how_is_said_once() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    for fault in [Fault::AnswerLost, Fault::Cut, Fault::RefusedAfter(502), Fault::Refused(503, 0)] {
        desk.fake.next(MESSAGES, fault.clone());
        let at = ana.says("/help");
        let helped = ana.sees(at, &["/new"]).await;
        // What follows it in the same chat is said behind it, so by then it is known how it ended.
        let before = ana.says("/mine");
        ana.sees(before, &["no open requests"]).await;
        let same =
            desk.fake.look().of_bot(ana.channel).filter(|post| post.id > at && post.first == helped.first).count();
        assert_eq!(same, 1, "{fault:?}");
    }
    assert!(desk.fake.look().repeated > 0, "what had arrived was sent again, and taken once by its nonce");
    desk.ends().await;
}

#[tokio::test]
async fn what_was_refused_for_being_too_fast_is_sent_again_in_its_order() {
    let desk = Desk::started().await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    for global in [true, false] {
        desk.fake.next(MESSAGES, Fault::TooMany { wait: Duration::from_millis(700), global });
        let at = ana.says("/help");
        let first = ana.sees(at, &["/new"]).await;
        let at = ana.says("/mine");
        let second = ana.sees(at, &["no open requests"]).await;
        assert!(first.id < second.id);
    }
    // Whoever calls while it is told to wait is in breach.
    desk.ends().await;
}

/// Three people at once: the buckets that the headers tell of are kept, so nobody is refused.
#[tokio::test]
async fn the_buckets_are_kept() {
    let desk = Desk::started().await;
    let people = (100..).zip(["Ana Macuácua", "Rosa Alberto", "Tomás Cossa"]).map(|(id, name)| {
        let desk = &desk;
        async move {
            let person = desk.reporter(id, name).await;
            desk.files(&person, "O servidor parou").await
        }
    });
    futures_util::future::join_all(people).await;
    let refused = desk.fake.change(|state| (state.rates.refusals, state.rates.invalid));
    assert_eq!(refused, (0, 0));
    desk.ends().await;
}
