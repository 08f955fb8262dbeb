//! What the clocks make happen: whoever has a request is warned, what is late goes to the next tier with what was done,
//! and what somebody took and forgot comes back. Each once, through restarts.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::{
    story::{Story, category, everywhere, hours, minutes, once, option, system},
    support::outbox::sql,
};

/// The desk, whose agent wants no digest in the morning, and Ana.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await;
        t.staffs("edson", "Edson Machava", 3).await;
        t.staffs("filipa", "Filipa Sitoe", 4).await;
    })
    .await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

/// A report of hardware by one who can go on with their work: it begins on site (EP-10).
async fn reports_lightly(t: &mut Story, words: (&str, &str)) {
    t.aside(async |t| {
        t.says("ana", ("/novo", "/new")).await;
        for choice in [
            system("openmrs_epts"),
            category("hardware"),
            option("device", "printer"),
            Choice::Urgency("job_not_affected".into()),
            Choice::Impact("single_user".into()),
        ] {
            t.taps("ana", choice).await;
        }
        t.says("ana", words).await;
        t.taps("ana", Choice::Skip).await;
        t.taps("ana", Choice::Send).await;
    })
    .await;
}

async fn tier_of(t: &Story) -> i64 {
    t.count("select tier from ticket order by running_number limit 1").await
}

/// EP 1.3, tier 2: an hour for the answer, half an hour for both where it is critical; then tier 3 has it.
#[tokio::test]
async fn what_nobody_turns_to_goes_to_the_next_tier() {
    everywhere("what_nobody_turns_to_goes_to_the_next_tier", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
        assert_eq!(tier_of(t).await, 2);
        t.waits(minutes(50)).await;
        t.restarts().await;
        t.waits(minutes(20)).await;
        assert_eq!(tier_of(t).await, 3);
        t.ticket(1).await.expect_status(Status::New);
        t.restarts().await;
        let told = t.count("select count(*) from stage").await;
        t.waits(minutes(10)).await;
        assert_eq!(t.count("select count(*) from stage").await, told, "each once");
    })
    .await;
}

/// EP-08, EP-16: what was tried, what was asked and answered goes along.
#[tokio::test]
async fn what_was_done_goes_along() {
    everywhere("what_was_done_goes_along", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
        let reference = t.ticket(1).await.reference;
        t.aside(async |t| {
            t.taps_on("bene@agents", Verb::Take, 1).await;
            t.says(
                "bene",
                (format!("/nota {reference} Reiniciei o serviço"), format!("/note {reference} Restarted it")),
            )
            .await;
            t.says(
                "bene",
                (format!("/pedir {reference} A luz está acesa?"), format!("/ask {reference} Is the light on?")),
            )
            .await;
            t.waits(minutes(1)).await;
            t.says("ana", ("Está acesa", "It is on")).await;
        })
        .await;
        t.waits(minutes(70)).await;
        assert_eq!(tier_of(t).await, 3);
        t.ticket(1).await.expect_status(Status::New);
    })
    .await;
}

/// Claimed but silent: after half a working day its owner is asked, after a whole one it is free again; whoever says
/// anything is left in peace for the whole time again.
#[tokio::test]
async fn what_somebody_took_and_forgot_is_given_back() {
    everywhere("what_somebody_took_and_forgot_is_given_back", async |t: &mut Story| {
        opens(t).await;
        reports_lightly(t, ("O tinteiro está vazio", "The cartridge is empty")).await;
        let reference = t.ticket(1).await.reference;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        t.waits(hours(3)).await;
        t.aside(async |t| {
            t.says("bene", (format!("/nota {reference} Estou a ver"), format!("/note {reference} Looking at it")))
                .await;
        })
        .await;
        t.waits(hours(3)).await;
        t.remark("(nothing: a note is a sign of life)");
        t.ticket(1).await.expect_status(Status::InProgress);
        t.waits(hours(20)).await;
        t.remark("(the next morning)");
        t.restarts().await;
        t.waits(hours(5)).await;
        t.ticket(1).await.expect_status(Status::New);
        t.waits(hours(2)).await;
    })
    .await;
}

/// While its reporter is asked, no clock runs.
#[tokio::test]
async fn what_waits_for_its_reporter_is_passed_to_nobody() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.reports_server_down("ana", "Nada abre").await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/pedir {reference} A luz está acesa?")).await;
        t.waits(hours(4)).await;
        assert_eq!(tier_of(t).await, 2);
        t.says("ana", "Está").await;
        t.waits(hours(2)).await;
        assert_eq!(tier_of(t).await, 3);
    })
    .await;
}

/// EP-16: to a tier by its number, and back; the first tier's checklist stands before its words.
#[tokio::test]
async fn a_request_is_handed_to_a_tier() {
    everywhere("a_request_is_handed_to_a_tier", async |t: &mut Story| {
        opens(t).await;
        reports_lightly(t, ("A impressora não liga", "The printer does not start")).await;
        assert_eq!(tier_of(t).await, 1);
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/encaminhar {reference}"), format!("/escalate {reference}"))).await;
        t.says("bene", ("Cabos e corrente em ordem", "Cables and power are fine")).await;
        assert_eq!(tier_of(t).await, 2);
        let to = |tier: i64, pt: &str, en: &str| {
            (format!("/encaminhar {reference} nível {tier}: {pt}"), format!("/escalate {reference} tier {tier}: {en}"))
        };
        t.says("bene", to(4, "É um erro do programa", "It is a bug")).await;
        assert_eq!(tier_of(t).await, 4);
        t.says("bene", to(4, "Outra vez", "Again")).await;
        t.says("bene", to(7, "Mais acima", "Further up")).await;
        t.says("bene", to(2, "Afinal é a rede", "It is the network after all")).await;
        assert_eq!(tier_of(t).await, 2);
    })
    .await;
}

/// A tier in which nobody works would lose what is passed to it: it stays, and the managers are told.
#[tokio::test]
async fn what_no_tier_above_can_take_stays() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await;
        t.waits(minutes(70)).await;
        assert_eq!(tier_of(t).await, 2);
        let told = t.texts("managers");
        assert!(told.iter().any(|text| text.contains("tier 2") && text.contains("BL-10008")), "{told:?}");
    })
    .await;
}

/// What cannot be looked at when its time has come is kept aside, and looked at again: no stage is missed for good.
#[tokio::test]
async fn what_cannot_be_looked_at_is_looked_at_again() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.reports_server_down("ana", "Nada abre").await;
        t.waits(minutes(40)).await;
        sql(&t.store(), "update ticket set status = 'spoilt'").await;
        t.expects_quarantined(1);
        t.waits(minutes(10)).await;
        assert_eq!(t.count("select count(*) from stage").await, 0);
        sql(&t.store(), "update ticket set status = 'new'").await;
        t.waits(minutes(20)).await;
        assert_eq!(tier_of(t).await, 3);
        assert_eq!(t.count("select count(*) from stage where kind = 'overdue'").await, 1);
    })
    .await;
}

/// A pass-on that is taken back never was: the stint before it goes on, and tells nothing twice; the next one is another.
#[tokio::test]
async fn a_pass_on_that_was_taken_back() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/nota {reference} Já vejo")).await;
        t.waits(minutes(50)).await;
        let stages = "select count(*) from stage where kind in ('due_soon', 'answer_soon')";
        let soon = t.count(stages).await;
        assert!(soon > 0, "warned");
        t.hurries();
        t.says("bene", format!("/encaminhar {reference} nível 3: Falta acesso")).await;
        let act = t.count("select max(id) from act").await;
        t.taps("bene", Choice::TakeBack(vec![act])).await;
        assert_eq!(tier_of(t).await, 2);
        t.waits(minutes(3)).await;
        assert_eq!(t.count(stages).await, soon, "warned once");
        t.says("bene", format!("/encaminhar {reference} nível 3: Falta mesmo")).await;
        assert_eq!(tier_of(t).await, 3);
        t.waits(minutes(50)).await;
        assert_eq!(t.count("select cast(max(stint) as bigint) from stage where stint < 1000").await, 3);
        assert_eq!(t.count("select cast(min(stint) as bigint) from stage").await, 1);
        t.restarts().await;
        t.waits(minutes(5)).await;
        assert_eq!(t.count("select count(*) from stage where kind = 'answer_soon' and stint = 3").await, 1);
    })
    .await;
}
