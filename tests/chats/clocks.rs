//! Clocks in the chat: days off at short notice, hours in which nobody is there, what the desk promises, what is late.

use balcao::{
    core::{
        chat::{Inbound, Millis},
        person::Role,
        verb::Verb,
    },
    dialogs::choice::Choice,
    text::locale::Locale,
};

use crate::story::{Story, category, everywhere, hours, minutes, system};

async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await).await;
    t.aside(async |t| t.enrolled("ana", "Ana Macuácua", "MZ-0203").await).await;
}

/// One who cannot work: "High", eight hours in tier 2.
async fn reports(t: &mut Story, words: (&str, &str)) {
    t.taps("ana", Choice::NewReport).await;
    t.taps("ana", system("openmrs_epts")).await;
    t.taps("ana", category("other")).await;
    t.taps("ana", Choice::Urgency("job_stopped".into())).await;
    t.taps("ana", Choice::Impact("single_user".into())).await;
    t.says("ana", words).await;
    t.taps("ana", Choice::Skip).await;
    t.taps("ana", Choice::Send).await;
}

/// How long the tier has in all.
async fn given(t: &Story) -> Millis {
    t.count("select cast(resolve_due - created_at as bigint) from ticket").await
}

#[tokio::test]
async fn a_holiday_at_short_notice() {
    everywhere("a_holiday_at_short_notice", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| reports(t, ("Não consigo entrar", "I cannot log in")).await).await;
        t.aside(async |t| t.taps_on("bene@agents", Verb::Take, 1).await).await;
        assert_eq!(given(t).await, hours(24));
        t.says("grace", "/holiday").await;
        t.says("grace", "/feriado 24/11").await;
        t.waits(minutes(1)).await;
        assert_eq!(given(t).await, hours(48), "Tuesday does not count");
        t.says("grace", "/holiday 24/11 07:30-12:00").await;
        t.waits(minutes(1)).await;
        assert_eq!(given(t).await, hours(24), "its morning does");
        t.says("grace", "/holiday amanhã Niassa").await;
        t.says("grace", "/holiday remove 24/11").await;
        t.says("grace", "/holiday remove 24/11").await;
        t.restarts().await;
        t.waits(minutes(1)).await;
        assert_eq!(given(t).await, hours(24), "it is no holiday here");
        t.says("grace", "/holiday").await;
        t.says("grace", "/holiday 24/11 Atlantis").await;
        t.says("grace", "/holiday 24/11/2025").await;
        t.says("bene", ("/feriado 24/11", "/holiday 24/11")).await;
        t.says("ana", ("/feriado 24/11", "/holiday 24/11")).await;
        assert_eq!(t.count("select count(*) from day_off where withdrawn_at is null").await, 1);
    })
    .await;
}

/// It is said once that nobody is there, and whom to call; the clock begins in the morning.
#[tokio::test]
async fn off_hours_are_said_once() {
    everywhere("off_hours_are_said_once", async |t: &mut Story| {
        opens(t).await;
        t.waits(hours(8)).await;
        reports(t, ("Não consigo entrar", "I cannot log in")).await;
        t.aside(async |t| reports(t, ("A impressora não imprime", "The printer does not print")).await).await;
        let closed = t.texts("ana").iter().filter(|text| text.contains("07:30")).count();
        assert_eq!(closed, 1);
        // Tuesday, 07:30 and an hour.
        assert_eq!(t.count("select min(response_due) from ticket").await, 1_795_501_800_000);
    })
    .await;
}

#[tokio::test]
async fn what_is_promised_and_what_is_late() {
    everywhere("what_is_promised_and_what_is_late", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| reports(t, ("Não consigo entrar", "I cannot log in")).await).await;
        t.says("ana", "/sla").await;
        t.says("bene", "/sla").await;
        t.waits(minutes(90)).await;
        t.says("bene", ("/fila risco", "/queue risk")).await;
        t.says("bene", ("/parados", "/stale")).await;
        t.waits(hours(24 * 4)).await;
        t.says("bene", ("/parados", "/stale")).await;
        t.says("ana", ("/parados", "/stale")).await;
    })
    .await;
}

/// The agents' rooms and the focal points there hear of a day off, in the morning where it was declared at night, and how
/// many requests it concerns.
#[tokio::test]
async fn a_holiday_is_told_where_it_counts() {
    everywhere("a_holiday_is_told_where_it_counts", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| {
            t.invites("xavier", "Xavier Langa", Role::FocalPoint, Some("FGH")).await;
            reports(t, ("Não consigo entrar", "I cannot log in")).await;
        })
        .await;
        t.says("grace", "/holiday 24/11 Maputo").await;
        t.says("grace", "/holiday 25/11 Zambézia").await;
        assert!(t.texts("xavier").iter().all(|text| !text.contains("24/11/2026")), "that is not where they are");
        t.waits(hours(12)).await;
        t.remark("(at night, for tomorrow)");
        t.says("grace", "/holiday remove 24/11 Maputo").await;
        let told = |t: &Story| t.texts("paulo").iter().filter(|text| text.contains("24/11/2026")).count();
        assert_eq!(told(t), 1, "not yet");
        t.waits(hours(10)).await;
        assert_eq!(told(t), 2);
    })
    .await;
}

/// The platform's own time of a message counts; that the desk was down meanwhile is told apart from the network.
#[tokio::test]
async fn the_desks_own_outage_is_told_apart() {
    everywhere("the_desks_own_outage_is_told_apart", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| {
            t.taps("ana", Choice::NewReport).await;
            t.taps("ana", system("openmrs_epts")).await;
            t.taps("ana", category("other")).await;
            t.taps("ana", Choice::Urgency("job_stopped".into())).await;
            t.taps("ana", Choice::Impact("single_user".into())).await;
            t.says("ana", ("Não consigo entrar", "I cannot log in")).await;
            t.taps("ana", Choice::Skip).await;
        })
        .await;
        t.waits(minutes(20)).await;
        t.sleeps(hours(2)).await;
        t.remark("(down for two hours; Ana had no network from a quarter of an hour before that on)");
        let inbound = t.inbound_of("ana", if t.locale == Locale::Pt { "Enviar pedido" } else { "Send request" }).await;
        let sent_at = inbound.sent_at - minutes(135);
        t.delivers(vec![Inbound { sent_at, ..inbound }]).await;
        t.waits(minutes(1)).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/porque {reference}"), format!("/why {reference}"))).await;
        t.waits(minutes(30)).await;
        t.restarts().await;
        t.waits(minutes(1)).await;
        assert_eq!(t.count("select count(*) from outage").await, 1, "a start is none");
    })
    .await;
}
