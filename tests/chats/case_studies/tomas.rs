//! Tomás: the login page gives an error; it is the server, and somebody has to come with a new part.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, hours, option, system};

#[tokio::test]
async fn tomas() {
    everywhere("tomas", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("tomas", ("A página de entrada dá erro", "The login page gives an error")).await;
        t.taps("tomas", system("openmrs_epts")).await;
        t.taps("tomas", category("server")).await;
        t.taps("tomas", option("what", "nothing")).await;
        t.taps("tomas", option("power_cut", "unknown")).await;
        t.taps("tomas", Choice::Urgency("job_stopped".into())).await;
        t.taps("tomas", Choice::Impact("software_wide".into())).await;
        t.taps("tomas", Choice::Skip).await;
        t.taps("tomas", Choice::Send).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(hours(3)).await;
        t.taps_on("bene@agents", Verb::Note, 1).await;
        t.says("bene@agents", ("O disco do servidor avariou de vez", "The server's disk has failed for good")).await;
        t.taps_on("bene@agents", Verb::Reply, 1).await;
        t.says("bene@agents", ("Um técnico vai levar uma peça nova", "Somebody will bring a new part")).await;
        t.says("bene@agents#1", ("/aguardar A peça vem de Maputo", "/wait The part comes from Maputo")).await;
        t.waits(hours(96)).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents", ("A peça foi trocada na US", "The part was replaced on site")).await;
        t.taps_on("tomas", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}
