//! From a first word to a closed request: the whole path of a report, with everybody who sees it.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::{Choice, Field},
    text::locale::Locale,
};

use crate::story::{Story, category, everywhere, hours, minutes, option, system};

#[tokio::test]
async fn whole_path() {
    everywhere("whole_path", async |t: &mut Story| {
        t.opens_the_desk().await;
        enrols_and_reports(t).await;
        is_worked_on(t).await;
        is_asked_about(t).await;
        comes_to_its_end(t).await;
    })
    .await;
}

async fn enrols_and_reports(t: &mut Story) {
    t.says("ana", ("A impressora da farmácia não imprime", "The pharmacy's printer does not print")).await;
    t.taps("ana", Choice::Language(t.locale)).await;
    t.says("ana", "ndlavela").await;
    let ndlavela = t.facility("CS Ndlavela");
    t.taps("ana", ndlavela).await;
    t.says("ana", "Ana Macuácua").await;
    t.taps("ana", system("idart")).await;
    t.taps("ana", category("hardware")).await;
    t.taps("ana", option("device", "printer")).await;
    t.taps("ana", Choice::Urgency("job_stopped".into())).await;
    t.taps("ana", Choice::Impact("single_user".into())).await;
    t.sends_photo("ana").await;
    t.taps("ana", Choice::Correct).await;
    t.taps("ana", Choice::CorrectField(Field::Impact)).await;
    t.taps("ana", Choice::Impact("multiple_users".into())).await;
    t.taps("ana", Choice::Send).await;
    t.taps("ana", Choice::ShowsPatient(false)).await;
    t.ticket(1).await.expect_status(Status::New);
}

async fn is_worked_on(t: &mut Story) {
    t.waits(minutes(20)).await;
    t.taps_on("bene@agents", Verb::Take, 1).await;
    t.ticket(1).await.expect_status(Status::InProgress);
    t.taps_on("bene@agents", Verb::Note, 1).await;
    t.says("bene@agents", ("O cabo da rede parece solto", "The network cable seems loose")).await;
    t.says("bene@agents#1", ("Já falei com a farmácia central", "I have spoken to the central pharmacy")).await;
    t.taps_on("bene@agents", Verb::Reply, 1).await;
    t.says("bene@agents", ("Reinicie a impressora, por favor", "Please restart the printer")).await;
    t.taps_on("bene@agents", Verb::Ask, 1).await;
    t.says("bene@agents", ("A luz verde está acesa?", "Is the green light on?")).await;
    t.ticket(1).await.expect_status(Status::WaitingReporter);
    t.waits(hours(1)).await;
    t.says("ana", ("Está sim, mas pisca o tempo todo", "It is, but it blinks all the time")).await;
    t.ticket(1).await.expect_status(Status::InProgress);
}

async fn is_asked_about(t: &mut Story) {
    let reference = t.ticket(1).await.reference;
    t.says("grace@managers", format!("/status {reference}")).await;
    t.says("grace@managers", format!("Any news about {reference}?")).await;
    t.says("grace@managers", "Good morning everybody").await;
    t.says("paulo@ariel", format!("/estado {reference}")).await;
}

async fn comes_to_its_end(t: &mut Story) {
    t.taps_on("bene@agents", Verb::Resolve, 1).await;
    t.says("bene@agents", ("Trocámos o cabo da impressora", "We replaced the printer's cable")).await;
    t.ticket(1).await.expect_status(Status::Resolved);
    t.taps_on("ana", Verb::Reopen, 1).await;
    t.says("ana", ("Imprime só metade da folha", "It prints only half of the page")).await;
    t.ticket(1).await.expect_status(Status::InProgress);
    t.taps_on("bene@agents", Verb::Resolve, 1).await;
    t.says("bene@agents", ("Actualizámos o controlador", "We updated the driver")).await;
    let yes = match t.locale {
        Locale::Pt => "sim, ja funciona",
        Locale::En => "yes",
    };
    t.says("ana", yes).await;
    t.ticket(1).await.expect_status(Status::Closed);
}
