//! José: the monthly report gives an error, also to his health records officer. One user is kept from work: "High".

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, hours, option, system};

#[tokio::test]
async fn jose() {
    everywhere("jose", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("jose", "José Nhantumbo", "MZ-0303").await;
        t.taps("jose", Choice::NewReport).await;
        t.taps("jose", system("openmrs_epts")).await;
        t.taps("jose", category("reports")).await;
        t.says("jose", ("Resumo mensal de HIV", "Monthly HIV summary")).await;
        t.taps("jose", option("what", "error")).await;
        t.says("jose", "java.lang.OutOfMemoryError").await;
        t.taps("jose", Choice::Urgency("job_stopped".into())).await;
        t.taps("jose", Choice::Impact("single_user".into())).await;
        t.says("jose", ("A técnica de registos tem o mesmo erro", "My records officer gets the same error")).await;
        t.sends_photo("jose").await;
        t.taps("jose", Choice::Send).await;
        t.taps("jose", Choice::ShowsPatient(false)).await;
        assert_eq!(t.count("select count(*) from ticket where priority_key = 'high'").await, 1);
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.taps_on("bene@agents", Verb::Note, 1).await;
        t.says("bene@agents", ("Não está na base de conhecimento", "Not in the knowledge base")).await;
        t.waits(hours(22)).await;
        t.taps_on("bene@agents", Verb::Ask, 1).await;
        t.says("bene@agents", ("De que mês é o relatório?", "For which month is the report?")).await;
        t.says("jose", ("De Outubro, e também de Setembro", "For October, and September too")).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents", ("Corrigimos a query de Outubro", "We mended October's query")).await;
        t.says("jose", ("sim", "yes")).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}
