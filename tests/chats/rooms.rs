//! The agents' room: requests that are named in talk, and what belongs to their threads.

use balcao::core::verb::Verb;

use crate::story::{Story, everywhere, hours, minutes, once};

async fn two_requests(t: &mut Story) -> (String, String) {
    t.opens_the_desk().await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.aside(async |t| {
        t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await;
        t.reports_server_down("ana", ("A farmácia também parou", "The pharmacy stopped too")).await;
    })
    .await;
    (t.ticket(1).await.reference, t.ticket(2).await.reference)
}

#[tokio::test]
async fn a_request_that_is_named_in_talk() {
    everywhere("a_request_that_is_named_in_talk", async |t: &mut Story| {
        let (first, second) = two_requests(t).await;
        let digits = first.trim_start_matches("BL-").to_owned();
        let words = (
            format!("O {first} parece o mesmo que o {second}, já liguei ao técnico"),
            format!("{first} looks like {second}, I have called the technician"),
        );
        t.says("bene@agents", (words.0.as_str(), words.1.as_str())).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        let words = (format!("alguém já viu o #{digits}?"), format!("has anybody seen #{digits}?"));
        t.says("bene@agents", (words.0.as_str(), words.1.as_str())).await;
        // Slips, what is not there, and plain talk are passed over; in a thread and in commands nothing changes.
        t.says("bene@agents", ("o BL-10428 não existe", "BL-10428 is not there")).await;
        t.says("bene@agents", ("bom trabalho a todos", "have a good day")).await;
        t.says("bene@agents#1", second.as_str()).await;
        t.says("bene@agents", format!("/nota {first} = {second}")).await;
        assert_eq!(t.count("select count(*) from inbox where place = 'mention'").await, 2);
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 2);
    })
    .await;
}

/// Words in a thread are corrected as often as it takes.
#[tokio::test]
async fn a_note_that_is_edited_twice() {
    once(async |t: &mut Story| {
        two_requests(t).await;
        t.says("bene@agents#1", "Falei com a farmacia").await;
        t.edits("bene@agents#1", "Falei", "Falei com a farmácia").await;
        t.edits("bene@agents#1", "Falei", "Falei com a farmácia do hospital").await;
        let stands = "select count(*) from entry where words = 'Falei com a farmácia do hospital'";
        assert_eq!(t.count(stands).await, 1);
        assert_eq!(t.count("select count(*) from entry_version").await, 2);
    })
    .await;
}

/// What is named in other groups is not shown there.
#[tokio::test]
async fn talk_of_others_shows_nothing() {
    once(async |t: &mut Story| {
        let (first, _) = two_requests(t).await;
        let before = t.texts("paulo@ariel").len();
        t.says("paulo@ariel", format!("o {first} já está resolvido, obrigado")).await;
        assert_eq!(t.texts("paulo@ariel").len(), before);
        let before = t.texts("ana@agents").len();
        t.says("ana@agents", format!("o {first} é meu")).await;
        assert_eq!(t.texts("ana@agents").len(), before, "a reporter among the agents");
        assert_eq!(t.count("select count(*) from inbox where place = 'mention'").await, 0);
    })
    .await;
}

/// Words that were asked for in a room are not waited for the next day: what colleagues say is nobody else's business.
#[tokio::test]
async fn words_that_come_much_later_are_others() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", "O servidor parou").await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.taps_on("bene@agents", Verb::Reply, 1).await;
        t.waits(hours(20)).await;
        t.says("bene@agents", "Bom dia, quem foi à farmácia?").await;
        t.waits(minutes(1)).await;
        assert!(!t.texts("ana").join("\n").contains("farmácia"), "{:?}", t.texts("ana"));
        t.remark("(nor is what is typed below a list)");
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/responder {reference}")).await;
        t.says("bene", "/fila").await;
        t.says("bene", "1 nota falei com a farmácia").await;
        t.waits(minutes(1)).await;
        assert!(!t.texts("ana").join("\n").contains("farmácia"), "{:?}", t.texts("ana"));
        assert_eq!(t.count("select count(*) from entry where kind = 'note'").await, 1);
    })
    .await;
}
