//! Messages that people delete: out of what is being written, out of a request, and before they went.

use balcao::dialogs::choice::Choice;

use crate::story::{Story, everywhere, seconds};

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
        t.says("bene", format!("/responder {reference} A senha é 9876")).await;
        t.deletes("bene", "9876").await;
        t.waits(seconds(30)).await;
        assert!(!t.texts("ana").join("\n").contains("9876"), "{:?}", t.texts("ana"));
    })
    .await;
}
