//! Janice: an incorrect password, the day after the training; half an hour later she works.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, everywhere, minutes, option};

#[tokio::test]
async fn janice() {
    everywhere("janice", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("janice", "Janice Adams", "MZ-1002").await;
        t.taps("janice", Choice::NewReport).await;
        t.says("janice", ("openmrs", "openmrs")).await;
        t.says("janice", ("senha", "password")).await;
        t.taps("janice", option("what", "wrong_password")).await;
        t.taps("janice", Choice::Skip).await;
        t.says("janice", ("trabalho parado", "work has stopped")).await;
        t.says("janice", ("só eu", "only me")).await;
        t.says("janice", ("Diz que a senha está incorrecta", "It says that the password is incorrect")).await;
        t.says("janice", ("saltar", "skip")).await;
        t.says("janice", ("enviar", "send")).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(minutes(15)).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents", ("Nova senha definida à distância", "The password was reset from here")).await;
        t.waits(minutes(10)).await;
        t.taps_on("janice", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}
