//! Taps and commands on a platform that repeats itself, people who tap twice, and words that come too late; and what is
//! offered while a command is typed.

use balcao::core::db::Store;

use crate::{desk::Desk, discord::state::Fault};

/// The same event again is the same, and two taps are one: the first one's word is said again.
#[tokio::test]
async fn the_same_again_and_a_double_tap() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let summary = desk.begins(&ana, "O servidor parou").await;
    let tap = ana.taps(&summary, "Send request");
    desk.fake.repeats_the_last_action();
    let again = ana.taps(&summary, "Send request");
    for tap in [tap, again] {
        ana.answer(tap).await;
    }
    let reference = desk.received(&ana, summary.id).await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    let taps = [bene.taps(&card, "Take"), bene.taps(&card, "Take")];
    for tap in taps {
        let (kind, said) = bene.answer(tap).await;
        assert_eq!(kind, 4, "{said}");
    }
    ana.sees(summary.id, &["is now working on your request"]).await;
    assert_eq!(desk.counts("select count(*) from ticket").await, 1);
    assert_eq!(desk.counts("select count(*) from audit where verb = 'take'").await, 1);
    desk.ends().await;
}

/// The time of an interaction is over before its word is there: whoever tapped in a room gets it as a message.
#[tokio::test]
async fn a_word_that_comes_too_late_is_a_message() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    let reference = desk.files(&ana, "O servidor parou").await;
    let card = desk.fake.sees_in_room(room, 0, &[&reference, "servidor"]).await;
    let store = Store::open(&desk.program.database_url).await.expect("the database opens");
    let held = store.begin().await.expect("nobody else writes");
    let tap = bene.taps(&card, "Take");
    let (kind, _) = bene.answer(tap).await;
    assert_eq!(kind, 6, "it was answered barely");
    desk.fake.change(|state| {
        state
            .faults
            .push((format!("POST /webhooks/*/{}", state.interactions[&tap].token), Fault::Refused(401, 50_027)));
    });
    held.rollback().await.expect("it is let go");
    store.close().await;
    bene.sees(0, &[&reference]).await;
    desk.ends().await;
}

/// Offered is what fits, with or without accents, to those who may use it.
#[tokio::test]
async fn values_are_completed() {
    let (desk, bene, room) = Desk::with_agents(0, &[]).await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.files(&ana, "O servidor parou").await;
    let names = |offered: Vec<(String, String)>| offered.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(bene.types(room, "atribuir", "valor", "cos").await), ["Benedito Cossa"]);
    assert_eq!(names(bene.types(room, "prioridade", "valor", "crít").await), ["Critical"]);
    assert_eq!(names(bene.types(room, "categoria", "valor", "relatorios").await), ["Reports and queries"]);
    assert_eq!(names(bene.types(room, "resposta", "resposta", "nao rein").await), ["Do not restart"]);
    assert_eq!(names(ana.types(ana.channel, "novo", "sistema", "farmácia").await), ["iDART"]);
    assert_eq!(names(ana.types(ana.channel, "guia", "categoria", "net").await), ["Network or internet"]);
    let eva = desk.fake.person(102, "Eva");
    for (who, command, part) in [(&ana, "atribuir", "valor"), (&ana, "resposta", "resposta"), (&eva, "novo", "sistema")]
    {
        assert_eq!(who.types(who.channel, command, part, "").await, [], "{command}");
    }
    desk.ends().await;
}

/// What is registered already is not registered again.
#[tokio::test]
async fn commands_are_registered_once() {
    let mut desk = Desk::started().await;
    let registered = |calls: &[(String, u16)]| calls.iter().filter(|(call, _)| call.starts_with("PUT ")).count();
    desk.fake.until("the commands", |state| (!state.commands.as_array()?.is_empty()).then_some(())).await;
    let (status, _) = desk.program.stop().await;
    assert!(status.success());
    desk.starts().await;
    desk.fake
        .until("a look at them", |state| {
            let looks = state
                .calls
                .iter()
                .filter(|(call, _)| call.starts_with("GET /applications") && call.ends_with("/commands"));
            (looks.count() == 2).then_some(())
        })
        .await;
    let ana = desk.reporter(100, "Ana Macuácua").await;
    desk.files(&ana, "O servidor parou").await;
    assert_eq!(registered(&desk.fake.look().calls), 1);
    desk.ends().await;
}
