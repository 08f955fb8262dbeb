//! What platforms and people do to messages: twice, too many, too late, too long, and one that nobody can handle.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::{Choice, Field},
    door::Received,
};

use crate::story::{Story, category, everywhere, minutes, once, option, system};

#[tokio::test]
async fn duplicate_deliveries() {
    everywhere("duplicate_deliveries", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        let words = t.inbound_of("ana", "E o telefone também está em baixo").await;
        let received = t.delivers(vec![words.clone(), words.clone()]).await;
        assert!(matches!(received[..], [Received::Done { .. }, Received::Again]));
        t.remark("(the platform delivers it once more, also after a restart)");
        assert_eq!(t.delivers(vec![words.clone()]).await, [Received::Again]);
        t.restarts().await;
        assert_eq!(t.delivers(vec![words]).await, [Received::Again]);
    })
    .await;
}

#[tokio::test]
async fn a_flood() {
    everywhere("a_flood", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.waits(minutes(5)).await;
        let received = t.says_all("ana", (1..=30).map(|at| format!("detalhe número {at}")).collect()).await;
        let waited = received.iter().filter(|received| **received == Received::Waiting).count();
        assert_eq!(waited, 10, "twenty at once, the rest waits");
    })
    .await;
}

/// A repetition of what was handled must not take the place of what waits: that would be left where it is.
#[tokio::test]
async fn a_repetition_before_a_flood() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        let words = t.inbound_of("ana", "E o telefone também está em baixo").await;
        t.delivers(vec![words.clone()]).await;
        t.waits(minutes(5)).await;
        let mut all = vec![words];
        for at in 1..=20 {
            all.push(t.inbound_of("ana", &format!("detalhe número {at}")).await);
        }
        let received = t.delivers(all).await;
        assert_eq!((&received[0], &received[20]), (&Received::Again, &Received::Waiting));
        assert_eq!(t.count("select count(*) from inbox where state = 'waiting'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn taps_of_all_sorts() {
    everywhere("taps_of_all_sorts", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.reports_until_summary("ana", ("O servidor parou", "The server stopped")).await;
        let send = t.old_token("ana", &Choice::Send).await;
        t.remark("(the same button twice, in one breath)");
        t.taps_token_at_once("ana", &[&send, &send]).await;
        assert_eq!(t.count("select count(*) from ticket").await, 1);
        t.remark("(a stranger's tap, and a known person's tap on another's button)");
        t.taps_token("stranger", &send).await;
        t.taps_token("tomas", &send).await;
        t.remark("(an old button, and one that never was)");
        let cancel = t.old_token("ana", &Choice::Cancel).await;
        t.taps_token("ana", &cancel).await;
        t.taps_token("ana", "p1.7").await;
        t.taps_token("ana", "no button at all").await;
        t.says("stranger", ("obrigado", "thanks")).await;
    })
    .await;
}

#[tokio::test]
async fn a_question_that_stands_there_twice() {
    everywhere("a_question_that_stands_there_twice", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_poc")).await;
        t.taps("ana", category("form_error")).await;
        t.says("ana", "Java heap space").await;
        let always = t.offered_token("ana", &option("frequency", "always")).await;
        t.sends_photo("ana").await;
        t.taps_token("ana", &always).await;
        t.remark("(the question before, answered long ago)");
        let reports = t.offered_token("ana", &category("reports")).await;
        t.taps_token("ana", &reports).await;
        t.remark("(a question that was asked again, and whose answer is not wanted any more)");
        t.taps("ana", Choice::Change(Field::Category)).await;
        t.says("ana", "/cancelar").await;
        t.taps("ana", Choice::Discard).await;
        t.taps_token("ana", &always).await;
    })
    .await;
}

#[tokio::test]
async fn answers_with_a_deadline() {
    everywhere("answers_with_a_deadline", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.patience = 500;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        let note = t.ticket(1).await.id;
        let take = t.offered_token("bene@agents", &Choice::act(Verb::Note, note)).await;
        t.patience = 3_000;
        t.taps_token("paulo@agents", &take).await;
        t.taps_token("somebody@agents", &take).await;
    })
    .await;
}

#[tokio::test]
async fn one_that_cannot_be_handled() {
    everywhere("one_that_cannot_be_handled", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("tomas", ("Tudo parado", "All is still")).await;
        })
        .await;
        t.poisons_the_database().await;
        t.expects_quarantined(1);
        let mut batch = Vec::new();
        for (who, words) in [("ana", "antes do erro"), ("ana", "com VENENO dentro"), ("ana", "depois do erro")] {
            batch.push(t.inbound_of(who, words).await);
        }
        batch.push(t.inbound_of("tomas", "aqui nada de novo").await);
        let received = t.delivers(batch).await;
        assert_eq!(received.iter().filter(|received| **received == Received::Quarantined).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_and_very_much() {
    everywhere("nothing_and_very_much", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", "").await;
        t.says("ana", " \n ").await;
        t.says("ana", "erro 1234 ".repeat(10_000)).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("other")).await;
        t.says("ana", "").await;
        t.taps("ana", Choice::Urgency("job_affected".into())).await;
        t.taps("ana", Choice::Impact("single_user".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
        let card = t.texts("bene@agents").join(" ");
        assert!(card.matches("erro 1234").count() >= 59, "a part of the card is missing: {card}");
        t.says("bene@agents", "").await;
    })
    .await;
}
