//! Martine: the day after the training her password is refused, and nobody at her facility can help. She writes to
//! the desk, which talks her through it.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, minutes, option, system};

#[tokio::test]
async fn martine() {
    everywhere("martine", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.says("martine", ("A minha senha está errada", "My password is incorrect")).await;
        t.taps("martine", Choice::Language(t.locale)).await;
        t.says("martine", "CS Chamanculo").await;
        t.says("martine", "Martine Chissano").await;
        t.taps("martine", system("openmrs_epts")).await;
        t.taps("martine", category("login")).await;
        t.taps("martine", option("what", "wrong_password")).await;
        t.says("martine", "mchissano").await;
        t.taps("martine", Choice::Urgency("job_stopped".into())).await;
        t.taps("martine", Choice::Impact("single_user".into())).await;
        t.taps("martine", Choice::Skip).await;
        t.taps("martine", Choice::Send).await;
        t.waits(minutes(15)).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.taps_on("bene@agents", Verb::Reply, 1).await;
        t.says("bene@agents", ("Escreva a senha com maiúscula no início", "Type it with a capital first")).await;
        t.says("martine", ("Já consegui entrar", "I am in now")).await;
        t.taps_on("bene@agents", Verb::Resolve, 1).await;
        t.says("bene@agents", ("A senha começa com maiúscula", "The password begins with a capital")).await;
        t.taps_on("martine", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
    })
    .await;
}
