//! Talk about requests: words that may belong to several, thanks, refusals, slips in commands.

use balcao::{core::ticket::Status, dialogs::choice::Choice};

use crate::story::{Story, everywhere, minutes, once};

#[tokio::test]
async fn words_for_one_of_several() {
    everywhere("words_for_one_of_several", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await;
            t.reports_server_down("ana", ("A farmácia também parou", "The pharmacy stopped too")).await;
        })
        .await;
        t.says("ana", ("Agora já abre um pouco", "Now it opens a little")).await;
        t.says("ana", ("mas está lento", "but it is slow")).await;
        let second = t.ticket(2).await;
        t.taps("ana", Choice::About { ticket: second.id, reference: second.reference }).await;
        t.says("ana", ("/meus", "/mine")).await;
        let first = t.ticket(1).await;
        t.taps("ana", Choice::Show { ticket: first.id, reference: first.reference.clone() }).await;
        t.replies("ana", first.reference.as_str(), ("Este continua parado", "This one is still down")).await;
    })
    .await;
}

#[tokio::test]
async fn after_a_fix() {
    everywhere("after_a_fix", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/assumir {reference}")).await;
        t.says("bene", format!("/resolver {reference} Reiniciámos o Tomcat")).await;
        t.says("ana", ("muito obrigado", "thank you")).await;
        t.says("ana", ("A impressora agora não imprime", "Now the printer does not print")).await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", Choice::Cancel).await;
        t.says("ana", ("ainda não funciona", "still not working")).await;
        t.sends_photo_saying("ana", ("Continua o mesmo erro", "Still the same error")).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.says("bene", format!("/resolver {reference}")).await;
        t.says("bene", ("Agora com mais memória", "With more memory now")).await;
        t.says("ana", ("/confirmar", "/confirm")).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.says("ana", format!("/confirmar {reference}")).await;
        t.says("ana", format!("/reabrir {reference} voltou hoje")).await;
    })
    .await;
}

#[tokio::test]
async fn slips_and_refusals() {
    everywhere("slips_and_refusals", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("ana", "/n0vo").await;
        t.says("ana", "/poll").await;
        t.says("ana", "BL-10009").await;
        t.says("ana", ("obrigado", "thanks")).await;
        t.says("bene@agents", format!("/assumir {reference}")).await;
        t.says("bene@agents", format!("/assumir {reference}")).await;
        t.says("bene@agents", ("/meus", "/mine")).await;
        t.says("bene@agents", "/estado").await;
        t.says("bene@agents", format!("/nota {reference}")).await;
        t.sends_photo("bene@agents").await;
        t.taps("bene@agents", Choice::Cancel).await;
        t.says("bene@agents", ("isto é só conversa entre nós", "this is only talk among us")).await;
        t.says("ana", format!("{reference}?")).await;
    })
    .await;
}

#[tokio::test]
async fn an_unfinished_report_is_offered_again() {
    everywhere("an_unfinished_report_is_offered_again", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/meus", "/mine")).await;
        t.starts("ana", None).await;
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", ("/novo", "/new")).await;
        t.taps("ana", Choice::Continue).await;
        t.says("ana", ("isto não é nada disso", "none of these at all")).await;
        t.says("ana", ("/novo", "/new")).await;
        t.taps("ana", Choice::Discard).await;
    })
    .await;
}

#[tokio::test]
async fn words_after_a_resolution() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/resolver {reference} Reiniciámos o Tomcat")).await;
        let resolved_at = t.count("select resolved_at from ticket").await;
        t.waits(minutes(5)).await;
        t.says("bene", format!("/nota {reference} Foi o disco")).await;
        t.says("bene", format!("/responder {reference} Diga se voltar a parar")).await;
        assert_eq!(t.count("select count(*) from entry where kind in ('note', 'reply')").await, 2);
        assert_eq!(t.count("select resolved_at from ticket").await, resolved_at, "it was resolved once");
    })
    .await;
}
