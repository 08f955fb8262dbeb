//! The partner gate: a focal point has the requests of their organisation first, and resolves them, asks, or passes them
//! on. Nothing stays there: a clock of its own passes on, and what patients' safety hangs on never waits (WS-6).

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::{
    desk_file::applies,
    story::{Story, category, everywhere, hours, minutes, once, option, seconds, system},
};

/// A desk at which each request of a partner comes to its focal points first, and Ana.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await;
        applies(t, &[("gate = \"8h\"", "gate = \"8h\"\ngate_all = true")]).await;
    })
    .await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

async fn reports(t: &mut Story, urgency: &str, words: (&str, &str)) {
    t.says("ana", ("/novo", "/new")).await;
    for choice in [
        system("openmrs_epts"),
        category("hardware"),
        option("device", "printer"),
        Choice::Urgency(urgency.into()),
        Choice::Impact("single_user".into()),
    ] {
        t.taps("ana", choice).await;
    }
    t.says("ana", words).await;
    t.taps("ana", Choice::Skip).await;
    t.taps("ana", Choice::Send).await;
}

async fn at_gate(t: &mut Story, who: &str, verb: Verb, number: usize) {
    let ticket = t.ticket(number).await.id;
    t.taps(who, Choice::AtGate { verb, ticket }).await;
}

/// WS-6: what the organisation resolves itself never comes to the desk; what does not hold does.
#[tokio::test]
async fn the_focal_point_resolves_it() {
    everywhere("the_focal_point_resolves_it", async |t: &mut Story| {
        opens(t).await;
        let printer = ("A impressora não puxa papel", "The printer takes no paper");
        t.aside(async |t| reports(t, "job_not_affected", printer).await).await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.remark("(what Ana and her focal point read)");
        for who in ["ana", "paulo"] {
            let last = t.texts(who).pop().unwrap_or_default();
            t.remark(&last);
        }
        at_gate(t, "paulo", Verb::Ask, 1).await;
        t.says("paulo", ("Que modelo é?", "Which model is it?")).await;
        t.ticket(1).await.expect_status(Status::WaitingReporter);
        t.waits(hours(1)).await;
        t.says("ana", ("Uma HP LaserJet", "An HP LaserJet")).await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.waits(minutes(10)).await;
        let reference = t.ticket(1).await.reference;
        t.says("paulo", (format!("/porque {reference}"), format!("/why {reference}"))).await;
        t.says("paulo", ("resolver cá", "resolve it here")).await;
        t.says("paulo", ("Limpei o rolo", "I cleaned the roller")).await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.taps_on("ana", Verb::Confirm, 1).await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(another, that does not hold)");
        t.aside(async |t| reports(t, "job_not_affected", printer).await).await;
        let reference = t.ticket(2).await.reference;
        t.says(
            "paulo",
            (format!("/resolver {reference} Mudei o rolo"), format!("/resolve {reference} I changed the roller")),
        )
        .await;
        t.taps_on("ana", Verb::Reopen, 2).await;
        t.says("ana", ("Continua igual", "It is still the same")).await;
        t.ticket(2).await.expect_status(Status::New);
        t.remark("(too late for Paulo)");
        at_gate(t, "paulo", Verb::Resolve, 2).await;
        t.waits(seconds(20)).await;
    })
    .await;
}

/// WS-6: what is beyond the organisation goes to the desk, with what was asked.
#[tokio::test]
async fn the_focal_point_passes_it_on() {
    everywhere("the_focal_point_passes_it_on", async |t: &mut Story| {
        opens(t).await;
        let slow = ("O computador está lento", "The computer is slow");
        t.aside(async |t| reports(t, "job_not_affected", slow).await).await;
        at_gate(t, "paulo", Verb::Ask, 1).await;
        t.says("paulo", ("Já reiniciou?", "Did you restart it?")).await;
        t.aside(async |t| t.says("ana", ("Sim, duas vezes", "Yes, twice")).await).await;
        t.says("paulo", ("Passar adiante", "Pass it on")).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(once passed on, it is the desk's)");
        t.taps_on("paulo", Verb::PassOn, 1).await;
        let reference = t.ticket(1).await.reference;
        t.says("paulo", (format!("/pedir {reference} E agora?"), format!("/ask {reference} And now?"))).await;
        t.says("bene", (format!("/historico {reference}"), format!("/history {reference}"))).await;
        t.says("ana", ("/meus", "/mine")).await;
        t.remark("(typed where nothing waits, and where two do)");
        t.says("paulo", ("passar adiante", "pass it on")).await;
        t.aside(async |t| {
            reports(t, "job_not_affected", ("O rato não mexe", "The mouse does not move")).await;
            reports(t, "job_not_affected", ("A impressora faz barulho", "The printer is noisy")).await;
        })
        .await;
        t.says("paulo", ("passar adiante", "pass it on")).await;
        let reference = t.ticket(2).await.reference;
        t.taps("paulo", Choice::Show { ticket: t.ticket(2).await.id, reference }).await;
    })
    .await;
}

/// Its own clock: it stands while Ana is asked, what was used before is not given again, and then it passes on by itself.
#[tokio::test]
async fn the_gate_has_a_clock_of_its_own() {
    everywhere("the_gate_has_a_clock_of_its_own", async |t: &mut Story| {
        opens(t).await;
        let slow = ("O computador está lento", "The computer is slow");
        t.aside(async |t| reports(t, "job_not_affected", slow).await).await;
        t.waits(hours(3)).await;
        t.remark("(after two hours)");
        at_gate(t, "paulo", Verb::Ask, 1).await;
        t.says("paulo", ("Já reiniciou?", "Did you restart it?")).await;
        t.restarts().await;
        t.waits(minutes(1)).await;
        t.waits(hours(21)).await;
        t.remark("(a day later she answers: three hours were used)");
        t.says("ana", ("Sim, duas vezes", "Yes, twice")).await;
        t.waits(minutes(50)).await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.waits(minutes(20)).await;
        t.remark("(after four hours)");
        let reference = t.ticket(1).await.reference;
        t.says("paulo", (format!("/porque {reference}"), format!("/why {reference}"))).await;
        t.restarts().await;
        t.waits(hours(3)).await;
        t.ticket(1).await.expect_status(Status::WaitingFocalPoint);
        t.waits(hours(1)).await;
        t.ticket(1).await.expect_status(Status::New);
        let told = t.count("select count(*) from audit where verb = 'forward'").await;
        assert_eq!(told, 1);
        t.waits(hours(24)).await;
        assert_eq!(t.count("select count(*) from audit where verb = 'forward'").await, 1);
    })
    .await;
}

/// What patients' safety hangs on never waits, nor what becomes so while Ana is asked.
#[tokio::test]
async fn nothing_critical_waits_at_the_gate() {
    once(async |t: &mut Story| {
        opens(t).await;
        reports(t, "patient_care", ("Não sai a etiqueta da insulina", "No label comes out")).await;
        t.ticket(1).await.expect_status(Status::New);
        reports(t, "job_not_affected", ("A impressora faz barulho", "The printer is noisy")).await;
        at_gate(t, "paulo", Verb::Ask, 2).await;
        t.says("paulo", "Que barulho?").await;
        t.ticket(2).await.expect_status(Status::WaitingReporter);
        let reference = t.ticket(2).await.reference;
        t.says("bene", format!("/prioridade {reference} critica Cheira a queimado")).await;
        t.ticket(2).await.expect_status(Status::New);
        // Each has a number, and is counted, from its first minute.
        assert_eq!(t.count("select count(*) from clock_event where kind = 'entered' and version = 1").await, 2);
    })
    .await;
}
