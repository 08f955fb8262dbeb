//! Messages that people delete: out of what is being written, out of a request, and before they went.

use balcao::dialogs::choice::Choice;

use crate::story::{Story, everywhere, once, seconds};

#[tokio::test]
async fn messages_that_are_deleted() {
    everywhere("messages_that_are_deleted", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.remark("(Ana deletes the description before she sends the report)");
        t.reports_until_summary("ana", ("O doente Zito não aparece", "The patient Zito does not show")).await;
        t.deletes("ana", "Zito").await;
        t.says("ana", ("O servidor parou", "The server has stopped")).await;
        t.taps("ana", Choice::Send).await;
        t.remark("(and words about the request)");
        t.says("ana", ("O doente chama-se Zito", "The patient's name is Zito")).await;
        t.deletes("ana", "Zito").await;
        t.remark("(the words that the request was filed with stay)");
        t.deletes("ana", ("parou", "stopped")).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/historico {reference}")).await;
        t.remark("(Benedito deletes an answer that has not gone)");
        t.hurries();
        t.says("bene", format!("/responder {reference} A senha é 9876")).await;
        t.deletes("bene", "9876").await;
        t.waits(seconds(30)).await;
        assert!(!t.texts("ana").join("\n").contains("9876"), "{:?}", t.texts("ana"));
    })
    .await;
}

/// Of held words that which is deleted is held no more; and of what nobody knows, or has been run, nothing is said.
#[tokio::test]
async fn held_words_that_are_deleted() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        for words in ["O servidor parou", "A impressora parou"] {
            t.reports_server_down("ana", words).await;
        }
        t.says("ana", "Continua igual").await;
        t.says("ana", "E agora há fumo").await;
        let held = "select count(*) from session where state like '%fumo%' and state like '%igual%'";
        assert_eq!(t.count(held).await, 1, "{:?}", t.texts("ana").last());
        t.deletes("ana", "igual").await;
        assert_eq!(t.count("select count(*) from session where state like '%igual%'").await, 0);
        assert_eq!(t.count("select count(*) from session where state like '%fumo%'").await, 1);
        t.deletes("ana", "fumo").await;
        assert_eq!(t.count("select count(*) from session where state like '%fumo%'").await, 0);
        assert!(t.texts("ana").last().is_some_and(|text| text.contains("Retirei a mensagem guardada")));
        t.says("ana", "/meus").await;
        let before = t.texts("ana").len();
        t.deletes("ana", "/meus").await;
        t.says("rui", "Bom dia").await;
        t.deletes("rui", "Bom dia").await;
        assert_eq!(t.texts("ana").len(), before);
    })
    .await;
}
