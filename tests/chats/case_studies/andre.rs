//! André: he reset the router himself, and now several colleagues cannot work. "Urgent".

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, option, system};

#[tokio::test]
async fn andre() {
    everywhere("andre", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("andre", "André Mucavele", "MZ-0806").await;
        t.says("andre", ("Reiniciei o router e agora nada liga", "I reset the router and nothing connects")).await;
        t.taps("andre", system("openmrs_epts")).await;
        t.taps("andre", category("network")).await;
        t.taps("andre", option("where", "one_computer")).await;
        t.taps("andre", Choice::Urgency("job_stopped".into())).await;
        t.taps("andre", Choice::Impact("single_user".into())).await;
        t.remark("(his colleagues begin to complain)");
        t.taps("andre", Choice::Back).await;
        t.taps("andre", Choice::Back).await;
        t.taps("andre", Choice::Impact("multiple_users".into())).await;
        t.taps("andre", Choice::Skip).await;
        t.taps("andre", Choice::Send).await;
        assert_eq!(t.count("select count(*) from ticket where priority_key = 'urgent'").await, 1);
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.taps_on("bene@agents", Verb::Ask, 1).await;
        t.says("bene@agents", ("Qual é o modelo do router?", "Which model is the router?")).await;
        t.sends_photo_saying("andre", ("Está na etiqueta da foto", "It is on the label")).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents", ("Repusemos a configuração à distância", "We restored the settings from here")).await;
        t.taps_on("andre", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}
