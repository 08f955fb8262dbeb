//! José, André and Tomás with the hours of the guide: what each tier has to answer and to pass on, to the minute. It is
//! Monday, 09:00; the desk is open from 07:30 to 15:30.

use balcao::{
    core::{chat::Millis, ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, category, everywhere, hours, minutes, option, system};

async fn opens(t: &mut Story, who: &str, name: &str, facility: &str) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await;
        t.staffs("edson", "Edson Machava", 3).await;
        t.staffs("filipa", "Filipa Sitoe", 4).await;
    })
    .await;
    t.aside(async |t| t.enrolled(who, name, facility).await).await;
}

async fn reports(t: &mut Story, who: &str, of: &str, (urgency, impact): (&str, &str), words: (&str, &str)) {
    t.taps(who, Choice::NewReport).await;
    t.taps(who, system("openmrs_epts")).await;
    t.taps(who, category(of)).await;
    if of == "network" {
        t.taps(who, option("where", "facility")).await;
    }
    t.taps(who, Choice::Urgency(urgency.into())).await;
    t.taps(who, Choice::Impact(impact.into())).await;
    t.says(who, words).await;
    t.taps(who, Choice::Skip).await;
    t.taps(who, Choice::Send).await;
}

/// How long the tier has from when the ticket came to it: for an answer, and to resolve it or pass it on.
async fn given(t: &Story) -> (Millis, Millis) {
    (
        t.count(
            "select cast(coalesce(response_due - (select max(at) from clock_event where kind = 'entered'), 0) as bigint)
             from ticket",
        )
        .await,
        t.count(
            "select cast(coalesce(resolve_due - (select max(at) from clock_event where kind = 'entered'), 0) as bigint)
             from ticket",
        )
        .await,
    )
}

async fn tier(t: &Story) -> i64 {
    t.count("select tier from ticket").await
}

/// «Tier 2 would reassign to Tier 3 within 1 day, Tier 3 to Tier 4 within 3 days, and Tier 4 would resolve in the
/// estimated timeframe given at the time of their response.»
#[tokio::test]
async fn jose_by_the_clock() {
    everywhere("jose_by_the_clock", async |t: &mut Story| {
        opens(t, "jose", "José Nhantumbo", "MZ-0303").await;
        reports(
            t,
            "jose",
            "other",
            ("job_stopped", "single_user"),
            ("O relatório dá erro", "The report gives an error"),
        )
        .await;
        assert_eq!(t.count("select count(*) from ticket where priority_key = 'high' and tier = 2").await, 1);
        // A business day of 8 hours: from Monday 09:00 to Tuesday 09:00.
        assert_eq!(given(t).await, (hours(1), hours(24)));
        let reference = t.ticket(1).await.reference;
        t.waits(minutes(30)).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.says("bene", format!("/porque {reference}")).await;
        t.waits(hours(23)).await;
        t.says(
            "bene",
            (format!("/encaminhar {reference} Não está na base"), format!("/escalate {reference} Not in the base")),
        )
        .await;
        assert_eq!(tier(t).await, 3);
        // Three business days: from Tuesday 08:30 to Friday 08:30.
        assert_eq!(given(t).await, (hours(1), hours(72)));
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.says("bene", (format!("/pedir {reference} De que mês?"), format!("/ask {reference} Of which month?"))).await;
        t.waits(hours(4)).await;
        t.says("jose", ("De Outubro", "Of October")).await;
        t.says("bene", format!("/porque {reference}")).await;
        t.says(
            "bene",
            (format!("/encaminhar {reference} É um defeito"), format!("/escalate {reference} It is a defect")),
        )
        .await;
        assert_eq!(tier(t).await, 4);
        // A business day for the answer; the end is to be set.
        assert_eq!(given(t).await, (hours(24), 0));
        t.says("bene", format!("/estado {reference}")).await;
        t.says("bene", (format!("/prazo {reference} 04/12/2026"), format!("/deadline {reference} 04/12/2026"))).await;
        // Friday, 4 December, 15:30 in Maputo.
        assert_eq!(t.count("select resolve_due from ticket").await, 1_796_391_000_000);
        t.says("jose", format!("/estado {reference}")).await;
    })
    .await;
}

/// «Urgent: resolution or reassignment within 1 hour at Tier 2, 1 day at Tier 3, and TBD at Tier 4.» A network begins
/// on site, with an hour of its own; nobody is there.
#[tokio::test]
async fn andre_by_the_clock() {
    everywhere("andre_by_the_clock", async |t: &mut Story| {
        opens(t, "andre", "André Mucavele", "MZ-0806").await;
        reports(t, "andre", "network", ("job_stopped", "multiple_users"), ("Nada liga", "Nothing connects")).await;
        assert_eq!((tier(t).await, given(t).await), (1, (hours(1), hours(1))));
        t.waits(minutes(61)).await;
        assert_eq!((tier(t).await, given(t).await), (2, (hours(1), hours(1))));
        t.waits(minutes(61)).await;
        assert_eq!((tier(t).await, given(t).await), (3, (hours(1), hours(24))));
        t.waits(hours(24)).await;
        assert_eq!((tier(t).await, given(t).await), (4, (hours(24), 0)));
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/porque {reference}")).await;
        t.says("grace", "/sla").await;
    })
    .await;
}

/// «The issue is escalated after 1 day»: by the guide's own targets it is late, and would be with tier 3 within an hour.
#[tokio::test]
async fn tomas_by_the_clock() {
    everywhere("tomas_by_the_clock", async |t: &mut Story| {
        opens(t, "tomas", "Tomás Muianga", "MZ-0502").await;
        reports(t, "tomas", "other", ("job_stopped", "software_wide"), ("A página dá erro", "The page gives an error"))
            .await;
        assert_eq!((tier(t).await, given(t).await), (2, (hours(1), hours(1))));
        t.waits(hours(24)).await;
        assert_eq!((tier(t).await, given(t).await.1), (3, hours(24)));
        t.taps_on("bene@agents", Verb::Take, 1).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", (format!("/aguardar {reference} peça nova"), format!("/wait {reference} a new part"))).await;
        t.waits(hours(96)).await;
        t.says("bene", (format!("/resolver {reference} Peça trocada"), format!("/resolve {reference} Part replaced")))
            .await;
        t.says("bene", format!("/porque {reference}")).await;
        t.ticket(1).await.expect_status(Status::Resolved);
    })
    .await;
}
