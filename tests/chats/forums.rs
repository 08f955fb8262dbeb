//! Rooms of a platform with forums: one card with all that waits, a topic for each request that is worked on, and what
//! holds where there are no topics.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, in_forums, minutes, once_in_forums};

async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

async fn reports(t: &mut Story) {
    t.aside(async |t| t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await).await;
}

#[tokio::test]
async fn a_forum() {
    in_forums("a_forum", async |t: &mut Story| {
        opens(t).await;
        t.remark("(a request is filed)");
        t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await;
        t.says("ana", ("E o telefone também está em baixo", "And the telephone is down too")).await;
        let one = t.ticket(1).await;
        t.taps("bene@agents", Choice::TakeThis { ticket: one.id, reference: one.reference }).await;
        t.says("bene@agents#1", ("Falei com o técnico", "I have talked to the technician")).await;
        t.says("ana", ("Continua tudo parado", "Everything is still down")).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents#1", ("Mudou-se a fonte de alimentação", "The power supply was changed")).await;
        t.waits(minutes(1)).await;
        t.taps_on("ana", Verb::Confirm, 1).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.forum().threads.len(), 1);
        let title = t.forum().threads.values().next().cloned().unwrap();
        assert!(title.starts_with('✔'), "{title}");
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_topic_is_deleted() {
    in_forums("a_topic_is_deleted", async |t: &mut Story| {
        opens(t).await;
        reports(t).await;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        t.deletes_topic("bene@agents", 1).await;
        t.remark("(somebody deletes the topic)");
        t.says("ana", ("Continua tudo parado", "Everything is still down")).await;
        t.waits(minutes(1)).await;
        t.says("bene@agents#1", ("Já vi", "I have seen it")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 1);
        t.deletes_topic("bene@agents", 1).await;
        t.remark("(and once more; now the card itself changes)");
        t.says("bene", format!("/prioridade {} normal menos urgente", t.ticket(1).await.reference)).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.forum().threads.len(), 1);
    })
    .await;
}

/// What is answered in a room without topics is a note; only the command and the button reach the reporter.
#[tokio::test]
async fn a_group_without_topics() {
    in_forums("a_group_without_topics", async |t: &mut Story| {
        t.has_no_topics("bene@agents");
        opens(t).await;
        reports(t).await;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        t.says("ana", ("Continua tudo parado", "Everything is still down")).await;
        t.replies(
            "bene@agents",
            ("Continua tudo parado", "Everything is still down"),
            ("Já liguei ao técnico dele", "I rang that technician of theirs"),
        )
        .await;
        let reference = t.ticket(1).await.reference;
        t.replies("bene@agents", reference.as_str(), ("Ele vem às 14h de certeza", "He will surely come at 14h")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 2);
        assert_eq!(t.count("select count(*) from entry where kind = 'reply'").await, 0);
        t.says("bene@agents", ("/responder", "/reply")).await;
        t.says("bene@agents", format!("/responder {reference} O técnico chega às 14h")).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'reply'").await, 1);
        t.remark("(a conversation needs a thread)");
        t.replies("bene@agents", reference.as_str(), format!("/conversa {reference}")).await;
        t.replies("bene@agents", reference.as_str(), ("Ele já chegou, segundo ele", "He has come, so he says")).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'reply'").await, 1);
        assert!(t.forum().threads.is_empty());
    })
    .await;
}

/// In a topic, an answer to the reporter's own words goes to the reporter; an answer to anything else is a note.
#[tokio::test]
async fn answers_in_a_topic() {
    in_forums("answers_in_a_topic", async |t: &mut Story| {
        opens(t).await;
        reports(t).await;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        t.says("ana", ("Continua tudo parado", "Everything is still down")).await;
        t.replies(
            "bene@agents#1",
            ("Continua tudo parado", "Everything is still down"),
            ("O técnico chega às 14h", "The technician comes at 14h"),
        )
        .await;
        let reference = t.ticket(1).await.reference;
        t.replies("bene@agents#1", format!("{reference} · "), ("Falta só a peça nova", "Just the new part is missing"))
            .await;
        t.waits(minutes(1)).await;
        assert_eq!(t.count("select count(*) from entry where kind = 'reply'").await, 1);
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_rooms_by_tier() {
    in_forums("two_rooms_by_tier", async |t: &mut Story| {
        t.opens_the_desk_without_a_room().await;
        t.binds("bene@first", Some(2), None).await;
        t.binds("bene@second", Some(3), None).await;
        t.binds("bene@idart", None, Some("idart")).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        reports(t).await;
        t.waits(minutes(1)).await;
        assert_eq!(t.texts("bene@idart").iter().filter(|text| text.contains("BL-")).count(), 0);
        t.taps_on("bene@first", Verb::Take, 1).await;
        let reference = t.ticket(1).await.reference;
        t.aside(async |t| {
            t.staffs("edson", "Edson Machava", 3).await;
            t.staffs("filipa", "Filipa Sitoe", 4).await;
        })
        .await;
        t.says("bene@first#1", format!("/encaminhar {reference} falta acesso ao servidor")).await;
        t.waits(minutes(1)).await;
        t.says("ana", ("Continua tudo parado", "Everything is still down")).await;
        t.remark("(the fourth tier has no room: all rooms have it)");
        t.says("bene@second", format!("/encaminhar {reference} falta o código da aplicação")).await;
        t.waits(minutes(1)).await;
    })
    .await;
}

#[tokio::test]
async fn a_photo_into_the_room() {
    in_forums("a_photo_into_the_room", async |t: &mut Story| {
        opens(t).await;
        t.reports_until_summary("ana", ("O servidor parou", "The server stopped")).await;
        t.sends_photo("ana").await;
        t.taps("ana", Choice::Send).await;
        t.taps("ana", Choice::ShowsPatient(false)).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.sends_photo_saying("ana", ("Agora está assim", "Now it looks like this")).await;
        t.says("ana", ("não", "no")).await;
        let reference = t.ticket(1).await.reference;
        t.remark("(the card is edited; no photo comes again)");
        t.says("bene@agents#1", format!("/prioridade {reference} normal menos urgente")).await;
        t.waits(minutes(1)).await;
        let photos = t.forum().shown.iter().filter(|shown| !shown.message.files.is_empty()).count();
        assert_eq!(photos, 3, "the first in the room and in the topic, the second in the topic");
    })
    .await;
}

/// Forty pieces of news at once: all arrive, at the pace that the group takes.
#[tokio::test]
async fn a_room_that_is_full() {
    once_in_forums(async |t: &mut Story| {
        opens(t).await;
        reports(t).await;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        for number in 1..=40 {
            t.hurries();
            t.says("ana", format!("Detalhe número {number}")).await;
        }
        t.waits(minutes(10)).await;
        for number in 1..=40 {
            let words = format!("Detalhe número {number}");
            assert_eq!(
                t.texts("bene@agents")
                    .iter()
                    .filter(|text| text.ends_with(&words)
                        || text.contains(&format!("{words}\n"))
                        || text.contains(&format!("{words}\u{2069}")))
                    .count(),
                1,
                "{words}"
            );
        }
        assert_eq!(t.forum().refusals, 0, "the group was written to too often");
    })
    .await;
}
