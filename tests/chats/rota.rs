//! Who is on duty when: a weekly rota that managers set, and what goes to nobody, or to somebody who is away, is asked
//! about again.

use balcao::{
    core::{ticket::Status, verb::Verb},
    dialogs::choice::Choice,
};

use crate::story::{Story, everywhere, hours, minutes, once};

/// The desk with two agents in tier 2 and one in tier 3, and Ana.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await;
        t.staffs("carla", "Carla Nhaca", 2).await;
        t.staffs("edson", "Edson Machava", 3).await;
    })
    .await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
}

/// EP-01, EP-02: on duty by weekday and hour; whoever's shift it is hears of what comes, and of what becomes late.
#[tokio::test]
async fn a_weekly_rota() {
    everywhere("a_weekly_rota", async |t: &mut Story| {
        opens(t).await;
        t.says("grace", ("/escala seg 8-16 Benedito", "/rota mon 8-16 Benedito")).await;
        t.says("grace", ("/escala nível 2 seg-sex 8-12 Benedito", "/rota tier 2 mon-fri 8-12 Benedito")).await;
        t.says("grace", ("/escala nível 2 seg a sex das 12h às 16h: Carla", "/rota tier 2 mon to fri 12 to 16 Carla"))
            .await;
        t.says("grace", ("/escala nível 2 sáb 8-12 Zacarias", "/rota tier 2 sat 8-12 Zacarias")).await;
        t.says("bene", ("/escala nível 2 dom 8-12 Edson", "/rota tier 2 sun 8-12 Edson")).await;
        t.says("grace", ("/escala", "/rota")).await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.remark("(what Benedito, on duty this morning, has read)");
        let last = t.texts("bene").pop().unwrap_or_default();
        t.remark(&last);
        let told = |t: &Story, who: &str| t.texts(who).iter().filter(|text| text.contains("BL-10008")).count();
        assert_eq!((told(t, "bene"), told(t, "carla")), (1, 0));
        t.waits(minutes(50)).await;
        assert_eq!((told(t, "bene"), told(t, "carla")), (2, 0));
        t.waits(minutes(20)).await;
        t.remark("(in the afternoon, with Carla away)");
        t.says("carla", ("/ausente hoje Edson", "/away today Edson")).await;
        t.waits(hours(3)).await;
        t.aside(async |t| t.reports_server_down("tomas", ("A sala está sem sistema", "The room has no system")).await)
            .await;
        t.remark("(what Edson, who stands in, has read)");
        let last = t.texts("edson").pop().unwrap_or_default();
        t.remark(&last);
        assert_eq!(t.texts("carla").iter().filter(|text| text.contains("BL-10019")).count(), 0);
        t.says("carla", ("/escala", "/rota")).await;
        t.says("grace", ("/escala tirar nível 2 Carla", "/rota remove tier 2 Carla")).await;
        t.says("grace", ("/escala tirar nível 2", "/rota remove tier 2")).await;
        t.says("grace", ("/escala tirar nível 2", "/rota remove tier 2")).await;
        t.says("grace", ("/escala", "/rota")).await;
    })
    .await;
}

/// What would go to nobody stays, and it is asked where to.
#[tokio::test]
async fn a_tier_where_nobody_works() {
    everywhere("a_tier_where_nobody_works", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await).await;
        let (id, reference) = (t.ticket(1).await.id, t.ticket(1).await.reference);
        let (pt, en) = ("É um erro do programa", "It is a fault of the program");
        t.says(
            "bene",
            (format!("/encaminhar {reference} nível 4: {pt}"), format!("/escalate {reference} tier 4: {en}")),
        )
        .await;
        assert_eq!(t.count("select tier from ticket").await, 2);
        let words = if t.locale == balcao::text::locale::Locale::Pt { pt } else { en };
        t.taps("bene", Choice::PassTo { ticket: id, tier: 3, words: words.into() }).await;
        assert_eq!(t.count("select tier from ticket").await, 3);
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(in the room too)");
        t.says(
            "bene@agents",
            (format!("/encaminhar {reference} nível 1: {pt}"), format!("/escalate {reference} tier 1: {en}")),
        )
        .await;
        assert_eq!(t.count("select tier from ticket").await, 3);
    })
    .await;
}

/// Whoever is away is given nothing; their deputy is offered.
#[tokio::test]
async fn somebody_who_is_away_is_given_nothing() {
    everywhere("somebody_who_is_away_is_given_nothing", async |t: &mut Story| {
        opens(t).await;
        t.aside(async |t| {
            t.says("carla", ("/ausente 05/12 Edson", "/away 05/12 Edson")).await;
            t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await;
        })
        .await;
        let (id, reference) = (t.ticket(1).await.id, t.ticket(1).await.reference);
        t.says("bene", (format!("/atribuir {reference} Carla"), format!("/assign {reference} Carla"))).await;
        assert_eq!(t.count("select coalesce(owner_id, 0) from ticket").await, 0);
        let edson = t.person("Edson Machava").await;
        let name = Some("Edson Machava".to_owned());
        t.taps("bene", Choice::With { verb: Verb::Assign, ticket: id, to: edson.to_string(), name }).await;
        assert_eq!(t.count("select coalesce(owner_id, 0) from ticket").await, edson);
        t.remark("(without a deputy)");
        t.aside(async |t| {
            t.says("carla", ("/presente", "/present")).await;
            t.says("carla", ("/ausente 05/12", "/away 05/12")).await;
        })
        .await;
        t.says("bene", (format!("/atribuir {reference} Carla"), format!("/assign {reference} Carla"))).await;
        assert_eq!(t.count("select coalesce(owner_id, 0) from ticket").await, edson);
    })
    .await;
}

/// A tier whose rota has nobody at this hour is a gap: the managers hear of it. Who has no shift is asked for nothing.
#[tokio::test]
async fn a_gap_in_the_rota() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.says("grace", "/rota tier 2 sat-sun 8-12 Carla").await;
        let gaps = |t: &Story| t.texts("grace@managers").iter().filter(|text| text.contains("on duty")).count();
        assert_eq!(gaps(t), 0);
        t.reports_server_down("ana", "Nada abre").await;
        assert_eq!(gaps(t), 1);
        t.says("grace", "/rota tier 2 mon-fri 20-6 Benedito").await;
        t.waits(hours(24)).await;
        t.reports_server_down("tomas", "O ecrã fica branco").await;
        assert_eq!(gaps(t), 2, "a night is no day");
        t.waits(hours(24)).await;
        t.says("grace", "/rota tier 2 mon-fri 8-16 Benedito").await;
        t.says("grace", "/escala tirar nível 2 Carla").await;
        assert_eq!(t.count("select count(*) from rota where ended_at is null").await, 1, "the same days count once");
    })
    .await;
}
